"""HTML: everything visible as text and blocks; hidden addresses decoded; no depth or width that hurts."""

# ruff: noqa: E501  (samples are long lines)

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from extractors.readers.html import mail as html_mail
from extractors.readers.html.depth import flatten
from schemas.document import BlockKind, Document, Zone
from schemas.errors import DocumentUnreadable
from tests.test_readers_plain import lawful


def page(body: str, head: str = "") -> Document:
    source = f"<!doctype html><html lang='fi'><head>{head}</head><body>{body}</body></html>"
    return read(source.encode(), "http://koivu.example/hankkeet/polku/")


def test_inline_elements_add_no_space_and_breaks_are_lines() -> None:
    doc = page("<p>Koto<b>polku</b> on <i>hyvä</i>.<br>Toinen&nbsp;rivi&shy;ä &amp; &lt;x&gt;</p>")
    assert doc.text == "Kotopolku on hyvä.\nToinen\xa0riviä & <x>"


def test_zones_lists_and_headings() -> None:
    doc = page(
        "<header><h2>Järjestö</h2></header><nav><ul><li>Etusivu</li></ul></nav><main><h1>Polku</h1>"
        "<ul><li>eka<ul><li>sisä</li></ul></li><li><p>toka</p></li></ul></main>"
        "<div class='site-footer'><p>Koivukatu 1</p></div><aside>Sivussa</aside>"
    )
    seen = {doc.slice(b): b for b in doc.blocks}
    assert seen["Järjestö"].zone is Zone.HEADER
    assert seen["Etusivu"].zone is Zone.NAV
    assert (seen["Polku"].kind, seen["Polku"].level, seen["Polku"].zone) == (BlockKind.HEADING, 1, Zone.MAIN)
    assert (seen["eka"].level, seen["sisä"].level, seen["toka"].level) == (1, 2, 1)
    assert seen["eka"].group == seen["toka"].group != seen["sisä"].group
    assert seen["Koivukatu 1"].zone is Zone.FOOTER
    assert seen["Sivussa"].zone is Zone.ASIDE
    assert seen["Polku"].path == "body/main[1]/h1[1]"


def test_table_cells_know_their_place_and_headers() -> None:
    doc = page(
        "<table><tr><th>Hanke</th><th>Avustus</th></tr>"
        "<tr><td rowspan=2>Polku</td><td>1 000 €</td></tr><tr><td>2 000 €</td></tr></table>"
    )
    cells = [(doc.slice(b), b.row, b.col, b.header) for b in doc.blocks]
    assert cells == [
        ("Hanke", 0, 0, True), ("Avustus", 0, 1, True), ("Polku", 1, 0, False), ("1 000 €", 1, 1, False),
        ("2 000 €", 2, 1, False),
    ]  # fmt: skip
    assert doc.text.splitlines()[1] == "Polku\t1 000 €"


def test_layout_tables_are_no_tables() -> None:
    doc = page("<table><tr><td><h2>Otsikko</h2><p>Teksti kulkee tässä.</p></td><td>Sivu</td></tr></table>")
    assert [b.kind.value for b in doc.blocks] == ["heading", "paragraph", "paragraph"]


def test_definition_lists_and_fact_tables_are_pairs() -> None:
    doc = page(
        "<dl><dt>Rahoittaja</dt><dd>ESR</dd></dl><table><tr><th>Toteutusaika</th><td>1.1.2020–31.12.2021</td></tr>"
        "<tr><th>Kohderyhmä</th><td></td></tr></table>"
    )
    pairs = {doc.slice(p.label): doc.slice(p.value) for p in doc.pairs}
    assert pairs["Rahoittaja"] == "ESR"
    assert pairs["Toteutusaika"] == "1.1.2020–31.12.2021"


def test_label_and_value_spans_are_parted() -> None:
    doc = page("<div><span class='l'>Päärahoittaja</span><span class='v'>Opetusministeriö</span></div>")
    assert doc.text == "Päärahoittaja\nOpetusministeriö"
    assert [(doc.slice(p.label), doc.slice(p.value)) for p in doc.pairs] == [("Päärahoittaja", "Opetusministeriö")]


def _cloudflare(address: str, key: int = 0x2A) -> str:
    return bytes([key, *(b ^ key for b in address.encode())]).hex()


@pytest.mark.parametrize(
    "body",
    [
        "<a href='mailto:anna.koivu%40koivu.example?subject=Hei'>Anna Koivu</a>",
        f"<a class='__cf_email__' data-cfemail='{_cloudflare('anna.koivu@koivu.example')}'>[email&#160;protected]</a>",
        f"<a href='/cdn-cgi/l/email-protection#{_cloudflare('anna.koivu@koivu.example')}'>Kirjoita</a>",
        "<span style='unicode-bidi:bidi-override; direction: rtl'>elpmaxe.uviok@uviok.anna</span>",
        "anna.koivu<span>@</span>koivu.example",
        "anna.koivu<img src='at.png' alt='[at]'>koivu.example",
        "anna.koivu<span style='display:none'>poista</span>@koivu.example",
        "&#97;nna.koivu&#64;koivu.example",
    ],
)
def test_hidden_addresses_stand_in_the_text(body: str) -> None:
    assert "anna.koivu@koivu.example" in page(f"<p>Lisätietoja: {body} antaa.</p>").text


def test_typo3_and_rot13_addresses() -> None:
    secret = "".join(html_mail._shift(c, 3) for c in "mailto:anna@koivu.example")
    assert html_mail.of_href(f"javascript:linkTo_UnCryptMailto('{secret}');") == ("mailto", "anna@koivu.example")


def test_an_inserted_address_is_marked_and_a_visible_one_not_repeated() -> None:
    doc = page(
        "<p><a href='mailto:anna@koivu.example'>Anna</a> <a href='mailto:eino@koivu.example'>eino(at)koivu.example</a></p>"
    )
    assert [doc.slice(s) for s in doc.inserted] == ["anna@koivu.example"]
    assert doc.text == "Anna (anna@koivu.example) eino(at)koivu.example"


def test_links_are_absolute_and_cover_their_text() -> None:
    doc = page("<p>Katso <a href='../tulokset.html'> tulokset </a>tästä</p>", "<base href='/sivut/hanke/'>")
    assert [(doc.slice(k), k.href) for k in doc.links] == [("tulokset", "http://koivu.example/sivut/tulokset.html")]


def test_hidden_scripts_and_templates_say_nothing_but_accordions_do() -> None:
    doc = page(
        "<script>var a='salaisuus';</script><template>mallipohja</template><div hidden>piilossa</div>"
        "<div class='accordion-panel' style='display:none'>Avautuva sisältö</div><p>Näkyvä</p>"
    )
    assert doc.text == "Avautuva sisältö\n\nNäkyvä"


def test_the_page_says_its_date_title_and_language() -> None:
    head = (
        "<title>Polku &ndash;  hanke</title><script type='application/ld+json'>"
        '{"@graph":[{"@type":"WebPage","datePublished":"2021-05-04T09:00:00+03:00"}]}</script>'
    )
    doc = page("<p>Teksti</p>", head)
    assert (doc.title, doc.language, doc.published) == ("Polku – hanke", "fi", "2021-05-04")


def test_wrong_declaration_and_mojibake_are_repaired() -> None:
    body = "<p>Kotoutumisen edistäminen, työtä ja ääntä</p>"
    declared = f"<html><head><meta charset='iso-8859-1'></head><body>{body}</body></html>".encode()
    assert "edistäminen" in read(declared).text
    twice = body.encode().decode("cp1252", "ignore").encode()
    assert "edistäminen" in read(b"<html><body>" + twice + b"</body></html>").text


def test_an_error_page_called_pdf_is_read_as_html() -> None:
    doc = read(
        b"<!doctype html><html><body><p>Sivua ei ole</p></body></html>", "http://x.example/a.pdf", "application/pdf"
    )
    assert doc.media_type == "text/html"
    assert doc.notes == ("called PDF, but is HTML",)


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(DocumentUnreadable, match="empty"):
        page("<script>document.write('x')</script>")


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<b><div></b>", "<ul><li>", "<span class='a'>", "<table><tr><td>"])
def test_ten_thousand_nested_elements_keep_their_text(unit: str) -> None:
    doc = page(unit * 10_000 + "Yhteystiedot 040 000 1234")
    assert "Yhteystiedot 040 000 1234" in doc.text
    lawful(doc)


def test_flattening_leaves_ordinary_pages_alone_and_is_bounded() -> None:
    ordinary = "<div><p>a</p></div>" * 500
    assert flatten(ordinary) == (ordinary, False)
    flat, cut = flatten("<div>" * 5000 + "x" + "</div>" * 5000)
    assert cut
    assert flat.count("<div>") == 250


@settings(max_examples=120, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_escaped_text_comes_back(text: str) -> None:
    try:
        doc = page(f"<p>alku {escape(text)} loppu</p>")
    except DocumentUnreadable:
        return
    kept = [w for w in text.split() if w.isascii() and w.isalnum()]
    assert all(w in doc.text for w in kept)
    assert doc.text.startswith("alku")
    assert doc.text.endswith("loppu")
    lawful(doc)


_PIECES = ["<p>", "</p>", "<li>", "<ul>", "</ul>", "<td>", "<table>", "</table>", "<a href='x'>", "</a>", "<br>", "teksti ", "<b>", "</b>", "<h2>", "</h2>", "<dt>", "<dd>", "\n", "&amp;", "<img alt='kuva koivusta' src=a>", "<", "<!--", "-->", "<div class=footer>", "</div>"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_tag_soup_gives_lawful_blocks(pieces: list[str]) -> None:
    try:
        lawful(page("x" + "".join(pieces)))
    except DocumentUnreadable as error:
        assert error.outcome == "empty"

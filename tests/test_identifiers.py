# ruff: noqa: E501 - a table of examples is read line by line
import pytest
from contact_helpers import around, document
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.identifiers import DERIVERS, find_project_codes, find_urls, scan_codes, scan_emails, scan_urls
from extractors.fields.identifiers.codes import derive_business_id, derive_code
from extractors.fields.identifiers.emails import derive_email
from extractors.fields.identifiers.urls import derive_url
from extractors.mentions import Taken
from schemas.document import Block, BlockKind, Link, Zone


def emails(text: str) -> list[str]:
    doc = document(text)
    return [str(m.value) for m in scan_emails(doc, Taken(scan_urls(doc, Taken())))]


@pytest.mark.parametrize(
    "text",
    [
        "maija.koivu@koivukoti.fi", "maija.koivu @koivukoti.fi", "maija.koivu@ koivukoti.fi", "maija.koivu(at)koivukoti.fi",
        "maija.koivu (at) koivukoti.fi", "maija.koivu( at )koivukoti.fi", "maija.koivu[at]koivukoti[dot]fi",
        "maija.koivu[ät]koivukoti.fi", "maija.koivu (ät) koivukoti.fi", "maija.koivu(a)koivukoti.fi", "maija.koivu(AT)koivukoti.fi",
        "maija.koivu (miuku) koivukoti (piste) fi", "maija(piste)koivu(at)koivukoti(piste)fi", "maija.koivu{at}koivukoti.fi",
        "maija.koivu<at>koivukoti.fi", "maija.koivu_at_koivukoti.fi", "maija.koivu at koivukoti.fi", "maija.koivu@\nkoivukoti.fi",
        "MAIJA.KOIVU@KOIVUKOTI.FI", "s. maija.koivu@koivukoti.fi", "s.maija.koivu@koivukoti.fi", "e-mail:maija.koivu@koivukoti.fi",
        "maija.koivu@koivukoti.fiPuh. 050", "0505550101maija.koivu@koivukoti.fi", "(maija.koivu@koivukoti.fi).",
        "<maija.koivu@koivukoti.fi>", "maija.koivu@koivukoti.fi, p. 050 555 0101", "maija dot koivu at koivukoti dot fi",
    ],
)  # fmt: skip
def test_every_disguise_of_an_address_comes_off(text: str) -> None:
    assert emails(text) == ["maija.koivu@koivukoti.fi"]


@pytest.mark.parametrize(
    "text",
    [
        "[email protected]", "tapaaminen at home.fi", "Seuraa meitä @koivukoti", "Seuraa meitä @koivukoti.fi", "kohta (a) ja (b)",
        "avoinna klo 9 @ kirjasto.fi", "Lähetä posti.\n@koivukoti.fi", "a@b", "maija@koivukoti.invalid", "Meet us at example.com",
    ],
)  # fmt: skip
def test_prose_and_handles_are_no_addresses(text: str) -> None:
    assert emails(text) == []


def test_invented_hosts_pass_and_two_addresses_stay_two() -> None:
    assert emails("a.b@koivu.example; c@piha.koivu.example / d@koivu.test") == [
        "a.b@koivu.example",
        "c@piha.koivu.example",
        "d@koivu.test",
    ]


@pytest.mark.parametrize(
    "local", ["etunimi.sukunimi", "Etunimi.Sukunimi", "fornamn.efternamn", "firstname.lastname", "etu.suku"]
)
def test_a_pattern_is_marked_as_nobodys_address(local: str) -> None:
    (found,) = scan_emails(document(f"Sähköpostit ovat muotoa {local} (at) koivukoti.fi"), Taken())
    assert found.params == {"pattern": True}


def test_reading_a_text_full_of_separators_stays_linear() -> None:
    assert emails("a.@(at) [dot] " * 30_000) == []
    assert emails("@" * 200_000) == []


def urls(text: str) -> list[str]:
    return [str(m.value) for m in scan_urls(document(text), Taken())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Katso www.koivukoti.fi.", "http://www.koivukoti.fi"),
        ("(https://www.koivukoti.fi/hanke)", "https://www.koivukoti.fi/hanke"),
        ("https://koivukoti.fi/a_(b)", "https://koivukoti.fi/a_(b)"),
        ("koivukoti.fi/hankkeet/silta", "http://koivukoti.fi/hankkeet/silta"),
        ("Lue lisää: koivukoti.fi", "http://koivukoti.fi"),
        ("WWW.KOIVUKOTI.FI/Hanke", "http://www.koivukoti.fi/Hanke"),
        ("https://koivukoti.fi/pitka-\nosoite/sivu.html jatkuu", "https://koivukoti.fi/pitka-osoite/sivu.html"),
        ("https://koivukoti.fi/projekti.php?\nprojektikoodi=S20001", "https://koivukoti.fi/projekti.php?projektikoodi=S20001"),
        ("https://koivukoti.fi/\nUusi rivi alkaa", "https://koivukoti.fi/"),
        ("[linkki](https://koivukoti.fi/x)", "https://koivukoti.fi/x"),
        ("https://koivukoti.example:8080/x?a=1&b=2#c;", "https://koivukoti.example:8080/x?a=1&b=2#c"),
    ],
)  # fmt: skip
def test_an_address_is_cut_out_whole(text: str, expected: str) -> None:
    assert urls(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "maija@koivukoti.fi",
        "maija (at) koivukoti.fi",
        "logo.png",
        "Koivukoti.fi-palvelu",
        "http://",
        "esim. työ.ja muu",
        "1.2.2019",
    ],
)
def test_what_is_no_web_address_is_left(text: str) -> None:
    assert urls(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kotisivu: www.koivukoti.example", "website"),
        ("Hankekuvaus https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S29001", "funder_register"),
        ("Opas: https://koivukoti.example/opas.pdf", "material"),
        ("Viitattu 4.2.2023. https://koivukoti.example/artikkeli", "reference"),
        ("Lähteet:\nKoivu 2020. https://koivukoti.example/x", "reference"),
    ],
)
def test_an_address_knows_what_it_is_for(text: str, kind: str) -> None:
    (found,) = find_urls(around(text))  # type: ignore[arg-type]
    assert found.qualifiers == {"kind": kind}


def test_links_of_the_main_part_that_lead_elsewhere_are_kept() -> None:
    text = "Etusivu\n\nLataa opas tästä"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 7, Zone.NAV), Block(BlockKind.PARAGRAPH, 9, 25, Zone.MAIN))
    links = (
        Link(0, 7, "http://muu.example/"),
        Link(9, 25, "http://koivukoti.example/opas.pdf"),
        Link(20, 25, "mailto:a@b.example"),
    )
    found = find_urls(around(text, blocks=blocks, links=links))  # type: ignore[arg-type]
    (evidence,) = [f.values["value"] for f in found]
    assert evidence.value == "http://koivukoti.example/opas.pdf"
    assert DERIVERS["url.value"](text[evidence.start : evidence.end], evidence.params) == evidence.value


def codes(text: str) -> list[tuple[str, str]]:
    return [(m.kind, str(m.value)) for m in scan_codes(document(text), Taken())]


@pytest.mark.parametrize(
    ("text", "code", "scheme"),
    [
        ("Hankekoodi: S21001", "S21001", "EURA2014"),
        ("Projektikoodi: S11001", "S11001", "EURA2007"),
        ("EAKR-hanke A71001", "A71001", "EURA2014"),
        ("English name (S20001)", "S20001", "EURA2014"),
        ("Hankkeen koodi S30123", "S30123", "EURA2021"),
        ("Hankekoodi: J10123", "J10123", "EURA2021"),
        ("Hankkeen koodi: R-00123", "R00123", "EURA2021"),
        ("Hankenumero AMIF/2019/12", "AMIF/2019/12", "AMIF"),
    ],
)
def test_project_codes_know_their_register(text: str, code: str, scheme: str) -> None:
    (found,) = find_project_codes(around(text))  # type: ignore[arg-type]
    evidence = found.values["value"]
    assert (evidence.value, found.qualifiers["scheme"]) == (code, scheme)
    assert derive_code(text[evidence.start : evidence.end], evidence.params) == code


@pytest.mark.parametrize(
    "text",
    ["Hakemusnumero: 303247", "moottoritie S20001 pituus on", "S99999 hanke", "Hakemusnumero S20001", "A4-koko 12345"],
)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert [c for c in codes(text) if c[0] == "code"] == []


@pytest.mark.parametrize(
    "text",
    [
        "HEL 2018-001234",
        "OKM/123/456/2015",
        "VN/1234/2023",
        "EURA 2014/1234/09 02 01 01/2016/KESELY",
        "Dnro 123/02.05/2019",
    ],
)
def test_diary_numbers_are_kept_apart(text: str) -> None:
    assert [kind for kind, _ in codes(f"Hankkeen päätös {text}")] == ["diary"]
    assert find_project_codes(around(f"Hankkeen päätös {text}")) == []  # type: ignore[arg-type]


def test_a_code_in_a_register_address_is_found_in_the_address() -> None:
    text = "Kuvaus: https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S21001"
    (found,) = find_project_codes(around(text))  # type: ignore[arg-type]
    evidence = found.values["value"]
    assert text[evidence.start : evidence.end] == evidence.value == "S21001"


@pytest.mark.parametrize(
    "text", ["Y-tunnus: 0201256-6", "0201256–6", "Y-tunnus 02012566", "FI-0201256-6", "Business ID: 0201256-6"]
)
def test_a_business_id_is_read_and_checked(text: str) -> None:
    (found,) = [m for m in scan_codes(document(text), Taken()) if m.kind == "business_id"]
    assert found.value == "0201256-6" == derive_business_id(text[found.start : found.end], {})


@pytest.mark.parametrize("text", ["Y-tunnus: 1234567-8", "02012566", "12.0201256-6.1", "1234567-9"])
def test_a_wrong_business_id_is_none(text: str) -> None:
    assert [c for c in codes(text) if c[0] == "business_id"] == []


_PIECES = st.sampled_from(
    [
        "maija",
        ".",
        "koivu",
        "@",
        "(at)",
        " ",
        "koivukoti",
        ".fi",
        "\n",
        "www.",
        "http://",
        "/",
        "S21001",
        "hanke ",
        "0201256-6",
        "[dot]",
        "-",
        "?x=",
        ",",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_mention_is_proved_by_its_quote(text: str) -> None:
    doc = document(text)
    taken = Taken(found := scan_urls(doc, Taken()))
    for mention in found:
        assert derive_url(text[mention.start : mention.end], {}) == mention.value
    for mention in scan_emails(doc, taken):
        assert derive_email(text[mention.start : mention.end], {}) == mention.value
        assert not taken.overlaps(mention.start, mention.end)
    for mention in scan_codes(doc, taken):
        derive = {"code": derive_code, "business_id": derive_business_id}.get(mention.kind)
        assert derive is None or derive(text[mention.start : mention.end], {}) == mention.value

"""Plain text: one to one with the file, and blocks guessed from its lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from schemas.document import BlockKind, Document, Zone
from schemas.errors import DocumentUnreadable


def blocks(text: str) -> list[tuple[str, str]]:
    doc = read(text.encode())
    return [(b.kind.value, doc.slice(b)) for b in doc.blocks]


def lawful(doc: Document) -> None:
    last = 0
    for b in doc.blocks:
        assert last <= b.start < b.end <= len(doc.text)
        assert doc.slice(b) == doc.slice(b).strip()
        last = b.end
    for pair in doc.pairs:
        assert 0 <= pair.label.start < pair.label.end <= len(doc.text)
        assert pair.value.start <= pair.value.end <= len(doc.text)
    for link in doc.links:
        assert 0 <= link.start <= link.end <= len(doc.text)


def test_text_is_the_file_one_to_one() -> None:
    raw = "\ufeffÄäkköset\r\n\r\nToinen\x00rivi\x07 ja \u200bnollaleveä\r\n"
    doc = read(raw.encode("utf-8"))
    assert doc.text == "Ääkköset\r\n\r\nToinen rivi  ja \u200bnollaleveä\r\n"
    assert len(doc.text) == len(raw) - 1


@pytest.mark.parametrize(
    "bullet",
    ["• ", "- ▶ ", "- ", "* ", "– ", "-.", ".*", "1) ", "4 ) ", "(1) ", "i) ", "a) ", "▪ ", "o ", "- 1) ", "•"],
)
def test_every_sort_of_bullet_makes_a_list_item_without_the_bullet(bullet: str) -> None:
    found = blocks(f"Tavoitteet\n\n{bullet}Kehittää ohjausta\n{bullet}Lisätä osallisuutta\n")
    assert found == [
        ("heading", "Tavoitteet"),
        ("list_item", "Kehittää ohjausta"),
        ("list_item", "Lisätä osallisuutta"),
    ]


def test_hyphenated_tail_of_a_name_is_no_bullet() -> None:
    assert blocks("Kotopolku\n-hanke päättyi keväällä.")[-1] == ("paragraph", "-hanke päättyi keväällä.")


def test_wrapped_prose_is_one_block_and_a_card_stays_lines() -> None:
    prose = (
        "Hankkeen tavoitteena on kehittää maahanmuuttajien neuvontaa ja ohjausta niin,\n"
        "että jokainen uusi asukas saa tietoa omalla kielellään heti muuton jälkeen ja\n"
        "löytää perille palveluihin.\n"
    )
    card = "Anna Koivu\nprojektipäällikkö\npuh. 040 000 1234\nanna.koivu@koivu.example\n"
    found = blocks(f"{prose}\n{card}")
    assert found[0] == ("paragraph", prose.strip())
    assert [text for _, text in found[1:]] == card.splitlines()


def test_numbered_lines_are_a_list_and_numbered_titles_are_headings() -> None:
    assert [k for k, _ in blocks("1. kehittää ohjausta\n2. lisätä osallisuutta\n")] == ["list_item", "list_item"]
    assert blocks("3.1 Maantieteellinen kohdealue\n\nMaakunnat ja kunnat luetellaan alla.\n")[0] == (
        "heading",
        "3.1 Maantieteellinen kohdealue",
    )
    assert blocks("1. vuosi ryhmäohjaus\n\n- kieli\n- työ\n")[0][0] != "list_item"


def test_a_title_above_a_title_is_the_larger_one() -> None:
    doc = read("Kotopolku\n\nToiminnan sisältö\n\nMitä toimintaa\n\n• Neuvontaa\n• Retkiä\n".encode())
    levels = [(doc.slice(b), b.level) for b in doc.blocks if b.kind is BlockKind.HEADING]
    assert levels == [("Kotopolku", 1), ("Toiminnan sisältö", 2), ("Mitä toimintaa", 3)]
    assert [doc.slice(b) for b in doc.section("Mitä toimintaa")] == ["Neuvontaa", "Retkiä"]


def test_menu_and_viewer_furniture_is_labelled_and_kept() -> None:
    menu = "Siirry sisältöön\n\nEtusivu\n\nHankkeet\n\nHaku\n\n"
    doc = read(f"{menu}Kotopolku-hanke\n\nHanke neuvoo ja ohjaa muuttajia omalla kielellä ympäri vuoden.\n".encode())
    zones = {doc.slice(b): b.zone for b in doc.blocks}
    assert zones["Hankkeet"] is Zone.NAV
    assert zones["Kotopolku-hanke"] is Zone.MAIN
    assert doc.title == "Kotopolku-hanke"


def test_transcript_page_numbers_leave_the_block_and_others_titles_are_not_body() -> None:
    body = "Hankkeen tavoitteena on kehittää neuvontaa. " * 8
    text = f"Raportti\n\nSamankaltaiset tiedostot\n\nToinen raportti\n\nKolmas\n\n1 {body}\n\n2 {body}\n"
    doc = read(text.encode())
    main = [b for b in doc.blocks if b.zone is Zone.MAIN and b.page]
    assert [b.page for b in main] == [1, 2]
    assert all(doc.slice(b).startswith("Hankkeen") for b in main)
    assert next(b.zone for b in doc.blocks if doc.slice(b) == "Toinen raportti") is Zone.NAV


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "Kotoutumisen edistäminen Järvi-Suomessa – työtä ja ääntä"
    assert read(text.encode(encoding)).text == text


def test_empty_and_binary_have_their_outcome() -> None:
    for data, outcome in ((b"", "empty"), (b"  \n\x00", "empty"), (b"\x89PNG\r\n", "unsupported")):
        with pytest.raises(DocumentUnreadable) as error:
            read(data)
        assert error.value.outcome == outcome


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_document_or_have_an_outcome(data: bytes) -> None:
    try:
        lawful(read(data))
    except DocumentUnreadable as error:
        assert error.outcome in {"empty", "broken", "unsupported", "encrypted", "scanned", "too_large", "too_deep"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aaä1. :-•*)(\n\t\r@/,"), max_size=300))
def test_any_text_gives_lawful_blocks(text: str) -> None:
    try:
        doc = read(("x" + text).encode())
    except DocumentUnreadable:
        return
    lawful(doc)
    assert doc.text == "x" + text or not text

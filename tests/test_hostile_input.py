"""Anything bytes can be ends in a recorded outcome, and no page takes more than its length's share of work."""

# ruff: noqa: E501  (a table of what is repeated)

import io
import sys
from functools import cache
from pathlib import Path
from types import FrameType

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.results import result_of
from schemas.result import Result

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
UNREADABLE = {"empty", "encrypted", "broken", "scanned", "too_large", "too_deep", "wrong_type", "unsupported"}
PAGE = "setlementti-koivu.example/hankkeet/oma-polku/index.html"
PDF = "setlementti-koivu.example/wp-content/uploads/toimintakertomus-2021.pdf"
PROSE = "Tavoitteena on kehittää neuvontaa. Lisätietoja: Maija Koivu, 040 000 1234, maija.koivu@koivu.example. "


def outcome(data: bytes, media_type: str = "") -> Result:
    """Read the bytes; what is recorded is `read` or a known reason, never a failure."""
    result = result_of(data, url="http://koivu.example/sivu", media_type=media_type)
    assert result.document.outcome in UNREADABLE | {"read"}, result.document.detail
    assert result.findings.dropped == []
    return result


def page(body: str) -> bytes:
    return f"<html><head><title>Koivu</title></head><body><main>{body}</main></body></html>".encode()


@cache
def sample(name: str) -> bytes:
    if name == "docx":
        return word_file()
    if name == "xlsx":
        return next(SAMPLE.rglob("*.xlsx")).read_bytes()
    return (SAMPLE / name).read_bytes()


def word_file() -> bytes:
    held, document = io.BytesIO(), docx.Document()
    for number in range(40):
        document.add_paragraph(f"{PROSE}{number}")
    document.save(held)
    return held.getvalue()


FORMATS = (PAGE, PDF, "xlsx", "docx")
slowly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", FORMATS)
def test_whole_files_are_read(name: str) -> None:
    assert outcome(sample(name)).document.outcome == "read"


@pytest.mark.parametrize("name", FORMATS)
@slowly
@given(share=st.floats(0, 1))
def test_a_file_cut_anywhere_has_an_outcome(name: str, share: float) -> None:
    data = sample(name)
    outcome(data[: int(share * len(data))])


@pytest.mark.parametrize("name", FORMATS)
@slowly
@given(places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_file_with_broken_bytes_has_an_outcome(name: str, places: list[tuple[float, int]]) -> None:
    data = bytearray(sample(name))
    for share, byte in places:
        data[int(share * len(data))] = byte
    outcome(bytes(data))


@slowly
@given(data=st.binary(max_size=3000), media_type=st.sampled_from(["", "text/html", "application/pdf", "text/csv"]))
def test_any_bytes_have_an_outcome(data: bytes, media_type: str) -> None:
    outcome(data, media_type)


@slowly
@given(text=st.text(max_size=600))
def test_any_text_within_a_page_has_an_outcome(text: str) -> None:
    outcome(page(f"<p>{PROSE}{text}</p>"), "text/html")
    outcome((PROSE + text).encode("utf-8", "replace"), "text/plain")


ODD = {
    "mojibake": (PROSE + "Hämeenlinnan työpaja ").encode().decode("latin-1").encode(),
    "wrong encoding declared": page(PROSE + "äöå").replace(b"<head>", b'<head><meta charset="utf-16">'),
    "latin letters called UTF-8": (PROSE + "työllistää").encode("latin-1"),
    "UTF-16 without a mark": PROSE.encode("utf-16-le"),
    "nothing but digits": b"0123456789" * 5000,
    "right-to-left overrides": (PROSE.replace(" ", " \u202e\u2066") * 50).encode(),
    "null bytes": PROSE.replace(" ", "\x00 ").encode() * 50,
    "zero-width characters": "\u200b\u200d\ufeff\u00ad".join(PROSE * 20).encode(),
    "lone surrogates": PROSE.encode() + b"\xed\xa0\x80" * 50,
    "control characters": bytes(range(32)) * 200 + PROSE.encode(),
    "ten thousand nested blocks": page("<div>" * 10_000 + PROSE + "</div>" * 10_000),
    "ten thousand lists in lists": page("<ul><li>" * 10_000 + PROSE),
    "tables in tables": page("<table><tr><td>" * 300 + PROSE),
    "attributes without end": b"<html><body><p title='" + b"a" * 100_000,
    "entities": page("&#1114112;&#0;&#xD800;&nbsp" * 500 + PROSE),
    "deep JSON": b'{"a":' * 20_000,
    "XML that grows": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    "one line of a sheet": ("a;" * 20_000).encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_documents_have_an_outcome(name: str) -> None:
    for media_type in ("", "text/html", "text/plain", "text/csv"):
        outcome(ODD[name], media_type)


def test_what_is_hidden_between_letters_hides_no_contact() -> None:
    result = outcome(page(f"<p>{PROSE.replace('Koivu', 'Koi&shy;vu')}</p>"), "text/html")
    assert "maija.koivu@koivu.example" in {f.value for f in result.findings.facts}


LARGE = {
    "a line of half a million bytes": (PROSE * (500_000 // len(PROSE.encode()))).encode(),
    "twenty thousand e-mail addresses": b"a1@koivu.example " * 20_000,
    "twenty thousand telephone numbers": b"040 000 1234\n" * 20_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_texts_are_read(name: str) -> None:
    assert outcome(LARGE[name], "text/plain").document.outcome == "read"


def test_a_table_of_two_hundred_pages_is_read() -> None:
    row = "<tr><td>Oma polku {0}</td><td>Koivu ry</td><td>{0} 000 €</td><td>1.1.2020–31.12.2021</td></tr>"
    table = "".join(row.format(n) for n in range(1, 5_000))
    assert outcome(page(f"<table>{table}</table>"), "text/html").document.outcome == "read"


UNITS = (
    " ", "\n", "\t", "\u00a0", ".", ". ", "…", "7", "7 ", "123 ", "1.", "1,", "2019-", "1.1.2019-", "(at)", "a(at)", "a@", "a.b@c.",
    "(", ")", "[", "()", "K", "K. ", "Koivu ", "KOIVU", "Koivu-", "-", "– ", "/", "a/", "www.", "http://", "a:", "Nimi: ",
    "Hankkeen nimi: Koivu\n", "Tavoite:\n", "a\tb\n", "a | b\n", "\"", "’a", "€", "1 000 ", "1 e ", "040 ", "+358", "0", "ry ",
    "Koivu ry, ", "Koivu ja ", "hanke ", "-hanke ", "• ", "• a\n", "- kurssi\n", "tammikuu ", "5 % ", "Koivukatu ", "00100 Helsinki ",
    "S1", "S12345 ", "123/", "1234567-", "\u202e", "a\u00ad", "a\u0308", "😀", "Maija Koivu, ohjaaja ", "Koivu, Maija ",
    "tavoitteena on ", "maahanmuuttajille, ", "arabian-, ", "20 osallistujaa, ", "joista ", "University of ", "för ", "ESR, ", "(ESR ",
    "_", "*", "#", "<", "&amp;", "Ã¤", "The project ", "Projektet ska ", "puh. ", "PL 1 ", "c/o ", "Sisällys ..... 3\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_length_not_with_its_square(unit: str) -> None:
    short, long = (unit * (n // len(unit)) for n in (3_000, 12_000))
    calls(short)  # vocabulary and dictionary are read once
    first, second = calls(short), calls(long)
    assert second <= 6 * first + 20_000, (first, second)


def calls(text: str) -> int:
    """Return how many functions and generators were entered while a text was read: work without a clock."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        outcome(text.encode(), "text/plain")
    finally:
        sys.setprofile(before)
    return count

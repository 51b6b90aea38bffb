"""PDF, spreadsheets and Word files, made here and read back."""

# ruff: noqa: E501  (samples are long lines)

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import colors, pagesizes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Table

from extractors.readers import read
from extractors.readers.pdf import hyphens as pdf_hyphens
from schemas.document import BlockKind, Document, Zone
from schemas.errors import DocumentUnreadable
from tests.test_readers_plain import lawful

PROSE = "Hankkeen tavoitteena on kehittää maahanmuuttajien neuvontaa ja ohjausta koko alueella. "


def canvas_pdf(draw: Callable[[Canvas], None], **options: Any) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def report() -> bytes:
    styles = getSampleStyleSheet()
    out = io.BytesIO()

    def furniture(canvas: Canvas, doc: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 820, "Kotopolku-hankkeen loppuraportti")
        canvas.drawString(300, 20, str(doc.page))

    doc = BaseDocTemplate(out, pagesize=pagesizes.A4)
    doc.addPageTemplates([
        PageTemplate("one", [Frame(60, 60, 470, 720)], onPage=furniture),
        PageTemplate("two", [Frame(60, 60, 220, 720), Frame(310, 60, 220, 720)], onPage=furniture),
    ])  # fmt: skip
    grid = [("GRID", (0, 0), (-1, -1), 1, colors.black)]
    columns = [Paragraph(f"Kohta {i}. {PROSE * 2}", styles["Normal"]) for i in range(24)]
    doc.build([
        Paragraph("Kotopolku", styles["Title"]), Paragraph("Tavoitteet", styles["Heading2"]), Paragraph(PROSE * 4, styles["Normal"]),
        Table([["Nimi", "Tavoite", "Toteuma"], ["Asiakkaat", "100", "120"], ["Ryhmät", "10", "12"]], style=grid),
        NextPageTemplate("two"), PageBreak(), *columns, PageBreak(), Paragraph("Lopuksi", styles["Heading2"]),
    ])  # fmt: skip
    return out.getvalue()


@pytest.fixture(scope="module")
def document() -> Document:
    return read(report(), "http://koivu.example/raportti.pdf")


def test_pdf_blocks_pages_and_boxes_agree_with_the_text(document: Document) -> None:
    lawful(document)
    assert [p.number for p in document.pages] == [1, 2, 3, 4][: len(document.pages)]
    assert all(document.pages[b.page - 1].start <= b.start <= document.pages[b.page - 1].end for b in document.blocks)
    for box in document.boxes:
        word = document.text[box.start : box.end]
        assert word
        assert not any(c.isspace() for c in word)
        assert 0 <= box.x0 <= box.x1 <= 600
        assert 0 <= box.y0 <= box.y1 <= 850


def test_pdf_headings_and_furniture(document: Document) -> None:
    headings = [document.slice(b) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings[:2] == ["Kotopolku", "Tavoitteet"]
    assert "Lopuksi" in headings
    edge = {document.slice(b) for b in document.blocks if b.zone in (Zone.HEADER, Zone.FOOTER)}
    assert "Kotopolku-hankkeen loppuraportti" in edge
    assert "2" in edge


def test_pdf_ruled_table_is_cells(document: Document) -> None:
    cells = [(document.slice(b), b.row, b.col) for b in document.blocks if b.kind is BlockKind.CELL]
    assert cells == [
        ("Nimi", 0, 0), ("Tavoite", 0, 1), ("Toteuma", 0, 2), ("Asiakkaat", 1, 0), ("100", 1, 1), ("120", 1, 2),
        ("Ryhmät", 2, 0), ("10", 2, 1), ("12", 2, 2),
    ]  # fmt: skip


def test_pdf_columns_are_read_one_after_the_other(document: Document) -> None:
    places = [document.text.find(f"Kohta {i}.") for i in range(24)]
    assert -1 not in places
    assert places == sorted(places)


def test_words_broken_at_a_line_end_are_whole_again() -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Helvetica", 11)
        lines = (
            "Hankkeessa kehitetään maahanmuut-",
            "tajien palveluja sekä ohjaus- ja neuvonta-",
            "palveluja, ja tulokset jaetaan avoi-",
            "mesti.",
        )
        for i, line in enumerate(lines):
            c.drawString(60, 700 - 14 * i, line)

    text = " ".join(read(canvas_pdf(draw)).text.split())
    assert "maahanmuuttajien palveluja" in text
    assert "ohjaus- ja" in text
    assert "avoimesti" in text


def test_hyphens_before_a_conjunction_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_hyphens, "_known", lambda word: word in {"keinoja", "kotoutuminen"})
    assert pdf_hyphens.glue("keino-", "ja") == ""
    assert pdf_hyphens.glue("ohjaus-", "ja neuvonta") is None
    assert pdf_hyphens.glue("kotoutu-", "minen.") == ""
    assert pdf_hyphens.glue("Etelä-", "Savo") == "-"


def test_scanned_pages_are_named_or_read_by_the_callers_reader() -> None:
    image = ImageReader(Image.new("L", (300, 420), 255))
    data = canvas_pdf(lambda c: c.drawImage(image, 0, 0, *pagesizes.A4))
    with pytest.raises(DocumentUnreadable) as error:
        read(data)
    assert error.value.outcome == "scanned"
    doc = read(data, ocr=lambda page, png: [("Päätös", 100, 100, 300, 140), ("hankkeesta", 320, 100, 600, 140)])
    assert doc.text == "Päätös hankkeesta"
    assert doc.boxes[0].x0 == pytest.approx(24, abs=1)


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (canvas_pdf(lambda c: c.drawString(60, 700, "salattu"), encrypt=StandardEncryption("avain")), "encrypted"),
        (canvas_pdf(lambda c: c.drawString(60, 700, "x" * 50))[:300], "broken"),
        (canvas_pdf(lambda c: c.rect(10, 10, 50, 50)), "empty"),
        (b"%PDF-1.7 rikki", "broken"),
        (b"PK\x03\x04 rikki", "broken"),
    ],
)
def test_unreadable_files_have_their_outcome(data: bytes, outcome: str) -> None:
    with pytest.raises(DocumentUnreadable) as error:
        read(data, "http://koivu.example/a.pdf")
    assert error.value.outcome == outcome


def test_xlsx_cells_keep_row_column_and_header() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Raportti"],
        ["Hankekoodi ", "Hankkeen nimi", "Aloituspvm", "Rahoitus"],
        ["S29999", "Koto", datetime(2023, 3, 1), 1234.5],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    doc = read(out.getvalue(), "http://koivu.example/vienti.xlsx")
    lawful(doc)
    assert doc.text.splitlines()[-1] == "S29999\tKoto\t1.3.2023\t1234,5"
    assert [(b.row, b.col) for b in doc.blocks if b.header] == [(1, 0), (1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252"), ("|", "utf-8")]
)
def test_csv_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    rows = [
        ["Hankekoodi", "Nimi", "Tila"],
        ["S1", "Äidiltä äidille", "Päättynyt"],
        ["S2", "Öljy, lämpö; vesi", "Käynnissä"],
    ]
    data = "\n".join(delimiter.join(f'"{v}"' for v in row) for row in rows).encode(encoding)
    doc = read(data, "http://koivu.example/a.csv", "text/csv")
    assert [[doc.slice(b) for b in doc.blocks if b.row == r] for r in range(3)] == rows


def test_docx_headings_lists_tables_and_footers() -> None:
    word = docx.Document()
    word.add_heading("Kotopolku", 1)
    word.add_paragraph("Hanke neuvoo.")
    word.add_paragraph("eka", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Rahoittaja", "ESR"
    word.sections[0].footer.paragraphs[0].text = "Koivukatu 1"
    out = io.BytesIO()
    word.save(out)
    doc = read(out.getvalue())
    lawful(doc)
    kinds = [(b.kind.value, doc.slice(b), b.zone.value) for b in doc.blocks]
    assert kinds == [
        ("heading", "Kotopolku", "main"), ("paragraph", "Hanke neuvoo.", "main"), ("list_item", "eka", "main"),
        ("cell", "Rahoittaja", "main"), ("cell", "ESR", "main"), ("paragraph", "Koivukatu 1", "footer"),
    ]  # fmt: skip
    assert [(doc.slice(p.label), doc.slice(p.value)) for p in doc.pairs] == [("Rahoittaja", "ESR")]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_read_or_named(at: int, junk: bytes) -> None:
    whole = canvas_pdf(lambda c: c.drawString(60, 700, PROSE))
    at %= len(whole)
    try:
        lawful(read(whole[:at] + junk + whole[at + len(junk) :], "http://x.example/a.pdf"))
    except DocumentUnreadable as error:
        assert error.outcome in {"broken", "encrypted", "empty", "scanned", "unsupported", "too_large"}

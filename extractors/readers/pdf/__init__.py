"""PDF: text whose every character knows its box, in reading order, with headings, lists, tables and page furniture.

Text comes from pdfium; pdfplumber is asked only about pages on which lines are drawn, for the cells of their tables.
"""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractors.readers.pdf.build import Builder, body_size
from extractors.readers.pdf.chars import PageText, page_text
from extractors.readers.pdf.furniture import repeated
from extractors.readers.pdf.layout import Line, lines_of, reading_order
from extractors.readers.pdf.tables import tables_of
from extractors.structure import find_pairs
from schemas.document import Document
from schemas.errors import DocumentUnreadable

Ocr = Callable[[int, bytes], "list[tuple[str, float, float, float, float]]"]
MAX_PAGES = 3000
_PATHS_OF_A_TABLE = 4


def read(data: bytes, key: str, url: str = "", *, ocr: Ocr | None = None) -> Document:
    """Read a PDF. Raises `DocumentUnreadable`: `encrypted`, `broken`, `empty`, `scanned`, `too_large`."""
    pdf = _open(data)
    try:
        return _read(pdf, data, key, url, ocr)
    finally:
        pdf.close()


def _open(data: bytes) -> Any:
    try:
        pdf = pdfium.PdfDocument(data)
        count = len(pdf)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentUnreadable(
                "encrypted", "the PDF asks for a password; ask its owner for an open copy"
            ) from error
        raise DocumentUnreadable("broken", f"the PDF cannot be opened ({error}); fetch it again") from error
    if not 0 < count <= MAX_PAGES:
        pdf.close()
        raise DocumentUnreadable("too_large" if count else "empty", f"{count} pages, the limit is {MAX_PAGES}")
    return pdf


def _read(pdf: Any, data: bytes, key: str, url: str, ocr: Ocr | None) -> Document:
    sizes: list[tuple[float, float]] = []
    pages: list[list[Line]] = []
    ruled: list[int] = []
    scans = 0
    for number in range(len(pdf)):
        text, paths, scanned = _page(pdf, number, ocr)
        scans += scanned
        sizes.append((text.width, text.height))
        pages.append(reading_order(lines_of(text), text.width))
        if paths >= _PATHS_OF_A_TABLE and text.chars:
            ruled.append(number)
    if not any(pages):
        what = "scanned" if scans else "empty"
        raise DocumentUnreadable(what, "pages are pictures without text" if scans else "no page holds any text")
    builder = Builder(repeated(pages, sizes), tables_of(data, ruled), body_size(pages))
    for number, (lines, (width, height)) in enumerate(zip(pages, sizes, strict=True), start=1):
        builder.page(number, lines, width, height)
    return _document(builder, key, url, (f"{scans} scanned pages",) if scans else (), _title(pdf))


def _document(builder: Builder, key: str, url: str, notes: tuple[str, ...], title: str) -> Document:
    text, blocks = builder.text(), tuple(builder.blocks)
    return Document(
        key, url, "application/pdf", text, blocks, find_pairs(text, blocks), pages=tuple(builder.pages),
        boxes=tuple(builder.boxes), title=title or builder.first_heading(), notes=notes,
    )  # fmt: skip


def _title(pdf: Any) -> str:
    try:
        title = str(pdf.get_metadata_value("Title") or "")
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return ""
    title = " ".join(title.replace("\x00", "").split())
    # Office programs write the file's name there.
    return (
        ""
        if title.lower().startswith(("microsoft", "untitled", "powerpoint", "(anonymous)")) or "." in title[-5:-2]
        else title[:300]
    )


def _page(pdf: Any, number: int, ocr: Ocr | None) -> tuple[PageText, int, bool]:
    """Return the page's characters, how many paths it draws, and whether it is a scan that nobody read."""
    try:
        page = pdf[number]
    except pdfium.PdfiumError:
        return PageText(0, 0, []), 0, False
    try:
        text = page_text(page)
        if len(text.chars) > 20:
            return text, _paths(page), False
        if not _is_scan(page, text):
            return text, 0, False
        if ocr is None:
            return text, 0, True
        return text.with_words(ocr(number + 1, _png(page)), scale=_SCALE), 0, False
    finally:
        page.close()


def _paths(page: Any) -> int:
    count = 0
    for i in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, i)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            count += 1
            if count >= _PATHS_OF_A_TABLE:
                break
    return count


_SCALE = 300 / 72


def _is_scan(page: Any, text: PageText) -> bool:
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area = max(area, (right - left) * (top - bottom))
    return area >= 0.8 * text.width * text.height > 0


def _png(page: Any) -> bytes:
    out = io.BytesIO()
    page.render(scale=_SCALE, grayscale=True).to_pil().save(out, "PNG")
    return out.getvalue()

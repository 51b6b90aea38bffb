"""Pictures of PDF pages, so that a person can see where on the page a value stands."""

import io
from collections.abc import Iterable

import pypdfium2 as pdfium

from schemas.result import DrawnPage

DPI = 110
_MAX_SIDE = 2400  # pixels; a poster is drawn smaller, not left out
_COLOURS = 64


def draw_pages(data: bytes, numbers: Iterable[int]) -> list[DrawnPage]:
    """Draw the given pages (from 1) of a PDF. Raises `pypdfium2.PdfiumError` when it cannot be opened."""
    pdf = pdfium.PdfDocument(data)
    try:
        return [_draw(pdf, n) for n in sorted(set(numbers)) if 1 <= n <= len(pdf)]
    finally:
        pdf.close()


def _draw(pdf: pdfium.PdfDocument, number: int) -> DrawnPage:
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, _MAX_SIDE / max(width, height, 1))
        image = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS)
    finally:
        page.close()
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return DrawnPage(number=number, width=width, height=height, png=out.getvalue())

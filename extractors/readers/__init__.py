"""Bytes to `Document`: one door for every format."""

from collections.abc import Callable
from hashlib import sha256

from extractors.readers import detect
from schemas.document import Document
from schemas.errors import DocumentUnreadable

# page number and PNG bytes of a scanned page -> its words with boxes; given by a caller that may run programs
Ocr = Callable[[int, bytes], "list[tuple[str, float, float, float, float]]"]

__all__ = ["DocumentUnreadable", "Ocr", "read"]


def read(data: bytes, url: str = "", media_type: str = "", *, ocr: Ocr | None = None) -> Document:
    """Read one snapshot. `Document.id` is the SHA-256 of `data`; the type is what the bytes are, not what they claim.

    `ocr` is called for scanned PDF pages only. Raises `DocumentUnreadable` with outcome `empty`, `encrypted`, `broken`,
    `scanned`, `too_large`, `too_deep` or `unsupported`.
    """
    kind = detect.detect(data, url, media_type)
    key = sha256(data).hexdigest()
    if kind == detect.PDF:
        from extractors.readers import pdf

        return pdf.read(data, key, url, ocr=ocr)
    if kind == detect.HTML:
        from extractors.readers import html

        claimed = url.lower().partition("?")[0].endswith(".pdf") or "pdf" in media_type.lower()
        return html.read(data, key, url, media_type, notes=("called PDF, but is HTML",) if claimed else ())
    if kind in (detect.XLSX, detect.CSV):
        from extractors.readers import sheet

        return sheet.read(data, key, url, media_type, kind)
    if kind == detect.DOCX:
        from extractors.readers import docx

        return docx.read(data, key, url)
    from extractors.readers import plain

    return plain.read(data, key, url, media_type)

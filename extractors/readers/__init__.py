"""Bytes to `Document`: one door for every format."""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module

from extractors.readers import detect
from schemas.document import Document
from schemas.errors import DocumentUnreadable

# page number and PNG bytes of a scanned page -> its words with boxes; given by a caller that may run programs
Ocr = Callable[[int, bytes], "list[tuple[str, float, float, float, float]]"]

__all__ = ["DocumentUnreadable", "Ocr", "read"]

# Imported when first needed: the PDF and Office libraries take longer to load than a page takes to read.
_MODULES = {
    detect.PDF: "pdf",
    detect.HTML: "html",
    detect.XLSX: "sheet",
    detect.CSV: "sheet",
    detect.DOCX: "docx",
    detect.TEXT: "plain",
}


def read(data: bytes, url: str = "", media_type: str = "", *, ocr: Ocr | None = None) -> Document:
    """Read one snapshot. `Document.id` is the SHA-256 of `data`; the type is what the bytes are, not what they claim.

    `ocr` is called for scanned PDF pages only. Raises `DocumentUnreadable` with outcome `empty`, `encrypted`, `broken`,
    `scanned`, `too_large`, `too_deep` or `unsupported`.
    """
    kind = detect.detect(data, url, media_type)
    reader: Callable[..., Document] = import_module(f"extractors.readers.{_MODULES[kind]}").read
    key = sha256(data).hexdigest()
    if kind == detect.PDF:
        return reader(data, key, url, ocr=ocr)
    if kind == detect.HTML:
        claimed = url.lower().partition("?")[0].endswith(".pdf") or "pdf" in media_type.lower()
        return reader(data, key, url, media_type, notes=("called PDF, but is HTML",) if claimed else ())
    if kind in (detect.XLSX, detect.CSV):
        return reader(data, key, url, media_type, kind)
    return reader(data, key, url) if kind == detect.DOCX else reader(data, key, url, media_type)

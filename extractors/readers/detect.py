"""What the bytes are: magic bytes first, then the look of the text, then the header and the address."""

import io
import re
import zipfile
from urllib.parse import urlsplit

from schemas.errors import DocumentUnreadable

PDF, HTML, TEXT, XLSX, DOCX, CSV = "application/pdf", "text/html", "text/plain", "xlsx", "docx", "text/csv"
MEDIA = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LIMITS = {PDF: 128_000_000, HTML: 32_000_000, TEXT: 32_000_000, CSV: 64_000_000, XLSX: 64_000_000, DOCX: 64_000_000}
MAX_UNZIPPED = 512_000_000
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|ul|ol|main|article|section|span|a|br|script|style)"
    rb"\b[^<]{0,4000}?>",
    re.I,
)
_BINARY = (
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"\xd0\xcf\x11\xe0", "old Office file"),
    (b"\x1f\x8b", "gzip"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"RIFF", "media"), (b"OggS", "media"),
    (b"ID3", "media"), (b"\x7fELF", "program"), (b"MZ\x90", "program"), (b"{\\rtf", "rich text"),
    (b"SQLite format 3", "database"),
)  # fmt: skip


def detect(data: bytes, url: str = "", media_type: str = "") -> str:
    """Return one of `PDF HTML TEXT XLSX DOCX CSV`.

    Raises `DocumentUnreadable`: `empty`, `too_large`, `unsupported`, `broken`.
    """
    if not data.strip(b" \t\r\n\x00\x0b\x0c"):
        raise DocumentUnreadable("empty", "the file has no content; fetch it again or leave it out")
    kind = _by_content(data, url, media_type)
    if len(data) > LIMITS[kind]:
        raise DocumentUnreadable("too_large", f"{len(data):,} bytes, the limit for {kind} is {LIMITS[kind]:,}")
    return kind


def _by_content(data: bytes, url: str, media_type: str) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:1024] and not head.startswith(b"<"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise DocumentUnreadable("unsupported", f"{what}; only HTML, PDF, text, xlsx, csv and docx are read")
    return _textual(data, url, media_type)


def _textual(data: bytes, url: str, media_type: str) -> str:
    header, path = media_type.split(";", maxsplit=1)[0].strip().lower(), urlsplit(url).path.lower()
    if _looks_html(data[:65536], strong=header in (TEXT, CSV) or path.endswith((".txt", ".csv", ".md"))):
        return HTML
    if header == CSV or path.endswith(".csv"):
        return CSV
    if header == HTML or path.endswith((".html", ".htm")):
        return HTML if b"<" in data else TEXT
    return TEXT


def _looks_html(head: bytes, *, strong: bool) -> bool:
    """Text files may quote a tag; they are HTML only when they begin like it."""
    if re.match(
        rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
        head,
        re.I | re.S,
    ):
        return True
    return not strong and head.lstrip().startswith(b"<") and len(_HTML.findall(head)) >= 2


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentUnreadable("broken", f"a damaged zip container ({error}); fetch it again") from error
    if sum(m.file_size for m in members) > MAX_UNZIPPED:
        raise DocumentUnreadable("too_large", "the file unpacks to more than 512 MB")
    names = {m.filename for m in members}
    if "xl/workbook.xml" in names:
        return XLSX
    if "word/document.xml" in names:
        return DOCX
    raise DocumentUnreadable("unsupported", "a zip archive that is neither xlsx nor docx; unpack it first")

"""What a body is: by its first bytes, then by what the server says, then by the address."""

import re

import puremagic

HTML = "text/html"
PDF = "application/pdf"
XML = "application/xml"
GZIP = "application/gzip"
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ODF = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z]+)")
_HTML_START = re.compile(
    rb"\A(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|div|p|h1|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"\A\s*<(?:\?xml|rss|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_READ = frozenset(
    {HTML, PDF, "application/xhtml+xml", "text/plain", "text/csv", "application/json", *_OFFICE.values(),
     "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
     "text/tab-separated-values", XML, "text/xml"}
)  # fmt: skip
_TEXT_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ENDINGS = {
    "pdf": PDF, "html": HTML, "htm": HTML, "csv": "text/csv", "tsv": "text/tab-separated-values", "txt": "text/plain",
    "json": "application/json",
}  # fmt: skip


def media_type(body: bytes, declared: str, url: str) -> str:
    """Return the media type of a body, lower case, without parameters."""
    head = body[:4096]
    return _by_magic(head, body) or _text_type(head, declared, url)


def _by_magic(head: bytes, body: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(head, body)
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return HTML
    if _XML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return XML
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not _TEXT_CONTROL.search(head):
        return None  # text of some kind
    return _binary(head)


def _zip_type(head: bytes, body: bytes) -> str:
    if odf := _ODF.search(head):
        return odf[1].decode("ascii")
    # the names of the members stand in plain in the directory at the end
    directory = body[-65_536:]
    return next((kind for name, kind in _OFFICE.items() if name in head or name in directory), "application/zip")


def _binary(head: bytes) -> str:
    try:
        return str(puremagic.from_string(head, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def _text_type(head: bytes, declared: str, url: str) -> str:
    said = declared.partition(";")[0].strip().lower()
    if said in {"application/xhtml+xml", "text/html"} and b"<" in head:
        return HTML
    if said.startswith("text/") or said in {"application/json", "application/xml"}:
        return "text/plain" if said == "text/html" else said
    return _ENDINGS.get(ending(url), "text/plain")


def ending(url: str) -> str:
    """Return the file ending of an address's path, lower case without the dot, or nothing."""
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and len(last) <= 5 else ""


def readable(kind: str) -> bool:
    """Tell whether something in the project reads this type."""
    return kind in _READ


def promised(declared: str, url: str) -> str:
    """Return the type that address or header promise, where a broken promise matters: a PDF or an office file."""
    said = declared.partition(";")[0].strip().lower()
    if said == PDF or ending(url) == "pdf":
        return PDF
    return said if said in _OFFICE.values() else ""

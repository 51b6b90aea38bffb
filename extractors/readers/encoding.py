"""Bytes to text: BOM, then the header, then the page's own declaration, then the content. Never raises."""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.I)
_TEXTUAL = re.compile(r"utf-8|cp\d+|iso8859-\d+|koi8-[ru]|mac-\w+|big5|gb\w+|euc\w+|shift_jis")  # not `punycode`
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# UTF-8 read as Windows-1252: a lead like A-tilde with a second character. Certain only when all of it goes back.
_MOJIBAKE = re.compile(
    "[ÂÃÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def decode(
    data: bytes, media_type: str = "", *, html: bool = False, repair: bool = True
) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` without BOM, and notes on what was done.

    `repair` undoes mojibake; plain text is read without it, so that offsets stay those of the file.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), ()
    declared = _declared(data, media_type, html=html)
    text, notes = _strict(data, declared)
    repaired = _repair(text) if repair else None
    return (text, notes) if repaired is None else (repaired, (*notes, "mojibake repaired"))


def _declared(data: bytes, media_type: str, *, html: bool) -> list[str]:
    header = _HEADER.search(media_type)
    names = [header.group(1)] if header else []
    if html and (meta := _META.search(data[:4096])):
        names.append(meta.group(1).decode("ascii", "replace"))
    return [n for n in map(_known, names) if n]


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    # Browsers read Latin-1 as Windows-1252, and a page that says UTF-16 in ASCII letters is not UTF-16.
    found = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found, found)
    return found if _TEXTUAL.fullmatch(found) else ""


def _strict(data: bytes, declared: list[str]) -> tuple[str, tuple[str, ...]]:
    try:
        # Text that is valid UTF-8 beyond ASCII is UTF-8, whatever it says about itself.
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _other(data, declared)
    wrong = [d for d in declared if d != "utf-8"]
    return text, ((f"declared {wrong[0]}, read as utf-8",) if wrong and not data.isascii() else ())


def _other(data: bytes, declared: list[str]) -> tuple[str, tuple[str, ...]]:
    for name in declared:
        if name != "utf-8":
            text = _try(data, name)
            if text is not None:
                return text, ()
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), ("broken UTF-8 replaced",)
    guess = _known(detect_encoding(data) or "") or "cp1252"
    name = guess if guess != "utf-8" else "cp1252"
    return data.decode(name, "replace"), (f"read as {name}",)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return data.decode(name, "replace") if name == "cp1252" else None


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    high = sum(1 for c in text if c > "\x7f")
    return bad * 4 < high or (bad == 1 and text.endswith("\ufffd"))


def _repair(text: str) -> str | None:
    """Undo one round of UTF-8 read as Windows-1252, only when every such place turns back cleanly."""
    hits = len(_MOJIBAKE.findall(text))
    if hits < 2 or any(c in text for c in "äöÄÖ"):
        return None
    raw = _cp1252(text)
    try:
        return None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _cp1252(text: str) -> bytes | None:
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return None
            out.append(ord(char))
    return bytes(out)

"""Addresses that a page hides from harvesters and shows to people: decoded here, because they are contact details."""

import codecs
import re
from urllib.parse import unquote

_DECRYPT = re.compile(
    r"linkTo_UnCryptMailto\(\s*(?:'|%27|&#39;|\")([^'\"%&]{3,300}(?:%[0-9A-Fa-f]{2}[^'\"%&]{0,300}){0,20}?)(?:'|%27|&#39;|\")(?:\s*,\s*(-?\d{1,2}))?",
    re.I,
)
_ROT13 = re.compile(r"""document\.write\(\s*(["'])(<n uers=.{0,500}?)\1\s*\.replace""", re.S)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# TYPO3 shifts each character inside its own range.
_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


def of_href(href: str) -> tuple[str, str]:
    """Return (scheme, address or number) of a `mailto:`, `tel:` or TYPO3 script link; ("", "") for any other."""
    low = href[:8].lower()
    if low.startswith("mailto:"):
        return "mailto", unquote(href[7:].partition("?")[0]).strip().split(",")[0]
    if low.startswith("tel:"):
        return "tel", unquote(href[4:].partition("?")[0].partition(";")[0]).strip()
    if "uncryptmailto" in href[:400].lower() and (found := _typo3(href)):
        return "mailto", found
    return "", ""


def _typo3(href: str) -> str:
    m = _DECRYPT.search(unquote(href))
    if not m:
        return ""
    given = [int(m.group(2))] if m.group(2) else []
    for offset in (*given, *(-o for o in given), *range(-8, 9)):
        plain = "".join(_shift(c, offset) for c in m.group(1))
        if plain.lower().startswith("mailto:") and _ADDRESS.fullmatch(plain[7:].partition("?")[0]):
            return plain[7:].partition("?")[0]
    return ""


def _shift(char: str, offset: int) -> str:
    for low, high in _RANGES:
        if low <= ord(char) <= high:
            return chr((ord(char) - low + offset) % (high - low + 1) + low)
    return char


def of_cloudflare(code: str) -> str:
    """Return the address of a `data-cfemail` attribute (hex, each byte XOR the first), "" when it is none."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    plain = bytes(b ^ raw[0] for b in raw[1:]).decode("utf-8", "replace") if raw else ""
    return plain if _ADDRESS.fullmatch(plain) else ""


def of_script(code: str) -> str:
    """Return the address that a rot13 `document.write` script would show, "" when there is none."""
    m = _ROT13.search(code[:5000])
    found = _ADDRESS.search(codecs.decode(m.group(2), "rot13")) if m else None
    return found.group() if found else ""


def reversed_text(text: str) -> str:
    """Return text that a style sheet shows from right to left (`direction: rtl; unicode-bidi: bidi-override`)."""
    return text[::-1]


def sign_of(alt: str) -> str:
    """Return the character that a picture stands for in an address (`[at]`, `at`, `@`, `(piste)`), else ""."""
    word = alt.strip(" []()").lower()
    return {
        "at": "@",
        "@": "@",
        "ät": "@",
        "at-merkki": "@",
        "ät-merkki": "@",
        "miukumauku": "@",
        "dot": ".",
        "piste": ".",
        ".": ".",
    }.get(word, "")

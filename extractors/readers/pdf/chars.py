"""The characters of a PDF page with their boxes, one by one: a character's index is its box's index."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

_ACCENTS = {
    "¨": dict(zip("aouAOUei", "äöüÄÖÜëï", strict=True)),
    "˚": {"a": "å", "A": "Å"},
    "´": {"e": "é", "E": "É", "a": "á"},
    "`": {"e": "è", "a": "à"},
}
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}


@dataclass(slots=True)
class Char:
    """A character as drawn: points from the page's top left corner; `size` its font size (box height if that is 1)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    hyphen: bool = False
    bold: bool = False


@dataclass(slots=True)
class PageText:
    """A page's size in points and its visible characters in the order of the content stream; blanks are `" "`."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)

    def with_words(self, words: Iterable[tuple[str, float, float, float, float]], scale: float) -> "PageText":
        """Return the page with words a reader of pictures saw (text, x0, y0, x1, y1 in pixels at `scale`)."""
        chars: list[Char] = []
        for word, *box in words:
            x0, y0, x1, y1 = (v / scale for v in box)
            step = (x1 - x0) / max(1, len(word))
            chars += [Char(c, x0 + i * step, y0, x0 + (i + 1) * step, y1, y1 - y0) for i, c in enumerate(word)]
            chars.append(Char(" ", x1, y0, x1, y1, y1 - y0))
        return PageText(self.width, self.height, chars)


def page_text(page: Any) -> PageText:
    """Read the characters of an open pdfium page."""
    left, _, _, top = page.get_bbox()
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        chars = list(_chars(textpage.raw, left, top))
    finally:
        textpage.close()
    return PageText(width, height, _composed(chars))


def _chars(handle: Any, left: float, top: float) -> Iterable[Char]:
    box = raw.FS_RECTF()  # the loose box: as wide as the pen moves, so that a thin `1` leaves no gap
    pointer = ctypes.byref(box)
    size, bold, begins = 0.0, False, True
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        hyphen = code == 2 or (code in (0x2D, 0xAD, 0xFFFE) and raw.FPDFText_IsHyphen(handle, i) == 1)
        text = "-" if hyphen else _visible(code)
        if not text:
            continue
        if text == " ":
            begins = True
            yield Char(" ", 0, 0, 0, 0, size)
            continue
        raw.FPDFText_GetLooseCharBox(handle, i, pointer)
        if begins:  # a font does not change inside a word often enough to ask again
            size = raw.FPDFText_GetFontSize(handle, i)
            bold = raw.FPDFText_GetFontWeight(handle, i) >= 600
            begins = False
        high = box.top - box.bottom
        drawn = size if 2 < size < 2 * high else high
        yield Char(text, box.left - left, top - box.top, box.right - left, top - box.bottom, drawn, hyphen, bold)


def _visible(code: int) -> str:
    if code in (0x20, 0x09, 0xA0, 0x0A, 0x0D):
        return " " if code != 0x0D else ""
    if (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code in (0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE, 0xFFFF)
        or 0xD800 <= code < 0xE000
    ):
        return ""
    return chr(code) if code <= 0x10FFFF else ""


def _composed(chars: list[Char]) -> list[Char]:
    """Join accents that LaTeX draws apart (`¨a` is `ä`) and write ligatures out over one box."""
    out: list[Char] = []
    for char in chars:
        letters = _ACCENTS.get(out[-1].text) if out else None
        if letters and char.text in letters:
            accent = out.pop()
            char.text = letters[char.text]
            char.y0, char.x0 = min(char.y0, accent.y0), min(char.x0, accent.x0)
        char.text = _LIGATURES.get(char.text, char.text)
        out.append(char)
    return out

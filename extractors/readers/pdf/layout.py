"""From characters to words, lines and columns in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.readers.pdf.chars import Char, PageText


@dataclass(slots=True)
class Word:
    """Characters without a gap, and the box around them."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    hyphen: bool = False


@dataclass(slots=True)
class Line:
    """Words on one base line in one column. `size` is the usual font size in it."""

    words: list[Word]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    column: int = 0

    @property
    def text(self) -> str:
        """The line's words with one blank between."""
        return " ".join(w.text for w in self.words)


def lines_of(page: PageText) -> list[Line]:
    """Cut the page's characters into lines; a wide gap ends a line, since it is a column's edge."""
    return [line for run in _runs(page.chars) if (line := _line(run)) is not None]


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    run: list[Char] = []
    last: Char | None = None
    for char in chars:
        if char.text == " ":
            if run:
                run.append(char)
            continue
        if last is not None and not _same_line(last, char):
            yield run
            run = []
        run.append(char)
        last = char
    if run:
        yield run


def _same_line(a: Char, b: Char) -> bool:
    size = max(a.size, b.size, 1.0)
    middle = (b.y0 + b.y1) / 2
    upright = a.y0 - 0.35 * size <= middle <= a.y1 + 0.35 * size
    return upright and -0.5 * size < b.x0 - a.x1 < 2.2 * size


def _line(run: Sequence[Char]) -> Line | None:
    inked = [c for c in run if c.text != " "]
    if not inked:
        return None
    words = list(_words(run))
    size = median(c.size for c in inked)
    bold = sum(c.bold for c in inked) > 0.8 * len(inked)
    return Line(
        words,
        min(c.x0 for c in inked),
        min(c.y0 for c in inked),
        max(c.x1 for c in inked),
        max(c.y1 for c in inked),
        size,
        bold,
    )


def _words(run: Sequence[Char]) -> Iterator[Word]:
    now: list[Char] = []
    for char in run:
        if char.text == " " or (now and char.x0 - now[-1].x1 > 0.28 * max(char.size, 1.0)):
            if now:
                yield _word(now)
            now = []
        if char.text != " ":
            now.append(char)
    if now:
        yield _word(now)


def _word(chars: Sequence[Char]) -> Word:
    return Word(
        "".join(c.text for c in chars), min(c.x0 for c in chars), min(c.y0 for c in chars), max(c.x1 for c in chars),
        max(c.y1 for c in chars), chars[-1].hyphen or chars[-1].text in "-‐\u00ad",
    )  # fmt: skip


def reading_order(lines: list[Line], width: float) -> list[Line]:
    """Order lines top to bottom, column by column: cut the page at white bands across, then at gutters down."""
    if not lines:
        return []
    ordered: list[Line] = []
    for band in _bands(sorted(lines, key=lambda k: (k.y0, k.x0)), width):
        ordered += _columns(band, width)
    return ordered


def _bands(lines: list[Line], width: float) -> Iterator[list[Line]]:
    """A line that spans the page (a title) parts what stands above it from what stands below."""
    band: list[Line] = []
    for line in lines:
        wide = line.x1 - line.x0 > 0.6 * width
        if (wide and band and not _wide(band, width)) or (band and not wide and _wide(band, width)):
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def _wide(band: list[Line], width: float) -> bool:
    return band[-1].x1 - band[-1].x0 > 0.6 * width


def _columns(band: list[Line], width: float) -> list[Line]:
    gutter = _gutter(band, width)
    if gutter is None:
        return sorted(band, key=lambda k: (round(k.y1 / 4), k.x0))
    left = [k for k in band if k.x1 <= gutter]
    right = [k for k in band if k.x1 > gutter]
    for k in right:
        k.column += 1
    return _columns(left, width) + _columns(right, width)


def _gutter(band: list[Line], width: float) -> float | None:
    """The middle of a white strip with at least four lines on each side, whose lines do not pair off into rows."""
    if len(band) < 8:
        return None
    edges = sorted((k.x0, k.x1) for k in band)
    reach, best = edges[0][1], None
    for i, (x0, x1) in enumerate(edges[1:], start=1):
        if x0 - reach > 8 and i >= 4 and len(edges) - i >= 4 and 0.2 * width < (x0 + reach) / 2 < 0.85 * width:
            best = (x0 + reach) / 2
            break
        reach = max(reach, x1)
    if best is None or _paired(band, best):
        return None
    return best


def _paired(band: list[Line], gutter: float) -> bool:
    """Short cells side by side (a label and its value) are rows of a table, not columns of text."""
    left = [k for k in band if k.x1 <= gutter]
    right = [k for k in band if k.x1 > gutter]
    narrow = median(k.x1 - k.x0 for k in left) < 0.5 * (gutter - min(k.x0 for k in left))
    tops = {round(k.y1 / 3) for k in right}
    beside = sum(round(k.y1 / 3) + d in tops for k in left for d in (0,)) / len(left)
    return narrow and beside > 0.6

"""Running headers, footers and page numbers: lines that come back at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Sequence

from extractors.readers.pdf.layout import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:(?:sivu|page|sida|s\.)\s*)?[-–(]?\s*\d{1,4}\s*(?:[/(]\s*\d{1,4}\s*\)?)?\s*[-–)]?", re.I)
Key = tuple[int, str]


def repeated(pages: Sequence[list[Line]], sizes: Sequence[tuple[float, float]]) -> frozenset[tuple[int, int]]:
    """Return (page index, line index) of the lines that are furniture."""
    keyed = [
        (i, j, (edge, _DIGITS.sub("#", line.text.strip())[:120]), line)
        for i, (lines, (_, height)) in enumerate(zip(pages, sizes, strict=True))
        for j, line in enumerate(lines)
        if (edge := _edge(line, height))
    ]
    count = Counter(key for _, _, key, _ in keyed)
    least = max(2, len(pages) // 3) if len(pages) > 2 else len(pages) + 1
    return frozenset(
        (i, j) for i, j, key, line in keyed if count[key] >= least or _PAGE_NUMBER.fullmatch(line.text.strip())
    )


def _edge(line: Line, height: float) -> int:
    """1 at the top of the page, 2 at the foot, 0 elsewhere."""
    if line.y1 < 0.1 * height:
        return 1
    return 2 if line.y0 > 0.9 * height else 0

"""Where a quote is drawn: PDF page and rectangles, one a line."""

from bisect import bisect_left, bisect_right

from schemas.document import Box, Document


class Places:
    """The word boxes of a document, sorted once so that each quote is placed in logarithmic time."""

    def __init__(self, doc: Document) -> None:
        self._boxes = sorted(doc.boxes, key=lambda b: b.start)
        self._starts = [b.start for b in self._boxes]
        self._pages = [(p.start, p.number) for p in sorted(doc.pages, key=lambda p: p.start)]

    def of(self, start: int, end: int) -> tuple[int, list[list[float]]]:
        """Return the page (0 for none) and rectangles of `[start, end)`; only those on the page it begins on."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        words = [b for b in self._boxes[first : bisect_left(self._starts, end)] if b.end > start]
        if not words:
            return self._page(start), []
        page = words[0].page
        return page, _lines([b for b in words if b.page == page])

    def _page(self, start: int) -> int:
        i = bisect_right(self._pages, (start, 2**31))
        return self._pages[i - 1][1] if i else 0


def _lines(words: list[Box]) -> list[list[float]]:
    lines: list[list[float]] = []
    for b in words:
        last = lines[-1] if lines else None
        if last and abs(last[1] - b.y0) < (b.y1 - b.y0) / 2 and b.x0 >= last[0]:
            last[1:] = [min(last[1], b.y0), max(last[2], b.x1), max(last[3], b.y1)]
        else:
            lines.append([b.x0, b.y0, b.x1, b.y1])
    return [[round(v, 1) for v in line] for line in lines]

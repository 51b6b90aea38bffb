"""Lines of PDF pages into one text with blocks and boxes. Everything is appended once: linear in the pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from extractors.readers.lines import _BULLET
from extractors.readers.pdf.hyphens import glue
from extractors.readers.pdf.layout import Line
from extractors.readers.pdf.tables import Cell
from schemas.document import Block, BlockKind, Box, Page, Zone

_NUMBERED = re.compile(r"\d{1,2}\.\s+(?=\S)")


class Builder:
    """Collects pages. `furniture` holds (page index, line index) of running headers; `tables` cells by page number."""

    def __init__(self, furniture: frozenset[tuple[int, int]], tables: Mapping[int, list[Cell]], usual: float) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self.pages: list[Page] = []
        self._furniture = furniture
        self._tables = tables
        self._usual = usual  # the body's font size
        self._parts: list[str] = []
        self._length = 0
        self._groups = 0
        self._in_list = False

    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)

    def first_heading(self) -> str:
        """The first heading's text, "" when there is none."""
        text = self.text()
        return next((" ".join(text[b.start : b.end].split()) for b in self.blocks if b.kind is BlockKind.HEADING), "")[
            :300
        ]

    def page(self, number: int, lines: list[Line], width: float, height: float) -> None:
        """Add a page."""
        self._put("\n\n" if self._length else "")
        start = self._length
        cells = self._tables.get(number, [])
        group: list[Line] = []
        done: set[int] = set()
        whole = [(j, line) for j, line in enumerate(lines)]
        split = [(j, part, cell) for j, line in whole for part, cell in _by_cell(line, cells)]
        for j, line, cell in split:
            edge = (number - 1, j) in self._furniture
            if group and (edge or cell is not None or not _joins(group, line)):
                group = self._flush(group, number)
            if edge:
                zone = Zone.HEADER if line.y1 < height / 2 else Zone.FOOTER
                self._block([line], number, BlockKind.PARAGRAPH, zone=zone)
            elif cell is None:
                group.append(line)
            elif cell.table not in done:
                done.add(cell.table)
                self._table([(k, c) for _, k, c in split if c is not None and c.table == cell.table], number)
        self._flush(group, number)
        self.pages.append(Page(number, start, self._length, width, height))

    def _table(self, lines: list[tuple[Line, Cell]], page: int) -> None:
        self._groups += 1
        self._in_list = False
        held: dict[tuple[int, int], list[Line]] = {}
        for line, cell in lines:
            held.setdefault((cell.row, cell.col), []).append(line)
        for (row, col), inside in sorted(held.items()):
            header = row == 0 and all(k.bold for k in inside)
            ordered = sorted(inside, key=lambda k: (round(k.y0 / 3), k.x0))
            self._block(ordered, page, BlockKind.CELL, group=self._groups, row=row, col=col, header=header)

    def _flush(self, group: list[Line], page: int) -> list[Line]:
        if not group:
            return []
        m = _BULLET.match(group[0].text) or (_NUMBERED.match(group[0].text) if self._in_list else None)
        if m is not None and m.end() < len(group[0].text):
            self._groups += not self._in_list
            self._in_list = True
            self._block(group, page, BlockKind.LIST_ITEM, group=self._groups, level=1, skip=m.end())
            return []
        self._in_list = False
        level = _level(group, self._usual)
        self._block(group, page, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level=level)
        return []

    def _block(
        self, lines: list[Line], page: int, kind: BlockKind, *, zone: Zone = Zone.MAIN, level: int = 0, group: int = 0,
        row: int = -1, col: int = -1, header: bool = False, skip: int = 0,
    ) -> None:  # fmt: skip
        last = self.blocks[-1] if self.blocks else None
        same_row = last is not None and last.kind is kind is BlockKind.CELL and last.group == group and last.row == row
        near = last is not None and last.kind is kind and kind is not BlockKind.PARAGRAPH
        if self._length and not (self._parts and self._parts[-1] == "\n\n"):
            self._put("\t" if same_row else "\n" if near else "\n\n")
        start = self._length
        for i, line in enumerate(lines):
            self._line(line, page, lines[i - 1] if i else None)
        text_start = start + skip
        self.blocks.append(Block(kind, text_start, self._length, zone, level, group, row, col, header, page))

    def _line(self, line: Line, page: int, above: Line | None) -> None:
        if above is not None:
            self._meet(above, line)
        for i, word in enumerate(line.words):
            if i:
                self._put(" ")
            start = self._length
            self._put(word.text)
            self.boxes.append(Box(start, self._length, page, word.x0, word.y0, word.x1, word.y1))

    def _meet(self, above: Line, line: Line) -> None:
        """Write what stands between two lines of one block: a line break, or nothing where a word was broken."""
        last = above.words[-1]
        how = glue(last.text, line.words[0].text) if last.hyphen and len(last.text) > 1 else None
        if how is None:
            self._put("\n")
            return
        if how == "":
            cut = len(self._parts[-1].rstrip("-‐\u00ad"))
            self._length -= len(self._parts[-1]) - cut
            self._parts[-1] = self._parts[-1][:cut]
            box = self.boxes[-1]
            self.boxes[-1] = Box(box.start, self._length, box.page, box.x0, box.y0, box.x1, box.y1)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _by_cell(line: Line, cells: list[Cell]) -> Iterator[tuple[Line, Cell | None]]:
    """Part a line where it runs from one cell into the next."""
    if not cells:
        yield line, None
        return
    middle = (line.y0 + line.y1) / 2
    for cell, words in groupby(line.words, key=lambda w: _cell_at((w.x0 + w.x1) / 2, middle, cells)):
        part = list(words)
        yield replace(line, words=part, x0=part[0].x0, x1=part[-1].x1), cell


def _cell_at(x: float, y: float, cells: list[Cell]) -> Cell | None:
    return next((c for c in cells if c.holds(x, y)), None)


def body_size(pages: Iterable[list[Line]]) -> float:
    """Return the font size most words of a document are set in."""
    sizes = sorted((round(k.size, 1), len(k.words)) for lines in pages for k in lines)
    half = sum(n for _, n in sizes) / 2
    for size, n in sizes:
        half -= n
        if half <= 0:
            return size
    return 0.0


def _joins(group: list[Line], line: Line) -> bool:
    """Whether the line goes on with the block above: same size, next line down, no new bullet, no short line before."""
    above = group[-1]
    if (
        abs(above.size - line.size) > 0.12 * max(above.size, line.size)
        or above.bold != line.bold
        or above.column != line.column
    ):
        return False
    gap = line.y0 - above.y1
    if not -0.5 * line.size < gap < 1.1 * line.size or _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return False
    if len(group) > 1 and gap > 1.6 * max(group[1].y0 - group[0].y1, 0.15 * line.size) + 1:
        return False
    full = max(k.x1 for k in group)
    first_word = line.words[0].x1 - line.words[0].x0
    # A line that leaves room for the next word was ended on purpose.
    return (
        above.words[-1].hyphen or (above.x1 + first_word > full - 2 and len(above.text) > 25) or line.text[0].islower()
    )


def _level(group: list[Line], usual: float) -> int:
    text = " ".join(k.text for k in group)
    if len(text) > 160 or not any(c.isalpha() for c in text) or text.endswith((".", ",", ";")) or "@" in text:
        return 0
    size = group[0].size
    for level, factor in ((1, 1.7), (2, 1.3), (3, 1.12)):
        if usual and size > factor * usual:
            return level
    bold = all(k.bold for k in group) and len(text) <= 90 and len(group) <= 2
    return 4 if bold and sum(c.isdigit() for c in text) < 6 else 0

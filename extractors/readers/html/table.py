"""Rows and columns of a table, with cells that span several."""

from collections.abc import Mapping


class Table:
    """Counts places while a table, or a `dl` read as one, is walked. `group` is its number in the document."""

    def __init__(self, group: int) -> None:
        self.group = group
        self._row = -1
        self._begun = False
        self._col = 0
        self.separator = "\n"  # what stands before the cell placed last: a tab inside a row
        self._held: dict[int, int] = {}  # column -> rows still covered by a cell from above

    def next_row(self) -> None:
        """Begin a row."""
        self._held = {c: n - 1 for c, n in self._held.items() if n > 1}
        self._row += 1
        self._col = 0
        self._begun = False

    def place(self, tag: str, attributes: Mapping[str, str | None]) -> tuple[int, int, bool]:
        """Return (row, column, is a header) of the next cell; a `dt` begins a row, its `dd` are the cells after it."""
        if tag == "dt" or self._row < 0:
            self.next_row()
        while tag != "dt" and self._held.get(self._col, 0) > 0 and tag != "dd":
            self._col += 1
        if tag == "dd" and self._col == 0:
            self._col = 1
        self.separator = "\t" if self._begun else "\n"
        self._begun = True
        col = self._col
        wide, high = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        for c in range(col, col + wide):
            if high > 1:
                self._held[c] = high
        self._col += wide
        return self._row, col, tag in ("th", "dt")


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 1000) if value and value.strip().isdecimal() else 1

"""Tables drawn with lines: where their cells lie. Asked only about pages on which lines are drawn."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

MAX_PAGES = 400
# What the two libraries were seen to raise over damaged files.
_BROKEN = (
    PDFException, PdfminerException, MalformedPDFException, ValueError, KeyError, TypeError, IndexError,
    AttributeError, RecursionError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place in its table and its box in points from the page's top left corner."""

    table: int
    row: int
    col: int
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the cell."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def tables_of(data: bytes, pages: Sequence[int]) -> dict[int, list[Cell]]:
    """Return the cells of the ruled tables on the given pages (from 0), by page number from 1.

    pdfplumber and pdfium fail on different files; where this one fails, the page simply has no tables.
    """
    if not pages:
        return {}
    out: dict[int, list[Cell]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number in pages[:MAX_PAGES]:
                page = pdf.pages[number]
                out[number + 1] = [c for t, table in enumerate(page.find_tables()) for c in _cells(t, table.rows)]
                page.close()
    except _BROKEN:
        return out
    return {n: cells for n, cells in out.items() if cells}


def _cells(table: int, rows: Sequence[object]) -> list[Cell]:
    found = [
        Cell(table, r, c, *box)
        for r, row in enumerate(rows)
        for c, box in enumerate(row.cells)  # type: ignore[attr-defined]
        if box is not None
    ]
    # One row or one column of boxes is a frame around text, not a table.
    return found if len({c.row for c in found}) > 1 and len({c.col for c in found}) > 1 else []

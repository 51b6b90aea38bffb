"""CSV in which no cell from the web starts a formula, rewritten record by record as it streams."""

import csv
import io
import re

_FORMULA = re.compile(r"[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-][\d\s.,]+")


def safe(cell: str) -> str:
    """Return the cell, with an apostrophe before it where a spreadsheet would read a formula; numbers stay."""
    return f"'{cell}" if _FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell) else cell


class SafeCsv:
    """Takes CSV bytes in pieces and gives back whole records, made safe. Encoding is UTF-8, line ends CRLF."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes, *, last: bool) -> bytes:
        """Return every record that is complete so far; all that is held when `last`."""
        self._held += data
        cut = len(self._held) if last else self._boundary()
        ready, self._held = self._held[:cut], self._held[cut:]
        return self._rewrite(ready.decode("utf-8")).encode("utf-8") if ready else b""

    def _boundary(self) -> int:
        """Return the end of the last record: a line end with an even number of quotes before it."""
        cut = self._held.rfind(b"\n") + 1
        while cut and self._held.count(b'"', 0, cut) % 2:
            cut = self._held.rfind(b"\n", 0, cut - 1) + 1
        return cut

    @staticmethod
    def _rewrite(text: str) -> str:
        out = io.StringIO(newline="")
        csv.writer(out).writerows([safe(c) for c in row] for row in csv.reader(io.StringIO(text, newline="")))
        return out.getvalue()

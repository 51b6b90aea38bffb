"""Whose an address, a number or a person is: the organisation or unit whose name stands above it."""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.fields.persons.names import given_weight, surname_weight
from extractors.vocabulary import load
from schemas.document import BlockKind, Document, Span

_LEGAL = re.compile(r"(?:\bry|\brf|\boy|\bab|\bsr|\bosk|säätiö|stiftelsen)[.)]?(?:\Z|[ ,/(])", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]\Z")


class Line(NamedTuple):
    """A line that names an organisation or a unit: its range, and whether it stands by itself."""

    start: int
    end: int
    sure: bool


class Owners:
    """The lines of a document that name an organisation or unit, and what stands under them."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        headings = {b.start for b in doc.blocks if b.kind is BlockKind.HEADING}
        self._lines = [line for line in _lines(doc.text) if self._names(line, headings)]
        self._starts = [line.start for line in self._lines]

    def above(self, span: Span, reach: int = 1500) -> Span | None:
        """Return the nearest such line above a place, or None."""
        i = bisect_right(self._starts, span.start - 1) - 1
        if i < 0 or span.start - self._lines[i].end > reach:
            return None
        return Span(self._lines[i].start, self._lines[i].end)

    def line_between(self, start: int, end: int) -> bool:
        """Tell whether such a line stands wholly inside a range."""
        i = bisect_left(self._starts, start)
        return i < len(self._lines) and self._lines[i].end <= end

    def _names(self, line: Line, headings: set[int]) -> bool:
        text = self._doc.text[line.start : line.end]
        return is_owner(text) and (line.sure or line.start in headings)


def _lines(text: str) -> list[Line]:
    """Return the lines, stripped, that may be a name."""
    out = []
    at = 0
    for raw in text.split("\n"):
        for cell in raw.split("\t"):
            stripped = cell.strip(" \u00a0\r•*–-#:")
            if 3 < len(stripped) <= 90 and stripped[0].isupper():
                start = at + cell.index(stripped[0])
                out.append(Line(start, start + len(stripped), True))
            at += len(cell) + 1
    return out


@lru_cache(maxsize=20_000)
def is_owner(text: str) -> bool:
    """Tell whether a line is the name of an organisation or unit."""
    folded = text.casefold()
    if _SENTENCE_END.search(text) or any(c in text for c in "@:") or re.search(r"\d{3}", text) or len(text.split()) > 9:
        return False
    if folded in load("street-words")["owners_not"] or folded in load("contact-words")["contact_headings"]:
        return False
    words = [w for w in re.split(r"[\s,/()]+", folded) if w]
    if len(words) > 1 and given_weight(words[0]) > 1.9 and surname_weight(words[1]):
        return False
    return bool(_LEGAL.search(text)) or any(w.endswith(_heads()) for w in words)


@cache
def _heads() -> tuple[str, ...]:
    heads = load("organisation_heads")
    return tuple({w for k, v in heads.items() if isinstance(v, list) for w in v if len(w) > 4})

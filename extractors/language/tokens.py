"""The words of a text with their places, cut once and shared by every scanner."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from extractors.language.analysis import fold

# A word keeps its hyphens (`Keski-Suomi`), its ending after a colon (`STEA:n`, `ry:n`), its apostrophe, and the last
# hyphen of a suspended compound (`ohjaus- ja`).
_WORD = re.compile(
    r"[^\W_]+(?:(?:[-\u00ad\u2010\u2011'’]|:(?=[a-zäöå]{1,5}(?![\w:/])))[^\W_]+)*(?:[-\u2010\u2011](?!\w))?"
)

_SHORT = 300


class Token(NamedTuple):
    """A word: `document.text[start:end] == text`; `low` is its key for look-ups (lower case, no soft hyphens)."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """Return the words of `text` in order. The list is shared: do not change it."""
    return _of_document(text) if len(text) > _SHORT else _of_phrase(text)


def _cut(text: str) -> list[Token]:
    return [Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(text)]


# Two caches, so that the many phrases of a document do not drive out its own words.
_of_document = lru_cache(maxsize=3)(_cut)
_of_phrase = lru_cache(maxsize=20_000)(_cut)


@lru_cache(maxsize=3)
def _starts(text: str) -> list[int]:
    return [t.start for t in tokens(text)]


def tokens_in(text: str, start: int, end: int) -> list[Token]:
    """Return the words that begin in `[start, end)`, offsets into the whole text."""
    starts = _starts(text)
    return tokens(text)[bisect_left(starts, start) : bisect_left(starts, end)]


def line_around(text: str, start: int, end: int, most: int) -> tuple[int, int] | None:
    """Return the line that holds `[start, end)`, None when it reaches more than `most` characters to either side."""
    floor, ceiling = max(0, start - most), min(len(text), end + most)
    first = text.rfind("\n", floor, start) + 1
    last = text.find("\n", end, ceiling)
    if (first == 0 and floor > 0) or (last < 0 and ceiling < len(text)):
        return None
    return first, last if last >= 0 else len(text)

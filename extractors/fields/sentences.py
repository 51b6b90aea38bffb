"""Sentences: where one statement ends and the next begins, inside blocks.

A full stop is no boundary after an abbreviation, an initial or an ordinal; a line end is one only where the line was
not merely wrapped. Sentences never cross a block; what stands between two sentences is white space.
"""

import itertools
import re
from functools import cache

from extractors.vocabulary import load
from schemas.document import Document, Span

# A possible end: closing marks after the stop belong to the sentence. The stop must be followed by white space.
# Possessive, and begun only where a run begins: a page of full stops or blanks stays linear.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”»’)\]*]*+(?=\s|$)")
_BREAK = re.compile(r"(?<!\s)(?:[^\S\n]*+\n\s*+|\s++(?=[•▪▶●◦‣■□➢►✓]))")
_TOKEN = re.compile(r"\S*$")
_BULLET = re.compile(r"[-–—•▪▶●◦‣■□➢►✓*]|\(?\d{1,2}\s?[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\)")
_LIST_NUMBER = re.compile(r"[-–•▪▶●*\s]*\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])$", re.IGNORECASE)
_HANGING = re.compile(r"(?:[-–—,;&/(]|\b(?:ja|tai|sekä|eli|että|och|samt|eller|att|and|or|of|the|to|for|a|an))$")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    entries = load("abbreviations")
    return frozenset(entries["never_final"]), frozenset(entries["maybe_final"])


def split(doc: Document) -> list[Span]:
    """Return the sentences of all blocks in order, as ranges of the text without surrounding white space."""
    spans = [b.span for b in doc.blocks] or [Span(0, len(doc.text))]
    return [sentence for span in spans for sentence in split_range(doc.text, span.start, span.end)]


def split_range(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of `text[start:end]`."""
    out: list[Span] = []
    for piece in _lines(text, start, end):
        at = piece.start
        for stop in _STOP.finditer(text, piece.start, piece.end):
            if stop.start() >= at and _ends(text, at, stop, piece.end):
                out.append(Span(at, stop.end()))
                at = _skip_white(text, stop.end(), piece.end)
        if at < piece.end:
            out.append(Span(at, piece.end))
    return out


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Cut at line ends that are no mere wrapping, and before bullets."""
    start = _skip_white(text, start, end)
    end = start + len(text[start:end].rstrip())
    breaks = list(_BREAK.finditer(text, start, end))
    edges = [start, *(m.end() for m in breaks), end]
    width = max((len(text[a:b].strip()) for a, b in itertools.pairwise(edges)), default=0)
    out, at = [], start
    for i, m in enumerate(breaks):
        if m.start() > at and _is_cut(text, edges[i], m, edges[i + 2], width):
            out.append(Span(at, m.start()))
            at = m.end()
    if at < end:
        out.append(Span(at, end))
    return out


def _is_cut(text: str, line_start: int, m: re.Match[str], next_end: int, width: int) -> bool:
    """Tell whether the break between two lines separates two statements."""
    if "\n" not in m.group() or m.group().count("\n") > 1 or _BULLET.match(text, m.end(), next_end):
        return True
    line = text[line_start : m.start()]
    following = text[m.end() : next_end]
    if not following[:1].isupper() and not following[:1].isdigit():
        return False
    if _HANGING.search(line.rstrip()):
        return False
    # A wrapped line is one that the next word would not have fitted on.
    first_word = following.split(maxsplit=1)[0] if following.split() else ""
    return len(line) + 1 + len(first_word) <= width


def _ends(text: str, at: int, stop: re.Match[str], limit: int) -> bool:
    """Tell whether the stop ends the sentence that began at `at`."""
    after = _skip_white(text, stop.end(), limit)
    following = text[after : min(after + 1, limit)]
    if not following:
        return True
    if following.islower() or (following in "-–" and text[after + 1 : after + 2].islower()):
        return False  # `TUKEE! –hankkeen` goes on
    if stop.group()[0] != ".":
        return True
    return _full_stop_ends(
        text[max(at, stop.start() - 40) : stop.start()], text[at : min(at + 8, stop.start())], following
    )


def _full_stop_ends(before: str, whole: str, following: str) -> bool:
    found = _TOKEN.search(before)
    token = (found.group() if found else "").lstrip("(\"”»'[")
    word = token.casefold()
    never, maybe = _abbreviations()
    if word in never or (len(word) == 1 and token.isalpha()):
        return False
    if word in maybe:
        return following.isupper() or not following.isalnum()
    if token.isdigit():
        return len(token) == 4 or not (following.isdigit() or (len(whole) < 8 and _LIST_NUMBER.fullmatch(whole)))
    return not re.fullmatch(r"(?:\w\.)+\w", token) or token[0].isdigit()


def _skip_white(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at

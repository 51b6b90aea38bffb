"""Lists: the items that stand under a lead-in, as blocks of their own or numbered inside one sentence."""

import re

from extractors.fields.sentences import split_range
from schemas.document import Span

# `1)`, `(2)`, `4 )`, `a)`, `ii)`, `3.` before a capital or a lower-case word, dashes and bullets after white space.
_MARK = re.compile(
    r"(?<![^\s(:;,.])(?:(?P<num>\(?\d{1,2}\s?\))|(?P<letter>\(?[a-hj-u]\))|(?P<roman>\(?[ivx]{1,4}\))"
    r"|(?P<dot>\d{1,2}\.(?=\s+[^\W\d]))|(?P<dash>[-–—•▪▶●◦‣*](?=\s)))\s*"
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_TAIL = " \t\r\n,;"
_JOIN = re.compile(r"[\s,;]+(?:ja|sekä|och|samt|and)$")
KINDS = ("num", "letter", "roman", "dot", "dash")


def inline_items(text: str, start: int, end: int) -> list[Span]:
    """Return the numbered or dashed items of `text[start:end]`, without their marks and trailing separators.

    Only marks of one kind count, the kind of the first; numbers must run on (`1)`, `2)` …) so that a stray `5)` or a
    bracket does not cut. Fewer than two items are no list.
    """
    marks = _runs([m for m in _MARK.finditer(text, start, end) if _plausible(text, start, m)])
    if len(marks) < 2:
        return []
    before = text[start : marks[0].start()].rstrip()
    if marks[0].lastgroup == "dot" and before and not before.endswith(":"):
        return []  # `2. Tavoitteet … 3. Toteutus` are headings that lost their lines
    edges = [*(m.start() for m in marks[1:]), end]
    items = [_trim(text, m.end(), edge) for m, edge in zip(marks, edges, strict=True)]
    return [s for s in [*items[:-1], _last(text, items)] if s.end > s.start]


def _last(text: str, items: list[Span]) -> Span:
    """The last item ends with its first sentence, unless the items before it hold several themselves."""
    longest = max(len(split_range(text, s.start, s.end)) for s in items[:-1])
    own = split_range(text, items[-1].start, items[-1].end)
    return Span(own[0].start, own[min(longest, len(own)) - 1].end) if own else items[-1]


def first_mark(text: str, start: int, end: int) -> int:
    """Return where the first list mark of the range stands, `end` when there is none."""
    found = next((m for m in _MARK.finditer(text, start, end) if _plausible(text, start, m)), None)
    return found.start() if found else end


def begins_with_mark(text: str, start: int) -> bool:
    """Tell whether a list mark stands at `start`."""
    return bool(_MARK.match(text, start, start + 12))


def without_mark(text: str, span: Span) -> Span:
    """Return the range without its leading list mark."""
    m = _MARK.match(text, span.start, span.end)
    return Span(m.end(), span.end) if m and m.end() < span.end else span


def paragraph_end(text: str, start: int, limit: int) -> int:
    """Return where the paragraph that `start` stands in ends: at an empty line, else at `limit`."""
    found = _EMPTY_LINE.search(text, start, limit)
    return found.start() if found else limit


def _plausible(text: str, start: int, m: re.Match[str]) -> bool:
    """A dash is a mark only at the start, at a line's start or after a colon: elsewhere it is punctuation."""
    if m.lastgroup != "dash":
        return True
    before = text[max(start, m.start() - 30) : m.start()]
    return not before.strip() or before.rstrip(" \t").endswith(("\n", ":", ";")) or m.group()[0] in "•▪▶●◦‣"


def _runs(found: list[re.Match[str]]) -> list[re.Match[str]]:
    if not found:
        return []
    kind = found[0].lastgroup
    same = [m for m in found if m.lastgroup == kind]
    if kind not in ("num", "dot"):
        return same
    out: list[re.Match[str]] = []
    for m in same:
        number = int(re.sub(r"\D", "", m.group()))
        if number == (_number(out[-1]) + 1 if out else number):
            out.append(m)
    return out if out and _number(out[0]) <= 1 else []


def _number(m: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", m.group()))


def _trim(text: str, start: int, end: int) -> Span:
    body = text[start:end].rstrip(_TAIL)
    joined = _JOIN.search(body, max(0, len(body) - 8))
    body = body[: joined.start()].rstrip(_TAIL) if joined else body
    lead = len(body) - len(body.lstrip())
    return Span(start + lead, start + len(body))

"""Label–value pairs out of blocks: `Label: value`, a label line and the next, two table cells, labels glued to values.

A known label (data/vocabulary/labels.json) is believed anywhere in a block; an unknown one only at a line's beginning
and beside another pair, so that prose with a colon makes no pair.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from schemas.document import Block, BlockKind, Pair, Span

_FILE = Path(__file__).parents[1] / "data" / "vocabulary" / "labels.json"
_UNKNOWN = re.compile(r"[A-ZÅÄÖ][^\n:.!?;,@]{1,48}(?=[ \t]?:(?!//)(?:\s|$))")
_FINITE = re.compile(
    r"\b(?:on|ovat|oli|olivat|ollut|olleet|mm|esim|muun muassa|seuraava\w*|is|are|was|were|är|var|että|huom\w*|ps)\b",
    re.I,
)
_START = re.compile(r"(?<![^\W\d_])[^\W\d_]|(?<=[a-zåäö])[A-ZÅÄÖ]")
_GLUE = re.compile(r"(?<=[a-zåäö)€])(?=[\dA-ZÅÄÖ])")
LONGEST = 80
_NEVER_BARE = frozenset(
    {"contact_name", "actions", "goals", "results", "target_direct", "project_name", "status", "page_dates"}
)
_BARE_NAMES = frozenset(
    {"toimintamallin nimi", "kokonaisuuden nimi", "hankkeen nimi", "projektin nimi", "project name", "project title"}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label in the text: its range and whether it is a known one."""

    start: int
    end: int
    value: int
    known: bool


def fold(label: str) -> str:
    """Return a label as it is compared: one line, lower case, straight apostrophe, no colon."""
    return " ".join(label.replace("’", "'").replace("´", "'").split()).rstrip(" :").casefold()


@cache
def known_labels() -> dict[str, str]:
    """Folded label → canonical field (`hankekoodi` → `project_code`), all languages."""
    entries: dict[str, dict[str, list[str]]] = json.loads(_FILE.read_text(encoding="utf-8"))["entries"]
    return {
        fold(name): field for field, by_language in entries.items() for names in by_language.values() for name in names
    }


def find_pairs(text: str, blocks: Sequence[Block]) -> tuple[Pair, ...]:
    """Return the pairs of a document in text order; each label is used once."""
    flat = [b for b in blocks if b.kind is not BlockKind.CELL]
    pairs = {p.label.start: p for p in _table_pairs(text, blocks)}
    for pair in _line_pairs(text, flat):
        pairs.setdefault(pair.label.start, pair)
    return tuple(pairs[k] for k in sorted(pairs))


def label_before(text: str, colon: int, floor: int, labels: Iterable[str] | None = None) -> int | None:
    """Return where the known label that ends at `colon` begins (the longest), not before `floor`; None if none does."""
    wanted = known_labels() if labels is None else labels
    low = max(floor, colon - LONGEST)
    low = max(low, text.rfind("\n", low, colon) + 1)
    for m in _START.finditer(text, low, colon):
        if fold(text[m.start() : colon]) in wanted:
            return m.start()
    return None


def _line_pairs(text: str, blocks: Sequence[Block]) -> Iterator[Pair]:
    for i, block in enumerate(blocks):
        marks = list(_marks(text, block))
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if not marks:
            if (pair := _bare(text, blocks, i)) is not None:
                yield pair
            continue
        if not any(m.known for m in marks) and not _has_company(text, blocks, i, marks):
            continue
        for mark, stop in zip(marks, [*(m.start for m in marks[1:]), block.end], strict=True):
            yield _pair(text, block, mark, stop, following)


def _marks(text: str, block: Block) -> Iterator[Mark]:
    """Labels in a block, left to right. Only the first of a line may be unknown."""
    at, floor, found = block.start, block.start, 0
    while (colon := text.find(":", at, block.end)) >= 0:
        at = colon + 1
        start = label_before(text, colon, floor)
        near = max(floor, colon - LONGEST - 20)
        line = text.rfind("\n", near, colon) + 1 or (floor if near == floor else -1)
        if start is not None and (found or (line >= 0 and start == _skip(text, line))):
            found, floor = found + 1, at
            yield Mark(start, _rstrip(text, start, colon), at, known=True)
        elif (
            line >= 0
            and (m := _UNKNOWN.match(text, _skip(text, line)))
            and m.end() <= colon
            and not _prose_label(m.group())
        ):
            found, floor = found + 1, at
            yield Mark(m.start(), _rstrip(text, m.start(), m.end()), at, known=False)
    if not found and (glued := _glued(text, block)) is not None:
        yield glued


def _prose_label(label: str) -> bool:
    return len(label.split()) > 6 or bool(_FINITE.search(label))


def _glued(text: str, block: Block) -> Mark | None:
    """`Hankkeen aloituspäivämäärä01.01.2016`: a known label with its value stuck to it."""
    line = text.find("\n", block.start, min(block.end, block.start + LONGEST))
    if line > 0 and fold(text[block.start : line]) in known_labels():
        return Mark(block.start, _rstrip(text, block.start, line), line, known=True)
    for m in _GLUE.finditer(text, block.start, min(block.end, block.start + LONGEST)):
        if fold(text[block.start : m.start()]) in known_labels():
            return Mark(block.start, m.start(), m.start(), known=True)
    return None


def _has_company(text: str, blocks: Sequence[Block], i: int, marks: list[Mark]) -> bool:
    if len(marks) > 1:
        return True
    return any(0 <= j < len(blocks) and any(True for _ in _marks(text, blocks[j])) for j in (i - 1, i + 1))


def _pair(text: str, block: Block, mark: Mark, stop: int, following: Block | None) -> Pair:
    value = trim(text, mark.value, stop)
    last = stop == block.end
    if value.start == value.end and last and following is not None and _may_be_value(text, following, known=mark.known):
        value = Span(following.start, following.end)
    return Pair(Span(mark.start, mark.end), value, block.zone)


def _bare(text: str, blocks: Sequence[Block], i: int) -> Pair | None:
    """A known label alone on its line, without colon, and the block below it as value."""
    block = blocks[i]
    field = known_labels().get(fold(text[block.start : block.end])) if block.end - block.start <= LONGEST else None
    # A role or a word such as Yhteystiedot above a card is no label of the line below it.
    if field is None or (field in _NEVER_BARE and fold(text[block.start : block.end]) not in _BARE_NAMES):
        return None
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if following is None or not _may_be_value(text, following, known=True):
        return None
    return Pair(block.span, following.span, block.zone)


def _may_be_value(text: str, block: Block, *, known: bool) -> bool:
    if not known or block.kind is BlockKind.CELL:
        return False
    head = text[block.start : min(block.end, block.start + LONGEST)]
    return fold(head) not in known_labels() and not any(True for _ in _marks(text, block))


def _table_pairs(text: str, blocks: Sequence[Block]) -> Iterator[Pair]:
    """Rows of two cells, the first a header or a label, in tables that are lists of facts."""
    cells = [b for b in blocks if b.kind is BlockKind.CELL]
    for _, table in groupby(cells, key=lambda b: b.group):
        rows = [list(r) for _, r in groupby(table, key=lambda b: b.row)]
        if not _is_fact_table(text, rows):
            continue
        for row in rows:
            if row and row[0].col == 0:
                label = trim(text, row[0].start, row[0].end, colon=True)
                value = Span(row[1].start, row[-1].end) if len(row) > 1 else Span(row[0].end, row[0].end)
                yield Pair(label, value, row[0].zone)


def _is_fact_table(text: str, rows: list[list[Block]]) -> bool:
    firsts = [r[0] for r in rows if r and r[0].col == 0]
    wide = any(len(r) > 2 and (not r[0].header or any(c.header for c in r[1:])) for r in rows)
    if not firsts or wide or all(len(r) < 2 for r in rows) or (len(rows[0]) > 1 and all(c.header for c in rows[0])):
        return False
    looks = [
        f.header or text[f.start : f.end].endswith(":") or fold(text[f.start : f.end]) in known_labels() for f in firsts
    ]
    return sum(looks) * 2 >= len(looks) and all(f.end - f.start <= LONGEST for f in firsts)


def trim(text: str, start: int, end: int, *, colon: bool = False) -> Span:
    """Return the range without surrounding white space (and, if asked, without a colon at its end)."""
    start = _skip(text, start, end)
    end = _rstrip(text, start, end)
    return (
        Span(start, _rstrip(text, start, end - 1))
        if colon and end > start and text[end - 1] == ":"
        else Span(start, end)
    )


def _skip(text: str, start: int, end: int | None = None) -> int:
    end = len(text) if end is None else end
    while start < end and text[start].isspace():
        start += 1
    return start


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end

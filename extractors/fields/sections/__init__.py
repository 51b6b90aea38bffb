"""Sections: ranges of the text that one heading, label or lead-in sentence announces, each with its role.

The lead-in decides what a list means: `Hankkeen tavoitteena on: 1) …` makes goals of the same list that
`Hankkeen toimenpiteet ovat: 1) …` makes actions of.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields import cues
from extractors.fields.sections import lead_ins, lists
from schemas.document import Block, BlockKind, Document, Span, Zone


@dataclass(frozen=True, slots=True)
class Section:
    """A range under one announcement.

    `role`: goal, action, result, target_group, contact, funding, partner, publication, reference, period, background,
    evaluation, area, news, summary, values, or "" under a heading that says nothing of these. `heading` is the
    announcing range, `lead` tells what it is: heading, label or sentence. `items` are the list items directly below.
    `also` are further roles of the same heading (`Tavoitteet ja toimenpiteet`).
    """

    role: str
    start: int
    end: int
    heading: Span | None
    lead: str
    items: tuple[Span, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The section's range, the heading left out."""
        return Span(self.start, self.end)


def find_sections(doc: Document, sentences: Sequence[Span]) -> list[Section]:
    """Return all sections in text order; one section may hold others (a lead-in's list under a heading)."""
    blocks = list(doc.blocks)
    found = [*_under_headings(doc, blocks), *_under_labels(doc), *_under_sentences(doc, blocks, sentences)]
    return sorted(_distinct(found), key=lambda s: (s.start, -s.end))


def _distinct(found: list[Section]) -> Iterator[Section]:
    """A heading that is a label as well announces its range once; a range with items says more than one without."""
    seen: set[tuple[str, int]] = set()
    for section in sorted(found, key=lambda s: (not s.items, s.lead != "heading")):
        if (section.role, section.start) not in seen:
            seen.add((section.role, section.start))
            yield section


def is_heading(doc: Document, block: Block) -> bool:
    """Tell whether a block announces what follows: a heading, or a short line that says a role or ends in a colon."""
    if _TWO_SENTENCES.search(doc.text, block.start, block.end):
        return False
    if block.kind is BlockKind.HEADING:
        return True
    if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > 80:
        return False
    line = doc.slice(block).strip("*_# ")
    if "\n" in line or line.endswith((".", "!", ",", ";")) or "@" in line or ":" in line[:-1]:
        return False
    return bool(cues.roles(line)) and (line.endswith(":") or len(line.split()) <= 6)


_TWO_SENTENCES = re.compile(r"[a-zåäö]{2}[.!?]\s+[A-ZÅÄÖ]")


def _under_headings(doc: Document, blocks: list[Block]) -> Iterator[Section]:
    """Yield what stands under each heading, up to the next one that is not deeper."""
    heads = [i for i, b in enumerate(blocks) if is_heading(doc, b)]
    ends = _ends(doc, blocks, heads)
    for i in heads:
        body = [b for b in blocks[i + 1 : ends[i]] if b.zone is blocks[i].zone or b.zone is Zone.MAIN]
        if body:
            yield _section(doc, blocks[i].span, "heading", body)


def _ends(doc: Document, blocks: list[Block], heads: list[int]) -> dict[int, int]:
    """Return for each heading the index of the block that ends its section; one pass from the back, with a stack."""
    ends: dict[int, int] = {}
    stack: list[int] = []  # headings after the current one, nearest last, each closing more than the one above it
    for i in reversed(heads):
        while stack and not _closes(doc, blocks, i, stack[-1]):
            stack.pop()
        close = stack[-1] if stack else len(blocks)
        ends[i] = _list_end(doc, blocks, i, close)
        stack.append(i)
    return ends


def _closes(doc: Document, blocks: list[Block], i: int, j: int) -> bool:
    """Tell whether heading `j` ends the section of heading `i`.

    Levels of plain text are guesses: there a heading without a role, right above a list, goes on with a role's section.
    """
    head, later = blocks[i], blocks[j]
    if later.path or head.path:
        return not head.level or not later.level or later.level <= head.level or later.zone is not head.zone
    if cues.roles(doc.slice(later)):
        return True
    role = cues.roles(doc.slice(head))[:1]
    if role in (("publication",), ("reference",)):
        return later.level == 2 or not doc.slice(later).strip()
    listed = j + 1 < len(blocks) and blocks[j + 1].kind is BlockKind.LIST_ITEM
    return not (role and role[0] in _CARRY_ON and listed)


_CARRY_ON = frozenset({"action", "goal", "target_group"})


def _list_end(doc: Document, blocks: list[Block], i: int, close: int) -> int:
    """A line with a colon right above a list announces that list and no more."""
    if blocks[i].kind is not BlockKind.PARAGRAPH or not doc.slice(blocks[i]).rstrip().endswith(":"):
        return close
    after = i + 1
    while after < close and blocks[after].kind is BlockKind.LIST_ITEM:
        after += 1
    return after if after > i + 1 else close


def _section(doc: Document, heading: Span, lead: str, body: Sequence[Block]) -> Section:
    said = cues.roles(doc.slice(heading))
    items = tuple(b.span for b in body if b.kind is BlockKind.LIST_ITEM)
    return Section(said[0] if said else "", body[0].start, body[-1].end, heading, lead, items, said[1:])


def _under_labels(doc: Document) -> Iterator[Section]:
    """Yield the values of labels (`Kohderyhmä: …`)."""
    for pair in doc.pairs:
        said = cues.roles(doc.slice(pair.label))
        if said and pair.value.end > pair.value.start:
            items = tuple(lists.inline_items(doc.text, pair.value.start, pair.value.end))
            yield Section(said[0], pair.value.start, pair.value.end, pair.label, "label", items, said[1:])


def _under_sentences(doc: Document, blocks: list[Block], sentences: Sequence[Span]) -> Iterator[Section]:
    """Yield the lists that a sentence announces, inside its own block or in the blocks that follow."""
    starts = [b.start for b in blocks]
    leads = [(s, *said) for s in sentences if (said := lead_ins.announces(doc.text, s))[0]]
    for n, (sentence, role, colon) in enumerate(leads):
        at = bisect_left(starts, sentence.start + 1) - 1
        if at < 0:
            continue
        limit = min(blocks[at].end, leads[n + 1][0].start if n + 1 < len(leads) else blocks[at].end)
        inside = _inside(doc, limit, sentence, colon)
        following = [] if inside else _following(doc, blocks, at, sentence)
        items = tuple(inside or (s for b in following for s in _block_items(doc, b)))
        if role == "goal" and inside and sum(len(doc.slice(s).split()) for s in inside) < 3 * len(inside):
            continue  # `saavat i) mallin ja ii) verkoston`: pieces of one goal
        if items:
            yield Section(role, items[0].start, items[-1].end, sentence, "sentence", items)


def _inside(doc: Document, limit: int, sentence: Span, colon: int) -> list[Span]:
    """Items in the same block, up to the next announcement: after the sentence's colon, or in its numbered rest."""
    start = colon if colon >= 0 else sentence.start
    return lists.inline_items(doc.text, start, lists.paragraph_end(doc.text, start, limit))


def _following(doc: Document, blocks: list[Block], at: int, sentence: Span) -> list[Block]:
    """Return the list's blocks right after block `at`, when the sentence is its last word."""
    if sentence.end < blocks[at].end:
        return []
    out: list[Block] = []
    for block in blocks[at + 1 :]:
        if block.kind is not BlockKind.LIST_ITEM and not lists.begins_with_mark(doc.text, block.start):
            break
        out.append(block)
    return out


def _block_items(doc: Document, block: Block) -> list[Span]:
    if block.kind is BlockKind.LIST_ITEM:
        return [block.span]
    return lists.inline_items(doc.text, block.start, block.end) or [lists.without_mark(doc.text, block.span)]

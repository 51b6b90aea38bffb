"""Members of a list that a label or heading calls partners, toteuttajat, rahoittajat: bodies whatever their names.

`Yhteistyökumppanit: Koivula, Lehto Works ja Turun yliopisto`: an item is taken when it looks like a name and no
better known name stands in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.fields.organisations.names import Name
from extractors.fields.organisations.roles import of_label
from extractors.fields.organisations.values import derive_organisation
from extractors.fields.organisations.words import generic
from extractors.language.morphology import analyse
from extractors.language.tokens import tokens, tokens_in
from extractors.mentions import Mention, Taken
from extractors.text import without_bullet
from schemas.document import BlockKind, Span

if TYPE_CHECKING:
    from extractors.context import Context

_SPLIT = re.compile(r"\s*[,;•\n]\s*(?!\d)|\s+(?:ja|sekä|och|samt|and)\s+(?=[A-ZÅÄÖ])")
_TAIL = re.compile(r"[\s,;:]*(?:\([^)]*\)|\d{7}-\d)?[\s.,;:)]*$")
_LONGEST_ITEM = 70
# `Muina rahoittajina olivat kehitysyhtiöt X ja Y, Z:n säätiö`: bodies that a sentence lists as those who pay.
_PAYERS = re.compile(
    r"\b(?:(?:rahoittajina|osarahoittajina) (?:ovat|olivat|toimivat|ovat olleet)|rahoittajia (?:ovat|olivat)"
    r"|(?:hanketta|projektia) (?:\w+ )?(?:rahoittavat|rahoittivat|osarahoittavat)|\bfunded by|financed by)\s"
    r"(?P<list>[^.;:\n]{3,300})",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"(?:(?:muun muassa|lisäksi|myös|the) )?(?:[a-zåäö]*(?:yhtiöt?|säätiöt?|yritykset|yritys|rahastot?|liitot) )?"
)
_SMALL = frozenset({"of", "for", "and", "the"})
_MOST_WORDS = 6


def add(ctx: "Context", names: list[Name]) -> list[Name]:
    """Return `names` with the unknown members of lists of bodies, in text order."""
    held = Taken((*(Mention("name", n.start, n.end, n.value) for n in names), *ctx.persons))
    out = list(names)
    for item in _items(ctx):
        if held.overlaps(item.start, item.end) or ctx.taken.overlaps(item.start, item.end):
            continue
        name = _name(ctx, item)
        if name is not None:
            held.add([Mention("name", name.start, name.end, name.value)])
            out.append(name)
    return sorted(out, key=lambda n: (n.start, n.end))


def _items(ctx: "Context") -> Iterator[Span]:
    yield from _payers(ctx)
    for pair in ctx.doc.pairs:
        if pair.value.end - pair.value.start < 400 and of_label(ctx.doc.slice(pair.label)):
            yield from _cut(ctx.text, pair.value)
    for section in ctx.sections:
        if section.heading is None or section.end - section.start > 3_000 or section.role != "partner":
            continue
        if of_label(ctx.doc.slice(section.heading)) in ("partner", "cooperation", "lead", "subsidy_recipient"):
            yield from _short_lines(ctx, section.span)


def _payers(ctx: "Context") -> Iterator[Span]:
    """Items of a sentence that lists who pays: only those that are capital words throughout."""
    for m in _PAYERS.finditer(ctx.text):
        for item in _cut(ctx.text, Span(*m.span("list"))):
            sort = _SORT.match(ctx.text, item.start, item.end)
            bare = Span(sort.end(), item.end) if sort else item
            words = tokens_in(ctx.text, bare.start, bare.end)
            if words and all(w.text[0].isupper() or w.low in _SMALL for w in words):
                yield bare


def _short_lines(ctx: "Context", span: Span) -> Iterator[Span]:
    blocks = ctx.doc.blocks
    first = bisect_left(blocks, span.start, key=lambda b: b.start)
    for block in blocks[first : bisect_left(blocks, span.end, key=lambda b: b.start)]:
        if block.kind is BlockKind.LIST_ITEM:
            yield from _cut(ctx.text, block.span)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield the items of a range, each without number, bracket and closing marks."""
    at = span.start
    for stop in [*(m.span() for m in _SPLIT.finditer(text, span.start, span.end)), (span.end, span.end)]:
        piece = text[at : stop[0]]
        tail = _TAIL.search(piece)
        bare = piece[: tail.start()] if tail else piece
        start = at + len(bare) - len(without_bullet(bare))
        end = at + len(bare)
        if 1 < end - start <= _LONGEST_ITEM:
            yield Span(start, end)
        at = stop[1]


def _name(ctx: "Context", item: Span) -> Name | None:
    """Return the item as a name when every sign is right: capital, few words, no verb, no person, no generic word."""
    words = tokens_in(ctx.text, item.start, item.end)
    if not 0 < len(words) <= _MOST_WORDS or not words[0].text[0].isupper() or words[0].start != item.start:
        return None
    if any(generic(w.low) or w.text[0].isdigit() for w in words):
        return None
    if any(r.word_class == "verb" for w in words for r in analyse(w.low)[:1]) or _everyday(
        ctx.text[item.start : item.end]
    ):
        return None
    first = bisect_left(tokens(ctx.text), words[0])
    value = derive_organisation(ctx.text[item.start : item.end], {"literal": True})
    return Name(item.start, item.end, first, first + len(words) - 1, value, "listed", {"literal": True})


def _verbal(low: str) -> bool:
    return any(r.word_class == "verb" for r in analyse(low)[:1])


def _everyday(item: str) -> bool:
    """Tell whether an item is only ordinary words: `Yhteiset tilaisuudet`, `Kunnat`."""
    return all(any(not r.name for r in analyse(w.low)) for w in tokens(item))

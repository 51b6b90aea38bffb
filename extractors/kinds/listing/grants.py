"""Lists of grants and news of decisions: a line a project, its parts set off by commas, dashes or brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.context import Context
from extractors.kinds.listing.entries import Entry, names_in
from extractors.structure import trim
from schemas.document import Block, BlockKind, Span, Zone

_AMOUNT = r"(?<![\d.,])(?P<sum>\d{1,3}(?:[ \u00a0.]\d{3})+(?:,\d{1,2})?|\d{4,8}(?:,\d{1,2})?)"
_SUM = re.compile(
    rf"(?:,|–|-|—|:|\(|\|)\s*(?:(?:yht\.|yhteensä|avustus|summa|bidrag|sum)\s*:?\s*)?{_AMOUNT}"
    r"(?P<unit>\s?(?:€|euroa?|euro|EUR|e))?\)?\.?$",
    re.I,
)
_BARE_SUM = re.compile(rf"\s+{_AMOUNT}(?P<unit>\s?(?:€|euroa?|euro|EUR))\.?$", re.I)  # no mark: a unit
_FIRST_SUM = re.compile(rf"^{_AMOUNT}(?P<unit>\s?(?:€|euroa?|euro|EUR))\s*[,:–—-]?\s+", re.I)
_TOTAL = re.compile(r"\b(?:yhteensä|kaikkiaan|sammanlagt|totalt|total|in total|loppusumma|summa)\b", re.I)
_COMMA = re.compile(r",\s+")
_DASH = re.compile(r"\s+[-–—]\s+")
_BRACKET = re.compile(r"^(?P<name>[^()]{3,150}?)\s*\((?P<org>[^()]{3,150})\)\.?$")
_CODE = re.compile(r"\(?\b(?P<code>[SA]\d{5})\b\)?")
_HEADED = re.compile(r"^(?P<org>[^:]{3,120}):\s+(?P<name>\S.{2,200})$", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: its parts between commas, and its sum."""

    block: Block
    parts: tuple[Span, ...]
    amount: Span


def grants(ctx: Context) -> list[Entry]:
    """Lines that end in a sum. Whether the organisation stands first or last is the list's habit, not the line's."""
    lines = _alike([x for b in ctx.doc.blocks if b.zone is Zone.MAIN and (x := _line(ctx.text, b)) is not None])
    if len(lines) < 2:
        return []
    first = sum(is_body(ctx.text, x.parts[0]) for x in lines)
    last = sum(is_body(ctx.text, x.parts[-1]) for x in lines if len(x.parts) > 1)
    entries = [_entry(ctx.text, x, first >= last) for x in lines]
    _describe(ctx, entries)
    return entries


def _alike(lines: list[Line]) -> list[Line]:
    """Rows look alike: where points of a list end in sums, a sentence above them that ends in one is no row."""
    points = [x for x in lines if x.block.kind is BlockKind.LIST_ITEM]
    return points if len(points) > 1 else lines


def _line(text: str, block: Block) -> Line | None:
    if block.kind is BlockKind.CELL or block.end - block.start > 400:
        return None
    quote = text[block.start : block.end]
    if quote.endswith(":") or _TOTAL.match(quote):
        return None
    if (m := _FIRST_SUM.match(quote)) is not None:
        return _of(text, block, m, block.start + m.end(), block.end)
    m = _SUM.search(quote) or _BARE_SUM.search(quote)
    if m is None or (block.kind is not BlockKind.LIST_ITEM and (not m["unit"] or _TOTAL.search(quote))):
        return None
    return _of(text, block, m, block.start, block.start + m.start())


def _of(text: str, block: Block, m: re.Match[str], start: int, end: int) -> Line | None:
    """The line's sum and what stands beside it, at the commas; at the dashes, where it has no comma."""
    amount = Span(block.start + m.start("sum"), block.start + m.end("unit" if m["unit"] else "sum"))
    parts = tuple(p for p in _parts(text, start, end, _COMMA) if p.end > p.start)
    if len(parts) == 1:
        dashed = tuple(p for p in _parts(text, start, end, _DASH) if p.end > p.start)
        parts = dashed if any(is_body(text, p) for p in (dashed[0], dashed[-1])) else parts
    return Line(block, parts, trim(text, amount.start, amount.end)) if parts else None


def _parts(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[Span]:
    at = start
    for m in mark.finditer(text, start, end):
        yield trim(text, at, m.start())
        at = m.end()
    yield trim(text, at, end)


def is_body(text: str, span: Span) -> bool:
    """Tell whether a range is, for the most part, the name of a body."""
    quote = text[span.start : span.end]
    return any(n.end - n.start > 0.6 * len(quote) for n in names_in(quote))


def _entry(text: str, line: Line, organisation_first: bool) -> Entry:
    parts = line.parts
    entry = Entry(sums=[(line.amount, "grant")])
    if len(parts) == 1:
        _alone(text, entry, parts[0])
    elif organisation_first:
        entry.lead, entry.name = parts[0], Span(parts[1].start, parts[-1].end)
    else:
        entry.lead, entry.name = parts[-1], Span(parts[0].start, parts[-2].end)
    return entry


def _alone(text: str, entry: Entry, part: Span) -> None:
    """One part: `Name (organisation)`, `Organisation: name`, or the organisation alone."""
    quote = text[part.start : part.end]
    for m, plain in ((_BRACKET.match(quote), False), (_HEADED.match(quote), True)):
        if m is not None:
            body = Span(part.start + m.start("org"), part.start + m.end("org"))
            name = Span(part.start + m.start("name"), part.start + m.end("name"))
            if is_body(text, body) and (plain or not is_body(text, name)):
                entry.lead, entry.name = body, name
                return
    entry.lead = part


def _describe(ctx: Context, entries: list[Entry]) -> None:
    """Give each entry the paragraphs under its heading `Organisation: Project` further down."""
    found = [b for b in ctx.doc.blocks if b.zone is Zone.MAIN]
    now: Entry | None = None
    below = max(s.end for e in entries for s, _ in e.sums)
    for block in (b for b in found if b.start > below):
        quote = ctx.doc.slice(block)
        m = _HEADED.match(quote) if len(quote) < 300 else None
        owner = next((e for e in entries if m and _same(ctx.text, e.lead, m["org"])), None)
        if owner is not None:
            now = owner
        elif block.kind is BlockKind.HEADING:
            now = None
        elif now is not None:
            now.prose.append(block.span)


def _same(text: str, span: Span | None, name: str) -> bool:
    if span is None:
        return False
    a, b = (re.sub(r"\W+", " ", t).casefold().strip() for t in (text[span.start : span.end], name))
    return a == b or a.startswith(b + " ") or b.startswith(a + " ")


def named(ctx: Context) -> list[Entry]:
    """Lines `Name - organisation`, `Name (organisation)`, or a name with a register code in brackets."""
    items = [b for b in ctx.doc.blocks if b.kind is BlockKind.LIST_ITEM and b.zone is Zone.MAIN]
    entries = [e for b in items if (e := _coded(ctx.text, b) or _bracketed(ctx.text, b) or _dashed(ctx.text, b))]
    return entries if len(entries) >= max(2, len(items) // 3) else []


def _coded(text: str, block: Block) -> Entry | None:
    m = _CODE.search(text, block.start, block.end)
    if m is None:
        return None
    names = list(_parts(text, block.start, m.start(), _COMMA))
    return Entry(name=names[0] if names[0].end > names[0].start else None, code=Span(*m.span("code")))


def _bracketed(text: str, block: Block) -> Entry | None:
    m = _BRACKET.match(text[block.start : block.end])
    if m is None:
        return None
    organisation = Span(block.start + m.start("org"), block.start + m.end("org"))
    if not is_body(text, organisation):
        return None
    return Entry(name=Span(block.start + m.start("name"), block.start + m.end("name")), lead=organisation)


def _dashed(text: str, block: Block) -> Entry | None:
    """The side of the last dash that is a body's name is the organisation."""
    if block.end - block.start > 250:
        return None
    parts = list(_parts(text, block.start, block.end, _DASH))
    if len(parts) < 2:
        return None
    if is_body(text, parts[-1]):
        return Entry(name=Span(parts[0].start, parts[-2].end), lead=parts[-1])
    if is_body(text, parts[0]):
        return Entry(name=Span(parts[1].start, parts[-1].end), lead=parts[0])
    return None

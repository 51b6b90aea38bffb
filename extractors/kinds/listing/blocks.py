"""Lists in which an entry is a heading with bullets, or a run of labelled lines."""

import re
from collections.abc import Iterator

from extractors.context import Context
from extractors.fields.contacts import find_contacts
from extractors.fields.names.patterns import marked_title
from extractors.fields.organisations import find_organisations
from extractors.fields.places import find_places
from extractors.fields.target_groups import find_target_groups
from extractors.kinds.focus import goals_at, look
from extractors.kinds.listing.entries import Entry
from extractors.structure import fold, known_labels, trim
from schemas.document import Block, BlockKind, Pair, Span, Zone
from schemas.facts import Found

_RANGE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s*[-–—]\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_SUM = re.compile(
    r"(?:EU-(?:tuk|rahoitu|stöd|bidrag|finansiering)\w*|EU (?:funding|support|contribution))\s*:?\s*"
    r"(?P<sum>\d[\d \u00a0.]*\d(?:,\d{1,2})?(?:\s?(?:euro\w*|€|EUR))?)",
    re.I,
)
_WHO = (
    r"(?:Hankkeen|Projektin)? ?(?:toteuttaja(?:t|organisaatio)?|hallinnoija|hanketoteuttaja|päätoteuttaja)"
    r"|(?:Projektets |Projekt)?genomförare|Projektägare|Huvudgenomförare|Implementer|Implemented by|Beneficiary"
    r"|Lead (?:partner|organisation)"
)
_WHEN = (
    r"(?:Hankkeen )?(?:toteutusaika|kesto|toiminta-aika|ajankohta)|Genomförandetid|Projekttid|Projektperiod"
    r"|Verksamhetsperiod|Verksamhetstid|(?:Implementation |Project )?period|Duration"
)
_ORGANISATION = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:{_WHO})\s*:\s*(?P<name>[^\n]+?)"
    rf"(?=[,;.]?\s*(?:{_WHEN}|EU-tuki|EU-rahoitus|EU-stöd|EU-finansiering)\s*:|$)",
    re.I,
)
_PERIOD_LABEL = re.compile(rf"[,;]?\s*(?:{_WHEN})\s*:\s*$", re.I)
_DESCRIBED = re.compile(
    r"^(?:(?:hankkeen |projektin )?kuvaus|(?:projekt)?beskriv\w+|(?:project )?description)\s*:", re.I
)
_SEE_MORE = re.compile(r"^(?:Katso lisää|Lue lisää|Läs mer|Read more|Se mer)\b", re.I)
_TAIL = 200  # a line without label may follow the last pair of the page
_ASK = re.compile(r"(?m)^[ \t]*(?:Yhteyshenkilö\w*|Lisätie\w+|Kontaktperson\w*|Contact\w*)\b", re.I)
_FUND_GOAL = re.compile(
    r"^(?:Kansallinen tavoite|Erityistavoite|Nationellt mål|Särskilt mål|National objective|Specific objective)\b",
    re.I,
)


def blocks(ctx: Context) -> list[Entry]:
    """Entries of a heading and bullets; one bullet holds organisation, period and sum."""
    found = [(e, head, body) for head, body in _groups(ctx) if (e := _entry(ctx, head, body)) is not None]
    if not any(_told(e) for e, _, _ in found):
        return []
    # Beside an entry that says who and when, one of the same look need not.
    return [e for e, head, body in found if _told(e) or _same_look(ctx, head, body)]


def _told(entry: Entry) -> bool:
    return entry.period is not None or (entry.lead is not None and bool(entry.prose))


def _same_look(ctx: Context, head: Block, body: list[Block]) -> bool:
    described = bool(_DESCRIBED.match(ctx.doc.slice(body[0])))
    return described or marked_title(ctx.text, head.span) is not None


def _groups(ctx: Context) -> Iterator[tuple[Block, list[Block]]]:
    """A block that is no list item, with the list items after it."""
    head: Block | None = None
    body: list[Block] = []
    for block in (b for b in ctx.doc.blocks if b.zone is Zone.MAIN):
        if block.kind is BlockKind.LIST_ITEM:
            body.append(block)
            continue
        if head is not None and body:
            yield head, body
        head, body = block, []
    if head is not None and body:
        yield head, body


def _entry(ctx: Context, head: Block, body: list[Block]) -> Entry | None:
    entry = Entry(name=head.span)
    if _FUND_GOAL.match(ctx.doc.slice(head)) or head.end - head.start > 250:
        return None
    for block in body:
        if not _facts(ctx.text, entry, block) and not _SEE_MORE.match(ctx.doc.slice(block)):
            entry.prose.append(block.span)
    return entry if _told(entry) or entry.prose else None


def _facts(text: str, entry: Entry, block: Block) -> bool:
    """Read a bullet of facts: `Organisation, 1.2.2017 - 31.1.2020, EU-tuki 258 695 euroa`, with or without labels."""
    quote = text[block.start : block.end]
    dates, money, named = _RANGE.search(quote), _SUM.search(quote), _ORGANISATION.search(quote)
    if (dates is None and money is None and named is None) or len(quote) > 400:
        return False
    if dates is not None:
        entry.period = Span(block.start + dates.start(), block.start + dates.end())
    if money is not None:
        at = block.start + money.start("sum")
        entry.sums.append((trim(text, at, block.start + money.end("sum")), "eu_share"))
    first = min(m.start() for m in (dates, money) if m is not None) if dates or money else len(quote)
    if named is not None:
        entry.lead = trim(text, block.start + named.start("name"), block.start + named.end("name"))
    elif entry.lead is None:
        before = _PERIOD_LABEL.sub("", quote[:first]).rstrip(" ,;:")
        entry.lead = trim(text, block.start, block.start + len(before)) if before else None
    if entry.lead is not None:
        entry.lead = Span(
            entry.lead.start, entry.lead.start + len(text[entry.lead.start : entry.lead.end].rstrip(" ,;"))
        )
    return True


def labelled(ctx: Context) -> list[Entry]:
    """Entries that each begin with a label for the project's name (`Hankkeen nimi:`) and go on with others."""
    fields = known_labels()
    pairs = [(p, fields.get(fold(ctx.doc.slice(p.label)), "")) for p in ctx.doc.pairs]
    starts = [i for i, (_, name) in enumerate(pairs) if name == "project_name"]
    if len(starts) < 2:
        return []
    ends = [pairs[i][0].label.start for i in starts[1:]]
    ends.append(min(pairs[-1][0].value.end + _TAIL, len(ctx.text)))
    bounds = zip(starts, [*starts[1:], len(pairs)], ends, strict=True)
    return [_labelled(ctx, pairs[a:b], end) for a, b, end in bounds]


def _labelled(ctx: Context, pairs: list[tuple[Pair, str]], end: int) -> Entry:
    """One entry; who to ask, who pays and where are looked for in all of it, since they need no label."""
    whole = Span(pairs[0][0].label.start, end)
    entry = Entry(more=look(ctx, whole, (_funders, find_places)))
    if (m := _ASK.search(ctx.text, whole.start, whole.end)) is not None:
        entry.more += look(ctx, Span(m.start(), end), (find_contacts,))
    for pair, name in pairs:
        _take(ctx, entry, name, pair)
    return entry


def _funders(ctx: Context) -> list[Found]:
    return [f for f in find_organisations(ctx) if f.type == "funder"]


def _take(ctx: Context, entry: Entry, name: str, pair: Pair) -> None:
    span = _value(ctx.text, pair.value)
    if span.end <= span.start:
        return
    if name in ("project_name", "lead", "period"):
        attribute = {"project_name": "name"}.get(name, name)
        setattr(entry, attribute, getattr(entry, attribute) or span)
    elif name == "project_code":
        entry.code = span
    elif name == "partners":
        entry.partners.append(span)
    elif name in ("grant", "budget", "eu_share"):
        role = {"grant": "grant", "budget": "total", "eu_share": "eu_share"}[name]
        entry.sums.append((span, role))
    elif name == "goals":
        entry.more += goals_at(ctx, span, pair.label)
    elif name.startswith("target"):
        entry.more += look(ctx, span, (find_target_groups,), pair.label)
    elif name == "summary":
        entry.prose.append(span)


def _value(text: str, span: Span) -> Span:
    """A value ends before the legend number of the next line (`2.` on a line of its own)."""
    m = re.search(r"\n\s*\d{1,2}\.\s*$", text[span.start : span.end])
    return trim(text, span.start, span.start + m.start()) if m else span

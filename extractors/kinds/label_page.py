"""Project pages that say things by label: research portals, model banks, universities' and authorities' fact boxes.

Everything an ordinary page gives, and what its labels say on top: where both name the same thing, the label is right.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from extractors.context import Context
from extractors.fields.organisations.funders import canonical
from extractors.fields.target_groups import find_target_groups
from extractors.kinds import page
from extractors.kinds.focus import goals_at, look
from extractors.kinds.listing.entries import names_in, organisation, period
from extractors.kinds.register import fields
from extractors.kinds.values import evidence, found
from extractors.structure import fold, known_labels
from schemas.document import Pair, Span, Zone
from schemas.facts import ATTRIBUTES, Found

# `Hankkeen nimi` outranks the name of a model or of a whole.
_NAMES_A_PROJECT = re.compile(r"(?:hank|projekt|project)", re.I)
Reader = Callable[[Context, Pair], list[Found]]


def read(ctx: Context) -> list[Found]:
    """Return all that the page says."""
    pairs = sorted(_pairs(ctx), key=lambda p: not _NAMES_A_PROJECT.match(ctx.doc.slice(p[0].label)))
    labelled = [f for pair, name in pairs if name in _READERS for f in _READERS[name](ctx, pair)]
    said = {_key(f) for f in labelled}
    types = {f.type for f in labelled if f.type == "period"}
    rest = [f for f in page.read(ctx) if _key(f) not in said and f.type not in types]
    names = [f for f in labelled if f.type == "project_name"]
    ranges = [(e.start, e.end) for f in labelled if f.type == "goal" for e in f.values.values()]
    rest = [f for f in rest if f.type not in ("goal", "action") or not _inside(f, ranges)]
    later = {id(f) for f in names[1:]}
    return [_second(f) if names else f for f in rest] + [_second(f) if id(f) in later else f for f in labelled]


def _inside(f: Found, ranges: list[tuple[int, int]]) -> bool:
    return any(a < e.end and e.start < b for e in f.values.values() for a, b in ranges)


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the labels in the page's main part that no list knows."""
    known = known_labels()
    pairs = (p for p in ctx.doc.pairs if p.zone is Zone.MAIN)
    labels = (" ".join(ctx.doc.slice(p.label).split()) for p in pairs)
    return tuple(dict.fromkeys(x for x in labels if fold(x) not in known))


def _pairs(ctx: Context) -> Iterator[tuple[Pair, str]]:
    known = known_labels()
    for pair in ctx.doc.pairs:
        if pair.zone is Zone.MAIN and pair.value.end > pair.value.start:
            yield pair, known.get(fold(ctx.doc.slice(pair.label)), "")


def _key(f: Found) -> tuple[str, str, str]:
    first = next((a for a in ATTRIBUTES[f.type] if a in f.values), "")
    role = str(f.qualifiers.get("role")) if f.type in ("period", "organisation") and f.type == "period" else ""
    return f.type, str(f.values[first].value).casefold() if first else "", role


def _second(f: Found) -> Found:
    """A name that running text gives stands behind the labelled one."""
    primary = f.type == "project_name" and f.qualifiers.get("kind") == "primary"
    return replace(f, qualifiers={**f.qualifiers, "kind": "short"}) if primary else f


def _name(ctx: Context, pair: Pair) -> list[Found]:
    if pair.value.end - pair.value.start > 250:
        return []
    return found("project_name", {"value": evidence(ctx, "project_name.value", pair.value, 0.95)}, {"kind": "primary"})


def _code(ctx: Context, pair: Pair) -> list[Found]:
    return found("project_code", {"value": evidence(ctx, "project_code.value", pair.value, 0.97)})


def _period(ctx: Context, pair: Pair) -> list[Found]:
    return period(ctx, pair.value, 0)


def _day(role: str) -> Reader:
    def read_day(ctx: Context, pair: Pair) -> list[Found]:
        value = evidence(ctx, "period.date", pair.value, 0.97)
        return found("period", {"date": value}, {"role": role, "precision": "day"})

    return read_day


def _bodies(role: str) -> Reader:
    """A field that names organisations: each body in it, or the whole when it is short and names one."""

    def read_bodies(ctx: Context, pair: Pair) -> list[Found]:
        quote = ctx.doc.slice(pair.value)
        if len(quote) > 400:
            return []
        spans = [Span(pair.value.start + n.start, pair.value.start + n.end) for n in names_in(quote)]
        return [f for s in spans for f in organisation(ctx, s, role, 0)]

    return read_bodies


def _money(role: str) -> Reader:
    def read_money(ctx: Context, pair: Pair) -> list[Found]:
        spans = list(fields.sums(ctx, pair.value))
        values = (evidence(ctx, "money.value", s, 0.97, {"labelled": True}) for s in spans)
        return [f for v in values for f in found("money", {"value": v}, {"role": role, "currency": "EUR"})]

    return read_money


def _plain(field: str, kind: str = "") -> Reader:
    def read_plain(ctx: Context, pair: Pair) -> list[Found]:
        value = evidence(ctx, f"{field}.value", pair.value, 0.95)
        return found(field, {"value": value}, {"kind": kind} if kind else {})

    return read_plain


def _goals(ctx: Context, pair: Pair) -> list[Found]:
    return goals_at(ctx, pair.value, pair.label)


def _groups(kind: str) -> Reader:
    def read_groups(ctx: Context, pair: Pair) -> list[Found]:
        every = look(ctx, pair.value, (find_target_groups,), pair.label)
        return [replace(f, qualifiers={**f.qualifiers, "kind": kind}) for f in every]

    return read_groups


def _funder(ctx: Context, pair: Pair) -> list[Found]:
    """A funder named alone; lists of funders are read with the page's organisations."""
    return fields.fund(ctx, pair.value, 0) if canonical(ctx.doc.slice(pair.value).strip()) else []


_READERS: Mapping[str, Reader] = {
    "project_name": _name,
    "project_code": _code,
    "period": _period,
    "start": _day("start"),
    "end": _day("end"),
    "lead": _bodies("lead"),
    "partners": _bodies("partner"),
    "funder": _funder,
    "grant": _money("grant"),
    "budget": _money("total"),
    "eu_share": _money("eu_share"),
    "authority": _plain("authority"),
    "priority_axis": _plain("priority", "axis"),
    "objective": _plain("priority", "objective"),
    "status": _plain("status"),
    "summary": _plain("summary"),
    "goals": _goals,
    "target_direct": _groups("direct"),
    "target_indirect": _groups("indirect"),
}

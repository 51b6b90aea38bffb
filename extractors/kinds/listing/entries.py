"""One project of a page that lists several: the ranges of what is said about it, and how they become things found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors.context import Context
from extractors.fields.metrics import find_metrics
from extractors.fields.organisations.names import Name, scan
from extractors.fields.target_groups import find_target_groups
from extractors.kinds.focus import look, passages
from extractors.kinds.register import fields
from extractors.kinds.values import evidence, found, within
from extractors.language.tokens import tokens
from extractors.mentions import Taken
from extractors.structure import trim
from schemas.document import Span
from schemas.facts import Found, Scalar

_DAYS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_SHORT_NAME = re.compile(r"\s*\(([^()]{2,40}?[\s-]{0,2}(?:hanke|projekti|projektet|project))\)\s*$", re.I)
_LABEL = re.compile(
    r"^(?:(?:hankkeen |projektin )?kuvaus|(?:projekt)?beskriv\w+|(?:project )?description)\s*:\s*", re.I
)


@dataclass
class Entry:
    """What a list says about one project. `sums` carry their role; `prose` is running text about it."""

    name: Span | None = None
    lead: Span | None = None
    period: Span | None = None
    code: Span | None = None
    objective: Span | None = None
    sums: list[tuple[Span, str]] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    partners: list[Span] = field(default_factory=list)
    more: list[Found] = field(default_factory=list)

    def ranges(self) -> list[Span]:
        """Return the ranges of the text that speak of this project."""
        named = [s for s in (self.name, self.lead, self.period, self.objective) if s is not None]
        return [*named, *(s for s, _ in self.sums), *self.prose, *self.partners]


def emit(ctx: Context, entries: Iterable[Entry]) -> list[Found]:
    """Return everything found, the projects numbered in the order of the page."""
    out: list[Found] = []
    for number, entry in enumerate(entries):
        out += _one(ctx, entry, number)
    return out


def _one(ctx: Context, entry: Entry, number: int) -> list[Found]:
    out = _names(ctx, entry.name, number) + period(ctx, entry.period, number)
    out += organisation(ctx, entry.lead, "lead", number)
    for partner in entry.partners:
        out += organisation(ctx, partner, "partner", number)
    if entry.code is not None:
        out += found("project_code", {"value": evidence(ctx, "project_code.value", entry.code)}, {}, number)
    out += found("priority", {"value": evidence(ctx, "priority.value", entry.objective)}, {"kind": "objective"}, number)
    for span, role in entry.sums:
        value = evidence(ctx, "money.value", span, 0.97, {"labelled": True})
        out += found("money", {"value": value}, {"role": role, "currency": "EUR"}, number)
    for span in entry.prose:
        out += description(ctx, span, number)
    return out + [replace(f, project=number) for f in entry.more]


def _names(ctx: Context, span: Span | None, number: int) -> list[Found]:
    """The name; a short one in brackets (`… (Polku-hanke)`) beside it."""
    if span is None:
        return []
    text = ctx.text[span.start : span.end]
    m = _SHORT_NAME.search(text)
    long = trim(ctx.text, span.start, span.start + m.start()) if m and m.start() > 3 else span
    out = found("project_name", {"value": evidence(ctx, "project_name.value", long, 0.96)}, {"kind": "primary"}, number)
    if m and m.start() > 3:
        short = Span(span.start + m.start(1), span.start + m.end(1))
        out += found(
            "project_name", {"value": evidence(ctx, "project_name.value", short, 0.9)}, {"kind": "short"}, number
        )
    return out


def period(ctx: Context, span: Span | None, number: int) -> list[Found]:
    """Start and end: days where they are days, else whatever dates stand there."""
    if span is None:
        return []
    shared = any(m.params.get("shared") for m in within(ctx, span, "date_range"))  # `1.2.–31.12.2022`
    if not shared and _DAYS.search(ctx.text[span.start : span.end]):
        return fields.period(ctx, span, number)
    out: list[Found] = []
    for m in within(ctx, span, "date_range", "date")[:1]:
        parts: tuple[tuple[str, dict[str, Scalar]], ...] = (("start", {"part": "start"}), ("end", {"part": "end"}))
        for role, params in parts if m.kind == "date_range" else ((("start", {}),)):
            value = evidence(ctx, "period.date", m.span, 0.95, params)
            precision = str(m.params.get(f"{role}_precision") or m.params.get("precision") or "day")
            out += found("period", {"date": value}, {"role": role, "precision": precision}, number)
    return out


def organisation(ctx: Context, span: Span | None, role: str, number: int) -> list[Found]:
    """The organisation a field names as a whole."""
    if span is None or span.end - span.start < 2:
        return []
    params = _params(ctx, span)
    return found(
        "organisation", {"name": evidence(ctx, "organisation.name", span, 0.96, params)}, {"role": role}, number
    )


def _params(ctx: Context, span: Span) -> dict[str, Scalar]:
    """What the deriver needs where the scanner reads the whole field as one name."""
    quote = ctx.text[span.start : span.end]
    whole = [n for n in names_in(quote) if n.start == 0 and n.end == len(quote)]
    return dict(whole[0].params) if whole else {}


def names_in(text: str) -> list[Name]:
    """Return the names of bodies in a short text."""
    return scan(text, tokens(text), Taken(), Taken())


def description(ctx: Context, span: Span, number: int) -> list[Found]:
    """A paragraph about the project: the summary, and what it says of goals, actions, groups and counts."""
    m = _LABEL.match(ctx.text[span.start : span.end])
    span = trim(ctx.text, span.start + (m.end() if m else 0), span.end)
    if span.end - span.start < 20:
        return []
    out = found("summary", {"value": evidence(ctx, "summary.value", span, 0.95)}, {}, number)
    out += passages(ctx, span, project=number)
    return out + look(ctx, span, (find_target_groups, find_metrics), project=number)

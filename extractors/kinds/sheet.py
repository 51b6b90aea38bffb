"""The registers' open data as a sheet (.xlsx, .csv): one project a row, columns found by name in any order."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby

from extractors.context import Context
from extractors.fields.contacts import find_contacts
from extractors.fields.identifiers.codes import scheme_of
from extractors.fields.metrics import find_metrics
from extractors.fields.register import priority_number
from extractors.fields.target_groups import find_target_groups
from extractors.kinds.focus import groups, look, passages
from extractors.kinds.listing.entries import organisation, period
from extractors.kinds.register import fields
from extractors.kinds.values import evidence, found
from extractors.structure import fold
from extractors.vocabulary import load
from schemas.document import Block, BlockKind, Span
from schemas.facts import Found, Scalar

Row = Mapping[str, Span]
_SORT_HINT = re.compile(r"Järjestä taulukko sarakkeen mukaan \w+|Sortera tabellen .{0,40}|Sort table .{0,40}", re.I)
_NUTS = re.compile(r"FI[0-9A-Z]{1,3}\s+")
_MONEY: Mapping[str, tuple[str, str]] = {
    "granted": ("grant", "planned"),
    "planned_public": ("total", "public"),
    "planned_total": ("total", "planned"),
    "realised_grant": ("grant", "realised"),
    "realised_public": ("total", "realised_public"),
    "realised_total": ("total", "realised"),
    "realised_eu": ("eu_share", "realised"),
    "eu_share": ("eu_share", "planned"),
}


def read(ctx: Context) -> list[Found]:
    """Return the projects of a sheet, numbered by row from 0."""
    out: list[Found] = []
    for number, row in enumerate(rows(ctx)):
        for reader in _READERS:
            out += reader(ctx, row, number)
    return out


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the names of columns that no list knows; none is lost, each is reported."""
    heads = [b for b in ctx.doc.blocks if b.kind is BlockKind.CELL and b.header and b.row <= 15]
    names = (_column_name(ctx.text[b.start : b.end]) for b in heads)
    return tuple(dict.fromkeys(n for n in names if fold(n) not in _columns()))


def _column_name(cell: str) -> str:
    """A column's name without what a screen reader is told about sorting."""
    return " ".join(_SORT_HINT.sub("", cell).split())


@cache
def _columns() -> Mapping[str, str]:
    return {fold(name): field for field, names in load("sheet_columns").items() for name in names}


def rows(ctx: Context) -> Iterator[Row]:
    """Yield the rows that name a project, as field → range; the footer and notes under a table are no rows."""
    cells = [b for b in ctx.doc.blocks if b.kind is BlockKind.CELL]
    for _, table in groupby(cells, key=lambda b: b.group):
        named: dict[int, str] = {}
        for _, line in groupby(table, key=lambda b: b.row):
            row = list(line)
            if any(b.header for b in row):
                named = _named(ctx, row)
                continue
            held = {named[b.col]: Span(b.start, b.end) for b in reversed(row) if b.col in named}
            if "project_name" in held or ("project_code" in held and "lead" in held):
                yield held


def _named(ctx: Context, row: list[Block]) -> dict[int, str]:
    named = ((b.col, _columns().get(fold(_column_name(ctx.text[b.start : b.end])))) for b in row)
    return {col: name for col, name in named if name}


def _identity(ctx: Context, row: Row, number: int) -> list[Found]:
    code = evidence(ctx, "project_code.value", row.get("project_code"))
    scheme = scheme_of(str(code.value)) if code is not None else None
    out = found("project_code", {"value": code}, {"scheme": scheme}, number)
    name = evidence(ctx, "project_name.value", row.get("project_name"))
    out += found("project_name", {"value": name}, {"kind": "primary"}, number)
    out += fields.fund(ctx, row.get("fund"), number)
    out += found("status", {"value": evidence(ctx, "status.value", row.get("status"))}, {}, number)
    return out + found("authority", {"value": evidence(ctx, "authority.value", row.get("authority"))}, {}, number)


def _priorities(ctx: Context, row: Row, number: int) -> list[Found]:
    out: list[Found] = []
    for name, kind in (("priority_axis", "axis"), ("objective", "objective")):
        if (span := row.get(name)) is not None:
            at = priority_number(ctx.text[span.start : span.end] + " x")
            value = evidence(ctx, "priority.value", span)
            out += found("priority", {"value": value}, {"kind": kind, "number": at}, number)
    return out


def _periods(ctx: Context, row: Row, number: int) -> list[Found]:
    out: list[Found] = []
    for role in ("start", "end"):
        qualifiers: dict[str, Scalar] = {"role": role, "precision": "day"}
        out += found("period", {"date": evidence(ctx, "period.date", row.get(role))}, qualifiers, number)
    return out or period(ctx, row.get("period"), number)


def _organisation(ctx: Context, row: Row, number: int) -> list[Found]:
    lead = row.get("lead")
    values = {
        "name": evidence(ctx, "organisation.name", lead),
        "business_id": evidence(ctx, "organisation.business_id", row.get("business_id")),
    }
    out = found("organisation", values, {"role": "lead"}, number) if values["name"] else []
    city, postcode = row.get("lead_city"), row.get("lead_postcode")
    seat = {
        "value": evidence(ctx, "address.value", city),
        "postcode": evidence(ctx, "address.postcode", postcode),
        "city": evidence(ctx, "address.city", city),
    }
    owner = ctx.text[lead.start : lead.end] if lead else None
    return out + (found("address", seat, {"owner": owner}, number) if seat["value"] and seat["postcode"] else [])


def _money(ctx: Context, row: Row, number: int) -> list[Found]:
    out: list[Found] = []
    for name, (role, kind) in _MONEY.items():
        value = evidence(ctx, "money.value", row.get(name), params={"labelled": True})
        if value is not None and value.value != "0":
            out += found("money", {"value": value}, {"role": role, "kind": kind, "currency": "EUR"}, number)
    return out


def _places(ctx: Context, row: Row, number: int) -> list[Found]:
    out: list[Found] = []
    seen: set[str] = set()
    for span in (s for name in ("place", "city") if (w := row.get(name)) for s in _place_names(ctx, w)):
        name = ctx.text[span.start : span.end]
        kind = next((k for k in ("region", "municipality", "subregion") if fields.is_place(name, k)), None)
        if kind is not None and name.casefold() not in seen:
            seen.add(name.casefold())
            out += fields.place(ctx, span, kind, number)
    return out


def _place_names(ctx: Context, cell: Span) -> Iterator[Span]:
    """The names in a cell, without the code before them (`FI193 Keski-Suomi`)."""
    for span in fields.names_in(ctx.text, cell):
        m = _NUTS.match(ctx.text, span.start, span.end)
        yield Span(m.end(), span.end) if m else span


def _partners(ctx: Context, row: Row, number: int) -> list[Found]:
    spans = fields.names_in(ctx.text, row["partners"]) if "partners" in row else ()
    return [f for s in spans for f in organisation(ctx, s, "partner", number)]


def _goals(ctx: Context, row: Row, number: int) -> list[Found]:
    """A column headed goal and results: what stands there states them."""
    span = row.get("goal_text")
    if span is None:
        return []
    out = found("summary", {"value": evidence(ctx, "summary.value", span)}, {}, number)
    out += passages(ctx, span, project=number)
    return out + look(ctx, span, (find_target_groups, find_metrics), project=number)


def _contacts(ctx: Context, row: Row, number: int) -> list[Found]:
    return look(ctx, row["contact"], (find_contacts,), project=number) if "contact" in row else []


def _addresses(ctx: Context, row: Row, number: int) -> list[Found]:
    out: list[Found] = []
    for name, kind in (("website", "website"), ("register_url", "funder_register")):
        out += found("url", {"value": evidence(ctx, "url.value", row.get(name))}, {"kind": kind}, number)
    return out


def _summary(ctx: Context, row: Row, number: int) -> list[Found]:
    span = row.get("summary")
    if span is None:
        return []
    out = found("summary", {"value": evidence(ctx, "summary.value", span)}, {}, number)
    return out + passages(ctx, span, project=number) + groups(ctx, span, None, "direct", number)


_READERS: tuple[Callable[[Context, Row, int], list[Found]], ...] = (
    _identity, _priorities, _periods, _organisation, _money, _places, _partners, _addresses, _summary, _goals,
    _contacts,
)  # fmt: skip

"""A project in the register of the period 2007–2013 (EURA 2007)."""

import re

from extractors.context import Context
from extractors.kinds.focus import groups, passages
from extractors.kinds.register import fields
from extractors.kinds.register.eura2014 import summary, without_repeats
from extractors.kinds.register.labelled import Form, Part, read_form
from extractors.kinds.register.persons import contact
from extractors.kinds.values import evidence, found
from extractors.structure import trim
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Found

_PROSE = frozenset({"target_direct", "target_indirect", "goals", "actions", "summary", "results", "head"})
_NATIONWIDE = re.compile(r"(?m)^[ \t]*Valtakunnallinen projekti\b|Valtakunnallinen projekti(?=\s*$|\s+3\.2)")


def form_of(ctx: Context) -> Form:
    """Take the page apart by the register's own labels and titles."""
    vocabulary = load("registers")["eura2007"]
    return read_form(ctx.doc, vocabulary["labels"], vocabulary["sections"], _PROSE)


def read(ctx: Context) -> list[Found]:
    """Return everything an entry says about its project."""
    form = form_of(ctx)
    out = _read(ctx, form)
    ctx.left = form.left()
    return out


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the labels and section titles of the page that nobody consumed."""
    if ctx.left is None:
        read(ctx)
    return ctx.left or ()


def _read(ctx: Context, form: Form) -> list[Found]:
    out = fields.funder(ctx) + fields.project(ctx, form, "EURA2007")
    # The label Puhelinnumero stands twice: first the organisation's, then the person's.
    out += fields.lead(ctx, form) + contact(ctx, form)
    for key, role in (("partners", "partner"), ("transfer", "subsidy_recipient")):
        if (part := form.part(key)) is not None:
            out += fields.partners(ctx, Span(part.start, part.end), role)
    out += fields.money(ctx, form) + _area(ctx, form)
    titles = {p.key: p.title for p in form.parts}
    out += fields.counts(ctx, form, titles.get)
    for part in sorted(form.parts, key=lambda p: p.key == "summary"):
        out += _prose(ctx, part)
    return without_repeats(out)


def _area(ctx: Context, form: Form) -> list[Found]:
    out = fields.area(ctx, form)
    part = form.part("area")
    m = _NATIONWIDE.search(ctx.text, part.start, part.end) if part is not None else None
    if m is not None and not out:
        span = trim(ctx.text, m.start(), m.end())
        value = evidence(ctx, "place.value", span, 0.95, {"kind": "country", "listed": True, "nationwide": True})
        out += found("place", {"value": value}, {"kind": "country", "code": "FI"})
    return out


def _prose(ctx: Context, part: Part) -> list[Found]:
    span = trim(ctx.text, part.start, part.end)
    if span.end <= span.start:
        return []
    if part.key in ("target_direct", "target_indirect"):
        return groups(ctx, span, part.title, "indirect" if part.key == "target_indirect" else "direct")
    if part.key == "summary":
        return summary(ctx, span)
    if part.key in ("goals", "actions", "results"):
        return passages(ctx, span, part.title)
    return []

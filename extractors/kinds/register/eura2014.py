"""A project in the register of the period 2014–2020 (EURA 2014): Finnish, Swedish or English labels, ESR or EAKR."""

from extractors.context import Context
from extractors.fields.goals import find_actions, find_results
from extractors.fields.languages import find_languages
from extractors.fields.metrics import find_metrics
from extractors.fields.organisations import find_organisations
from extractors.fields.places import find_places
from extractors.fields.target_groups import find_target_groups
from extractors.kinds.focus import groups, look, passages
from extractors.kinds.register import fields
from extractors.kinds.register.labelled import Form, Part, read_form
from extractors.kinds.register.persons import contact
from extractors.kinds.values import evidence, found
from extractors.structure import trim
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Found

_PROSE = frozenset(
    {"summary", "target_groups", "target_direct", "target_indirect", "results", "head", "equality", "sustainability"}
)


def form_of(ctx: Context) -> Form:
    """Take the page apart by the register's own labels and titles."""
    vocabulary = load("registers")["eura2014"]
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
    out = fields.funder(ctx) + fields.project(ctx, form, "EURA2014")
    out += contact(ctx, form) + fields.lead(ctx, form)
    out += partners_of(ctx, form)
    out += fields.money(ctx, form)
    out += fields.area(ctx, form)
    form.take_all("street", "postcode", "city")  # the place where it is carried out repeats in the area section
    titles = {p.key: p.title for p in form.parts}
    out += fields.counts(ctx, form, titles.get)
    for part in sorted(form.parts, key=lambda p: p.key == "summary"):
        out += _prose(ctx, part)
    return without_repeats(out)


def partners_of(ctx: Context, form: Form) -> list[Found]:
    """Partners and recipients of a transferred subsidy: lines under a heading without a number, or after the mode."""
    mode = form.take("applicant_mode")
    out: list[Found] = []
    if mode is not None:
        out += _under_mode(ctx, mode)
    for key, role in (("partners", "partner"), ("transfer", "subsidy_recipient")):
        if (part := form.part(key)) is not None:
            out += fields.partners(ctx, Span(part.start, part.end), role)
    return out


def _under_mode(ctx: Context, span: Span) -> list[Found]:
    """The sub-heading has no number, so the lines under it come as a part of the field before it."""
    sections = load("registers")["eura2014"]["sections"]
    out: list[Found] = []
    text = ctx.text[span.start : span.end]
    at = {text.find(t): key for key in ("partners", "transfer") for t in sections[key] if t in text}
    starts = sorted(at)
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=False):
        title = next(t for t in sections[at[start]] if text.startswith(t, start))
        body = Span(span.start + start + len(title), span.start + stop)
        out += fields.partners(ctx, body, "partner" if at[start] == "partners" else "subsidy_recipient")
    return out


def _prose(ctx: Context, part: Part) -> list[Found]:
    span = trim(ctx.text, part.start, part.end)
    if span.end <= span.start:
        return []
    if part.key == "summary":
        return summary(ctx, span)
    if part.key in ("target_groups", "target_direct", "target_indirect"):
        return groups(ctx, span, part.title, "indirect" if part.key == "target_indirect" else "direct")
    if part.key == "results":
        return look(ctx, span, (find_actions, find_results, find_metrics), part.title)
    return []


def summary(ctx: Context, span: Span, project: int = 0) -> list[Found]:
    """The summary itself, and the goals, actions, results and counts in it."""
    out = found("summary", {"value": evidence(ctx, "summary.value", span)}, project=project)
    out += passages(ctx, span, project=project)
    return out + look(
        ctx, span, (find_metrics, find_target_groups, find_languages, find_places, _helpers), project=project
    )


def _helpers(ctx: Context) -> list[Found]:
    """Bodies a summary names as partners: who leads and pays, the form says itself."""
    return [f for f in find_organisations(ctx) if f.qualifiers.get("role") in ("partner", "cooperation")]


def without_repeats(found_things: list[Found]) -> list[Found]:
    """Leave out what running text says again after a labelled field said it."""
    seen: set[tuple[str, str, str]] = set()
    out: list[Found] = []
    for f in found_things:
        first = next(iter(f.values.values()))
        once = f.type in ("place", "organisation", "target_group", "language", "goal", "action", "result")
        key = (f.type, str(first.value).casefold(), str(f.qualifiers.get("kind")) if f.type == "place" else "")
        if not once or key not in seen:
            out.append(f)
        seen.add(key)
    return out

"""Application, plan and decision forms of the structural funds, as PDFs and transcripts give them.

Two columns are read row by row, so labels run ahead of their values (`Y-tunnus Puhelinnumero ja Postitoimipaikka …`):
a value is taken only where it has the form its label asks for.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.context import Context
from extractors.kinds import page
from extractors.kinds.register import fields
from extractors.kinds.register.eura2014 import summary
from extractors.kinds.register.persons import numbers, person, role
from extractors.kinds.values import evidence, found, of_mention, within
from extractors.structure import trim
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Found

_HEAD, _LABELS = 4000, 6
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_FORM = {
    "business_id": re.compile(r"\d{6,7}-\d"),
    "postcode": re.compile(r"\d{5}(?!\d)"),
    "project_code": re.compile(r"[AS]\d{5}(?!\d)"),
    "city": re.compile(r"[A-ZÅÄÖ][A-Za-zåäöÅÄÖ-]+"),
    "street": re.compile(r"(?:PL\s?\d+|[A-ZÅÄÖ]).{2,80}", re.S),
}
_TYPED = {
    "business_id": _FORM["business_id"],
    "postcode": _FORM["postcode"],
    "phone": re.compile(r"(?:\+358|\(?0\d)[\d\s()-]{5,}"),
    "person_phone": re.compile(r"(?:\+358|\(?0\d)[\d\s()-]{5,}"),
    "end": _DAY,
    "start": _DAY,
}
# What the running text of a form is asked about; everything else the labels say better.
_PROSE = frozenset({"goal", "action", "result", "target_group", "metric", "money", "language", "place", "publication"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A label and what stands between it and the next one."""

    name: str
    label: Span
    value: Span


def read(ctx: Context) -> list[Found]:
    """Return the form's fields, and the goals, groups and sums of its running text."""
    slots = _slots(ctx.text)
    own = _fields(ctx, slots)
    said = [(e.start, e.end) for f in own for e in f.values.values()]
    head = max(
        (s.value.start for s in slots if s.name == "summary"), default=max((s.label.end for s in slots), default=0)
    )
    every = page.read(ctx)
    # A form seldom has a label for its fund: the title says it, or the programme's name.
    own += [f for f in every if f.type == "funder" and f.qualifiers.get("programme")]
    rest = (f for f in every if f.type in _PROSE and f.start >= head)
    return own + [f for f in rest if not any(a < e.end and e.start < b for e in f.values.values() for a, b in said)]


def report(ctx: Context) -> list[Found]:
    """Return what a report says: on a form by its labels, else as any page."""
    head = {s.name for s in _slots(ctx.text[:_HEAD])} - {"section", "box", "mode"}
    return read(ctx) if len(head) >= _LABELS else page.read(ctx)


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return nothing: a form's labels are found by name, what is no label cannot be told from text."""
    del ctx
    return ()


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {n: field for field, all_names in load("form_labels")["labels"].items() for n in all_names}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])\s*:?"), names


def _slots(text: str) -> list[Slot]:
    pattern, names = _labels()
    marks = list(pattern.finditer(text))
    out: list[Slot] = []
    for m, stop in zip(marks, [*(n.start() for n in marks[1:]), len(text)], strict=False):
        label = m.group().rstrip(": \n\t")
        out.append(Slot(names[label], Span(m.start(), m.start() + len(label)), trim(text, m.end(), stop)))
    return _settled(text, out)


def _settled(text: str, slots: list[Slot]) -> list[Slot]:
    """Two labels, then two values: hand the first label its own part of what stands behind the second."""
    out = list(slots)
    for i in range(1, len(out)):
        first, second = out[i - 1], out[i]
        if _is_empty(first) and not _is_empty(second) and first.name not in ("section", "box", "mode"):
            cut = _cut(text, first, second)
            if cut is not None:
                out[i - 1] = Slot(first.name, first.label, cut[0])
                out[i] = Slot(second.name, second.label, cut[1])
    return out


def _cut(text: str, first: Slot, second: Slot) -> tuple[Span, Span] | None:
    """Part a value in two: by its lines or columns, else before (or after) the typed one of the two."""
    start, end = second.value.start, second.value.end
    gap = re.compile(r"\s*(?:\n|\t| {2,})\s*").search(text, start, end)
    if gap is not None:
        return Span(start, gap.start()), Span(gap.end(), end)
    if first.name in _TYPED and (m := _TYPED[first.name].match(text, start, end)):
        return trim(text, m.start(), m.end()), trim(text, m.end(), end)
    if (
        second.name in _TYPED
        and (m := _TYPED[second.name].search(text, start, min(end, start + 120)))
        and m.start() > start
    ):
        return trim(text, start, m.start()), trim(text, m.start(), end)
    return None


def _fields(ctx: Context, slots: list[Slot]) -> list[Found]:
    out = found("project_code", {"value": evidence(ctx, "project_code.value", _typed(ctx, slots, "project_code"))})
    out += found(
        "project_name",
        {"value": evidence(ctx, "project_name.value", _line(ctx, slots, "project_name"), 0.95)},
        {"kind": "primary"},
    )
    out += found("authority", {"value": evidence(ctx, "authority.value", _line(ctx, slots, "authority"), 0.95)})
    for name, kind in (("priority_axis", "axis"), ("objective", "objective")):
        out += found(
            "priority", {"value": evidence(ctx, "priority.value", _line(ctx, slots, name), 0.9)}, {"kind": kind}
        )
    out += _period(ctx, slots) + _lead(ctx, slots) + _partners(ctx, slots)
    out += _persons(ctx, slots)
    text = next((s.value for s in slots if s.name == "summary" and s.value.end - s.value.start > 80), None)
    return out + (summary(ctx, _summary_range(ctx.text, text)) if text else [])


def _typed(ctx: Context, slots: list[Slot], name: str) -> Span | None:
    for slot in slots:
        m = _FORM[name].match(ctx.text, slot.value.start, slot.value.end) if slot.name == name else None
        if m is not None:
            return trim(ctx.text, m.start(), m.end())
    return None


def _line(ctx: Context, slots: list[Slot], name: str) -> Span | None:
    """The value of a text field: it may not run on into a numbered section's title."""
    for slot in slots:
        if slot.name == name and slot.value.end > slot.value.start:
            quote = ctx.text[slot.value.start : slot.value.end]
            cut = re.search(r"\s+\(?\d{1,2}[.)]?\s+(?:[A-ZÅÄÖ]{3,}|$)|\s+\d{1,2}\s*$|\n\n", quote)
            span = trim(ctx.text, slot.value.start, slot.value.start + (cut.start() if cut else len(quote)))
            if 1 < span.end - span.start < 250:
                return span
    return None


def _period(ctx: Context, slots: list[Slot]) -> list[Found]:
    """The first day at each of the two labels (`Alkamispäivämäärä Päättymispäivämäärä 1.9.2016 31.12.2018`)."""
    out: list[Found] = []
    for end in ("start", "end"):
        places = (s.value for s in slots if s.name == end)
        days = (m for v in places if (m := _DAY.match(ctx.text, v.start, v.end)))
        if (day := next(days, None)) is not None:
            value = evidence(ctx, "period.date", Span(*day.span()), 0.97)
            out += found("period", {"date": value}, {"role": end, "precision": "day"})
    return out


def _is_empty(slot: Slot) -> bool:
    return slot.value.end <= slot.value.start


def _lead(ctx: Context, slots: list[Slot]) -> list[Found]:
    name = _line(ctx, slots, "lead")
    head = slots[: next((i for i, s in enumerate(slots) if s.name in ("partners", "person") and i > 5), len(slots))]
    values = {
        "name": evidence(ctx, "organisation.name", name, 0.96),
        "business_id": evidence(
            ctx, "organisation.business_id", _typed(ctx, head, "business_id") or _typed(ctx, slots, "business_id")
        ),
    }
    if values["name"] is None:
        return []
    street = _typed(ctx, slots, "street")
    parts = {
        "value": evidence(ctx, "address.value", street, 0.95),
        "street": evidence(ctx, "address.street", street, 0.95),
        "postcode": evidence(ctx, "address.postcode", _typed(ctx, slots, "postcode"), 0.95),
        "city": evidence(ctx, "address.city", _typed(ctx, slots, "city"), 0.95),
    }
    out = found("organisation", values, {"role": "lead"})
    unit = evidence(ctx, "unit_contact.unit", name, 0.95)
    # The authority's own number stands in the form's head, the applicant's after its name.
    own_phones = slots if any(s.name == "person_phone" for s in slots) else head
    after = [s for s in own_phones if name is not None and s.label.start > name.start]
    for slot in after:
        out += fields.phones(ctx, slot.value, unit)[:1] if slot.name == "phone" else []
        out += fields.websites(ctx, slot.value) if slot.name == "website" else []
    return out + (found("address", parts, {"owner": str(values["name"].value)}) if street else [])


def _partners(ctx: Context, slots: list[Slot]) -> list[Found]:
    """After the column heads: `Name [Y-tunnus] Type Name Type …`; the types, known by heart, part the names."""
    heads = [i for i, s in enumerate(slots) if s.name in ("partners", "transfer")]
    if not heads:
        return []
    last = max(heads)
    part = "partner" if slots[last].name == "partners" else "subsidy_recipient"
    after = next((s for s in slots[last:] if s.name == "org_type"), None)
    if after is None or after.value.end <= after.value.start:
        return []
    types = "|".join(map(re.escape, sorted(load("form_labels")["organisation_types"], key=len, reverse=True)))
    row = re.compile(rf"\s*(?P<name>[^\n]{{3,140}}?)\s+(?:(?P<id>\d{{6,7}}-\d)\s+)?(?:{types})(?=\s|$)")
    out: list[Found] = []
    at = after.value.start
    while (m := row.match(ctx.text, at, after.value.end)) is not None:
        values = {"name": evidence(ctx, "organisation.name", Span(*m.span("name")), 0.93)}
        if m["id"]:
            values["business_id"] = evidence(ctx, "organisation.business_id", Span(*m.span("id")))
        out += found("organisation", values, {"role": part}) if values["name"] else []
        at = m.end()
    return out


def _persons(ctx: Context, slots: list[Slot]) -> list[Found]:
    """Each person's label begins a card of position, e-mail and number; nobody chosen yet is nobody."""
    out: list[Found] = []
    seen: set[str] = set()
    starts = [i for i, s in enumerate(slots) if s.name == "person"]
    for at, stop in pairwise([*starts, len(slots)]):
        card = slots[at:stop]
        mails = [m for s in card if s.name == "email" for m in within(ctx, s.value, "email")]
        name = person(ctx, _name(ctx, card[0].value), str(mails[0].value) if mails else "")
        if name is None or str(name.value).casefold() in seen:
            continue
        seen.add(str(name.value).casefold())
        position = next((s.value for s in card if s.name == "position" and not _is_empty(s)), None)
        wanted = ("person_phone",) if any(s.name == "person_phone" for s in card) else ("phone", "person_phone")
        calls = [n for s in card if s.name in wanted for n in numbers(ctx, "contact.phone", s.value)]
        out += found("contact", {
            "name": name,
            "role": role(ctx, _short(ctx, position)),
            "phone": calls[0] if calls else None,
            "email": of_mention(ctx, "contact.email", mails[0]) if mails else None,
        })  # fmt: skip
    return out


def _name(ctx: Context, span: Span) -> Span:
    words = ctx.text[span.start : span.end].split("\n")[0].split()
    return trim(ctx.text, span.start, span.end) if len(words) <= 5 else Span(span.start, span.start)


def _short(ctx: Context, span: Span | None) -> Span | None:
    return span if span is not None and len(ctx.text[span.start : span.end]) <= 90 else None


def _summary_range(text: str, span: Span) -> Span:
    """The summary ends where the next numbered part begins."""
    stops = [
        m.start()
        for p in load("form_labels")["next_section"]
        if (m := re.compile(p).search(text, span.start, span.end))
    ]
    return trim(text, span.start, min(stops, default=span.end))

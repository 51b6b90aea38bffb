"""What the entries of all registers have in common: from a form's fields to things found."""

import re
from collections.abc import Callable, Iterator

from extractors.context import Context
from extractors.fields.organisations import funders
from extractors.fields.places.gazetteer import Place, places
from extractors.fields.register import priority_number
from extractors.kinds.register.labelled import Form
from extractors.kinds.register.persons import numbers
from extractors.kinds.values import SURE, evidence, found, of_mention, within, without_stop
from extractors.language.tokens import tokens
from extractors.structure import trim
from schemas.document import Span
from schemas.facts import Evidence, Found, Scalar

_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_FUND = re.compile(
    r"(?:Euroopan (?:sosiaalirahasto|aluekehitysrahasto)\w*|European (?:Social|Regional Development) Fund"
    r"|Europeiska (?:socialfonden|regionala utvecklingsfonden))(?: plus)?(?: \([A-ZÅÄÖ+]{3,6}\))?",
    re.I,
)
_PARTNER = re.compile(r"(?P<name>[^\W\d_][^\n]*?),[ \t]*(?P<id>\d{6,7}-\d)(?=\s|$|[,;.])")
_SUM = re.compile(r"\d[\d \u00a0\u202f.]*(?:,\d{1,2})?(?:[ \u00a0]?(?:€|euroa|EUR|euros?))?")
_GROUP = re.compile(r"joista nais\w+(?: \w+)?|av dem kvinnor|of whom women|of which women|joista naisten \w+", re.I)
_WHOLE = re.compile(r"valtakunnal|koko maa|koko suomi|hela landet|nationell|nationwide|whole country", re.I)
_INTEGER = re.compile(r"\d+(?:[ \u00a0]\d{3})*")


def funder(ctx: Context) -> list[Found]:
    """The fund that the page's title names."""
    m = _FUND.search(ctx.text[:3000])
    return fund(ctx, Span(*m.span()), 0) if m else []


def fund(ctx: Context, span: Span | None, number: int) -> list[Found]:
    """A fund or another payer by its canonical name, with its programme where the vocabulary knows it."""
    if span is None:
        return []
    entry = funders.canonical(ctx.text[span.start : span.end])
    value = evidence(ctx, "funder.value", span, params={"fund": True}) if entry else None
    value = value or evidence(ctx, "funder.value", span, 0.9)
    return found("funder", {"value": value}, {"programme": entry["programme"] if entry else None}, number)


def project(ctx: Context, form: Form, scheme: str) -> list[Found]:
    """The project's code, name, period, status, authority and priorities."""
    out = found(
        "project_code", {"value": evidence(ctx, "project_code.value", form.take("project_code"))}, {"scheme": scheme}
    )
    out += found(
        "project_name", {"value": evidence(ctx, "project_name.value", form.take("project_name"))}, {"kind": "primary"}
    )
    out += period(ctx, form.take("period"))
    out += found("status", {"value": evidence(ctx, "status.value", form.take("status"))})
    out += found("authority", {"value": evidence(ctx, "authority.value", form.take("authority"))})
    for name, kind in (("priority_axis", "axis"), ("objective", "objective"), ("programme_part", "part")):
        span = form.take(name)
        number = priority_number(ctx.text[span.start : span.end]) if span else ""
        out += found("priority", {"value": evidence(ctx, "priority.value", span)}, {"kind": kind, "number": number})
    form.take("project_type")
    return out


def period(ctx: Context, span: Span | None, number: int = 0) -> list[Found]:
    """Start and end out of `Alkaa 1.1.2018 ja päättyy 31.12.2020` in any language."""
    if span is None:
        return []
    days = [Span(span.start + m.start(), span.start + m.end()) for m in _DAY.finditer(ctx.text[span.start : span.end])]
    roles = ("start", "end") if len(days) == 2 else ("end" if _only_end(ctx, span) else "start",)
    out: list[Found] = []
    for day, role in zip(days, roles, strict=False):
        qualifiers: dict[str, Scalar] = {"role": role, "precision": "day"}
        out += found("period", {"date": evidence(ctx, "period.date", day)}, qualifiers, number)
    return out


def _only_end(ctx: Context, span: Span) -> bool:
    return bool(re.match(r"\W*(?:päättyy|end|slut|–|-)", ctx.text[span.start : span.end], re.I))


def lead(ctx: Context, form: Form) -> list[Found]:
    """The organisation that carries the project, its address, its switchboard, its website."""
    name, kind = without_stop(ctx, form.take("lead")), form.take("org_type", "applicant")
    values = {
        "name": evidence(ctx, "organisation.name", name),
        "business_id": evidence(ctx, "organisation.business_id", form.take("business_id", "applicant")),
    }
    out = found("organisation", values, {"role": "lead", "kind": _plain(ctx, kind)}) if values["name"] else []
    owner = _plain(ctx, name)
    out += address(ctx, form, owner)
    out += phones(ctx, form.take("phone", "applicant"), evidence(ctx, "unit_contact.unit", name))
    out += websites(ctx, form.take("website"))
    return out + websites(ctx, form.take("project_website"))


def _plain(ctx: Context, span: Span | None) -> str | None:
    return " ".join(ctx.text[span.start : span.end].split()) if span else None


def address(ctx: Context, form: Form, owner: str | None) -> list[Found]:
    """Street, postcode and town, each with its own evidence: they stand on lines that are not neighbours."""
    street, postcode, city = (form.take(n, "applicant", "basics") for n in ("street", "postcode", "city"))
    values = {
        "value": evidence(ctx, "address.value", street or city),
        "street": evidence(ctx, "address.street", street),
        "postcode": evidence(ctx, "address.postcode", postcode),
        "city": evidence(ctx, "address.city", city),
    }
    out = found("address", values, {"owner": owner}) if street or postcode else []
    return out + (_seat(ctx, city) if city else [])


def _seat(ctx: Context, city: Span) -> list[Found]:
    """The town where the lead is, when it is a municipality; what the project's own list repeats is left out later."""
    return place(ctx, city, "municipality") if is_place(ctx.text[city.start : city.end], "municipality") else []


def phones(ctx: Context, span: Span | None, unit: Evidence | None) -> list[Found]:
    """The organisation's numbers, each a unit's contact."""
    out: list[Found] = []
    for number in numbers(ctx, "unit_contact.phone", span):
        out += found("unit_contact", {"unit": unit, "phone": number})
    return out if unit else []


def websites(ctx: Context, span: Span | None) -> list[Found]:
    """Addresses in a website field; the field may hold prose instead (`ei kotisivuja`)."""
    out: list[Found] = []
    for m in within(ctx, span, "url"):
        out += found("url", {"value": of_mention(ctx, "url.value", m)}, {"kind": "website"})
    return out


def partners(ctx: Context, span: Span, role_name: str) -> list[Found]:
    """Lines `Name, 1234567-8`, cut at the last comma before the business ID."""
    out: list[Found] = []
    text = ctx.text[span.start : span.end]
    for m in _PARTNER.finditer(text):
        name = trim(ctx.text, span.start + m.start("name"), span.start + m.end("name"))
        number = Span(span.start + m.start("id"), span.start + m.end("id"))
        values = {
            "name": evidence(ctx, "organisation.name", name),
            "business_id": evidence(ctx, "organisation.business_id", number),
        }
        out += found("organisation", values, {"role": role_name}) if values["name"] else []
    return out


_MONEY: tuple[tuple[str, str, str], ...] = (
    ("granted", "grant", "planned"),
    ("realised_grant", "grant", "realised"),
    ("planned_public", "total", "planned"),
    ("realised_public", "total", "realised"),
)


def money(ctx: Context, form: Form) -> list[Found]:
    """Granted and realised sums; the label says that a bare number is euros."""
    out: list[Found] = []
    for name, role_name, kind in _MONEY:
        for entry in form.take_all(name):
            out += [f for s in sums(ctx, entry.value) for f in _sum(ctx, s, role_name, kind)]
    return out


def sums(ctx: Context, span: Span) -> Iterator[Span]:
    """Ranges of the first sum in a field."""
    if m := _SUM.match(ctx.text[span.start : span.end]):
        yield trim(ctx.text, span.start, span.start + len(m.group().rstrip(" .\u00a0")))


def _sum(ctx: Context, span: Span, role_name: str, kind: str) -> list[Found]:
    value = evidence(ctx, "money.value", span, params={"labelled": True})
    return found("money", {"value": value}, {"role": role_name, "kind": kind, "currency": "EUR"})


def counts(ctx: Context, form: Form, title_of: Callable[[str], Span | None]) -> list[Found]:
    """Planned and realised pairs, with the women's share where it is given. The section's title is the noun."""
    out: list[Found] = []
    for entry in form.take_all("planned", "realised"):
        noun = title_of(entry.section)
        kind = "planned" if entry.name == "planned" else "realised"
        text = ctx.text[entry.value.start : entry.value.end]
        women = _GROUP.search(text)
        for m in list(_INTEGER.finditer(text))[:2]:
            group = "women" if women and m.start() > women.start() else None
            span = Span(entry.value.start + m.start(), entry.value.start + m.end())
            noun_evidence = evidence(ctx, "metric.noun", noun)
            value = evidence(ctx, "metric.value", span, params={"lang": "fi"})
            qualifiers: dict[str, Scalar] = {"kind": kind, "group": group}
            out += found("metric", {"value": value, "noun": noun_evidence}, qualifiers) if value else []
    return out


_KINDS = (("regions", "region"), ("subregions", "subregion"), ("municipalities", "municipality"))


def area(ctx: Context, form: Form) -> list[Found]:
    """The places a register lists, by the level its label names; a name no list knows is kept literally."""
    out: list[Found] = []
    for name, kind in _KINDS:
        for entry in form.take_all(name):
            for span in names_in(ctx.text, entry.value):
                out += place(ctx, span, kind)
    return out


def names_in(text: str, value: Span) -> Iterator[Span]:
    """Yield the ranges of the names in a list parted by commas, semicolons or lines."""
    at = value.start
    for piece in re.split(r"[,;\n]", text[value.start : value.end]):
        inner = trim(text, at, at + len(piece))
        if inner.end > inner.start:
            yield inner
        at += len(piece) + 1


def place(ctx: Context, span: Span, kind: str, number: int = 0) -> list[Found]:
    """One place of a list, with its code where a municipality or region of that name is known."""
    known = is_place(ctx.text[span.start : span.end], kind)
    if not known and _WHOLE.search(ctx.text[span.start : span.end]):
        return []  # what covers the whole country names no place of it
    params: dict[str, Scalar] = {"kind": kind} if known else {"kind": kind, "listed": True}
    value = evidence(ctx, "place.value", span, SURE if known else 0.9, params)
    return found("place", {"value": value}, {"kind": kind, "code": known.code or None if known else None}, number)


def is_place(name: str, kind: str) -> Place | None:
    """Return the place of that kind a whole name stands for, None when the vocabulary has none."""
    words = tokens(name)
    hit = places().at(words, 0) if words else None
    whole = hit is not None and hit.value.kind == kind and hit.last == len(words) - 1
    return hit.value if hit is not None and whole else None

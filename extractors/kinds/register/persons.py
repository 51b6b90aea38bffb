"""Persons and numbers of labelled fields: whose name stands first, what is a placeholder, what is no position."""

import re

from extractors.context import Context
from extractors.kinds.register.labelled import Form
from extractors.kinds.values import SURE, evidence, found, of_mention, within, without_stop
from schemas.document import Span
from schemas.facts import Evidence, Found, Scalar


def numbers(ctx: Context, field: str, span: Span | None) -> list[Evidence]:
    """Every phone number in a field; one that only its label makes a number is tried as a whole."""
    found_here = [e for m in within(ctx, span, "phone") if (e := of_mention(ctx, field, m)) is not None]
    if found_here or span is None:
        return found_here
    digits = re.match(r"[+(\d][\d\s()/.-]{4,20}\d", ctx.text[span.start : span.end])
    whole = Span(span.start, span.start + digits.end()) if digits else None
    for params in ({}, {"zero": "left out"}):
        if (e := evidence(ctx, field, whole, 0.95, params)) is not None:
            return [e]
    return []


def contact(ctx: Context, form: Form) -> list[Found]:
    """The contact person: name, position, number, address; the e-mail tells a surname that stands first."""
    mail_span = form.take("contact_email")
    mails = within(ctx, mail_span, "email")
    name_span = form.take("contact_name")
    phone_span = form.take("contact_phone") or form.take("phone", "applicant")
    organisation = next((e.value for e in form.entries if e.name == "lead"), None)
    phone = next(iter(numbers(ctx, "contact.phone", phone_span)), None)
    values = {
        "name": person(ctx, name_span, str(mails[0].value) if mails else ""),
        "role": role(ctx, form.take("contact_role")),
        "phone": phone,
        "email": of_mention(ctx, "contact.email", mails[0]) if mails else evidence(ctx, "contact.email", mail_span),
        "organisation": evidence(ctx, "contact.organisation", without_stop(ctx, organisation)),
    }
    if values["name"] is None:
        return []
    return found("contact", values)


def person(ctx: Context, span: Span | None, mail: str = "") -> Evidence | None:
    """A name field as a person, given name first."""
    if span is None or _PLACEHOLDER.search(ctx.text[span.start : span.end]):
        return None
    known = next((m for m in ctx.persons if span.start <= m.start and m.end <= span.end), None)
    params: dict[str, Scalar] = {}
    if known is not None and known.params.get("order"):
        params["order"] = known.params["order"]
    words = ctx.text[span.start : span.end].replace(",", " ").split()
    order = _order(words, mail.partition("@")[0])
    if order:
        params = {"order": "last_first"} if order == "last_first" else {}
    return evidence(ctx, "contact.name", span, SURE if order or known else 0.93, params)


_PLACEHOLDER = re.compile(r"\d|@|myöhemmin|palkattava|valitaan|rekrytoitava|nimetään|avoin|^-+$|^n\.?n\.?$", re.I)
_FOLD = str.maketrans("äöåéüÄÖÅÉ", "aoaeuAOAE")


def _order(words: list[str], local: str) -> str:
    """Read the order of names off a `given.surname` e-mail: `first_last`, `last_first`, "" when it does not tell."""
    if len(words) < 2 or "." not in local:
        return ""
    parts = [p for p in local.translate(_FOLD).casefold().split(".") if p]
    first, last = (words[i].translate(_FOLD).casefold() for i in (0, -1))
    if len(parts) < 2:
        return ""
    if _same(parts[-1], last) or _same(parts[0], first):
        return "first_last"
    if _same(parts[-1], first) or _same(parts[0], words[1].translate(_FOLD).casefold()):
        return "last_first"
    return ""


def _same(a: str, b: str) -> bool:
    a, b = a.replace("-", ""), b.replace("-", "")
    return a == b or (min(len(a), len(b)) > 4 and a[:5] == b[:5])


def role(ctx: Context, span: Span | None) -> Evidence | None:
    """A position as it is written; a row of dashes is none."""
    if span is None or not re.search(r"[^\W\d_]{2}", ctx.text[span.start : span.end]):
        return None
    return evidence(ctx, "contact.role", span)

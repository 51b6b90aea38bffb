"""The bodies of a document, each once, with their role in the project; and the project's funders.

The mentions of one body are merged: with and without legal suffix, in any case, as an abbreviation of its initials.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.fields.organisations import funders
from extractors.fields.organisations import lists as listed
from extractors.fields.organisations import roles as organisation_roles
from extractors.fields.organisations.names import Name, scan
from extractors.fields.organisations.roles import Role
from extractors.fields.organisations.values import derive_organisation, initials
from extractors.language.morphology import lemma
from extractors.language.tokens import tokens
from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Zone
from schemas.facts import DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context
    from extractors.derive import Deriver

_RANK = ("lead", "subsidy_recipient", "partner", "funder", "cooperation", "unit", "mentioned")
_ID_REACH = 60
_FOOTER = 250
_ELY = re.compile(r" elinkeino-, liikenne- ja ympäristökeskus\b")
_NO_PROJECT = {DocumentKind.BLOG_ARTICLE, DocumentKind.NEWS, DocumentKind.DECISION, DocumentKind.THESIS}


class Body(NamedTuple):
    """The mentions of one body with their roles; `name` is the mention its value is read from."""

    name: Name
    mentions: tuple[Name, ...]
    roles: tuple[Role, ...]


def find_organisations(ctx: "Context") -> list[Found]:
    """Return organisations with role, name and business ID, and the project's funders."""
    masked = Taken(m for kind, ms in ctx.mentions.items() if kind != "number" for m in ms)  # `kuusi` is a tree as well
    names = scan(ctx.text, tokens(ctx.text), masked, Taken(ctx.persons))
    menu = Taken(Mention("block", b.start, b.end, None) for b in ctx.doc.blocks if b.zone is Zone.NAV)
    names = listed.add(ctx, [n for n in names if not menu.overlaps(n.start, n.end)])
    roles = organisation_roles.roles(ctx, names)
    bodies = _merge(names, roles)
    lead = _owner(ctx, bodies)
    out = _with_only_id(ctx, [f for i, body in enumerate(bodies) for f in _found(ctx, body, i == lead)])
    return [*out, *_funders(ctx, names, roles)]


# --- merging ---------------------------------------------------------------------------------------------------------


def _merge(names: Sequence[Name], roles: Sequence[Role]) -> list[Body]:
    """Group the mentions of one body, in order of first mention; longer names first, so abbreviations find theirs."""
    groups: list[list[int]] = []
    by_key: dict[str, int] = {}
    for i in sorted(range(len(names)), key=lambda i: -len(names[i].value)):
        key = _key(names[i].value)
        at = by_key.get(key)
        if at is None:
            at = len(groups)
            groups.append([])
            short = initials(names[i].value)
            if len(short) > 1:
                by_key.setdefault(short, at)
        by_key[key] = at
        groups[at].append(i)
    bodies = [_body([names[i] for i in sorted(g)], [roles[i] for i in sorted(g)]) for g in groups]
    return sorted(bodies, key=lambda b: b.mentions[0].start)


@lru_cache(maxsize=20_000)
def _key(value: str) -> str:
    """The base forms of a name's words without legal suffix: equal for all forms of one name."""
    words = [w.low for w in tokens(_ELY.sub(" ely-keskus", value.lower()))]
    kept = [w for w in words if w not in load("legal_suffixes")]
    # `Raahen ja Pyhäjoen kunnat` may well be a city and a municipality.
    return " ".join("kaupunki" if lemma(w) == "kunta" else lemma(w) for w in kept or words)


def _body(mentions: list[Name], roles: list[Role]) -> Body:
    longest = max(len(m.value) for m in mentions)
    return Body(next(m for m in mentions if len(m.value) == longest), tuple(mentions), tuple(roles))


# --- roles -----------------------------------------------------------------------------------------------------------


def _best(body: Body) -> Role:
    """The body's role: the surest; among equals the weightiest."""
    told = [r for r in body.roles if r.role]
    if told:
        return max(told, key=lambda r: (-_RANK.index(r.role), r.confidence))
    return Role("unit", 0.8) if body.name.kind == "unit" else Role("mentioned", 0.75)


def _owner(ctx: "Context", bodies: Sequence[Body]) -> int | None:
    """Where nothing says who leads, the only association or foundation at the page's head or foot does."""
    if ctx.kind in _NO_PROJECT or any(r.role == "lead" for b in bodies for r in b.roles):
        return None
    edge = [i for i, b in enumerate(bodies) if b.name.kind == "legal" and _at_edge(ctx, b)]
    free = [i for i in edge if _best(bodies[i]).role in ("mentioned", "cooperation")]
    return free[0] if len(free) == 1 else None


def _at_edge(ctx: "Context", body: Body) -> bool:
    length = len(ctx.text)
    return any(m.start < 500 or m.start > length - max(1_500, length // 6) for m in body.mentions)


def _found(ctx: "Context", body: Body, owner: bool) -> list[Found]:
    role = Role("lead", 0.7) if owner else _best(body)
    name = body.name
    if funders.programme_only(name.value):
        return []
    if funders.canonical(name.value) and role.role == "mentioned" and _only_fund(ctx, name):
        return []
    values = {"name": Evidence(name.value, name.start, name.end, min(role.confidence, 0.93), dict(name.params))}
    number = _business_id(ctx, body)
    if number is not None:
        values["business_id"] = number
    return [Found("organisation", values, {"role": role.role})]


def _only_fund(ctx: "Context", name: Name) -> bool:
    """Tell whether a name is a fund or the EU: no body of its own unless it pays."""
    entry = funders.canonical(ctx.text[name.start : name.end])
    return entry is not None and bool(entry.get("fund") or entry.get("generic"))


def _business_id(ctx: "Context", body: Body) -> Evidence | None:
    """The number right after a mention; else one further below an association's or company's name in its footer."""
    ids = ctx.of("business_id")
    starts = [m.start for m in ids]
    for reach in (_adjoins, _below):
        for mention in body.mentions:
            at = bisect_left(starts, mention.end)
            if at < len(ids) and reach(ctx.text, mention, ids[at]):
                confidence = 0.95 if reach is _adjoins else 0.8
                return Evidence(ids[at].value, ids[at].start, ids[at].end, confidence, dict(ids[at].params))
    return None


def _with_only_id(ctx: "Context", found: list[Found]) -> list[Found]:
    """The page's only number stands apart from every name: it is the one lead's."""
    ids = ctx.of("business_id")
    leads = [i for i, f in enumerate(found) if f.qualifiers["role"] == "lead"]
    if len(ids) != 1 or len(leads) != 1 or any("business_id" in f.values for f in found):
        return found
    number = Evidence(ids[0].value, ids[0].start, ids[0].end, 0.75, dict(ids[0].params))
    lead = found[leads[0]]
    found[leads[0]] = replace(lead, values={**lead.values, "business_id": number})
    return found


def _below(text: str, name: Name, number: Mention) -> bool:
    """A footer: name, address, phone, then the number; no other name with a legal suffix between."""
    between = text[name.end : number.start]
    suffixes = (w.low in load("legal_suffixes") for w in tokens(between))
    return name.kind == "legal" and len(between) <= _FOOTER and "\n\n\n" not in between and not any(suffixes)


def _adjoins(text: str, name: Name, number: Mention) -> bool:
    between = text[name.end : number.start]
    return len(between) <= _ID_REACH and between.count("\n") <= 1 and not any(c.isdigit() for c in between)


def _funders(ctx: "Context", names: Sequence[Name], roles: Sequence[Role]) -> list[Found]:
    if ctx.kind in _NO_PROJECT:
        return []
    paying = ((n, r.confidence) for n, r in zip(names, roles, strict=True) if r.role == "funder")
    told = [funders.of_name(ctx.text, n, sure) for n, sure in paying if not funders.denied(ctx.text, n)]
    return funders.found([*told, *funders.in_passing(ctx)])


def derive_name(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return an organisation's name in base form. Raises `ValueError` when the quote gives none."""
    return derive_organisation(quote, params)


DERIVERS: "dict[str, Deriver]" = {"organisation.name": derive_name, "funder.value": funders.derive_funder}

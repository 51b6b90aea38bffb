"""Numbers and addresses that belong to a unit and to no person."""

from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from extractors.fields.addresses.owners import is_owner
from extractors.fields.contacts.cards import Card
from extractors.fields.contacts.organisations import Employers
from extractors.fields.contacts.pieces import Item
from extractors.fields.contacts.unit_names import REACH, Named, joins, line_start, unit_before
from extractors.fields.identifiers.emails import local_words
from extractors.fields.organisations.values import derive_organisation, tidy
from extractors.fields.persons.names import given_weight, surname_base, surname_weight
from extractors.language.baseforms import base_form
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def derive_unit(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return a unit's name on one line without shouting, in base form where `params["inflected"]`.

    A body that the domain of an address spells (`params["body"]`) is derived as an organisation is. Raises `ValueError`
    on an empty quote.
    """
    if params.get("body"):
        return derive_organisation(quote, params)
    name = clean(quote).strip(" ,;:–-")
    if not name:
        raise ValueError("an empty name")
    return tidy(base_form(name) if params.get("inflected") else name)


def units_of(ctx: "Context", cards: list[Card]) -> list[Found]:
    """Return one `unit_contact` a unit with its number and address; further numbers of it come as further ones."""
    groups: dict[Named, list[Item]] = {}
    private = {line_start(ctx.text, i.start) for c in cards for i in c.items if _personal(i)}
    named = {i.start: i for c in cards if c.first("name") for i in c.items}
    before: tuple[Item, Named | None] | None = None
    bodies = _Bodies(ctx)
    for item in sorted((i for c in cards for i in c.items if i.kind in ("phone", "email")), key=lambda i: i.start):
        own = item.start in named or _personal(item) or line_start(ctx.text, item.start) in private
        unit = None if own else _unit(ctx.text, item, before) or bodies.of(item)
        before = item, unit
        if unit and not _has_person(ctx, Span(unit.start, unit.end)):
            groups.setdefault(unit, []).append(item)
    return [found for unit, items in sorted(groups.items()) for found in _found(ctx.text, unit, items)]


class _Bodies:
    """The bodies of a page by the domains of their offices' addresses; looked for only when an address asks."""

    def __init__(self, ctx: "Context") -> None:
        self._ctx = ctx
        self._employers: Employers | None = None

    def of(self, item: Item) -> Named | None:
        """Return the body that the domain of an office's address (`toimisto@…`) spells."""
        if item.kind != "email" or not set(local_words(item.value)) & _offices():
            return None
        self._employers = self._employers or Employers(self._ctx)
        body = self._employers.of_domain(item.value)
        return Named(body.start, body.end, (*body.params.items(), ("body", True))) if body else None


@cache
def _offices() -> frozenset[str]:
    return frozenset(load("email-words")["generic"])


def _unit(text: str, item: Item, before: tuple[Item, Named | None] | None) -> Named | None:
    """Return what the unit of a number is called; a number right behind another one has the same unit."""
    start = max(line_start(text, item.start), text.rfind("\t", max(0, item.start - REACH), item.start) + 1)
    if before and before[0].end > start:
        if joins(text[before[0].end : item.start]):
            return before[1]
        start = before[0].end
    return unit_before(text, start, item.start)


def _has_person(ctx: "Context", unit: Span) -> bool:
    """Tell whether a person is named in what looks like a unit's name: then it is none."""
    if any(p.span.overlaps(unit) for p in ctx.persons):
        return True
    name = ctx.text[unit.start : unit.end]
    words = [w.strip(" ,:") for w in name.split()]
    if given_weight(words[-1]) > 2.5:
        return True
    first = given_weight(words[0]) > 2.5 and not is_owner(name)
    return first and (len(words) == 1 or bool(surname_weight(words[1]) or surname_base(words[1])))


def _found(text: str, unit: Named, items: list[Item]) -> list[Found]:
    params = dict(unit.params)
    name = Evidence(derive_unit(text[unit.start : unit.end], params), unit.start, unit.end, 0.85, params)
    by_kind = ([i for i in items if i.kind == kind] for kind in ("phone", "email"))
    return [
        Found("unit_contact", {"unit": name, **{i.kind: _evidence(i) for i in row if i}}, project=-1)
        for row in zip_longest(*by_kind)
    ]


def _evidence(item: Item) -> Evidence:
    params = {"zero": item.params["zero"]} if "zero" in item.params else {}
    return Evidence(item.value, item.start, item.end, 0.9, params)


def _personal(item: Item) -> bool:
    """Tell whether an address is a person's own, whose name is not printed."""
    if item.kind != "email":
        return False
    local = [w for w in local_words(item.value) if len(w) > 1]
    return len(local) >= 2 and given_weight(local[0]) > 1.9

"""Contacts: people at work as whole cards, each person once; and the numbers of units that are nobody's own."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.fields.addresses.owners import Owners
from extractors.fields.contacts.cards import Card, cut_cards
from extractors.fields.contacts.columns import split_columns
from extractors.fields.contacts.items import Gaps, items_of
from extractors.fields.contacts.merging import merge
from extractors.fields.contacts.units import derive_unit, units_of
from extractors.fields.identifiers.emails import derive_email
from extractors.fields.organisations.values import derive_organisation
from extractors.fields.persons import derive_name
from extractors.fields.persons.titles import derive_role
from extractors.fields.phones import derive_phone
from schemas.facts import Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def find_contacts(ctx: "Context") -> list[Found]:
    """Return the people of the document one can turn to, each once, with the best evidence for every value."""
    return merge(ctx, _cards(ctx))


def find_unit_contacts(ctx: "Context") -> list[Found]:
    """Return the numbers and addresses of units without a person: switchboards, offices, services."""
    return units_of(ctx, _cards(ctx))


class _Page:
    """A context as a key: contacts and units ask for the cards of one document, one after the other."""

    def __init__(self, ctx: "Context") -> None:
        self.ctx = ctx

    def __hash__(self) -> int:
        return id(self.ctx.doc)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Page) and self.ctx.doc is other.ctx.doc


@lru_cache(maxsize=1)
def _cards_of(page: _Page) -> list[Card]:
    ctx = page.ctx
    columns, rest = split_columns(ctx.text, items_of(ctx))
    return sorted(columns + cut_cards(rest, Gaps(ctx, Owners(ctx.doc))), key=lambda c: c.items[0].start)


def _cards(ctx: "Context") -> list[Card]:
    return _cards_of(_Page(ctx))


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "contact.name": derive_name,
    "contact.role": derive_role,
    "contact.phone": derive_phone,
    "contact.email": derive_email,
    "contact.organisation": derive_organisation,
    "unit_contact.unit": derive_unit,
    "unit_contact.phone": derive_phone,
    "unit_contact.email": derive_email,
}

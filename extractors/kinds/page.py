"""An ordinary page, deck, report, news item or decision: every field's finder, as far as its kind has that field.

Which kinds have which fields is data (kind-fields.json): a blog gives its references and no goals; a service gives
contacts, addresses, languages, places and whom it is for, and no money, figures or periods of a project.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields import (
    addresses,
    contacts,
    goals,
    identifiers,
    languages,
    metrics,
    money,
    names,
    organisations,
    periods,
    places,
    publications,
    target_groups,
)
from extractors.vocabulary import load
from schemas.facts import PROJECT_KINDS, DocumentKind, Found

if TYPE_CHECKING:
    from extractors.context import Context

Finder = Callable[["Context"], list[Found]]

FINDERS: dict[str, Finder] = {
    "project_names": names.find_project_names,
    "project_codes": identifiers.find_project_codes,
    "organisations": organisations.find_organisations,
    "periods": periods.find_periods,
    "contacts": contacts.find_contacts,
    "unit_contacts": contacts.find_unit_contacts,
    "addresses": addresses.find_addresses,
    "goals": goals.find_goals,
    "actions": goals.find_actions,
    "results": goals.find_results,
    "target_groups": target_groups.find_target_groups,
    "metrics": metrics.find_metrics,
    "money": money.find_money,
    "languages": languages.find_languages,
    "places": places.find_places,
    "publications": publications.find_publications,
    "urls": identifiers.find_urls,
}


@cache
def fields_of(kind: DocumentKind) -> tuple[str, ...]:
    """Return the names of the fields that are read from a kind of document, in the order of `FINDERS`."""
    table = load("kind-fields")
    wanted = set(table[table["kinds"][kind.value]])
    return tuple(name for name in FINDERS if name in wanted)


def read(ctx: "Context") -> list[Found]:
    """Return all that the page says, in the order of fields; things of a page without a project belong to none (-1)."""
    found = [f for name in fields_of(ctx.kind) for f in FINDERS[name](ctx)]
    return found if ctx.kind in PROJECT_KINDS else [_of_no_project(f) for f in found]


def _of_no_project(found: Found) -> Found:
    return Found(found.type, found.values, found.qualifiers, -1)

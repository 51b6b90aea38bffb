"""Where a contact works: the organisation named in the card, above it, or by the domain of the address."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.fields.contact_cards import Card
from extractors.fields.owners import Owners
from extractors.morphology import base_form
from extractors.text import clean
from schemas.facts import Evidence, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def derive_employer(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return an organisation's name from its quote, in base form where `params["inflected"]`.

    Raises `ValueError` on an empty quote.
    """
    name = clean(quote).strip(" ,;:–-")
    if not name:
        raise ValueError("an empty name")
    return base_form(name) if params.get("inflected") else name


class Employers:
    """The organisations of a document, asked for the one a person works at."""

    def __init__(self, ctx: "Context") -> None:
        self._text = ctx.text
        self._owners = Owners(ctx.doc)

    def of(self, cards: Sequence[Card], email: str) -> Evidence | None:
        """Return the organisation of the person whose cards these are, or None when nothing says it."""
        above = self._owners.above(cards[0].items[0].span)
        if above is None:
            return None
        return Evidence(derive_employer(self._text[above.start : above.end], {}), above.start, above.end, 0.8)

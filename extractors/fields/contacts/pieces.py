"""What cards are made of."""

from collections.abc import Mapping
from typing import NamedTuple

from schemas.document import Span
from schemas.facts import Scalar


class Item(NamedTuple):
    """A name, title, phone number or e-mail address: `kind`, range, value, and what its deriver needs."""

    kind: str
    start: int
    end: int
    value: str
    params: Mapping[str, Scalar]

    @property
    def span(self) -> Span:
        """The item's range."""
        return Span(self.start, self.end)

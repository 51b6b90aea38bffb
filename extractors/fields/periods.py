"""The project's period: when it starts and ends, was to end, was extended to."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extractors.fields.dates import parse_date
from schemas.facts import Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def find_periods(ctx: "Context") -> list[Found]:
    """Return the dates of the project's period, each with its role and precision."""
    return []


def derive_date(quote: str, params: Mapping[str, Scalar]) -> str:
    """Read a date again; `part` says which end of a range is meant."""
    return parse_date(quote, str(params.get("part") or ""))


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {"period.date": derive_date}

"""Counts that tell what a project planned, reached or employed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extractors.fields.numbers import parse_number
from extractors.text import clean
from schemas.facts import Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def find_metrics(ctx: "Context") -> list[Found]:
    """Return the project's counts."""
    return []


def derive_value(quote: str, params: Mapping[str, Scalar]) -> int | float:
    """Read a number again; `lang` says whose number words are meant."""
    return parse_number(quote, str(params.get("lang") or "fi"))


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "metric.value": derive_value,
    "metric.noun": lambda quote, _: clean(quote),
}

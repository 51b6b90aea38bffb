"""What only a register entry has: responsible authority, priority axis and objective, status, summary."""

import re
from collections.abc import Callable, Mapping

from extractors.text import clean
from schemas.facts import Scalar

_STATUS = (
    ("ended", re.compile(r"päätty|loppu|ended|completed|closed|finished|avslut|upphört", re.I)),
    ("running", re.compile(r"toiminnassa|käynnissä|running|ongoing|in operation|active|pågå|i verksamhet|aktiv", re.I)),
    ("planned", re.compile(r"alkamassa|ei alkanut|suunnitteilla|planned|not started|planerad", re.I)),
)
_LEAD = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})?)\s*[.:)]?\s*(?=\S)")


def derive_status(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return running, ended or planned. Raises `ValueError` for other words."""
    for value, words in _STATUS:
        if words.search(quote):
            return value
    raise ValueError(f"no status in {quote[:60]!r}")


def derive_passage(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return the passage on one line. Raises `ValueError` when nothing of it is a letter."""
    value = clean(quote)
    if not any(c.isalpha() for c in value):
        raise ValueError("no text")
    return value


def derive_priority(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a priority on one line; a sheet gives its number alone. Raises `ValueError` on an empty quote."""
    value = clean(quote)
    if not any(c.isalnum() for c in value):
        raise ValueError("no priority")
    return value


def priority_number(quote: str) -> str:
    """Return the number a priority begins with (`10.1` of `10.1. Työelämän …`), "" when it has none."""
    m = _LEAD.match(quote)
    return m.group(1) if m else ""


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "authority.value": derive_passage,
    "priority.value": derive_priority,
    "status.value": derive_status,
    "summary.value": derive_passage,
}

"""Weaker signs that two documents tell of one project, used where they point to one project alone."""

from collections.abc import Callable
from dataclasses import dataclass

from store.candidates import OPEN, Candidate

_MONTH = len("2026-01")


@dataclass(frozen=True, slots=True)
class Signs:
    """What others may find a candidate by, what it looks for itself, and what has to hold of the two."""

    shown: frozenset[object]
    sought: frozenset[object]
    agree: Callable[[Candidate, Candidate], bool]


def by_hint(c: Candidate) -> Signs:
    """An equal name, where the one mentions the other's party or lists it on the same site."""
    shown = frozenset((key, party) for key in c.keys for party in c.parties)
    return Signs(shown, frozenset((key, hint) for key in c.keys for hint in c.hints), _overlapping)


def by_time(c: Candidate) -> Signs:
    """An equal name and overlapping terms, both stated in full, where one of the two names no organisation."""
    return Signs(c.keys, c.keys, _in_time)


def by_title(c: Candidate) -> Signs:
    """A name that stands in the title of a page whose own was not read surely, with a shared party or contact."""
    return Signs(c.spelled, c.titles, _witnessed)


def by_translation(c: Candidate) -> Signs:
    """A page and its translation share site, term to the day and a contact; their names differ."""
    hosts = [p for p in c.parties if p.startswith("//")]
    known = bool(c.language and hosts) and c.period[1] != OPEN[1] and min(map(len, c.period)) > _MONTH
    shared = frozenset((hosts[0], *c.period, person) for person in c.people) if known else frozenset()
    return Signs(shared, shared, lambda a, b: a.language != b.language)


def _in_time(a: Candidate, b: Candidate) -> bool:
    """Tell whether both state start and end, which overlap, and one of the two names no organisation."""
    known = a.period[0] and b.period[0] and OPEN[1] not in (a.period[1], b.period[1])
    return bool(known) and not (a.organisations and b.organisations) and overlap(a.period, b.period)


def _overlapping(a: Candidate, b: Candidate) -> bool:
    return overlap(a.period, b.period)


def _witnessed(a: Candidate, b: Candidate) -> bool:
    return bool(a.people & b.people or a.parties & b.parties) and overlap(a.period, b.period)


def overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Tell whether two periods of ISO dates (days, months or years) share a day."""
    return a[0] <= b[1] + "~" and b[0] <= a[1] + "~"

"""What an organisation is in a project: the strongest of its roles, what a register says before what pages say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from store.organisations import is_fund, is_several
from store.things import Thing

_STRENGTH = ("lead", "subsidy_recipient", "partner", "funder", "cooperation", "unit", "mentioned")
_REGISTER_SAYS = frozenset({"lead", "subsidy_recipient", "partner", "funder"})
_STATED = 0.9  # what a label states is at least this sure; what a sentence says is not


def strongest(things: Iterable[Thing], of: Callable[[Thing], str], kinds: Mapping[str, str]) -> list[Thing]:
    """Return the things that say an organisation's role in one project; those that say another are left out.

    `of` gives a thing's organisation, `kinds` the kind of a document's content. A funder may lead as well where labels
    state both.
    """
    by_organisation: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_organisation[of(thing)].append(thing)
    return [t for same in by_organisation.values() for t in _kept(same, kinds)]


def is_possible(thing: Thing) -> bool:
    """Tell whether the thing's name can be an organisation in its role: funds lead nothing, two names are not one."""
    name = thing.text("name")
    return not is_several(name) and (not is_fund(name) or thing.qualifier("role") == "funder")


def _kept(same: list[Thing], kinds: Mapping[str, str]) -> list[Thing]:
    roles = {t.qualifier("role") for t in same}
    registered = {t.qualifier("role") for t in same if kinds.get(t.source.sha256) == "register_entry"} & _REGISTER_SAYS
    best = min(registered or roles, key=_rank)
    stated = {t.qualifier("role") for t in same if t.main.confidence >= _STATED}
    kept = {best, "funder"} if {"lead", "funder"} <= stated and best == "lead" else {best}
    return [t for t in same if t.qualifier("role") in kept]


def _rank(role: object) -> int:
    return _STRENGTH.index(str(role)) if role in _STRENGTH else len(_STRENGTH)

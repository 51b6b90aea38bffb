"""Things to rows: what makes two things of one project the same value, and how its columns are filled."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from schemas.records import BY_TABLE, RECORD_OF, ValueRow
from store.contacts import people
from store.ids import digest, fold
from store.sums import sums
from store.things import Thing

Key = Callable[[Thing], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Spec:
    """How things of a type become rows: the identity within a project, and which qualifier fills which column."""

    same: Key
    columns: Mapping[str, str] = field(default_factory=dict)


def _by(attribute: str, *qualifiers: str) -> Key:
    return lambda t: (fold(t.text(attribute)), *(t.qualifier(q) for q in qualifiers))


def _link(attribute: str) -> Key:
    def key(t: Thing) -> tuple[object, ...]:
        return (t.text(attribute).casefold().removeprefix("http://").removeprefix("https://").rstrip("/"),)

    return key


def _language(t: Thing) -> tuple[object, ...]:
    return (t.qualifier("code") or fold(t.text("value")), t.qualifier("usage"))


def _place(t: Thing) -> tuple[object, ...]:
    return (t.qualifier("kind"), t.qualifier("code") or fold(t.text("value")))


def _metric(t: Thing) -> tuple[object, ...]:
    return (t.value("value"), fold(t.text("noun")), *(t.qualifier(q) for q in ("unit", "kind", "group")))


def _unit(t: Thing) -> tuple[object, ...]:
    return tuple(fold(t.text(a)) for a in ("unit", "phone", "email"))


def _publication(t: Thing) -> tuple[object, ...]:
    return (fold(t.text("title")),)


#: Contacts, sums and organisations have rules of their own (`store.contacts`, `store.sums`, `store.organisations`).
_TOGETHER: Mapping[str, Callable[[Iterable[Thing]], list[list[Thing]]]] = {"contact": people, "money": sums}
SPECS: Mapping[str, Spec] = {
    "goal": Spec(_by("value"), {"kind": "kind", "section": "section"}),
    "action": Spec(_by("value"), {"section": "section"}),
    "result": Spec(_by("value"), {"section": "section"}),
    "target_group": Spec(_by("value"), {"kind": "kind"}),
    "metric": Spec(_metric, {"unit": "unit", "kind": "kind", "group": "subgroup"}),
    "period": Spec(_by("date", "role"), {"role": "role", "precision": "precision"}),
    "place": Spec(_place, {"kind": "kind", "code": "code", "within": "within"}),
    "money": Spec(_by("value", "role"), {"role": "role", "currency": "currency"}),
    "language": Spec(_language, {"code": "code", "usage": "usage"}),
    "publication": Spec(_publication, {"role": "role", "year": "year"}),
    "url": Spec(_link("value"), {"kind": "kind"}),
    "funder": Spec(_by("value"), {"programme": "programme"}),
    "address": Spec(_by("value"), {"owner": "owner"}),
    "unit_contact": Spec(_unit),
    "organisation": Spec(_by("name", "role"), {"role": "role"}),
    "contact": Spec(_by("name")),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A row and the things it was made from, best evidence first."""

    row: ValueRow
    things: list[Thing]


@dataclass(slots=True)
class Maker:
    """Makes the rows of one owner: a project (its id) or a document (its address); ids are computed from `owner`.

    `more` gives columns that a thing alone does not know. Values that do not fit their column go to `set_aside`.
    """

    owner: str
    more: Callable[[Thing], dict[str, Any]]
    set_aside: list[str]
    _taken: dict[str, int] = field(default_factory=dict)

    def rows(self, type_: str, things: Iterable[Thing], same: Key | None = None) -> list[Made]:
        """Return the rows of one type, each with all its evidence, best first. `same` replaces the type's identity."""
        key = same or SPECS[type_].same
        groups = _TOGETHER[type_](things) if type_ in _TOGETHER else _same(key, things)
        return [m for g in groups if (m := self._made(type_, g, key))]

    def _made(self, type_: str, group: list[Thing], key: Key) -> Made | None:
        table = RECORD_OF[type_][0]
        values = self._columns(type_, group)
        values["id"] = self._id(table, key(group[0]))
        try:
            row = BY_TABLE[table].model_validate(values)
        except ValidationError as error:
            where = f"{group[0].source.url}: {group[0].main.quote!r}"
            self.set_aside.append(f"{where} does not fit {table}: {error.errors()[0]['msg']}")
            return None
        return Made(row, group) if isinstance(row, ValueRow) else None

    def _columns(self, type_: str, group: list[Thing]) -> dict[str, Any]:
        """Fill the columns: the best evidence first, the others what it leaves empty."""
        values: dict[str, Any] = {
            "document": group[0].source.sha256,
            "confidence": round(min(f.confidence for f in group[0].facts.values()), 4),
        }
        for thing in group:
            read = {c: thing.value(a) for a, c in RECORD_OF[type_][1].items()}
            read |= {c: thing.qualifier(q) for q, c in SPECS[type_].columns.items()}
            for column, value in (read | self.more(thing)).items():
                if values.get(column) is None:
                    values[column] = value
        return values

    def _id(self, table: str, key: tuple[object, ...]) -> str:
        base = f"{table.rstrip('s')}-{digest(table, self.owner, *key)}"
        self._taken[base] = self._taken.get(base, 0) + 1
        return base if self._taken[base] == 1 else f"{base}-{self._taken[base]}"


def _same(key: Key, things: Iterable[Thing]) -> list[list[Thing]]:
    by_key: dict[tuple[object, ...], list[Thing]] = {}
    for thing in sorted(things, key=lambda t: t.rank):
        by_key.setdefault(key(thing), []).append(thing)
    return list(by_key.values())

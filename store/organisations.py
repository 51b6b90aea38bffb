"""Which names are the same organisation: by business ID first, then by equal name keys. Never by likeness.

A name without an ID joins the organisation whose ID stands beside the same name elsewhere, when there is only one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas.records import Organisation
from store.ids import digest, slug
from store.things import Thing

# One business ID under which many bodies act (a shared service centre of state offices): the name decides there.
_MANY_NAMES = 4
_STATE_OFFICE = " ely-keskus"  # these share one business ID, their service centre's
_WORDS_OF_A_REGION = 2
_OFFICE = re.compile(r"(?P<before>.*?)\s*\belinkeino liikenne ja ympäristökeskus\b\s*(?P<after>.*)")
_FORM = r"(?:ry|rf|oy|ab|sr|osk)"
_TWO = re.compile(rf"\b{_FORM}(?:[:.]?n|:s)?,?\s+(?:ja|sekä|och|and)\s+.*\b{_FORM}\b", re.I)
_FUND = re.compile(
    r"\b(?:esr\+?|eakr|amif|esf\+?|erdf|eu|euroopan unioni|european union|europeiska unionen)$"
    r"|sosiaalirahasto|aluekehitysrahasto|kotouttamisrahasto|pakolaisrahasto|(?:social|development|integration) fund"
    r"|socialfond|utvecklingsfond|integrationsfond",
    re.I,
)
_FOUNDATION = re.compile(r"\bsr\b", re.I)


def party_key(key: str) -> str:
    """Return the name key of an organisation with a state office's long and short name made one."""
    folded = key.casefold()
    office = _OFFICE.fullmatch(folded)
    where = " ".join(filter(None, (office["before"], office["after"]))) if office else ""
    return f"{where}{_STATE_OFFICE}".strip() if office and len(where.split()) <= _WORDS_OF_A_REGION else folded


def is_several(name: str) -> bool:
    """Tell whether a name joins two registered bodies (`X ry:n ja Y ry`): no organisation's name."""
    return bool(_TWO.search(name))


def is_fund(name: str) -> bool:
    """Tell whether a name is a fund's or the Union's: it pays for projects and runs none."""
    return bool(_FUND.search(name))


@dataclass(slots=True)
class _Known:
    names: Counter[str] = field(default_factory=Counter)
    business_id: str | None = None
    projects: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


class Organisations:
    """Collects names in a first pass (`see`), then tells each name's organisation (`of`)."""

    def __init__(self) -> None:
        self._keys_of_id: dict[str, set[str]] = defaultdict(set)
        self._ids_of_key: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, _Known] = defaultdict(_Known)
        self._foundations: set[str] = set()

    def see(self, things: Iterable[Thing]) -> None:
        """Take note of which name stands beside which business ID."""
        for thing in things:
            if thing.type == "organisation":
                key, business_id = party_key(thing.key(thing.text("name"))), thing.text("business_id")
                if _FOUNDATION.search(thing.text("name")):
                    self._foundations.add(key)
                ids = self._ids_of_key[key]
                if business_id:
                    ids.add(business_id)
                    self._keys_of_id[business_id].add(key)

    def of(self, name: str, key: str, business_id: str = "") -> str:
        """Return the organisation's id."""
        key = self._key(key)
        ids = self._ids_of_key.get(key, set())
        one = business_id or (next(iter(ids)) if len(ids) == 1 else "")
        if key.endswith(_STATE_OFFICE):
            one = ""
        if one and len(self._keys_of_id[one]) < _MANY_NAMES:
            return f"fi-{one}"
        if one:
            return f"fi-{one}-{digest(key, length=6)}"
        return f"{slug(key or name)}-{digest(key, length=6)}"

    def find(self, name: str, key: str) -> str | None:
        """Return the id of an organisation that was seen under this name, else None."""
        return self.of(name, key) if self._key(key) in self._ids_of_key else None

    def _key(self, key: str) -> str:
        """Return the key under which an organisation is known; `X -säätiö` is `X sr` where there is one."""
        own = party_key(key)
        bare = own.removesuffix(" säätiö")
        return bare if bare in self._foundations else own

    def take_part(self, things: Iterable[Thing], project: str | None) -> None:
        """Count things for their organisations."""
        for thing in things:
            self._take_part(thing, project)

    def _take_part(self, thing: Thing, project: str | None) -> None:
        name, business_id = thing.text("name"), thing.text("business_id")
        number = self.of(name, thing.key(name), business_id)
        known = self._known[number]
        known.names[name] += 1
        known.business_id = min(filter(None, (business_id, known.business_id)), default=None)
        known.documents.add(thing.source.sha256)
        if project:
            known.projects.add(project)

    def rows(self) -> list[Organisation]:
        """Return the organisations that take part in something, ordered by id. The commonest spelling is the name."""
        return [self._row(number, self._known[number]) for number in sorted(self._known)]

    def _row(self, number: str, known: _Known) -> Organisation:
        name, *others = sorted(known.names, key=lambda n: (-known.names[n], -len(n), n))
        return Organisation(
            id=number,
            name=name,
            business_id=known.business_id,
            other_names=sorted(others),
            projects=len(known.projects),
            documents=len(known.documents),
        )

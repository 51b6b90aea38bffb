"""People who stand on every page of a site: they are the organisation's, not each project's."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from schemas.result import ReadDocument
from store.candidates import HOSTLESS
from store.ids import fold
from store.organisations import is_fund
from store.things import Thing

_FURNITURE = frozenset({"footer", "header", "aside", "nav"})
_PAGES, _SAME_LINES = 2, 3  # so many documents of a host with the person in their furniture, in the same line
_OF_A_PROJECT = re.compile(r"hank|proje[ck]t", re.I)

_Place = tuple[str, str, str]  # content, address, subject


@dataclass(slots=True)
class _Person:
    furniture: dict[_Place, str] = field(default_factory=dict)
    lines: dict[str, dict[_Place, str]] = field(default_factory=lambda: defaultdict(dict))


class Staff:
    """Collects where sites name people (`see`), then tells which contacts stand on their pages as furniture."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, str], _Person] = defaultdict(_Person)
        self._owners: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def see(self, things: Iterable[Thing], kind: str, read: ReadDocument) -> None:
        """Take note of a document's contacts and of the organisation in its furniture."""
        if not site(read.url) or kind in HOSTLESS - {"listing"}:
            return
        spans = [(b.get("start", 0), b["end"]) for b in read.blocks if b.get("zone", "main") in _FURNITURE]
        owners: set[tuple[str, str]] = set()
        for thing in things:
            start = thing.main.start
            outside = any(a <= start < b for a, b in spans)
            if thing.type == "contact":
                self._see(thing, outside, read)
            elif thing.type == "organisation" and outside and not is_fund(thing.text("name")):
                owners.add((thing.text("name"), thing.key(thing.text("name"))))
        self._owners[site(read.url)].update(sorted(owners))

    def _see(self, thing: Thing, outside: bool, read: ReadDocument) -> None:
        person = self._people[site(read.url), _name(thing)]
        start = thing.main.start
        if outside:
            person.furniture[_place(thing)] = read.id
        elif not _OF_A_PROJECT.search(thing.text("role")) and (thing.text("phone") or thing.text("email")):
            line = read.text[read.text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
            person.lines[fold(line)][_place(thing)] = read.id

    def holds(self, thing: Thing) -> bool:
        """Tell whether a contact is its site's, not its page's."""
        person = self._people.get((site(thing.source.url), _name(thing)))
        if person is None:
            return False
        here = _place(thing)
        if here in person.furniture:
            return len(set(person.furniture.values())) >= _PAGES
        return any(here in same and len(set(same.values())) >= _SAME_LINES for same in person.lines.values())

    def owner(self, url: str) -> tuple[str, str]:
        """Return name and key of the organisation most pages of the site have in their furniture, empty where none."""
        best = self._owners[site(url)].most_common(2)
        clear = best and best[0][1] >= _PAGES and (len(best) == 1 or best[0][1] > best[1][1])
        return best[0][0] if clear else ("", "")


def site(url: str) -> str:
    """Return the host of an address, empty for a file's."""
    return urlsplit(url).hostname or ""


def _name(thing: Thing) -> str:
    return " ".join(sorted(fold(thing.text("name")).split()))


def _place(thing: Thing) -> _Place:
    return thing.source.sha256, thing.source.url, thing.main.subject

"""The same person once: within one project or document, by name, or by an e-mail or phone that points to one name."""

from collections import defaultdict
from collections.abc import Iterable

from store.ids import fold
from store.things import Thing


def people(things: Iterable[Thing]) -> list[list[Thing]]:
    """Return contacts that are one person together, best evidence first.

    Equal names (case and word order aside) are one person, unless their e-mails or phones both differ.
    """
    by_name: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda t: t.rank):
        by_name[" ".join(sorted(fold(thing.text("name")).split()))].append(thing)
    return [person for name in sorted(by_name) for person in _told_apart(by_name[name])]


def _told_apart(same_name: list[Thing]) -> list[list[Thing]]:
    persons: list[list[Thing]] = []
    for thing in same_name:
        home = next((p for p in persons if any(_agree(thing, other) for other in p)), None)
        if home is None:
            persons.append([thing])
        else:
            home.append(thing)
    return persons


def _agree(a: Thing, b: Thing) -> bool:
    differ = [x != y for x, y in ((a.text(n), b.text(n)) for n in ("email", "phone")) if x and y]
    return not differ or not all(differ)

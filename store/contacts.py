"""The same person once: within one project or document, by name, or by an e-mail or phone that points to one name."""

from collections import defaultdict
from collections.abc import Iterable

from store.ids import fold
from store.things import Thing


def people(things: Iterable[Thing]) -> list[list[Thing]]:
    """Return contacts that are one person together, best evidence first.

    Equal names (case and word order aside) are one person, unless their e-mails or phones both differ. A name within
    a longer one (`Maija Meri`, `Maija Liisa Meri`) is the same person where the e-mail or the phone is the same.
    """
    by_name: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda t: t.rank):
        by_name[" ".join(sorted(fold(thing.text("name")).split()))].append(thing)
    persons: list[list[Thing]] = []
    for person in (p for name in sorted(by_name, key=lambda n: (-len(n), n)) for p in _told_apart(by_name[name])):
        longer = [p for p in persons if _within(person, p)]
        if len(longer) == 1:
            longer[0].extend(person)
        else:
            persons.append(person)
    return sorted((sorted(p, key=lambda t: t.rank) for p in persons), key=lambda p: p[0].rank)


def _within(short: list[Thing], long: list[Thing]) -> bool:
    """Tell whether a person's names (two at least) are among another's, with the same e-mail or phone."""
    names = [set(fold(p[0].text("name")).split()) for p in (short, long)]
    ways = [{w for t in p for w in (t.text("email").casefold(), t.text("phone")) if w} for p in (short, long)]
    return len(names[0]) > 1 and names[0] < names[1] and bool(ways[0] & ways[1])


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

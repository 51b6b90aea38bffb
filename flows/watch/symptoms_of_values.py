"""Symptoms seen in the values of projects: lost, emptied, all replaced, moved together, all the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.watch.pages import Pair
from flows.watch.symptoms import FEW, Symptom, many, removed_by_hand
from schemas.health import PageProfile

#: Fields that one ordinary edit changes together, such as a new contact person.
FAMILIES: Mapping[str, str] = {
    "name": "identity", "code": "identity", "start_date": "dates", "end_date": "dates", "event_date": "dates",
    "funder": "funder", "organisation": "parties", "contact": "contact", "contact_role": "contact",
    "contact_email": "contact", "contact_phone": "contact", "address": "contact", "goal": "prose", "action": "prose",
    "result": "prose", "target_group": "prose", "summary": "prose", "metric": "numbers", "money": "numbers",
    "place": "place", "language": "language", "publication": "material", "link": "material", "authority": "parties",
    "priority": "funder", "status": "dates",
}  # fmt: skip
_LOOSE = frozenset({"prose", "numbers", "material", "language", "place"})  # change more often, and more at a time
_DATES = ("start_date", "end_date", "event_date")
_LIST = 4  # projects of a page from which it is a list
_REACH = ("contact_email", "contact_phone")


@dataclass(frozen=True, slots=True)
class Changed:
    """A project that a page tells of then and now, with its values by field; without a key the page's own values.

    `kept` is how much of the page's text is left: where it shrank, somebody has taken something out.
    """

    key: str
    url: str
    then: Mapping[str, frozenset[str]]
    now: Mapping[str, frozenset[str]]
    kept: float = 1.0


def matched(pair: Pair) -> Iterator[Changed]:
    """Match the projects of a page by key, and what it says of no project."""
    now = {p.key: p.values for p in pair.now.projects} | {"": pair.now.loose}
    kept = pair.now.length / max(1, pair.then.length)
    for key, values in (*((p.key, p.values) for p in pair.then.projects), ("", pair.then.loose)):
        if values and now.get(key):
            yield Changed(key, pair.url, _frozen(values), _frozen(now[key]), kept)


def _frozen(values: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in values.items()}


def lost_projects(n: int, total: int) -> Iterator[Symptom]:
    """Projects that were on pages still there and are on none now."""
    if many(n, total, 0.25, 0.5):
        share = 3 + n / total
        yield Symptom(share, f"{n} of {total} projects are no longer found", f"{n}/{total} hanketta ei enää löydy")


def shorter_lists(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Pages that list several projects and have lost a good part of them."""
    for p in pairs:
        then, now = {q.key for q in p.then.projects}, {q.key for q in p.now.projects}
        n, of = len(then - now), len(then)
        if of >= _LIST and n >= 2 and n >= 0.4 * of:
            yield Symptom(2.9, f"{p.url}: {of - n} of {of} projects of the list are left",
                          f"{p.url}: luettelon {of} hankkeesta on jäljellä {of - n}")  # fmt: skip


def emptied(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Fields that many projects had and have not now."""
    had: Counter[str] = Counter()
    empty: dict[str, list[Changed]] = defaultdict(list)
    for c in changed:
        had.update(c.then.keys())
        for name in c.then.keys() - c.now.keys():
            empty[name].append(c)
    for name, some in sorted(empty.items(), key=lambda item: -len(item[1])):
        n, of = len(some), had[name]
        if many(n, of, 0.25, 0.6) and not _one_edit(name, some):
            yield Symptom(
                2 + n / of,
                f"{name}: {of - n} of {of} projects that had a value still have one",
                f"{name}: {of} hankkeesta, joilla oli arvo, se on enää {of - n} hankkeella",
            )
    yield from _hollow(changed)


def _one_edit(name: str, changed: Sequence[Changed]) -> bool:
    """Tell whether all lost one and the same value, told once on one page, or a contact that stood on every page."""
    once = FAMILIES[name] == "contact" or len({c.url for c in changed}) == 1
    return once and len({v for c in changed for v in c.then[name]}) == 1


def _hollow(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Few projects, but each lost values of several kinds at once: no edit of one field does that."""
    hollow = [c for c in changed if len({FAMILIES[f] for f in c.then.keys() - c.now.keys()}) >= FEW]
    n = len(hollow)
    if n and n >= 0.3 * len(changed) and (n >= 2 or not removed_by_hand(hollow[0].kept)):
        yield Symptom(
            2, f"{n} projects lost values of three kinds or more", f"{n} hanketta menetti kolmenlaisia arvoja"
        )


def replaced(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Values that are all others than before, in most projects at once. One value changed everywhere is one edit."""
    had: Counter[str] = Counter()
    other: dict[str, list[Changed]] = defaultdict(list)
    for c in changed:
        for name in c.then.keys() & c.now.keys():
            had[name] += 1
            if not c.then[name] & c.now[name]:
                other[name].append(c)
    for name, some in sorted(other.items(), key=lambda item: -len(item[1])):
        n, of = len(some), had[name]
        edits = len({v for c in some for v in c.then[name]})
        if n >= FEW and edits >= FEW and n >= (0.6 if FAMILIES[name] in _LOOSE else 0.4) * of:
            yield Symptom(
                1 + n / of,
                f"{name}: every value changed in {n} of {of} projects",
                f"{name}: kaikki arvot vaihtuivat, {n}/{of} hanketta",
            )
    yield from _several_ways(changed)


def _several_ways(changed: Sequence[Changed]) -> Iterator[Symptom]:
    n = sum(
        len({FAMILIES[f] for f in c.then.keys() & c.now.keys() if not c.then[f] & c.now[f]}) >= FEW for c in changed
    )
    if n and n >= 0.3 * len(changed):
        yield Symptom(1, f"{n} projects changed in three ways or more", f"{n} hanketta muuttui kolmella tavalla")


def swapped(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Values of two fields that stand in each other's place: columns have changed places under their headers."""
    found: Counter[tuple[str, str]] = Counter()
    for c in changed:
        both = sorted(c.then.keys() & c.now.keys())
        found.update((a, b) for i, a in enumerate(both) for b in both[i + 1 :] if _in_each_other_s_place(c, a, b))
    for (a, b), n in found.most_common(2):
        if n >= 2:
            yield Symptom(3.5, f"{a} and {b} have changed places in {n} projects",
                          f"{a} ja {b} ovat vaihtaneet paikkaa, {n} hanketta")  # fmt: skip


def _in_each_other_s_place(c: Changed, a: str, b: str) -> bool:
    moved = (c.then[a] & c.now[b]) - c.then[b] and (c.then[b] & c.now[a]) - c.then[a]
    return bool(moved) and not (c.then[a] & c.now[a] or c.then[b] & c.now[b])


def moved_dates(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Different dates that moved by the same number of days, or years that moved by the same number."""
    moves: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    all_dates: set[str] = set()
    for c in changed:
        for name in _DATES:
            then, now = c.then.get(name, frozenset()), c.now.get(name, frozenset())
            all_dates |= then
            for before, step in _moves(then - now, now - then):
                moves[step].add(before)
    most = max(moves, key=lambda m: len(moves[m]), default=(0, "", ""))
    amount, unit, unit_fi = most
    n = len(moves[most])
    total = len(all_dates)
    # a week or half a year is how people move two dates; a day or years is how software does
    if (n >= FEW and n >= 0.3 * total) or (n == total == 2 and not 2 < abs(amount) < 300):
        text = f"{n} of {total} dates moved by {amount} {unit}"
        yield Symptom(1.5, text, f"{n}/{total} päivämäärää siirtyi {amount} {unit_fi}")
    yield from _moved_periods(changed)


def _moved_periods(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Projects whose start and end moved alike: an extension moves the end alone."""
    whole = [c for c in changed if all(c.then.get(name) and c.now.get(name) for name in _DATES[:2])]
    n = sum(bool(_steps(c, "start_date") & _steps(c, "end_date")) for c in whole)
    if n and n >= 0.5 * len(whole):
        of = len(whole)
        yield Symptom(1.4, f"start and end of {n} of {of} projects moved alike",
                      f"{n}/{of} hankkeen alku ja loppu siirtyivät yhtä paljon")  # fmt: skip


def _steps(c: Changed, name: str) -> set[tuple[str, int]]:
    """Return by how many years, and where both are whole dates by how many days, the first such date has moved."""
    then, now = min(c.then[name]), min(c.now[name])
    steps = {("years", int(now[:4]) - int(then[:4]))}
    if (before := _day(then)) and (after := _day(now)):
        steps.add(("days", (after - before).days))
    return {s for s in steps if s[1]}


def _moves(then: frozenset[str], now: frozenset[str]) -> Iterator[tuple[str, tuple[int, str, str]]]:
    """Return each date that moved and by how much, where the dates pair off in order."""
    if len(then) != len(now):
        return
    for a, b in zip(sorted(then), sorted(now), strict=True):
        if len(a) == len(b) == 4:
            yield a, (int(b) - int(a), "years", "vuotta")
        elif (before := _day(a)) and (after := _day(b)):
            yield a, ((after - before).days, "days", "päivää")


def _day(text: str) -> date | None:
    whole = text[:10] + {7: "-01"}.get(len(text), "")
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None  # a season


def one_for_all(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """One value where there were several: the same contact, name or party for all."""
    then, now = _spread(p.then for p in pairs), _spread(p.now for p in pairs)
    shorter = any(removed_by_hand(p.now.length / max(1, p.then.length)) for p in pairs)
    for name in (*_REACH, "contact", "name", "code", "organisation"):
        before, after = then[name], now[name]
        if len(after) < FEW or len(set(before)) < FEW or len(set(after)) >= len(set(before)):
            continue
        top, n = Counter(after).most_common(1)[0]
        if (
            n >= FEW + shorter
            and n >= 0.6 * len(after)
            and n >= before.count(top) + 2
            and before.count(top) < 0.4 * len(before)
        ):
            yield Symptom(
                2.5,
                f"{name}: one value in {n} of {len(after)} places, {len(set(before))} different ones before",
                f"{name}: sama arvo {n}/{len(after)} paikassa, ennen {len(set(before))} eri arvoa",
            )
    if not shorter:
        yield from _collapsed(then, now)


def _collapsed(then: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> Iterator[Symptom]:
    """Several ways to reach people that one new one has replaced, everywhere or in both number and address."""
    few = [n for n in _REACH if len(set(then[n]) - set(now[n])) >= 2 and len(set(now[n]) - set(then[n])) == 1]
    whole = [n for n in few if len(set(now[n])) == 1 and len(now[n]) >= 2]
    if whole or len(few) == len(_REACH):
        n = len({v for name in few for v in then[name]})
        yield Symptom(2.4, f"one new contact in place of {n}", f"yksi uusi yhteystieto {n} tilalla")


def _spread(pages: Iterable[PageProfile]) -> dict[str, list[str]]:
    """Return the values of each field, once for each project or page that has them."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for values in (*(p.values for p in page.projects), page.loose):
            for name, several in values.items():
                found[name] += several
    return found

"""Pages that still are pages but no longer say what they said: fields that empty, values that all change at once.

Each symptom is measured by itself; together they are one alarm, named after the strongest, with the others as rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.watch.pages import SHOWN, Pair, pairs_of
from schemas.alarm import Alarm
from schemas.health import Observation, PageProfile

_FEW = 3
#: Fields that one ordinary edit changes together, such as a new contact person.
FAMILIES: Mapping[str, str] = {
    "name": "identity", "code": "identity", "start_date": "dates", "end_date": "dates", "funder": "funder",
    "organisation": "parties", "contact": "contact", "contact_role": "contact", "contact_email": "contact",
    "contact_phone": "contact", "address": "contact", "goal": "prose", "action": "prose", "result": "prose",
    "target_group": "prose", "summary": "prose", "metric": "numbers", "money": "numbers", "place": "place",
    "language": "language", "publication": "material", "link": "material", "authority": "parties",
    "priority": "funder", "status": "dates",
}  # fmt: skip
_PROSE = frozenset({"prose", "numbers", "material", "language", "place"})


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing measured: its weight (the greatest names the alarm) and its words."""

    weight: float
    text: str
    text_fi: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Projects that are there then and now, with their values by field."""

    key: str
    url: str
    then: Mapping[str, frozenset[str]]
    now: Mapping[str, frozenset[str]]


def content_alarms(seen: Observation, explained: set[str]) -> list[Alarm]:
    """Return one alarm where the source's content is no longer what it was, or one where only its template is not."""
    pairs = pairs_of(seen, explained)
    if not pairs:
        return []
    changed, lost, total = _projects(seen, pairs)
    symptoms = [
        *_lost_projects(lost, total, [p for p in pairs if p.then.projects]),
        *_emptied(changed),
        *_replaced(changed),
        *_moved_dates(changed),
        *_one_for_all(pairs),
        *_thinned(pairs),
        *_other_kind(pairs),
    ]
    labels = [*_labels(pairs), *_left_over(pairs)]
    if symptoms:
        return [_alarm(seen, "content", [*sorted(symptoms, key=lambda s: -s.weight), *labels], _where(pairs, lost))]
    return [_alarm(seen, "template", labels, [])] if any(s.weight >= 1 for s in labels) else []


def _alarm(seen: Observation, cause: str, symptoms: Sequence[Symptom], where: Sequence[str]) -> Alarm:
    first, *others = symptoms
    return Alarm(
        source=seen.source, cause=cause, numbers={"symptom": first.text, "symptom_fi": first.text_fi},
        rows=(*(s.text for s in others), *where), rows_fi=(*(s.text_fi for s in others), *where), since=seen.since,
    )  # fmt: skip


def _where(pairs: Sequence[Pair], lost: Mapping[str, str]) -> list[str]:
    """Return the pages that lost most."""
    fallen = sorted((p for p in pairs if p.now.facts < p.then.facts), key=lambda p: p.now.facts - p.then.facts)
    rows = [f"{p.url}: {p.then.facts} → {p.now.facts}" for p in fallen[:SHOWN]]
    return rows or sorted(set(lost.values()))[:SHOWN]


def _projects(seen: Observation, pairs: Sequence[Pair]) -> tuple[list[Changed], dict[str, str], int]:
    """Match projects by key: those there then and now, those lost (key → page), and how many there were."""
    then, now = _by_key((p.url, p.then) for p in pairs), _by_key((p.url, p.now) for p in pairs)
    elsewhere = {
        k for url, v in seen.now.items() if not v.state and v.profile for k in (q.key for q in v.profile.projects)
    }
    changed = [Changed(k, url, values, now[k][1]) for k, (url, values) in then.items() if k in now]
    changed += [
        Changed("", p.url, _frozen(p.then.loose), _frozen(p.now.loose)) for p in pairs if p.then.loose and p.now.loose
    ]
    lost = {k: url for k, (url, _) in then.items() if k not in now and k not in elsewhere}
    return changed, lost, len(then)


def _by_key(pages: Iterable[tuple[str, PageProfile]]) -> dict[str, tuple[str, dict[str, frozenset[str]]]]:
    found: dict[str, tuple[str, dict[str, frozenset[str]]]] = {}
    for url, page in pages:
        for project in page.projects:
            first, values = found.setdefault(project.key, (url, {}))
            for name, more in project.values.items():
                values[name] = values.get(name, frozenset()) | frozenset(more)
    return found


def _frozen(values: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in values.items()}


def _lost_projects(lost: Mapping[str, str], total: int, pages: Sequence[Pair]) -> Iterator[Symptom]:
    """Projects that were on pages still there and are on none now."""
    n = len(lost)
    emptied = sum(1 for p in pages if not p.now.projects)
    if (n >= _FEW and n >= 0.25 * total) or (n >= 2 and n >= 0.5 * total) or (n and n == total and emptied):
        yield Symptom(
            3 + n / total, f"{n} of {total} projects are no longer found", f"{n}/{total} hanketta ei enää löydy"
        )


def _emptied(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Fields that many projects had and have not now."""
    had, empty = Counter[str](), Counter[str]()
    emptied_of: dict[str, set[str]] = defaultdict(set)
    for c in changed:
        had.update(c.then.keys())
        empty.update(c.then.keys() - c.now.keys())
        emptied_of[c.key or c.url] |= {FAMILIES[f] for f in c.then.keys() - c.now.keys()}
    for name, n in empty.most_common():
        if (n >= _FEW and n >= 0.25 * had[name]) or (n >= 2 and n >= 0.6 * had[name]):
            left, of = had[name] - n, had[name]
            yield Symptom(
                2 + n / of,
                f"{name}: {left} of {of} projects that had a value still have one",
                f"{name}: {of} hankkeesta, joilla oli arvo, se on enää {left} hankkeella",
            )
    yield from _hollow(changed, emptied_of)


def _hollow(changed: Sequence[Changed], emptied: Mapping[str, set[str]]) -> Iterator[Symptom]:
    """Few projects, but each lost values of several kinds at once: no edit of one field does that."""
    several = [key for key, families in emptied.items() if len(families) >= _FEW]
    if several and len(several) >= 0.3 * len(changed):
        n = len(several)
        yield Symptom(
            2, f"{n} projects lost values of three kinds or more", f"{n} hanketta menetti kolmenlaisia arvoja"
        )


def _replaced(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Values that are all others than before, in most projects at once."""
    had, other = Counter[str](), Counter[str]()
    families: dict[str, set[str]] = defaultdict(set)
    for c in changed:
        for name in c.then.keys() & c.now.keys():
            had[name] += 1
            if not c.then[name] & c.now[name]:
                other[name] += 1
                families[c.key or c.url].add(FAMILIES[name])
    for name, n in other.most_common():
        least = 0.6 if FAMILIES[name] in _PROSE else 0.4
        if n >= _FEW and n >= least * had[name]:
            yield Symptom(
                1 + n / had[name],
                f"{name}: every value changed in {n} of {had[name]} projects",
                f"{name}: kaikki arvot vaihtuivat, {n}/{had[name]} hanketta",
            )
    several = [key for key, found in families.items() if len(found) >= _FEW]
    if several and len(several) >= 0.3 * len(changed):
        n = len(several)
        yield Symptom(1, f"{n} projects changed in three ways or more", f"{n} hanketta muuttui kolmella tavalla")


def _moved_dates(changed: Sequence[Changed]) -> Iterator[Symptom]:
    """Dates that moved by the same number of days in several places."""
    moves: Counter[int] = Counter()
    total = 0
    for c in changed:
        for name in ("start_date", "end_date"):
            then, now = c.then.get(name), c.now.get(name)
            if then and now:
                total += 1
                moves.update(_move(then, now))
    days, n = moves.most_common(1)[0] if moves else (0, 0)
    if n >= 2 and n >= 0.4 * total:
        yield Symptom(
            1.5, f"{n} of {total} dates moved by {days} days", f"{n}/{total} päivämäärää siirtyi {days} päivää"
        )


def _move(then: frozenset[str], now: frozenset[str]) -> list[int]:
    """Return by how many days a date moved; months count from their first day, years from the first of January."""
    before, after = _day(min(then)), _day(min(now))
    return [(after - before).days] if before and after and before != after else []


def _day(text: str) -> date | None:
    whole = text[:10] + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None  # a season


def _one_for_all(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """One contact where there were several."""
    for name in ("contact_email", "contact_phone", "contact", "name", "code", "organisation"):
        then, now = _spread(p.then for p in pairs for _ in (0,)), _spread(p.now for p in pairs)
        before, after = then.get(name, []), now.get(name, [])
        if len(after) < _FEW or len(set(before)) < _FEW:
            continue
        top, n = Counter(after).most_common(1)[0]
        if (
            n >= _FEW
            and n / len(after) >= 0.6
            and before.count(top) / len(before) < 0.4
            and len(set(before)) > len(set(after))
        ):
            yield Symptom(
                2.5,
                f"{name}: one value in {n} of {len(after)} places, {len(set(before))} different ones before",
                f"{name}: sama arvo {n}/{len(after)} paikassa, ennen {len(set(before))} eri arvoa",
            )


def _spread(pages: Iterable[PageProfile]) -> dict[str, list[str]]:
    """Return the values of each field, once for each project or page that has them."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for values in (*(p.values for p in page.projects), page.loose):
            for name, several in values.items():
                found[name] += several
    return found


def _thinned(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Pages with far fewer values or far less text than before."""
    rich = [p for p in pairs if p.then.facts >= 6]
    thin = [p for p in rich if p.now.facts < 0.5 * p.then.facts]
    if thin and len(thin) >= 0.2 * len(rich):
        n, of = len(thin), len(rich)
        yield Symptom(
            2, f"{n} of {of} pages give less than half the values", f"{n}/{of} sivua antaa alle puolet arvoista"
        )
    long = [p for p in pairs if p.then.length >= 400]
    short = [p for p in long if p.now.length < 0.4 * p.then.length]
    if short and len(short) >= 0.2 * len(long):
        n, of = len(short), len(long)
        yield Symptom(1, f"{n} of {of} pages lost most of their text", f"{n}/{of} sivun tekstistä suurin osa on poissa")


def _other_kind(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    other = [p for p in pairs if p.now.kind != p.then.kind]
    if len(other) >= 2 and len(other) >= 0.4 * len(pairs):
        n, of = len(other), len(pairs)
        kinds = ", ".join(
            f"{a} → {b}" for (a, b), _ in Counter((p.then.kind, p.now.kind) for p in other).most_common(3)
        )
        yield Symptom(1.2, f"{n} of {of} pages are of another kind: {kinds}", f"{n}/{of} sivua on eri lajia: {kinds}")


def _labels(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Labels that stood on several pages, or several times, and are gone."""
    had, gone, fresh = Counter[str](), Counter[str](), Counter[str]()
    for p in pairs:
        had.update(p.then.labels)
        gone.update({k: n for k, n in p.then.labels.items() if k not in p.now.labels})
        fresh.update({k: n for k, n in p.now.labels.items() if k not in p.then.labels})
    lost = [(k, n) for k, n in gone.most_common() if n >= _FEW and n >= 0.5 * had[k]]
    new = [k for k, n in fresh.most_common(5) if n >= _FEW and not had[k]]
    if lost:
        names, others = ", ".join(f"“{k}” ({n} ×)" for k, n in lost[:5]), ", ".join(f"“{k}”" for k in new)
        yield Symptom(
            1,
            f"labels missing: {names}" + (f"; new ones: {others}" if new else ""),
            f"otsakkeita puuttuu: {names}" + (f"; uusia: {others}" if new else ""),
        )


def _left_over(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Labels of forms that nobody read and that were not there before."""
    then = {label for p in pairs for label in p.then.unread_labels}
    new = Counter(label for p in pairs for label in p.now.unread_labels if label not in then)
    if new:
        names = ", ".join(f"“{k}” ({n} ×)" for k, n in new.most_common(5))
        weight = 1 if max(new.values()) >= _FEW else 0.5
        yield Symptom(weight, f"labels that nobody read: {names}", f"otsakkeita, joita ei tunnistettu: {names}")

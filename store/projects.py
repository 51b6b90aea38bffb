"""Which documents tell of the same project: by code first, then by name, party and period together. Never by likeness.

Two candidates with different codes are never one project. Candidates without a code are one when they have the same
name key, share an organisation (or a page's host) and their periods overlap; where that leaves a choice, they stay
apart. The outcome does not depend on the order in which documents are given.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

from store.ids import digest, slug
from store.things import Thing

_HOSTLESS = frozenset({"listing", "register_entry", "sheet"})  # one host tells of many parties' projects
_PARTIES = frozenset({"lead", "partner", "subsidy_recipient", None})
_OPEN = ("", "9999")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document's word of one project; `period` is ISO, open where nothing is said."""

    document: str
    number: int
    url: str
    code: str | None
    name: str
    name_key: str
    parties: frozenset[str]
    period: tuple[str, str] = _OPEN

    @property
    def place(self) -> tuple[str, int]:
        """What the candidate is known by."""
        return self.document, self.number


@dataclass(slots=True)
class Group:
    """Candidates that are one project."""

    members: list[Candidate] = field(default_factory=list)
    id: str = ""


def candidates(things: Sequence[Thing], kind: str) -> list[Candidate]:
    """Return the projects a document tells of: those with a name or a code."""
    numbers = sorted({t.project for t in things if t.project >= 0})
    made = (_candidate([t for t in things if t.project == n], n, kind) for n in numbers)
    return [c for c in made if c]


def _candidate(things: list[Thing], number: int, kind: str) -> Candidate | None:
    by_type: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda t: t.rank):
        by_type[thing.type].append(thing)
    codes = [t for t in by_type["project_code"] if t.qualifier("scheme") != "diary"]
    names = sorted(by_type["project_name"], key=lambda t: t.qualifier("kind") != "primary")
    if not codes and not names:
        return None
    source = things[0].source
    name = names[0].text("value") if names else ""
    return Candidate(
        document=source.sha256,
        number=number,
        url=source.url,
        code=codes[0].text("value").upper() if codes else None,
        name=name,
        name_key=names[0].key(name) if names else "",
        parties=frozenset(_parties(by_type["organisation"], source.url, kind)),
        period=_period(by_type["period"]),
    )


def _parties(organisations: list[Thing], url: str, kind: str) -> Iterable[str]:
    for thing in organisations:
        if thing.qualifier("role") in _PARTIES:
            yield thing.text("business_id") or thing.key(thing.text("name"))
            yield thing.key(thing.text("name"))
    host = urlsplit(url).hostname
    if host and kind not in _HOSTLESS:
        yield f"//{host}"


def _period(periods: list[Thing]) -> tuple[str, str]:
    starts = [t.text("date") for t in periods if t.qualifier("role") == "start"]
    ends = [t.text("date") for t in periods if str(t.qualifier("role")).startswith("end")]
    return min(starts, default=_OPEN[0]), max(ends, default=_OPEN[1])


def group(all_candidates: Iterable[Candidate]) -> list[Group]:
    """Return the projects, each with its id, in order of id."""
    members = sorted(all_candidates, key=lambda c: (c.url, c.document, c.number))
    coded: dict[str, Group] = defaultdict(Group)
    loose: list[Candidate] = []
    for c in members:
        if c.code:
            coded[c.code].members.append(c)
        else:
            loose.append(c)
    clusters = _cluster(loose)
    homes = _homes(coded)
    groups = list(coded.values())
    for cluster in clusters:
        fitting = {code for c in cluster for code in _fits(c, homes)}
        if len(fitting) == 1:
            coded[fitting.pop()].members += cluster
        else:
            groups.append(Group(cluster))
    return _named(groups)


def _homes(coded: dict[str, Group]) -> dict[tuple[str, str], list[Candidate]]:
    homes: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for g in coded.values():
        for c in g.members:
            for party in c.parties if c.name_key else ():
                homes[c.name_key, party].append(c)
    return homes


def _fits(c: Candidate, homes: dict[tuple[str, str], list[Candidate]]) -> Iterable[str]:
    for party in c.parties:
        yield from (h.code for h in homes.get((c.name_key, party), ()) if h.code and overlap(h.period, c.period))


def overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Tell whether two periods of ISO dates (days, months or years) share a day."""
    return a[0] <= b[1] + "~" and b[0] <= a[1] + "~"


def _cluster(loose: list[Candidate]) -> list[list[Candidate]]:
    """Join candidates without a code that share name key, party and time."""
    parent = list(range(len(loose)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, c in enumerate(loose):
        for party in c.parties if c.name_key else ():
            buckets[c.name_key, party].append(i)
    for bucket in buckets.values():
        for left, right in _joined(loose, bucket):
            parent[max(root(left), root(right))] = min(root(left), root(right))
    clusters: dict[int, list[Candidate]] = defaultdict(list)
    for i, c in enumerate(loose):
        clusters[root(i)].append(c)
    return list(clusters.values())


def _joined(loose: list[Candidate], bucket: list[int]) -> Iterable[tuple[int, int]]:
    """Return pairs to join: overlapping periods in a chain; those without a period where there is one chain at most."""
    dated = sorted((i for i in bucket if loose[i].period != _OPEN), key=lambda i: loose[i].period)
    chains, reach = 0, -1  # reach: the one that lasts longest so far
    for i in dated:
        if reach >= 0 and overlap(loose[reach].period, loose[i].period):
            yield reach, i
        else:
            chains += 1
        if reach < 0 or loose[i].period[1] > loose[reach].period[1]:
            reach = i
    undated = [i for i in bucket if loose[i].period == _OPEN]
    if chains <= 1:
        yield from pairwise([*dated[:1], *undated])


def _named(groups: list[Group]) -> list[Group]:
    taken: dict[str, int] = {}
    for g in sorted(groups, key=lambda g: [c.place for c in g.members]):
        base = _id(g.members)
        taken[base] = taken.get(base, 0) + 1
        g.id = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return sorted(groups, key=lambda g: g.id)


def _id(members: list[Candidate]) -> str:
    code = next((c.code for c in members if c.code), None)
    if code:
        return slug(code)
    first = min(members, key=lambda c: (c.name_key, c.name, c.url))
    parties = sorted(p for c in members for p in c.parties)
    return f"{slug(first.name)}-{digest(first.name_key, parties[:1], length=6)}"

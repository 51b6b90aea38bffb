"""Which documents tell of the same project: by code, then by an equal name and a second witness. Never by likeness.

Two candidates with different codes are never one project. Candidates are one when a name of the one, long or short, is
a name of the other, they share an organisation, a page's host or a contact's e-mail or phone, and their periods
overlap or are the same to the month; then by the weaker signs of `store.signs`, one after the other, when these point
to one project alone. Where there is a choice, they stay apart. The outcome does not depend on the order in which
documents are given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from store.candidates import OPEN as _OPEN
from store.candidates import Candidate
from store.ids import digest, slug
from store.signs import Signs, by_hint, by_time, by_title, by_translation, overlap

_Key = tuple[tuple[str, str], str]  # a name's key with its numerals, and a witness
_MONTH = len("2026-01")
_FEW = 100  # what more candidates share points to none of them


@dataclass(slots=True)
class Group:
    """Candidates that are one project."""

    members: list[Candidate] = field(default_factory=list)
    id: str = ""

    @property
    def code(self) -> str | None:
        """The project's code."""
        return next((c.code for c in self.members if c.code), None)


def group(all_candidates: Iterable[Candidate]) -> list[Group]:
    """Return the projects, each with its id, in order of id. Nameless candidates that join none are left out."""
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
    for signs in (by_hint, by_time, by_title, by_translation):
        groups = _joined_late(groups, signs)
    return _named([g for g in groups if not all(c.nameless for c in g.members)])


def _keys(c: Candidate) -> Iterator[_Key]:
    """Yield a candidate's names, each with each witness: parties, people, and the term where it is stated in full."""
    term = tuple(day[:_MONTH] for day in c.period)
    witnesses = c.parties | c.people | ({" ".join(term)} if all(len(day) == _MONTH for day in term) else set())
    return ((key, witness) for key in c.keys for witness in witnesses)


def _homes(coded: dict[str, Group]) -> dict[_Key, list[Candidate]]:
    homes: dict[_Key, list[Candidate]] = defaultdict(list)
    for g in coded.values():
        for c in g.members:
            for key in _keys(c):
                homes[key].append(c)
    return homes


def _fits(c: Candidate, homes: dict[_Key, list[Candidate]]) -> Iterable[str]:
    for key in _keys(c):
        yield from (h.code for h in homes.get(key, ()) if h.code and overlap(h.period, c.period))


def _joined_late(groups: list[Group], signs: Callable[[Candidate], Signs]) -> list[Group]:
    """Join each project without a code to the only one that points to no other, before anything is joined.

    Each points to one at most, so at most one code is among those that come together.
    """
    pointed = _pointed(groups, signs)
    parent = list(range(len(groups)))
    for i, found in enumerate(pointed):
        if groups[i].code or len(found) != 1:
            continue
        other = next(iter(found))
        if pointed[other] <= {i}:
            left, right = _root(parent, i), _root(parent, other)
            parent[max(left, right)] = min(left, right)
    merged: dict[int, Group] = defaultdict(Group)
    for i, g in enumerate(groups):
        merged[_root(parent, i)].members += g.members
    return list(merged.values())


def _pointed(groups: list[Group], signs: Callable[[Candidate], Signs]) -> list[set[int]]:
    index: dict[object, list[tuple[int, Candidate]]] = defaultdict(list)
    for i, g in enumerate(groups):
        for c in g.members:
            for sign in signs(c).shown:
                index[sign].append((i, c))
    few = {sign: found for sign, found in index.items() if len(found) <= _FEW}
    return [
        {j for c in g.members for sign in signs(c).sought for j, d in few.get(sign, ()) if signs(c).agree(c, d)} - {i}
        for i, g in enumerate(groups)
    ]


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _cluster(loose: list[Candidate]) -> list[list[Candidate]]:
    """Join candidates without a code that share a name, a witness and time."""
    parent = list(range(len(loose)))
    buckets: dict[_Key, list[int]] = defaultdict(list)
    for i, c in enumerate(loose):
        for key in _keys(c):
            buckets[key].append(i)
    for bucket in buckets.values():
        for left, right in _joined(loose, bucket):
            a, b = _root(parent, left), _root(parent, right)
            parent[max(a, b)] = min(a, b)
    clusters: dict[int, list[Candidate]] = defaultdict(list)
    for i, c in enumerate(loose):
        clusters[_root(parent, i)].append(c)
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
    for g in sorted(groups, key=lambda g: sorted(c.place for c in g.members)):
        base = _id(g.members)
        taken[base] = taken.get(base, 0) + 1
        g.id = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return sorted(groups, key=lambda g: g.id)


def _id(members: list[Candidate]) -> str:
    code = next((c.code for c in members if c.code), None)
    if code:
        return slug(code)
    first = min((c for c in members if c.name), key=lambda c: (c.name_key, c.name, c.url))
    parties = sorted(p for c in members for p in c.parties)
    return f"{slug(first.name)}-{digest(first.name_key, parties[:1], length=6)}"

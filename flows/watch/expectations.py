"""What a source's file expects, and what its own history lets expect."""

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime

from schemas.alarm import Alarm
from schemas.health import Numbers, Observation
from schemas.source import Source

_RUNS = 8  # earlier visits whose median counts
_DROP = 0.7
_FEW = 3
_PROJECTS_FOR_A_RATE = 5


def expectations(source: Source, seen: Observation, now: Numbers, explained: int) -> Iterator[Alarm]:
    """Hold the numbers against `[expect]`. Pages that another alarm explains count as there."""
    expect = source.expect
    for what, what_fi, bounds, got, more in (
        ("documents", "asiakirjaa", expect.documents, now.documents, explained),
        ("projects", "hanketta", expect.projects, now.projects, 0),
    ):
        if bounds and got + more < bounds[0] and not (explained and what == "projects"):
            yield _told(seen, "expect", f"{got} {what}, expected at least {bounds[0]}",
                        f"{got} {what_fi}, odotettu vähintään {bounds[0]}")  # fmt: skip
        if bounds and got > bounds[1]:
            yield _told(seen, "many", f"{got} {what}, expected at most {bounds[1]}",
                        f"{got} {what_fi}, odotettu enintään {bounds[1]}")  # fmt: skip
    for name, share in sorted(expect.fill.items()):
        got_share = now.fill.get(name, 0.0)
        if now.projects and got_share < share:
            yield _told(seen, "expect", f"{name}: {got_share:.0%} of the projects have a value, expected {share:.0%}",
                        f"{name}: arvo on {got_share:.0%}:lla hankkeista, odotettu {share:.0%}")  # fmt: skip


def dwindling(seen: Observation, now: Numbers) -> Iterator[Alarm]:
    """Hold the numbers against the median of earlier visits: what goes slowly is seen too."""
    past = seen.history[-_RUNS:]
    if len(past) < _FEW:
        return
    for what, what_fi in (("documents", "asiakirjoja"), ("projects", "hankkeita")):
        usual, got = statistics.median(getattr(n, what) for n in past), getattr(now, what)
        if got < _DROP * usual and usual - got >= _FEW:
            yield _told(
                seen, "dwindling", f"{what}: {got}, usually {usual:g}", f"{what_fi}: {got}, tavallisesti {usual:g}"
            )
    rated = [n for n in past if n.projects >= _PROJECTS_FOR_A_RATE]
    if len(rated) < _FEW or now.projects < _PROJECTS_FOR_A_RATE:
        return
    for name in sorted({f for n in rated for f in n.fill}):
        usual, got = statistics.median(n.fill.get(name, 0.0) for n in rated), now.fill.get(name, 0.0)
        if got <= usual - 0.3:
            yield _told(seen, "dwindling", f"{name}: {got:.0%} of the projects have a value, usually {usual:.0%}",
                        f"{name}: arvo on {got:.0%}:lla hankkeista, tavallisesti {usual:.0%}")  # fmt: skip


def stale(source: Source, last: str, now: str) -> Iterator[Alarm]:
    """Tell of a source without a complete visit for longer than its file allows. `last` is empty for never."""
    days = source.expect.fresh_days
    if not (source.active and days and last):
        return
    then, today = (datetime.fromisoformat(t.replace("Z", "+00:00")).astimezone(UTC) for t in (last, now))
    if (today - then).days > days:
        yield Alarm(source=source.name, cause="fresh", numbers={"last": last[:10], "days": days}, since=last, at=now)


def _told(seen: Observation, cause: str, text: str, text_fi: str) -> Alarm:
    return Alarm(source=seen.source, cause=cause, numbers={"symptom": text, "symptom_fi": text_fi}, since=seen.since)

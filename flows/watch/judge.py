"""All that is to be said of one visit: one alarm a cause, the causes nearest to the network first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from fetchers.urls import canonical
from flows.watch.content import content_alarms
from flows.watch.expectations import dwindling, expectations
from flows.watch.pages import SHOWN, first_walls, page_alarms
from flows.watch.profile import numbers
from flows.watch.symptoms import many
from schemas.alarm import Alarm
from schemas.health import Observation
from schemas.snapshot import DEFERRED, GOOD
from schemas.source import Source

_NOT_PAGES = frozenset({"listed", "redirected"})


def judge(source: Source, seen: Observation) -> list[Alarm]:
    """Return what is wrong with the visit.

    Of an unfinished visit only what has already gone wrong is told: it goes on in the next run.
    """
    seen = replace(seen, starts=_starts(source))
    if nothing := _nothing(seen):
        return [nothing]
    if not seen.complete:
        return []
    now = numbers(seen.now)
    if now.documents and not now.facts:
        urls = tuple(sorted(u for u, v in seen.now.items() if not v.state))[:SHOWN]
        return [Alarm(source=seen.source, cause="no_facts", numbers={"n": now.documents}, rows=urls, rows_fi=urls,
                      since=seen.since)]  # fmt: skip
    pages, explained = page_alarms(seen) if seen.before else (first_walls(seen), set())
    content = content_alarms(seen, explained) if seen.before else []
    told = [*pages, *(_orphaned(seen, explained) if seen.before else ()), *content]
    expected = _one_a_cause(expectations(source, seen, now, len(explained) if pages else 0))
    if content:  # the same loss in other words
        expected = [a for a in expected if a.cause != "expect"]
    told += expected
    return told or _one_a_cause(dwindling(seen, now))


def _starts(source: Source) -> frozenset[str]:
    """Return the addresses a visit begins with, as pages are known by; without them little is found."""
    return frozenset(canonical(address) for address in source.start)


def _nothing(seen: Observation) -> Alarm | None:
    """Zero results is a failure; but not where the visit was only stopped before it came to anything."""
    if any(not v.state for v in seen.now.values()) or any(seen.counts.get(o) for o in GOOD):
        return None
    found = {o: n for o, n in seen.counts.items() if o not in _NOT_PAGES} or Counter(v.state for v in seen.now.values())
    if not seen.complete and not DEFERRED & found.keys():
        return None
    outcomes = ", ".join(f"{n} {o}" for o, n in sorted(found.items(), key=lambda kv: -kv[1])) or "0"
    rows = tuple(f"{v.url}: {v.state}{f', {v.detail}' if v.detail else ''}" for v in seen.now.values() if v.state)
    return Alarm(source=seen.source, cause="nothing", numbers={"outcomes": outcomes}, rows=rows[:SHOWN],
                 rows_fi=rows[:SHOWN], since=seen.since)  # fmt: skip


def _orphaned(seen: Observation, explained: set[str]) -> list[Alarm]:
    """Tell of pages that are still there but that no page leads to any more."""
    linked = [u for u, v in seen.before.items() if v.linked and not v.state and u not in explained and u in seen.now]
    lost = sorted(u for u in linked if not seen.now[u].linked)
    # a page that went takes its links along: two pages are many only where none went
    if not many(len(lost), len(linked), 0.3, 0.5 if explained else 0.3):
        return []
    rows = tuple(lost[:SHOWN])
    return [Alarm(source=seen.source, cause="orphaned", numbers={"n": len(lost), "of": len(linked)}, rows=rows,
                  rows_fi=rows, since=seen.since)]  # fmt: skip


def _one_a_cause(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Put alarms of one cause together: the first one's words, the others as rows."""
    by_cause: dict[str, Alarm] = {}
    for alarm in alarms:
        first = by_cause.setdefault(alarm.cause, alarm)
        if first is not alarm:
            by_cause[alarm.cause] = first.model_copy(
                update={"rows": (*first.rows, alarm.what), "rows_fi": (*first.rows_fi, alarm.what_fi)}
            )
    return list(by_cause.values())

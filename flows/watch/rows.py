"""Visits and alarms as rows of the published database."""

from collections.abc import Iterator

from schemas.records import PublishedAlarm, PublishedRun
from store.archive import Archive

_ENDED_SHOWN = 100


def run_rows(archive: Archive) -> Iterator[PublishedRun]:
    """Return the newest visits, with the alarms that were raised at them."""
    raised: dict[tuple[str, str], list[str]] = {}
    for one in archive.watched.raised():
        raised.setdefault((one.alarm.source, one.first), []).append(one.alarm.what_fi)
    for number, r in archive.reports():
        yield PublishedRun(
            id=number, source=r.source, started_at=r.started_at, finished_at=r.finished_at, complete=r.complete,
            counts=r.counts, requests=r.requests, alarms=raised.get((r.source, r.finished_at), []),
            traps=list(r.traps), pages=archive.watched.pages_of(r), odd=[list(o) for o in r.odd],
        )  # fmt: skip


def alarm_rows(archive: Archive) -> Iterator[PublishedAlarm]:
    """Return the alarms, those that have ended for a while too."""
    all_ = archive.watched.raised()
    ended = [r for r in all_ if r.ended][:_ENDED_SHOWN]
    for r in sorted([*(r for r in all_ if not r.ended), *ended], key=lambda r: r.id):
        yield PublishedAlarm(
            id=r.id, source=r.alarm.source, cause=r.alarm.cause, what=r.alarm.what_fi, attempt=r.alarm.attempt_fi,
            rows=list(r.alarm.rows_fi), since=r.alarm.since or None, raised_at=r.first, ended_at=r.ended or None,
        )  # fmt: skip

"""What was asked of a source's hosts: requests, bytes, waits, the next visit, and whether any request broke a rule."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cronsim import CronSim

from fetchers.ledger_check import replay
from schemas.snapshot import LedgerEntry
from schemas.source import Source
from store.archive import Archive

FINLAND = ZoneInfo("Europe/Helsinki")
_SHOWN = 20


def ledger_entries(db: sqlite3.Connection, source: str | None = None) -> list[LedgerEntry]:
    """Return the requests made for a source, or for all, oldest first."""
    names = list(LedgerEntry.model_fields)
    where, given = ("where source = ?", (source,)) if source else ("", ())
    sql = f"select {', '.join(names)} from ledger {where} order by started_at, id"  # noqa: S608 our model's names
    return [LedgerEntry.model_validate(dict(zip(names, row, strict=True))) for row in db.execute(sql, given)]


def ledger(source: Source, archive: Path, now: datetime | None = None) -> str:
    """Describe a source's requests in lines for a person.

    The checker looks at all requests to the hosts, those of other sources included: a host does not care for whom.
    """
    with Archive(archive, read_only=True) as opened:
        everything = ledger_entries(opened.db)
        mine = [e for e in everything if e.source == source.name]
        hosts = {e.host for e in mine}
        breaches = replay((e for e in everything if e.host in hosts), opened.sink.body)
    lines = [*_totals(mine), *_last(mine), f"next visit    {next_visit(source, now or datetime.now(UTC))}"]
    lines += [f"breaches      {len(breaches)} of {len(mine)} requests"]
    return "\n".join([*lines, *(f"  {b.started_at} {b.url}: {b.what}" for b in breaches[:_SHOWN])])


def next_visit(source: Source, now: datetime) -> str:
    """Say when the source is due, in Finnish time."""
    if not source.active:
        return f"paused: {source.paused}" if source.paused else "disabled"
    if source.schedule.cron is None:
        return "no schedule: with the next `kotokanta refresh`"
    due = next(CronSim(source.schedule.cron, now.astimezone(FINLAND)))
    return f"{due:%Y-%m-%d %H.%M} ({source.schedule.cron})"


def _totals(entries: list[LedgerEntry]) -> Iterator[str]:
    robots = sum(e.purpose == "robots" for e in entries)
    yield f"requests      {len(entries)} ({robots} for robots.txt)"
    fetched, saved = sum(e.wire_bytes for e in entries), sum(e.saved_bytes for e in entries)
    yield f"bytes         {fetched} fetched, {saved} spared by asking whether anything changed"
    yield f"waited        {sum(e.waited for e in entries):.1f} s"
    outcomes = Counter(e.outcome.value for e in entries if e.purpose != "robots")
    yield "outcomes      " + (", ".join(f"{n} {o}" for o, n in outcomes.most_common()) or "none")


def _last(entries: list[LedgerEntry]) -> Iterator[str]:
    for host in sorted({e.host for e in entries}):
        last = max(e.started_at for e in entries if e.host == host)
        yield f"last request  {last} to {host}"

"""What the archive remembers for the gates: each visit in numbers, the last good one, alarms, what is held back."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.alarm import Alarm
from schemas.health import Numbers, PageProfile
from schemas.snapshot import CrawlReport
from store import bodies

_KEPT = 60  # visits of a source whose numbers are kept


@dataclass(frozen=True, slots=True)
class Good:
    """The visit that the next one is compared with: the archive as it was up to a snapshot."""

    at: str
    snapshot: int
    orphans: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as the archive has it. `state` is empty for a good one; `ways` are the addresses that led on to it."""

    url: str
    sha256: str
    state: str
    detail: str = ""
    seen_at: str = ""
    links: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm with its life: `ended` is empty while it is open."""

    id: int
    alarm: Alarm
    first: str
    ended: str
    told: bool


class Watched:
    """Implements the memory on an open archive's connection; each method is one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def last_good(self, source: str) -> Good | None:
        """Return the newest visit of a source that was found good or accepted."""
        sql = "select at, snapshot, orphans from watched where source = ? and accepted = 1 order by id desc limit 1"
        row = self._db.execute(sql, (source,)).fetchone()
        return Good(row[0], row[1], frozenset(json.loads(bodies.unpack(row[2])))) if row else None

    def history(self, source: str) -> tuple[Numbers, ...]:
        """Return the numbers of the good visits, the oldest first."""
        sql = "select numbers from watched where source = ? and accepted = 1 order by id"
        return tuple(Numbers.model_validate_json(n) for (n,) in self._db.execute(sql, (source,)))

    def pages_now(self, source: str) -> list[PageRow]:
        """Return the pages of a source with the newest of each. Whether a visit saw it, `seen_at` tells."""
        return [
            PageRow(
                url,
                sha,
                "gone" if gone else "" if good else outcome,
                detail or "",
                seen,
                _targets(links),
                (url, *json.loads(ways or "[]")),
            )
            for url, sha, outcome, good, gone, detail, seen, links, ways in self._db.execute(_NOW, (source,))
        ]

    def pages_then(self, source: str, good: Good) -> list[PageRow]:
        """Return the pages of a source as they were at its last good visit."""
        return [PageRow(*row) for row in self._db.execute(_THEN, (good.snapshot, source, good.at))]

    def last_outcome(self, visit: int | None, url: str) -> tuple[str, str]:
        """Return how the last request for an address in a visit ended, and why."""
        sql = "select outcome, detail from ledger where visit = ? and url = ? order by id desc limit 1"
        row = self._db.execute(sql, (visit, url)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def last_report(self, source: str, *, complete: bool) -> CrawlReport | None:
        """Return the newest report of a source, or the newest of a finished visit."""
        sql = """select report from reports where source = ? and (? = 0 or json_extract(report, '$.complete'))
                 order by id desc limit 1"""
        row = self._db.execute(sql, (source, int(complete))).fetchone()
        return CrawlReport.model_validate_json(row[0]) if row else None

    def pages_of(self, report: CrawlReport, limit: int = 50) -> dict[str, list[str]]:
        """Return the pages that a visit found new, changed or gone, by outcome."""
        window = (report.source, report.started_at, report.finished_at)
        found: dict[str, list[str]] = {}
        for outcome, url in self._db.execute(_CAME, window):
            found.setdefault(outcome, []).append(url)
        gone = [url for (url,) in self._db.execute(_WENT, window)]
        return {outcome: urls[:limit] for outcome, urls in (found | {"gone": gone}).items() if urls}

    def keep(self, report: CrawlReport, version: str, numbers: Numbers, orphans: Iterable[str], *, good: bool) -> None:
        """Keep a visit; the page list of earlier ones goes, their numbers stay for a while."""
        with self._db:
            self._db.execute("update watched set orphans = ? where source = ? and ?", (_pack(()), report.source, good))
            self._db.execute(
                "insert into watched (source, visit, at, version, snapshot, accepted, numbers, orphans) "
                "select ?, ?, ?, ?, coalesce(max(id), 0), ?, ?, ? from snapshots",
                (report.source, report.visit, report.finished_at, version, int(good), numbers.model_dump_json(),
                 _pack(sorted(orphans))),
            )  # fmt: skip
            newest = "select id from watched where source = ? and accepted = ? order by id desc limit ?"
            self._db.execute(f"delete from watched where source = ? and accepted = ? and id not in ({newest})",  # noqa: S608
                             (report.source, int(good), report.source, int(good), _KEPT))  # fmt: skip

    def accept(self, source: str) -> bool:
        """Take the newest visit as good: its alarms end and nothing is held. False when there was none."""
        with self._db:
            sql = "update watched set accepted = 1 where id = (select max(id) from watched where source = ?)"
            done = self._db.execute(sql, (source,)).rowcount
            self._db.execute("delete from held where source = ?", (source,))
            self._db.execute("update alarms set ended = last, told = 0 where source = ? and ended = ''", (source,))
        return bool(done)

    def record(self, source: str, alarms: Sequence[Alarm], at: str, *, ends: Collection[str]) -> None:
        """Write down what is wrong at a source now. Open alarms of causes in `ends` that are not among them end."""
        open_ = {r.alarm.cause: r for r in self.raised(open_only=True) if r.alarm.source == source}
        with self._db:
            for alarm in alarms:
                self._raise(open_.pop(alarm.cause, None), alarm.model_copy(update={"at": at}))
            for cause, gone in open_.items():
                if cause in ends:
                    self._db.execute("update alarms set ended = ?, told = 0 where id = ?", (at, gone.id))

    def _raise(self, before: Raised | None, alarm: Alarm) -> None:
        if before:
            kept = alarm.model_copy(update={"since": before.alarm.since})
            self._db.execute("update alarms set last = ?, alarm = ? where id = ?",
                             (alarm.at, kept.model_dump_json(), before.id))  # fmt: skip
            return
        self._db.execute(
            "insert into alarms (source, cause, first, last, ended, told, alarm) values (?, ?, ?, ?, '', 0, ?)",
            (alarm.source, alarm.cause, alarm.at, alarm.at, alarm.model_dump_json()),
        )

    def raised(self, *, open_only: bool = False, limit: int = 1000) -> list[Raised]:
        """Return alarms, the newest first."""
        sql = "select id, alarm, first, ended, told from alarms where ? = 0 or ended = '' order by id desc limit ?"
        rows = self._db.execute(sql, (int(open_only), limit))
        return [Raised(i, Alarm.model_validate_json(a), first, ended, bool(told)) for i, a, first, ended, told in rows]

    def told(self, raised: Iterable[Raised]) -> None:
        """Note that people were told of these."""
        with self._db:
            self._db.executemany("update alarms set told = 1 where id = ?", [(r.id,) for r in raised])

    def hold(self, source: str, good: Good | None) -> None:
        """Publish a source as it was at its last good visit from now on; without one publish nothing of it."""
        with self._db:
            self._db.execute(
                "insert or ignore into held (source, snapshot, since) values (?, ?, ?)",
                (source, good.snapshot if good else 0, good.at if good else ""),
            )

    def release(self, source: str) -> None:
        """Publish what is newest of a source again."""
        with self._db:
            self._db.execute("delete from held where source = ?", (source,))

    def held(self) -> Mapping[str, str]:
        """Return the sources that are held back and the date of their records."""
        return dict(self._db.execute("select source, since from held").fetchall())

    def profile(self, sha256: str, url: str, version: str) -> PageProfile | None:
        """Return a kept profile."""
        sql = "select profile from profiles where sha256 = ? and url = ? and version = ?"
        row = self._db.execute(sql, (sha256, url, version)).fetchone()
        return PageProfile.model_validate_json(bodies.unpack(row[0])) if row else None

    def keep_profiles(self, profiles: Mapping[tuple[str, str], PageProfile], version: str) -> None:
        """Keep profiles by content and address; those of other versions of the same go."""
        with self._db:
            for (sha256, url), profile in profiles.items():
                self._db.execute("delete from profiles where sha256 = ? and version != ?", (sha256, version))
                self._db.execute(
                    "insert or replace into profiles values (?, ?, ?, ?)",
                    (sha256, url, version, bodies.pack(profile.model_dump_json(exclude_defaults=True))),
                )


def _pack(urls: Iterable[str]) -> bytes:
    return bodies.pack(json.dumps(list(urls)))


def _targets(links: str | None) -> tuple[str, ...]:
    return tuple(_urls(json.loads(links or "[]")))


def _urls(entries: Iterable[Mapping[str, str]]) -> Iterator[str]:
    return (e["url"] for e in entries)


_NOW = """
    select u.url, n.sha256, n.outcome, u.good is not null and u.good = u.newest, u.gone_at,
           json_extract(n.meta, '$.detail'), u.seen_at, u.links,
           json_extract(n.meta, '$.redirects')
    from urls u join snapshots n on n.id = u.newest where u.source = ? and u.purpose = 'page' order by u.url
"""
_THEN = """
    select u.url, s.sha256, case when s.outcome in ('new', 'changed', 'unchanged') then '' else s.outcome end
    from urls u join snapshots s on s.id = (select max(g.id) from snapshots g where g.url = u.url and g.id <= ?)
    where u.source = ? and u.purpose = 'page' and not coalesce(u.gone_at <= ?, 0) order by u.url
"""
_CAME = """
    select s.outcome, s.url from urls u join snapshots s on s.url = u.url
    where u.source = ? and s.purpose = 'page' and s.outcome in ('new', 'changed') and s.fetched_at between ? and ?
    order by s.id
"""
_WENT = "select url from urls where source = ? and purpose = 'page' and gone_at between ? and ? order by url"

"""The archive as a fetcher sees it (`schemas.snapshot.SnapshotSink`): each method is one durable transaction."""

import json
import sqlite3
from collections.abc import Sequence

from schemas.snapshot import (
    GOOD,
    CrawlReport,
    FrontierEntry,
    Hold,
    Known,
    LedgerEntry,
    Outcome,
    Snapshot,
    Visit,
)
from store import bodies


class Sink:
    """Implements `SnapshotSink`; see there for what each method promises."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def begin(self, source: str, at: str) -> Visit:
        """Start a visit, or resume the source's unfinished one."""
        sql = "select id, started_at from visits where source = ? and finished_at is null order by id desc"
        row = self._db.execute(sql, (source,)).fetchone()
        if row:
            return Visit(id=row[0], source=source, started_at=row[1], resumed=True)
        with self._db:
            done = self._db.execute("insert into visits (source, started_at) values (?, ?)", (source, at))
        return Visit(id=done.lastrowid or 0, source=source, started_at=at)

    def push(self, visit: Visit, entries: Sequence[FrontierEntry]) -> int:
        """Put URLs on the frontier; known ones are left alone. Return how many were new."""
        with self._db:
            return self._push(visit, entries)

    def pending(self, visit: Visit, limit: int) -> list[FrontierEntry]:
        """Return waiting URLs in the order they were pushed."""
        sql = "select entry from frontier where visit = ? and outcome is null order by place limit ?"
        return [FrontierEntry.model_validate_json(e) for (e,) in self._db.execute(sql, (visit.id, limit))]

    def visited(self, visit: Visit) -> dict[str, int]:
        """Return how many URLs are done, by outcome."""
        sql = "select outcome, count(*) from frontier where visit = ? and outcome is not null group by outcome"
        return dict(self._db.execute(sql, (visit.id,)).fetchall())

    def unvisited(self, visit: Visit) -> list[FrontierEntry]:
        """Return known pages of this source, not gone, that this visit's frontier never held."""
        rows = self._db.execute(_UNVISITED, (visit.source, visit.id))
        return [FrontierEntry(url=u, depth=d or 0, referrer=r) for u, d, r in rows]

    def latest(self, url: str) -> Known | None:
        """Return the newest good snapshot of a URL, else the newest."""
        sql = """select s.meta, u.seen_at, u.gone_at from urls u
                 join snapshots s on s.id = coalesce(u.good, u.newest) where u.url = ?"""
        row = self._db.execute(sql, (url,)).fetchone()
        if row is None:
            return None
        kept = json.loads(row[0])
        return Known(**{k: kept[k] for k in _KNOWN if k in kept}, seen_at=row[1], gone_at=row[2])

    def links(self, url: str) -> list[FrontierEntry]:
        """Return the links given with the last `save` of this URL."""
        row = self._db.execute("select links from urls where url = ?", (url,)).fetchone()
        return [FrontierEntry.model_validate(e) for e in json.loads(row[0] or "[]")] if row else []

    def body(self, sha256: str) -> bytes | None:
        """Return a stored body."""
        return bodies.get(self._db, sha256)

    def save(self, visit: Visit | None, snapshot: Snapshot, body: bytes, links: Sequence[FrontierEntry] = ()) -> None:
        """Store a new or changed body with its metadata and links, push the links, mark the URL done."""
        with self._db:
            bodies.put(self._db, snapshot.sha256, body)
            number = self._insert_snapshot(snapshot)
            good = number if snapshot.outcome in GOOD else None
            packed = json.dumps([e.model_dump(mode="json") for e in links], ensure_ascii=False)
            self._db.execute(
                _SAVE, (snapshot.url, snapshot.source, snapshot.purpose, number, good, snapshot.fetched_at, packed)
            )
            if visit:
                self._push(visit, links)
                self._mark(visit, snapshot.url, snapshot.outcome, snapshot.fetched_at, snapshot.detail)

    def touch(self, visit: Visit | None, url: str, at: str, links: Sequence[FrontierEntry] = ()) -> None:
        """Confirm the known body as unchanged, push the links, mark the URL done as unchanged."""
        with self._db:
            self._db.execute("update urls set seen_at = ?, gone_at = null where url = ?", (at, url))
            if visit:
                self._push(visit, links)
                self._mark(visit, url, Outcome.UNCHANGED, at)

    def done(
        self, visit: Visit, url: str, outcome: Outcome, at: str, detail: str = "", links: Sequence[FrontierEntry] = ()
    ) -> None:
        """Mark a URL done without a body; a gone page gets its date. Push the links."""
        with self._db:
            if outcome is Outcome.GONE:
                self._db.execute("update urls set gone_at = coalesce(gone_at, ?) where url = ?", (at, url))
            self._push(visit, links)
            self._mark(visit, url, outcome, at, detail)

    def ledger(self, entry: LedgerEntry) -> None:
        """Append one request."""
        row = entry.model_dump(mode="json")
        sql = f"insert into ledger ({', '.join(row)}) values ({', '.join('?' * len(row))})"  # noqa: S608 our model's names
        with self._db:
            self._db.execute(sql, tuple(row.values()))

    def hold(self, hold: Hold) -> None:
        """Remember that a host asked to be left alone."""
        with self._db:
            self._db.execute("insert or replace into holds values (?, ?, ?)", (hold.host, hold.until, hold.reason))

    def held(self, host: str, at: str) -> Hold | None:
        """Return the hold of a host that is still in force."""
        sql = "select host, until, reason from holds where host = ? and until > ?"
        row = self._db.execute(sql, (host, at)).fetchone()
        return Hold(host=row[0], until=row[1], reason=row[2]) if row else None

    def finish(self, visit: Visit, report: CrawlReport) -> None:
        """Keep the report; a complete visit ends and its frontier goes."""
        with self._db:
            self._db.execute(
                "insert into reports (visit, source, finished_at, report) values (?, ?, ?, ?)",
                (visit.id, visit.source, report.finished_at, report.model_dump_json()),
            )
            if report.complete:
                self._db.execute("update visits set finished_at = ? where id = ?", (report.finished_at, visit.id))
                self._db.execute("delete from frontier where visit = ?", (visit.id,))

    def _insert_snapshot(self, s: Snapshot) -> int:
        columns = "url, sha256, outcome, purpose, source, fetched_at, meta"
        sql = f"insert into snapshots ({columns}) values (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 names above
        values = (s.url, s.sha256, s.outcome, s.purpose, s.source, s.fetched_at, s.model_dump_json())
        return self._db.execute(sql, values).lastrowid or 0

    def _push(self, visit: Visit, entries: Sequence[FrontierEntry]) -> int:
        before = self._db.total_changes
        self._db.executemany(
            "insert or ignore into frontier (visit, url, entry) values (?, ?, ?)",
            [(visit.id, e.url, e.model_dump_json()) for e in entries],
        )
        return self._db.total_changes - before

    def _mark(self, visit: Visit, url: str, outcome: str, at: str, detail: str = "") -> None:
        sql = "update frontier set outcome = ?, done_at = ?, detail = ? where visit = ? and url = ?"
        self._db.execute(sql, (str(outcome), at, detail, visit.id, url))


_KNOWN = (
    "url",
    "sha256",
    "outcome",
    "media_type",
    "bytes",
    "etag",
    "last_modified",
    "fetched_at",
    "rules",
    "said_sha256",
)
_SAVE = """
    insert into urls (url, source, purpose, newest, good, seen_at, links) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (url) do update set source = excluded.source, purpose = excluded.purpose, newest = excluded.newest,
    good = coalesce(excluded.good, good), seen_at = excluded.seen_at, links = excluded.links,
    gone_at = case when excluded.good is null then gone_at end
"""
_UNVISITED = """
    select u.url, json_extract(s.meta, '$.depth'), json_extract(s.meta, '$.referrer')
    from urls u join snapshots s on s.id = u.newest
    where u.source = ? and u.purpose = 'page' and u.gone_at is null
    and not exists (select 1 from frontier f where f.visit = ? and f.url = u.url) order by u.url
"""

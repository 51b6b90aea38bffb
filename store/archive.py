"""The archive: every byte that was fetched, unchanged, and what was read from it. Private; never published as it is."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from schemas.errors import UsageError
from schemas.result import DrawnPage, Findings, ReadDocument, Result
from schemas.snapshot import CrawlReport
from store import bodies
from store.archive_tables import SCHEMA, make_tables
from store.connection import connect
from store.sink import Sink
from store.watched import Watched


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A body as it stands to be read: one content, the address it is read under, and all addresses that hold it.

    `url` is what links resolve against. Times are those of the address it is read under.
    """

    sha256: str
    url: str
    media_type: str
    source: str
    fetched_at: str
    seen_at: str
    gone_at: str | None
    also_at: tuple[str, ...] = ()


class Archive:
    """An open archive. Use it as a context manager, in one thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or make the archive. Raises `UsageError` and `KotokantaError` as `store.connection.connect` does."""
        self.path = path
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.db: sqlite3.Connection = connect(path, SCHEMA, read_only=read_only)
        if not read_only:
            make_tables(self.db)
        elif self.db.execute("pragma user_version").fetchone()[0] < SCHEMA:
            self.db.close()
            raise UsageError(f"{path}: made by an older Kotokanta; run `kotokanta rebuild` once")
        self.sink = Sink(self.db)
        self.watched = Watched(self.db)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.db.close()

    def current(self) -> list[Source]:
        """Return what is to be read: the newest good body of each page, one entry a content, ordered by content.

        Pages that are gone stay, with the date. Of a source that is held back what was good at its last good visit is
        returned. Of several addresses with one content the one still there comes
        first, then the shortest, then the alphabetically first.
        """
        return self._contents(_HELD)

    def to_read(self) -> list[Source]:
        """Return what has to be read: what is published, what is newest, and what the newest is compared with."""
        views = (self._contents(_HELD), self._contents(_NEWEST), self._contents(_LAST_GOOD))
        return list({(s.sha256, s.url): s for view in views for s in view}.values())

    def _contents(self, until: str) -> list[Source]:
        by_content: dict[str, list[Source]] = {}
        for row in self.db.execute(_CONTENTS.format(until=until)):
            by_content.setdefault(row[0], []).append(Source(*row))
        return [_chosen(by_content[sha]) for sha in sorted(by_content)]

    def body(self, sha256: str) -> bytes:
        """Return a stored body. Raises `KeyError` when there is none, `ValueError` when it is damaged."""
        body = bodies.get(self.db, sha256)
        if body is None:
            raise KeyError(sha256)
        return body

    def unread(self, sources: Iterable[Source], version: str) -> list[Source]:
        """Return those that this version of the extractors has not read yet."""
        known = set(self.db.execute("select sha256, url from extractions where version = ?", (version,)))
        return [s for s in sources if (s.sha256, s.url) not in known]

    def kinds(self, version: str) -> dict[tuple[str, str], str]:
        """Return the kind of each document this version read, by content and address."""
        sql = "select sha256, url, kind from extractions where version = ?"
        return {(sha, url): kind for sha, url, kind in self.db.execute(sql, (version,))}

    def unreadable(self, version: str) -> list[tuple[str, str, str]]:
        """Return address, outcome and reason of the documents this version could not read."""
        sql = "select url, outcome, document from extractions where version = ? and outcome != 'read' order by url"
        rows = self.db.execute(sql, (version,)).fetchall()
        return [(u, o, ReadDocument.model_validate_json(bodies.unpack(d)).detail) for u, o, d in rows]

    def keep(self, results: Iterable[Result], version: str) -> None:
        """Keep results of this version; older versions' results of the same content go. One transaction."""
        with self.db:
            for r in results:
                d, f = r.document, r.findings
                self.db.execute("delete from extractions where sha256 = ? and version != ?", (d.id, version))
                self.db.execute(
                    "insert or replace into extractions values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (d.id, d.url, version, d.outcome, d.kind, len(f.facts), len(f.dropped),
                     bodies.pack(d.model_dump_json()), bodies.pack(f.model_dump_json())),
                )  # fmt: skip
                self.db.execute("delete from page_images where sha256 = ?", (d.id,))
                self.db.executemany(
                    "insert into page_images values (?, ?, ?, ?, ?)",
                    [(d.id, i.number, i.width, i.height, i.png) for i in r.images],
                )

    def forget_readings(self) -> None:
        """Drop all that was read, so that every document is read again. What was fetched stays."""
        with self.db:
            self.db.execute("delete from extractions")
            self.db.execute("delete from page_images")

    def document(self, source: Source, version: str) -> ReadDocument:
        """Return a document as read. Raises `KeyError` when it was not."""
        return ReadDocument.model_validate_json(self._extraction("document", source, version))

    def findings(self, source: Source, version: str) -> Findings:
        """Return a document's facts. Raises `KeyError` when it was not read."""
        return Findings.model_validate_json(self._extraction("findings", source, version))

    def result(self, sha256: str, url: str, version: str) -> tuple[ReadDocument, Findings]:
        """Return what was read from a content under an address. Raises `KeyError` when it was not."""
        sql = "select document, findings from extractions where sha256 = ? and url = ? and version = ?"
        row = self.db.execute(sql, (sha256, url, version)).fetchone()
        if row is None:
            raise KeyError(f"{url} ({sha256})")
        read, found = map(bodies.unpack, row)
        return ReadDocument.model_validate_json(read), Findings.model_validate_json(found)

    def images(self, sha256: str) -> Iterator[DrawnPage]:
        """Return the drawn pages of a document."""
        sql = "select number, width, height, png from page_images where sha256 = ? order by number"
        for number, width, height, png in self.db.execute(sql, (sha256,)):
            yield DrawnPage(number=number, width=width, height=height, png=png)

    def reports(self, limit: int = 100) -> list[tuple[int, CrawlReport]]:
        """Return the newest crawl reports with their numbers, newest first."""
        rows = self.db.execute("select id, report from reports order by id desc limit ?", (limit,))
        return [(number, CrawlReport.model_validate_json(report)) for number, report in rows]

    def _extraction(self, column: str, source: Source, version: str) -> bytes:
        sql = f"select {column} from extractions where sha256 = ? and url = ? and version = ?"  # noqa: S608 ours
        row = self.db.execute(sql, (source.sha256, source.url, version)).fetchone()
        if row is None:
            raise KeyError(f"{source.url} ({source.sha256})")
        return bodies.unpack(row[0])


_CONTENTS = """
    select s.sha256, s.url, json_extract(s.meta, '$.media_type'), u.source, s.fetched_at,
           min(u.seen_at, coalesce(h.since, u.seen_at)), u.gone_at
    from urls u left join ({until}) h on h.source = u.source
    join snapshots s on s.id = case when h.source is null then u.good else (
        select max(g.id) from snapshots g
        where g.url = u.url and g.id <= h.snapshot and g.outcome in ('new', 'changed', 'unchanged')
    ) end
    where u.purpose = 'page'
"""
# up to which snapshot each source counts; a source without a row counts as it is now
_NEWEST = "select source, snapshot, since from held where 0"
_HELD = "select source, snapshot, since from held"
_LAST_GOOD = """
    select source, snapshot, at as since from watched
    where id in (select max(id) from watched where accepted = 1 group by source)
"""


def _chosen(same: list[Source]) -> Source:
    first, *others = sorted(same, key=lambda s: (s.gone_at is not None, len(s.url), s.url))
    also = tuple(sorted(s.url for s in others))
    return Source(first.sha256, first.url, first.media_type, first.source, first.fetched_at, first.seen_at,
                  first.gone_at, also)  # fmt: skip

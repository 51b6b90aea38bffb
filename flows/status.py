"""`kotokanta status`: what there is, what happened last, what needs a look."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flows.known_sources import known_sources
from flows.settings import Home, engine_line, reading_version
from flows.watch.run import open_alarms
from schemas.records import SCHEMA_VERSION
from schemas.source import Source
from store.archive import Archive
from store.connection import connect

_TABLES = (
    "projects",
    "organisations",
    "contacts",
    "goals",
    "actions",
    "metrics",
    "periods",
    "money",
    "documents",
    "facts",
)
_SHOWN = 10


def status(home: Home) -> str:
    """Return the whole report as text. Nothing is changed."""
    lines = [f"home       {home.folder}{'' if home.folder.exists() else '  (not there yet)'}"]
    lines += [f"reading    {line}"] if (line := engine_line()) else []
    sources = known_sources(lines.append)
    if home.archive.exists():
        with Archive(home.archive, read_only=True) as archive:
            lines += [*_sources(archive, sources), *_documents(archive), *_published(home.published)]
            lines += ["", "alarms", *_indented(open_alarms(archive))]
            lines += ["", "needs attention", *_indented(_attention(archive, home))]
    else:
        lines += [*_never(sources), "", "nothing has been fetched yet: run `kotokanta refresh` or `kotokanta ingest`"]
    return "\n".join(lines)


def _never(sources: Sequence[Source]) -> list[str]:
    return ["", "sources", *(f"  {s.name:<32} {_state(s)}" for s in sources if s.enabled), _disabled(sources)]


def _state(source: Source) -> str:
    if source.paused:
        return f"paused: {source.paused}"
    return "never visited" if source.enabled else "disabled"


def _sources(archive: Archive, sources: Sequence[Source]) -> Iterator[str]:
    pages = dict(
        archive.db.execute(
            "select source, count(*) from urls where good is not null and purpose = 'page' group by source"
        ).fetchall()
    )
    last = {r.source: r for _, r in reversed(archive.reports(limit=1000))}
    known = {s.name: s for s in sources}
    yield from ("", "sources")
    for name in sorted({n for n, s in known.items() if s.enabled} | set(pages)):
        report = last.get(name)
        counts = ", ".join(f"{n} {o}" for o, n in sorted(report.counts.items())) if report else ""
        state = _state(known[name]) if name in known else "files and single pages"
        how = f"{report.finished_at[:16]}  {counts}" if report else state
        unfinished = "" if report is None or report.complete else "  (unfinished; the next run goes on)"
        yield f"  {name:<32} {pages.get(name, 0):>6} pages  {how}{unfinished}"
    yield _disabled(sources)


def _disabled(sources: Sequence[Source]) -> str:
    names = [s.name for s in sources if not s.enabled]
    return f"  disabled: {', '.join(names)}" if names else ""


def _documents(archive: Archive) -> Iterator[str]:
    sql = """select outcome, count(*), sum(facts), sum(dropped) from extractions where version = ?
             group by outcome order by 2 desc"""
    yield from ("", "documents by outcome")
    rows = archive.db.execute(sql, (reading_version(),)).fetchall()
    yield from (
        f"  {outcome:<32} {n:>6}  {facts} facts, {dropped} values dropped" for outcome, n, facts, dropped in rows
    )
    waiting = len(archive.unread(archive.current(), reading_version()))
    if waiting:
        yield f"  {'not read by this version':<32} {waiting:>6}  run `kotokanta rebuild`"


def _published(path: Path) -> Iterator[str]:
    yield from ("", "published")
    if not path.exists():
        yield "  nothing yet"
        return
    db = connect(path, SCHEMA_VERSION, read_only=True)
    try:
        about = dict(db.execute("select key, value from about").fetchall())
        yield f"  built {about.get('built_at')}  content {about.get('content_hash', '')[:12]}"
        for table in _TABLES:
            yield f"  {table:<32} {_count(db, table):>6}"
    finally:
        db.close()


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 our names


def _attention(archive: Archive, home: Home) -> list[str]:
    version = reading_version()
    lines = [f"{url}: {outcome}, {detail}" for url, outcome, detail in archive.unreadable(version)[:_SHOWN]]
    latest = {r.source: r for _, r in reversed(archive.reports(limit=1000))}
    for r in latest.values():
        odd = (f"{url}: {outcome}, {detail}" for url, outcome, detail in r.odd[:_SHOWN])
        lines += [f"{r.source}: {line}" for line in (*r.traps, *odd)]
    for url, dropped in archive.db.execute(_DROPPED, (version, _SHOWN)):
        lines.append(f"{url}: {dropped} values did not prove themselves and were dropped")
    if home.published.exists():
        lines += _told(home.published)
    return lines or ["nothing"]


_DROPPED = "select url, dropped from extractions where version = ? and dropped > 0 order by dropped desc, url limit ?"


def _told(path: Path) -> Iterator[str]:
    db = connect(path, SCHEMA_VERSION, read_only=True)
    try:
        about = dict(db.execute("select key, value from about").fetchall())
    finally:
        db.close()
    if int(about.get("nameless", 0)):
        yield f"{about['nameless']} project documents give neither name nor code; their values stand with the document"
    if int(about.get("set_aside", 0)):
        yield f"{about['set_aside']} values fit no column and were set aside"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)

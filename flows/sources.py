"""`kotokanta source …`: looking at the sources, checking their files, trying one without keeping anything."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows import settings
from flows.crawl_report import counts_line
from flows.crawling import crawl_sources, crawlable, reachable
from flows.extracting import Job, read_batch
from flows.ingesting import fetch_settings
from flows.known_sources import known_sources
from schemas.errors import UsageError
from schemas.result import Result
from schemas.snapshot import CrawlReport
from schemas.source import Expect, Source
from schemas.source_files import load_source, load_sources
from store.archive import Archive

_LONGEST = 100


def listing() -> str:
    """Return one line a source: name, state, kind, owner."""
    lines = [f"{s.name:<32} {_state(s):<10} {s.kind:<10} {s.owner}" for s in known_sources()]
    return "\n".join(lines) or f"no sources in {settings.SOURCES}"


def _state(source: Source) -> str:
    return "paused" if source.paused else "enabled" if source.enabled else "disabled"


def checked(files: Sequence[Path]) -> str:
    """Check the files, all sources without any. Raises `SourceFileError` with all mistakes."""
    sources = [load_source(path) for path in files] if files else load_sources(settings.SOURCES)
    return f"{len(sources)} source files are right"


def find(name: str) -> Source:
    """Return a source by name; mistakes in other files do not matter. Raises `UsageError`."""
    if name not in {path.stem for path in settings.SOURCES.glob("*.toml")}:
        raise UsageError(f"no source is called {name}; `kotokanta source list` shows them")
    return load_source(settings.SOURCES / f"{name}.toml")


def shown(name: str) -> str:
    """Return a source's settings, defaults included."""
    return find(name).model_dump_json(indent=2)


def tried(name: str, pages: int) -> str:
    """Crawl a few pages of a source into a folder that goes away, and return what would be extracted."""
    source = find(name)
    few = source.model_copy(
        update={"scope": source.scope.model_copy(update={"pages": pages}), "expect": Expect(), "enabled": True}
    )
    with tempfile.TemporaryDirectory(prefix="kotokanta-") as folder, Archive(Path(folder) / "archive.db") as archive:
        with reachable([few], fetch_settings()) as fetching:
            reports = asyncio.run(crawl_sources([few], archive.sink, fetching))
        jobs = [Job(s.sha256, s.url, s.media_type, archive.body(s.sha256)) for s in archive.current()]
    return "\n".join([*_visit(reports), *(line for r in read_batch(jobs) for line in _document(r))])


def _visit(reports: Sequence[CrawlReport]) -> Iterator[str]:
    for r in reports:
        yield f"{r.source}: {counts_line([r.counts])}"
        yield from (f"  {url}: {outcome}, {detail}" for url, outcome, detail in r.odd)


def _document(result: Result) -> Iterator[str]:
    d = result.document
    yield f"\n{d.url}\n  {d.outcome}: {d.kind}, {d.language or 'language unknown'}  {d.title}{d.detail}"
    for f in result.findings.facts:
        sorts = ", ".join(str(v) for v in f.qualifiers.values())
        value = str(f.value)
        short = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        yield f"  {f.field:<24} {short}{f'  ({sorts})' if sorts else ''}"
    yield from (f"  dropped: {reason}" for reason in result.findings.dropped)
    yield from (f"  label nobody read: {label}" for label in d.unread_labels)


def chosen(names: list[str]) -> list[Source]:
    """Return the sources to visit: those named, else all enabled. Raises `UsageError` for none or a mistake."""
    active = [find(n) for n in names] if names else crawlable(load_sources(settings.SOURCES))
    if not active:
        raise UsageError(f"no source is enabled in {settings.SOURCES}; set `enabled = true` in one of its files")
    return active

"""From what was read to the published database: resolve, build beside, gate, swap."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from extractors.language.search_terms import index_text
from flows.gates import failures
from flows.republishing import inputs, known_inputs
from flows.settings import Home
from flows.watch.rows import alarm_rows, run_rows
from schemas.errors import GateFailed
from schemas.records import About, PageImage, PublishedSource, Row, SourceDocument
from schemas.source import Source
from store.archive import Archive
from store.ids import digest
from store.judgements import back_up
from store.published import Building, content_hash
from store.resolve import Resolver
from store.retouch import renew, renew_times, retouched

_TITLES = {"upload": "Tuodut tiedostot", "url": "Yksittäiset sivut"}
_COUNTED = ("projects", "organisations", "contacts", "goals", "metrics", "periods", "documents", "facts")


@dataclass(slots=True)
class Published:
    """What was published: rows by table, content hash, values that fit no column, project pages without a name."""

    counts: dict[str, int] = field(default_factory=dict)
    content_hash: str = ""
    set_aside: list[str] = field(default_factory=list)
    nameless: int = 0


def publish(
    home: Home,
    archive: Archive,
    version: str,
    sources: Sequence[Source] = (),
    on_progress: Callable[[int], None] | None = None,
    *,
    whole: bool = True,
) -> Published:
    """Build the database from what `version` read and put it in place. Raises `GateFailed`; the old one then stays.

    Without `whole`, where nothing that is published has changed, only times, visits and alarms are renewed.
    """
    at = datetime.now(UTC)
    back_up(home.judgements, home.backups, f"judgements-{at:%Y%m%dT%H%M%SZ}.db")
    key = inputs(home, archive, version, sources)
    if not whole and (about := known_inputs(home)).get("inputs") == key:
        return _renewed(home, archive, sources, about, at)
    resolver = Resolver(archive, version)
    with Building(home.published, index_text) as building:
        building.insert(_counted(_all_rows(archive, resolver, sources), on_progress))
        building.complete()
        published = _report(building, resolver)
        problems = failures(building.db)
        if problems:
            kept = "the old one stays" if home.published.exists() else "nothing is published"
            raise GateFailed(f"the new database did not pass, {kept}: {'; '.join(problems)}")
        building.insert(_about(archive, version, published, at, key))
        building.swap()
    return published


def _renewed(home: Home, archive: Archive, sources: Sequence[Source], about: dict[str, str], at: datetime) -> Published:
    current = archive.current()
    documents = Counter(s.source for s in current)
    seen: dict[str, str] = {}
    for s in current:
        seen[s.source] = max(seen.get(s.source, ""), s.seen_at)
    with retouched(home.published) as db:
        renew_times(db, current)
        known = {source.name: source for source in sources}
        renew(db, _sources(documents, seen, known, archive.watched.held()), "sources")
        renew(db, [*run_rows(archive), *alarm_rows(archive)], "runs", "alarms")
        about["built_at"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        renew(db, (About(key=k, value=v) for k, v in about.items()), "about")
        counts = {t: int(db.execute(f"select count(*) from {t}").fetchone()[0]) for t in _COUNTED}  # noqa: S608 ours
    return Published(counts, about["content_hash"], [], int(about["nameless"]))


def _counted(rows: Iterator[Row], on_progress: Callable[[int], None] | None) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if on_progress and number % 500 == 0:
            on_progress(number)
        yield row


def _all_rows(archive: Archive, resolver: Resolver, sources: Sequence[Source]) -> Iterator[Row]:
    documents: dict[str, int] = {}
    seen: dict[str, str] = {}
    for row in resolver.rows():
        yield row
        if isinstance(row, SourceDocument) and row.source:
            documents[row.source] = documents.get(row.source, 0) + 1
            seen[row.source] = max(seen.get(row.source, ""), row.seen_at)
            yield from _pages(archive, row.id)
    yield from _sources(documents, seen, {s.name: s for s in sources}, archive.watched.held())
    yield from run_rows(archive)
    yield from alarm_rows(archive)


def _pages(archive: Archive, document: str) -> Iterator[PageImage]:
    for i in archive.images(document):
        yield PageImage(document=document, number=i.number, width=i.width, height=i.height, png=i.png)


def _sources(
    documents: dict[str, int], seen: dict[str, str], known: dict[str, Source], held: Mapping[str, str]
) -> Iterator[PublishedSource]:
    for name in sorted(documents):
        s = known.get(name)
        yield PublishedSource(
            name=name,
            title=(s.title if s else _TITLES.get(name)) or name,
            owner=s.owner if s else "",
            licence=s.licence if s else "",
            note=s.note if s else "",
            documents=documents[name],
            last_seen=seen[name],
            stale_since=held.get(name),
        )


def _report(building: Building, resolver: Resolver) -> Published:
    return Published(
        counts={table: building.count(table) for table in _COUNTED},
        content_hash=content_hash(building.db),
        set_aside=resolver.set_aside,
        nameless=resolver.nameless,
    )


def _about(archive: Archive, version: str, published: Published, at: datetime, key: str) -> Iterator[About]:
    told = {
        "built_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "extractors": version,
        "archive_hash": digest(*((s.sha256, s.url) for s in archive.current()), length=64),
        "content_hash": published.content_hash,
        "sqlite": sqlite3.sqlite_version,
        "inputs": key,
        "set_aside": str(len(published.set_aside)),
        "nameless": str(published.nameless),
    }
    yield from (About(key=key, value=value) for key, value in told.items())

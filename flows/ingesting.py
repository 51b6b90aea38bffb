"""`kotokanta ingest`: files and single pages, read and published at once, without Prefect."""

import asyncio
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fetchers.settings import FetchSettings
from flows.containers import is_container, take_container
from flows.crawling import fetch_url, reachable
from flows.extracting import Extracted, extract_archive
from flows.known_sources import known_sources
from flows.progress import Reporter
from flows.publishing import Published, publish
from flows.settings import Home, engine_line, reading_version, workers
from flows.uploads import Uploaded, find_files, upload_all
from schemas.errors import FetchRefused, KotokantaError, UsageError
from schemas.snapshot import GOOD
from schemas.source import Source
from store.archive import Archive
from store.connection import writer_lock
from store.published import refuse_newer

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def fetch_settings() -> FetchSettings:
    """Return the fetchers' settings: KOTOKANTA_CONTACT is the address that stands in every request."""
    return FetchSettings(contact=os.environ.get("KOTOKANTA_CONTACT", ""))


def now() -> str:
    """Return the time as snapshots write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ingest(home: Home, targets: Sequence[str], reporter: Reporter, *, publishing: bool = True) -> None:
    """Take files, folders and web addresses; read and publish them.

    Raises `UsageError` before anything is changed, and `KotokantaError` when none of the targets could be taken.
    """
    urls = [t for t in targets if _is_address(t)]
    files = find_files([Path(t) for t in targets if t not in urls])
    sources = known_sources(reporter.warn)
    refuse_newer(home.published)
    tell_engine(reporter)
    with writer_lock(home.folder), Archive(home.archive) as archive:
        with reporter.stage("Take") as stage:
            done = upload_all(archive, [f for f in files if not is_container(f.path)], now())
            for file in files:
                if is_container(file.path):
                    take_container(archive, file, now(), done)
            for url in urls:
                _fetch(archive, url, sources, done)
            stage.update(done.line())
        for line in done.left_out:
            reporter.warn(line)
        if not done.taken:
            raise KotokantaError("nothing was taken")
        read_archive(archive, reporter)
        _tell_unread(archive, done, reporter)
        if publishing:
            publish_archive(home, archive, sources, reporter)


def _is_address(target: str) -> bool:
    """Tell web addresses from files. Raises `UsageError` for an address of another kind."""
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise UsageError(f"{target}: only http:// and https:// addresses are fetched; a file is given by its path")
    return scheme is not None


def tell_engine(reporter: Reporter) -> None:
    """Say which dictionary reads Finnish when it is not the one that should."""
    if line := engine_line():
        reporter.say(line)


def _fetch(archive: Archive, url: str, sources: Sequence[Source], done: Uploaded) -> None:
    sample = [s for s in sources if s.sample]
    try:
        with reachable(sample, fetch_settings()) as settings:
            snapshot = asyncio.run(fetch_url(url, archive.sink, settings))
    except FetchRefused as error:
        done.left_out.append(f"{url}: not fetched, {error}")
        return
    if snapshot.outcome in GOOD:
        done.add(snapshot.url, snapshot.outcome)
    else:
        done.left_out.append(f"{url}: {snapshot.outcome}, {snapshot.detail or 'not a page to read'}")


def read_archive(archive: Archive, reporter: Reporter) -> Extracted:
    """Read what this version of the extractors has not read yet, showing how far it is."""
    with reporter.stage("Read") as stage:
        read = extract_archive(archive, reading_version(), workers(), lambda done: stage.update(extracted_line(done)))
        stage.update(extracted_line(read))
    return read


def extracted_line(done: Extracted) -> str:
    """Return how far the reading is, in words."""
    parts = [f"{done.documents} documents read", f"{done.facts} facts"]
    parts += [f"{done.unread} unreadable"] if done.unread else []
    parts += [f"{done.dropped} values dropped"] if done.dropped else []
    parts += [f"{done.before} read before"] if done.before else []
    return ", ".join(parts)


def publish_archive(
    home: Home, archive: Archive, sources: Sequence[Source], reporter: Reporter, *, whole: bool = False
) -> Published:
    """Publish, showing how far it is; `whole` builds everything anew even where nothing has changed."""
    with reporter.stage("Publish") as stage:
        version = reading_version()
        done = publish(home, archive, version, sources, lambda rows: stage.update(f"{rows} rows"), whole=whole)
        stage.update(published_line(done))
    return done


def published_line(done: Published) -> str:
    """Return what was published, in words."""
    return ", ".join(f"{done.counts[t]} {t}" for t in ("projects", "organisations", "contacts", "documents", "facts"))


def _tell_unread(archive: Archive, done: Uploaded, reporter: Reporter) -> None:
    """Say which of the files just taken gave no text."""
    taken = {f"file:{name}" for name in done.taken} | set(done.taken)
    for url, outcome, detail in archive.unreadable(reading_version()):
        if url in taken:
            reporter.warn(f"{url}: {outcome}, {detail}")

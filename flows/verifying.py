"""Re-reading every published document from the archive's bytes and proving every published value again."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.derive import proves
from extractors.readers import read
from flows.gates import fact_of
from flows.ocr import ocr
from flows.processes import spread
from flows.settings import Home, workers
from schemas.errors import DocumentUnreadable
from schemas.facts import Fact
from schemas.records import SCHEMA_VERSION
from store.archive import Archive, Source
from store.connection import connect

_FEW = 3
_COLUMNS = (
    "document, subject, field, value, value_type, quote, start, end, params, qualifiers, extractor, version, confidence"
)


@dataclass(slots=True)
class Verified:
    """How many published values were proven of how many, and what is wrong with the rest."""

    proven: int = 0
    total: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Job:
    body: bytes
    url: str
    media_type: str
    facts: list[Fact]


def verify(home: Home) -> Verified:
    """Prove every fact of the published database from the archive. Neither file is changed."""
    done = Verified()
    published = connect(home.published, SCHEMA_VERSION, read_only=True)
    try:
        with Archive(home.archive, read_only=True) as archive:
            batches = _batches(published, archive, done)
            few = published.execute("select count(*) from documents").fetchone()[0] <= _FEW
            answers = map(_prove, batches) if few else spread(_prove, batches, workers(), _crashed)
            for problems in (p for batch in answers for p in batch):
                done.problems += problems
        done.total = published.execute("select count(*) from facts").fetchone()[0]
    finally:
        published.close()
    done.proven = done.total - len(done.problems)
    return done


def _batches(published: sqlite3.Connection, archive: Archive, done: Verified) -> Iterator[list[_Job]]:
    sources: dict[str, Source] = {s.sha256: s for s in archive.current()}
    for key, url in published.execute("select id, url from documents order by id").fetchall():
        rows = published.execute(f"select {_COLUMNS} from facts where document = ?", (key,)).fetchall()  # noqa: S608
        facts = [fact_of(row) for row in rows]
        source = sources.get(key)
        if facts and source is None:
            done.problems += [f"{url}: {f.field}: the archive no longer holds the document" for f in facts]
        elif facts and source:
            yield [_Job(archive.body(key), url, source.media_type, facts)]


def _prove(jobs: list[_Job]) -> list[list[str]]:
    return [_problems(job) for job in jobs]


def _problems(job: _Job) -> list[str]:
    try:
        doc = read(job.body, url=job.url, media_type=job.media_type, ocr=ocr())
    except DocumentUnreadable as error:
        return [f"{job.url}: {f.field}: {error}" for f in job.facts]
    return [f"{job.url}: {problem}" for f in job.facts if (problem := proves(f, doc))]


def _crashed(job: _Job) -> list[str]:
    return [f"{job.url}: {f.field}: the reader's process died on the document" for f in job.facts]

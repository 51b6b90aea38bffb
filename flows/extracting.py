"""Reading what the archive holds and has not been read by this version of the extractors, on all cores."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractors.results import result_of
from flows.ocr import ocr
from flows.processes import TookTooLong, spread, time_limit
from schemas.result import ReadDocument, Result
from store.archive import Archive, Source

_BATCH_BYTES = 1_000_000
_BATCH_DOCUMENTS = 16
_FEW = 3  # so few are read here: a process takes longer to start
_SECONDS = 180  # for one document, OCR included


@dataclass(frozen=True, slots=True)
class Job:
    """A body to read."""

    sha256: str
    url: str
    media_type: str
    body: bytes


@dataclass(slots=True)
class Extracted:
    """What a run read: documents by outcome, facts, values that did not prove themselves, documents read before."""

    documents: int = 0
    unread: int = 0
    facts: int = 0
    dropped: int = 0
    before: int = 0

    def add(self, result: Result) -> None:
        """Count one result."""
        self.documents += 1
        self.unread += result.document.outcome != "read"
        self.facts += len(result.findings.facts)
        self.dropped += len(result.findings.dropped)


def extract_archive(
    archive: Archive,
    version: str,
    workers: int,
    on_progress: Callable[[Extracted], None] | None = None,
    limit: int | None = None,
) -> Extracted:
    """Read the current documents that this version has not read, `limit` at most; results are kept batch by batch."""
    sources = archive.to_read()
    unread = archive.unread(sources, version)
    counted = Extracted(before=len(sources) - len(unread))
    unread = unread[:limit]
    for results in _results(batches(archive, unread), len(unread), workers):
        archive.keep(results, version)
        for result in results:
            counted.add(result)
        if on_progress:
            on_progress(counted)
    return counted


def _results(jobs: Iterator[list[Job]], number: int, workers: int) -> Iterator[list[Result]]:
    if number <= _FEW:
        return (read_batch(batch) for batch in jobs)
    return spread(read_batch, jobs, workers, _crashed)


def batches(archive: Archive, sources: Iterable[Source]) -> Iterator[list[Job]]:
    """Return the bodies to read in batches of about equal work."""
    batch: list[Job] = []
    size = 0
    for source in sources:
        job = Job(source.sha256, source.url, source.media_type, archive.body(source.sha256))
        batch.append(job)
        size += len(job.body)
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_DOCUMENTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_batch(jobs: list[Job]) -> list[Result]:
    """Read a batch, each document within its time."""
    return [_read(job) for job in jobs]


def _read(job: Job) -> Result:
    try:
        with time_limit(_SECONDS):
            return result_of(job.body, url=job.url, media_type=job.media_type, ocr=ocr())
    except TookTooLong as error:
        return _failed(job, str(error))


def _crashed(job: Job) -> Result:
    return _failed(job, "the reader's process died on it")


def _failed(job: Job, why: str) -> Result:
    return Result(
        document=ReadDocument(id=job.sha256, url=job.url, media_type=job.media_type, outcome="failed", detail=why)
    )

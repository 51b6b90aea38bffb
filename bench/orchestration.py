"""What Prefect costs: reading and publishing 1,000 documents as flows and as plain functions, alternating."""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.extracting import extract_archive
from flows.prefect_server import orchestration
from flows.progress import Reporter
from flows.publishing import publish
from flows.settings import CHECKOUT, Home, reading_version, workers
from schemas.snapshot import Outcome, Snapshot
from store.archive import Archive

DOCUMENTS = 1_000
ROUNDS = 3
_AT = "2026-01-01T00:00:00.000Z"


def bench() -> None:
    """Print the medians and what the flows cost on top, and Prefect's start apart."""
    with tempfile.TemporaryDirectory(prefix="kotokanta-bench-") as folder:
        home = Home(Path(folder))
        _fill(home)
        started = time.perf_counter()
        with orchestration(home.prefect, Reporter(quiet=True)):
            from flows import pipeline

            start = time.perf_counter() - started
            pairs = [(_timed(home, _plain), _timed(home, lambda h: _flows(pipeline, h))) for _ in range(ROUNDS)]
    plain, flows = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{DOCUMENTS} documents, {ROUNDS} alternating rounds, {workers()} processes")
    print(f"plain functions {plain:7.2f} s")
    print(f"as flows        {flows:7.2f} s   {100 * (flows / plain - 1):+.1f} %")
    print(f"Prefect's start {start:7.2f} s   once a run")


def _fill(home: Home) -> None:
    pages = sorted((CHECKOUT / "data" / "sample").rglob("*.html"))
    with Archive(home.archive) as archive:
        for number in range(DOCUMENTS):
            body = pages[number % len(pages)].read_bytes() + f"<!-- {number} -->".encode()
            url = f"http://bench.example/{number}"
            archive.sink.save(None, Snapshot(
                url=url, final_url=url, canonical_url=None, source="bench", fetched_at=_AT, status=200,
                outcome=Outcome.NEW, sha256=hashlib.sha256(body).hexdigest(), bytes=len(body), media_type="text/html",
            ), body)  # fmt: skip


def _timed(home: Home, work: Callable[[Home], None]) -> float:
    with Archive(home.archive) as archive:
        archive.forget_readings()
    started = time.perf_counter()
    work(home)
    return time.perf_counter() - started


def _plain(home: Home) -> None:
    with Archive(home.archive) as archive:
        extract_archive(archive, reading_version(), workers())
        publish(home, archive, reading_version())


def _flows(pipeline: object, home: Home) -> None:
    pipeline.extract(str(home.folder))  # type: ignore[attr-defined]
    pipeline.publish(str(home.folder))  # type: ignore[attr-defined]

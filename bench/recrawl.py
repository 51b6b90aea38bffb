"""A first crawl, one with nothing changed, one with 2 % changed: fetch, read, check, publish, on loopback, no delay."""

import asyncio
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from fetchers.sampleweb import SampleWeb
from fetchers.settings import FetchSettings
from flows.crawling import crawl_sources
from flows.extracting import extract_archive
from flows.publishing import publish
from flows.settings import CHECKOUT, Home, reading_version, workers
from flows.watch.watching import watch
from schemas.snapshot import CrawlReport
from schemas.source import Follow, Politeness, Scope, Source
from store.archive import Archive
from store.connection import writer_lock

DOCUMENTS = 1_000
HOST = "mittaus.example"


def bench() -> None:
    """Print documents a second of each run by stage, and what a re-crawl costs beside a first crawl."""
    with tempfile.TemporaryDirectory(prefix="kotokanta-bench-") as folder:
        home, pages = Home(Path(folder) / "home"), Path(folder) / "web" / HOST
        _site(pages)
        with _server(pages.parent) as allow:
            source = Source(
                name="mittaus", owner="Mittaus", start=(f"http://{HOST}/",), scope=Scope(depth=1, pages=DOCUMENTS + 50),
                politeness=Politeness(delay=0, concurrency=16), follow=Follow(sitemaps=False),
            )  # fmt: skip
            first = _run("first crawl", home, source, allow)
            again = _run("nothing changed", home, source, allow)
            _change(pages, DOCUMENTS // 50)
            part = _run("2 % changed", home, source, allow)
    print(f"nothing changed: {first / again:.1f} times the first crawl's documents a second (the aim is ≥ 20)")
    print(f"2 % changed: {100 * part / first:.1f} % of the first crawl's time")


def _site(pages: Path) -> None:
    """Write the pages: those of the sample web over and over, each with words and a project code of its own."""
    models = [p.read_bytes() for p in sorted((CHECKOUT / "data" / "sample").rglob("*.html"))]
    links = []
    for n in range(DOCUMENTS):
        place = pages / f"sivu-{n}" / "index.html"
        place.parent.mkdir(parents=True)
        place.write_bytes(_own(models[n % len(models)], n))
        links.append(f"<li><a href='/sivu-{n}/'>Sivu {n}</a></li>")
    (pages / "index.html").write_text(f"<!doctype html><title>Sivut</title><ul>{''.join(links)}</ul>", "utf-8")


def _own(body: bytes, number: int) -> bytes:
    extra = f"<p>Sivun oma numero on {number} ja sana {random.Random(number).randbytes(6).hex()}.</p></body>"
    return body.replace(b"</body>", extra.encode()) if b"</body>" in body else body + extra.encode()


def _change(pages: Path, number: int) -> None:
    for place in random.Random(1).sample(sorted(pages.glob("sivu-*/index.html")), number):
        place.write_bytes(place.read_bytes().replace(b"</body>", "<p>Toiminta jatkuu syksyllä.</p></body>".encode()))


@contextmanager
def _server(folder: Path) -> Iterator[dict[str, tuple[str, int]]]:
    """Serve from a process of its own, so that it does not take our processor time."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(str(folder), there))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("stop")
        process.join()


def _serve(folder: str, pipe: Connection) -> None:
    with SampleWeb(Path(folder)) as web:
        pipe.send(web.allow)
        pipe.recv()


def _run(title: str, home: Home, source: Source, allow: dict[str, tuple[str, int]]) -> float:
    stages: list[tuple[str, float]] = []
    reports: list[CrawlReport] = []

    def timed(name: str, work: Callable[[], object]) -> None:
        started = time.perf_counter()
        work()
        stages.append((name, time.perf_counter() - started))

    home.folder.mkdir(exist_ok=True)
    with writer_lock(home.folder), Archive(home.archive) as archive:
        version, at = reading_version(), datetime.now(UTC).isoformat()
        settings = FetchSettings(allow=allow)
        timed("fetch", lambda: reports.extend(asyncio.run(crawl_sources([source], archive.sink, settings))))
        timed("read", lambda: extract_archive(archive, version, workers()))
        timed("check", lambda: watch(archive, version, [source], reports, at))
        timed("publish", lambda: publish(home, archive, version, [source], whole=False))
    total = sum(seconds for _, seconds in stages)
    told = ", ".join(f"{name} {seconds:.2f}" for name, seconds in stages)
    counts = ", ".join(f"{n} {o}" for o, n in reports[0].counts.items())
    print(f"{title:<16} {DOCUMENTS / total:7.0f} documents/s   {total:6.2f} s ({told})   {counts}", flush=True)
    return total

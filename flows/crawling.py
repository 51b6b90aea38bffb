"""Crawling without Prefect: the plain functions that the flows, `ingest URL` and `source try` call."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fetchers.clock import Clock, SystemClock
from fetchers.crawl import OnProgress, Progress, crawl
from fetchers.fetcher import Fetcher
from fetchers.sampleweb import SampleWeb
from fetchers.settings import FetchSettings
from fetchers.single import fetch_one
from schemas.snapshot import CrawlReport, Snapshot, SnapshotSink
from schemas.source import Source

__all__ = ["OnProgress", "Progress", "crawl_sources", "crawlable", "fetch_url", "reachable"]

SAMPLE_FOLDER = Path(__file__).parents[1] / "data" / "sample"
OnReport = Callable[[CrawlReport], None]


def crawlable(sources: Sequence[Source]) -> list[Source]:
    """Return the sources that a run visits: enabled and not paused."""
    return [s for s in sources if s.active]


@contextmanager
def reachable(
    sources: Sequence[Source], settings: FetchSettings, folder: Path = SAMPLE_FOLDER
) -> Iterator[FetchSettings]:
    """Serve the sample web while a sample source is crawled, and give the settings that lead there."""
    if not any(s.sample for s in sources):
        yield settings
        return
    with SampleWeb(folder) as web:
        yield replace(settings, allow={**web.allow, **settings.allow})


async def crawl_sources(
    sources: Sequence[Source],
    sink: SnapshotSink,
    settings: FetchSettings,
    on_progress: OnProgress | None = None,
    *,
    on_report: OnReport | None = None,
    clock: Clock | None = None,
) -> list[CrawlReport]:
    """Visit sources side by side, each host at its own pace, and return their reports in the given order.

    When cancelled every visit keeps its report and frontier before the cancellation goes on; an error of one (such as
    a full disk) stops the others in the same orderly way and is raised.
    """
    async with Fetcher(settings, clock or SystemClock()) as fetcher:
        tasks = [asyncio.create_task(_one(s, sink, fetcher, on_progress, on_report)) for s in sources]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _one(
    source: Source,
    sink: SnapshotSink,
    fetcher: Fetcher,
    on_progress: OnProgress | None,
    on_report: OnReport | None,
) -> CrawlReport:
    report = await crawl(source, sink, fetcher, on_progress)
    if on_report:
        on_report(report)
    return report


async def fetch_url(url: str, sink: SnapshotSink, settings: FetchSettings) -> Snapshot:
    """Fetch one page into the archive (`kotokanta ingest URL`).

    Raises FetchRefused when there is no page to keep. A snapshot whose outcome is not in `GOOD` was kept as evidence
    of what went wrong and is not a document.
    """
    async with Fetcher(settings) as fetcher:
        return await fetch_one(url, sink, fetcher)

"""The Prefect flows `crawl`, `extract`, `publish`, `refresh`: when and in what order, never how.

Imported only when a flow runs: Prefect takes a second to import and several to start.
"""

import asyncio
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.tasks import exponential_backoff

from fetchers.crawl import Progress
from flows.crawl_report import counts_line, markdown
from flows.crawling import crawl_sources, reachable
from flows.extracting import Extracted, extract_archive
from flows.ingesting import extracted_line, fetch_settings, publish_archive, published_line
from flows.known_sources import known_sources
from flows.progress import Reporter, Stage
from flows.publishing import Published
from flows.settings import Home, reading_version, workers
from flows.sources import chosen
from flows.watch.run import look, report_run
from schemas.errors import KotokantaError
from schemas.snapshot import CrawlReport
from store.archive import Archive

# One task reads this many documents: Prefect's ten milliseconds a task vanish, and a retry loses little.
_PER_TASK = 2_000
_ATTEMPTS = 2

#: Who is told how far a flow is. Not a flow's parameter: those are kept by Prefect as JSON.
reporter = Reporter(quiet=True)


def _may_pass(_task: object, _run: object, state: "State[object]") -> bool:
    """Retry what may pass by itself (the network, a locked file), not what a person has to mend."""
    try:
        state.result()
    except KotokantaError:
        return False
    except OSError:
        return True
    return False


@task(
    retries=_ATTEMPTS,
    retry_delay_seconds=exponential_backoff(5),
    retry_condition_fn=_may_pass,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def visit(home: str, names: list[str]) -> list[CrawlReport]:
    """Visit the sources side by side; the archive keeps each page as it comes. A retry goes on where this stopped."""
    sources = chosen(names)
    with Archive(Home(Path(home)).archive) as archive, reporter.stage("Crawl") as stage:
        told = _Told(stage)
        with reachable(sources, fetch_settings()) as settings:
            return asyncio.run(crawl_sources(sources, archive.sink, settings, told.progress))


class _Told:
    """Adds the counts of several sources to one line."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._counts: dict[str, dict[str, int]] = {}

    def progress(self, progress: Progress) -> None:
        self._counts[progress.source] = progress.counts
        self._stage.update(counts_line(self._counts.values()))


@task(cache_policy=NO_CACHE, persist_result=False)
def read(home: str, limit: int) -> Extracted:
    """Read up to `limit` documents that this version has not read."""
    with Archive(Home(Path(home)).archive) as archive, reporter.stage("Read") as stage:
        done = extract_archive(
            archive, reading_version(), workers(), lambda so_far: stage.update(extracted_line(so_far)), limit=limit
        )
        stage.update(extracted_line(done))
    return done


@task(cache_policy=NO_CACHE, persist_result=False)
def gates(home: str, reports: list[CrawlReport]) -> list[str]:
    """Hold each visit against the one before it; return a line for each alarm that is open now."""
    at = Home(Path(home))
    with Archive(at.archive) as archive, reporter.stage("Check") as stage:
        lines = look(at, archive, known_sources(reporter.warn), reports, reporter)
        stage.update(f"{len(lines)} alarms" if lines else "no alarms")
    return lines


@task(cache_policy=NO_CACHE, persist_result=False)
def build(home: str) -> Published:
    """Build the database and swap it in. Raises `GateFailed`; the old one then stays."""
    at = Home(Path(home))
    with Archive(at.archive) as archive:
        return publish_archive(at, archive, known_sources(reporter.say), reporter)


@flow(name="crawl", validate_parameters=False)
def crawl(home: str, names: list[str]) -> list[CrawlReport]:
    """Fetch what is new or changed into the archive."""
    reports = visit(home, names)
    create_markdown_artifact(markdown(reports), key="crawl", description="What the crawl found")
    return reports


@flow(name="extract", validate_parameters=False)
def extract(home: str) -> None:
    """Read every document that this version of the extractors has not read."""
    lines: list[str] = []
    while True:
        done = read(home, _PER_TASK)
        lines.append(f"- {extracted_line(done)}")
        if done.documents < _PER_TASK:
            break
    create_markdown_artifact("\n".join(lines), key="extract", description="What was read")


@flow(name="publish", validate_parameters=False)
def publish(home: str) -> None:
    """Publish what was read, if it passes the gates."""
    done = build(home)
    create_markdown_artifact(published_line(done), key="publish", description="What was published")


@flow(name="refresh", validate_parameters=False)
def refresh(home: str, names: list[str]) -> list[str]:
    """Crawl, extract, check, publish; return a line for each alarm that is open now."""
    reports = crawl(home, names)
    extract(home)
    alarms = gates(home, reports)
    publish(home)
    text = report_run(Home(Path(home)), reports)
    create_markdown_artifact(text, key="report", description="What the run found, and what needs a look")
    return alarms

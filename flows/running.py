"""The long commands: with Prefect around them, one writer at a time, and a clean end on Ctrl-C."""

from flows.ingesting import publish_archive, read_archive, tell_engine
from flows.known_sources import known_sources
from flows.progress import Reporter
from flows.settings import SOURCES, Home
from flows.sources import chosen
from schemas.errors import UsageError
from schemas.source_files import load_sources
from store.archive import Archive
from store.connection import writer_lock
from store.published import refuse_newer


def run_refresh(home: Home, names: list[str], *, quiet: bool) -> list[str]:
    """Crawl, extract, check and publish as Prefect flows; return a line for each alarm that is open now."""
    chosen(names)  # a wrong name is told before anything starts
    reporter = Reporter(quiet=quiet)
    refuse_newer(home.published)
    tell_engine(reporter)
    with writer_lock(home.folder):
        Archive(home.archive).__exit__(None, None, None)  # a damaged archive is found before anything starts
        from flows.prefect_server import orchestration

        with orchestration(home.prefect, reporter):
            from flows import pipeline

            pipeline.reporter = reporter
            alarms: list[str] = pipeline.refresh(str(home.folder), names)
            return alarms


def run_schedule(home: Home, *, quiet: bool) -> None:
    """Serve the schedules of the sources' files until stopped."""
    reporter = Reporter(quiet=quiet)
    timed = [s for s in load_sources(SOURCES) if s.active and s.schedule.cron]
    from flows.prefect_server import orchestration

    with orchestration(home.prefect, reporter):
        from flows.scheduling import serve_schedules

        for source in timed:
            reporter.say(f"{source.schedule.cron:<16} {source.name}")
        serve_schedules(home)


def run_rebuild(home: Home, *, again: bool, quiet: bool) -> None:
    """Read what the archive holds and publish it, without the network and without Prefect."""
    if not home.archive.exists():
        raise UsageError(
            f"{home.archive}: nothing to rebuild from; run `kotokanta refresh` or `kotokanta ingest` first"
        )
    reporter = Reporter(quiet=quiet)
    sources = known_sources(reporter.warn)
    refuse_newer(home.published)
    tell_engine(reporter)
    with writer_lock(home.folder), Archive(home.archive) as archive:
        if again:
            archive.forget_readings()
        read_archive(archive, reporter)
        publish_archive(home, archive, sources, reporter, whole=True)

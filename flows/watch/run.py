"""What a run does about alarms: judge, tell, write the feed and the report; and what `status` and `accept` show."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from flows.progress import Reporter
from flows.settings import Home, reading_version
from flows.watch.channels import channels, tell
from flows.watch.feed import body, write_feed
from flows.watch.report import run_report
from flows.watch.watching import watch
from schemas.errors import UsageError
from schemas.snapshot import CrawlReport
from schemas.source import Source
from store.archive import Archive
from store.connection import writer_lock

FEED = "alarms.atom"


def look(
    home: Home, archive: Archive, sources: Sequence[Source], reports: Sequence[CrawlReport], reporter: Reporter
) -> list[str]:
    """Judge the visits, tell people what is new, write the feed; return a line for each open alarm."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    open_ = watch(archive, reading_version(), sources, reports, at)
    for r in open_:
        reporter.warn(r.alarm.line())
    all_ = archive.watched.raised()
    write_feed(home.folder / FEED, all_[:200])
    news = [r for r in all_ if not r.told]
    failed = tell(channels(), news)
    for line in failed:
        reporter.warn(line)
    if not failed:
        archive.watched.told(news)
    return [*(r.alarm.line() for r in open_), *failed]


def report_run(home: Home, reports: Sequence[CrawlReport]) -> str:
    """Write the report of a run into the home folder's reports/ and return it (Markdown)."""
    with Archive(home.archive, read_only=True) as archive:
        text = run_report(archive, reports)
    home.reports.mkdir(parents=True, exist_ok=True)
    last = max((r.finished_at for r in reports), default="nothing")
    name = last.replace(":", "").replace("-", "").partition(".")[0]
    (home.reports / f"crawl-{name}.md").write_text(text, "utf-8")
    return text


def open_alarms(archive: Archive) -> Iterator[str]:
    """Return the open alarms whole, each with its rows and what to try."""
    open_ = archive.watched.raised(open_only=True)
    if not open_:
        yield "none"
    held = archive.watched.held()
    for r in open_:
        first, *rest = body(r).splitlines()
        yield f"{r.alarm.source}: {first}"
        yield from (f"    {line}" for line in rest)
        if r.alarm.source in held:
            since = held[r.alarm.source]
            yield f"    published: {f'its records of {since[:10]}' if since else 'nothing of it yet'}"


def accept(home: Home, source: str) -> str:
    """Take a source's last visit as right. Raises `UsageError` when it was never visited."""
    with writer_lock(home.folder), Archive(home.archive) as archive:
        if not archive.watched.accept(source):
            raise UsageError(f"{source}: never visited to the end; run `kotokanta refresh {source}` first")
        write_feed(home.folder / FEED, archive.watched.raised()[:200])
    return f"{source}: taken as right; run `kotokanta rebuild` to publish it now"

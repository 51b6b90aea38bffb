"""The report of a run, for a person: what is new, changed, gone, failed, quiet and odd, source by source."""

from collections.abc import Iterator, Sequence

from flows.crawl_report import counts_line
from schemas.snapshot import CrawlReport
from store.archive import Archive
from store.watched import Raised

_SHOWN = 20
_HEADINGS = {"new": "New", "changed": "Changed", "gone": "Gone"}


def run_report(archive: Archive, reports: Sequence[CrawlReport]) -> str:
    """Return the report as Markdown: alarms first, a table of the sources, then the pages of each."""
    open_ = archive.watched.raised(open_only=True)
    lines = ["# Crawl report", "", *_alarms(open_), *_table(archive, reports, open_), *_quiet(reports)]
    for r in reports:
        lines += _source(archive, r)
    return "\n".join(lines).rstrip() + "\n"


def _alarms(open_: Sequence[Raised]) -> Iterator[str]:
    yield f"## {len(open_)} alarms" if open_ else "No alarms."
    yield ""
    for r in open_:
        since = f" Right until {r.alarm.since[:10]}." if r.alarm.since else ""
        yield f"- **{r.alarm.source}**: {_plain(r.alarm.what)}.{since} Try: {r.alarm.attempt}"
        yield from (f"  - {_plain(row)}" for row in r.alarm.rows[:_SHOWN])
    if open_:
        yield ""


def _table(archive: Archive, reports: Sequence[CrawlReport], open_: Sequence[Raised]) -> Iterator[str]:
    held = archive.watched.held()
    alarmed = {r.alarm.source for r in open_}
    yield from (
        "## Sources",
        "",
        "| source | pages | requests | bytes | finished | state |",
        "|---|---|---|---|---|---|",
    )
    for r in reports:
        state = "alarm" if r.source in alarmed else "ok" if r.complete else "unfinished; the next run goes on"
        if r.source in held:
            state += f", records of {held[r.source][:10]} kept" if held[r.source] else ", nothing published yet"
        cells = (r.source, counts_line([r.counts]), r.requests, r.wire_bytes, r.finished_at[:16], state)
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""


def _quiet(reports: Sequence[CrawlReport]) -> Iterator[str]:
    """Name the sources that brought nothing at all: fine now and then, worth a look when it goes on."""
    quiet = [r.source for r in reports if not r.counts.get("new") and not r.counts.get("changed")]
    if quiet and len(quiet) < len(reports):
        yield from (f"Quiet (nothing new or changed): {', '.join(quiet)}", "")
    elif quiet:
        yield from ("Quiet: nothing is new or changed at any source.", "")


def _source(archive: Archive, r: CrawlReport) -> Iterator[str]:
    found = archive.watched.pages_of(r)
    if not (found or r.odd or r.traps):
        return
    yield from (f"## {r.source}", "")
    for outcome, heading in _HEADINGS.items():
        urls = found.get(outcome, [])
        if urls:
            more = max(0, r.counts.get(outcome, 0) - _SHOWN)
            yield f"{heading}:"
            yield from (f"- <{url}>" for url in urls[:_SHOWN])
            yield from ([f"- … and {more} more"] if more else [])
            yield ""
    if r.odd or r.traps:
        yield "Failed or odd:"
        yield from (f"- <{url}> — {outcome}{f', {_plain(detail)}' if detail else ''}" for url, outcome, detail in r.odd)
        yield from (f"- {_plain(trap)}" for trap in r.traps)
        yield ""


def _plain(text: str) -> str:
    """Return text of a page's making so that Markdown shows it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in " ".join(text.split()))

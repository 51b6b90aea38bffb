"""The gates of a run: each source that was visited is judged; what is wrong is written down, what is bad held back."""

from collections.abc import Iterable, Sequence

from flows.watch.expectations import stale
from flows.watch.judge import judge
from flows.watch.observing import Profiles, observe
from flows.watch.profile import numbers
from schemas.alarm import CAUSES, Alarm
from schemas.snapshot import CrawlReport
from schemas.source import Source
from store.archive import Archive
from store.watched import Raised


def watch(
    archive: Archive, version: str, sources: Sequence[Source], reports: Iterable[CrawlReport], at: str
) -> list[Raised]:
    """Judge the visits just made and return all alarms that are open now, at whatever source.

    `sources` are all there are: the alarms of those that are no longer visited end.
    """
    known = {s.name: s for s in sources}
    profiles = Profiles(archive, version)
    for report in reports:
        if report.source in known:
            _judged(archive, version, known[report.source], report, profiles)
    for source in sources:
        last = archive.watched.last_report(source.name, complete=True)
        told = list(stale(source, last.finished_at if last else "", at))
        archive.watched.record(source.name, told, at, ends=("fresh",))
    active = {s.name for s in sources if s.active}
    for name in {r.alarm.source for r in archive.watched.raised(open_only=True)} - active:
        archive.watched.record(name, [], at, ends=CAUSES)
    return archive.watched.raised(open_only=True)


def _judged(archive: Archive, version: str, source: Source, report: CrawlReport, profiles: Profiles) -> None:
    seen = observe(archive, report, profiles)
    profiles.keep()
    alarms = judge(source, seen)
    watched = archive.watched
    if report.complete or alarms:
        _record(archive, source.name, alarms, report)
    if report.complete:
        orphans = {u for u, v in seen.now.items() if not v.linked}
        good = not any(a.relative or a.holds for a in alarms)
        watched.keep(report, version, numbers(seen.now), orphans, good=good)


def _record(archive: Archive, name: str, alarms: Sequence[Alarm], report: CrawlReport) -> None:
    """Write the alarms down. What an unfinished visit does not say is not over."""
    watched = archive.watched
    causes = [a.cause for a in alarms]
    ends = [c for c in CAUSES if c != "fresh"] if report.complete else causes
    watched.record(name, alarms, report.finished_at, ends=ends)
    if any(a.holds for a in alarms):
        watched.hold(name, watched.last_good(name))
    elif report.complete:
        watched.release(name)

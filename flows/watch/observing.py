"""From the archive to observations: a source's pages as its last visit left them, beside those of its last good one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.watch.profile import profile
from flows.watch.reading import is_cut
from schemas.health import Observation, PageProfile, PageView
from schemas.snapshot import GOOD, CrawlReport, Outcome
from store.archive import Archive
from store.watched import PageRow


class Profiles:
    """Profiles of contents that this version of the extractors read; each is computed once and kept."""

    def __init__(self, archive: Archive, version: str) -> None:
        self._archive, self._version = archive, version
        self._read: dict[str, list[str]] = {}
        for sha256, url in archive.kinds(version):
            self._read.setdefault(sha256, []).append(url)
        self._known: dict[tuple[str, str], PageProfile] = {}
        self._media = {s.sha256: s.media_type for s in archive.to_read()}
        self._new: dict[tuple[str, str], PageProfile] = {}

    def of(self, sha256: str, url: str) -> PageProfile | None:
        """Return the profile of a page's content; None where it was not read."""
        addresses = self._read.get(sha256)
        if not addresses:
            return None
        read_as = url if url in addresses else min(addresses)
        key = (sha256, read_as)
        if key not in self._known:
            self._known[key] = self._archive.watched.profile(*key, self._version) or self._computed(*key)
        return self._known[key]

    def keep(self) -> None:
        """Keep what was computed."""
        self._archive.watched.keep_profiles(self._new, self._version)
        self._new.clear()
        self._known.clear()

    def _computed(self, sha256: str, url: str) -> PageProfile:
        document, findings = self._archive.result(sha256, url, self._version)
        kind = self._media.get(sha256, document.media_type)
        cut = kind.endswith("pdf") and is_cut(self._archive.body(sha256), kind)
        self._new[sha256, url] = profile(document, findings, cut=cut)
        return self._new[sha256, url]


def observe(archive: Archive, report: CrawlReport, profiles: Profiles) -> Observation:
    """Return what a visit found beside what the last good one had."""
    watched = archive.watched
    good = watched.last_good(report.source)
    now = [_as_visited(archive, row, report) for row in watched.pages_now(report.source)]
    then = watched.pages_then(report.source, good) if good else []
    linked = {target for row in now if not row.state for target in row.links}
    return Observation(
        source=report.source,
        now={v.url: v for v in _views(now, profiles, [r.url for r in now if not linked & set(r.ways)])},
        before={v.url: v for v in _views(then, profiles, good.orphans if good else set())},
        since=good.at if good else "",
        history=watched.history(report.source),
        counts=report.counts,
        complete=report.complete,
    )


def _as_visited(archive: Archive, row: PageRow, report: CrawlReport) -> PageRow:
    """A page that looks good but was not confirmed in the visit is what the visit's last request for it said."""
    if row.state or row.seen_at >= report.started_at:
        return row
    for url, outcome, detail in report.odd:
        if url == row.url:
            return replace(row, state=outcome, detail=detail)
    outcome, detail = archive.watched.last_outcome(report.visit, row.url)
    if outcome in GOOD:  # it answered, and asks not to be kept
        return replace(row, state=Outcome.OPTED_OUT.value)
    return replace(row, state=outcome or "unseen", detail=detail)


def _views(rows: Sequence[PageRow], profiles: Profiles, orphans: Iterable[str]) -> Iterable[PageView]:
    unlinked = set(orphans)
    for row in rows:
        read = None if row.state else profiles.of(row.sha256, row.url)
        yield PageView(row.url, row.state, row.detail, read, row.url not in unlinked)

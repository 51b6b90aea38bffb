"""An archive that forgets: for trying a source without keeping anything, and for tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.snapshot import (
    GOOD,
    CrawlReport,
    FrontierEntry,
    Hold,
    Known,
    LedgerEntry,
    Outcome,
    Snapshot,
    Visit,
)


@dataclass
class _Row:
    newest: Snapshot
    good: Snapshot | None
    links: list[FrontierEntry]
    seen_at: str
    gone_at: str | None = None


@dataclass
class MemorySink:
    """Implements `schemas.snapshot.SnapshotSink`; see there for what each method promises."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, _Row] = field(default_factory=dict)
    snapshots: list[Snapshot] = field(default_factory=list)
    requests: list[LedgerEntry] = field(default_factory=list)
    reports: list[CrawlReport] = field(default_factory=list)
    holds: dict[str, Hold] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    frontier: dict[int, dict[str, FrontierEntry]] = field(default_factory=dict)
    marks: dict[int, dict[str, tuple[Outcome, str]]] = field(default_factory=dict)
    _open: dict[str, Visit] = field(default_factory=dict)

    def begin(self, source: str, at: str) -> Visit:
        """Start a visit, or resume the source's unfinished one."""
        if source in self._open:
            return self._open[source].model_copy(update={"resumed": True})
        visit = Visit(id=len(self.visits) + 1, source=source, started_at=at)
        self.visits.append(visit)
        self._open[source] = visit
        self.frontier[visit.id], self.marks[visit.id] = {}, {}
        return visit

    def push(self, visit: Visit, entries: Sequence[FrontierEntry]) -> int:
        """Put URLs on the frontier; known ones are left alone. Return how many were new."""
        frontier = self.frontier[visit.id]
        before = len(frontier)
        for entry in entries:
            frontier.setdefault(entry.url, entry)
        return len(frontier) - before

    def pending(self, visit: Visit, limit: int) -> list[FrontierEntry]:
        """Return waiting URLs in the order they were pushed."""
        marks = self.marks[visit.id]
        return [e for e in self.frontier[visit.id].values() if e.url not in marks][:limit]

    def visited(self, visit: Visit) -> dict[str, int]:
        """Return how many URLs are done, by outcome."""
        counts: dict[str, int] = {}
        for outcome, _ in self.marks[visit.id].values():
            counts[outcome.value] = counts.get(outcome.value, 0) + 1
        return counts

    def unvisited(self, visit: Visit) -> list[FrontierEntry]:
        """Return known pages of this source, not gone, that this visit's frontier never held."""
        held = self.frontier[visit.id]
        rows = [r for u, r in self.pages.items() if u not in held and not r.gone_at]
        mine = [r.newest for r in rows if r.newest.source == visit.source and r.newest.purpose == "page"]
        return [FrontierEntry(url=s.url, depth=s.depth, referrer=s.referrer) for s in mine]

    def latest(self, url: str) -> Known | None:
        """Return the newest good snapshot of a URL, else the newest."""
        row = self.pages.get(url)
        if row is None:
            return None
        best = row.good or row.newest
        return Known(
            url=url, sha256=best.sha256, outcome=best.outcome, media_type=best.media_type, bytes=best.bytes,
            etag=best.etag, last_modified=best.last_modified, fetched_at=best.fetched_at, seen_at=row.seen_at,
            gone_at=row.gone_at, rules=best.rules, said_sha256=best.said_sha256,
        )  # fmt: skip

    def links(self, url: str) -> list[FrontierEntry]:
        """Return the links given with the last `save` of this URL."""
        return self.pages[url].links if url in self.pages else []

    def body(self, sha256: str) -> bytes | None:
        """Return a stored body."""
        return self.bodies.get(sha256)

    def save(self, visit: Visit | None, snapshot: Snapshot, body: bytes, links: Sequence[FrontierEntry] = ()) -> None:
        """Store a new or changed body with its metadata and links, push the links, mark the URL done."""
        self.bodies[snapshot.sha256] = body
        self.snapshots.append(snapshot)
        before = self.pages.get(snapshot.url)
        good = snapshot if snapshot.outcome in GOOD else before.good if before else None
        self.pages[snapshot.url] = _Row(snapshot, good, list(links), snapshot.fetched_at)
        self._mark(visit, snapshot.url, snapshot.outcome, snapshot.detail, links)

    def touch(self, visit: Visit | None, url: str, at: str, links: Sequence[FrontierEntry] = ()) -> None:
        """Confirm the known body as unchanged, push the links, mark the URL done as unchanged."""
        self.pages[url].seen_at, self.pages[url].gone_at = at, None
        self._mark(visit, url, Outcome.UNCHANGED, "", links)

    def done(
        self, visit: Visit, url: str, outcome: Outcome, at: str, detail: str = "", links: Sequence[FrontierEntry] = ()
    ) -> None:
        """Mark a URL done without a body; a gone page gets its date. Push the links."""
        if outcome is Outcome.GONE and url in self.pages:
            self.pages[url].gone_at = self.pages[url].gone_at or at
        self._mark(visit, url, outcome, detail, links)

    def _mark(
        self, visit: Visit | None, url: str, outcome: Outcome, detail: str, links: Sequence[FrontierEntry]
    ) -> None:
        if visit:
            self.push(visit, links)
            self.marks[visit.id][url] = (outcome, detail)

    def ledger(self, entry: LedgerEntry) -> None:
        """Append one request."""
        self.requests.append(entry)

    def hold(self, hold: Hold) -> None:
        """Remember that a host asked to be left alone."""
        self.holds[hold.host] = hold

    def held(self, host: str, at: str) -> Hold | None:
        """Return the hold of a host that is still in force."""
        hold = self.holds.get(host)
        return hold if hold and hold.until > at else None

    def finish(self, visit: Visit, report: CrawlReport) -> None:
        """Keep the report; a complete visit ends."""
        self.reports.append(report)
        if report.complete:
            self._open.pop(visit.source, None)

"""Replaying the ledger: was every request allowed, and did each host get its pauses?

Nothing here trusts what the fetchers believed at the time: the rules are read again from the archived robots files.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fetchers.clock import epoch
from fetchers.robots import ABSENT, Robots
from schemas.snapshot import LedgerEntry

SLACK = 0.01  # stamps are rounded to milliseconds
EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Breach:
    """A request that should not have been made, or not yet."""

    url: str
    started_at: str
    what: str


def replay(ledger: Iterable[LedgerEntry], body: Callable[[str], bytes | None]) -> list[Breach]:
    """Return every breach. `body` gives an archived file by its SHA-256 (`SnapshotSink.body`).

    Checked: allowed by robots.txt; within its visit-time; Crawl-delay and Request-rate; the source's own delay; waits
    that Retry-After asked for; pages asked for without robots.txt having been looked at first.
    """
    check = _Replay(body)
    return [breach for entry in sorted(ledger, key=lambda e: e.started_at) for breach in check.look(entry)]


class _Replay:
    def __init__(self, body: Callable[[str], bytes | None]) -> None:
        self._body = body
        self._robots: dict[str, Robots] = {ABSENT: Robots("absent")}
        self._last: dict[str, float] = {}
        self._until: dict[str, float] = {}

    def look(self, entry: LedgerEntry) -> Iterator[Breach]:
        started = epoch(entry.started_at)
        for what in (*self._rules(entry, started), *self._pauses(entry, started)):
            yield Breach(entry.url, entry.started_at, what)
        self._last[entry.host] = started
        if entry.retry_after:
            ends = started + entry.elapsed + entry.retry_after
            self._until[entry.host] = max(self._until.get(entry.host, 0.0), ends)

    def _rules(self, entry: LedgerEntry, started: float) -> Iterator[str]:
        if entry.purpose == "robots":
            return
        if entry.robots == EXEMPT:
            yield "made without robots.txt"
            return
        robots = self._read(entry.robots)
        if robots is None:
            yield f"its robots.txt {entry.robots[:12]} is not in the archive"
            return
        if not robots.allows(entry.url):
            yield "robots.txt does not allow it"
        if robots.opens_in(started):
            yield "outside the visit-time"
        if robots.delay(started) > entry.delay:
            yield f"kept {entry.delay:g} s apart, robots.txt asks for {robots.delay(started):g}"

    def _pauses(self, entry: LedgerEntry, started: float) -> Iterator[str]:
        before = self._last.get(entry.host)
        if before is not None and started - before + SLACK < entry.delay:
            yield f"{started - before:.3f} s after the one before, {entry.delay:g} were due"
        if started + SLACK < self._until.get(entry.host, 0.0):
            yield f"{self._until[entry.host] - started:.0f} s before Retry-After was over"

    def _read(self, sha256: str) -> Robots | None:
        if sha256 not in self._robots:
            body = self._body(sha256)
            if body is None:
                return None
            self._robots[sha256] = Robots("file", body)
        return self._robots[sha256]

"""Counting a visit, for the live line and for the report."""

from collections import Counter

from schemas.snapshot import ODD, CrawlReport, LedgerEntry, Outcome, SnapshotSink, Visit
from schemas.source import Source

_SHOWN = 200  # odd pages listed in a report; the counts are complete
_WORTH_A_LOOK = ODD | {
    Outcome.CLIENT_ERROR, Outcome.SERVER_ERROR, Outcome.NETWORK_ERROR, Outcome.DEAD_HOST, Outcome.PRIVATE_ADDRESS,
    Outcome.REDIRECT_LOOP, Outcome.TOO_MANY_REDIRECTS, Outcome.TOO_LARGE, Outcome.BOMB, Outcome.BAD_ENCODING,
    Outcome.HEADERS_TOO_LARGE, Outcome.TOO_SLOW, Outcome.EMPTY, Outcome.ROBOTS_UNREACHABLE, Outcome.RETRY_LATER,
    Outcome.OUT_OF_SCOPE,
}  # fmt: skip
_NO_REQUEST = (Outcome.OVER_BUDGET, Outcome.TRAP, Outcome.ROBOTS, Outcome.BAD_URL)
_DOCUMENTS = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)


class Tally:
    """The counts of one visit, those of an interrupted run before it included."""

    def __init__(self, source: Source, visit: Visit, before: dict[str, int]) -> None:
        self.source, self.visit = source, visit
        self.counts: Counter[str] = Counter({o: n for o, n in before.items() if o != Outcome.LISTED})
        self.traps: dict[str, str] = {}
        self._odd: list[tuple[str, str, str]] = []
        self._requests = self._wire = self._saved = 0
        self._waited = 0.0

    def listen(self, sink: SnapshotSink) -> SnapshotSink:
        """Return the sink with its ledger lines counted on the way."""
        return _Listening(sink, self)  # type: ignore[return-value]  # forwards everything else

    def request(self, entry: LedgerEntry) -> None:
        """Count one ledger line."""
        self._requests += 1
        self._wire += entry.wire_bytes
        self._saved += entry.saved_bytes
        self._waited += entry.waited

    def page(self, url: str, outcome: Outcome, detail: str) -> None:
        """Count one finished page."""
        if outcome is Outcome.LISTED:
            return
        self.counts[outcome.value] += 1
        if outcome in _WORTH_A_LOOK and len(self._odd) < _SHOWN:
            self._odd.append((url, outcome.value, detail))

    @property
    def spent(self) -> int:
        """Pages of the budget that are used up."""
        return self.counts.total() - sum(self.counts[o] for o in _NO_REQUEST)

    def report(self, at: str, *, complete: bool) -> CrawlReport:
        """Write the report."""
        return CrawlReport(
            source=self.source.name, visit=self.visit.id, started_at=self.visit.started_at, finished_at=at,
            resumed=self.visit.resumed, complete=complete, counts=dict(sorted(self.counts.items())),
            requests=self._requests, wire_bytes=self._wire, saved_bytes=self._saved, waited=round(self._waited, 3),
            odd=tuple(self._odd), traps=tuple(sorted(set(self.traps.values()))),
            alarms=self._alarms() if complete else (),
        )  # fmt: skip

    def _alarms(self) -> tuple[str, ...]:
        good = sum(self.counts[o] for o in _DOCUMENTS)
        bounds = self.source.expect.documents
        if good == 0:
            return ("no good page at all",)
        if bounds and not bounds[0] <= good <= bounds[1]:
            return (f"{good} good pages, expected {bounds[0]} to {bounds[1]}",)
        return ()


class _Listening:
    def __init__(self, sink: SnapshotSink, tally: Tally) -> None:
        self._sink, self._tally = sink, tally

    def __getattr__(self, name: str) -> object:
        return getattr(self._sink, name)

    def ledger(self, entry: LedgerEntry) -> None:
        self._tally.request(entry)
        self._sink.ledger(entry)

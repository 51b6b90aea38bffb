"""One visit of one source: from its start addresses, or from where the last run stopped, to an empty frontier."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from fetchers.clock import epoch, iso
from fetchers.fetcher import Caller, Fetcher
from fetchers.report import Tally
from fetchers.robots_cache import DAY
from fetchers.scope import Scope
from fetchers.seeds import seeds, sitemap_seeds
from fetchers.urls import host_of
from fetchers.visiting import Visitor
from schemas.snapshot import CrawlReport, FrontierEntry, Outcome, SnapshotSink, Visit
from schemas.source import Source

MAX_AGE = 7 * DAY  # an unfinished visit older than this is not worth going on with: begin afresh
_WINDOW = 500  # waiting addresses held in memory


@dataclass(frozen=True, slots=True)
class Progress:
    """One address is finished. `counts` are the visit's pages by outcome so far, `waiting` a lower bound."""

    source: str
    url: str
    outcome: Outcome
    counts: dict[str, int]
    waiting: int


OnProgress = Callable[[Progress], None]


async def crawl(
    source: Source, sink: SnapshotSink, fetcher: Fetcher, on_progress: OnProgress | None = None
) -> CrawlReport:
    """Visit a source and return the report, which the sink has kept too.

    Every finished page is saved at once. When cancelled, the report is kept with `complete=False`, the cancellation
    goes on, and what was not finished stays in the frontier for the next call.
    """
    return await _Crawl(source, sink, fetcher, on_progress).run()


class _Crawl:
    def __init__(self, source: Source, sink: SnapshotSink, fetcher: Fetcher, on_progress: OnProgress | None) -> None:
        self.source, self.sink, self.fetcher, self.on_progress = source, sink, fetcher, on_progress
        self.scope = Scope(source)
        self.visit = self._begin()
        self.tally = Tally(source, self.visit, sink.visited(self.visit))
        caller = Caller.of(source, self.tally.listen(sink), self.visit.id)
        self.visitor = Visitor(self.scope, caller, fetcher, self.visit, self.tally)
        self.window: deque[FrontierEntry] = deque()
        self.running: dict[asyncio.Task[Outcome], FrontierEntry] = {}
        self.deferred: set[str] = set()

    def _begin(self) -> Visit:
        now = self.fetcher.clock.time()
        visit = self.sink.begin(self.source.name, iso(now))
        if visit.resumed and now - epoch(visit.started_at) > MAX_AGE:
            self.sink.finish(visit, Tally(self.source, visit, {}).report(iso(now), complete=True))
            visit = self.sink.begin(self.source.name, iso(now))
        return visit

    async def run(self) -> CrawlReport:
        try:
            start = seeds(self.source)
            self.visitor.traps.listed([e.url for e in start])
            self.sink.push(self.visit, start)
            self.sink.push(self.visit, await sitemap_seeds(self.source, self.fetcher, self.visitor.caller))
            await self._drain()
            if not self.deferred:
                self.sink.push(self.visit, [e for e in self.sink.unvisited(self.visit) if self.scope.holds(e.url)])
                await self._drain()
        except asyncio.CancelledError:
            await self._stop()
            self._finish(complete=False)
            raise
        except BaseException:
            await self._stop()
            raise
        return self._finish(complete=not self.deferred)

    def _finish(self, *, complete: bool) -> CrawlReport:
        report = self.tally.report(iso(self.fetcher.clock.time()), complete=complete)
        self.sink.finish(self.visit, report)
        return report

    async def _drain(self) -> None:
        """Keep every host's slots busy until nothing waits."""
        while True:
            self._fill()
            if not self.running:
                return
            done, _ = await asyncio.wait(self.running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                self._finished(self.running.pop(task), task.result())

    def _fill(self) -> None:
        busy: dict[str, int] = {}
        for entry in self.running.values():
            busy[host_of(entry.url)] = busy.get(host_of(entry.url), 0) + 1
        if not self.window:
            self._refill()
        for _ in range(len(self.window)):
            if len(self.running) >= self.fetcher.settings.connections:
                return
            entry = self.window.popleft()
            host = host_of(entry.url)
            if busy.get(host, 0) >= self.source.politeness.concurrency:
                self.window.append(entry)
                continue
            busy[host] = busy.get(host, 0) + 1
            self.running[asyncio.create_task(self.visitor.visit(entry))] = entry

    def _refill(self) -> None:
        out = {e.url for e in self.running.values()} | self.deferred
        waiting = self.sink.pending(self.visit, len(out) + _WINDOW)
        self.window.extend(e for e in waiting if e.url not in out)

    def _finished(self, entry: FrontierEntry, outcome: Outcome) -> None:
        if self.visitor.stays(outcome):
            self.deferred.add(entry.url)
        if self.on_progress:
            counts = dict(self.tally.counts)
            self.on_progress(
                Progress(self.source.name, entry.url, outcome, counts, len(self.window) + len(self.running))
            )

    async def _stop(self) -> None:
        for task in self.running:
            task.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)

"""One address of a visit, from the frontier to the archive."""

import asyncio
from collections.abc import Sequence

from fetchers.client import Response
from fetchers.clock import iso
from fetchers.discover import discover
from fetchers.fetcher import Caller, Fetcher, request_outcome
from fetchers.media import HTML
from fetchers.pages import read_page, same_bytes, says_the_same
from fetchers.report import Tally
from fetchers.scope import Scope
from fetchers.sitemaps import feed_entries, sitemap_entries
from fetchers.traps import TrapWatch
from fetchers.urls import canonical
from schemas.errors import FetchRefused
from schemas.snapshot import DEFERRED, ODD, FrontierEntry, Known, Outcome, Visit

_NOT_KEPT = frozenset({Outcome.OPTED_OUT, Outcome.EMPTY})


class Visitor:
    """Visits the addresses of one visit."""

    def __init__(self, scope: Scope, caller: Caller, fetcher: Fetcher, visit: Visit, tally: Tally) -> None:
        self.scope, self.caller, self.fetcher, self._visit, self.tally = scope, caller, fetcher, visit, tally
        self.sink = caller.sink
        self.traps = TrapWatch()
        self._redirects: dict[str, str] = {}

    def stays(self, outcome: Outcome) -> bool:
        """Tell whether an address with this outcome stays in the frontier for the next run."""
        return outcome in DEFERRED

    async def visit(self, entry: FrontierEntry) -> Outcome:
        """Visit an address and write down what came of it, in one go at the end."""
        refusal = self._not_worth_it(entry)
        if refusal:
            return self._done(entry, *refusal)
        known = self.sink.latest(entry.url)
        try:
            response = await self.fetcher.get(entry.url, self.caller, entry.purpose, known)
            return await self._answered(entry, response, known)
        except FetchRefused as refused:
            return self._done(entry, Outcome(refused.outcome), refused.detail)

    def _not_worth_it(self, entry: FrontierEntry) -> tuple[Outcome, str] | None:
        if entry.purpose != "page":
            return None
        if self.tally.spent >= self.scope.source.scope.pages:
            return Outcome.OVER_BUDGET, f"the visit's {self.scope.source.scope.pages} pages are used up"
        if not self.scope.is_detail(entry.url) and (why := self.traps.is_trap(entry.url)):
            self.tally.traps[entry.url] = why
            return Outcome.TRAP, why
        return None

    async def _answered(self, entry: FrontierEntry, response: Response, known: Known | None) -> Outcome:
        outcome, detail = request_outcome(response, known)
        if response.location:
            return self._redirected(entry, response.location)
        if response.status == 304 and known:
            return await self._unchanged(entry, known)
        if response.status != 200:
            absent = outcome is Outcome.GONE and entry.purpose != "page"
            return self._done(entry, Outcome.LISTED if absent else outcome, detail)
        if entry.purpose != "page":
            return await self._list(entry, response)
        if known and same_bytes(response, known):
            return await self._unchanged(entry, known)
        page = await asyncio.to_thread(read_page, response, entry, self.scope, known)
        again = bool(known and page.snapshot.outcome in ODD and known.sha256 == page.snapshot.sha256)
        if again or page.snapshot.outcome in _NOT_KEPT:
            return self._done(entry, page.snapshot.outcome, page.snapshot.detail, page.links)
        self._watch(entry, page.text, page.links)
        if says_the_same(page.snapshot, known):
            self.sink.touch(self._visit, entry.url, iso(self.fetcher.clock.time()), page.links)
            return self._count(entry, Outcome.UNCHANGED, "only its markup changed")
        self.sink.save(self._visit, page.snapshot, response.body, page.links)
        return self._count(entry, page.snapshot.outcome, page.snapshot.detail)

    async def _unchanged(self, entry: FrontierEntry, known: Known) -> Outcome:
        links = await self._known_links(entry, known)
        self.sink.touch(self._visit, entry.url, iso(self.fetcher.clock.time()), links)
        return self._count(entry, Outcome.UNCHANGED, "")

    async def _known_links(self, entry: FrontierEntry, known: Known) -> Sequence[FrontierEntry]:
        """Take the links that were found last time; look again where the source's rules are others now."""
        if known.rules == self.scope.rules:
            deep = entry.depth >= self.scope.source.scope.depth
            links = [] if deep else self.sink.links(entry.url)
            return [e.model_copy(update={"depth": entry.depth + 1}) for e in links]
        body = self.sink.body(known.sha256)
        if known.media_type != HTML or body is None:
            return ()
        found = await asyncio.to_thread(discover, body, entry.url, entry, self.scope)
        return found.links if found else ()

    async def _list(self, entry: FrontierEntry, response: Response) -> Outcome:
        """Read a sitemap or feed. Its body is not kept: only where it leads matters."""
        if entry.purpose == "feed":
            links = await asyncio.to_thread(feed_entries, response.body, entry, self.scope)
        else:
            limit = self.fetcher.settings.limits.decoded
            links = await asyncio.to_thread(sitemap_entries, response.body, entry, self.scope, limit)
        self.traps.listed([e.url for e in links])
        return self._done(entry, Outcome.LISTED, f"leads to {len(links)} addresses", links)

    def _redirected(self, entry: FrontierEntry, location: str) -> Outcome:
        target = canonical(location, entry.url)
        way = (*entry.via, entry.url)
        if target in way or self._leads_back(target, entry.url):
            return self._done(entry, Outcome.REDIRECT_LOOP, f"leads back to {target}")
        if len(way) > self.fetcher.settings.limits.redirects:
            return self._done(entry, Outcome.TOO_MANY_REDIRECTS, f"{len(way)} redirects one after another")
        if not self.scope.holds(target):
            return self._done(entry, Outcome.OUT_OF_SCOPE, f"redirects to {target}")
        self._redirects[entry.url] = target
        onward = entry.model_copy(update={"url": target, "via": way})
        return self._done(entry, Outcome.REDIRECTED, f"to {target}", [onward])

    def _leads_back(self, target: str, start: str) -> bool:
        for _ in range(self.fetcher.settings.limits.redirects):
            if target == start:
                return True
            if target not in self._redirects:
                return False
            target = self._redirects[target]
        return True

    def _watch(self, entry: FrontierEntry, text: str, links: Sequence[FrontierEntry]) -> None:
        if text and not self.scope.is_detail(entry.url):
            self.traps.page(entry.url, text, [e.url for e in links])

    def _done(
        self, entry: FrontierEntry, outcome: Outcome, detail: str, links: Sequence[FrontierEntry] = ()
    ) -> Outcome:
        if not self.stays(outcome):
            at = iso(self.fetcher.clock.time())
            self.sink.done(self._visit, entry.url, outcome, at, detail, links)
        return self._count(entry, outcome, detail)

    def _count(self, entry: FrontierEntry, outcome: Outcome, detail: str) -> Outcome:
        self.tally.page(entry.url, outcome, detail)
        return outcome

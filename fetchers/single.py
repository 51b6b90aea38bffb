"""One page by its address, outside any source."""

import asyncio

from fetchers.client import Response
from fetchers.clock import iso
from fetchers.fetcher import Caller, Fetcher, request_outcome
from fetchers.pages import read_page, same_bytes
from fetchers.scope import Scope
from fetchers.urls import canonical, host_of
from schemas.errors import FetchRefused
from schemas.snapshot import FrontierEntry, Outcome, Snapshot, SnapshotSink
from schemas.source import Scope as ScopeTable
from schemas.source import Source

SOURCE = "url"


async def fetch_one(url: str, sink: SnapshotSink, fetcher: Fetcher) -> Snapshot:
    """Fetch one page into the archive, redirects followed, and return its snapshot.

    The snapshot's `url` is the address at the end of the redirects. Unchanged bytes are confirmed, not stored again.

    Raises:
        FetchRefused: when there is no page to keep; the outcome and the text say why.
    """
    asked = canonical(url)
    ours = host_of(asked) in fetcher.settings.allow  # the sample web needs no pauses
    caller = Caller(SOURCE, sink, delay=0.0 if ours else 1.0)
    way: list[str] = []
    target = asked
    while True:
        response = await fetcher.get(target, caller, "page", None)
        if not response.location:
            break
        way.append(target)
        target = canonical(response.location, target)
        if target in way:
            raise FetchRefused(Outcome.REDIRECT_LOOP, f"{asked} leads back to {target}")
        if len(way) > fetcher.settings.limits.redirects:
            raise FetchRefused(Outcome.TOO_MANY_REDIRECTS, f"{asked}: {len(way)} redirects one after another")
    outcome, detail = request_outcome(response, None)
    if response.status != 200:
        raise FetchRefused(outcome, f"{target}: {detail}")
    return await _kept(FrontierEntry(url=target, via=tuple(way)), response, sink, fetcher)


async def _kept(entry: FrontierEntry, response: Response, sink: SnapshotSink, fetcher: Fetcher) -> Snapshot:
    known = sink.latest(entry.url)
    alone = Source(name=SOURCE, owner=SOURCE, start=(entry.url,), scope=ScopeTable(depth=0))
    page = await asyncio.to_thread(read_page, response, entry, Scope(alone), known)
    snapshot = page.snapshot
    if snapshot.outcome in {Outcome.OPTED_OUT, Outcome.EMPTY}:
        raise FetchRefused(snapshot.outcome, f"{entry.url}: {snapshot.detail}")
    if same_bytes(response, known):
        sink.touch(None, entry.url, iso(fetcher.clock.time()))
        return snapshot.model_copy(update={"outcome": Outcome.UNCHANGED})
    sink.save(None, snapshot, response.body)
    return snapshot

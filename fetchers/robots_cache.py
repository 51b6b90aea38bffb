"""The robots files of a run: fetched once an origin, archived, and kept for a day."""

import asyncio
import hashlib
from typing import TYPE_CHECKING

from fetchers.clock import epoch, iso
from fetchers.conditional import kept_validators
from fetchers.robots import MAX_BYTES, Robots
from fetchers.urls import canonical
from schemas.errors import FetchRefused
from schemas.snapshot import Known, Outcome, Snapshot

if TYPE_CHECKING:
    from fetchers.client import Response
    from fetchers.fetcher import Caller, Fetcher

DAY = 86_400.0
REDIRECTS = 5  # RFC 9309: at least five hops; a longer way counts as no file
# The run cannot go to the host at all: passed on as they are, nothing was learned about the file.
_NOT_ASKED = frozenset({Outcome.DEAD_HOST, Outcome.RETRY_LATER, Outcome.PRIVATE_ADDRESS, Outcome.BAD_URL})


class RobotsCache:
    """Rules by origin (`https://www.example.fi`)."""

    def __init__(self, fetcher: "Fetcher") -> None:
        self._fetcher = fetcher
        self._rules: dict[str, tuple[float, Robots]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def rules(self, origin: str, caller: "Caller") -> Robots:
        """Return the rules of an origin.

        Raises FetchRefused `robots_unreachable` when the file cannot be read: that means wait, not go.
        """
        async with self._locks.setdefault(origin, asyncio.Lock()):
            now = self._fetcher.clock.time()
            at, rules = self._rules.get(origin, (0.0, None))
            if rules is None or now - at > DAY:
                rules = await self._load(origin, caller)
                self._rules[origin] = (now, rules)
        if rules.state == "unreachable":
            raise FetchRefused(Outcome.ROBOTS_UNREACHABLE, f"robots.txt of {origin}: {rules.detail}")
        return rules

    async def _load(self, origin: str, caller: "Caller") -> Robots:
        url = f"{origin}/robots.txt"
        known = caller.sink.latest(url)
        try:
            response = await self._follow(url, caller, known)
        except FetchRefused as refused:
            if refused.outcome in _NOT_ASKED:
                raise
            return self._kept(known, caller) or Robots("unreachable", detail=refused.detail)
        if response is None or (400 <= response.status < 500 and response.status != 429):
            return Robots("absent")
        if response.status == 304 and known:
            return self._confirmed(url, known, caller)
        if response.status >= 300:
            return self._kept(known, caller) or Robots("unreachable", detail=f"status {response.status}")
        return self._archived(url, response, known, caller)

    async def _follow(self, url: str, caller: "Caller", known: Known | None) -> "Response | None":
        """Follow redirects, other hosts included. None where the way does not end."""
        for _ in range(REDIRECTS + 1):
            response = await self._fetcher.get_robots(url, caller, known)
            if not response.location:
                return response
            url, known = canonical(response.location, url), None
        return None

    def _kept(self, known: Known | None, caller: "Caller") -> Robots | None:
        """Return the archived file while it is younger than a day."""
        if known is None or self._fetcher.clock.time() - epoch(known.seen_at) > DAY:
            return None
        body = caller.sink.body(known.sha256)
        return None if body is None else Robots("file", body)

    def _confirmed(self, url: str, known: Known, caller: "Caller") -> Robots:
        caller.sink.touch(None, url, iso(self._fetcher.clock.time()))
        body = caller.sink.body(known.sha256)
        return Robots("unreachable", detail="its archived copy is missing") if body is None else Robots("file", body)

    def _archived(self, url: str, response: "Response", known: Known | None, caller: "Caller") -> Robots:
        rules = Robots("file", response.body[:MAX_BYTES])
        at = iso(self._fetcher.clock.time())
        if known and known.sha256 == rules.identity:
            caller.sink.touch(None, url, at)
            return rules
        etag, modified = kept_validators(response.headers)
        snapshot = Snapshot(
            url=url, final_url=response.url, source=caller.source, purpose="robots", fetched_at=at,
            status=response.status, outcome=Outcome.CHANGED if known else Outcome.NEW,
            request_headers=response.request_headers, response_headers=tuple(response.headers.multi_items()),
            sha256=hashlib.sha256(rules.body).hexdigest(), bytes=len(rules.body), wire_bytes=response.wire_bytes,
            media_type="text/plain", declared_type=response.headers.get("content-type", ""), etag=etag,
            last_modified=modified, elapsed=response.elapsed,
        )  # fmt: skip
        caller.sink.save(None, snapshot, rules.body)
        return rules

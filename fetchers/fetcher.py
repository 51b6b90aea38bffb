"""Asking politely: robots.txt, the host's queue, retries, and a ledger line for every request."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Self

import httpx

from fetchers.client import Response, open_http, send
from fetchers.clock import Clock, SystemClock, epoch, iso
from fetchers.conditional import validators
from fetchers.politeness import Host, Hosts
from fetchers.retry_after import retry_after
from fetchers.robots import Robots
from fetchers.robots_cache import RobotsCache
from fetchers.settings import FetchSettings
from fetchers.transport import Resolver, resolve
from fetchers.urls import host_of, origin_of
from schemas.errors import FetchRefused
from schemas.snapshot import Hold, Known, LedgerEntry, Outcome, Purpose, SnapshotSink
from schemas.source import Source

_AGAIN = frozenset({Outcome.NETWORK_ERROR, Outcome.TOO_SLOW})


@dataclass(frozen=True, slots=True)
class Caller:
    """For whom a request is made: whose name it carries, how gently, and where it is written down."""

    source: str
    sink: SnapshotSink
    contact: str = ""
    delay: float = 1.0
    concurrency: int = 1
    visit: int | None = None

    @classmethod
    def of(cls, source: Source, sink: SnapshotSink, visit: int | None) -> Self:
        """Make the caller of a source's visit."""
        polite = source.politeness
        return cls(source.name, sink, source.contact, polite.delay, polite.concurrency, visit)


@dataclass(frozen=True, slots=True)
class _Request:
    url: str
    caller: Caller
    purpose: Purpose
    robots: str
    delay: float
    known: Known | None = None
    attempt: int = 1


@dataclass
class Fetcher:
    """The fetchers' state in one run: connections, hosts, robots files. Use as `async with Fetcher(settings) as f`."""

    settings: FetchSettings = field(default_factory=FetchSettings)
    clock: Clock = field(default_factory=SystemClock)
    resolver: Resolver = resolve
    http: httpx.AsyncClient = field(init=False)
    hosts: Hosts = field(init=False)
    robots: RobotsCache = field(init=False)

    async def __aenter__(self) -> Self:
        """Open the connections."""
        self.http = open_http(self.settings, self.resolver)
        s = self.settings
        self.hosts = Hosts(self.clock, s.connections, s.wait_cap, s.backoff)
        self.robots = RobotsCache(self)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close them."""
        await self.http.aclose()

    async def get(self, url: str, caller: Caller, purpose: Purpose = "page", known: Known | None = None) -> Response:
        """Ask for one URL as robots.txt and the host's pace allow; redirects come back as they are.

        `url` must be canonical. Raises FetchRefused with the outcome where there is no response to work with.
        """
        host = self._host(url, caller)
        rules = await self.robots.rules(origin_of(url), caller)
        if not rules.allows(url):
            raise FetchRefused(Outcome.ROBOTS, f"robots.txt of {host.name} does not allow it")
        self._visit_time(host, rules, caller)
        delay = max(caller.delay, rules.delay(self.clock.time()))
        return await self.attempts(_Request(url, caller, purpose, rules.identity, delay, known))

    def _host(self, url: str, caller: Caller) -> Host:
        host = self.hosts.host(host_of(url), caller.concurrency)
        held = caller.sink.held(host.name, iso(self.clock.time()))
        if held and not host.later:
            self.hosts.wait(host, epoch(held.until) - self.clock.time(), held.reason)
        return host

    def _visit_time(self, host: Host, rules: Robots, caller: Caller) -> None:
        closed = rules.opens_in(self.clock.time())
        if closed:
            self._later(host, closed, f"its visit-time opens in {closed:.0f} s", caller)

    async def get_robots(self, url: str, caller: Caller, known: Known | None) -> Response:
        """Ask for a robots.txt, which needs no permission."""
        self._host(url, caller)
        return await self.attempts(_Request(url, caller, "robots", "exempt", caller.delay, known))

    async def attempts(self, request: _Request) -> Response:
        """Send a request, again after failures that may pass. Retry-After is obeyed for the whole host."""
        host = self.hosts.host(host_of(request.url))
        for attempt in range(1, self.settings.attempts + 1):
            result = await self._once(host, replace(request, attempt=attempt))
            asked = self._asked_to_wait(result)
            if asked is not None:
                self._later(host, asked, f"asked us to wait {asked:.0f} s", request.caller)
            elif not _may_pass(result):
                self.hosts.succeeded(host)
                break
            else:
                await self._failure(host, request, attempt)
        if isinstance(result, FetchRefused):
            raise result
        return result

    async def _once(self, host: Host, request: _Request) -> Response | FetchRefused:
        async with self.hosts.turn(host, request.delay) as turn:
            caller, limits = request.caller, self.settings.limits
            agent = self.settings.user_agent(caller.contact)
            started = self.clock.time()
            try:
                headers = {"User-Agent": agent, **validators(request.known)}
                result: Response | FetchRefused = await send(self.http, request.url, headers, limits, self.clock)
            except FetchRefused as refused:
                result = refused
            caller.sink.ledger(self._line(request, result, started, turn.waited, agent))
        return result

    async def _failure(self, host: Host, request: _Request, attempt: int) -> None:
        """Count it. At the limit robots.txt is asked once more, to tell a broken page from a dead host."""
        self.hosts.back_off(host, attempt)
        if self.hosts.failed(host) < self.settings.dead_after or host.dead:
            return
        if request.purpose != "robots":
            probe = _Request(f"{origin_of(request.url)}/robots.txt", request.caller, "robots", "exempt", request.delay)
            if not _may_pass(await self._once(host, probe)):
                self.hosts.succeeded(host)
                return
        self.hosts.give_up(host, f"{host.failures} requests failed one after another")

    def _later(self, host: Host, seconds: float, why: str, caller: Caller) -> None:
        self.hosts.wait(host, seconds, why)
        if seconds > self.settings.wait_cap:
            until = iso(self.clock.time() + seconds)
            caller.sink.hold(Hold(host=host.name, until=until, reason=why))
            raise FetchRefused(Outcome.RETRY_LATER, f"{host.name} {why}: not in this run", seconds)

    def _asked_to_wait(self, result: Response | FetchRefused) -> float | None:
        if isinstance(result, FetchRefused) or result.status not in {429, 503}:
            return None
        return retry_after(result.headers.get("retry-after"), self.clock.time())

    def _line(
        self, request: _Request, result: Response | FetchRefused, started: float, waited: float, agent: str
    ) -> LedgerEntry:
        ok = None if isinstance(result, FetchRefused) else result
        outcome, detail = request_outcome(result, request.known)
        asked = retry_after(ok.headers.get("retry-after"), self.clock.time()) if ok else None
        return LedgerEntry(
            visit=request.caller.visit, source=request.caller.source, purpose=request.purpose,
            host=host_of(request.url), url=request.url, started_at=iso(started),
            elapsed=round(self.clock.time() - started, 4), attempt=request.attempt,
            status=ok.status if ok else None, outcome=outcome, detail=detail,
            wire_bytes=ok.wire_bytes if ok else 0,
            saved_bytes=request.known.bytes if request.known and ok and ok.status == 304 else 0,
            waited=round(waited, 3), delay=request.delay, retry_after=asked,
            redirect_to=ok.location if ok else None, robots=request.robots, user_agent=agent,
        )  # fmt: skip


def _may_pass(result: Response | FetchRefused) -> bool:
    """Tell whether asking again later may help."""
    if isinstance(result, FetchRefused):
        return result.outcome in _AGAIN
    return result.status == 429 or result.status >= 500


def request_outcome(result: Response | FetchRefused, known: Known | None) -> tuple[Outcome, str]:
    """Name what one request gave, by its status and whether the bytes are the known ones."""
    if isinstance(result, FetchRefused):
        return Outcome(result.outcome), result.detail
    status = result.status
    for low, high, outcome in _BY_STATUS:
        if low <= status <= high:
            return outcome, f"status {status}"
    if known and known.sha256 == hashlib.sha256(result.body).hexdigest():
        return Outcome.UNCHANGED, "the same bytes"
    return (Outcome.CHANGED if known else Outcome.NEW), ""


_BY_STATUS = (
    (304, 304, Outcome.UNCHANGED), (300, 399, Outcome.REDIRECTED), (404, 404, Outcome.GONE), (410, 410, Outcome.GONE),
    (401, 401, Outcome.LOGIN_WALL), (403, 403, Outcome.LOGIN_WALL), (407, 407, Outcome.LOGIN_WALL),
    (429, 429, Outcome.RETRY_LATER), (400, 499, Outcome.CLIENT_ERROR), (500, 599, Outcome.SERVER_ERROR),
)  # fmt: skip

"""One queue a host: the delay between requests, waits that a server asked for, and a circuit breaker."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fetchers.clock import Clock
from schemas.errors import FetchRefused
from schemas.snapshot import Outcome

JITTER = 0.5


@dataclass
class Host:
    """What is known of one host in this run.

    Epoch seconds: `last` request's start or end, `next_at` the end of a wait that was asked for or backed off to,
    `retry_at` the end of one that is too long for this run. `dead` and `later` say why it is not asked again.
    """

    name: str
    slots: asyncio.Semaphore
    last: float = float("-inf")
    next_at: float = 0.0
    failures: int = 0
    dead: str = ""
    later: str = ""
    retry_at: float = 0.0
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Turn:
    """A permission to send one request: how long was waited for it, and the delay that was kept."""

    waited: float
    delay: float


class Hosts:
    """All hosts of a run. Hosts do not wait for each other; together they keep to `connections` requests at a time."""

    def __init__(
        self, clock: Clock, connections: int, wait_cap: float, backoff: float, seed: int | None = None
    ) -> None:
        self._clock = clock
        self._all = asyncio.Semaphore(connections)
        self._hosts: dict[str, Host] = {}
        self._cap = wait_cap
        self._backoff = backoff
        # Not for secrets: it only keeps clients that failed together from coming back together.
        self._random = random.Random(seed)  # noqa: S311

    def host(self, name: str, concurrency: int = 1) -> Host:
        """Return the host's state; `concurrency` counts the first time it is met."""
        if name not in self._hosts:
            self._hosts[name] = Host(name, asyncio.Semaphore(concurrency))
        return self._hosts[name]

    @asynccontextmanager
    async def turn(self, host: Host, delay: float) -> AsyncIterator[Turn]:
        """Wait for this host's turn, then hold it for one request.

        Raises FetchRefused `dead_host` or `retry_later` when the host is not to be asked again in this run.
        """
        async with host.slots:
            waited = await self._wait(host, delay)
            async with self._all:
                yield Turn(waited, delay)
            host.last = max(host.last, self._clock.time())

    async def _wait(self, host: Host, delay: float) -> float:
        """Wait for the host's next free moment. Another request's Retry-After may move it while we wait."""
        began = self._clock.time()
        async with host.gate:
            while (left := max(host.next_at, host.last + delay) - self._clock.time()) > 0:
                self._check(host, left)
                await self._clock.sleep(left)
            self._check(host, 0.0)
            host.last = self._clock.time()
        return max(0.0, self._clock.time() - began)

    def _check(self, host: Host, left: float) -> None:
        if host.dead:
            raise FetchRefused(Outcome.DEAD_HOST, f"{host.name}: {host.dead}")
        if host.later:
            raise FetchRefused(Outcome.RETRY_LATER, f"{host.name}: {host.later}", host.retry_at - self._clock.time())
        if left > self._cap:
            raise FetchRefused(Outcome.RETRY_LATER, f"{host.name} is next due in {left:.0f} s", left)

    def wait(self, host: Host, seconds: float, why: str) -> None:
        """Let the host alone for `seconds`. Over the cap it is not asked again in this run."""
        if seconds > self._cap:
            host.later, host.retry_at = why, self._clock.time() + seconds
        host.next_at = max(host.next_at, self._clock.time() + seconds)

    def back_off(self, host: Host, attempt: int) -> None:
        """Wait exponentially longer after each failure, spread by jitter, never beyond the cap."""
        seconds = self._backoff * 2 ** (attempt - 1) * self._random.uniform(1 - JITTER, 1 + JITTER)
        self.wait(host, min(seconds, self._cap), "failed")

    def succeeded(self, host: Host) -> None:
        """Close the circuit: the host answers."""
        host.failures = 0

    def failed(self, host: Host) -> int:
        """Count a failure in a row and return how many there are."""
        host.failures += 1
        return host.failures

    def give_up(self, host: Host, why: str) -> None:
        """Open the circuit for the rest of the run."""
        host.dead = why

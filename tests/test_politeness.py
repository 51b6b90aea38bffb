import asyncio
from email.utils import formatdate

import pytest
from fetch_helpers import NOON, FakeClock, Reply, Respond, page, settings, tiny_server
from hypothesis import given
from hypothesis import strategies as st

from fetchers.client import Response
from fetchers.clock import epoch
from fetchers.fetcher import Caller, Fetcher
from fetchers.ledger_check import replay
from fetchers.memory import MemorySink
from fetchers.retry_after import retry_after
from schemas.errors import FetchRefused

HOME = "http://koivu.example/"


class World:
    """A server, a clock and a sink, and requests against them."""

    def __init__(self, respond: Respond, **changes: object) -> None:
        self.respond, self.changes = respond, changes
        self.clock, self.sink = FakeClock(), MemorySink()

    async def get(self, *paths: str, delay: float = 0.0, concurrency: int = 1) -> list[Response | str]:
        """Ask for the paths side by side; refusals come back as their outcome."""

        def serve(host: str, path: str, headers: dict[str, str]) -> Reply:
            return Reply(status=404) if path == "/robots.txt" else self.respond(host, path, headers)

        with tiny_server(serve) as server:
            async with Fetcher(settings(server.port, **self.changes), self.clock) as fetcher:
                caller = Caller("koivu", self.sink, delay=delay, concurrency=concurrency)

                async def one(path: str) -> Response | str:
                    try:
                        return await fetcher.get(HOME + path, caller)
                    except FetchRefused as refused:
                        return refused.outcome

                return list(await asyncio.gather(*(one(p) for p in paths)))

    def starts(self) -> list[float]:
        return [epoch(line.started_at) - NOON for line in self.sink.requests]


async def test_requests_to_one_host_keep_the_delay() -> None:
    world = World(lambda *_: page("Koti"))
    await world.get("a", "b", "c", delay=5.0)
    assert world.starts() == [0, 5, 10, 15]
    assert [line.waited for line in world.sink.requests] == [0, 5, 5, 5]


async def test_the_user_agent_is_honest() -> None:
    world = World(lambda *_: page("Koti"))
    await world.get("a")
    assert {r.user_agent for r in world.sink.requests} == {"Kotokanta/0.1 (+mailto:yllapito@kotokanta.example)"}


@pytest.mark.parametrize("form", [str, lambda s: formatdate(NOON + s, usegmt=True)])
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed_to_the_second_by_the_whole_host(form: object, status: int) -> None:
    busy = [Reply(status=status, headers={"Retry-After": form(120)})]  # type: ignore[operator]
    world = World(lambda *_: busy.pop() if busy else page("Koti"))
    found = await world.get("a", "b")
    assert [r.status for r in found if isinstance(r, Response)] == [200, 200]
    assert world.starts() == [0, 0, 120, 120]


async def test_a_retry_after_over_the_cap_means_not_in_this_run() -> None:
    world = World(lambda *_: Reply(status=503, headers={"Retry-After": "86400"}))
    assert await world.get("a", "b") == ["retry_later", "retry_later"]
    assert len(world.sink.requests) == 2
    assert world.clock.slept == []
    assert epoch(world.sink.holds["koivu.example"].until) == NOON + 86_400


async def test_a_hold_is_kept_by_the_next_run_and_ends() -> None:
    world = World(lambda *_: Reply(status=503, headers={"Retry-After": "86400"}))
    await world.get("a")
    world.respond = lambda *_: page("Koti")
    before = len(world.sink.requests)
    assert await world.get("a") == ["retry_later"]
    assert len(world.sink.requests) == before
    world.clock.now += 86_401
    assert isinstance((await world.get("a"))[0], Response)


async def test_failures_wait_longer_each_time_and_not_all_alike() -> None:
    world = World(lambda *_: Reply(status=500))
    (found,) = await world.get("a")
    assert isinstance(found, Response)
    assert found.status == 500
    waits = [b - a for a, b in zip(world.starts()[1:], world.starts()[2:], strict=False)]
    assert 0.5 <= waits[0] <= 1.5
    assert 1.0 <= waits[1] <= 3.0


async def test_a_host_that_dies_gets_no_more_than_six_requests() -> None:
    sink, alive = MemorySink(), [True]

    def serve(host: str, path: str, headers: dict[str, str]) -> Reply:
        if path == "/robots.txt" and alive:  # it answers once, then the host dies
            alive.pop()
            return Reply(status=404)
        return Reply(raw=b"")

    with tiny_server(serve) as server:
        async with Fetcher(settings(server.port), FakeClock()) as fetcher:
            caller = Caller("koivu", sink, delay=0)
            outcomes = []
            for n in range(20):
                with pytest.raises(FetchRefused) as refused:
                    await fetcher.get(f"{HOME}{n}", caller)
                outcomes.append(refused.value.outcome)
    assert outcomes == ["network_error", *["dead_host"] * 19]
    assert len(server.seen) == 1 + 6


async def test_broken_pages_do_not_make_a_host_dead() -> None:
    world = World(lambda _, path, __: Reply(status=500) if "rikki" in path else page(path))
    found = await world.get("rikki1", "rikki2", "rikki3", "rikki4", "ehja")
    assert [r.status for r in found if isinstance(r, Response)] == [500, 500, 500, 500, 200]


async def test_hosts_do_not_wait_for_each_other() -> None:
    world = World(lambda *_: page("Koti"))
    with tiny_server(world.respond) as server:
        chosen = settings(server.port, "a.example", "b.example")
        async with Fetcher(chosen, world.clock) as fetcher:
            caller = Caller("koivu", world.sink, delay=50)
            await fetcher.get("http://a.example/", caller)
            before = world.clock.now
            await fetcher.get("http://b.example/", caller)
    assert world.clock.now - before == 50  # its own robots.txt before its page, nothing of the other host


@given(st.one_of(st.none(), st.text(max_size=40), st.integers(-5, 10**30).map(str)))
def test_any_retry_after_is_a_sane_wait_or_nothing(value: str | None) -> None:
    wait = retry_after(value, NOON)
    assert wait is None or 0 <= wait <= 366 * 86_400


async def test_a_crawl_delay_counts_from_the_request_before() -> None:
    def respond(_: str, path: str, __: dict[str, str]) -> Reply:
        return Reply(b"User-agent: *\nCrawl-delay: 30") if path == "/robots.txt" else page("Koti")

    sink, clock = MemorySink(), FakeClock()
    with tiny_server(respond) as server:
        async with Fetcher(settings(server.port), clock) as fetcher:
            for caller in (Caller("a", sink, delay=1), Caller("b", sink, delay=40), Caller("a", sink, delay=1)):
                await fetcher.get(HOME, caller)
    assert [epoch(r.started_at) - NOON for r in sink.requests] == [0, 30, 70, 100]
    assert replay(sink.requests, sink.body) == []

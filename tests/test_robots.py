from datetime import UTC, datetime

import pytest
from fetch_helpers import FakeClock, Reply, page, settings, tiny_server

from fetchers.fetcher import Caller, Fetcher
from fetchers.memory import MemorySink
from fetchers.robots import Robots
from schemas.errors import FetchRefused


def rules(text: str) -> Robots:
    return Robots("file", text.encode())


def at(hour: int, minute: int = 0) -> float:
    return datetime(2026, 11, 22, hour, minute, tzinfo=UTC).timestamp()


def test_the_longest_match_wins_and_allow_wins_ties() -> None:
    robots = rules("User-agent: *\nDisallow: /hankkeet/\nAllow: /hankkeet/avoin\nDisallow: /*.xls$")
    assert not robots.allows("http://koivu.example/hankkeet/x")
    assert robots.allows("http://koivu.example/hankkeet/avoin/1")
    assert not robots.allows("http://koivu.example/a.xls")
    assert robots.allows("http://koivu.example/a.xlsx")


def test_rules_for_our_name_replace_those_for_all() -> None:
    robots = rules("User-agent: *\nDisallow: /\n\nUser-agent: kotokanta\nDisallow: /sisainen/\nCrawl-delay: 7")
    assert robots.allows("http://koivu.example/")
    assert not robots.allows("http://koivu.example/sisainen/a")
    assert robots.delay(at(12)) == 7


def test_request_rate_asks_for_a_delay_in_its_hours() -> None:
    robots = rules("User-agent: *\nRequest-rate: 1/20s 0800-1600\nCrawl-delay: 3")
    assert robots.delay(at(12)) == 20
    assert robots.delay(at(20)) == 3


@pytest.mark.parametrize(("hour", "wait"), [(3, 0), (12, 14 * 3600), (1, 3600), (6, 20 * 3600)])
def test_visit_time_says_how_long_to_wait(hour: int, wait: float) -> None:
    assert rules("User-agent: *\nVisit-time: 0200-0500").opens_in(at(hour)) == wait


def test_visit_time_over_midnight() -> None:
    robots = rules("User-agent: *\nVisit-time: 2200-0400")
    assert robots.opens_in(at(23)) == robots.opens_in(at(2)) == 0
    assert robots.opens_in(at(21)) == 3600


@pytest.mark.parametrize("noise", [b"", b"\xff\xfe\x00nonsense", b"<html>404</html>", b"\xef\xbb\xbf# vain huomautus"])
def test_a_file_without_rules_allows(noise: bytes) -> None:
    assert Robots("file", noise).allows("http://koivu.example/x")


def test_a_byte_order_mark_does_not_hide_the_first_line() -> None:
    assert not Robots("file", b"\xef\xbb\xbfUser-agent: *\nDisallow: /").allows("http://koivu.example/")


async def ask(
    reply: Reply | dict[str, Reply], sink: MemorySink | None = None, clock: FakeClock | None = None
) -> list[str]:
    """Ask for /sivu and return the requested paths, or the outcome of a refusal as the last item."""
    replies = reply if isinstance(reply, dict) else {"/robots.txt": reply}
    with tiny_server(lambda _, path, __: replies.get(path) or page(path)) as server:
        async with Fetcher(settings(server.port), clock or FakeClock()) as fetcher:
            try:
                await fetcher.get("http://koivu.example/sivu", Caller("koivu", sink or MemorySink(), delay=0))
            except FetchRefused as refused:
                return [*server.paths, refused.outcome]
        return server.paths


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_no_robots_file_means_go(status: int) -> None:
    assert await ask(Reply(status=status)) == ["/robots.txt", "/sivu"]


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_an_unreachable_robots_file_means_wait(status: int) -> None:
    assert await ask(Reply(status=status)) == ["/robots.txt"] * 3 + ["robots_unreachable"]


async def test_a_broken_connection_to_the_robots_file_means_wait() -> None:
    assert (await ask(Reply(raw=b"")))[-1] == "robots_unreachable"


async def test_disallowed_pages_are_never_asked_for() -> None:
    assert await ask(Reply(b"User-agent: *\nDisallow: /")) == ["/robots.txt", "robots"]


async def test_redirects_of_the_robots_file_are_followed() -> None:
    moved = Reply(status=301, headers={"Location": "/muualla.txt"})
    there = Reply(b"User-agent: *\nDisallow: /sivu")
    assert await ask({"/robots.txt": moved, "/muualla.txt": there}) == ["/robots.txt", "/muualla.txt", "robots"]


async def test_a_robots_file_that_redirects_for_ever_counts_as_none() -> None:
    assert (await ask(Reply(status=302, headers={"Location": "/robots.txt"})))[-1] == "/sivu"


async def test_the_file_is_archived_and_its_copy_serves_for_a_day() -> None:
    sink, clock = MemorySink(), FakeClock()
    assert (await ask(Reply(b"User-agent: *\nDisallow: /sivu"), sink, clock))[-1] == "robots"
    assert [s.purpose for s in sink.snapshots] == ["robots"]
    assert (await ask(Reply(status=500), sink, clock))[-1] == "robots"
    clock.now += 90_000
    assert (await ask(Reply(status=500), sink, clock))[-1] == "robots_unreachable"

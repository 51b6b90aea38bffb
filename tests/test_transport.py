import httpcore
import pytest
from fetch_helpers import Reply, settings, tiny_server
from hypothesis import given
from hypothesis import strategies as st

from fetchers.client import open_http, send
from fetchers.clock import SystemClock
from fetchers.transport import GuardedBackend, is_public
from schemas.errors import FetchRefused

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "koivu", "",
]  # fmt: skip
PUBLIC = ["193.166.3.2", "8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_every_wrapping_of_a_private_address_is_private(ip: object) -> None:
    assert not is_public(f"::ffff:{ip}")
    assert not is_public(f"::{ip}")


class Dialled(httpcore.AsyncMockBackend):
    def __init__(self) -> None:
        super().__init__([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        self.to: list[tuple[str, int]] = []

    async def connect_tcp(self, host: str, port: int, *args: object, **kwargs: object) -> httpcore.AsyncNetworkStream:  # type: ignore[override]
        self.to.append((host, port))
        return await super().connect_tcp(host, port)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "::1", "::ffff:7f00:1", "localhost"]
)
async def test_private_hosts_are_refused_in_every_form(host: str) -> None:
    dialled = Dialled()

    async def resolver(name: str, port: int) -> list[str]:
        return ["127.0.0.1"] if name == "localhost" else [name]

    with pytest.raises(FetchRefused) as refused:
        await GuardedBackend({}, resolver, dialled).connect_tcp(host, 80)
    assert refused.value.outcome == "private_address"
    assert dialled.to == []


async def test_a_name_that_answers_differently_the_second_time_cannot_lead_inside() -> None:
    answers = iter([["193.166.3.2"], ["10.0.0.1"]])
    dialled = Dialled()

    async def resolver(name: str, port: int) -> list[str]:
        return next(answers)

    backend = GuardedBackend({}, resolver, dialled)
    await backend.connect_tcp("vaihtuva.example", 443)
    assert dialled.to == [("193.166.3.2", 443)]  # the checked address itself, not the name
    with pytest.raises(FetchRefused):
        await backend.connect_tcp("vaihtuva.example", 443)


async def test_one_private_address_among_public_ones_is_refused() -> None:
    async def resolver(name: str, port: int) -> list[str]:
        return ["193.166.3.2", "192.168.0.7"]

    with pytest.raises(FetchRefused):
        await GuardedBackend({}, resolver, Dialled()).connect_tcp("kaksi.example", 80)


async def test_only_the_allow_list_reaches_loopback() -> None:
    with tiny_server(lambda *_: Reply(b"hei")) as server:
        async with open_http(settings(server.port)) as http:
            limits = settings(server.port).limits
            found = await send(http, "http://koivu.example/", {}, limits, SystemClock())
            assert found.body == b"hei"
            with pytest.raises(FetchRefused) as refused:
                await send(http, f"http://127.0.0.1:{server.port}/", {}, limits, SystemClock())
    assert refused.value.outcome == "private_address"
    assert len(server.seen) == 1


async def test_other_schemes_are_refused() -> None:
    async with open_http(settings(1)) as http:
        with pytest.raises(FetchRefused):
            await send(http, "ftp://koivu.example/", {}, settings(1).limits, SystemClock())


async def test_cookies_are_not_kept() -> None:
    with tiny_server(lambda *_: Reply(b"x", headers={"Set-Cookie": "istunto=1; Path=/"})) as server:
        async with open_http(settings(server.port)) as http:
            for _ in range(2):
                await send(http, "http://koivu.example/", {}, settings(server.port).limits, SystemClock())
    assert all("cookie" not in headers for _, _, headers in server.seen)

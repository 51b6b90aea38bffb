"""The one door to the network. It opens for public addresses only, checked on the connection itself.

The name is resolved here, every address of the answer is checked, and the connection goes to the checked address:
there is no second look-up that could answer differently (DNS rebinding). Redirects come through the same door. TLS
still checks the certificate against the name.
"""

import asyncio
import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cache

import ada_url
import httpcore
import httpx

from fetchers.quick_stream import QuickStream
from schemas.errors import FetchRefused
from schemas.snapshot import Outcome

Resolver = Callable[[str, int], Awaitable[list[str]]]

# Prefixes that hold an IPv4 address inside: 6to4 and NAT64 lead to whatever that is.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_EXTRA_PRIVATE = tuple(
    ipaddress.ip_network(n) for n in ("100.64.0.0/10", "192.88.99.0/24", "64:ff9b:1::/48", "100::/64")
)


def is_public(address: str) -> bool:
    """Tell whether an IP address, in any of its written forms, lies in the public internet."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    inner = _inner(ip)
    if inner is not None:
        return is_public(str(inner))
    if any(ip.version == net.version and ip in net for net in _EXTRA_PRIVATE):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _inner(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if not isinstance(ip, ipaddress.IPv6Address):
        return None
    if ip in _NAT64 or (int(ip) >> 32 == 0 and int(ip) > 1):  # NAT64, and the old IPv4-compatible form ::a.b.c.d
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


async def resolve(host: str, port: int) -> list[str]:
    """Ask DNS for the addresses of a name, those of the system's preferred order.

    In a daemon thread: the event loop's own pool is waited for at the end, and a slow resolver would hold up Ctrl-C.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()
    threading.Thread(target=_look_up, args=(host, port, loop, answer), name="dns", daemon=True).start()
    return await answer


def _look_up(host: str, port: int, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[list[str]]") -> None:
    found: list[str] | OSError
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    except OSError as error:
        found = error
    except UnicodeError as error:
        found = OSError(f"not a host name: {error}")
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_settle, answer, found)


def _settle(answer: "asyncio.Future[list[str]]", found: list[str] | OSError) -> None:
    if answer.done():
        return
    if isinstance(found, OSError):
        answer.set_exception(found)
    else:
        answer.set_result(found)


def plain_host(host: str) -> str:
    """Return a host as WHATWG reads it: `0x7f.1`, `2130706433` and `0177.0.0.1` all become `127.0.0.1`."""
    try:
        return str(ada_url.URL(f"http://{host}/").hostname).strip("[]")
    except ValueError:
        pass
    try:
        return str(ada_url.URL(f"http://[{host}]/").hostname).strip("[]")
    except ValueError:
        raise FetchRefused(Outcome.BAD_URL, f"{host[:100]!r} is not a host") from None


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections, to public addresses and to the allow list only."""

    def __init__(
        self,
        allow: Mapping[str, tuple[str, int]],
        resolver: Resolver = resolve,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allow = dict(allow)
        self._resolver = resolver
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a checked address of the name, the next one if the first does not answer."""
        error: Exception | None = None
        for address, target in await self._targets(host, port):
            try:
                stream = await self._inner.connect_tcp(address, target, timeout, local_address, socket_options)
                return QuickStream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore.ConnectError(f"{host} has no address")

    async def _targets(self, host: str, port: int) -> list[tuple[str, int]]:
        name = plain_host(host)
        if name in self._allow:
            return [self._allow[name]]
        try:
            addresses = await self._resolver(name, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{name} has no address: {error}") from error
        hidden = [a for a in addresses if not is_public(a)]
        if hidden:  # one private address among public ones is an attack, not a choice
            raise FetchRefused(Outcome.PRIVATE_ADDRESS, f"{name} leads to {hidden[0]}, which is not public")
        return [(a, port) for a in addresses[:4]]

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing here speaks to a socket file."""
        raise FetchRefused(Outcome.PRIVATE_ADDRESS, f"{path} is a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own connection retries."""
        await self._inner.sleep(seconds)


@cache
def _trust() -> ssl.SSLContext:
    """Load the certificate authorities once a process: that takes as long as fetching ten pages."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over the guarded connections. Called once for each hop; environment proxies are not read."""

    def __init__(
        self,
        allow: Mapping[str, tuple[str, int]],
        *,
        connections: int = 16,
        http2: bool = True,
        resolver: Resolver = resolve,
    ) -> None:
        super().__init__(verify=_trust(), http2=http2, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trust(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=30.0,
            http1=True,
            http2=http2,
            network_backend=GuardedBackend(allow, resolver),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request: http and https only."""
        if request.url.scheme not in {"http", "https"}:
            raise FetchRefused(Outcome.BAD_URL, f"{request.url.scheme}: is not fetched, only http and https")
        return await super().handle_async_request(request)

"""One request and its response, within the limits, with every failure named."""

import asyncio
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy

import httpx

from fetchers.clock import Clock
from fetchers.limits import ACCEPT_ENCODING, Limits, decoded, read_raw
from fetchers.settings import FetchSettings
from fetchers.transport import GuardedTransport, Resolver, resolve
from schemas.errors import FetchRefused
from schemas.snapshot import Outcome

_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.9,*/*;q=0.8"
_NO_BODY = frozenset({204, 304})
_HEADER_WORDS = ("Receive buffer too long", "header list", "MAX_HEADER_LIST_SIZE")


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. `body` is decoded, `wire_bytes` counts it as sent, `started` is epoch seconds."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes
    wire_bytes: int
    started: float
    elapsed: float
    request_headers: tuple[tuple[str, str], ...]

    @property
    def location(self) -> str | None:
        """The target of a redirect."""
        return self.headers.get("location") if self.status in {301, 302, 303, 307, 308} else None


def open_http(settings: FetchSettings, resolver: Resolver = resolve) -> httpx.AsyncClient:
    """Open the HTTP client: guarded transport, no cookies kept, no redirects followed by itself."""
    transport = GuardedTransport(
        settings.allow, connections=settings.connections, http2=settings.http2, resolver=resolver
    )
    limits = settings.limits
    timeout = httpx.Timeout(limits.total, connect=limits.connect, pool=None)
    headers = {"Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING, "Accept-Language": "fi,sv;q=0.8,en;q=0.7"}
    client = httpx.AsyncClient(transport=transport, timeout=timeout, headers=headers, trust_env=False)
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


async def send(http: httpx.AsyncClient, url: str, headers: dict[str, str], limits: Limits, clock: Clock) -> Response:
    """Ask for `url` once.

    Raises FetchRefused with an outcome for everything that is not a whole response within the limits.
    """
    started = clock.time()
    try:
        async with asyncio.timeout(limits.total):
            return await _exchange(http, url, headers, limits, clock, started)
    except TimeoutError as error:
        raise FetchRefused(Outcome.TOO_SLOW, f"not complete after {limits.total:g} s") from error
    except httpx.ConnectTimeout as error:
        raise FetchRefused(Outcome.NETWORK_ERROR, f"no connection after {limits.connect:g} s") from error
    except httpx.TimeoutException as error:
        raise FetchRefused(Outcome.TOO_SLOW, f"nothing came for {limits.total:g} s") from error
    except httpx.InvalidURL as error:
        raise FetchRefused(Outcome.BAD_URL, str(error)) from error
    except httpx.HTTPError as error:
        raise _named(error) from error


def _named(error: httpx.HTTPError) -> FetchRefused:
    words = str(error) or type(error).__name__
    large = any(part in words for part in _HEADER_WORDS)
    return FetchRefused(Outcome.HEADERS_TOO_LARGE if large else Outcome.NETWORK_ERROR, words[:300])


async def _exchange(
    http: httpx.AsyncClient, url: str, headers: dict[str, str], limits: Limits, clock: Clock, started: float
) -> Response:
    async with http.stream("GET", url, headers=headers, follow_redirects=False) as response:
        size = sum(len(name) + len(value) + 4 for name, value in response.headers.raw)
        if size > limits.headers:
            raise FetchRefused(Outcome.HEADERS_TOO_LARGE, f"{size} bytes of headers")
        # a 304 may name the length of the body it spares; read to its end, its connection serves the next request
        declared = None if response.status_code in _NO_BODY else response.headers.get("content-length")
        raw = await read_raw(response.aiter_raw(), limits.body, declared)
        body = await decoded(raw, response.headers.get("content-encoding", ""), limits.decoded)
        asked = tuple((k, v) for k, v in response.request.headers.items())
        return Response(
            url, response.status_code, response.headers, body, len(raw), started, clock.time() - started, asked
        )

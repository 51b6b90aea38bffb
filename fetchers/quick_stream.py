"""A network stream whose socket is looked up once.

httpcore asks every idle connection of the pool whether it has become readable before each request, and its own stream
collects all attributes of the connection (two system calls) to answer: 27 look-ups a request at 16 connections.
"""

import select
import ssl
from typing import Any

import httpcore


class QuickStream(httpcore.AsyncNetworkStream):
    """Passes everything on but `is_readable`."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._socket = inner.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read."""
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write."""
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close."""
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Go over to TLS."""
        return QuickStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Answer `is_readable` from the socket itself: data, or the other side's farewell, lies there."""
        if info == "is_readable" and self._socket is not None:
            return self._readable()
        return self._inner.get_extra_info(info)

    def _readable(self) -> bool:
        number = self._socket.fileno()
        if number < 0:
            return True  # closed: not to be used again
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))

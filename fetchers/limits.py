"""Limits that the HTTP client does not have: total time, size as sent, size after decompression, headers.

A body is read raw and decompressed here, a bounded piece at a time, so that a small bomb never becomes a large one.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import brotli
import zstandard

from schemas.errors import FetchRefused
from schemas.snapshot import Outcome

MAX_ENCODINGS = 2
_IN_LOOP = 1 << 19  # bodies below this are decompressed on the spot, larger ones in a thread
_ZSTD_STEP = 1 << 10  # the library has no output limit; 1 KiB of input expands to 33 MiB at the very most
ACCEPT_ENCODING = "gzip, deflate, br, zstd"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes and seconds. `total` runs from the request to the last byte, whatever drips in between."""

    total: float = 60.0
    connect: float = 15.0
    body: int = 50 << 20
    decoded: int = 100 << 20
    headers: int = 64 << 10
    redirects: int = 10


async def read_raw(chunks: AsyncIterator[bytes], limit: int, declared: str | None) -> bytes:
    """Read a body as sent, up to `limit` bytes; a declared length over it is not even begun."""
    if declared and declared.isdigit() and int(declared) > limit:
        raise FetchRefused(Outcome.TOO_LARGE, f"the server announces {declared} bytes, the limit is {limit}")
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FetchRefused(Outcome.TOO_LARGE, f"more than {limit} bytes were sent")
        parts.append(chunk)
    return b"".join(parts)


async def decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    """Undo Content-Encoding in bounded memory.

    Raises FetchRefused `bomb` over `limit` bytes, `bad_encoding` for broken or unknown compression.
    """
    names = [n.strip().lower() for n in encoding.split(",") if n.strip().lower() not in {"", "identity"}]
    if not names or not raw:
        return raw
    if len(names) > MAX_ENCODINGS:
        raise FetchRefused(Outcome.BAD_ENCODING, f"compressed {len(names)} times")
    if len(raw) < _IN_LOOP:
        return undo(raw, names, limit)
    return await asyncio.to_thread(undo, raw, names, limit)


def undo(raw: bytes, names: list[str], limit: int) -> bytes:
    """Undo the encodings, the last one first."""
    for name in reversed(names):
        decode = _DECODERS.get(name)
        if decode is None:
            raise FetchRefused(Outcome.BAD_ENCODING, f"unknown Content-Encoding {name[:40]!r}")
        try:
            raw = decode(raw, limit)
        except (zlib.error, zstandard.ZstdError, brotli.error, EOFError) as error:
            raise FetchRefused(Outcome.BAD_ENCODING, f"the {name} body cannot be decompressed: {error}") from error
    return raw


def _bounded(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise FetchRefused(Outcome.BOMB, f"decompresses to more than {limit} bytes")
    return data


def _gzip(raw: bytes, limit: int) -> bytes:
    """Several members one after another are one body (RFC 1952)."""
    parts: list[bytes] = []
    left = limit
    while raw:
        engine = zlib.decompressobj(wbits=31)
        part = engine.decompress(raw, left + 1)
        _bounded(part, left)
        if not engine.eof:
            raise EOFError("it ends too early")
        parts.append(part)
        left -= len(part)
        raw = engine.unused_data.lstrip(b"\0")
    return b"".join(parts)


def _deflate(raw: bytes, limit: int) -> bytes:
    """With or without the zlib header: servers do both."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        engine = zlib.decompressobj(wbits=bits)
        try:
            data = _bounded(engine.decompress(raw, limit + 1), limit)
        except zlib.error:
            if bits < 0:
                raise
            continue
        if not engine.eof:
            raise EOFError("it ends too early")
        return data
    raise AssertionError("both forms were tried")


def _brotli(raw: bytes, limit: int) -> bytes:
    engine = brotli.Decompressor()
    data = engine.process(raw, output_buffer_limit=1 << 16)
    parts, size = [data], len(data)
    while size <= limit and not engine.is_finished() and not engine.can_accept_more_data():
        data = engine.process(b"", output_buffer_limit=1 << 16)
        parts.append(data)
        size += len(data)
    whole = _bounded(b"".join(parts), limit)
    if not engine.is_finished():
        raise EOFError("it ends too early")
    return whole


def _zstd(raw: bytes, limit: int) -> bytes:
    # window 8 MiB as RFC 9659 asks of HTTP: a frame may not make us allocate more
    engine = zstandard.ZstdDecompressor(max_window_size=8 << 20).decompressobj()
    parts, size = [], 0
    for start in range(0, len(raw), _ZSTD_STEP):
        parts.append(engine.decompress(raw[start : start + _ZSTD_STEP]))
        size += len(parts[-1])
        if size > limit or engine.eof:
            break
    whole = _bounded(b"".join(parts), limit)
    if not engine.eof:
        raise EOFError("it ends too early")
    return whole


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip

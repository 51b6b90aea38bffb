import asyncio
import gzip
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import brotli
import pytest
import zstandard
from fetch_helpers import Reply, settings, tiny_server
from hypothesis import given
from hypothesis import strategies as st

from fetchers.client import Response, open_http, send
from fetchers.clock import SystemClock
from fetchers.limits import Limits, undo
from schemas.errors import FetchRefused

ZEROS = bytes(20_000_000)
PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstandard.ZstdCompressor().compress,
}


async def get(port: int, **limits: float) -> Response:
    chosen = Limits(**limits)  # type: ignore[arg-type]
    async with open_http(settings(port, limits=chosen, http2=False)) as http:
        return await send(http, "http://koivu.example/", {}, chosen, SystemClock())


async def outcome(port: int, **limits: float) -> str:
    with pytest.raises(FetchRefused) as refused:
        await get(port, **limits)
    return refused.value.outcome


@pytest.mark.parametrize("name", PACK)
def test_a_bomb_stops_at_the_limit(name: str) -> None:
    packed = PACK[name](ZEROS)
    assert len(packed) < 100_000
    with pytest.raises(FetchRefused) as refused:
        undo(packed, [name], 1_000_000)
    assert refused.value.outcome == "bomb"


@pytest.mark.parametrize("name", PACK)
def test_a_cut_body_is_not_taken_for_a_whole_one(name: str) -> None:
    packed = PACK[name](bytes(range(256)) * 50)
    with pytest.raises(FetchRefused) as refused:
        undo(packed[: len(packed) // 2], [name], 1_000_000)
    assert refused.value.outcome == "bad_encoding"


@given(st.binary(max_size=3000), st.sampled_from(sorted(PACK)), st.sampled_from(sorted(PACK)))
def test_what_was_packed_comes_out_again(data: bytes, first: str, second: str) -> None:
    assert undo(PACK[second](PACK[first](data)), [first, second], 100_000) == data


@given(st.binary(min_size=1, max_size=200), st.sampled_from(sorted(PACK)))
def test_noise_is_refused_or_read_but_never_breaks(data: bytes, name: str) -> None:
    try:
        assert len(undo(data, [name], 10_000)) <= 10_000
    except FetchRefused as refused:
        assert refused.outcome in {"bad_encoding", "bomb"}


def test_raw_deflate_is_read_too() -> None:
    engine = zlib.compressobj(wbits=-15)
    assert undo(engine.compress(b"hei") + engine.flush(), ["deflate"], 10) == b"hei"


async def test_a_compressed_page_arrives_whole() -> None:
    body = "Hanke päättyi. ".encode() * 100
    with tiny_server(lambda *_: Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})) as server:
        found = await get(server.port)
    assert found.body == body
    assert found.wire_bytes < len(body)


async def test_an_announced_giant_is_not_begun() -> None:
    with tiny_server(lambda *_: Reply(b"x", headers={"Content-Length": "999999999"})) as server:
        assert await outcome(server.port, body=1000) == "too_large"


async def test_an_unannounced_giant_stops_at_the_limit() -> None:
    raw = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + bytes(300_000)
    with tiny_server(lambda *_: Reply(raw=raw)) as server:
        assert await outcome(server.port, body=100_000) == "too_large"


async def test_a_bomb_over_http_is_named() -> None:
    packed = gzip.compress(ZEROS)
    with tiny_server(lambda *_: Reply(packed, headers={"Content-Encoding": "gzip"})) as server:
        assert await outcome(server.port, decoded=1_000_000) == "bomb"


async def test_unknown_and_too_many_encodings_are_named() -> None:
    for encoding in ("rot13", "gzip, gzip, gzip"):
        with tiny_server(lambda *_, e=encoding: Reply(b"xx", headers={"Content-Encoding": e})) as server:  # type: ignore[misc]
            assert await outcome(server.port) == "bad_encoding"


@pytest.mark.parametrize("size", [70_000, 400_000])
async def test_too_many_headers_are_named(size: int) -> None:
    raw = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * size + b"\r\nContent-Length: 0\r\n\r\n"
    with tiny_server(lambda *_: Reply(raw=raw)) as server:
        assert await outcome(server.port) == "headers_too_large"


async def test_a_broken_answer_is_a_network_error() -> None:
    with tiny_server(lambda *_: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nlyhyt")) as server:
        assert await outcome(server.port) == "network_error"


@contextmanager
def dripping() -> Iterator[int]:
    """A server that sends a byte at a time and never ends, until told to."""
    stop = Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while not stop.wait(0.01):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join()
        listener.close()


async def test_a_slow_drip_meets_the_total_time() -> None:
    with dripping() as port:
        assert await outcome(port, total=0.15) == "too_slow"


async def test_a_closed_port_is_a_network_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert await outcome(port) == "network_error"


async def test_answers_without_a_body_leave_the_connection_for_the_next_request() -> None:
    """A 304 may name the length of the body that it spares, and nothing of it comes."""
    connections = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while (await reader.readline()).strip():
            while (await reader.readline()).strip():
                pass
            writer.write(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\nContent-Length: 5000\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, open_http(settings(port, http2=False)) as http:
        for _ in range(5):
            response = await send(http, "http://koivu.example/", {}, Limits(), SystemClock())
            assert (response.status, response.body) == (304, b"")
    assert connections == 1

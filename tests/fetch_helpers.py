"""What the fetching tests share: a driven clock, tiny servers on loopback, a source."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from fetchers.settings import FetchSettings
from schemas.source import Source

NOON = 1_790_000_000.0


class FakeClock:
    """Time that moves only when somebody sleeps."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Reply:
    """A response; `raw` is sent instead of everything else."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


Respond = Callable[[str, str, dict[str, str]], Reply]


@dataclass
class Tiny:
    """A running server: its port and the requests it has seen as (host, path, headers)."""

    port: int
    seen: list[tuple[str, str, dict[str, str]]]

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.seen]


@contextmanager
def tiny_server(respond: Respond) -> Iterator[Tiny]:
    """Serve what `respond(host, path, headers)` returns."""
    seen: list[tuple[str, str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            headers = {k.lower(): v for k, v in self.headers.items()}
            host = headers.get("host", "").partition(":")[0]
            seen.append((host, self.path, headers))
            reply = respond(host, self.path, headers)
            if reply.raw is not None:
                self.close_connection = True
                self.wfile.write(reply.raw)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "content-length" not in {k.lower() for k in reply.headers}:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a client that hangs up is what several tests are about

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield Tiny(server.server_address[1], seen)
    finally:
        server.shutdown()
        server.server_close()


def settings(port: int, *hosts: str, **changes: Any) -> FetchSettings:
    """Settings whose allow list leads `hosts` to a tiny server."""
    allow = dict.fromkeys(hosts or ("koivu.example",), ("127.0.0.1", port))
    return FetchSettings(**{"contact": "yllapito@kotokanta.example", "allow": allow, "backoff": 1.0, **changes})


def source(**changes: Any) -> Source:
    """Return a source of koivu.example without delay."""
    return Source.model_validate(
        {
            "name": "koivu",
            "owner": "Setlementti Koivu ry",
            "start": ["http://koivu.example/"],
            "politeness": {"delay": 0},
            **changes,
        }
    )


def page(title: str, *links: str, words: str = "") -> Reply:
    """Return an HTML page with enough text to be a page."""
    anchors = " ".join(f'<a href="{link}">{link}</a>' for link in links)
    text = words or f"Sivu {title} kertoo toiminnasta, jossa maahanmuuttajat ja kantaväestö kohtaavat toisensa arjessa."
    body = f"<main><h1>{title}</h1><p>{text}</p>{anchors}</main>"
    html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return Reply(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

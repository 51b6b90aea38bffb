"""The sample web: invented hosts in a folder, served on loopback over real HTTP.

    with SampleWeb(Path("data/sample")) as web:
        settings = FetchSettings(allow=web.allow)

Each folder is a host (`data/sample/setlementti-koivu.example/…`); `fetchers.sample_site` says what `site.toml` can do.
`SampleWeb.generation` (default 0, or KOTOKANTA_SAMPLE_GENERATION) chooses the variant of pages that change.
"""

import gzip
import logging
import os
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Self

from fetchers.sample_site import Answer, Site

log = logging.getLogger(__name__)
_WORTH_GZIP = 512
_GZIPPED = ("text/", "application/xml", "application/json")


class SampleWeb:
    """A server of many hosts on one loopback port."""

    def __init__(self, folder: Path, generation: int | None = None) -> None:
        chosen = os.environ.get("KOTOKANTA_SAMPLE_GENERATION", "0") if generation is None else generation
        self.generation = int(chosen)
        self.sites = {p.name.lower(): Site(p) for p in sorted(folder.iterdir()) if p.is_dir() and "." in p.name}
        self.requests: list[tuple[str, str, int]] = []
        self.port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def allow(self) -> dict[str, tuple[str, int]]:
        """The fetchers' allow list: every host of the folder at this server."""
        return dict.fromkeys(self.sites, ("127.0.0.1", self.port))

    def start(self, port: int = 0) -> int:
        """Serve from a thread of its own; return the port."""
        handler = type("Handler", (_Handler,), {"web": self})
        server = _Server(("127.0.0.1", port), handler)
        self._server, self.port = server, server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample-web", daemon=True).start()
        return self.port

    def stop(self) -> None:
        """Stop serving."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def answer(self, host: str, target: str) -> Answer:
        """Answer one request."""
        site = self.sites.get(host.rpartition(":")[0].lower() if ":" in host else host.lower())
        return site.answer(target, self.generation) if site else Answer(421, b"No such host here.", "text/plain")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    web: SampleWeb
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        answer = self.web.answer(self.headers.get("Host", ""), self.path)
        if answer.delay:
            time.sleep(answer.delay)
        unchanged = answer.status == 200 and self._has_it(answer)
        status = 304 if unchanged else answer.status
        self.web.requests.append((self.headers.get("Host", ""), self.path, status))
        body, encoded = (b"", False) if unchanged else self._encoded(answer)
        self.send_response(status)
        self._headers(answer, body, encoded=encoded, unchanged=unchanged)
        if with_body:
            self.wfile.write(body)

    def _headers(self, answer: Answer, body: bytes, *, encoded: bool, unchanged: bool) -> None:
        if answer.status == 200:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", formatdate(answer.modified, usegmt=True))
            self.send_header("Vary", "Accept-Encoding")
        for name, value in answer.headers:
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(body)))
        if encoded:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()

    def _has_it(self, answer: Answer) -> bool:
        """Compare validators: If-None-Match decides where it is given (RFC 9110)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return answer.etag in {t.strip().removeprefix("W/") for t in tags.split(",")} or tags.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        return since is not None and since == formatdate(answer.modified, usegmt=True)

    def _encoded(self, answer: Answer) -> tuple[bytes, bool]:
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if wanted and len(answer.body) >= _WORTH_GZIP and answer.media_type.startswith(_GZIPPED):
            return gzip.compress(answer.body, 5, mtime=0), True
        return answer.body, False

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)

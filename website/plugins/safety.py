"""What every response and every query is held to: headers, addresses, spreadsheet-safe CSV, bounded SQL."""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import handle_exception, hookimpl

from website.safe_csv import SafeCsv

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# Datasette's own pages that tell a visitor about the machine and not about the data.
_INTERNAL = ("/-/versions", "/-/settings", "/-/threads", "/-/plugins", "/-/permissions", "/-/allow-debug", "/-/config")
_LONGEST_VALUE = 50_000_000  # bytes; one SQL function may otherwise build gigabytes within the time limit

# With rich installed Datasette prints every missing page as a traceback with all locals; a plain one for real faults
# is enough, and request data stays out of the log.
handle_exception.rich = None

App = Callable[[dict[str, Any], Any, Callable[[dict[str, Any]], Awaitable[None]]], Awaitable[None]]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Bound what one value may grow to: the SQL time limit does not stop inside a function."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Wrap the whole site."""
    return _safe


def _safe(app: App) -> App:
    async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif refused(scope["path"], scope.get("raw_path") or b""):
            await _not_found(send)
        else:
            await app(scope, receive, _Sender(send, csv=scope["path"].endswith(".csv")))

    return wrapped


def refused(path: str, raw: bytes = b"") -> bool:
    """Tell whether an address is not served: ones a browser reads as another host, and the machine's own pages."""
    text = raw.decode("latin-1").lower()
    return path.startswith(("//", "/\\")) or "\\" in path or "%5c" in text or path.startswith(_INTERNAL)


async def _not_found(send: Any) -> None:
    headers = [(k.encode(), v.encode()) for k, v in (HEADERS | {"content-type": "text/plain; charset=utf-8"}).items()]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b"Sivua ei ole."})


class _Sender:
    """Adds the headers to a response; rewrites CSV on its way out."""

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]], *, csv: bool) -> None:
        self._send = send
        self._csv = SafeCsv() if csv else None

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = self._start(message)
        elif message["type"] == "http.response.body" and self._csv:
            body = self._csv.feed(message.get("body", b""), last=not message.get("more_body", False))
            message = message | {"body": body}
        await self._send(message)

    def _start(self, message: dict[str, Any]) -> dict[str, Any]:
        headers = [(k, v) for k, v in message.get("headers", []) if k.decode().lower() not in HEADERS]
        if self._csv:
            headers = [(k, v) for k, v in headers if k.lower() != b"content-length"]
        return message | {"headers": headers + [(k.encode(), v.encode()) for k, v in HEADERS.items()]}

"""Serve the newest build: when a publish has swapped the file in, the next request opens it, without a restart."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.database import Database

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
_NAME = "kotokanta"


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Look at the file before each request; a stat costs microseconds."""
    seen = {_NAME: _stamp(datasette)}

    def wrap(app: App) -> App:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            stamp = _stamp(datasette)
            if stamp is not None and stamp != seen[_NAME]:
                seen[_NAME] = stamp
                _reopen(datasette)
            await app(scope, receive, send)

        return wrapped

    return wrap


def _stamp(datasette: Any) -> tuple[int, int] | None:
    database = datasette.databases.get(_NAME)
    try:
        stat = Path(database.path).stat() if database and database.path else None
    except FileNotFoundError:
        return None
    return (stat.st_ino, stat.st_mtime_ns) if stat else None


def _reopen(datasette: Any) -> None:
    """Replace the database and the threads whose connections hold the old file; requests under way finish on it."""
    old = datasette.databases[_NAME]
    new = Database(datasette, path=old.path, is_mutable=old.is_mutable)
    datasette.remove_database(_NAME)
    datasette.add_database(new, name=_NAME)
    threads, datasette.executor = datasette.executor, ThreadPoolExecutor(datasette.setting("num_sql_threads"))
    threads.shutdown(wait=False)

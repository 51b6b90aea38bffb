"""A running site shows the newest build: publishing swaps the file, and the next request opens the new one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.database import Database

_NAME = "kotokanta"


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Look at the file before each request; a look costs microseconds."""
    seen: dict[str, tuple[int, int]] = {}

    def wrap(app: Any) -> Any:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                await _follow(datasette, seen)
            await app(scope, receive, send)

        return wrapped

    return wrap


async def _follow(datasette: Any, seen: dict[str, tuple[int, int]]) -> None:
    database = datasette.databases.get(_NAME)
    if database is None or database.path is None:
        return
    path = Path(database.path)
    if not path.exists():  # between two builds on a system that cannot swap in one step: keep the open one
        return
    stat = path.stat()
    mark = (stat.st_ino, stat.st_mtime_ns)
    if seen.setdefault(_NAME, mark) != mark:
        seen[_NAME] = mark
        _open_anew(datasette, str(path))
        await datasette.refresh_schemas()


def _open_anew(datasette: Any, path: str) -> None:
    """Put a fresh database and fresh threads in place: a thread keeps its connection by the name of the database."""
    fresh = Database(datasette, path=path, is_mutable=False)
    fresh.name = fresh.route = _NAME
    old = datasette.executor
    datasette.executor = ThreadPoolExecutor(max_workers=datasette.setting("num_sql_threads"))
    datasette.databases = {**datasette.databases, _NAME: fresh}
    old.shutdown(wait=False)  # queries under way finish on the old file

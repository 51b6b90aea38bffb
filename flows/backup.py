"""`kotokanta backup DIR`: a sound copy of what cannot be made again, taken while everything goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Home
from schemas.errors import KotokantaError, UsageError
from store.seal import seal, unseal


def back_up(home: Home, folder: Path) -> Iterator[str]:
    """Copy archive and judgements to `folder/<time>/`, check the copies, and say what was copied.

    The published database is left out: `kotokanta rebuild` makes it again. Raises `UsageError` when there is nothing
    to copy and `KotokantaError` when a copy is not sound.
    """
    present = [p for p in (home.archive, home.judgements) if p.exists()]
    if not present:
        raise UsageError(f"{home.folder}: nothing to back up yet")
    target = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    target.mkdir(parents=True)
    for path in present:
        copy = target / path.name
        _copy(path, copy)
        if path == home.archive:
            unseal(copy)
            seal(copy)
        yield f"{copy}  {copy.stat().st_size} bytes, sound"


def _copy(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        try:
            source.backup(target)
            problem = target.execute("pragma integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise KotokantaError(f"{path}: cannot be copied ({error}); keep the older backups") from error
        if problem != "ok":
            raise KotokantaError(f"{path}: damaged ({problem}); keep the older backups and put the newest in its place")

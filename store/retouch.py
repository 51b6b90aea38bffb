"""The published database with other times and visits but the same content: a copy changed in a few rows, swapped in."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import GateFailed
from schemas.records import BY_TABLE, Row
from store.archive import Source
from store.published import remove, row_values, sync


@contextmanager
def retouched(place: Path) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the database; what is changed in it takes its place at the end, whole or not at all."""
    draft = place.with_name(f"{place.name}.building")
    remove(draft)
    shutil.copyfile(place, draft)
    db = sqlite3.connect(draft)
    try:
        db.execute("pragma journal_mode = off")
        yield db
        db.commit()
        if db.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise GateFailed(f"{place}: damaged; run `kotokanta rebuild`")
        db.close()
        sync(draft)
        draft.replace(place)
        sync(place.parent)
    finally:
        db.close()
        remove(draft)


def renew(db: sqlite3.Connection, rows: Iterable[Row], *tables: str) -> None:
    """Replace all rows of these tables."""
    for table in tables:
        db.execute(f"delete from {table}")  # noqa: S608 our names
    for row in rows:
        marks = ", ".join("?" * len(BY_TABLE[row.table].model_fields))
        db.execute(f"insert into {row.table} values ({marks})", row_values(row))  # noqa: S608 our names


def renew_times(db: sqlite3.Connection, current: Iterable[Source]) -> None:
    """Write when each document was fetched, last seen and found gone."""
    sql = "update documents set fetched_at = ?, seen_at = ?, gone_at = ? where id = ?"
    db.executemany(sql, [(s.fetched_at, s.seen_at, s.gone_at, s.sha256) for s in current])

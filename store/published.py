"""The published database: built beside the old one, checked, and swapped in whole. A reader never sees half of it."""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlite_utils
from sqlite_utils.db import Table

from schemas.errors import GateFailed, KotokantaError, UsageError
from schemas.records import SCHEMA_VERSION, TABLES, Row, columns, extra, stable_columns
from store import fulltext
from store.connection import connect

_BATCH = 500
_JSON = (list, dict)


def refuse_newer(place: Path) -> None:
    """Raise `UsageError` when a newer Kotokanta made the database at `place`: it is not to be replaced by an older one.

    A damaged one may be replaced: building it again is the way back.
    """
    if place.exists():
        try:
            connect(place, SCHEMA_VERSION, read_only=True).close()
        except KotokantaError as error:
            if isinstance(error, UsageError):
                raise


class Building:
    """A database under construction in `<name>.building` beside its place. Leave it without `swap` and it is gone.

    `index_text(text, language)` gives what the full-text indexes hold for a text. Raises `UsageError` when a newer
    Kotokanta made what stands at `place`.
    """

    def __init__(self, place: Path, index_text: fulltext.IndexText = fulltext.as_it_is) -> None:
        refuse_newer(place)
        self.place = place
        self._index_text = index_text
        self.path = place.with_name(f"{place.name}.building")
        place.parent.mkdir(parents=True, exist_ok=True)
        remove(self.path)
        self.db = sqlite3.connect(self.path)
        for pragma in ("journal_mode = off", "synchronous = off", "foreign_keys = off"):
            self.db.execute(f"pragma {pragma}")
        _make_tables(sqlite_utils.Database(self.db))
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}

    def __enter__(self) -> "Building":
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()
        remove(self.path)

    def insert(self, rows: Iterable[Row]) -> None:
        """Add rows, in batches a table."""
        for row in rows:
            waiting = self._waiting.setdefault(row.table, [])
            waiting.append(row_values(row))
            if len(waiting) >= _BATCH:
                self._flush(row.table)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        self._flush(table)
        return int(self.db.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 our names

    def flush(self) -> None:
        """Write what waits."""
        for table in list(self._waiting):
            self._flush(table)
        self.db.commit()

    def complete(self) -> None:
        """Add indexes and full text. Raises `GateFailed` when a reference leads nowhere or the file is not sound."""
        self.flush()
        _index(sqlite_utils.Database(self.db))
        fulltext.build(self.db, self._index_text)
        self.db.execute(f"pragma user_version = {SCHEMA_VERSION}")
        self.db.execute("analyze")
        self.db.commit()
        broken = self.db.execute("pragma foreign_key_check").fetchall()
        if broken:
            raise GateFailed(f"{len(broken)} references lead nowhere, the first from {broken[0][0]} to {broken[0][2]}")
        sound = self.db.execute("pragma integrity_check(1)").fetchone()[0]
        if sound != "ok":
            raise GateFailed(f"the new database is damaged: {sound}")

    def swap(self) -> None:
        """Put the new database in its place, durably."""
        self.flush()
        self.db.close()
        sync(self.path)
        self.path.replace(self.place)
        sync(self.place.parent)

    def _flush(self, table: str) -> None:
        waiting = self._waiting.pop(table, [])
        if waiting:
            marks = ", ".join("?" * len(waiting[0]))
            self.db.executemany(f"insert into {table} values ({marks})", waiting)  # noqa: S608 our names


def content_hash(db: sqlite3.Connection) -> str:
    """Return a hash of all that was found: every table but those about the build, every column but run times.

    Rows count in the order of their keys, so that two builds of one archive by one code have one hash.
    """
    whole = hashlib.sha256()
    for model in TABLES:
        if not model.volatile:
            whole.update(model.table.encode())
            names = ", ".join(f'"{n}"' for n in stable_columns(model))
            order = ", ".join(f'"{n}"' for n in model.pk)
            for row in db.execute(f"select {names} from {model.table} order by {order}"):  # noqa: S608 our names
                whole.update(repr(row).encode())
    return whole.hexdigest()


def _make_tables(db: sqlite_utils.Database) -> None:
    for model in TABLES:
        references = [
            (name, *target.split("."))
            for name, field in model.model_fields.items()
            if (target := extra(field, "references"))
        ]
        required = [n for n, f in model.model_fields.items() if f.is_required()]
        kinds = {n: str if t in _JSON else t for n, t in columns(model).items()}
        key: Any = model.pk[0] if len(model.pk) == 1 else model.pk
        _table(db, model.table).create(kinds, pk=key, foreign_keys=references, not_null=required)


def _index(db: sqlite_utils.Database) -> None:
    for model in TABLES:
        for names in model.indexes:
            _table(db, model.table).create_index(list(names))


def _table(db: sqlite_utils.Database, name: str) -> Table:
    table = db[name]
    if not isinstance(table, Table):
        raise TypeError(f"{name} is a view")
    return table


def row_values(row: Row) -> tuple[Any, ...]:
    """Return a row as SQLite takes it: lists and dicts as JSON."""
    return tuple(
        json.dumps(v, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if isinstance(v, _JSON) else v
        for v in _fields(row)
    )


def _fields(row: Row) -> Sequence[Any]:
    return [getattr(row, name) for name in type(row).model_fields]


def remove(path: Path) -> None:
    """Remove a database with what SQLite keeps beside it, where it is."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def sync(path: Path) -> None:
    """Have a file or folder on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

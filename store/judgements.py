"""`judgements.db`: what people said. Append only, small, backed up before each publish, never rebuilt."""

import sqlite3
from pathlib import Path

import sqlite_utils
from sqlite_utils.db import Table

from schemas.judgement import Judgement
from store.connection import connect

SCHEMA = 1
_KEPT_BACKUPS = 10


def open_judgements(path: Path) -> sqlite3.Connection:
    """Open or make the database. Raises as `store.connection.connect` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = connect(path, SCHEMA)
    if db.execute("pragma user_version").fetchone()[0] < SCHEMA:
        table = sqlite_utils.Database(db)["judgements"]
        if isinstance(table, Table):
            columns = dict.fromkeys(Judgement.model_fields, str)
            table.create(columns, pk="id", if_not_exists=True)
            table.create_index(["record_table", "record_id"], if_not_exists=True)
        db.execute(f"pragma user_version = {SCHEMA}")
        db.commit()
    return db


def back_up(path: Path, folder: Path, name: str) -> Path | None:
    """Copy the database to `folder/name` and drop the oldest copies; None when there is nothing to copy."""
    if not path.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    for old in sorted(folder.glob("judgements-*.db"))[:-_KEPT_BACKUPS]:
        old.unlink()
    return target

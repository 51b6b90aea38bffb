"""The tables of `archive.db`, private: what was fetched, what waits to be fetched, what was read from it."""

import sqlite3
from collections.abc import Mapping
from typing import Any

import sqlite_utils
from sqlite_utils.db import Table

from schemas.records import plain_type
from schemas.snapshot import LedgerEntry

SCHEMA = 2

_TABLES: Mapping[str, tuple[Mapping[str, Any], str | tuple[str, ...]]] = {
    "bodies": ({"sha256": str, "length": int, "zstd": bytes}, "sha256"),
    # meta: the whole Snapshot as JSON; the other columns are what is asked for
    "snapshots": (
        {
            "id": int, "url": str, "sha256": str, "outcome": str, "purpose": str, "source": str, "fetched_at": str,
            "meta": str,
        },
        "id",
    ),
    # one row a URL: its newest snapshot and the newest good one, when that was last confirmed, its links as JSON
    "urls": (
        {
            "url": str, "source": str, "purpose": str, "newest": int, "good": int, "seen_at": str, "gone_at": str,
            "links": str,
        },
        "url",
    ),
    "visits": ({"id": int, "source": str, "started_at": str, "finished_at": str}, "id"),
    "reports": ({"id": int, "visit": int, "source": str, "finished_at": str, "report": str}, "id"),
    "frontier": (
        {"place": int, "visit": int, "url": str, "entry": str, "outcome": str, "detail": str, "done_at": str},
        "place",
    ),
    "holds": ({"host": str, "until": str, "reason": str}, "host"),
    # document and findings: JSON, zstd
    "extractions": (
        {
            "sha256": str, "url": str, "version": str, "outcome": str, "kind": str, "facts": int, "dropped": int,
            "document": bytes, "findings": bytes,
        },
        ("sha256", "url", "version"),
    ),
    "page_images": (
        {"sha256": str, "number": int, "width": float, "height": float, "png": bytes},
        ("sha256", "number"),
    ),
    # one row a visit that was looked at: the source in numbers; orphans: pages nothing leads to, JSON, zstd
    "watched": (
        {
            "id": int, "source": str, "visit": int, "at": str, "version": str, "snapshot": int, "accepted": int,
            "numbers": str, "orphans": bytes,
        },
        "id",
    ),
    "alarms": (
        {
            "id": int, "source": str, "cause": str, "first": str, "last": str, "ended": str, "told": int, "alarm": str,
        },
        "id",
    ),
    # sources that are published as they were up to a snapshot
    "held": ({"source": str, "snapshot": int, "since": str}, "source"),
    "profiles": ({"sha256": str, "url": str, "version": str, "profile": bytes}, ("sha256", "url", "version")),
}  # fmt: skip
_INDEXES = {
    "snapshots": (["url"], ["sha256"]),
    "urls": (["source"], ["good"]),
    "frontier": (["visit", "outcome"],),
    "ledger": (["host", "started_at"], ["source"], ["visit", "url"]),
    "reports": (["source"],),
    "watched": (["source"],),
}


def make_tables(connection: sqlite3.Connection) -> None:
    """Make what is missing; a database of this schema is left as it is."""
    if connection.execute("pragma user_version").fetchone()[0] == SCHEMA:
        return
    db = sqlite_utils.Database(connection)
    for name, (columns, key) in _TABLES.items():
        _table(db, name).create(dict(columns), pk=key, if_not_exists=True)
    ledger = {"id": int} | {n: plain_type(f.annotation)[0] for n, f in LedgerEntry.model_fields.items()}
    _table(db, "ledger").create(_plain(ledger), pk="id", if_not_exists=True)
    for name, indexes in _INDEXES.items():
        for columns_of in indexes:
            _table(db, name).create_index(columns_of, if_not_exists=True)
    _table(db, "frontier").create_index(["visit", "url"], unique=True, if_not_exists=True)
    connection.execute(f"pragma user_version = {SCHEMA}")
    connection.commit()


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {n: t if t in (int, float) else str for n, t in columns.items()}


def _table(db: sqlite_utils.Database, name: str) -> Table:
    table = db[name]
    if not isinstance(table, Table):
        raise TypeError(f"{name} is a view")
    return table

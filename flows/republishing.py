"""Publishing when nothing that is published has changed: times, visits and alarms are renewed, all else stays."""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache

from flows.settings import CHECKOUT, Home
from schemas.records import SCHEMA_VERSION
from schemas.source import Source
from store.archive import Archive
from store.connection import connect
from store.ids import digest

# what decides, beside the readings, which rows come of them
_DECISIVE = ("store/*.py", "schemas/records/*.py", "flows/publishing.py", "extractors/language/*.py")


def inputs(home: Home, archive: Archive, version: str, sources: Sequence[Source]) -> str:
    """Return a digest of everything that the content of the published database follows from."""
    current = ((s.sha256, s.url, s.also_at, s.source, s.media_type) for s in archive.current())
    named = sorted((s.name, s.title, s.owner, s.licence, s.note) for s in sources)
    return digest(version, _code(), tuple(current), named, _judgements(home), sqlite3.sqlite_version, length=64)


@cache
def _code() -> str:
    whole = hashlib.sha256()
    for pattern in _DECISIVE:
        for path in sorted(CHECKOUT.glob(pattern)):
            whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _judgements(home: Home) -> str:
    if not home.judgements.exists():
        return ""
    with closing(sqlite3.connect(f"file:{home.judgements}?mode=ro", uri=True)) as db:
        return digest(*db.iterdump())


def known_inputs(home: Home) -> dict[str, str]:
    """Return what the published database says of itself, nothing where there is none or it is of another schema."""
    if not home.published.exists():
        return {}
    with closing(connect(home.published, SCHEMA_VERSION, read_only=True)) as db:
        if db.execute("pragma user_version").fetchone()[0] != SCHEMA_VERSION:
            return {}
        return dict(db.execute("select key, value from about").fetchall())

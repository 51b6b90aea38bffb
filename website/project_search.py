"""Searching the projects: ranked, by their names and by what is said about them, with the passage that answers."""

import sqlite3
from typing import Any, NamedTuple

from extractors.language.search_query import Part, combined
from website.hits import best, wanted
from website.queries import PROJECT, Row, rows
from website.search import Vocabulary, read

# Columns of projects_fts: name, other names, code, summary, what other tables say. A name counts most.
_RANK = "bm25(projects_fts, 12.0, 8.0, 12.0, 3.0, 1.0)"
_SAID = (
    "select summary from projects where id = :id and summary is not null",
    "select text from goals where project = :id",
    "select text from actions where project = :id",
    "select text from results where project = :id",
    "select group_concat(name, ', ') from target_groups where project = :id",
    "select group_concat(name, ', ') from places where project = :id",
    "select group_concat(name, ', ') from participations where project = :id",
    "select group_concat(name, ', ') from funders where project = :id",
)


class Answer(NamedTuple):
    """A page of found projects, each with `hit` (a marked passage or None), how many there are, and the words used.

    `instead` says what was searched for where the typed words stand nowhere, otherwise "".
    """

    projects: list[Row]
    total: int
    instead: str


def search(db: sqlite3.Connection, text: str, limit: int = 50, offset: int = 0) -> Answer:
    """Return the projects that answer what a person typed, the best first."""
    parts, changed = read(text, Vocabulary(db))
    query = combined(parts)
    found = rows(db, _FOUND, query, limit, offset)
    asked = wanted(parts)
    for row in found:
        row["hit"] = best((said[0] for sql in _SAID for said in db.execute(sql, {"id": row["id"]}) if said[0]), asked)
        row["marked_name"] = best([row["name"]], asked)
    total: Any = db.execute("select count(*) from projects_fts where projects_fts match ?", (query,)).fetchone()[0]
    return Answer(found, total, " ".join(map(_typed, parts)) if changed else "")


def _typed(part: Part) -> str:
    """Return a part as a person would type it."""
    words = " ".join(part.words)
    return f"”{words}”" if part.phrase else f"{words}*" if part.prefix else words


_FOUND = f"""
    {PROJECT} join (select rowid as at, {_RANK} as score from projects_fts where projects_fts match ?) hits
    on hits.at = p.rowid order by hits.score, p.name collate nocase, p.id limit ? offset ?
"""  # noqa: S608 - ours

"""The labelled searches (tests/search/): an invented corpus, and what each query should find in it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "search"
FINNISH = "unicode61 remove_diacritics 0 tokenchars ''_-''"
PLAIN = "unicode61 remove_diacritics 0"


class Score(NamedTuple):
    """How many of the wanted texts were found, how many of the found were wanted, and the queries that went wrong."""

    queries: int
    recall: float
    precision: float
    wrong: list[str]


def corpus() -> list[list[str]]:
    """Return (id, language, text) of each text."""
    return [line.split("\t") for line in (FOLDER / "corpus.tsv").read_text("utf-8").splitlines()]


def queries() -> Iterator[tuple[str, set[str]]]:
    for line in (FOLDER / "queries.tsv").read_text("utf-8").splitlines():
        typed, _, wanted = line.partition("\t")
        yield typed, set(wanted.split())


def indexed(index_text: Callable[[str, str], str], tokenize: str) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute(f"create virtual table documents_fts using fts5(text, content='', tokenize='{tokenize}')")
    rows = [(i, index_text(text, language)) for i, (_, language, text) in enumerate(corpus())]
    db.executemany("insert into documents_fts(rowid, text) values (?, ?)", rows)
    return db


def score(db: sqlite3.Connection, as_query: Callable[[str], str]) -> Score:
    names = [row[0] for row in corpus()]
    right = found_all = wanted_all = count = 0
    wrong = []
    for typed, wanted in queries():
        sql = "select rowid from documents_fts where documents_fts match ?"
        found = {names[row[0]] for row in db.execute(sql, (as_query(typed),))}
        right, found_all, wanted_all = right + len(found & wanted), found_all + len(found), wanted_all + len(wanted)
        count += 1
        if found != wanted:
            wrong.append(f"{typed}: missing {sorted(wanted - found)}, too many {sorted(found - wanted)}")
    return Score(count, right / wanted_all, right / max(found_all, 1), wrong)

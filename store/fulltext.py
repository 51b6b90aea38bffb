"""The full-text indexes: each holds the terms that a word is found by, beside the tables and without their text.

The term function comes from outside, since the store knows no Finnish. An index keeps no text (`content=''`), so that
it costs only its terms; its row ids are those of its table. Columns are the model's `fts` in order and, where the model
has `fts_related`, a last one, `related`, with what other tables say about the row.
"""

import sqlite3
from collections.abc import Callable, Iterator

from schemas.records import BY_TABLE, TABLES, Row

IndexText = Callable[[str, str], str]
RELATED = "related"
# ä and a are different letters; terms keep their hyphens and the mark of a stem.
_TOKENIZE = "unicode61 remove_diacritics 0 tokenchars ''_-''"


def as_it_is(text: str, _language: str) -> str:
    """Index the words as they stand: for databases that nobody searches."""
    return text


def build(db: sqlite3.Connection, index_text: IndexText) -> None:
    """Make the index of every table that is searched; rows in the order of their row ids, so two builds are alike."""
    for model in TABLES:
        if model.fts:
            _make(db, model)
            marks = ", ".join("?" * (1 + len(_names(model))))
            db.executemany(f"insert into {_columns(model)} values ({marks})", _rows(db, model, index_text))  # noqa: S608 our names
            db.execute(f"insert into {model.table}_fts({model.table}_fts) values ('optimize')")  # noqa: S608 our names


def _make(db: sqlite3.Connection, model: type[Row]) -> None:
    names = ", ".join(_names(model))
    db.execute(f"create virtual table {model.table}_fts using fts5({names}, content='', tokenize='{_TOKENIZE}')")


def _names(model: type[Row]) -> list[str]:
    return [*model.fts, *([RELATED] if model.fts_related else [])]


def _columns(model: type[Row]) -> str:
    return f"{model.table}_fts(rowid, {', '.join(_names(model))})"


def _rows(db: sqlite3.Connection, model: type[Row], index_text: IndexText) -> Iterator[list[object]]:
    own = ", ".join(f"r.{name}" for name in model.fts)
    key = f"r.{model.pk[0]}"
    sql = f"select r.rowid, {key}, {_language(model)}, {own} from {model.table} r {_join(model)} order by r.rowid"  # noqa: S608 our names
    for rowid, row_key, language, *texts in db.execute(sql):
        indexed = [index_text(str(text), language) if text else "" for text in texts]
        if model.fts_related:
            indexed.append("\n".join(_related(db, model, str(row_key), index_text)))
        yield [rowid, *indexed]


def _related(db: sqlite3.Connection, model: type[Row], key: str, index_text: IndexText) -> Iterator[str]:
    for table, column in model.fts_related:
        other = BY_TABLE[table]
        source = f"{table} r {_join(other)} where r.project = ? order by r.rowid"
        for language, text in db.execute(f"select {_language(other)}, r.{column} from {source}", (key,)):  # noqa: S608 our names
            if text:
                yield index_text(str(text), language)


def _language(model: type[Row]) -> str:
    return "r.language" if model.table == "documents" else "coalesce(d.language, '')" if _documented(model) else "''"


def _join(model: type[Row]) -> str:
    return "left join documents d on d.id = r.document" if _documented(model) else ""


def _documented(model: type[Row]) -> bool:
    """Tell whether the row's own words are its document's words; a project's and organisation's may be of several."""
    return "document" in model.model_fields and model.table != "projects"

"""Datasette's own `_search` in Finnish: `escape_fts`, which it calls on what a person typed, reads Finnish here."""

import sqlite3

from datasette import hookimpl

from website.search import Vocabulary, finnish_query


@hookimpl(trylast=True)  # after Datasette, which registers its own under this name
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Register the Finnish reading of searches on connections to the published database."""
    if database == "kotokanta":
        vocabulary = Vocabulary(conn)
        conn.create_function("escape_fts", 1, lambda text: finnish_query(str(text or ""), vocabulary))

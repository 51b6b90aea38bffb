"""Finnish search against SQLite's own tokenizer: what is found on the labelled set, and what an index costs."""

import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from datasette.utils import escape_fts

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from search_helpers import FINNISH, PLAIN, indexed, score

from extractors.language.search_terms import index_text
from website.search import Vocabulary, finnish_query

_SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def bench() -> None:
    """Print recall and precision of both, then size and CPU seconds of indexing the sample web's pages."""
    for name, make, tokenize in (("finnish", index_text, FINNISH), ("unicode61", _as_it_is, PLAIN)):
        db = indexed(make, tokenize)
        vocabulary = Vocabulary(db)
        done = score(db, escape_fts if make is _as_it_is else lambda text, v=vocabulary: finnish_query(text, v))
        print(f"{name}: {done.queries} queries, recall {done.recall:.3f}, precision {done.precision:.3f}")
    pages = [p.read_text("utf-8", errors="replace") for p in sorted(_SAMPLE.rglob("*.html"))]
    print(f"indexing {len(pages)} pages, {sum(map(len, pages)):,} characters with their markup")
    for name, make, tokenize in (
        ("unicode61", _as_it_is, PLAIN),
        ("finnish, cold", index_text, FINNISH),
        ("warm", index_text, FINNISH),
    ):
        size, seconds = _cost(pages, make, tokenize)
        print(f"{name}: {size:,} bytes, {seconds:.2f} s")


def _as_it_is(text: str, _language: str) -> str:
    return text


def _cost(pages: list[str], make: Callable[[str, str], str], tokenize: str) -> tuple[int, float]:
    db = sqlite3.connect(":memory:")
    db.execute(f"create virtual table t using fts5(text, content='', tokenize='{tokenize}')")
    begun = time.process_time()
    db.executemany("insert into t(text) values (?)", ((make(page, "fi"),) for page in pages))
    db.execute("insert into t(t) values ('optimize')")
    spent = time.process_time() - begun
    return db.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0], spent

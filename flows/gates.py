"""What a new database must pass before it takes the old one's place. Each failed gate is one line that says why."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from extractors.derive import proves
from schemas.document import Document
from schemas.facts import Fact
from store.resolve import typed

_SHOWN = 3


def failures(db: sqlite3.Connection) -> list[str]:
    """Return what speaks against publishing; an empty list is a pass. Single sources are judged in `flows.watch`."""
    return [*_evidence(db), *_not_empty(db)]


def unproven(db: sqlite3.Connection) -> Iterator[str]:
    """Hold every fact against the text it is published with; return a line for each that does not prove itself."""
    columns = "document, subject, field, value, value_type, quote, start, end, params, qualifiers, extractor, version"
    for key, url, text in db.execute("select id, url, text from documents order by id"):
        doc = Document(id=key, url=url, media_type="", text=text)
        facts = db.execute(f"select {columns}, confidence from facts where document = ?", (key,))  # noqa: S608 names above
        for fact in (fact_of(row) for row in facts):
            problem = proves(fact, doc)
            if problem:
                yield f"{url}: {problem}"


def fact_of(row: Sequence[object]) -> Fact:
    """Return the fact of a row of (document, subject, field, value, value_type, quote, start, end, params, …)."""
    document, subject, field, value, value_type, quote, start, end, params, qualifiers, extractor, version, sure = row
    return Fact.model_validate({
        "document": document, "subject": subject, "field": field, "value": typed(str(value), str(value_type)),
        "quote": quote, "start": start, "end": end, "params": json.loads(str(params)),
        "qualifiers": json.loads(str(qualifiers)), "extractor": extractor, "version": version, "confidence": sure,
    })  # fmt: skip


def _evidence(db: sqlite3.Connection) -> Iterator[str]:
    problems = list(unproven(db))
    if problems:
        yield f"{len(problems)} values do not prove themselves: {'; '.join(problems[:_SHOWN])}"


def _not_empty(db: sqlite3.Connection) -> Iterator[str]:
    read, all_ = db.execute("select count(*) filter (where outcome = 'read'), count(*) from documents").fetchone()
    if not read:
        yield f"no document could be read ({all_} in the archive)" if all_ else "the archive holds no documents"

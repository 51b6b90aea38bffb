"""What the pages ask the published database. Plain SQL in, plain dicts out; every value carries its fact."""

import json
import sqlite3
from collections import defaultdict
from typing import Any

Row = dict[str, Any]

# Table → the columns that are shown, in order; `facts.record_column` is the one a fact proves.
VALUE_TABLES: dict[str, str] = {
    "goals": "text",
    "actions": "text",
    "results": "text",
    "target_groups": "name",
    "metrics": "value",
    "periods": "date",
    "places": "name",
    "money": "amount",
    "languages": "name",
    "funders": "name",
    "publications": "name",
    "links": "url",
    "addresses": "address",
    "contacts": "name",
    "unit_contacts": "unit",
    "participations": "name",
}


def rows(db: sqlite3.Connection, sql: str, *args: Any) -> list[Row]:
    """Run a query and return its rows as dicts."""
    cursor = db.execute(sql, args)
    names = [c[0] for c in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(db: sqlite3.Connection, sql: str, *args: Any) -> Row | None:
    """Run a query and return its first row, or None."""
    found = rows(db, sql, *args)
    return found[0] if found else None


def about(db: sqlite3.Connection) -> dict[str, str]:
    """Return the build's own facts (when, from what, by which extractors)."""
    return {r["key"]: r["value"] for r in rows(db, "select key, value from about")}


def counts(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return how many rows each table of interest has, in the order a person asks."""
    tables = (
        "projects",
        "organisations",
        "contacts",
        "goals",
        "actions",
        "metrics",
        "periods",
        "money",
        "documents",
        "facts",
    )
    return [(t, db.execute(f"select count(*) from [{t}]").fetchone()[0]) for t in tables]  # noqa: S608 - names above


def projects(db: sqlite3.Connection, limit: int = 50, offset: int = 0) -> tuple[list[Row], int]:
    """Return a page of projects by name and how many there are in all; `project_search` finds them by words."""
    listed = rows(db, f"{PROJECT} order by p.name collate nocase limit ? offset ?", limit, offset)
    return listed, db.execute("select count(*) from projects").fetchone()[0]


PROJECT = """
    select p.id, p.name, p.code, p.start_date, p.end_date, p.funder, p.documents, o.name as lead_name, o.id as lead
    from projects p left join organisations o on o.id = p.lead
"""


def project(db: sqlite3.Connection, key: str) -> Row | None:
    """Return everything known of a project: its row, its values by table with their facts, and its documents."""
    row = one(db, "select * from projects where id = ?", key)
    if row is None:
        return None
    evidence = _evidence(db, "f.project = ?", key)
    row["values"] = {t: _values(db, t, evidence, key) for t in VALUE_TABLES}
    row["facts"] = evidence.get(("projects", key), {})
    row["sources"] = rows(db, _SOURCES, key)
    return row


_SOURCES = """
    select d.id, d.title, d.url, d.kind, d.fetched_at, count(*) as facts
    from facts f join documents d on d.id = f.document where f.project = ? group by d.id order by facts desc, d.id
"""


def _evidence(db: sqlite3.Connection, where: str, *args: Any) -> dict[tuple[str, str], dict[str, list[Row]]]:
    """Return facts by (table, record) and attribute, the surest first."""
    out: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    sql = f"select f.* from facts f where {where} order by f.confidence desc, f.document, f.start"  # noqa: S608 - ours
    for fact in rows(db, sql, *args):
        out[fact["record_table"], fact["record_id"]][fact["record_column"]].append(fact)
    return out


def _values(db: sqlite3.Connection, table: str, evidence: dict[Any, Any], key: str) -> list[Row]:
    listed = rows(db, f"select * from [{table}] where project = ?", key)  # noqa: S608 - table names are ours
    for row in listed:
        row["facts"] = evidence.get((table, row["id"]), {})
    return sorted(listed, key=lambda r: (_first(r), str(r.get(VALUE_TABLES[table]))))


def _first(row: Row) -> tuple[str, int]:
    facts = [f for fs in row["facts"].values() for f in fs]
    return min(((f["document"], f["start"]) for f in facts), default=("", 0))


def organisations(db: sqlite3.Connection, limit: int, offset: int) -> tuple[list[Row], int]:
    """Return a page of organisations, those with most projects first, and how many there are."""
    sql = "select * from organisations order by projects desc, name collate nocase limit ? offset ?"
    return rows(db, sql, limit, offset), db.execute("select count(*) from organisations").fetchone()[0]


def organisation(db: sqlite3.Connection, key: str) -> Row | None:
    """Return an organisation with its parts in projects; no persons."""
    row = one(db, "select * from organisations where id = ?", key)
    if row is None:
        return None
    parts = rows(db, "select * from participations where organisation = ? order by role, name", key)
    evidence = _evidence(
        db,
        "f.record_table = 'participations' and f.record_id in (select id from participations where organisation = ?)",
        key,
    )
    for part in parts:
        part["facts"] = evidence.get(("participations", part["id"]), {})
        part["project_row"] = one(db, f"{PROJECT} where p.id = ?", part["project"]) if part["project"] else None
        part["document_row"] = one(db, "select id, title, url from documents where id = ?", part["document"])
    row["parts"] = parts
    return row


# Every register entry has the same title; the project it is about tells them apart.
_ABOUT = "case d.kind when 'register_entry' then (select p.name from projects p where p.document = d.id) end as about"


def documents(db: sqlite3.Connection, limit: int, offset: int) -> tuple[list[Row], int]:
    """Return a page of documents and how many there are."""
    sql = f"""select d.id, d.title, d.url, d.kind, d.language, d.fetched_at, d.outcome,
                    (select count(*) from facts f where f.document = d.id) as facts, {_ABOUT}
             from documents d order by coalesce(about, d.title) collate nocase, d.url limit ? offset ?"""  # noqa: S608 ours
    return rows(db, sql, limit, offset), db.execute("select count(*) from documents").fetchone()[0]


def document(db: sqlite3.Connection, key: str) -> Row | None:
    """Return a document with its blocks, pages and facts in text order."""
    row = one(db, "select * from documents where id = ?", key)
    if row is None:
        return None
    row["blocks"] = json.loads(row["blocks"] or "[]")
    row["facts"] = rows(db, "select * from facts where document = ? order by start, end desc", key)
    for fact in row["facts"]:
        fact["box"] = json.loads(fact["box"]) if fact["box"] else []
    row["page_list"] = rows(db, "select number, width, height from pages where document = ? order by number", key)
    return row


def page_image(db: sqlite3.Connection, key: str, number: int) -> bytes | None:
    """Return a PDF page's picture (PNG), or None."""
    row = one(db, "select png from pages where document = ? and number = ?", key, number)
    return row["png"] if row else None


def recent(db: sqlite3.Connection, limit: int = 8) -> list[Row]:
    """Return the documents that were fetched last."""
    columns = f"d.id, d.title, d.url, d.kind, d.fetched_at, {_ABOUT}"
    return rows(db, f"select {columns} from documents d order by d.fetched_at desc, d.id limit ?", limit)  # noqa: S608 ours

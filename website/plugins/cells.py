"""Datasette's tables: a fact's quote opens the document at its place, keys open the pages for people."""

import json
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

_PAGES = {"project": "hanke", "organisation": "organisaatio", "document": "asiakirja", "lead": "organisaatio"}
_OF_TABLE = {"projects": "hanke", "organisations": "organisaatio", "documents": "asiakirja"}


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Link quotes to their evidence and ids to their pages; shorten long passages; leave the rest to Datasette."""
    if database != "kotokanta" or value in (None, "") or not isinstance(value, str | int):
        return None
    if table == "facts" and column in ("quote", "id"):
        path = datasette.urls.path(f"/asiakirja/{row['document']}?todiste={row['id']}#todiste")
        return Markup('<a href="{}">{}</a>').format(path, _short(str(value)))
    page = _OF_TABLE.get(table or "") if column == "id" else _PAGES.get(column)
    if page and table:
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/{page}/{value}"), _short(str(value), 24))
    if table == "documents" and column in ("text", "blocks"):
        return Markup("{}").format(_short(str(value), 120))
    return Markup("{}").format(", ".join(_strings(value))) if _strings(value) else None


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _strings(value: Any) -> list[str]:
    if not (isinstance(value, str) and value.startswith('["')):
        return []
    try:
        items = json.loads(value)
    except ValueError:
        return []
    return items if isinstance(items, list) and all(isinstance(i, str) for i in items) else []

"""Datasette's metadata from the models: titles and descriptions of tables and columns. Finnish, as the site is."""

import json
from typing import Any

from pydantic.fields import FieldInfo

from schemas.records import TABLES, Row, extra

DATABASE = "kotokanta"


def metadata() -> dict[str, Any]:
    """Return the whole of `datasette_metadata.json`."""
    return {
        "title": "Kotokanta",
        "description": "Suomalainen kotoutumistyö avoimena tietokantana: jokainen arvo avautuu lähteensä lauseeseen.",
        "databases": {
            DATABASE: {
                "title": "Kotokanta",
                "description": "Hankkeet, organisaatiot, yhteyshenkilöt, tavoitteet ja luvut näyttöineen.",
                "tables": {model.table: _table(model) for model in TABLES},
            }
        },
    }


def metadata_json() -> str:
    """Return the file's text, to the byte."""
    return json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n"


def _table(model: type[Row]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": model.heading,
        "description": model.about,
        "columns": {name: _column(field) for name, field in model.model_fields.items()},
    }
    optional = {
        "label_column": model.label,
        "facets": list(model.facets),
        "sort": model.sort,
        "fts_table": f"{model.table}_fts" if model.fts else None,
        "fts_pk": "rowid" if model.fts else None,
    }
    return described | {key: value for key, value in optional.items() if value}


def _column(field: FieldInfo) -> str:
    unit = extra(field, "unit")
    return f"{field.description} ({unit})" if unit else str(field.description)

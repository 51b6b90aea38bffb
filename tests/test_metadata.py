import json
from pathlib import Path

import pytest

from schemas.facts import Fact
from schemas.records import BY_TABLE, TABLES, PublishedFact, Row, columns, extra
from store.metadata import metadata, metadata_json

ROOT = Path(__file__).parents[1]


def test_the_committed_metadata_is_the_models() -> None:
    assert (ROOT / "datasette_metadata.json").read_text("utf-8") == metadata_json(), "stale: run `make metadata`"


def test_every_table_and_column_is_described() -> None:
    tables = metadata()["databases"]["kotokanta"]["tables"]
    assert set(tables) == {m.table for m in TABLES}
    for model in TABLES:
        assert tables[model.table]["title"]
        assert set(tables[model.table]["columns"]) == set(columns(model))
        assert all(tables[model.table]["columns"].values())


@pytest.mark.parametrize("model", TABLES, ids=lambda m: m.table)
def test_a_model_is_whole(model: type[Row]) -> None:
    names = set(columns(model))
    assert set(model.pk) <= names
    assert {n for index in model.indexes for n in index} <= names
    assert set(model.fts) | set(model.facets) | ({model.label} if model.label else set()) <= names
    for name, field in model.model_fields.items():
        assert extra(field, "en"), f"{model.table}.{name} has no English description"


def test_references_lead_to_keys_of_tables_made_before() -> None:
    made: set[str] = set()
    for model in TABLES:
        made.add(model.table)
        for field in model.model_fields.values():
            target = extra(field, "references")
            if target:
                table, column = target.split(".")
                assert table in made
                assert BY_TABLE[table].pk == (column,)


def test_facts_are_published_with_everything_that_proves_them() -> None:
    assert set(Fact.model_fields) <= set(PublishedFact.model_fields)


def test_metadata_is_json_a_person_can_read() -> None:
    assert json.loads(metadata_json())["title"] == "Kotokanta"
    assert "ä" in metadata_json()

import json
import re

import pytest

from extractors.vocabulary import FOLDER, load

FILES = sorted(p.stem for p in FOLDER.glob("*.json"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_where_it_comes_from(name: str) -> None:
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert set(data) >= {"source", "licence", "date", "entries"}
    assert data["entries"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", data["date"])


def test_the_readme_lists_every_file() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [n for n in FILES if f"`{n}.json`" not in readme] == []


def test_municipalities_are_whole_and_successors_exist() -> None:
    codes = {m["code"] for m in load("municipalities")}
    assert len(codes) == 308
    assert {m["region"] for m in load("municipalities")} == {r["code"] for r in load("regions")}
    old = load("municipalities_abolished")
    assert all(m["successor"] is None or m["successor"] in codes for m in old)
    assert next(m for m in old if m["fi"] == "Nastola")["successor"] == "398"


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load("no-such-file")

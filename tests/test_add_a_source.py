"""The walk of docs/add-a-source.md, and that the document knows every key and every outcome."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from fetchers.memory import MemorySink
from fetchers.sampleweb import SampleWeb
from fetchers.settings import FetchSettings
from flows.crawling import crawl_sources
from flows.source_add import add
from flows.source_edit import pause, resume
from flows.source_ledger import ledger, next_visit
from schemas.errors import FetchRefused, UsageError
from schemas.snapshot import Outcome
from schemas.source import Codes, Expect, Follow, Politeness, Schedule, Scope, Source
from schemas.source_files import load_source, load_sources
from store.archive import Archive

ROOT = Path(__file__).parents[1]
WALK = (ROOT / "docs" / "add-a-source.md").read_text("utf-8")
SAMPLE = ROOT / "data" / "sample"


def settings(web: SampleWeb) -> FetchSettings:
    return FetchSettings(contact="yllapito@kotokanta.example", allow=web.allow)


def documented(tmp_path: Path) -> Path:
    (block,) = re.findall(r"```toml\n(.*?)```", WALK, re.DOTALL)
    path = tmp_path / "setlementti-koivu-hankkeet.toml"
    path.write_text(block, "utf-8")
    return path


def test_the_file_in_the_document_works(tmp_path: Path) -> None:
    source = load_source(documented(tmp_path))
    sink = MemorySink()
    with SampleWeb(SAMPLE) as web:
        (report,) = asyncio.run(crawl_sources([source], sink, settings(web)))
    assert (report.alarms, report.complete) == ((), True)
    assert "http://setlementti-koivu.example/hankkeet/oma-polku/" in sink.pages
    assert not [u for u in sink.pages if "/majakka/" in u]


def test_adding_looks_writes_a_file_that_works_and_shows_what_it_gives(tmp_path: Path) -> None:
    sink = MemorySink()
    with SampleWeb(SAMPLE) as web:
        added = add("http://setlementti-koivu.example/hankkeet/", settings(web), tmp_path)
        asked = len(web.requests)
        (source,) = load_sources(tmp_path)
        (report,) = asyncio.run(crawl_sources([source], sink, settings(web)))
    assert asked <= 2
    assert (source.name, source.sample, source.scope.paths) == ("setlementti-koivu", True, ("/hankkeet/",))
    assert str(added.path) in added.text
    assert report.complete
    assert "http://setlementti-koivu.example/hankkeet/naapurit/" in sink.pages


def test_a_register_is_recognised_by_its_links(tmp_path: Path) -> None:
    with SampleWeb(SAMPLE) as web:
        add("http://www.rr-tietopalvelu.example/rrtiepa/", settings(web), tmp_path)
    (source,) = load_sources(tmp_path)
    assert (source.kind, source.follow.codes) == ("register", True)


def test_adding_twice_is_told(tmp_path: Path) -> None:
    with SampleWeb(SAMPLE) as web:
        url = "http://www.monitaival.example/note/"
        add(url, settings(web), tmp_path)
        with pytest.raises(UsageError, match="already"):
            add(url, settings(web), tmp_path)
        add("http://www.monitaival.example/", settings(web), tmp_path)
    assert [s.name for s in load_sources(tmp_path)] == ["monitaival", "monitaival-2"]


def test_what_is_no_page_to_start_from_writes_nothing(tmp_path: Path) -> None:
    with SampleWeb(SAMPLE) as web:
        with pytest.raises(UsageError, match="soft_404"):
            add("http://setlementti-koivu.example/hankkeet/vanha-hanke/", settings(web), tmp_path)
        with pytest.raises(FetchRefused, match="robots"):
            add("http://setlementti-koivu.example/jasenet/hallitus.html", settings(web), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_pausing_changes_one_line_and_resuming_takes_it_away(tmp_path: Path) -> None:
    path = documented(tmp_path)
    before = path.read_text("utf-8")
    pause(path.stem, 'omistaja pyysi: "odottakaa"', "2026-11-22", tmp_path)
    source = load_source(path)
    assert (source.active, source.paused) == (False, '2026-11-22: omistaja pyysi: "odottakaa"')
    pause(path.stem, "uusi syy", "2026-11-23", tmp_path)
    assert load_source(path).paused == "2026-11-23: uusi syy"
    resume(path.stem, tmp_path)
    assert path.read_text("utf-8") == before
    for mistake in (lambda: resume(path.stem, tmp_path), lambda: pause("ei-ole", "x", "2026-11-22", tmp_path),
                    lambda: pause(path.stem, " ", "2026-11-22", tmp_path)):  # fmt: skip
        with pytest.raises(UsageError):
            mistake()


def test_the_ledger_tells_requests_and_finds_no_breach(tmp_path: Path) -> None:
    source = load_source(documented(tmp_path))
    path = tmp_path / "archive.db"
    with SampleWeb(SAMPLE) as web, Archive(path) as archive:
        (report,) = asyncio.run(crawl_sources([source], archive.sink, settings(web)))
    text = ledger(source, path, datetime(2026, 11, 22, tzinfo=UTC))
    assert f"requests      {report.requests} (1 for robots.txt)" in text
    assert f"breaches      0 of {report.requests} requests" in text
    assert "next visit    2026-11-23 03.00 (0 3 * * 1)" in text


def test_the_next_visit_of_a_source_that_rests(tmp_path: Path) -> None:
    source = load_source(documented(tmp_path))
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert next_visit(source.model_copy(update={"paused": "syy"}), now) == "paused: syy"
    assert next_visit(source.model_copy(update={"enabled": False}), now) == "disabled"
    assert "no schedule" in next_visit(source.model_copy(update={"schedule": Schedule()}), now)


@pytest.mark.parametrize("table", [Source, Scope, Follow, Politeness, Schedule, Expect, Codes])
def test_the_document_knows_every_key(table: type[BaseModel]) -> None:
    tables = {
        "scope": "[scope]",
        "follow": "[follow]",
        "schedule": "[schedule]",
        "politeness": "[politeness]",
        "expect": "[expect]",
    }
    assert [k for k in table.model_fields if f"`{tables.get(k, k)}`" not in WALK] == []


def test_the_document_knows_every_outcome() -> None:
    assert [o.value for o in Outcome if f"`{o.value}`" not in WALK] == []

"""Publishing where nothing has changed: cheap, and the same database but for times, visits and alarms."""

import sqlite3
from pathlib import Path

import pytest
from store_helpers import VERSION
from visit_helpers import HOST, KOIVU, day, hanke, hankkeet, look, visit

from flows import publishing
from flows.publishing import publish
from flows.settings import Home
from schemas.records import TABLES, stable_columns
from schemas.source import Source
from store.archive import Archive
from store.judgements import open_judgements


def content(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home.published) as db:
        return {
            t.table: sorted(db.execute(f"select {', '.join(stable_columns(t))} from {t.table}").fetchall(), key=repr)
            for t in TABLES
            if not t.volatile
        }


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home.published) as db:
        return db.execute(sql).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def archive(home: Home) -> Archive:
    opened = Archive(home.archive)
    look(opened, visit(opened, 1, hankkeet()))
    publish(home, opened, VERSION, [KOIVU])
    return opened


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that the rows are made anew."""
    times: list[str] = []
    real = publishing.Resolver
    monkeypatch.setattr(publishing, "Resolver", lambda *given: times.append("built") or real(*given))
    return times


def test_nothing_changed_renews_times_and_visits_alone(home: Home, archive: Archive, built: list[str]) -> None:
    before = content(home)
    look(archive, visit(archive, 2, hankkeet()))
    done = publish(home, archive, VERSION, [KOIVU], whole=False)
    assert built == []
    assert content(home) == before
    assert rows(home, "select distinct seen_at from documents") == [(day(2),)]
    assert rows(home, "select last_seen, stale_since from sources") == [(day(2), None)]
    assert rows(home, "select count(*) from runs") == [(2,)]
    assert done.counts["projects"] == 6
    assert rows(home, "select value from about where key = 'content_hash'") == [(done.content_hash,)]
    assert not list(home.folder.glob("*.building"))


def test_a_renewed_database_is_what_a_whole_build_gives(home: Home, archive: Archive) -> None:
    odd_day = visit(archive, 2, hankkeet())
    look(archive, odd_day)
    publish(home, archive, VERSION, [KOIVU], whole=False)
    renewed = {t.table: sorted(rows(home, f"select * from {t.table}"), key=repr) for t in TABLES if t.table != "about"}
    publish(home, archive, VERSION, [KOIVU])
    assert renewed == {t.table: sorted(rows(home, f"select * from {t.table}"), key=repr) for t in TABLES
                       if t.table != "about"}  # fmt: skip


def test_an_alarm_shows_where_nothing_else_changed(home: Home, archive: Archive, built: list[str]) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="")))
    publish(home, archive, VERSION, [KOIVU], whole=False)
    assert built == []
    assert rows(home, "select cause from alarms") == [("content",)]
    assert rows(home, "select stale_since from sources") == [(day(1),)]


@pytest.mark.parametrize("what", ["page", "source", "judgement", "version"])
def test_what_decides_the_content_makes_it_anew(
    home: Home, archive: Archive, built: list[str], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources: list[Source] = [KOIVU]
    if what == "page":
        look(archive, visit(archive, 2, [*hankkeet(), hanke(8)]))
    elif what == "source":
        sources = [KOIVU.model_copy(update={"owner": "Koivu ry"})]
    elif what == "judgement":
        open_judgements(home.judgements).close()
    else:
        monkeypatch.setattr("flows.republishing._code", lambda: "other")
    publish(home, archive, VERSION, sources, whole=False)
    assert built == ["built"]
    assert bool(rows(home, f"select 1 from documents where url = '{HOST}/hanke-8'")) == (what == "page")

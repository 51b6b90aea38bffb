"""Visits one after another in a real archive: what is held back, what is published meanwhile, when an alarm is over."""

import sqlite3
from pathlib import Path

import pytest
from store_helpers import VERSION
from visit_helpers import HOST, KOIVU, KUUSI, day, hanke, hankkeet, look, visit

from flows.publishing import publish
from flows.settings import Home
from flows.watch.feed import feed
from flows.watch.report import run_report
from flows.watch.run import accept
from flows.watch.watching import watch
from schemas.errors import UsageError
from schemas.snapshot import Outcome
from schemas.source import Expect
from store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive(tmp_path / "archive.db")
    assert look(opened, visit(opened, 1, hankkeet())) == []
    return opened


def goals(archive: Archive, tmp_path: Path) -> set[str]:
    publish(Home(tmp_path), archive, VERSION, [KOIVU, KUUSI])
    with sqlite3.connect(tmp_path / "kotokanta.db") as db:
        return {text for (text,) in db.execute("select text from goals")}


def published(tmp_path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(tmp_path / "kotokanta.db") as db:
        return db.execute(sql).fetchall()


def test_a_source_that_fails_keeps_its_last_good_records_and_says_of_when(archive: Archive, tmp_path: Path) -> None:
    good = goals(archive, tmp_path)
    (raised,) = look(archive, visit(archive, 2, hankkeet(goal="", project_name="Sivupohja")))
    assert raised.alarm.cause == "content"
    assert (raised.alarm.since, raised.first) == (day(1), day(2))
    assert goals(archive, tmp_path) == good
    assert published(tmp_path, "select name, stale_since from sources") == [("koivu", day(1))]
    assert published(tmp_path, "select source, cause, since, ended_at from alarms") == [
        ("koivu", "content", day(1), None)
    ]
    assert published(tmp_path, "select max(seen_at) from documents") == [(day(1),)]


def test_the_others_publish_meanwhile(archive: Archive, tmp_path: Path) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="")))
    other = [hanke(7, "http://kuusi.example", goal="Kuusen tavoite kasvaa")]
    assert [r.alarm.source for r in look(archive, visit(archive, 2, other, source="kuusi"), KOIVU, KUUSI)] == ["koivu"]
    assert "Kuusen tavoite kasvaa" in goals(archive, tmp_path)
    assert published(tmp_path, "select stale_since from sources where name = 'kuusi'") == [(None,)]


def test_an_alarm_goes_on_as_the_same_one_until_the_source_is_right_again(archive: Archive, tmp_path: Path) -> None:
    (first,) = look(archive, visit(archive, 2, hankkeet(goal="")))
    (again,) = look(archive, visit(archive, 3, hankkeet(goal="")))
    assert (again.id, again.first, again.alarm.at) == (first.id, day(2), day(3))
    assert look(archive, visit(archive, 4, hankkeet())) == []
    (over,) = archive.watched.raised()
    assert over.ended == day(4)
    assert not over.told
    goals(archive, tmp_path)
    assert published(tmp_path, "select stale_since from sources") == [(None,)]


def test_ordinary_edits_go_on_to_be_published_and_are_what_the_next_visit_is_held_against(
    archive: Archive, tmp_path: Path
) -> None:
    edited = [hanke(0, goal="Uusi tavoite on parempi"), *hankkeet()[1:], hanke(8)]
    assert look(archive, visit(archive, 2, edited)) == []
    assert "Uusi tavoite on parempi" in goals(archive, tmp_path)
    good = archive.watched.last_good("koivu")
    assert good
    assert good.at == day(2)


def test_accepting_a_visit_ends_its_alarms_and_publishes_it(archive: Archive, tmp_path: Path) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="Kaikki uusiksi", project_name="")))
    assert goals(archive, tmp_path) == {f"Tavoite {n} on hyvä" for n in range(6)}
    assert "run `kotokanta rebuild`" in accept(Home(tmp_path), "koivu")
    assert archive.watched.raised(open_only=True) == []
    assert goals(archive, tmp_path) == {"Kaikki uusiksi"}
    assert look(archive, visit(archive, 3, hankkeet(goal="Kaikki uusiksi", project_name=""))) == []


def test_what_was_never_visited_cannot_be_accepted(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="never visited"):
        accept(Home(tmp_path), "koivu")


def test_a_wall_keeps_the_page_s_last_good_records(archive: Archive, tmp_path: Path) -> None:
    good = goals(archive, tmp_path)
    report = visit(archive, 2, hankkeet()[1:], {f"{HOST}/hanke-0": Outcome.CONSENT_WALL})
    (raised,) = look(archive, report)
    assert raised.alarm.cause == "consent_wall"
    assert goals(archive, tmp_path) == good
    (again,) = look(archive, visit(archive, 3, hankkeet()[1:], {f"{HOST}/hanke-0": Outcome.CONSENT_WALL}))
    assert again.id == raised.id


def test_a_first_visit_below_its_expectations_publishes_nothing_of_the_source(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        strict = KOIVU.model_copy(update={"expect": Expect(documents=(50, 90))})
        (raised,) = look(archive, visit(archive, 1, hankkeet()), strict)
        assert raised.alarm.cause == "expect"
        assert archive.current() == []
        assert len(archive.to_read()) == 6


def test_a_source_not_visited_for_too_long_is_told_of_and_a_paused_one_is_not(archive: Archive) -> None:
    other = visit(archive, 20, [hanke(7, "http://kuusi.example")], source="kuusi")
    (raised,) = look(archive, other, KOIVU, KUUSI)
    assert (raised.alarm.source, raised.alarm.cause) == ("koivu", "fresh")
    assert "no complete visit since 2026-02-01, expected every 14 days" in raised.alarm.what
    assert watch(archive, VERSION, [KOIVU.model_copy(update={"paused": "huolto"}), KUUSI], [], day(21)) == []


def test_two_builds_of_a_held_archive_are_the_same(archive: Archive, tmp_path: Path) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="")))
    hashes = set()
    for _ in range(2):
        publish(Home(tmp_path), archive, VERSION, [KOIVU])
        hashes |= set(published(tmp_path, "select value from about where key = 'content_hash'"))
    assert len(hashes) == 1


def test_the_report_names_alarms_new_pages_and_odd_ones(archive: Archive) -> None:
    odd = {f"{HOST}/hanke-0": Outcome.CONSENT_WALL}
    report = visit(archive, 2, [*hankkeet()[1:], hanke(8)], odd)
    look(archive, report)
    text = run_report(archive, [report])
    assert "## 1 alarms" in text
    assert "are a cookie question instead of the page" in text
    assert f"New:\n- <{HOST}/hanke-8>" in text
    assert f"- <{HOST}/hanke-0> — consent_wall" in text
    assert "| koivu |" in text


def test_the_feed_has_one_entry_an_alarm_and_survives_any_text(archive: Archive) -> None:
    from xml.etree.ElementTree import fromstring

    look(archive, visit(archive, 2, hankkeet(goal="", project_name="<Sivu & pohja>")))
    look(archive, visit(archive, 3, hankkeet(goal="", project_name="<Sivu & pohja>")))
    root = fromstring(feed(archive.watched.raised()))
    names = {"a": "http://www.w3.org/2005/Atom"}
    (entry,) = root.findall("a:entry", names)
    assert entry.findtext("a:published", "", names) == day(2)
    assert entry.findtext("a:updated", "", names) == day(3)
    assert "Kokeile:" in entry.findtext("a:content", "", names)
    assert len(fromstring(feed([]))) == 4

"""The crawl page and the feed of alarms, from a published database."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from datasette.app import Datasette
from store_helpers import VERSION
from visit_helpers import HOST, KOIVU, day, hanke, hankkeet, look, visit

from flows.publishing import publish
from flows.settings import WEBSITE, Home
from schemas.snapshot import Outcome
from store.archive import Archive

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def site(folder: Path) -> Datasette:
    return Datasette([str(folder / "kotokanta.db")], plugins_dir=str(WEBSITE / "plugins"),
                     template_dir=str(WEBSITE / "templates"))  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive(tmp_path / "archive.db")
    look(opened, visit(opened, 1, hankkeet()))
    return opened


async def page(folder: Path, archive: Archive, address: str) -> str:
    publish(Home(folder), archive, VERSION, [KOIVU])
    answer = await site(folder).client.get(address)
    assert answer.status_code == 200
    return answer.text


async def test_a_quiet_site_says_so(archive: Archive, tmp_path: Path) -> None:
    text = await page(tmp_path, archive, "/haut")
    assert "Ei hälytyksiä." in text
    assert "kunnossa" in text
    assert f"{HOST}/hanke-3</a>" in text


async def test_an_alarm_says_what_since_when_why_and_what_to_try(archive: Archive, tmp_path: Path) -> None:
    odd = {f"{HOST}/hanke-0": Outcome.CONSENT_WALL}
    look(archive, visit(archive, 2, [*hankkeet()[1:], hanke(8)], odd))
    text = await page(tmp_path, archive, "/haut")
    assert "1/6 sivua: evästekysely sivun tilalla" in text
    assert "Viimeksi kunnossa 1.2.2026" in text
    assert f"<li>{HOST}/hanke-0: consent_wall</li>" in text
    assert "Kokeile: avaa sivu selaimella" in text
    assert f"{HOST}/hanke-0 – evästekyselyn takana" in text
    assert ">Uudet</h4>" in text


async def test_a_stale_source_shows_the_date_of_its_records(archive: Archive, tmp_path: Path) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="", project_name="<script>alert(1)</script>")))
    text = await page(tmp_path, archive, "/haut")
    assert "tiedot 1.2.2026" in text
    assert "<script>alert" not in text


async def test_the_feed_follows_an_alarm_to_its_end(archive: Archive, tmp_path: Path) -> None:
    look(archive, visit(archive, 2, hankkeet(goal="")))
    (entry,) = fromstring(await page(tmp_path, archive, "/halytykset.atom")).findall("a:entry", ATOM)
    assert "goal: " in entry.findtext("a:title", "", ATOM)
    look(archive, visit(archive, 3, hankkeet()))
    (over,) = fromstring(await page(tmp_path, archive, "/halytykset.atom")).findall("a:entry", ATOM)
    assert over.findtext("a:id", "", ATOM) == entry.findtext("a:id", "", ATOM)
    assert over.findtext("a:title", "", ATOM).startswith("Ohi: ")
    assert over.findtext("a:updated", "", ATOM) == day(3)

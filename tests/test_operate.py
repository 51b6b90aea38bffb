"""Operating: schedules, backups, and that what is written about settings and exit codes is all there is."""

import re
import sqlite3
from pathlib import Path

import pytest
from store_helpers import fill, reading, thing

from flows.backup import back_up
from flows.settings import Home
from schemas.errors import KotokantaError, UsageError
from schemas.source import Schedule, Source
from store.archive import Archive
from store.seal import broken_seal

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "operate.md").read_text("utf-8")


def test_every_setting_is_written_down_and_none_that_is_not() -> None:
    code = "".join(p.read_text("utf-8") for f in ("flows", "fetchers", "store", "extractors", "website")
                   for p in (ROOT / f).rglob("*.py"))  # fmt: skip
    named = set(re.findall(r"KOTOKANTA_[A-Z_]*[A-Z]", code))
    assert named == set(re.findall(r"KOTOKANTA_[A-Z_]*[A-Z]", TEXT))


def test_every_file_of_the_home_folder_is_written_down(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for path in (home.archive, home.published, home.judgements, home.backups, home.reports, home.prefect):
        assert f"`{path.name}" in TEXT


def source(name: str, cron: str | None, **changes: object) -> Source:
    return Source(name=name, owner="Koivu", start=("http://koivu.example/",), schedule=Schedule(cron=cron),
                  **changes)  # type: ignore[arg-type]  # fmt: skip


def test_each_enabled_source_with_a_cron_line_is_served_by_it(tmp_path: Path) -> None:
    from flows.scheduling import deployments

    sources = [source("koivu", "0 3 * * 1"), source("kuusi", None), source("pihlaja", "0 4 * * *", enabled=False),
               source("leppa", "5 4 * * *", paused="huolto")]  # fmt: skip
    made = {d.name: d for d in deployments(Home(tmp_path), sources)}
    assert set(made) == {"koivu", "check"}
    (timed,) = made["koivu"].schedules or []
    assert (timed.schedule.cron, timed.schedule.timezone) == ("0 3 * * 1", "Europe/Helsinki")  # type: ignore[union-attr]
    assert made["koivu"].parameters == {"home": str(tmp_path), "names": ["koivu"]}
    assert made["koivu"].entrypoint == "flows.scheduling.scheduled_refresh"


def test_nothing_to_schedule_is_told(tmp_path: Path) -> None:
    from flows.scheduling import deployments

    with pytest.raises(UsageError, match=r"\[schedule\]"):
        deployments(Home(tmp_path), [source("kuusi", None)])


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    fill(made.archive, [reading("http://koivu.example/a", [thing("goal", value="Tavoite")])])
    return made


def test_a_backup_is_sound_sealed_and_opens(home: Home, tmp_path: Path) -> None:
    with Archive(home.archive) as open_meanwhile:
        (line,) = back_up(home, tmp_path / "backup")
        assert open_meanwhile.current()
    (copy,) = (tmp_path / "backup").glob("*/archive.db")
    assert line.startswith(str(copy))
    assert broken_seal(copy) == ""
    with Archive(copy) as archive:
        assert len(archive.current()) == 1


def test_nothing_to_back_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to back up"):
        list(back_up(Home(tmp_path), tmp_path / "backup"))


def test_a_damaged_archive_is_not_a_backup(home: Home, tmp_path: Path) -> None:
    with sqlite3.connect(home.archive) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    data = bytearray(home.archive.read_bytes())
    data[4096:12288] = bytes(8192)
    home.archive.write_bytes(data)
    with pytest.raises(KotokantaError, match="older backups"):
        list(back_up(home, tmp_path / "backup"))

"""The whole way, as Prefect flows in a process of their own: crawled, read, published, again, stopped, offline."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flows.crawl_report import counts_line, markdown
from flows.settings import Home, home, reading_version
from schemas.snapshot import CrawlReport

pytestmark = pytest.mark.xdist_group("prefect")
ROOT = Path(__file__).parents[1]
SOURCE = "setlementti-koivu"
# A shell's background job ignores Ctrl-C, and so would its children: these tests may run in one.
KOTOKANTA = [
    sys.executable,
    "-c",
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from flows.cli import main; sys.exit(main())",
]
# Run by every Python process of the run, Prefect's server and our readers included.
WATCH = """
import json, os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        target = given[0] if event == "socket.getaddrinfo" else given[1]
        with open(os.environ["WATCH_LOG"], "a") as log:
            log.write(json.dumps([event, str(target[0] if isinstance(target, tuple) else target)]) + "\\n")
sys.addaudithook(watch)
"""


def environment(folder: Path) -> dict[str, str]:
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH)
    ours = {"PYTHONPATH": f"{folder / 'watch'}:{ROOT}", "WATCH_LOG": str(folder / "connections")}
    return {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "KOTOKANTA", "DO_NOT"))} | ours


def refresh(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*KOTOKANTA, "--home", str(folder / "home"), "refresh", SOURCE]
    return subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)


def rows(folder: Path, database: str, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "home" / database) as db:
        return db.execute(sql).fetchall()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("flows")
    return folder, refresh(folder)


@pytest.fixture(scope="module")
def second(first: tuple[Path, subprocess.CompletedProcess[str]]) -> tuple[Path, subprocess.CompletedProcess[str]]:
    return first[0], refresh(first[0])


def test_a_refresh_fetches_reads_and_publishes(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = first
    assert done.returncode == 0, done.stderr
    assert [line.split()[1] for line in done.stderr.splitlines()] == ["Start", "Crawl", "Read", "Check", "Publish"]
    assert rows(folder, "kotokanta.db", "select count(*) > 3 from documents where outcome = 'read'") == [(1,)]
    assert rows(folder, "kotokanta.db", "select count(*) > 0 from projects") == [(1,)]
    assert rows(folder, "kotokanta.db", "select source, complete from runs") == [(SOURCE, 1)]


def test_prefect_keeps_the_runs_and_their_artifacts_apart_from_ours(
    second: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = second
    flows = dict(
        rows(
            folder,
            "prefect/prefect.db",
            "select f.name, count(*) from flow_run r join flow f on f.id = r.flow_id group by 1",
        )
    )
    assert flows == {"refresh": 2, "crawl": 2, "extract": 2, "publish": 2}
    states = rows(folder, "prefect/prefect.db", "select distinct state_name from flow_run")
    assert states == [("Completed",)]
    artifacts = {key for (key,) in rows(folder, "prefect/prefect.db", "select distinct key from artifact")}
    assert artifacts == {"crawl", "extract", "publish", "report"}
    assert {p.name for p in (folder / "home").iterdir()} <= {
        "archive.db", "archive.db-wal", "archive.db-shm", "kotokanta.db", "kotokanta.lock", "prefect",
        "alarms.atom", "reports", "archive.db.seal",
    }  # fmt: skip


def test_nobody_outside_is_asked(second: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    lines = (second[0] / "connections").read_text().splitlines()
    asked = {host for _, host in map(json.loads, lines)}
    assert "127.0.0.1" in asked
    assert asked <= {"127.0.0.1", "localhost", "::1", "b'127.0.0.1'"}


def test_a_second_run_fetches_and_reads_nothing_and_says_so(
    second: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = second
    assert done.returncode == 0, done.stderr
    assert "Crawl  0 fetched" in done.stderr
    assert "nothing has changed" in done.stderr
    assert "Read  0 documents read" in done.stderr


def test_reading_everything_again_gives_the_same_content(
    second: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = second
    content = "select value from about where key = 'content_hash'"
    before = rows(folder, "kotokanta.db", content)
    command = [*KOTOKANTA, "--home", str(folder / "home"), "rebuild", "--again"]
    seeded = environment(folder) | {"PYTHONHASHSEED": "7", "KOTOKANTA_WORKERS": "3"}
    done = subprocess.run(command, cwd=folder, env=seeded, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "0 documents read" not in done.stderr
    assert rows(folder, "kotokanta.db", content) == before


@pytest.mark.parametrize("after", ["Start Prefect", "Crawl"])
def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(tmp_path: Path, after: str) -> None:
    command = [*KOTOKANTA, "--home", str(tmp_path / "home"), "refresh", SOURCE]
    run = subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert run.stderr
    for line in run.stderr:
        if after in line:
            break
    os.killpg(run.pid, signal.SIGINT)
    said = run.stderr.read()
    run.stderr.close()
    assert run.wait() == 130
    assert "Traceback" not in said
    assert "the next run goes on from here" in said
    assert refresh(tmp_path).returncode == 0
    assert rows(tmp_path, "kotokanta.db", "select count(*) > 3 from documents where outcome = 'read'") == [(1,)]
    assert rows(tmp_path, "archive.db", "select count(*) from visits where finished_at is null") == [(0,)]


def report(**counts: int) -> CrawlReport:
    return CrawlReport(
        source="koivu", visit=1, started_at="a", finished_at="b", complete=False, counts=counts,
        alarms=("liian vähän",), odd=(("http://koivu.example/", "soft_404", "puuttuu"),),
    )  # fmt: skip


def test_counts_are_told_in_words() -> None:
    assert counts_line([{"new": 2, "changed": 1}, {"unchanged": 5, "gone": 1}]) == (
        "3 fetched (2 new, 1 changed), 5 unchanged, 1 other (1 gone)"
    )
    assert counts_line([{"unchanged": 5}]) == "0 fetched, 5 unchanged, nothing has changed"
    assert counts_line([]) == "0 fetched, 0 unchanged"


def test_the_report_names_what_a_person_should_look_at() -> None:
    text = markdown([report(new=1)])
    assert "| koivu | 1 fetched (1 new), 0 unchanged |" in text
    assert "- **koivu**: liian vähän" in text
    assert "http://koivu.example/ — soft_404, puuttuu" in text
    assert "(unfinished)" in text


def test_home_is_the_option_then_the_variable_then_the_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KOTOKANTA_HOME", str(tmp_path / "variable"))
    assert home(tmp_path / "option") == Home(tmp_path / "option")
    assert home() == Home(tmp_path / "variable")
    monkeypatch.delenv("KOTOKANTA_HOME")
    assert home() == Home(ROOT / "var")


def test_the_version_of_readings_is_the_code_s() -> None:
    assert reading_version() == reading_version()
    assert reading_version().startswith("0.")

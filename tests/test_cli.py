"""The commands as a person meets them: what they say, and how they end when something is wrong."""

import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows import uploads
from flows.cli import main
from schemas.records import SCHEMA_VERSION

PAGE = """<html lang="fi"><head><title>Kotona Koivussa -hanke</title></head><body>
<h1>Kotona Koivussa -hanke</h1><p>Hankkeen toteutusaika on 1.1.2018–31.12.2020.</p>
<h2>Tavoitteet</h2><ul><li>Tukea maahanmuuttajien kotoutumista</li></ul></body></html>"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def kotokanta(home: Path, *args: object) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *map(str, args)])


def one_line(result: Result, *parts: str) -> None:
    """One clear line that says what, where and what to do; never a traceback."""
    lines = [line for line in result.stderr.splitlines() if not line.startswith(("✓", "stopped:"))]
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    for part in parts:
        assert part in result.stderr
    assert [len(line) for line in lines if len(line) > 400] == []


def taken(home: Path) -> list[str]:
    if not (home / "archive.db").exists():
        return []
    with sqlite3.connect(home / "archive.db") as db:
        return [u for (u,) in db.execute("select url from urls order by url")]


@pytest.mark.parametrize("command", ["", *main.commands, "source list", "source check", "source show", "source try"])
def test_every_command_explains_itself(command: str) -> None:
    done = CliRunner().invoke(main, [*command.split(), "--help"])
    assert done.exit_code == 0
    assert len(done.output) > 80


def test_ingest_publishes_and_verify_proves(home: Path, tmp_path: Path) -> None:
    (tmp_path / "hanke.html").write_text(PAGE)
    done = kotokanta(home, "ingest", tmp_path / "hanke.html")
    assert done.exit_code == 0, done.output
    with sqlite3.connect(home / "kotokanta.db") as db:
        assert db.execute("select name from projects").fetchall() == [("Kotona Koivussa",)]
        assert db.execute("select url, source from documents").fetchall() == [("file:hanke.html", "upload")]
        facts = db.execute("select count(*) from facts").fetchone()[0]
    proved = kotokanta(home, "verify")
    assert (proved.exit_code, proved.stdout) == (
        0,
        f"{facts} of {facts} published values prove themselves from the archive\n",
    )
    told = kotokanta(home, "status")
    assert told.exit_code == 0
    assert "projects" in told.stdout


def test_no_path_of_the_machine_is_kept(home: Path, tmp_path: Path) -> None:
    (tmp_path / "kansio" / "alla").mkdir(parents=True)
    (tmp_path / "kansio" / "alla" / "hanke.html").write_text(PAGE)
    assert kotokanta(home, "ingest", tmp_path / "kansio").exit_code == 0
    assert taken(home) == ["file:alla/hanke.html"]
    for database in home.glob("*.db"):
        assert str(tmp_path).encode() not in database.read_bytes()


def test_ingest_without_publishing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "hanke.html").write_text(PAGE)
    assert kotokanta(home, "ingest", "--no-publish", tmp_path / "hanke.html").exit_code == 0
    assert not (home / "kotokanta.db").exists()
    assert kotokanta(home, "rebuild").exit_code == 0
    assert (home / "kotokanta.db").exists()


def test_a_file_taken_again_replaces_the_old_one(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "hanke.html"
    for year in ("2020", "2021", "2021"):
        file.write_text(PAGE.replace("31.12.2020", f"31.12.{year}"))
        done = kotokanta(home, "ingest", file)
        assert done.exit_code == 0
    assert "0 new, 1 known already" in done.stderr
    with sqlite3.connect(home / "kotokanta.db") as db:
        assert db.execute("select end_date from projects").fetchall() == [("2021-12-31",)]
        assert db.execute("select count(*) from documents").fetchone() == (1,)


def test_quiet_is_quiet(home: Path, tmp_path: Path) -> None:
    (tmp_path / "hanke.html").write_text(PAGE)
    assert kotokanta(home, "--quiet", "ingest", tmp_path / "hanke.html").output == ""


def test_a_missing_file(home: Path, tmp_path: Path) -> None:
    done = kotokanta(home, "ingest", tmp_path / "puuttuu.html")
    one_line(done, "puuttuu.html", "no such file", "check the spelling")
    assert (done.exit_code, taken(home)) == (2, [])


def test_a_folder_with_nothing_readable(home: Path, tmp_path: Path) -> None:
    (tmp_path / "tyhja").mkdir()
    (tmp_path / "tyhja" / "kuva.png").write_bytes(b"\x89PNG")
    done = kotokanta(home, "ingest", tmp_path / "tyhja")
    one_line(done, "nothing readable", ".pdf")
    assert (done.exit_code, taken(home)) == (2, [])


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("tyhja.pdf", b"", "the file is empty"),
        ("virhe.pdf", b"<!doctype html><html><h1>Sivua ei ole</h1></html>", "called a PDF but it is an HTML page"),
        ("kuva.png", b"\x89PNG\r\n", "files of this kind are not read"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken(home: Path, tmp_path: Path, name: str, body: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(body)
    done = kotokanta(home, "ingest", tmp_path / name)
    one_line(done, name, says, "nothing was taken")
    assert (done.exit_code, taken(home)) == (1, [])


def test_a_file_of_300_megabytes(home: Path, tmp_path: Path) -> None:
    with (tmp_path / "suuri.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300_000_000)
    done = kotokanta(home, "ingest", tmp_path / "suuri.pdf")
    one_line(done, "suuri.pdf: 300 MB, the limit is 128 MB")
    assert (done.exit_code, taken(home)) == (1, [])


def test_one_bad_file_does_not_stop_the_others(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kansio"
    folder.mkdir()
    (folder / "hanke.html").write_text(PAGE)
    (folder / "tyhja.pdf").write_bytes(b"")
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.7 rikki")
    done = kotokanta(home, "ingest", folder)
    assert done.exit_code == 0
    assert "tyhja.pdf: the file is empty" in done.stderr
    assert "file:rikki.pdf: broken" in done.stderr
    with sqlite3.connect(home / "kotokanta.db") as db:
        assert db.execute("select count(*) from projects").fetchone() == (1,)


def test_two_files_of_one_name(home: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "esite.txt").write_text(f"Esite {folder}")
    done = kotokanta(home, "ingest", tmp_path / "a" / "esite.txt", tmp_path / "b" / "esite.txt")
    one_line(done, "two files called esite.txt", "rename one")
    assert done.exit_code == 2


def test_an_address_that_leads_nowhere_public(home: Path) -> None:
    done = kotokanta(home, "ingest", "http://127.0.0.1:9/")
    one_line(done, "http://127.0.0.1:9/", "not fetched", "nothing was taken")
    assert done.exit_code == 1


def test_a_page_of_the_sample_web_by_its_address(home: Path) -> None:
    done = kotokanta(home, "ingest", "http://setlementti-koivu.example/")
    assert done.exit_code == 0, done.output
    assert "http://setlementti-koivu.example/" in taken(home)


@pytest.mark.parametrize("command", ["serve", "verify"])
def test_nothing_published_yet(home: Path, command: str) -> None:
    done = kotokanta(home, command)
    one_line(done, "kotokanta.db: not there yet", "run `kotokanta refresh`")
    assert done.exit_code == 2


def test_nothing_to_rebuild_from(home: Path) -> None:
    done = kotokanta(home, "rebuild")
    one_line(done, "nothing to rebuild from")
    assert done.exit_code == 2


def test_status_of_an_empty_home_changes_nothing(home: Path) -> None:
    done = kotokanta(home, "status")
    assert done.exit_code == 0
    assert "nothing has been fetched yet" in done.stdout
    assert not home.exists()


def published(home: Path, version: int = SCHEMA_VERSION) -> None:
    home.mkdir()
    with sqlite3.connect(home / "kotokanta.db") as db:
        db.execute(f"pragma user_version = {version}")
        db.execute("create table t (x)")


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_port_in_use(home: Path, command: str) -> None:
    published(home)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = kotokanta(home, command, "--port", other.getsockname()[1])
    one_line(done, "port ", "choose another port with --port")
    assert done.exit_code == 2


def test_a_database_of_a_newer_schema(home: Path, tmp_path: Path) -> None:
    published(home, version=99)
    done = kotokanta(home, "serve")
    one_line(done, "made by a newer Kotokanta (schema 99", "upgrade Kotokanta")
    assert done.exit_code == 2


def test_a_damaged_archive(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "archive.db").write_bytes(b"not a database " * 500)
    (tmp_path / "hanke.html").write_text(PAGE)
    done = kotokanta(home, "ingest", tmp_path / "hanke.html")
    one_line(done, "archive.db: damaged", "nothing was written", "backup")
    assert done.exit_code == 1
    assert (home / "archive.db").read_bytes() == b"not a database " * 500


def test_a_second_run_on_the_same_home(home: Path, tmp_path: Path) -> None:
    from store.connection import writer_lock

    (tmp_path / "hanke.html").write_text(PAGE)
    with writer_lock(home):
        done = kotokanta(home, "ingest", tmp_path / "hanke.html")
    one_line(done, "another run", "wait for it")
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [('kind = "pagez"', 'pages'), ('ownr = "Koivu"', "did you mean `owner`?"), ("start = [", "not TOML")],
)  # fmt: skip
def test_a_source_file_with_a_mistake(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "koivu.toml"
    file.write_text(f'name = "koivu"\nowner = "Koivu ry"\nstart = ["http://koivu.example/"]\n{line}\n')
    done = CliRunner().invoke(main, ["source", "check", str(file)])
    one_line(done, "koivu.toml:", says)
    assert done.exit_code == 2


def test_the_sources_of_this_checkout_are_right() -> None:
    done = CliRunner().invoke(main, ["source", "check"])
    assert done.exit_code == 0
    listed = CliRunner().invoke(main, ["source", "list"]).stdout
    assert "setlementti-koivu" in listed
    assert '"name": "setlementti-koivu"' in CliRunner().invoke(main, ["source", "show", "setlementti-koivu"]).stdout


@pytest.mark.parametrize("command", ["source show", "source try", "refresh"])
def test_an_unknown_source(home: Path, command: str) -> None:
    done = kotokanta(home, *command.split(), "puuttuu")
    one_line(done, "no source is called puuttuu", "source list")
    assert done.exit_code == 2


def test_trying_a_source_shows_what_it_gives_and_keeps_nothing(home: Path) -> None:
    done = kotokanta(home, "source", "try", "setlementti-koivu", "--pages", 2)
    assert done.exit_code == 0, done.output
    assert "http://setlementti-koivu.example/" in done.stdout
    assert not home.exists()


def test_a_folder_without_labels(home: Path, tmp_path: Path) -> None:
    done = kotokanta(home, "evaluate", tmp_path)
    one_line(done, "labels.json")
    assert done.exit_code == 2


def test_an_unknown_option_is_wrong_use(home: Path) -> None:
    assert kotokanta(home, "status", "--nonsense").exit_code == 2


def test_files_in_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / "y.txt").write_text("y")
    assert [u.name for u in uploads.find_files([tmp_path])] == ["y.txt"]

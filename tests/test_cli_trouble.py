"""The commands when something around them is wrong: damaged files, no dictionary, no home, broken source files."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows import settings
from flows.cli import main
from schemas.source_files import SourceFileError, load_source
from store.connection import damaged

ROOT = Path(__file__).parents[1]
PAGE = """<html lang="fi"><head><title>Kotona Koivussa -hanke</title></head><body>
<h1>Kotona Koivussa -hanke</h1><p>Hankkeen toteutusaika on 1.1.2018–31.12.{}.</p>
<h2>Tavoitteet</h2><ul><li>Tukea maahanmuuttajien kotoutumista</li></ul></body></html>"""
WITHOUT_LIBVOIKKO = """
import ctypes, sys
load = ctypes.CDLL.__init__
def refuse(self, name, *args, **kwargs):
    if "libvoikko" in str(name):
        raise OSError(f"{name}: cannot open shared object file")
    load(self, name, *args, **kwargs)
ctypes.CDLL.__init__ = refuse
from flows.cli import main
main()
"""


def kotokanta(home: object, *args: object) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *map(str, args)])


def failed(done: Result, code: int, *parts: str) -> None:
    """The command ended with our line: no other exception, no traceback."""
    assert isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    assert done.exit_code == code
    for part in parts:
        assert part in done.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with twenty published documents."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "pages").mkdir()
    for year in range(2020, 2040):
        (folder / "pages" / f"hanke{year}.html").write_text(PAGE.format(year).replace("Koivussa", f"Koivussa {year}"))
    assert kotokanta(folder / "home", "ingest", folder / "pages").exit_code == 0
    return folder / "home"


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "home"))


def overwrite_half(path: Path) -> bytes:
    data = path.read_bytes()
    half = len(data) // 2
    path.write_bytes(data[:half] + b"\xff" * (len(data) - half))
    return path.read_bytes()


@pytest.mark.parametrize("command", ["status", "verify", "rebuild", "source ledger setlementti-koivu"])
@pytest.mark.parametrize("sealed", [True, False])
def test_an_archive_overwritten_by_half_is_named_with_the_way_back(home: Path, command: str, sealed: bool) -> None:
    damage = overwrite_half(home / "archive.db")
    if not sealed:
        (home / "archive.db.seal").unlink()
    failed(kotokanta(home, *command.split()), 1, "archive.db: damaged (", "Put a backup in its place", "refresh")
    assert (home / "archive.db").read_bytes() == damage


@pytest.mark.parametrize("command", ["status", "verify", "serve"])
def test_a_damaged_published_database_is_built_again(home: Path, command: str) -> None:
    overwrite_half(home / "kotokanta.db")
    failed(kotokanta(home, command), 1, "kotokanta.db: damaged (", "`kotokanta rebuild`")
    assert kotokanta(home, "rebuild").exit_code == 0
    assert kotokanta(home, "verify").exit_code == 0


def test_a_sound_home_is_not_called_damaged(home: Path) -> None:
    assert [damaged(home / name) for name in ("archive.db", "kotokanta.db", "judgements.db")] == ["", "", ""]


def test_a_database_of_a_newer_schema_is_not_replaced(home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "kotokanta.db") as db:
        db.execute("pragma user_version = 99")
    (tmp_path / "uusi.txt").write_text("Esite")
    kept = (home / "kotokanta.db").read_bytes(), (home / "archive.db").read_bytes()
    for command in (["rebuild"], ["refresh"], ["ingest", tmp_path / "uusi.txt"]):
        failed(kotokanta(home, *command), 2, "made by a newer Kotokanta (schema 99", "upgrade Kotokanta")
    assert ((home / "kotokanta.db").read_bytes(), (home / "archive.db").read_bytes()) == kept


@pytest.mark.parametrize("command", ["status", "rebuild", "ingest hanke.txt"])
def test_without_libvoikko_the_fallback_is_named_and_nothing_complains(
    filled: Path, tmp_path: Path, command: str
) -> None:
    shutil.copytree(filled, tmp_path / "home")
    (tmp_path / "hanke.txt").write_text("Hanke tukee kotoutumista.")
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBVOIKKO, "--home", "home", *command.split()],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout + ran.stderr
    assert said.count("Finnish is read with pyvoikko") == 1
    assert "Exception ignored" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["status", "ingest"])
def test_a_home_that_cannot_be_is_told(tmp_path: Path, command: str) -> None:
    file = tmp_path / "hanke.txt"
    file.write_text("x")
    for impossible in (file, file / "home", "~nobody-of-that-name/home"):
        failed(kotokanta(impossible, command, *([file] if command == "ingest" else [])), 2, "cannot be the home folder")


def test_a_home_that_cannot_be_made_is_told_at_the_first_write(tmp_path: Path) -> None:
    (tmp_path / "hanke.txt").write_text("x")
    done = kotokanta(tmp_path / ("x" * 200) / ("y" * 300), "ingest", tmp_path / "hanke.txt")
    failed(done, 2, "give another --home")
    assert "free some space" not in done.stderr


@pytest.fixture
def broken_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources of which one cannot be read."""
    folder = tmp_path / "sources"
    folder.mkdir()
    shutil.copy(settings.SOURCES / "setlementti-koivu.toml", folder)
    (folder / "rikki.toml").write_text('name = "rikki"\nowner = "Koivu ry\nstart = []\n')
    monkeypatch.setattr(settings, "SOURCES", folder)
    return folder


@pytest.mark.parametrize("command", ["status", "rebuild", "ingest", "source list", "source show setlementti-koivu"])
def test_a_broken_source_file_does_not_stop_what_needs_no_source(
    home: Path, tmp_path: Path, broken_source: Path, command: str
) -> None:
    (tmp_path / "uusi.txt").write_text("Esite")
    done = kotokanta(home, *command.split(), *([tmp_path / "uusi.txt"] if command == "ingest" else []))
    assert done.exit_code == 0, done.output
    if "show" not in command:
        assert f"warning: {broken_source / 'rikki.toml'}:2: not TOML: " in done.output


def test_a_broken_source_file_stops_what_visits_all_sources(home: Path, broken_source: Path) -> None:
    failed(kotokanta(home, "source", "check"), 2, "rikki.toml:2: not TOML: ")
    failed(kotokanta(home, "refresh"), 2, "rikki.toml:2: not TOML: ")
    failed(
        kotokanta(home, "source", "show", "rikki"),
        2,
        "rikki.toml:2: not TOML: ",
        "is a quote missing?",
        '`owner = "Koivu ry`',
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "a"\nowner = "b\n', 2, 'owner = "b'),
        ('name = "a"\nstart = [\n', 2, "start = ["),
        ('name = "a"\n[scope\ndepth = 1\n', 2, "[scope"),
        ('name = "a"\nname = "b"\n', 2, 'name = "b"'),
        ('name = "a"\n\ndepth 2\n', 3, "depth 2"),
    ],
)
def test_what_is_not_toml_is_shown_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(SourceFileError) as error:
        load_source(tmp_path / "a.toml")
    assert str(error.value).startswith(f"{tmp_path / 'a.toml'}:{line}: not TOML: ")
    assert f"`{words}`" in str(error.value)


def test_another_file_of_the_same_name_is_called_replaced(tmp_path: Path) -> None:
    file = tmp_path / "esite.txt"
    said = []
    for text in ("Esite", "Toinen esite", "Toinen esite"):
        file.write_text(text)
        said.append(kotokanta(tmp_path / "home", "ingest", "--no-publish", file).stderr)
    assert "1 new, 0 known already" in said[0]
    assert "0 new, 1 replaced, 0 known already" in said[1]
    assert "0 new, 1 known already" in said[2]


@pytest.mark.parametrize("address", ["ftp://koivu.example/y", "file:///tmp/hanke.html"])
def test_only_web_addresses_are_fetched(tmp_path: Path, address: str) -> None:
    done = kotokanta(tmp_path / "home", "ingest", address)
    failed(done, 2, f"{address}: only http:// and https:// addresses are fetched")
    assert not (tmp_path / "home").exists()


def test_a_source_is_not_added_from_another_kind_of_address(tmp_path: Path) -> None:
    done = kotokanta(tmp_path / "home", "source", "add", "ftp://koivu.example/y")
    failed(done, 1, "ftp://koivu.example/y: only http:// and https:// addresses are fetched")

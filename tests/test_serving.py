"""Datasette on the published database: as a command, and when a publish swaps the file in under it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette
from store_helpers import VERSION, fill, reading, thing

from flows.publishing import publish
from flows.serving import free_port
from flows.settings import WEBSITE, Home
from schemas.errors import UsageError
from store.archive import Archive

ROOT = Path(__file__).parents[1]
PROJECTS = "/kotokanta/projects.json?_shape=array"


def build(home: Home, name: str) -> None:
    """Publish one project; building again under another name replaces it."""
    result = reading("http://koivu.example/hanke", [thing("goal", value=name)])
    fill(home.archive, [result])
    with Archive(home.archive) as archive:
        publish(home, archive, VERSION)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    build(made, "Ensimmäinen")
    return made


@pytest.fixture
def served(home: Home) -> Iterator[str]:
    command = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]
    options = ["--home", str(home.folder), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, *options],
        cwd=home.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout
        said = ""
        while "Uvicorn running" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        yield re.findall(r"http://[\d.:]+", said)[0]
        server.send_signal(signal.SIGINT)
        server.stdout.read()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def test_serve_answers_with_tables_and_pages(served: str) -> None:
    goals = json.loads(read(f"{served}/kotokanta/goals.json?_shape=array"))
    assert [g["text"] for g in goals] == ["Ensimmäinen"]
    assert json.loads(read(f"{served}{PROJECTS}")) == []
    assert "<html" in read(f"{served}/")
    assert "Ensimmäinen" in read(f"{served}/kotokanta/goals")


async def test_a_swapped_database_is_seen_by_the_next_request(home: Home) -> None:
    datasette = Datasette(
        immutables=[str(home.published)],
        plugins_dir=str(WEBSITE / "plugins"),
        template_dir=str(WEBSITE / "templates"),
    )
    goals = "/kotokanta/goals.json?_shape=array&_sort=text"
    first = await datasette.client.get(goals)
    assert [g["text"] for g in first.json()] == ["Ensimmäinen"]
    (home.archive).unlink()
    build(home, "Toinen")
    second = await datasette.client.get(goals)
    assert [g["text"] for g in second.json()] == ["Toinen"]


def test_a_taken_port_is_told_and_zero_finds_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        with pytest.raises(UsageError, match=r"choose another port with --port \(0 picks a free one\)"):
            free_port("127.0.0.1", other.getsockname()[1])
        assert free_port("127.0.0.1", 0) not in (0, other.getsockname()[1])

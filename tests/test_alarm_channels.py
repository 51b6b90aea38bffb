"""Telling of alarms over loopback: a webhook, a command, a mail server. A channel that fails is not silent either."""

import json
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from visit_helpers import KOIVU, day, hankkeet, look, visit

from flows.progress import Reporter
from flows.settings import Home
from flows.watch.channels import Channels, channels, tell
from flows.watch.run import look as look_and_tell
from flows.watch.run import open_alarms
from schemas.alarm import Alarm
from schemas.errors import UsageError
from schemas.source import Expect
from store.archive import Archive
from store.watched import Raised

ALARM = Alarm(
    source="koivu", cause="consent_wall", numbers={"n": 3, "of": 9}, rows=("http://koivu.example/a: consent_wall",),
    rows_fi=("http://koivu.example/a: consent_wall",), since=day(1), at=day(2),
)  # fmt: skip
CALM = KOIVU.model_copy(update={"expect": Expect()})
OPEN = Raised(7, ALARM, day(2), "", told=False)
OVER = Raised(8, ALARM, day(2), day(3), told=False)


class Hook(BaseHTTPRequestHandler):
    got: ClassVar[list[bytes]] = []
    status = 200

    def do_POST(self) -> None:
        type(self).got.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Mail(socketserver.StreamRequestHandler):
    got: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.wfile.write(b"220 loopback\r\n")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    letter += part
                type(self).got.append(letter.decode())
            self.wfile.write(b"221 bye\r\n" if word == "QUIT" else b"250 ok\r\n")


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[misc]
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def webhook() -> Iterator[str]:
    Hook.got, Hook.status = [], 200
    with served(HTTPServer(("127.0.0.1", 0), Hook)) as port:
        yield f"http://127.0.0.1:{port}/hook"


def test_a_webhook_gets_what_since_rows_and_what_to_try(webhook: str) -> None:
    assert tell(Channels(webhook=webhook), [OPEN, OVER]) == []
    (body,) = Hook.got
    first, second = json.loads(body)["alarms"]
    assert first["what"] == "3 of 9 pages are a cookie question instead of the page"
    assert (first["source"], first["since"], first["state"], second["state"]) == ("koivu", day(1), "open", "over")
    assert first["rows"] == ["http://koivu.example/a: consent_wall"]
    assert "scope.exclude" in first["try"]


def test_a_webhook_that_refuses_is_told_of(webhook: str) -> None:
    Hook.status = 500
    (line,) = tell(Channels(webhook=webhook), [OPEN])
    assert line.startswith("1 alarms could not be told by webhook")
    assert "the next run tries again" in line


def test_a_command_gets_the_same_on_its_standard_input(tmp_path: Path) -> None:
    program = f"import pathlib, sys; pathlib.Path('{tmp_path}/got').write_bytes(sys.stdin.buffer.read())"
    assert tell(Channels(command=f'{sys.executable} -c "{program}"'), [OPEN]) == []
    assert json.loads((tmp_path / "got").read_bytes())["alarms"][0]["source"] == "koivu"
    (line,) = tell(Channels(command=f'{sys.executable} -c "raise SystemExit(4)"'), [OPEN])
    assert "by command" in line


def test_a_letter_has_both_languages() -> None:
    Mail.got = []
    with served(socketserver.TCPServer(("127.0.0.1", 0), Mail)) as port:
        to = Channels(smtp=f"smtp://127.0.0.1:{port}", mail_to="yllapito@koivu.example", mail_from="k@koivu.example")
        assert tell(to, [OPEN]) == []
    (letter,) = Mail.got
    assert "To: yllapito@koivu.example" in letter
    assert "Kotokanta: 1" in letter
    assert "koivu" in letter


def test_a_mail_server_that_is_not_there_is_told_of() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Mail) as server:
        port = server.server_address[1]
    (line,) = tell(Channels(smtp=f"smtp://127.0.0.1:{port}", mail_to="a@koivu.example"), [OPEN])
    assert "by e-mail" in line


def test_nothing_new_is_told_to_nobody() -> None:
    assert tell(Channels(webhook="http://127.0.0.1:1/"), []) == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [({"KOTOKANTA_SMTP": "smtp://a"}, "go together"), ({"KOTOKANTA_WEBHOOK": "koivu.example"}, "http://"),
     ({"KOTOKANTA_SMTP": "a:25", "KOTOKANTA_MAIL_TO": "a@b.example"}, "smtps://")],
)  # fmt: skip
def test_an_incomplete_setting_is_named(settings: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        channels(settings)
    assert channels({}) == Channels()


def test_an_alarm_is_told_once_when_it_begins_and_once_when_it_is_over(
    tmp_path: Path, webhook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTOKANTA_WEBHOOK", webhook)
    monkeypatch.setattr("flows.watch.run.reading_version", lambda: "test")
    home, reporter = Home(tmp_path), Reporter(quiet=True)
    with Archive(home.archive) as archive:
        look(archive, visit(archive, 1, hankkeet()))
        for number, goal in ((2, ""), (3, ""), (4, "Tavoite")):
            results = hankkeet(goal="") if not goal else hankkeet()
            lines = look_and_tell(home, archive, [CALM], [visit(archive, number, results)], reporter)
            assert bool(lines) == (not goal)
    told = [[a["state"] for a in json.loads(body)["alarms"]] for body in Hook.got]
    assert told == [["open"], ["over"]]
    assert "Ohi: koivu" in (tmp_path / "alarms.atom").read_text()


def test_what_could_not_be_told_is_tried_again(
    tmp_path: Path, webhook: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KOTOKANTA_WEBHOOK", webhook)
    monkeypatch.setattr("flows.watch.run.reading_version", lambda: "test")
    home, reporter = Home(tmp_path), Reporter(quiet=True)
    with Archive(home.archive) as archive:
        look(archive, visit(archive, 1, hankkeet()))
        Hook.status = 503
        look_and_tell(home, archive, [CALM], [visit(archive, 2, hankkeet(goal=""))], reporter)
        Hook.status = 200
        look_and_tell(home, archive, [CALM], [visit(archive, 3, hankkeet(goal=""))], reporter)
        look_and_tell(home, archive, [CALM], [visit(archive, 4, hankkeet(goal=""))], reporter)
        shown = "\n".join(open_alarms(archive))
    assert len(Hook.got) == 2
    assert "could not be told by webhook" in capsys.readouterr().err
    assert "published: its records of 2026-02-01" in shown
    assert "try:" in shown

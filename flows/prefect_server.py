"""Prefect's own server on loopback, for the length of one run, where none is configured.

Prefect would start one itself; this one starts while the rest goes on, keeps its state in our home folder, asks nobody
on the internet, and ends with the run even when that is killed.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.progress import Reporter
from flows.settings import CHECKOUT
from schemas.errors import KotokantaError

_SECONDS = 60.0
_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLIENT_METRICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
}


@contextmanager
def orchestration(folder: Path, reporter: Reporter) -> Iterator[None]:
    """Have a Prefect server for the block: the one PREFECT_API_URL names, else one of our own with state in `folder`.

    Call it before `prefect` is imported: Prefect reads its settings then. Raises `KotokantaError` when the server
    does not come up.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    with _environment({"PREFECT_HOME": str(folder), **{k: os.environ.get(k, v) for k, v in _QUIET.items()}}):
        server = _start(port, folder)
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
        try:
            with reporter.stage("Start Prefect"):
                from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # meanwhile

                _wait(server, port, folder)
            # a heartbeat is for those who watch from elsewhere; here it would hold up each flow's end by a second
            with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                yield
        finally:
            server.kill()
            server.wait()


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ |= settings
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def _start(port: int, folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603  this Python, our module
            [sys.executable, "-m", "flows.prefect_server", str(port)],
            cwd=CHECKOUT,
            env=os.environ | {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"},
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us; we end it
        )


def _wait(server: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise KotokantaError(f"Prefect's server did not start; see {folder / 'server.log'}, or set PREFECT_API_URL")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _serve(port: int) -> None:
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))

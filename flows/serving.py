"""`kotokanta serve`: Datasette on the published database, with the site's own pages."""

import os
import socket
import sys
from pathlib import Path

from flows.settings import CHECKOUT, METADATA, WEBSITE, Home
from schemas.errors import KotokantaError, UsageError
from schemas.records import SCHEMA_VERSION
from store.connection import connect, damaged

_SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 500,
    "suggest_facets": "off",
    "allow_download": "on",
}


def serve(home: Home, host: str, port: int) -> None:
    """Serve until stopped. Raises `UsageError` when there is nothing to serve or the port is taken."""
    connect(home.published, SCHEMA_VERSION, read_only=True).close()
    if problem := damaged(home.published):
        raise KotokantaError(problem)
    chosen = free_port(host, port)
    sys.path.insert(0, str(CHECKOUT))  # the site's plugins import `website`
    os.environ["KOTOKANTA_HOME"] = str(home.folder)
    from datasette.cli import serve as datasette_serve

    print(f"Kotokanta: http://{host}:{chosen}/  (Ctrl-C stops)", flush=True)
    datasette_serve.main(arguments(home.published, host, chosen), prog_name="kotokanta serve", standalone_mode=False)


def arguments(database: Path, host: str, port: int) -> list[str]:
    """Return what Datasette is started with; `docs/operate.md` shows the same for plain servers."""
    settings = [part for name, value in _SETTINGS.items() for part in ("--setting", name, str(value))]
    return [
        "--immutable", str(database),
        "--host", host,
        "--port", str(port),
        "--metadata", str(METADATA),
        "--plugins-dir", str(WEBSITE / "plugins"),
        "--template-dir", str(WEBSITE / "templates"),
        "--static", f"static:{WEBSITE / 'static'}",
        *settings,
    ]  # fmt: skip


def free_port(host: str, port: int) -> int:
    """Return `port` when it is free, for 0 one that is. Raises `UsageError` otherwise."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"port {port} on {host} cannot be used ({error.strerror}); stop the other program, "
                "or choose another port with --port (0 picks a free one)"
            ) from error
        return int(probe.getsockname()[1])

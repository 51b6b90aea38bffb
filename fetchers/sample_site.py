"""One host of the sample web: a folder of pages and an optional `site.toml`.

`site.toml` knows these tables; keys are paths, with the query where it matters:

    [redirects]    "/old" = "/new"                       301; [redirects.302] and the like for another status
    [files]        "/show.php?id=1" = "pages/1.html"     an address that is served from a file of another name
    [status]       "/gone" = 410
    [retry_after]  "/busy" = "120"                       with a [status] of 429 or 503; seconds or an HTTP date
    [media_types]  "/page" = "text/html; charset=iso-8859-1"
    [changes]      "/page" = ["page.1.html", "page.2.html"]   the file of the generation, or the last
    [delays]       "/slow" = 0.5                         seconds before the answer
    [headers."/page"]  X-Robots-Tag = "noindex"
"""

import hashlib
import mimetypes
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_CHARSET = "; charset=utf-8"
_TABLES = frozenset({"redirects", "files", "status", "retry_after", "media_types", "changes", "delays", "headers"})


class SampleSiteError(ValueError):
    """A `site.toml` names a table or a file that does not exist."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    modified: float | None = None
    delay: float = 0.0

    @property
    def etag(self) -> str:
        """A validator that follows from the content."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class Site:
    """The pages of one host."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    @cached_property
    def _rules(self) -> dict[str, Any]:
        path = self._folder / "site.toml"
        rules = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        if unknown := set(rules) - _TABLES:
            raise SampleSiteError(f"{path}: unknown table [{min(unknown)}]; known: {', '.join(sorted(_TABLES))}")
        return rules

    def answer(self, target: str, generation: int = 0) -> Answer:
        """Answer a request for `target` (path and query)."""
        path = urlsplit(target).path
        delay = float(self._rule("delays", target, path) or 0)
        headers = tuple((self._rule("headers", target, path) or {}).items())
        if status := self._rule("status", target, path):
            return self._fault(int(status), target, path, headers, delay)
        if moved := self._moved(target, path):
            return Answer(moved[0], headers=(("Location", moved[1]), *headers), delay=delay)
        file = self._file(target, path, generation)
        if file is None:
            return Answer(404, b"<!doctype html><title>404</title><h1>404</h1>", headers=headers, delay=delay)
        if file.is_dir():
            return Answer(301, headers=(("Location", path + "/"), *headers), delay=delay)
        kind = self._rule("media_types", target, path) or _guess(file)
        return Answer(200, file.read_bytes(), kind, headers, file.stat().st_mtime, delay)

    def _rule(self, table: str, target: str, path: str) -> Any:
        rules = self._rules.get(table, {})
        return rules.get(target, rules.get(path))

    def _moved(self, target: str, path: str) -> tuple[int, str] | None:
        """Look for a redirect. One that is given for a path alone does not catch the path with a query."""
        redirects = self._rules.get("redirects", {})
        for status, table in ((301, redirects), *((int(k), v) for k, v in redirects.items() if isinstance(v, dict))):
            if isinstance(to := table.get(target), str):
                return status, to
        return None

    def _fault(self, status: int, target: str, path: str, headers: tuple[tuple[str, str], ...], delay: float) -> Answer:
        wait = self._rule("retry_after", target, path)
        extra = (("Retry-After", str(wait)),) if wait is not None else ()
        body = f"<!doctype html><title>{status}</title><h1>{status}</h1>".encode()
        return Answer(status, body, headers=(*extra, *headers), delay=delay)

    def _file(self, target: str, path: str, generation: int) -> Path | None:
        if variants := self._rule("changes", target, path):
            return self._named(variants[min(generation, len(variants) - 1)], path)
        if name := self._rule("files", target, path):
            return self._named(name, "/")
        return self._existing(unquote(path))

    def _named(self, name: str, path: str) -> Path:
        """Return a file of `site.toml`: from the site's folder, or beside the page it stands for."""
        beside = self._existing(unquote(path).rpartition("/")[0] + "/" + name)
        found = self._existing("/" + name.lstrip("/")) or beside
        if found is None or not found.is_file():
            raise SampleSiteError(f"{self._folder / 'site.toml'}: there is no file {name}")
        return found

    def _existing(self, path: str) -> Path | None:
        """Return the file of a path; nothing outside the folder, and not `site.toml` itself."""
        file = (self._folder / path.lstrip("/")).resolve()
        if not file.is_relative_to(self._folder) or file.name == "site.toml":
            return None
        if path.endswith("/") and file.is_dir():
            file = file / "index.html"
        return file if file.is_file() or (file / "index.html").is_file() else None


def _guess(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return kind + _CHARSET if kind.startswith("text/") or kind.endswith("xml") else kind

"""The first version of a source's file, with comments for the person who goes on with it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError
from schemas.source import SourceKind

_FILE = """# Written by `kotokanta source add`; docs/add-a-source.md explains every key. Read it before switching it on.
name = {name}
title = {title}
owner = {owner}
contact = ""
kind = "{kind}"
enabled = {enabled}
sample = {sample}
start = [{start}]
licence = ""
note = ""

[scope]
paths = [{paths}]
depth = 2
pages = {pages}

[follow]
details = [{details}]
codes = {codes}
pdfs = {pdfs}
sitemaps = {sitemaps}

[schedule]
cron = "0 3 * * 1"

[politeness]
delay = {delay:g}

[expect]
documents = [{least}, {most}]
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was guessed. `linked` pages are linked from the start page below its path."""

    host: str
    url: str
    title: str
    kind: SourceKind
    delay: float
    paths: tuple[str, ...]
    details: tuple[str, ...]
    codes: bool
    sitemaps: bool
    sample: bool
    pdfs: int
    linked: int


def write(draft: Draft, folder: Path) -> Path:
    """Write the file under a free name. Raises UsageError when the start page is a source's already."""
    for path in sorted(folder.glob("*.toml")):
        if json.dumps(draft.url) in path.read_text("utf-8"):
            raise UsageError(f"{path}: begins at {draft.url} already")
    name = _free(folder, _name(draft.host))
    path = folder / f"{name}.toml"
    with path.open("x", encoding="utf-8") as file:
        file.write(_text(draft, name))
    return path


def _text(draft: Draft, name: str) -> str:
    return _FILE.format(
        name=_quoted(name), title=_quoted(draft.title), owner=_quoted(draft.host), kind=draft.kind,
        enabled=_bool(draft.sample), sample=_bool(draft.sample), start=_quoted(draft.url), paths=_quoted(*draft.paths),
        pages=max(50, 4 * draft.linked), details=_quoted(*draft.details), codes=_bool(draft.codes), pdfs="true",
        sitemaps=_bool(draft.sitemaps), delay=draft.delay, least=max(1, draft.linked // 2),
        most=max(20, 4 * draft.linked),
    )  # fmt: skip


def _quoted(*texts: str) -> str:
    """Write TOML strings; JSON's form is one of TOML's, but for the DEL character."""
    return ", ".join(json.dumps(t.replace("\x7f", ""), ensure_ascii=False) for t in texts)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _name(host: str) -> str:
    plain = host.partition(":")[0].removeprefix("www.").rpartition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "lahde"


def _free(folder: Path, name: str) -> str:
    taken = {p.stem for p in folder.glob("*.toml")}
    return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken)

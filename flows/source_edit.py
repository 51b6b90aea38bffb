"""Pausing and resuming a source: one line of its file, the rest of which stays as a person wrote it."""

import json
import re
from pathlib import Path

from flows.settings import SOURCES
from schemas.errors import UsageError
from schemas.source_files import load_source

_PAUSED = re.compile(r"^paused\s*=.*\n?", re.MULTILINE)
_TABLE = re.compile(r"^\s*\[", re.MULTILINE)


def pause(name: str, reason: str, on: str, folder: Path = SOURCES) -> str:
    """Stop visiting a source from now on; its records stay. `on` is the day, ISO. Returns what was done.

    Raises UsageError for an unknown name or a reason that is empty.
    """
    if not reason.strip():
        raise UsageError("say why it is paused: whoever comes next will ask")
    _rewrite(folder, name, f"paused = {json.dumps(f'{on}: {reason.strip()}', ensure_ascii=False)}\n")
    return f"{name} is paused; `kotokanta source resume {name}` goes on. Its records stay as they are"


def resume(name: str, folder: Path = SOURCES) -> str:
    """Visit a paused source again."""
    if not load_source(_path(folder, name)).paused:
        raise UsageError(f"{name} is not paused")
    _rewrite(folder, name, "")
    return f"{name} is visited again from the next run on"


def _path(folder: Path, name: str) -> Path:
    path = folder / f"{name}.toml"
    if name not in {p.stem for p in folder.glob("*.toml")}:
        raise UsageError(f"no source is called {name}; `kotokanta source list` shows them")
    return path


def _rewrite(folder: Path, name: str, line: str) -> None:
    """Put the line before the first table, in place of an older one; keep the old file if the new one is wrong."""
    path = _path(folder, name)
    load_source(path)  # a mistake of a person's is told before the file is touched
    text = _PAUSED.sub("", path.read_text("utf-8"))
    first = _TABLE.search(text)
    at = first.start() if first else len(text)
    head = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + "\n"
    draft = path.with_suffix(".toml.new")
    draft.write_text(head.rstrip("\n") + "\n" + line + ("\n" if first else "") + text[at:].lstrip("\n"), "utf-8")
    draft.replace(path)
    load_source(path)

"""Reading `data/sources/`. A mistake is told with file, line, key and the nearest right key."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from schemas.errors import UsageError
from schemas.source import Source

_TABLE = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_SHOWN = 80  # characters of a line that is not TOML
_NEAR = 60  # rapidfuzz score from which a key is worth suggesting


class SourceFileError(UsageError):
    """A source file cannot be used. The message holds one line for each mistake."""


def load_sources(folder: Path) -> list[Source]:
    """Read every `*.toml` of a folder, by name.

    Raises:
        SourceFileError: with all mistakes of all files, one a line.
    """
    sources, mistakes = read_sources(folder)
    if mistakes:
        raise SourceFileError("\n".join(mistakes))
    return sources


def read_sources(folder: Path) -> tuple[list[Source], list[str]]:
    """Return the sources whose files are right, by name, and the mistakes of the other files."""
    if not folder.is_dir():
        return [], [f"{folder}: no such folder of sources"]
    sources, mistakes = [], []
    for path in sorted(folder.glob("*.toml"), key=lambda p: p.stem):
        try:
            sources.append(load_source(path))
        except SourceFileError as error:
            mistakes += str(error).splitlines()
    return sources, mistakes


def load_source(path: Path) -> Source:
    """Read one source file.

    Raises:
        SourceFileError: with one line `file:line: key: what is wrong` for each mistake.
    """
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceFileError(_syntax(path, text, str(error))) from error
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        lines = key_lines(text)
        raise SourceFileError("\n".join(_mistake(path, lines, e) for e in error.errors())) from error
    if source.name != path.stem:
        line = key_lines(text).get(("name",), 1)
        raise SourceFileError(
            f'{path}:{line}: name: is "{source.name}" but the file is called {path.name}; they must agree'
        )
    return source


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise SourceFileError(f"{path}: no such source file") from None
    except UnicodeDecodeError as error:
        raise SourceFileError(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise SourceFileError(f"{path}: cannot be read ({error.strerror}); check who may read it") from error


def _syntax(path: Path, text: str, message: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.rstrip().splitlines() or [""]
    line = int(found[1]) if found else len(lines)
    what = re.sub(r" *[(]at [^)]*[)]", "", message)
    what = "the line ends inside a text, is a quote missing?" if what == r"Illegal character '\n'" else what
    return f"{path}:{line}: not TOML: {what} in `{lines[min(line, len(lines)) - 1].strip()[:_SHOWN]}`"


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """Return the line (from 1) on which each table and key stands, by its path of names."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = _names(found[1])
            lines.setdefault(table, number)
        elif found := _KEY.match(line):
            for path in _prefixes((*table, *_names(found[1]))):
                lines.setdefault(path, number)
    return lines


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(n.strip().strip("\"'") for n in dotted.split("."))


def _prefixes(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for length in range(1, len(path) + 1):
        yield path[:length]


def _mistake(path: Path, lines: dict[tuple[str, ...], int], error: ErrorDetails) -> str:
    where = tuple(str(part) for part in error["loc"] if isinstance(part, str) and part != "[key]")
    line = next((lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in lines), 1)
    key = ".".join(where) or "the file"
    return f"{path}:{line}: {key}: {_words(error, where)}"


def _words(error: ErrorDetails, where: tuple[str, ...]) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return _unknown(where)
    if kind == "missing":
        return "is missing"
    message = error["msg"].removeprefix("Value error, ")
    if kind == "enum":
        return f"{message[0].lower()}{message[1:]}, not {given!r}{_nearest(str(given), _choices(error))}"
    shown = "" if isinstance(given, dict) else f" (it is {given!r})"
    return f"{message[0].lower()}{message[1:]}{shown}"


def _unknown(where: tuple[str, ...]) -> str:
    known = list(_table(where[:-1]).model_fields)
    near = _nearest(where[-1], known)
    return f"unknown key{near or '; known here: ' + ', '.join(known)}"


def _choices(error: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))


def _nearest(word: str, known: list[str]) -> str:
    best = process.extractOne(word, known, score_cutoff=_NEAR)
    return f"; did you mean `{best[0]}`?" if best else ""


def _table(names: tuple[str, ...]) -> type[BaseModel]:
    model: type[BaseModel] = Source
    for name in names:
        model = _inner(model.model_fields[name].annotation) or model
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)

"""Labelled documents: the files of a gold folder, found and checked, as plain `Label` rows by field."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.document import Span
from schemas.errors import UsageError

# Dates that are labelled so that nobody takes them for the project's; no extractor returns them.
_NOT_PROJECT_DATES = {"cited_on", "citation_year", "document_reference", "published", "updated"}


@dataclass(frozen=True)
class Label:
    """One thing a careful person listed: its value, any one of whose `spans` is enough evidence.

    `core` must be found; an optional one is right when found and no miss otherwise.
    """

    value: Any
    spans: tuple[Span, ...]
    core: bool
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Gold:
    """A labelled document: where its bytes are, its kind, and its labels by field."""

    path: Path
    kind: str
    is_project: bool
    labels: dict[str, list[Label]]
    traps: list[Label]
    held_out: bool = False


def load_gold(folder: Path) -> tuple[list[Gold], str]:
    """Read every `*labels.json` in `folder`; return the documents and the SHA-256 of the label files.

    Documents are looked for beside the labels and in the folders next to them. Raises `UsageError` with what to do
    when there are no labels, a document is missing, or its bytes are not the ones that were labelled.
    """
    files = sorted(folder.glob("*labels.json")) if folder.is_dir() else []
    if not files:
        raise UsageError(f"{folder}: no file ends in labels.json; give the folder that holds the labels")
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    golds = [_gold(row, folder) for f in files for row in json.loads(f.read_text("utf-8"))["documents"]]
    return golds, digest


def _gold(row: dict[str, Any], folder: Path) -> Gold:
    labels = {name: list(_labels(name, items)) for name, items in row.items() if _is_labels(items) and name != "traps"}
    return Gold(
        path=_locate(row, folder),
        kind=row["page_kind"],
        is_project=row["is_project"],
        labels=labels,
        traps=list(_labels("traps", row.get("traps", []))),
        held_out=bool(row.get("held_out", False)),
    )


def _is_labels(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(i, dict) for i in items)


def _labels(name: str, items: list[dict[str, Any]]) -> Iterator[Label]:
    for item in items:
        if name == "dates" and item.get("role") in _NOT_PROJECT_DATES:
            continue
        spans = item.get("spans") or item.get("name_spans") or item.get("unit_spans") or []
        yield Label(
            value=item.get("value", item.get("name", item.get("unit"))),
            spans=tuple(Span(s["start"], s["end"]) for s in spans),
            core=item.get("level", "core") == "core",
            extra=item,
        )


def _locate(row: dict[str, Any], folder: Path) -> Path:
    name = str(row["file"])
    around = [folder / name, *sorted(folder.glob(f"*/{name}")), *sorted(folder.parent.glob(f"*/{name}"))]
    for path in around:
        if path.is_file():
            if row.get("sha256", "") not in ("", hashlib.sha256(path.read_bytes()).hexdigest()):
                raise UsageError(f"{path}: not the bytes that were labelled; restore the file or label it again")
            return path
    raise UsageError(f"{folder}: the labelled document {name} is neither here nor in a folder beside it")

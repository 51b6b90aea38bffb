"""What the measurements read: the sample web's files and the gold documents, in memory."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from extractors.readers import read
from schemas.document import Document
from schemas.errors import DocumentUnreadable

ROOT = Path(__file__).parents[1]
_NO_PAGES = {".toml", ".py", ".md", ".json"}


class Body(NamedTuple):
    """A document's bytes with the address it is read under."""

    url: str
    data: bytes


def bodies() -> list[Body]:
    """Return the mixed sample: each page, PDF, sheet and text of the sample web, and each gold document."""
    out = []
    for folder in (ROOT / "data" / "sample", ROOT / "tests" / "gold" / "documents"):
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in _NO_PAGES)
        out += [Body(f"http://{p.relative_to(folder).as_posix()}", p.read_bytes()) for p in paths]
    return out


def documents() -> list[tuple[Body, Document]]:
    """Return the sample with what is read from it; what holds nothing readable is left out."""
    out = []
    for body in bodies():
        try:
            out.append((body, read(body.data, url=body.url)))
        except DocumentUnreadable:
            continue
    return out


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of this process that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start

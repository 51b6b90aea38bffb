"""Where things are: the home folder with everything written at run time, and the checkout with code and data."""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.language.morphology import engine
from extractors.version import VERSION
from flows.ocr import ocr_version
from schemas.errors import UsageError

CHECKOUT = Path(__file__).parents[1]
SOURCES = CHECKOUT / "data" / "sources"
WEBSITE = CHECKOUT / "website"
METADATA = CHECKOUT / "datasette_metadata.json"
PORT = 8001

# What decides what is read from a document; a change in any of these files means reading anew.
_DECISIVE = (
    "extractors/**/*.py",
    "schemas/document.py",
    "schemas/facts.py",
    "schemas/result.py",
    "data/vocabulary/*.*",
)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder in which everything lives that is written at run time."""

    folder: Path

    @property
    def archive(self) -> Path:
        """What was fetched and what was read from it. Private."""
        return self.folder / "archive.db"

    @property
    def published(self) -> Path:
        """What the website serves."""
        return self.folder / "kotokanta.db"

    @property
    def judgements(self) -> Path:
        """What people said. Private, never rebuilt."""
        return self.folder / "judgements.db"

    @property
    def backups(self) -> Path:
        """Copies of the judgements."""
        return self.folder / "backups"

    @property
    def reports(self) -> Path:
        """Reports of runs and evaluations."""
        return self.folder / "reports"

    @property
    def prefect(self) -> Path:
        """Prefect's own state, apart from ours."""
        return self.folder / "prefect"


def home(folder: str | Path | None = None) -> Home:
    """Return the home folder: the one given, else KOTOKANTA_HOME, else `var/` in the checkout.

    It need not be there yet. Raises `UsageError` when it cannot be.
    """
    given = folder or os.environ.get("KOTOKANTA_HOME") or CHECKOUT / "var"
    try:
        chosen = Path(given).expanduser().absolute()
        there = next(p for p in (chosen, *chosen.parents) if os.path.lexists(p))
        problem = _unfit(there, there == chosen)
    except (OSError, ValueError, RuntimeError) as error:  # no such user, a name too long
        problem = str(error)
    if problem:
        raise UsageError(f"{given}: cannot be the home folder ({problem}); give another --home or KOTOKANTA_HOME")
    return Home(chosen)


def _unfit(there: Path, whole: bool) -> str:
    """Say why the home folder, or the nearest folder above it, cannot be used; empty when it can."""
    if not there.is_dir():
        return "it is not a folder" if whole else f"{there} is not a folder"
    if not os.access(there, os.R_OK | os.X_OK if whole else os.W_OK | os.X_OK):
        return f"{there} may not be {'read' if whole else 'written to'}"
    return ""


def workers() -> int:
    """Return how many processes read documents: KOTOKANTA_WORKERS, else the cores, two at the least, eight at most."""
    given = os.environ.get("KOTOKANTA_WORKERS", "")
    return max(1, int(given)) if given.isdigit() else min(8, max(2, os.cpu_count() or 2))


def engine_line() -> str:
    """Name the dictionary that reads Finnish when it is the fallback; empty when libvoikko is there."""
    if engine() == "libvoikko":
        return ""
    return f"Finnish is read with {engine()}: libvoikko cannot be loaded here (same dictionary, four times slower)"


@cache
def reading_version() -> str:
    """Return the version that readings are kept under: the extractors' version and a hash of what decides them.

    That is code and vocabulary, and which dictionary and which reader of pictures this machine has.
    """
    whole = hashlib.sha256()
    for pattern in _DECISIVE:
        for path in sorted(CHECKOUT.glob(pattern)):
            whole.update(path.relative_to(CHECKOUT).as_posix().encode() + b"\0" + path.read_bytes())
    whole.update(f"{engine()}\0{ocr_version()}".encode())
    return f"{VERSION}+{whole.hexdigest()[:12]}"

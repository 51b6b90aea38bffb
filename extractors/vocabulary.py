"""Word lists and tables as data: `load("municipalities")` reads `data/vocabulary/municipalities.json` once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "vocabulary"


@cache
def load(name: str) -> Any:
    """Return the entries of a vocabulary file; shared, so do not change them.

    Every file is one object with `source`, `licence`, `date` and `entries`; their shapes are in the folder's README.
    Raises `FileNotFoundError` for a name that has no file.
    """
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["entries"]

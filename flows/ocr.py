"""Reading pictures of pages with tesseract, where it is installed. Extractors get it as a function and stay pure."""

import csv
import io
import os
import shutil
import subprocess
from functools import cache

from extractors.readers import Ocr

_SECONDS = 60
_WORD = "5"  # tesseract's level of a word
_SURE = 30.0  # words below are noise: specks, stamps, handwriting


@cache
def ocr() -> Ocr | None:
    """Return the reader of pictures, None without tesseract or its Finnish data; scans then end as `scanned`."""
    return _words if ocr_version() else None


@cache
def ocr_version() -> str:
    """Return which tesseract reads here, empty for none."""
    if os.environ.get("KOTOKANTA_OCR", "1") == "0" or shutil.which("tesseract") is None:
        return ""
    languages = _run(["tesseract", "--list-langs"], b"").decode()
    version = _run(["tesseract", "--version"], b"").decode().splitlines()[0]
    return version.replace(" ", "-") if "fin" in languages.split() else ""


def _words(_number: int, png: bytes) -> list[tuple[str, float, float, float, float]]:
    table = _run(["tesseract", "stdin", "stdout", "-l", "fin", "tsv"], png).decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_word(r) for r in rows if r["level"] == _WORD and float(r["conf"]) >= _SURE and r["text"].strip()]


def _word(row: dict[str, str]) -> tuple[str, float, float, float, float]:
    x, y, width, height = (float(row[k]) for k in ("left", "top", "width", "height"))
    return row["text"].strip(), x, y, x + width, y + height


def _run(command: list[str], given: bytes) -> bytes:
    """Run tesseract on one core: the documents are what is spread over the cores."""
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  fixed command, picture on standard input
            command, input=given, capture_output=True, timeout=_SECONDS, check=True, env=environment
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return b""
    return done.stdout

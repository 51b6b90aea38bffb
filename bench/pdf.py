"""Text of PDFs: our pages a second against pdfplumber's `extract_text` on the same files, side by side in one run."""

import io
from statistics import median

import pdfplumber

from bench.sample import bodies, seconds
from bench.written import pdf_of
from extractors.readers import read
from schemas.errors import DocumentUnreadable

_ROUNDS = 3


def bench() -> None:
    """Print the rates and their ratio for the sample's files together and for two written ones."""
    print(
        "ours: text, a box a word, blocks, tables, furniture; pdfplumber: extract_text alone, pages closed as they go"
    )
    _row("sample web's PDFs", [b.data for b in bodies() if b.data.startswith(b"%PDF") and _readable(b.data)])
    _row("60 pages of prose", [pdf_of(60)])
    _row("60 pages, 6 with tables", [pdf_of(60, tables=True)])


def _row(name: str, files: list[bytes]) -> None:
    pages = sum(_theirs(data) for data in files)
    pairs = [
        (seconds(lambda: [read(data) for data in files]), seconds(lambda: [_theirs(data) for data in files]))
        for _ in range(_ROUNDS)
    ]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    print(f"{name:26}{pages / ours:8.0f} pages/s{pages / theirs:8.0f} pages/s   × {theirs / ours:.1f}", flush=True)


def _readable(data: bytes) -> bool:
    try:
        read(data)
    except DocumentUnreadable:
        return False
    return True


def _theirs(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
        return len(pdf.pages)

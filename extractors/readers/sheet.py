"""Spreadsheets (.xlsx, .csv): one line a row, cells parted by tabs, the header row marked."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from extractors.readers import detect, encoding
from extractors.readers.buffer import Buffer, Frame
from schemas.document import BlockKind, Document
from schemas.errors import DocumentUnreadable

MAX_ROWS, MAX_COLUMNS = 200_000, 400
Row = list[str]


def read(data: bytes, key: str, url: str = "", media_type: str = "", kind: str = detect.XLSX) -> Document:
    """Read a sheet; every worksheet is a table (`Block.group`). Raises `DocumentUnreadable`: `broken`, `empty`."""
    notes: tuple[str, ...] = ()
    if kind == detect.XLSX:
        tables = list(_workbook(data))
    else:
        text, notes = encoding.decode(data, media_type)
        tables = [("", list(_csv(text)))]
    buffer = Buffer()
    for group, (_, rows) in enumerate(tables, start=1):
        _write(buffer, rows, group)
    text = buffer.text()
    if not text:
        raise DocumentUnreadable("empty", "no cell of the sheet holds anything")
    media = detect.MEDIA.get(kind, kind)
    return Document(key, url, media, text, tuple(buffer.blocks), title=tables[0][0], notes=notes)


def _write(buffer: Buffer, rows: Iterable[Row], group: int) -> None:
    rows = list(rows)
    head = header_row(rows)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value.strip():
                first = all(not v.strip() for v in row[:c])
                frame = Frame(BlockKind.CELL, group=group, row=r, col=c, header=r == head, path=f"table[{group}]")
                buffer.begin(frame, "\n" if first else "\t")
                for i, line in enumerate(value.splitlines()):
                    if i:
                        buffer.line_break()
                    buffer.write(line)


def header_row(rows: list[Row]) -> int:
    """Return the index of the row that names the columns: the first of the widest of the top rows; -1 when none is."""
    top = [sum(bool(v.strip()) for v in row) for row in rows[:15]]
    if not top or max(top) < 2:
        return -1
    return next(i for i, n in enumerate(top) if n >= 0.7 * max(top))


def _csv(text: str) -> Iterator[Row]:
    csv.field_size_limit(10_000_000)
    sample = text[:20_000]
    delimiter = max(";,\t|", key=lambda d: _regular(sample, d))
    try:
        for n, row in enumerate(csv.reader(io.StringIO(text.replace("\x00", " "), newline=""), delimiter=delimiter)):
            if n >= MAX_ROWS:
                raise DocumentUnreadable("too_large", f"more than {MAX_ROWS:,} rows; split the file")
            yield row[:MAX_COLUMNS]
    except csv.Error as error:
        raise DocumentUnreadable("broken", f"the csv cannot be read ({error})") from error


def _regular(sample: str, delimiter: str) -> tuple[int, int]:
    """How well `delimiter` parts the first lines: columns that most rows agree on, then how many rows do."""
    widths = [len(r) for r in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)][:40]
    common = max(set(widths), key=widths.count) if widths else 0
    return (common if common > 1 else 0) * (widths.count(common) if widths else 0), common


def _workbook(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # exports carry styles that openpyxl does not know and need not
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield sheet.title, [[shown(v) for v in row] for row in _rows(sheet)]
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        AttributeError,
        IndexError,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        ParseError,
        EOFError,
    ) as error:
        raise DocumentUnreadable("broken", f"the workbook cannot be read ({error})") from error


def _rows(sheet: object) -> Iterator[tuple[object, ...]]:
    rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)  # type: ignore[attr-defined]
    for n, row in enumerate(rows):
        if n >= MAX_ROWS:
            raise DocumentUnreadable("too_large", f"more than {MAX_ROWS:,} rows; split the file")
        yield row


def shown(value: object) -> str:
    """Return a cell's value as a Finnish reader would write it: dates `1.3.2021`, decimals with a comma."""
    if value is None or isinstance(value, bool | time):
        return "" if value is None else str(value)
    if isinstance(value, datetime | date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, float | Decimal):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}".replace(".", ",")
    return str(value)

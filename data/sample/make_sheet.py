"""Write the sample web's spreadsheet export of the 2021–2027 period from sheet-sources/.

    python data/sample/make_sheet.py

Columns stand in another order than in the .csv of the earlier period, two are unknown to it, and one cell looks like a
formula. Times inside the file are fixed, so that the same rows give the same bytes again.
"""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
SOURCE = HERE / "sheet-sources" / "hankkeet-2021-2027.tsv"
TARGET = HERE / "www.rr-tietopalvelu.example" / "avoindata" / "hankkeet-2021-2027.xlsx"
STAMP = (2024, 1, 1, 0, 0, 0)


def value(text: str) -> str | float | datetime.date | None:
    """Return a cell's typed value: a date, an amount, text, or nothing."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    if re.fullmatch(r"\d+(\.\d+)?", text) and text != "2021":
        return float(text) if "." in text else int(text)
    return text or None


def book() -> bytes:
    """Return the workbook: real dates and numbers; what looks like a formula stays text."""
    out = openpyxl.Workbook()
    sheet = out.active
    assert sheet is not None
    sheet.title = "Hankkeet"
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            sheet.append([value(cell) for cell in row])
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":
                    cell.data_type = "s"
    raw = io.BytesIO()
    out.save(raw)
    return raw.getvalue()


def still(data: bytes) -> bytes:
    """Return the same zip with fixed times, inside and out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = re.sub(rb"(W3CDTF\">)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, STAMP), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(still(book()))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")

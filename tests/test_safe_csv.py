"""A downloaded CSV never starts a formula and is otherwise the same data."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from website.safe_csv import SafeCsv, safe


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_formulas_become_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a", "-5", "+358401234567", "-1,5", "2 000"])
def test_words_and_numbers_stay(cell: str) -> None:
    assert safe(cell) == cell


@given(
    st.lists(st.lists(st.text(alphabet='a="\n,ä-', max_size=6), min_size=2, max_size=3), min_size=1, max_size=5),
    st.integers(1, 7),
)
def test_records_survive_any_cut_of_the_stream(rows: list[list[str]], size: int) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    data = out.getvalue().encode()
    stream = SafeCsv()
    pieces = [stream.feed(data[i : i + size], last=i + size >= len(data)) for i in range(0, len(data), size)]
    read = list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))
    assert read == [[safe(c) for c in row] for row in rows]

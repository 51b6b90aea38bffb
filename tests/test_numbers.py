"""Numbers as they are written: grouping, decimals, words in every case, ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from extractors.fields.numbers import number_words, parse_number, scan_numbers
from extractors.mentions import Taken
from schemas.document import Document


def values(text: str, language: str = "fi") -> list[object]:
    return [m.value for m in scan_numbers(Document("", "", "text/plain", text, language=language), Taken())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("312 henkilöä", [312]),
        ("1 250 henkilöä", [1250]),
        ("1\u00a0250 henkilöä", [1250]),
        ("1.250 henkilöä", [1250]),
        ("7,5 työntekijää", [7.5]),
        ("noin 120 naista ja yli 45 lasta", [120, 45]),
        ("100kpl", [100]),
        ("osallistujia: 45.", [45]),
        ("kolmella paikkakunnalla", [3]),
        ("kahdenkymmenen ja kolmenkymmenen", [20, 30]),
        ("parikymmentä ohjaajaa", [20]),
        ("66 % nuorista", [66]),
        ("51,3 prosenttia", [51.3]),
    ],
)
def test_numbers(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2. vuosi", "1) tavoite 2) toimenpide", "17-30-vuotiaat", "3-vuotinen", "S12345", "33§", "3. Tavoite", "20.30.40"],
)
def test_what_is_no_number(text: str) -> None:
    assert values(text) == []


def test_swedish_and_english_words_are_read_on_their_own_pages() -> None:
    assert values("tjugo konferenser och två medarbetare", "sv") == [20, 2]
    assert values("two workers and 1,200 participants", "en") == [2, 1200]


def test_a_range_has_both_ends() -> None:
    (found,) = scan_numbers(Document("", "", "text/plain", "20–30 henkilöä"), Taken())
    assert (found.value, found.params["high"]) == (20, 30)


def test_percent_and_brackets_are_told() -> None:
    found = scan_numbers(Document("", "", "text/plain", "ohjaajista (2) noin 45%"), Taken())
    assert [(m.value, m.params["bracket"], m.params["percent"]) for m in found] == [(2, True, False), (45, False, True)]


@given(st.integers(0, 99_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]))
def test_every_grouped_number_reads_back(number: int, group: str) -> None:
    text = f"{number:,}".replace(",", group)
    assert parse_number(text) == number
    assert values(f"yhteensä {text} henkilöä") == [number]


@given(st.integers(0, 999_999), st.integers(1, 99))
def test_every_decimal_reads_back(whole: int, hundredths: int) -> None:
    assert parse_number(f"{whole},{hundredths:02}") == float(f"{whole}.{hundredths:02}")


@given(st.integers(2, 100), st.sampled_from(["nominative", "genitive", "partitive", "inessive", "elative", "adessive"]))
def test_every_finnish_number_word_reads_back(number: int, case: str) -> None:
    assert parse_number(num2words(number, lang="fi", case=case)) == number


def test_case_of_a_word_is_known() -> None:
    assert number_words("fi")["kolmella"] == (3, "adessive")

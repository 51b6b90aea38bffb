import itertools

import pytest
from contact_helpers import document
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.phones import derive_phone, scan_phones
from extractors.mentions import Mention, Taken


def numbers(text: str) -> list[str]:
    return [str(m.value) for m in scan_phones(document(text), Taken())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p. 050 555 0101", "+358505550101"),
        ("puh050 555 0101", "+358505550101"),
        ("puh.0505550101", "+358505550101"),
        ("P. 050 5550 101", "+358505550101"),
        ("(050 555 0101)", "+358505550101"),
        ("+358-405550101", "+358405550101"),
        ("+358 (0)50 555 0101", "+358505550101"),
        ("+358 (0) 50 555 0101", "+358505550101"),
        ("+ 358 50 555 0101", "+358505550101"),
        ("00358 50 5550101", "+358505550101"),
        ("358 40 555 0101", "+358405550101"),
        ("358405550101", "+358405550101"),
        ("040\u00a0555‑0101", "+358405550101"),
        ("040.555.0101", "+358405550101"),
        ("050 555 01 01", "+358505550101"),
        ("0457 123 4567", "+3584571234567"),
        ("(02) 620 3000", "+35826203000"),
        ("09 8868 7300 (Tikkurila)", "+358988687300"),
        ("09/310 1234", "+35893101234"),
        ("013 260600", "+35813260600"),
        ("016-259111", "+35816259111"),
        ("020 123 4567", "+358201234567"),
        ("020 63 60070", "+358206360070"),
        ("02 95 021 160", "+358295021160"),
        ("0295 123 456", "+358295123456"),
        ("029 1234 567", "+358291234567"),
        ("+46 8 123 456 78", "+46812345678"),
        ("045 555 0101 2. krs", "+358455550101"),
        ("0405550101maija@koivukoti.example", "+358405550101"),
        ("050 555 2019", "+358505552019"),
        ("Puhelinnumero: 106 341 341", "+358106341341"),
        ("00530 Helsinki 09 123 4567", "+35891234567"),
    ],
)
def test_every_printed_form_gives_one_number(text: str, expected: str) -> None:
    assert numbers(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "p. 040 555 010", "050 5550 10", "+358 40 555 010", "p. 044 5550 10",
        "01.01.2017", "1.2.2019", "01 02 2019", "05/2019", "01/2019-12/2020", "klo 09.00-15.00", "klo 0900-1500",
        "0116480-8", "HEL 2018-007727 T 01 00 00 00", "FI12 0123 4567 8901 23", "EURA 2014/1234/09 02 01 01/2015",
        "839-21017", "Puhelinnumero: 83922112", "106 341 341", "116 117", "112", "00100 Helsinki", "2014-2020",
        "ISBN 978-952-00-1234-5", "0,5 henkilöä", "000 000 000", "0 4 0 5 5 5", "60 000 €", "050 000 €",
        "diaarinumero 123/02.05.01/2019",
    ],
)  # fmt: skip
def test_what_is_no_phone_number_is_left(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09 31036255, 0503369277", ["+358931036255", "+358503369277"]),
        ("050 555 0101/050 555 0102", ["+358505550101", "+358505550102"]),
        ("050 555 0101 tai 09-123 4567", ["+358505550101", "+35891234567"]),
        ("050 555 0101 044 000 1234", ["+358505550101", "+358440001234"]),
        ("0505550101;0505550102", ["+358505550101", "+358505550102"]),
    ],
)
def test_two_numbers_in_a_row_stay_two(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_a_number_inside_something_taken_is_left() -> None:
    text = "http://koivukoti.example/0505550101"
    assert scan_phones(document(text), Taken([Mention("url", 0, len(text), text)])) == []


def test_a_fax_number_is_marked() -> None:
    (found,) = scan_phones(document("Faksi 09 123 4567"), Taken())
    assert found.params == {"fax": True}


def test_no_number_gives_no_value() -> None:
    with pytest.raises(ValueError, match="no phone number"):
        derive_phone("huomenna", {})


_PIECES = st.sampled_from(
    [
        "050",
        "555",
        "0101",
        "+358",
        "(0)",
        " ",
        "-",
        "–",
        "/",
        "09",
        "123",
        "4567",
        "p. ",
        "\n",
        ", ",
        ".",
        "(",
        ")",
        "2019",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_mention_is_proved_by_its_quote(text: str) -> None:
    found = scan_phones(document(text), Taken())
    for mention in found:
        assert derive_phone(text[mention.start : mention.end], mention.params) == mention.value
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(
    st.sampled_from(["040", "050", "044", "045"]),
    st.integers(0, 9_999_999),
    st.sampled_from(["{a} {b} {c}", "{a}{b}{c}", "{a}-{b}{c}", "{a}\u00a0{b} {c}"]),
)
def test_a_mobile_number_is_found_whatever_its_digits(area: str, tail: int, form: str) -> None:
    digits = f"{tail:07}"
    text = "Maija Koivu, p. " + form.format(a=area, b=digits[:3], c=digits[3:]) + ", Helsinki"
    assert numbers(text) == [f"+358{area[1:]}{digits}"]

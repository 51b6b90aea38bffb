"""Dates and ranges in every way they are written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.dates import DateRange, parse_date, read, scan_dates
from extractors.mentions import Mention, Taken
from schemas.document import Document


def values(text: str) -> list[str]:
    found = scan_dates(Document("", "", "text/plain", text), Taken())
    return [str(m.value) for m in found if m.kind != "clock"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.3.2018", "2018-03-07"),
        ("07.03.2018", "2018-03-07"),
        ("7. 3. 2018", "2018-03-07"),
        ("31.7. 2019", "2019-07-31"),
        ("31.12 2019", "2019-12-31"),
        ("7.3.18", "2018-03-07"),
        ("2018-03-07", "2018-03-07"),
        ("07/03/2018", "2018-03-07"),
        ("03/17/2018", "2018-03-17"),
        ("aloituspäivämäärä01.01.2016", "2016-01-01"),
        ("7. maaliskuuta 2018", "2018-03-07"),
        ("maaliskuun 2018", "2018-03"),
        ("maaliskuussa vuonna 2018", "2018-03"),
        ("vuoden 2018 maaliskuussa", "2018-03"),
        ("joulukuusta 2020", "2020-12"),
        ("3/2018", "2018-03"),
        ("03.2018", "2018-03"),
        ("syksyllä 2017", "2017-autumn"),
        ("vuoden 2017 syksyllä", "2017-autumn"),
        ("kevätlukukaudella 2020", "2020-spring"),
        ("talvena 2020 kesästä 2021", ["2020", "2021-summer"]),
        ("den 1 februari 2017", "2017-02-01"),
        ("hösten 2019", "2019-autumn"),
        ("7 March 2018", "2018-03-07"),
        ("March 7, 2018", "2018-03-07"),
        ("1st of May 2015", "2015-05-01"),
        ("Sept. 2018", "2018-09"),
        ("in the autumn of 2018", "2018-autumn"),
        ("vuonna 2016", "2016"),
        ("since early 2016", "2016"),
    ],
)
def test_points(text: str, expected: str | list[str]) -> None:
    assert values(text) == ([expected] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1.2024–31.8.2026", "2024-01-01/2026-08-31"),
        ("1.3.2019-31.8.2021.", "2019-03-01/2021-08-31"),
        ("01.01.2017 - 31.12.2018", "2017-01-01/2018-12-31"),
        ("1.1.2017 — 31.12.2018", "2017-01-01/2018-12-31"),
        ("1.1.2017 31.12.2018", "2017-01-01/2018-12-31"),
        ("1.1.2017\n31.12.2018", "2017-01-01/2018-12-31"),
        ("Alkaa 1.1.2018 ja päättyy 31.12.2020", "2018-01-01/2020-12-31"),
        ("Start 1.8.2015 and end 31.7.2017", "2015-08-01/2017-07-31"),
        ("1.1.2017 alkaen 31.12.2018 saakka", "2017-01-01/2018-12-31"),
        ("1.1.-31.12.2018", "2018-01-01/2018-12-31"),
        ("15.–16.3.2018", "2018-03-15/2018-03-16"),
        ("1.1.18-30.6.19", "2018-01-01/2019-06-30"),
        ("9/2018-12/2020", "2018-09/2020-12"),
        ("1-2/2023", "2023-01/2023-02"),
        ("08.2017–12.2019", "2017-08/2019-12"),
        ("tammi-kesäkuu 2018", "2018-01/2018-06"),
        ("elo–joulukuussa 2019", "2019-08/2019-12"),
        ("tammikuusta kesäkuuhun 2018", "2018-01/2018-06"),
        ("maaliskuusta 2016 kevääseen 2017", "2016-03/2017-spring"),
        ("syksy 2018 – kevät 2019", "2018-autumn/2019-spring"),
        ("1. helmikuuta 2018 - 31. tammikuuta 2019", "2018-02-01/2019-01-31"),
        ("1 May – 31 August 2018", "2018-05-01/2018-08-31"),
        ("May–August 2018", "2018-05/2018-08"),
        ("7 July 2017 to 31 August 2018", "2017-07-07/2018-08-31"),
        ("den 1 februari 2017 – 31 december 2019", "2017-02-01/2019-12-31"),
        ("vuosina 2015–2020", "2015/2020"),
        ("2018-2020", "2018/2020"),
        ("v. 2009 2010", "2009/2010"),
        ("vuosina 2016 ja 2017", "2016/2017"),
        ("vuodesta 2016 vuoteen 2018", "2016/2018"),
        ("lukuvuosi 2018–19", "2018/2019"),
        ("lukuvuonna 2018/2019", "2018/2019"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "30.2.2018",
        "31.11.2019",
        "Koivukatu 11-13",
        "DNRO 2018-007727",
        "ABC/387/523/2015",
        "laki 1386/2010",
        "luku 3.2.1",
        "040 2018",
        "versio 2.10.4",
        "S20160",
        "1 198 849",
        "2018 €",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [v for v in values(text) if v != "2018"] == []


def test_clock_times_and_days_without_a_year_are_held_but_are_no_dates() -> None:
    text = "Tavataan ma 5.9. klo 17-19 ja ti 12.30–15.00, avoinna 8:30"
    found = scan_dates(Document("", "", "text/plain", text), Taken())
    assert {m.kind for m in found} == {"clock"}
    assert [text[m.start : m.end] for m in found] == ["5.9.", "klo 17-19", "12.30–15.00", "8:30"]


def test_an_end_before_the_start_makes_no_range() -> None:
    assert values("31.12.2018–1.1.2017") == ["2018-12-31", "2017-01-01"]


def test_years_joined_by_and_are_a_range_only_when_they_follow_each_other() -> None:
    assert values("vuosina 2014 ja 2019") == ["2014", "2019"]


def test_nothing_is_returned_over_what_is_taken() -> None:
    doc = Document("", "", "text/plain", "https://koivu.example/2018-03-07 ja 1.1.2020")
    taken = Taken([Mention("url", 0, 32, "https://koivu.example/2018-03-07")])
    assert [m.value for m in scan_dates(doc, taken)] == ["2020-01-01"]


def test_parts_of_a_range_stand_where_the_params_say() -> None:
    text = "ajalla 1.1.2017 – 31.12.2018."
    (mention,) = scan_dates(Document("", "", "text/plain", text), Taken())
    first = text[mention.start : mention.start + int(str(mention.params["start_end"]))]
    last = text[mention.start + int(str(mention.params["end_start"])) : mention.end]
    assert (first, last) == ("1.1.2017", "31.12.2018")


def test_a_quote_that_is_no_date_raises() -> None:
    for quote, part in (("Koivu", ""), ("1.1.2018–2.2.2018", ""), ("1.1.2018", "start"), ("31.2.2018", "")):
        with pytest.raises(ValueError, match="no "):
            parse_date(quote, part)


DAYS = st.dates(date(1990, 1, 1), date(2044, 12, 31))
FORMATS = st.sampled_from(["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}. {m}. {y}", "{y}-{m:02}-{d:02}", "{d}.{m}. {y}"])
DASHES = st.sampled_from(["–", "-", " – ", " - ", "—", " – \n", " ja päättyy "])


def written(day: date, form: str) -> str:
    return form.format(d=day.day, m=day.month, y=day.year)


@given(DAYS, FORMATS)
def test_every_day_reads_back(day: date, form: str) -> None:
    assert parse_date(written(day, form)) == day.isoformat()


@given(DAYS, st.integers(1, 3000), FORMATS, DASHES)
def test_every_range_reads_back(first: date, days: int, form: str, dash: str) -> None:
    last = first + timedelta(days)
    if last.year > 2044 or (dash == "-" and form.startswith("{y}")):
        return
    text = written(first, form) + dash + written(last, form)
    (found,) = read(text)
    assert isinstance(found, DateRange)
    assert (found.first.value, found.last.value) == (first.isoformat(), last.isoformat())
    assert parse_date(text, "start") == first.isoformat()
    assert parse_date(text, "end") == last.isoformat()


@given(st.text(alphabet="0123456789.-–/ \nkuTammisksyllävuonna:", max_size=120))
def test_mentions_are_disjoint_in_order_and_derive_from_their_text(text: str) -> None:
    found = list(read(text))
    edges = [e for f in found for e in ((f.first.start, f.last.end) if isinstance(f, DateRange) else (f.start, f.end))]
    assert edges == sorted(edges)
    for item in found:
        if isinstance(item, DateRange):
            continue
        assert parse_date(text[item.start : item.end]) == item.value

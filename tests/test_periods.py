"""The project's period: its ends, their roles, and the dates that are something else."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_pages import LISTING, PAGE, assert_law, page

from extractors.fields.periods import find_periods
from schemas.document import Span
from schemas.facts import DocumentKind


def roles(text: str, kind: DocumentKind = PAGE) -> list[tuple[object, object]]:
    ctx = page(text, kind)
    found = find_periods(ctx)
    assert_law(ctx, found)
    return sorted((str(f.qualifiers["role"]), f.values["date"].value) for f in found)


def both(start: str, end: str) -> list[tuple[str, str]]:
    return [("end", end), ("start", start)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Toteutusaika: 1.1.2024–31.8.2026", "2024-01-01", "2026-08-31"),
        ("Toteutusaika:\n1.1.2024–31.8.2026", "2024-01-01", "2026-08-31"),
        ("Projekttid\n\n• Projektstart\n  1.1.2024\n• Projektslut\n  31.8.2026", "2024-01-01", "2026-08-31"),
        ("Hankkeen kesto: 1.3.2019-31.8.2021.", "2019-03-01", "2021-08-31"),
        ("Hankkeen ajankohta: 9/2018-12/2020", "2018-09", "2020-12"),
        ("Projektiaika: 1-12/2023", "2023-01", "2023-12"),
        ("Projekttid: 1.3.2019–31.8.2021", "2019-03-01", "2021-08-31"),
        ("Project period: 1 March 2019 – 31 August 2021", "2019-03-01", "2021-08-31"),
        ("Suunnitelman mukainen toteutusaika: Alkaa 1.1.2018 ja päättyy 31.12.2020", "2018-01-01", "2020-12-31"),
        ("Planned completion time: Start 1.8.2015 and end 31.7.2017", "2015-08-01", "2017-07-31"),
        ("Aloituspäivä: 01.01.2017\nLopetuspäivä: 31.12.2018", "2017-01-01", "2018-12-31"),
        ("Start date: 1 May 2015\nEnd date: 30 April 2018", "2015-05-01", "2018-04-30"),
        ("Hankkeen aloituspäivämäärä01.01.2016\nHankkeen päättymispäivämäärä31.08.2017", "2016-01-01", "2017-08-31"),
        ("Alkamispäivämäärä Päättymispäivämäärä 1.9.2016 31.12.2018 Toimintalinja 2.", "2016-09-01", "2018-12-31"),
        ("Hanke toteutetaan ajalla 1.1.-31.12.2018.", "2018-01-01", "2018-12-31"),
        ("Koivu-hanke 2018–2020", "2018", "2020"),
        ("Koivun polku -hanke (ESR 2017–2018) tukee perheitä.", "2017", "2018"),
        ("Hanke on kaksivuotinen (2017–2018).", "2017", "2018"),
        ("Hanketta toteutettiin vuosina 2015–2018 Koivulassa.", "2015", "2018"),
        ("Hanke toteutetaan maaliskuusta 2016 kevääseen 2017.", "2016-03", "2017-spring"),
        ("Projektet pågår under åren 2018–2020.", "2018", "2020"),
        ("The project was funded for the years 2019-2022.", "2019", "2022"),
        ("Koivu ry | 01.01.2017 – 31.12.2018 | Koivumaa", "2017-01-01", "2018-12-31"),
        ("01.01.2017 - 31.12.2018 / Koivun Tuki ry", "2017-01-01", "2018-12-31"),
        ("Duration of the project: January 2019 – December 2020", "2019-01", "2020-12"),
        ("Horizon 2020, 2020–2023\n\nThe project explores integration.", "2020", "2023"),
        ("Silta-hanke (1.8.2019–31.7.2021) tukee. Hanketta edelsi Polku (2016–2018).", "2019-08-01", "2021-07-31"),
        ("Ohjelma: Uudistuva ja osaava Suomi 2021–2027. Hanke kestää 1.2.2023–31.1.2026.", "2023-02-01", "2026-01-31"),
        ("Kesto\n\n3 vuotta (2019–2021)", "2019", "2021"),
        ("Hanke alkoi 7.7.2017 ja päättyi kesäkuussa 2019.", "2017-07-07", "2019-06"),
        ("The project has been running since early 2016 and ended in August 2018.", "2016", "2018-08"),
    ],
)
def test_start_and_end(text: str, start: str, end: str) -> None:
    assert roles(text) == both(start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanke alkoi 7.7.2017.", [("start", "2017-07-07")]),
        ("Kolmevuotinen hanke käynnistyi syksyllä 2020.", [("start", "2020-autumn")]),
        ("Elokuussa 2016 käynnistyi hanke kahdessa kunnassa.", [("start", "2016-08")]),
        ("Det treåriga projektet startade den 1.2.2017.", [("start", "2017-02-01")]),
        ("Hankkeen toteutusaika: 1.1.2019-", [("start", "2019-01-01")]),
        ("Hanke päättyi 31.12.2019.", [("end", "2019-12-31")]),
        ("Hanke jatkuu 31.12.2020 asti.", [("end", "2020-12-31")]),
    ],
)
def test_one_end_alone(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeen alkuperäinen toteutusaika oli 1.1.2018–31.12.2020. Hanketta jatkettiin 30.6.2021 saakka.",
        "Toteutusaika: 1.1.2018–31.12.2020\nHankkeelle myönnettiin jatkoaikaa 30.6.2021 asti.",
        "Hanke: 1.1.2018–31.12.2020. Hankeaika jatkettiin rahoittajan päätöksellä 30.6.2021 saakka.",
    ],
)
def test_an_extension_makes_the_first_end_the_original_one(text: str) -> None:
    assert roles(text) == [("end_extended", "2021-06-30"), ("end_original", "2020-12-31"), ("start", "2018-01-01")]


@pytest.mark.parametrize(
    ("text", "original", "extended"),
    [
        ("Hankkeen toteutusaika on 1.10.2015-30.9.2018 (alun perin 31.12.2017 saakka).", "2017-12-31", "2018-09-30"),
        ("Hankkeen piti päättyä 31.7.2021. Hanketta jatkettiin 31.12.2021 asti.", "2021-07-31", "2021-12-31"),
        ("Hanke toteutettiin vuosina 2015–2017. Hanke jatkui vuosina 2018–2019 säätiön tuella.", "2017", "2019"),
    ],
)
def test_other_ways_to_say_that_the_end_was_put_off(text: str, original: str, extended: str) -> None:
    assert [v for r, v in roles(text) if r != "start"] == [extended, original]


def test_label_and_prose_that_disagree_both_stand_and_the_label_is_surer() -> None:
    ctx = page("Aloituspäivä: 01.01.2016\n\nHanke toteutettiin maaliskuusta 2016 kevääseen 2017.")
    starts = [f.values["date"] for f in find_periods(ctx) if f.qualifiers["role"] == "start"]
    assert {e.value for e in starts} == {"2016-01-01", "2016-03"}
    assert max(starts, key=lambda e: e.confidence).value == "2016-01-01"


def test_a_coarser_repetition_says_nothing_new() -> None:
    text = "Koivu-hanke 2018–2020\n\nToteutusaika: 1.3.2018–28.2.2020"
    assert roles(text) == both("2018-03-01", "2020-02-28")


@pytest.mark.parametrize(
    "text",
    [
        "Päivitetty: 19.04.2024",
        "Julkaisuajankohta 18.2.2019 14.28",
        "Luotu 1.2.2019\nViimeksi muokattu 3.4.2020",
        "Viitattu 4.02.2023. Koivu 2023.",
        "Haku on avoinna 2.12.2016–5.1.2017 hankkeille.",
        "Hankkeen rahoitushaku: hakuaika 1.1.2019–30.4.2019",
        "Hanketta rahoitetaan ohjelmakaudella 2014–2020.",
        "Kestävää kasvua ja työtä 2014–2020 -rakennerahasto-ohjelma",
        "Ohjelmakausi: 2021–2027",
        "Programming period: 2014-2020",
        "Kurssi järjestetään 1.9.2018–15.12.2018. Ilmoittautuminen alkaa 1.8.2018.",
        "Hankkeen loppuseminaari pidetään 5.11.2019 klo 9.",
        "Vuonna 2016 Suomeen muutti 34 000 henkeä.",
        "© 2019–2024 Koivun setlementti",
        "Kotoutumislaki (1386/2010) tuli voimaan 1.9.2011.",
        "Maija Koivu, suunnittelija (1.9.2018 alkaen / 80 % työaika)",
        "Koivukatu 11-13",
        "WWW-osoite: poistuu käytöstä 1.1.2014 alkaen",
        "Yhdistys perustettiin 1.5.1998. Yhdistys alkoi tukea perheitä.",
        "Tapahtumat: Avoimet ovet 3.5.2019–31.5.2019. Näyttely 1.6.2019–30.11.2019.",
        "Hankkeessa järjestettiin kursseja 1.2.2019–30.6.2019 ja 1.8.2019–15.12.2019.",
        "Hankkeen esite (pdf, 12/2018). Uutiskirje 1/2019.",
        "Avoinna 1.6.2019–31.8.2019 ma–pe klo 10–15",
    ],
)
def test_trap_dates_are_left_alone(text: str) -> None:
    assert roles(text) == []


def test_a_page_that_is_no_project_gives_no_period_from_its_prose() -> None:
    text = "Koivu-hanke toteutettiin vuosina 2015–2018. Sen jälkeen toiminta vakinaistettiin."
    assert roles(text, DocumentKind.BLOG_ARTICLE) == []


def test_an_earlier_project_does_not_lend_its_years() -> None:
    text = "Hanke on jatkoa Kotikunta-hankkeelle (2016–2018).\n\nHankkeen kesto: 9/2018-12/2020"
    assert roles(text) == both("2018-09", "2020-12")


def test_each_project_of_a_listing_has_its_own_period() -> None:
    text = "Koivu-hanke\n\n • Koivula, 1.2.2017 - 31.1.2020\n\nLeppä-hanke\n\n • Leppälä, 1.3.2018 - 28.2.2019\n"
    ctx = page(text, LISTING)
    cut = ctx.text.index("Leppä-hanke")
    first = find_periods(ctx, Span(0, cut), 0)
    second = find_periods(ctx, Span(cut, len(ctx.text)), 1)
    assert [f.values["date"].value for f in first] == ["2017-02-01", "2020-01-31"]
    assert [(f.project, f.values["date"].value) for f in second] == [(1, "2018-03-01"), (1, "2019-02-28")]


def test_precision_is_said() -> None:
    found = find_periods(page("Hankkeen kesto: maaliskuusta 2016 kevääseen 2017"))
    assert [f.qualifiers["precision"] for f in found] == ["month", "season"]


LABELS = st.sampled_from(["Toteutusaika: ", "Hankkeen kesto: ", "Projektiaika ", "Projekttid: ", "Project period: "])


@settings(deadline=None, max_examples=60)
@given(
    LABELS, st.dates(date(2001, 1, 1), date(2030, 12, 31)), st.integers(100, 2000), st.sampled_from(["–", " - ", "-"])
)
def test_a_labelled_period_reads_back(label: str, first: date, days: int, dash: str) -> None:
    last = first + timedelta(days)
    text = f"{label}{first.day}.{first.month}.{first.year}{dash}{last.day}.{last.month}.{last.year}"
    assert roles(text) == both(first.isoformat(), last.isoformat())

"""Entries of the project registers: every field, however the entry is printed."""

# ruff: noqa: E501  (samples are long lines)

from dataclasses import replace
from typing import Any

import pytest

from extractors.context import Context
from extractors.derive import derive
from extractors.kinds import register
from extractors.readers import read
from schemas.document import Document
from schemas.facts import DocumentKind, Found
from tests.register_entries import Entry2007, Entry2014

WAYS = ("lines", "flat", "html", "table")


def context(data: bytes) -> Context:
    return Context(read(data, "http://rr-tietopalvelu.example/projekti"), DocumentKind.REGISTER_ENTRY)


def found(data: bytes) -> list[Found]:
    ctx = context(data)
    out = register.read(ctx)
    prove(ctx.doc, out)
    return out


def prove(doc: Document, out: list[Found]) -> None:
    for f in out:
        for name, e in f.values.items():
            assert derive(f"{f.type}.{name}", doc.text[e.start : e.end], e.params) == e.value


def values(out: list[Found], type_: str, attribute: str = "value", **wanted: Any) -> list[Any]:
    kept = [f for f in out if f.type == type_ and all(f.qualifiers.get(k) == v for k, v in wanted.items())]
    return [f.values[attribute].value for f in kept if attribute in f.values]


@pytest.mark.parametrize("way", WAYS)
def test_every_field_of_a_2014_entry(way: str) -> None:
    out = found(Entry2014().printed(way))
    assert values(out, "project_code", scheme="EURA2014") == ["S29901"]
    assert values(out, "project_name") == ["Kotopolku – neuvontaa muuttajille"]
    assert values(out, "funder") == ["Euroopan sosiaalirahasto (ESR)"]
    assert values(out, "period", "date", role="start") == ["2018-08-01"]
    assert values(out, "period", "date", role="end") == ["2020-12-31"]
    assert values(out, "status") == ["ended"]
    assert values(out, "authority") == ["Keski-Suomen elinkeino-, liikenne- ja ympäristökeskus"]
    assert [f.qualifiers["number"] for f in out if f.type == "priority"] == ["5", "10.1"]
    assert values(out, "organisation", "name", role="lead") == ["Setlementti Koivu ry"]
    assert values(out, "organisation", "business_id") == ["9100101-6"]
    assert values(out, "address", "street") == ["Koivukatu 12 B"]
    assert values(out, "address", "postcode") == ["40100"]
    assert values(out, "address", "city") == ["Jyväskylä"]
    assert values(out, "unit_contact", "phone") == ["+358145550100"]
    assert values(out, "url", kind="website") == ["http://setlementti-koivu.example"]
    card = next(f for f in out if f.type == "contact")
    assert {k: e.value for k, e in card.values.items()} == {
        "name": "Anna Koivuniemi",
        "role": "toiminnanjohtaja",
        "phone": "+358400001234",
        "email": "anna.koivuniemi@setlementti-koivu.example",
        "organisation": "Setlementti Koivu ry",
    }
    assert values(out, "summary") == ["Hankkeen tavoitteena on kehittää neuvontaa."]
    assert values(out, "goal") == ["Hankkeen tavoitteena on kehittää neuvontaa."]
    assert values(out, "target_group", kind="direct") == ["maahanmuuttajanaiset"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("person", "mail", "name"),
    [
        ("Koivuniemi Anna", "anna.koivuniemi(at)koivu.example", "Anna Koivuniemi"),
        ("KOIVUNIEMI ANNA", "anna.koivuniemi(at)koivu.example", "Anna Koivuniemi"),
        ("ANNA KOIVUNIEMI", "anna.koivuniemi(at)koivu.example", "Anna Koivuniemi"),
        ("Koivuniemi Anna Maria", "anna.koivuniemi(at)koivu.example", "Anna Maria Koivuniemi"),
        ("Björkstén-Mäki Åsa", "asa.bjorksten-maki(at)koivu.example", "Åsa Björkstén-Mäki"),
        ("Matti Salo", "toimisto(at)koivu.example", "Matti Salo"),
    ],
)
def test_given_name_first_whatever_the_entry_prints(way: str, person: str, mail: str, name: str) -> None:
    assert values(found(Entry2014(person=person, mail=mail).printed(way)), "contact", "name") == [name]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("014 555 0100", "+358145550100"), ("0145550100", "+358145550100"), ("+358145550100", "+358145550100"),
        ("+358-405550100", "+358405550100"), ("(02) 620 3000", "+35826203000"), ("09-77501", "+358977501"),
        ("09 8868 7300 (Tikkurila)", "+358988687300"), ("050-531 3535", "+358505313535"), ("020 555 0100", "+358205550100"),
        ("0295 123 400", "+358295123400"), ("040 509 01 97", "+358405090197"),
    ],
)  # fmt: skip
def test_numbers_in_every_grouping(printed: str, number: str) -> None:
    for way in WAYS:
        out = found(Entry2014(phone=printed, mobile=printed).printed(way))
        assert values(out, "unit_contact", "phone") == [number]
        assert values(out, "contact", "phone") == [number]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("position", ["----", "-", ""])
def test_dashes_and_nothing_are_no_position(way: str, position: str) -> None:
    assert values(found(Entry2014(position=position).printed(way)), "contact", "role") == []


@pytest.mark.parametrize("way", WAYS)
def test_empty_values_stay_empty_and_shift_nothing(way: str) -> None:
    out = found(Entry2014(website="", phone="", mode="", position="").printed(way))
    assert values(out, "url") == []
    assert values(out, "unit_contact", "phone") == []
    assert values(out, "address", "postcode") == ["40100"]
    assert values(out, "contact", "phone") == ["+358400001234"]


PARTNERS = (
    "Koivun ammattikorkeakoulu Oy, 9100138-2",
    "Lahden opisto, kansanopisto / Lahtis folkhögskola, 9100286-0",
    "Diakonia-Koivu Oy, Ammattikorkeakoulu, 9100323-0",
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("title", "role"), [("Osatoteuttajat", "partner"), ("Tuen siirronsaajat", "subsidy_recipient")]
)
def test_partners_are_cut_at_the_last_comma(way: str, title: str, role: str) -> None:
    entry = Entry2014(mode="Hakijoita on useampi kuin yksi (yhteishanke)", partners=PARTNERS, partners_title=title)
    out = found(entry.printed(way))
    assert values(out, "organisation", "name", role=role) == [p.rpartition(",")[0] for p in PARTNERS]
    assert values(out, "organisation", "business_id", role=role) == ["9100138-2", "9100286-0", "9100323-0"]


@pytest.mark.parametrize("way", WAYS)
def test_a_partner_heading_with_nothing_under_it(way: str) -> None:
    out = found(Entry2014(mode="", partners_title="Osatoteuttajat").printed(way))
    assert [f for f in out if f.type == "organisation" and f.qualifiers["role"] != "lead"] == []
    assert values(out, "summary") == ["Hankkeen tavoitteena on kehittää neuvontaa."]


ENGLISH = Entry2014(
    language="en", title="Description of the project funded by the European Social Fund (ESF)", status="Ended",
    period="Start 1.8.2015 and end 31.7.2017", axis="3. Employment and labour mobility", objective="6.1. Promoting employment",
    authority="Centre for Economic Development, Transport and the Environment Häme", name="Bridge to Work",
    mode="Only one applicant", summary="The aim of the project is to develop guidance for immigrants.",
    groups="The direct target group is unemployed immigrants.",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_english_labels_give_the_same_fields(way: str) -> None:
    out = found(ENGLISH.printed(way))
    assert values(out, "project_name") == ["Bridge to Work"]
    assert values(out, "period", "date") == ["2015-08-01", "2017-07-31"]
    assert values(out, "status") == ["ended"]
    assert values(out, "contact", "email") == ["anna.koivuniemi@setlementti-koivu.example"]
    assert values(out, "contact", "role") == ["toiminnanjohtaja"]
    assert values(out, "summary") == ["The aim of the project is to develop guidance for immigrants."]


@pytest.mark.parametrize("way", WAYS)
def test_a_swedish_summary_under_finnish_labels(way: str) -> None:
    out = found(
        Entry2014(
            summary="Målet med projektet är att utveckla rådgivningen.", street="Bondegatan 2", city="Karleby"
        ).printed(way)
    )
    assert values(out, "goal") == ["Målet med projektet är att utveckla rådgivningen."]
    assert values(out, "address", "street") == ["Bondegatan 2"]


@pytest.mark.parametrize("way", WAYS)
def test_regional_development_fund(way: str) -> None:
    title = "Euroopan aluekehitysrahaston (EAKR) rahoittaman hankkeen kuvaus"
    out = found(Entry2014(code="A79901", title=title, authority="Uudenmaan liitto", status="Toiminnassa").printed(way))
    assert values(out, "funder") == ["Euroopan aluekehitysrahasto (EAKR)"]
    assert values(out, "project_code") == ["A79901"]
    assert values(out, "status") == ["running"]


LATER = (
    "4.2 Välilliset kohderyhmät", "Kuntien työntekijät.", "5 Julkinen rahoitus", "Myönnetty EU- ja valtion rahoitus: 201 339",
    "Toteutunut EU- ja valtion rahoitus: 198 000,50", "Suunniteltu julkinen rahoitus yhteensä: 268 452",
    "Toteutunut julkinen rahoitus yhteensä:", "6 Maantieteellinen kohdealue", "Maakunnat: Keski-Suomi, Pirkanmaa",
    "Seutukunnat: Jyväskylän, Tampereen", "Kunnat: Jyväskylä, Tampere, Nastola", "Jakeluosoite:", "Postinumero:",
    "7 Hankkeen henkilöiden lukumäärä", "Suunniteltu: 260, joista naisia 160",
    "Toteutunut seurantatietojen mukaan: 1 260, joista naisia 190",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_sections_beyond_the_summary(way: str) -> None:
    out = found(Entry2014(after=LATER).printed(way))
    assert values(out, "money", role="grant") == ["201339", "198000.5"]
    assert values(out, "money", role="total") == ["268452"]
    assert values(out, "place", kind="region") == ["Keski-Suomi", "Pirkanmaa"]
    assert values(out, "place", kind="municipality") == ["Jyväskylä", "Tampere", "Nastola"]
    assert values(out, "metric", kind="planned", group=None) == [260]
    assert values(out, "metric", kind="planned", group="women") == [160]
    assert values(out, "metric", kind="realised", group=None) == [1260]
    assert values(out, "metric", kind="realised", group="women") == [190]
    assert values(out, "target_group", kind="indirect") == ["kuntien työntekijät"]


def test_numbered_headings_inside_a_summary_do_not_end_it() -> None:
    text = "TIIVISTELMÄ\n1 TAUSTA JA TOIMINNAT\nAlueella asuu 3 400 muuttajaa.\n2 Tavoitteet\nHankkeen tavoitteena on lisätä osallisuutta."
    out = found(Entry2014(summary=text).printed("lines"))
    assert values(out, "summary")[0].endswith("lisätä osallisuutta.")
    assert values(out, "target_group", kind="direct") == ["maahanmuuttajanaiset"]


def test_a_new_label_or_section_announces_itself() -> None:
    after = ("5 Hankkeen uusi osio", "Uusi tieto: kyllä", "6 Maantieteellinen kohdealue", "Maakunnat: Kainuu")
    ctx = context(Entry2014(after=after).printed("lines"))
    assert register.unread_labels(ctx) == ("Uusi tieto", "Hankkeen uusi osio")
    assert register.unread_labels(context(Entry2014(after=LATER).printed("lines"))) == ()


@pytest.mark.parametrize("way", ["lines", "flat"])
def test_every_field_of_a_2007_entry(way: str) -> None:
    out = found(Entry2007().printed(way))
    assert values(out, "project_code", scheme="EURA2007") == ["S19901"]
    assert values(out, "project_name") == ["Kumppanina töihin"]
    assert values(out, "period", "date") == ["2010-03-01", "2012-12-31"]
    assert values(out, "organisation", "name", role="lead") == ["Koivukylän kaupunki/Talouskeskus/Yrityspalvelut"]
    assert values(out, "unit_contact", "phone") == ["+35895550100", "+358505550101"]
    assert values(out, "url") == ["http://www.koivukyla.example", "http://www.kumppani.example"]
    card = next(f for f in out if f.type == "contact")
    assert card.values["name"].value == "Sirkka Tammela"
    assert card.values["role"].value == "toimialajohtaja vs."
    assert card.values["phone"].value == "+358405090197"
    assert values(out, "place", kind="subregion") == ["Jyväskylä"]
    assert values(out, "place", kind="municipality") == ["Jyväskylä", "Nastola"]
    pairs = [(f.qualifiers["kind"], f.qualifiers["group"], f.values["value"].value) for f in out if f.type == "metric"]
    assert pairs == [
        ("planned", None, 1460), ("planned", "women", 500), ("realised", None, 1829), ("realised", "women", 885),
        ("planned", None, 10), ("planned", "women", 4), ("realised", None, 12), ("realised", "women", 5),
        ("planned", None, 2), ("planned", "women", 0), ("realised", None, 3), ("realised", "women", 1),
    ]  # fmt: skip
    assert values(out, "target_group", kind="indirect") == ["kuntien työntekijät"]


@pytest.mark.parametrize("way", ["lines", "flat"])
@pytest.mark.parametrize("home", ["", "ei internet-osoitetta", "(työn alla)", "(poistuu käytöstä 1.1.2014 alkaen)"])
def test_prose_in_the_home_page_field_is_no_address_and_no_date(way: str, home: str) -> None:
    out = found(Entry2007(home=home).printed(way))
    assert values(out, "url") == ["http://www.koivukyla.example"]
    assert values(out, "period", "date") == ["2010-03-01", "2012-12-31"]


@pytest.mark.parametrize("way", ["lines", "flat"])
def test_a_nationwide_project_has_a_place_too(way: str) -> None:
    out = found(Entry2007(area=("Valtakunnallinen projekti",)).printed(way))
    assert [f.qualifiers["code"] for f in out if f.type == "place"] == ["FI"]


def test_zero_counts_are_counts() -> None:
    out = found(Entry2007(planned="0, joista naisia 0", realised="0, joista naisia 0").printed("lines"))
    assert values(out, "metric")[:4] == [0, 0, 0, 0]


def test_an_entry_cut_in_the_middle_gives_what_it_has() -> None:
    whole = Entry2014(after=LATER).printed("lines")
    for at in range(200, len(whole), 97):
        found(whole[:at])


def test_names_with_colons_and_numbers_keep_them() -> None:
    out = found(replace(Entry2014(), name="Askel: 2 kieltä, 1 koti (vaihe 2)").printed("lines"))
    assert values(out, "project_name") == ["Askel: 2 kieltä, 1 koti (vaihe 2)"]

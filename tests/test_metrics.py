"""Counts of what a project planned, reached and employed; and the numbers that are something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_pages import PAGE, REGISTER, assert_law, page

from extractors.fields.metrics import find_metrics
from schemas.facts import DocumentKind


def counts(text: str, kind: DocumentKind = PAGE) -> list[tuple[object, object]]:
    """(value, kind) of the counts of a page, the law checked."""
    ctx = page(text, kind)
    found = find_metrics(ctx)
    assert_law(ctx, found)
    return [(f.values["value"].value, f.qualifiers["kind"]) for f in found]


def nouns(text: str, kind: DocumentKind = PAGE) -> list[object]:
    return [f.values["noun"].value for f in find_metrics(page(text, kind)) if "noun" in f.values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeessa tavoitettiin 131 maahanmuuttajataustaista nuorta.", [(131, "realised")]),
        ("Hankkeen asiakkuudessa oli 214 henkilöä.", [(214, "realised")]),
        ("Neuvontaa annettiin 12 eri kielellä kolmella paikkakunnalla.", [(12, "realised"), (3, "realised")]),
        ("Ohjausta annettiin hankkeessa 1 449 kertaa.", [(1449, "realised")]),
        ("Hankkeen tuloksia: uusia asiakkaita 633, osallistujia: 45.", [(633, "realised"), (45, "realised")]),
        ("Hankkeen osallistujista 66 % työllistyi.", [(66, "realised")]),
        ("Hankkeessa oli 1200 asiakasta, joista naisia 60 %.", [(1200, "realised"), (60, "realised")]),
        ("Hankkeen osallistujista 25 työllistyi ja 14 aloitti opinnot.", [(25, "realised"), (14, "realised")]),
        ("Hankkeessa tavoitettiin 25 nuorta. Heistä 5 oli naisia.", [(25, "realised"), (5, "realised")]),
        ("Verkostotapaamisia järjestettiin hankkeessa 14 kpl.", [(14, "realised")]),
        ("Osallistujien määrä oli hankkeessa 64.", [(64, "realised")]),
        ("Hankkeessa tavoitettiin 137 henkilöä, joista 79 naisia.", [(137, "realised"), (79, "realised")]),
        ("Ryhmiä on ollut hankkeessa Koivulassa ja Leppälässä yhteensä 19.", [(19, "realised")]),
        ("Hankkeen avulla työllistettiin 162 nuorta seitsemästä eri kunnasta.", [(162, "realised"), (7, "realised")]),
        ("Hankkeessa katettiin 118 pöytää.", [(118, "realised")]),
        ("58 spouses took part in coaching and 17 of them signed a contract.", [(58, "realised"), (17, "realised")]),
        ("Ryhmiin osallistui 20–30 naista hankkeen aikana.", [(20, "realised")]),
        ("Hankkeessa koulutettiin parikymmentä vapaaehtoista.", [(20, "realised")]),
        ("Hankkeessa koulutettiin 14 digimentoria.", [(14, "realised")]),
        ("Hankkeessa tavoitettiin 56 osallis- tujaa.", [(56, "realised")]),
        ("Kursseja järjestettiin 17 ja niihin osallistui 139 vanhempaa.", [(17, "realised"), (139, "realised")]),
        ("Hankkeessa tavoitettiin 88 maahan muuttanutta.", [(88, "realised")]),
        ("Hankkeessa tavoitettiin 60 naista, ja 20 heistä jatkoi koulutukseen.", [(60, "realised"), (20, "realised")]),
        ("Projektet nådde 60 tränare.", [(60, "realised")]),
    ],
)
def test_what_was_reached(text: str, expected: list[tuple[object, str]]) -> None:
    assert counts(text) == expected


def test_a_list_after_a_colon_gives_every_count_with_its_noun() -> None:
    text = (
        "Asiakastyön tuloksia olivat: 120 laadittua hakemusta, 45 työllistymistä, 7 perustettua yritystä, "
        "31 opiskelupaikkaa ja 9 siirtymää työkokeiluun."
    )
    assert [v for v, _ in counts(text)] == [120, 45, 7, 31, 9]
    assert nouns(text) == [
        "laadittua hakemusta",
        "työllistymistä",
        "perustettua yritystä",
        "opiskelupaikkaa",
        "siirtymää",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen tavoitteena on tavoittaa 400 nuorta.", [(400, "planned")]),
        (
            "Tavoitteena oli tavoittaa 400 nuorta, ja hankkeessa tavoitettiin 770 nuorta.",
            [(400, "planned"), (770, "realised")],
        ),
        ("Hankkeessa koulutetaan vähintään 60 vapaaehtoista.", [(60, "planned")]),
        ("The aim of the project is to train 40 volunteers.", [(40, "planned")]),
        ("Projektets mål är att nå 200 personer och ordna tio kurser.", [(200, "planned"), (10, "planned")]),
    ],
)
def test_what_was_planned(text: str, expected: list[tuple[object, str]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeessa työskentelee kolme kokoaikaista työntekijää.", [(3, "staffing")]),
        ("Hankkeessa työskenteli 7,5 työntekijää.", [(7.5, "staffing")]),
        ("Henkilöstö koostui koordinaattoreista (2) ja valmentajista (4).", [(2, "staffing"), (4, "staffing")]),
        ("Hankkeessa tehtiin 2,5 henkilötyövuotta.", [(2.5, "staffing")]),
        ("Hankkeeseen palkataan yksi ohjaaja.", [(1, "staffing")]),
        ("Hankkeessa työskenteli puolitoista henkilöä.", [(1.5, "staffing")]),
        ("Projektet har två medarbetare.", [(2, "staffing")]),
        ("The project has two workers.", [(2, "staffing")]),
    ],
)
def test_who_works_there(text: str, expected: list[tuple[object, str]]) -> None:
    assert counts(text) == expected


def test_a_register_pair_gives_planned_and_realised_and_womens_share() -> None:
    text = (
        "3.4 Aloittaneiden henkilöiden määrä\n\nSuunniteltu: 260, joista naisia 60\n\n"
        "Toteutunut seurantatietojen mukaan: 311, joista naisia 85\n\n4.1 Uusien työpaikkojen määrä\n\n"
        "Suunniteltu: 10, joista naisten työpaikkoja 4\n\n"
        "Toteutunut seurantatietojen mukaan: 12, joista naisten työpaikkoja 5\n"
    )
    found = find_metrics(page(text, REGISTER))
    assert [(f.values["value"].value, f.qualifiers["kind"], f.qualifiers.get("group")) for f in found] == [
        (260, "planned", None),
        (60, "planned", "women"),
        (311, "realised", None),
        (85, "realised", "women"),
        (10, "planned", None),
        (4, "planned", "women"),
        (12, "realised", None),
        (5, "realised", "women"),
    ]
    assert found[0].values["noun"].value == "Aloittaneiden henkilöiden määrä"


def test_a_pair_may_say_itself_what_it_counts() -> None:
    text = "Suunniteltu organisaatioiden lukumäärä: 12\n\nToteutunut organisaatioiden lukumäärä: 15\n"
    assert counts(text) == [(12, "planned"), (15, "realised")]


def test_a_table_of_targets_and_outcomes_without_cells() -> None:
    text = "Tavoite Toteuma\nOsallistujat 45 52\nTyöllistyneet 10 12\n"
    assert counts(text) == [(45, "planned"), (52, "realised"), (10, "planned"), (12, "realised")]


def test_a_table_of_targets_and_outcomes_with_cells() -> None:
    html = (
        "<html><body><main><table><tr><th>Mittari</th><th>Tavoite</th><th>Toteutunut</th></tr>"
        "<tr><td>Osallistujia</td><td>45</td><td>52</td></tr></table></main></body></html>"
    )
    assert counts(html) == [(45, "planned"), (52, "realised")]


BACKGROUND = [
    "Koivulassa asuu noin 54 000 ihmistä, joista vieraskielisiä on 8,9 prosenttia.",
    "Suomeen saapui vuonna 2015 yhteensä 32 000 turvapaikanhakijaa.",
    "Vuosittain Suomi vastaanottaa 750 kiintiöpakolaista.",
    "Työttömyysaste oli kunnassa 23,4 % ja työttömiä 1 200 henkilöä.",
    "Tilastokeskuksen mukaan kaupungissa oli 3 400 ulkomaan kansalaista.",
    "Kaupungin asukkaista 20 % puhuu äidinkielenään muuta kuin suomea.",
    "Yhdistyksessä on 24 jäsenjärjestöä ja se perustettiin vuonna 1998.",
]
NOT_COUNTS = [
    "Hanke kestää 3 vuotta ja koulutus 12 viikkoa.",
    "Hankkeen koulutus on 5 opintopistettä eli 20 tuntia.",
    "Hankkeessa on kolme päätavoitetta.",
    "Hankkeen kohderyhmä ovat 17-30-vuotiaat ja 15 – 49 -vuotiaat.",
    "Lain 5 Luku 33§ velvoittaa hanketta.",
    "1. vuosi\n\n2. vuosi",
    "1 ajatus aiheesta. Lue 2 kommenttia.",
    "Hankkeen toimisto, 3 kerros, huone 202.",
    "Hankkeen kurssi maksaa 45 euroa.",
    "Hankkeen koordinaattori Maija Koivu (50 % työajasta).",
    "Hankkeesta kerrotaan raportin sivulla 12.",
    "Hankkeen ryhmään mahtuu 15 osallistujaa.",
    "Hankkeen kielikerhot alkavat viikolla 8.",
    "Pohjois-Koivumaalla on 14 kuntaa.",
    "Ohjausryhmän kokoukseen osallistui 12 henkilöä.",
]


@pytest.mark.parametrize("kind", [PAGE, REGISTER])
@pytest.mark.parametrize("text", BACKGROUND + NOT_COUNTS)
def test_background_and_other_numbers_are_left_alone(text: str, kind: DocumentKind) -> None:
    assert counts(text, kind) == []


@pytest.mark.parametrize("kind", [DocumentKind.BLOG_ARTICLE, DocumentKind.NEWS, DocumentKind.SERVICE])
def test_a_page_that_is_no_project_has_no_counts(kind: DocumentKind) -> None:
    assert counts("Hankkeessa tavoitettiin 131 nuorta.", kind) == []


def test_a_heading_on_results_stands_for_the_project_cue() -> None:
    text = "Hankkeen tulokset\n\nTulokset\n\n • Ohjausta sai 214 henkilöä\n • 58 henkilöä työllistyi\n"
    assert counts(text) == [(214, "realised"), (58, "realised")]


def test_short_list_items_below_a_count_are_shares_of_it() -> None:
    text = "Hankkeessa haastateltiin 60 osallistujaa, joista:\n\n • Työelämässä 28 % (17 hlö)\n\n • Opiskelee 30 %\n"
    assert [v for v, _ in counts(text)] == [60, 28, 17, 30]


def test_a_part_is_of_the_kind_of_its_whole() -> None:
    text = "Tavoitteena oli saada mukaan 120 nuorta, ja hankkeessa tavoitettiin lopulta 137 nuorta, joista 79 naisia."
    assert counts(text) == [(120, "planned"), (137, "realised"), (79, "realised")]


def test_women_are_a_group_of_their_own() -> None:
    found = find_metrics(page("Hankkeen ryhmiin osallistui 120 naista ja 45 lasta."))
    assert [(f.values["value"].value, f.qualifiers.get("group")) for f in found] == [(120, "women"), (45, None)]


NOUNS = st.sampled_from(["nuorta", "osallistujaa", "perhettä", "työpajaa", "naista", "tilaisuutta", "opiskelupaikkaa"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(2, 1900), NOUNS), min_size=1, max_size=8))
def test_every_count_of_a_list_is_found_at_its_place(items: list[tuple[int, str]]) -> None:
    text = "Hankkeen tuloksena saatiin: " + ", ".join(f"{n} {noun}" for n, noun in items) + "."
    ctx = page(text)
    found = find_metrics(ctx)
    assert_law(ctx, found)
    assert [(f.values["value"].value, f.values["noun"].value) for f in found] == items

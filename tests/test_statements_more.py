# ruff: noqa: E501  (the texts are documents: their lines are theirs)
"""What came of it, law and hopes, first-person and passive doings."""

import pytest
from page_helpers import context, values

from extractors.fields.goals import find_actions, find_goals, find_results


def test_the_law_s_goal_with_its_title_is_background_and_many_projects_aims_are_nobody_s() -> None:
    law = "Lain ulkoiluseurojen tukemisesta (UltuL) tavoitteena on lisätä liikuntaa.\n\nPaikka kehittää neuvontaa."
    assert values(find_goals(context(law))) == []
    many = "Katsaus kertoo hankkeista, joiden tarkoituksena on ollut lisätä retkeilyä."
    assert values(find_goals(context(many))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeen avulla löydettiin kevyempiä tapoja ohjata kulkijoita.",
        "Alkuvuoden aikana kohderyhmää on tavoitettu laajasti.",
        "Kurssien tavoitteeksi asetettu osallistujamäärä on ylitetty.",
    ],
)
def test_what_was_found_reached_or_exceeded_is_a_result(sentence: str) -> None:
    ctx = context(f"Polku-hanke alkoi syksyllä.\n\n{sentence}")
    assert values(find_results(ctx)) == [sentence]


def test_nominative_bullets_under_a_lead_in_of_goals_are_goals() -> None:
    page = "Polku-hanke\n\nKylien päämääriä olivat mm.\n\n• sujuva yhteistyö seurojen kesken\n• elävät kylätalot nuorille\n"
    assert values(find_goals(context(page))) == ["sujuva yhteistyö seurojen kesken", "elävät kylätalot nuorille"]


def test_benefits_that_participants_told_of_are_results() -> None:
    page = "Polku-hanke\n\nOsallistujien mainintoja kerhon hyödyistä:\n\n• Uusia tuttavia lähiseudulta\n• Rohkeuden kasvu\n"
    ctx = context(page)
    assert values(find_results(ctx)) == ["Uusia tuttavia lähiseudulta", "Rohkeuden kasvu"]
    assert values(find_goals(ctx)) == []


def test_a_count_s_parts_are_no_doings() -> None:
    page = "Polku-hanke\n\nKyselyssä haastateltiin 40 kävijää, joista:\n\n• Työssä 25 % (10 hlö)\n• Eläkkeellä 75 % (30 hlö)\n"
    assert not any("hlö" in str(v) for v in values(find_actions(context(page))))


@pytest.mark.parametrize(
    "sentence",
    [
        "Polku-hanke tuki kyläseurojen retkien suunnittelua.",
        "Hanke kokoaa kyläseuroja yhteen sekä vahvistaa vertaistoimintaa.",
        "Vi formger broschyrerna så att de är lätta att läsa.",
        "Vi förankrar planerna i byarna och i skolorna på orten.",
        "The art of baking can be studied in the evening course of the village.",
        "In addition Polku House organizes baking evenings every month for the neighbours.",
        "Kerhossa harjoitellaan suomea pelaten ja keskustellen.",
        "Suomen kielen kursseja järjestetään kylätalolla iltaisin.",
        "You can practise baking in our groups on the farm.",
        "The guidance is available in eight languages at the farm.",
        "One of the main tasks of the house is to organize walks in the area.",
    ],
)
def test_first_person_and_passive_doings_are_actions(sentence: str) -> None:
    assert values(find_actions(context(f"Polku-hanke\n\n{sentence}"))) == [sentence]


def test_a_heading_that_is_a_sentence_announces_nothing() -> None:
    page = (
        "Polku-hankkeessa on saatu kontakti moneen uuteen kyläläiseen\n\n"
        "Hankkeessa tuetaan yksin asuvia kyläläisiä.\n\nKohderyhmälle järjestetään retkiä ja neuvontaa.\n"
    )
    assert len(find_actions(context(page))) == 2


def test_hopes_and_counts_are_no_doings() -> None:
    page = "Polku-hanke\n\nParhaimmillaan hanke luo mahdollisuuksia seuroille. Heistä 30 on kohdattu retkellä."
    assert values(find_actions(context(page))) == []


def test_english_results_of_employment_and_of_having_established() -> None:
    page = "The project ran for two years.\n\nWith the help of the coaching, 12 neighbours were employed by bakeries.\n"
    assert len(find_results(context(page))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeessa on saatu aikaan pysyvä kyläverkosto.",
        "The project led to a lasting network of the bakers.",
        "Projektet resulterade i en ny handbok för byarna.",
    ],
)
def test_what_a_project_led_to_is_a_result(sentence: str) -> None:
    assert values(find_results(context(f"Polku-hanke\n\n{sentence}"))) == [sentence]


def test_who_runs_a_project_is_no_doing() -> None:
    page = "The project ended.\n\nThe project Village Bread is administered by the bakery and is organized at the farm."
    assert values(find_actions(context(page))) == []

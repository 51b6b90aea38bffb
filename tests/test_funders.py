# ruff: noqa: E501  (the texts are documents: their lines are theirs)
"""Funds that pay, by the words around them; and names beside such words that pay nothing."""

import pytest
from page_helpers import context

from extractors.fields.organisations import find_organisations
from extractors.kinds import application_form
from schemas.facts import DocumentKind


def funders(text: str) -> list[object]:
    found = find_organisations(context("Kotisatama-hanke\n\n" + text + "\n"))
    return [f.values["value"].value for f in found if f.type == "funder"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Muina rahoittajina olivat kehitysyhtiöt Kasvek ja Lumio Invest.", ["Kasvek", "Lumio Invest"]),
        ("Hanketta rahoittavat Kainuun liitto, Kasvek ja Kajaanin kaupunki.", ["Kainuun liitto", "Kasvek", "Kajaanin kaupunki"]),
        ("The project is funded by the Regional Council of Lapland.", ["Lapin liitto"]),
        ("Polku is an ERDF project in two towns.", ["Euroopan aluekehitysrahasto (EAKR)"]),
        ("Horizon 2020, 2020–2023", ["Horisontti 2020"]),
        ("Hanke on saanut rahoitusta Horisontti 2020 -ohjelmasta.", ["Horisontti 2020"]),
        ("Rahoittajina ovat toimineet monet pienet yhdistykset ja Kasvun ystäviä.", []),
        ("The two towns funded by them have other plans.", []),
    ],
)  # fmt: skip
def test_payers_by_name_in_a_sentence(text: str, values: list[str]) -> None:
    assert sorted(map(str, funders(text))) == sorted(values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Raha-automaattiyhdistys tukee hanketta.", "Raha-automaattiyhdistys (RAY)"),
        ("Hanketta tukee STEA.", "STEA"),
        ("Keskus on tehnyt ensimmäiset ESR+ -rahoituspäätökset.", "Euroopan sosiaalirahasto plus (ESR+)"),
        ("Harbour is an ESF+ funded project.", "Euroopan sosiaalirahasto plus (ESR+)"),
        ("Projektet får understöd av Europeiska socialfonden.", "Euroopan sosiaalirahasto (ESR)"),
    ],
)
def test_funds_that_pay(text: str, value: str) -> None:
    assert funders(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Säätiö tutki asiaa, mutta AMIF ei tukenut työtä.",
        "Ryhmässä olivat Anna Koivu, rahoittajan edustaja ja Matti Meri, Koivulan kunnan edustaja.",
        "STEA antoi toiminta-avustuksen. Lisäksi Koivulan kunta on kumppanina toisessa hankkeessa.",
        "Koivulan kunta sai vuodelle 2022 viisi STEA-avustusta.",
        "Alueella on monta ESR-hanketta ja muitakin ESR-hankkeita.",
    ],
)
def test_names_that_pay_nothing(text: str) -> None:
    assert "AMIF" not in str(funders(text)) and "Koivulan kunta" not in funders(text)


def test_a_form_has_its_fund_in_the_title() -> None:
    text = "ESR-PROJEKTISUUNNITELMA\n\n1 Hakemusnumero 1 Projektikoodi S19999 Projektin nimi Kotisatama\n"
    found = application_form.read(context(text, DocumentKind.APPLICATION_FORM))
    assert [f.values["value"].value for f in found if f.type == "funder"] == ["Euroopan sosiaalirahasto (ESR)"]
    assert (
        application_form.read(context("Hankehakemus\n\nEi mitään tuttua.\n", DocumentKind.APPLICATION_FORM)) is not None
    )

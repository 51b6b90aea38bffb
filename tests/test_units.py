# ruff: noqa: E501 - a table of examples is read line by line
import pytest
from contact_helpers import around

from extractors.fields.contacts import find_contacts, find_unit_contacts

Unit = tuple[str, str | None, str | None]


def units(text: str) -> list[Unit]:
    """Unit, number and address of each unit contact, in text order."""
    out = []
    for found in find_unit_contacts(around(text)):  # type: ignore[arg-type]
        get = {k: e.value for k, e in found.values.items()}
        out.append((get["unit"], get.get("phone"), get.get("email")))
    return out  # type: ignore[return-value]


def test_every_unit_of_a_service_page_keeps_its_own_numbers_and_head() -> None:
    text = (
        "KOIVULAN VASTAANOTTOTALO\nKoivukatu 1, 94100 Kemi\np. 050 555 0101/ totalo@koivula.example\n"
        "Johtaja Maija Koivu p. 050 555 0102\n\n"
        "KUUSISTON MAJOITUSYKSIKKÖ\nArkisin virka-aikaan: p. 050 555 0103 tai 050 555 0104\n\n"
        "LEHDON PALVELUTALO\nLehtotie 3\n94100 KEMI\nToimiston päivystävä p. 050 555 0105\nlehto@koivula.example\n"
        "Johtaja Pekka Kuusela p. 050 555 0106"
    )
    assert units(text) == [
        ("Koivulan vastaanottotalo", "+358505550101", "totalo@koivula.example"),
        ("Kuusiston majoitusyksikkö", "+358505550103", None),
        ("Kuusiston majoitusyksikkö", "+358505550104", None),
        ("Lehdon palvelutalo", "+358505550105", "lehto@koivula.example"),
    ]
    people = [{k: e.value for k, e in f.values.items()} for f in find_contacts(around(text))]  # type: ignore[arg-type]
    assert [(p["name"], p["phone"]) for p in people] == [
        ("Maija Koivu", "+358505550102"),
        ("Pekka Kuusela", "+358505550106"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neuvontapiste Tupa\n\nVastaava ohjaaja p. 050 555 0101", [("Neuvontapiste Tupa", "+358505550101", None)]),
        ("Neuvontapiste Tupa\nKoivukatu 1\nAvoinna ma–pe 9–15\nArkisin 050 555 0101", [("Neuvontapiste Tupa", "+358505550101", None)]),
        ("Tuvan yhteystiedot:\n\nKoivukatu 1, 94100 Kemi\nOhjaajan puh. 050 555 0101", [("Tupa", "+358505550101", None)]),
        ("Kun piste on kiinni, voit soittaa Lähitupaan puh. 050 555 0101.", [("Lähitupa", "+358505550101", None)]),
        ("Integrationsbyrån\nKundtjänst: 050 555 0101\nintegration@koivula.example", [("Integrationsbyrån", "+358505550101", "integration@koivula.example")]),
        ("Migrant Help Desk\nSwitchboard +358 50 555 0101 / Reception +358 50 555 0102",
         [("Migrant Help Desk", "+358505550101", None), ("Migrant Help Desk", "+358505550102", None)]),
        ("Contact\nThe Welcome Office\n+358 50 555 0101\nwelcome@koivula.example", [("The Welcome Office", "+358505550101", "welcome@koivula.example")]),
        ("Toimisto p. 050 555 0101, Keittiö p. 050 555 0102", [("Toimisto", "+358505550101", None), ("Keittiö", "+358505550102", None)]),
        ("Koivulan vapaa opisto, Kemi\n\nKurssille mahtuu 16. Ilmoittaudu: toimisto@koivulanvapaaopisto.example tai 050 555 0101.",
         [("Koivulan vapaa opisto", "+358505550101", "toimisto@koivulanvapaaopisto.example")]),
    ],
)  # fmt: skip
def test_the_unit_of_a_number(text: str, expected: list[Unit]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Arkisin virka-aikaan: p. 050 555 0101",
        "Voit soittaa numeroon 050 555 0101.",
        "Tulkki voi soittaa puolestasi, kun numero on 050 555 0101.",
        "Neuvontapiste Tupa\n050 555 01",
        "Ilmoittaudu: toimisto@muutalo.example",
    ],
)
def test_a_number_without_a_unit_stays_out(text: str) -> None:
    assert units(text) == []

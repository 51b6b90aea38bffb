# ruff: noqa: E501 - a table of examples is read line by line
import pytest
from contact_helpers import around, document
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.addresses import DERIVERS, find_addresses, scan_addresses
from extractors.mentions import Taken


def values(text: str) -> list[str]:
    return [str(m.value) for m in scan_addresses(document(text), Taken())]


@pytest.mark.parametrize(
    ("text", "street", "postcode", "city"),
    [
        ("Koivukatu 1, 00530 Helsinki", "Koivukatu", "00530", "Helsinki"),
        ("Koivukatu 1 00530 Helsinki", "Koivukatu", "00530", "Helsinki"),
        ("Koivukatu 4\n00530 HELSINKI", "Koivukatu", "00530", "Helsinki"),
        ("Koivutie 11-13 A 4, 40100 Jyväskylä", "Koivutie", "40100", "Jyväskylä"),
        ("Vanha Turuntie 4–6, FI-02700 Kauniainen", "Vanha Turuntie", "02700", "Kauniainen"),
        ("Eino Koivun katu 2 A, 20100 Turku", "Eino Koivun katu", "20100", "Turku"),
        ("Pohjoinen Rautatiekatu 5 B, 3. krs, 00100 Helsinki", "Pohjoinen Rautatiekatu", "00100", "Helsinki"),
        ("Björkgatan 2, 67100 Karleby", "Björkgatan", "67100", "Karleby"),
        ("PL 52 (Ketunpolku 3), 28601 PORI", "PL 52 (Ketunpolku 3)", "28601", "Pori"),
        ("PB 12, 65101 Vasa", "PB 12", "65101", "Vasa"),
        ("Satamakatu 5, Kotka, Suomi", "Satamakatu", None, "Kotka"),
        ("Koivuportti 3, 40100 Jyväskylä", "Koivuportti", "40100", "Jyväskylä"),
        ("Agora Center 3, 40100 Jyväskylä", "Agora Center", "40100", "Jyväskylä"),
        ("osoitteessa Koivukatu 17.", "Koivukatu", None, None),
        ("Käyntiosoite: Koivupolku 3", "Koivupolku", None, None),
    ],
)
def test_an_address_is_taken_apart(text: str, street: str, postcode: str | None, city: str | None) -> None:
    (found,) = find_addresses(around(text))  # type: ignore[arg-type]
    parts = {k: found.values[k].value if k in found.values else None for k in ("street", "postcode", "city")}
    assert parts == {"street": street, "postcode": postcode, "city": city}


@pytest.mark.parametrize(
    "text",
    [
        "Tavoite 3 on", "toimintalinja 3 ja linja 4", "Kotopolku 2.0 -hanke", "Polku 2 -hanke alkoi", "Maija Ranta 050 555 0101",
        "Pekka Mäki 040 123 4567", "katu 3", "Taulukko 4", "FI-00530 Helsinki", "vuonna 2018", "Silta 2021", "PL:n 3 momentti",
        "Kotitie 20 % osallistujista", "Oppitori 3 -koulutus",
    ],
)  # fmt: skip
def test_what_is_no_address_is_left(text: str) -> None:
    assert values(text) == []


def test_a_house_number_is_no_date_and_the_value_is_on_one_line() -> None:
    assert values("Koivutie 11-13\n94100 Kemi") == ["Koivutie 11-13, 94100 Kemi"]


def test_the_owner_is_the_organisation_above() -> None:
    text = "Koivukoti ry\n\nKoivukatu 1, 94200 Kemi\n\nMonikulttuurikeskus Lehto\n\nLehtotie 3, 94100 Kemi"
    owners = [f.qualifiers["owner"] for f in find_addresses(around(text))]  # type: ignore[arg-type]
    assert owners == ["Koivukoti ry", "Monikulttuurikeskus Lehto"]


def test_under_a_heading_of_another_unit_the_owner_is_not_the_one_before() -> None:
    text = "KOIVULAN TOIMINTAKESKUS\nKoivukatu 1, 94200 Kemi\n\nTILAPÄISMAJOITUS\nLehtotie 3\n94100 KEMI"
    owners = [f.qualifiers["owner"] for f in find_addresses(around(text))]  # type: ignore[arg-type]
    assert owners == ["KOIVULAN TOIMINTAKESKUS", None]


_PIECES = st.sampled_from(
    [
        "Koivukatu",
        " ",
        "1",
        "11-13",
        ", ",
        "00530",
        "Helsinki",
        "\n",
        "PL",
        "katu",
        "A",
        "Vanha",
        "krs",
        "(",
        ")",
        "Kotka",
        "Suomi",
        "-",
        "3.",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_value_is_proved_by_its_quote(text: str) -> None:
    for found in find_addresses(around(text)):  # type: ignore[arg-type]
        for name, evidence in found.values.items():
            assert DERIVERS[f"address.{name}"](text[evidence.start : evidence.end], evidence.params) == evidence.value


def test_a_page_of_capital_words_stays_linear() -> None:
    assert values("Koivu Kuusi " * 40_000 + "3") == []
    assert values("katu " * 60_000) == []

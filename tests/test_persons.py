# ruff: noqa: E501 - a table of examples is read line by line
import itertools

import pytest
from contact_helpers import around
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.persons import derive_name
from extractors.fields.persons.titles import derive_role, find_roles


def names(text: str) -> list[str]:
    return [str(m.value) for m in around(text).persons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("projektipäällikkö Maija Koivu (050 555 0101)", "Maija Koivu"),
        ("Lisätietoja saa Maija Miettiseltä, p. 050 555 0101", "Maija Miettinen"),
        ("Maija Miettisen haastattelu", "Maija Miettinen"),
        ("Koivu Maija", "Maija Koivu"),
        ("KOIVU MAIJA\nmaija.koivu@koivukoti.example", "Maija Koivu"),
        ("MAIJA KOIVU\nmaija.koivu@koivukoti.example", "Maija Koivu"),
        ("Koivu Maija Liisa\nmaija.koivu(at)koivukoti.example", "Maija Liisa Koivu"),
        ("Koivu, Maija (ohjaaja)\nmaija.koivu@koivukoti.example", "Maija Koivu"),
        ("Anna-Liisa Koivu-Kuusela", "Anna-Liisa Koivu-Kuusela"),
        ("Maija von Koivu", "Maija von Koivu"),
        ("Maija K. Koivu", "Maija K. Koivu"),
        ("Maija Liisa Koivu", "Maija Liisa Koivu"),
        ("Maija Salo", "Maija Salo"),
        ("Xhavit Krzysz\nohjaaja\np. 050 555 0101", "Xhavit Krzysz"),
        ("Xhavit Krzysz, xhavit.krzysz@koivukoti.example", "Xhavit Krzysz"),
        ("Kysy Ahmed Taeebilta: ahmed.taeeb@koivukoti.example", "Ahmed Taeeb"),
        ("Fatima El-Sayed, koordinaattori", "Fatima El-Sayed"),
        ("Project Manager Maija Koivu", "Maija Koivu"),
        ("Päivi Äijälä\npaivi.aijala@koivukoti.example", "Päivi Äijälä"),
    ],
)
def test_a_name_is_read_in_its_base_form(text: str, expected: str) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "KOTOUTTAMISKESKUS TOIVO", "Pick & Mix", "Kuva: Siirto, EVL", "Kemi Guide kansi", "Uusi Suomi", "Anna Palautetta",
        "Maija Koivu -hanke", "Maija Koivun säätiö", "Satu Salmi Oy", "Keski-Suomen Yhteisöjen Tuki", "Ohjaamo Kemi",
        "Helsingin Diakonissalaitos", "Euroopan Unioni", "Salo Lahti Vantaa", "Avoin Amk\navoin.amk@opisto.example",
        "Project Lead, tel. 050 555 0101", "Monikulttuurikeskus Mikseri\nmikseri@koivukoti.example", "Non-stop suomen kieli",
        "Tule Mukaan", "Read More", "Yhteistyössä Turun Kaupunki",
    ],
)  # fmt: skip
def test_what_is_no_person_is_left(text: str) -> None:
    assert names(text) == []


def test_several_names_in_a_row_come_apart() -> None:
    assert names("Maija Koivu, Pekka Kuusela ja Anna-Liisa Salo") == ["Maija Koivu", "Pekka Kuusela", "Anna-Liisa Salo"]


def test_a_base_form_of_another_word_is_refused() -> None:
    with pytest.raises(ValueError, match="not the base form"):
        derive_name("Maija Miettisen", {"base": "Koivu"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toiminnanjohtaja Maija Koivu", "toiminnanjohtaja"),
        ("Talouspäällikkö, isännöitsijä\nMaija", "talouspäällikkö, isännöitsijä"),
        ("Monikulttuurisen työn koordinaattori\nMaija", "monikulttuurisen työn koordinaattori"),
        ("Lisätietoja antaa projektipäällikkö Maija", "projektipäällikkö"),
        ("Hankkeen projektipäällikkönä toimii Maija", "projektipäällikkö"),
        ("Verkoston yhteyshenkilö: Maija", "verkoston yhteyshenkilö"),
        ("Setlementti Koivun toiminnanjohtaja Maija", "toiminnanjohtaja"),
        ("Koivulan kaupungin maahanmuuttokoordinaattori", "maahanmuuttokoordinaattori"),
        ("viestintä- ja hankekoordinaattori Maija", "viestintä- ja hankekoordinaattori"),
        ("vs. palvelupäällikkö", "vs. palvelupäällikkö"),
        ("johtava asiantuntija Maija", "johtava asiantuntija"),
        ("kotoutumissunnittelija Maija", "kotoutumissunnittelija"),
        ("Project Manager Maija", "project manager"),
        ("projektledare Maija", "projektledare"),
        ("IT-asiantuntija", "IT-asiantuntija"),
        ("PROJEKTIPÄÄLLIKKÖ", "projektipäällikkö"),
    ],
)
def test_a_title_reaches_as_far_as_its_words(text: str, expected: str) -> None:
    (role,) = find_roles(text)
    assert derive_role(text[role.start : role.end], {"inflected": role.inflected}) == expected


_PIECES = st.sampled_from(
    [
        "Maija",
        "Koivu",
        "Miettisen",
        "KOIVU",
        " ",
        " ",
        "\n",
        ", ",
        "Ahmed",
        "Taeebilta",
        "von",
        "ahmed.taeeb@x.example",
        "projektipäällikkö",
        "-hanke",
        "A.",
        "maija.koivu@x.example",
        "ja",
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_every_name_is_proved_by_its_quote(text: str) -> None:
    found = around(text).persons
    for mention in found:
        assert derive_name(text[mention.start : mention.end], mention.params) == mention.value
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))

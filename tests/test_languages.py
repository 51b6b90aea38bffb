import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_helpers import assert_law, context, values

from extractors.fields.languages import find_languages
from extractors.language.identification import identify


def languages(text: str) -> list[str]:
    return values(text, find_languages, "language")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neuvontaa annetaan arabian-, kurdin- ja darinkielisten ohjaajien voimin.", ["arabia", "kurdi", "dari"]),
        ("Palvelemme suomeksi, soraniksi ja tigrinjaksi.", ["suomi", "sorani", "tigrinja"]),
        ("Kielet: suomi, ruotsi, Venäjä ja karen", ["suomi", "ruotsi", "venäjä", "karen"]),
        ("Palvelukielet\n- suomi\n- thai\n- paštu\n", ["suomi", "thai", "paštu"]),
        ("Palvelukielet ovat arabia, persia/dari ja hassaniitta.", ["arabia", "persia", "dari", "hassaniitta"]),
        ("Ohjaajat puhuvat daria ja venäjää.", ["dari", "venäjä"]),
        ("Ohjausta arabian ja somalin kielellä.", ["arabia", "somali"]),
        ("Broschyren översätts till arabiska, ryska och albanska.", ["arabia", "venäjä", "albania"]),
        ("The guide was translated into Arabic and Dari.", ["arabia", "dari"]),
        ("Swedish and Finnish language cafés at the workplace", ["ruotsi", "suomi"]),
        ("Finnish language courses are held in Kemi.", ["suomi"]),
        ("Vi ger råd på arabiska, somaliska och svenska.", ["arabia", "somali", "ruotsi"]),
        ("Help is available in Arabic, English and Somali.", ["arabia", "englanti", "somali"]),
        ("Viittomakielisille on oma ryhmä.", ["viittomakieli"]),
    ],
)
def test_languages_in_their_settings(text: str, expected: list[str]) -> None:
    assert languages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Malleja haetaan muualta (Ruotsi, Norja ja Viro).",
        "Kurssilla käsitellään suomen kansalaisuus ja Suomen historia.",
        "Suomeksi\nPå svenska\nIn English\n",
        "Monikielinen ja omakielinen ohjaus on maksutonta.",
        "Hankkeen nimi englanniksi: Open Path",
        "We support newcomers in Finnish society.",
        "Turkki puettiin lampaalle.",
    ],
)
def test_countries_switches_and_general_words_are_no_languages(text: str) -> None:
    assert languages(text) == []


def test_usage_tells_teaching_and_publishing_from_serving() -> None:
    found = find_languages(context("Suomen kielen kurssi alkaa. Neuvonta on dariksi. Opas on julkaistu viroksi."))
    assert {f.values["value"].value: f.qualifiers["usage"] for f in found} == {
        "suomi": "taught",
        "dari": "service",
        "viro": "publication",
    }


def test_an_unknown_member_of_a_list_keeps_its_word_and_has_no_code() -> None:
    found = find_languages(context("Palvelukielet ovat arabia, hassaniitta ja venäjä."))
    codes = {f.values["value"].value: f.qualifiers["code"] for f in found}
    assert codes == {"arabia": "ar", "hassaniitta": None, "venäjä": "ru"}


@given(
    st.lists(
        st.sampled_from(
            [
                "arabiaksi",
                "suomi",
                "kielet:",
                "darin-",
                "ja",
                "venäjänkielinen",
                "på",
                "svenska",
                "in",
                "Somali",
                ",",
                "kielen",
            ]
        ),
        max_size=14,
    )
)
def test_every_language_keeps_the_law(words: list[str]) -> None:
    ctx = context(" ".join(words) + " x")
    assert_law(ctx, find_languages(ctx))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hankkeen tavoitteena on tukea maahan muuttaneita nuoria.", "fi"),
        ("Projektet stöder unga som har flyttat till Österbotten.", "sv"),
        ("The project supports young people who moved to Finland.", "en"),
        ("Проект поддерживает молодых людей, переехавших в Финляндию.", "ru"),
        ("12 345", ""),
    ],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert identify(text) == code

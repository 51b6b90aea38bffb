import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_helpers import assert_law, context, values

from extractors.context import Context
from extractors.fields.places import find_places
from extractors.readers import read
from schemas.facts import DocumentKind


def places(text: str) -> list[str]:
    return values(text, find_places, "place")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanke toimii Turussa, Salossa ja Paimiossa.", ["Turku", "Salo", "Paimio"]),
        ("Toimintaa on Uudellamaalla ja Etelä-Pohjanmaalla.", ["Uusimaa", "Etelä-Pohjanmaa"]),
        ("Iin kunnassa ja Iisalmessa järjestetään kerhoja.", ["Ii", "Iisalmi"]),
        ("HELSINGIN KAUPUNKI", ["Helsinki"]),
        ("Ort: Hangö", ["Hanko"]),
        ("Projektet verkar i Åbo, Helsingfors och Egentliga Finland.", ["Turku", "Helsinki", "Varsinais-Suomi"]),
        ("Services in Northern Ostrobothnia and Southern Savo.", ["Pohjois-Pohjanmaa", "Etelä-Savo"]),
        ("Kemi: Maija Koivu\nKurikka: ohjaaja Pekka Kuusela\nTornio: avoinna", ["Kemi", "Kurikka", "Tornio"]),
        ("TOIMINTA EURASSA JA RAUMALLA", ["Eura", "Rauma"]),
        ("The project works in Central Finland and Vantaa.", ["Keski-Suomi", "Vantaa"]),
        ("Hanketta tehdään pääkaupunkiseudulla ja Itä-Suomessa.", ["Pääkaupunkiseutu", "Itä-Suomi"]),
        (
            "Kunnat: Akaa, Aura, Eno, Kuru, Lahti, Pohja, Virrat",
            ["Akaa", "Aura", "Eno", "Kuru", "Lahti", "Pohja", "Virrat"],
        ),
    ],
)
def test_names_in_any_form_and_language(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Minna Salo vastaa ryhmästä ja Salo Minna myös.",
        "Kaarina Koivunen ja Aura Lehtonen ohjaavat.",
        "Kotka lensi saaren yli. Pohja oli mutainen, saari pieni.",
        "Projektiin tuli lahti ja salo, turku ja rauma.",
        "Hyviä käytäntöjä haetaan Ruotsista ja Tanskasta.",
        "Tutkimuksen teki Tampereen yliopisto.",
        "Hakemus jätetään EURA 2021 -järjestelmässä.",
        "Hämeen piiri järjestää kursseja.",
        "Keski-Savon Toimintakeskus ry sai avustusta.",
    ],
)
def test_people_common_words_countries_and_seats_are_no_places(text: str) -> None:
    assert places(text) == []


def test_codes_of_today_and_of_merged_municipalities() -> None:
    found = find_places(context("Kunnat: Lahti, Nastola ja Kouvola. Maakunta: Päijät-Häme."))
    facts = {f.values["value"].value: f.qualifiers for f in found}
    assert facts["Lahti"]["code"] == "398"
    assert facts["Nastola"]["code"] == "532"
    assert facts["Nastola"]["successor"] == "398"
    assert facts["Päijät-Häme"] == {"kind": "region", "code": "07"}


def test_a_services_addresses_say_where_it_is() -> None:
    text = "Tupa toimii Kemissä.\n\nKoivukatu 1, 94100 Kemi\n\nKuusikatu 2, 95400 Tornio"
    for kind, expected in ((DocumentKind.SERVICE, ["Kemi", "Tornio"]), (DocumentKind.PROJECT_PAGE, ["Kemi"])):
        found = find_places(Context(read(text.encode()), kind))
        assert [f.values["value"].value for f in found] == expected


def test_a_sub_region_stands_beside_its_town() -> None:
    found = find_places(context("Joensuun seudun palveluja kehitetään."))
    assert [(f.values["value"].value, f.qualifiers["kind"]) for f in found] == [
        ("Joensuu", "municipality"),
        ("Joensuun seutu", "subregion"),
    ]


def test_districts_belong_to_the_town_their_sentence_names() -> None:
    text = "Neuvontaa annetaan Tampereen eri asuinalueilla (Hervanta, Multisilta ja Tesoma)."
    found = [f for f in find_places(context(text)) if f.qualifiers["kind"] == "district"]
    assert {f.values["value"].value for f in found} == {"Hervanta", "Multisilta", "Tesoma"}
    assert all(f.qualifiers["within"] == "Tampere" for f in found)
    genitive = find_places(context("Varissuon ja Lausteen lähiöissä Turussa kokoonnutaan."))
    assert {f.values["value"].value for f in genitive} == {"Turku", "Varissuo", "Laustee"}


def test_a_town_in_the_genitive_owns_the_district_after_it() -> None:
    found = find_places(context("Kerho kokoontuu Turun Varissuolla ja Tampereen Hervannan alueella."))
    within = {f.values["value"].value: f.qualifiers.get("within") for f in found if f.qualifiers["kind"] == "district"}
    assert within == {"Varissuo": "Turku", "Hervanta": "Tampere"}


def test_the_town_in_a_name_counts_on_a_page_and_not_in_a_list_of_grants() -> None:
    ctx = context("Toteuttaja on Hyvinkään Koivutalo ry.")
    assert [f.values["value"].value for f in find_places(ctx)] == ["Hyvinkää"]
    ctx.kind = DocumentKind.LISTING
    assert find_places(ctx) == []


def test_the_town_of_the_only_address_helps_where_nothing_else_does() -> None:
    assert places("Lehdon tupa\nKoivukuja 4, 33100 Tampere\n") == ["Tampere"]


@given(
    st.lists(
        st.sampled_from(
            ["Turku", "Salossa", "Minna", "Lahti,", "ja", "seudun", "Åbo", "lähiö", "(Kontula)", "\n", "."]
        ),
        max_size=14,
    )
)
def test_every_place_keeps_the_law(words: list[str]) -> None:
    ctx = context(" ".join(words) + " x")
    assert_law(ctx, find_places(ctx))

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_helpers import assert_law, context, values

from extractors.fields.organisations import find_organisations


def roles(text: str) -> dict[str, str]:
    ctx = context(text)
    found = find_organisations(ctx)
    assert_law(ctx, found)
    return {str(f.values["name"].value): str(f.qualifiers["role"]) for f in found if f.type == "organisation"}


def funders(text: str) -> list[str]:
    return values(text, find_organisations, "funder")


def test_participles_say_who_leads_and_who_pays() -> None:
    text = (
        "Kotipolku on LNT ry:n hallinnoima ja Euroopan sosiaalirahaston, Turun ja Salon kaupunkien sekä STEA:n "
        "rahoittama hanke.\n\n1.1.2020 / Lehdon Naapurien Tuki ry\n"
    )
    assert roles(text) == {
        "Lehdon Naapurien Tuki ry": "lead",
        "Euroopan sosiaalirahasto": "funder",
        "Turun kaupunki": "funder",
        "Salon kaupunki": "funder",
        "STEA": "funder",
    }
    assert funders(text) == ["Euroopan sosiaalirahasto (ESR)", "Turun kaupunki", "Salon kaupunki", "STEA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanketta hallinnoi Setlementti Kuusi ry.", {"Setlementti Kuusi ry": "lead"}),
        ("Hankkeen toteuttaa Vertaissäätiö.", {"Vertaissäätiö": "lead"}),
        ("Hanketta hallinnoi Tupa-Valmennusyhdistys.", {"Tupa-Valmennusyhdistys": "lead"}),
        ("Toteuttaja: Monikulttuuriyhdistys Lehto ry\n", {"Monikulttuuriyhdistys Lehto ry": "lead"}),
        (
            "Hankkeen osatoteuttajina ovat Koivun ammattiopisto Oy, Lentäväinen ja Kainuun liitto.",
            {"Koivun ammattiopisto Oy": "partner", "Kainuun liitto": "partner"},
        ),
        ("Tuen siirronsaajat\nKuusen koulutuskuntayhtymä\n", {"Kuusen koulutuskuntayhtymä": "subsidy_recipient"}),
        (
            "Setlementti Kuusi ry toteuttaa hanketta yhteistyössä Lahden seurakuntayhtymän kanssa.",
            {"Setlementti Kuusi ry": "lead", "Lahden seurakuntayhtymä": "cooperation"},
        ),
        (
            "Projektet finansieras av Vasa stad och NTM-centralen i Österbotten.",
            {"Vaasan kaupunki": "funder", "Pohjanmaan ELY-keskus": "funder"},
        ),
        (
            "The project is funded by the City of Helsinki. Partners: University of Turku, Birch Foundation.",
            {"Helsingin kaupunki": "funder", "University of Turku": "partner", "Birch Foundation": "partner"},
        ),
        ("Ohjaus on Monikulttuurikeskus Lehdon tiloissa.", {"Monikulttuurikeskus Lehto": "unit"}),
        ("KOTOUTTAMISKESKUS TOIVOLA", {"Kotouttamiskeskus Toivola": "unit"}),
        ("Kuusen kylä ry:n kolmevuotinen hanke alkoi.", {"Kuusen kylä ry": "lead"}),
        (
            "Hankkeeseen osallistuvat Kuusen lukio Oy ja Itä-Koivun tuki ry.",
            {"Kuusen lukio Oy": "partner", "Itä-Koivun tuki ry": "partner"},
        ),
        (
            "Toteuttajina toimivat Kuusi Oy ja Koivun säätiö sr sekä yhteistyökumppaneina Lehto ry ja Oulun kaupunki.",
            {
                "Kuusi Oy": "lead",
                "Koivun säätiö sr": "lead",
                "Lehto ry": "cooperation",
                "Oulun kaupunki": "cooperation",
            },
        ),
        (
            "Funded by the Häme Centre for Economic Development, Transport and the Environment.",
            {"Hämeen ELY-keskus": "funder"},
        ),
        ("Merparten av finansieringen kommer från Svenska kulturfonden.", {"Svenska kulturfonden": "funder"}),
        ("Hanketta rahoittaa Nuorten Polku -säätiö.", {"Nuorten Polku -säätiö": "funder"}),
    ],
)
def test_roles(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kouvolan kaupungissa asuu tuhat perhettä.",
        "Yhdistyksen tavoitteena on auttaa. Kaupungin palvelut ovat maksuttomia.",
        "Koulutuskeskus Polku -hanke päättyi.",
        "Keskus palvelee kaikkia. Alueen oppilaitosten kanssa sovitaan.",
        "Aino Koivunen ja Matti Lehto ohjaavat ryhmää.",
        "ESR-hankkeet ovat tärkeitä.",
        "Kemin oma monikulttuurikeskus avataan joskus.",
        "Perusopetus Nuorisotoimi AIKUISTEN PALVELUT Neuvola",
        "LASTEN PALVELUT",
        "The office is open on weekdays, and the head office is closed.",
    ],
)
def test_places_common_words_projects_and_people_are_no_organisations(text: str) -> None:
    assert roles(text) == {}
    assert funders(text) == []


def test_the_members_of_a_list_of_partners_are_bodies_whatever_their_names() -> None:
    text = "Hankkeen kumppanit\n\n- Startup Newcomers\n- Kuusi Oy\n- Yhteiset tilaisuudet\n- Metropolia\n"
    assert roles(text) == {"Startup Newcomers": "partner", "Kuusi Oy": "partner", "Metropolia": "partner"}


def test_a_business_id_belongs_to_the_name_it_follows() -> None:
    found = find_organisations(context("Osatoteuttajat\nKuusen koulutus Oy, 1234567-1\nLehdon opisto Oy, 0112038-9\n"))
    ids = {f.values["name"].value: f.values.get("business_id") for f in found if f.type == "organisation"}
    second = ids["Lehdon opisto Oy"]
    assert second is not None and second.value == "0112038-9"
    first = ids["Kuusen koulutus Oy"]
    assert first is None or first.value == "1234567-1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kotipolku-hanke (ESR+)", ["Euroopan sosiaalirahasto plus (ESR+)"]),
        ("Kotipolku (ESR) –hanke", ["Euroopan sosiaalirahasto (ESR)"]),
        ("Lisätietoja ESR-hankkeesta.", ["Euroopan sosiaalirahasto (ESR)"]),
        ("vipuvoimaa_eakr.png", ["Euroopan aluekehitysrahasto (EAKR)"]),
        ("Vipuvoimaa EU:lta | Euroopan unioni Euroopan sosiaalirahasto", ["Euroopan sosiaalirahasto (ESR)"]),
        ("Hanke on saanut rahoitusta STEA:lta ja Lahden kaupungilta.", ["STEA", "Lahden kaupunki"]),
        (
            "Hanke rahoitetaan turvapaikka-, maahanmuutto- ja kotouttamisrahastosta (AMIF).",
            ["Turvapaikka-, maahanmuutto- ja kotouttamisrahasto (AMIF)"],
        ),
        ("Kuusi on ry, jota rahoittaa STEA.", ["STEA"]),
        ("Ministeriöistä mukana kyselyssä oli opetus- ja kulttuuriministeriö.", []),
    ],
)
def test_funders(text: str, expected: list[str]) -> None:
    assert funders(text) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "Turun",
                "ja",
                "Salon",
                "kaupunkien",
                "Kuusi",
                "ry:n",
                "rahoittama",
                "STEA:n",
                "(ESR)",
                "hanke",
                "säätiö",
                "-säätiö",
                ",",
                "Toteuttaja:",
                "\n",
                "City",
                "of",
                "Helsinki",
                "stad",
                "Vasa",
                "Oy",
                "KUUSEN",
                "keskus",
            ]
        ),
        max_size=16,
    )
)
def test_every_organisation_and_funder_keeps_the_law(words: list[str]) -> None:
    ctx = context(" ".join(words) + " x")
    assert_law(ctx, find_organisations(ctx))

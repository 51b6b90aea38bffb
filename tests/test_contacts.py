# ruff: noqa: E501 - a table of examples is read line by line
import pytest
from contact_helpers import Around, around, document
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fields.contacts import DERIVERS, find_contacts, find_unit_contacts
from extractors.fields.identifiers.emails import folded

Card = tuple[str, str | None, str | None, str | None]


def cards(text: str) -> list[Card]:
    """Name, title, number, address of each contact, in text order."""
    out = []
    for found in find_contacts(around(text)):  # type: ignore[arg-type]
        get = {k: e.value for k, e in found.values.items()}
        out.append((get["name"], get.get("role"), get.get("phone"), get.get("email")))
    return out  # type: ignore[return-value]


MAIJA: Card = ("Maija Koivu", "projektipäällikkö", "+358505550101", "maija.koivu@koivukoti.example")
PEKKA: Card = ("Pekka Kuusela", "ohjaaja", "+358505550102", "pekka.kuusela@koivukoti.example")


@pytest.mark.parametrize(
    "text",
    [
        "Maija Koivu\nprojektipäällikkö\np. 050 555 0101\nmaija.koivu@koivukoti.example\n\n"
        "Pekka Kuusela\nohjaaja\np. 050 555 0102\npekka.kuusela@koivukoti.example",
        "Projektipäällikkö\nMaija Koivu\npuh. 050 555 0101\nmaija.koivu (at) koivukoti.example\n\n"
        "Ohjaaja\nPekka Kuusela\npuh. 050 555 0102\npekka.kuusela (at) koivukoti.example",
        "Maija Koivu\n050 555 0101\nmaija.koivu@koivukoti.example\nProjektipäällikkö\n"
        "Pekka Kuusela\n050 555 0102\npekka.kuusela@koivukoti.example\nOhjaaja",
        "Maija Koivu\n\nprojektipäällikkö\n\np. 0505550101\ns. maija.koivu@koivukoti.example\n\n"
        "Pekka Kuusela\n\nohjaaja\n\np. 0505550102\ns. pekka.kuusela@koivukoti.example",
        "Projektipäällikkö Maija Koivu maija.koivu@koivukoti.example, 050 555 0101\n"
        "Ohjaaja Pekka Kuusela pekka.kuusela@koivukoti.example, 050 555 0102",
        "Lisätietoja antavat projektipäällikkö Maija Koivu, p. 050 555 0101, maija.koivu(a)koivukoti.example "
        "ja ohjaaja Pekka Kuusela, p. 050 555 0102, pekka.kuusela(a)koivukoti.example.",
        "Projektipäällikkö: Maija Koivu, gsm 050-555 0101, maija.koivu@koivukoti.example\n"
        "Ohjaaja: Pekka Kuusela, gsm 050-555 0102, pekka.kuusela@koivukoti.example",
        "Nimi\tTehtävä\tPuhelin\tSähköposti\nKoivu Maija\tprojektipäällikkö\t050 555 0101\tmaija.koivu@koivukoti.example\n"
        "Kuusela Pekka\tohjaaja\t050 555 0102\tpekka.kuusela@koivukoti.example",
        "Maija Koivu\tPekka Kuusela\nprojektipäällikkö\tohjaaja\n050 555 0101\t050 555 0102\n"
        "maija.koivu@koivukoti.example\tpekka.kuusela@koivukoti.example",
        "Maija Koivu   Pekka Kuusela\nProjektipäällikkö   Ohjaaja\np. 050 555 0101   p. 050 555 0102\n"
        "maija.koivu@koivukoti.example pekka.kuusela@koivukoti.example",
        "• Maija Koivu, projektipäällikkö, 050 555 0101, maija.koivu@koivukoti.example\n"
        "• Pekka Kuusela, ohjaaja, 050 555 0102, pekka.kuusela@koivukoti.example",
        "Maija Koivu – projektipäällikkö – 050 555 0101 – maija.koivu@koivukoti.example\n\n"
        "Pekka Kuusela – ohjaaja – 050 555 0102 – pekka.kuusela@koivukoti.example",
        "Maija Koivu (projektipäällikkö)\npuh. 050 555 0101\nmaija.koivu @koivukoti.example\n"
        "Pekka Kuusela (ohjaaja)\npuh. 050 555 0102\npekka.kuusela @koivukoti.example",
        "Hankkeessa työskentelevät projektipäällikkö Maija Koivu (050 555 0101) ja ohjaaja Pekka Kuusela (050 555 0102). "
        "Sähköposti: maija.koivu@koivukoti.example, pekka.kuusela@koivukoti.example",
    ],
)
def test_two_cards_in_every_layout(text: str) -> None:
    assert cards(text) == [MAIJA, PEKKA]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("YHTEYSHENKILÖ: Maija Koivu, P. 050 5550 101", ("Maija Koivu", "yhteyshenkilö", "+358505550101", None)),
        ("Verkoston yhteyshenkilö: Maija Koivu, maija.koivu@koivukoti.example, 0505550101",
         ("Maija Koivu", "verkoston yhteyshenkilö", "+358505550101", "maija.koivu@koivukoti.example")),
        ("Yhteyshenkilö: Maija Koivu", ("Maija Koivu", "yhteyshenkilö", None, None)),
        ("Lisätietoja:\n\nMaija Koivu\npuh. 050 555 0101", ("Maija Koivu", None, "+358505550101", None)),
        ("Hankkeen projektipäällikkönä toimii Maija Koivu (p. 050 555 0101).",
         ("Maija Koivu", "projektipäällikkö", "+358505550101", None)),
        ("Lisätietoja saa Maija Miettiseltä, p. 050 555 0101", ("Maija Miettinen", None, "+358505550101", None)),
        ("Contact: Maija Koivu, Project Lead, tel. +358 50 555 0101", ("Maija Koivu", "project lead", "+358505550101", None)),
        ("Anmäl dig till projektledare Maija Koivu, tfn 050 555 0101, e-post maija.koivu@koivukoti.example",
         ("Maija Koivu", "projektledare", "+358505550101", "maija.koivu@koivukoti.example")),
        ("Ohjaaja Samira, p. 050 555 0101", ("Samira", "ohjaaja", "+358505550101", None)),
        ("Hankkeen yhteyshenkilön nimi: KOIVU MAIJA LIISA\nYhteyshenkilön asema hakijaorganisaatiossa: lehtori, projektipäällikkö\n"
         "Yhteyshenkilön sähköpostisoite: maija.koivu(at)koivukoti.example\nYhteyshenkilön puhelinnumero: +358505550101",
         ("Maija Liisa Koivu", "lehtori, projektipäällikkö", "+358505550101", "maija.koivu@koivukoti.example")),
        ("People\nKoivu, Maija (Principal Investigator)\n\nThe project studied how people settle.\n\nmaija.koivu@koivukoti.example, 050 555 0101",
         ("Maija Koivu", "principal investigator", "+358505550101", "maija.koivu@koivukoti.example")),
        ("Koivukoti ry\nKoivukatu 1, 94200 Kemi\n\nToiminnanjohtaja\nMaija Koivu,\np. 050 555 0101",
         ("Maija Koivu", "toiminnanjohtaja", "+358505550101", None)),
        ("Maija Koivu, FM\nprojektitutkija\n050 555 0101", ("Maija Koivu", "projektitutkija", "+358505550101", None)),
        ("Neuvojat\n\nMaija Koivu, 050 555 0101", ("Maija Koivu", "neuvoja", "+358505550101", None)),
        ("Tiedustelut: museoamanuenssi Maija Koivu (puh. 08-555 0551)", ("Maija Koivu", "museoamanuenssi", "+35885550551", None)),
        ("Jean Xyloko Habimbana, 050 555 0101", ("Jean Xyloko Habimbana", None, "+358505550101", None)),
        ("Asiantuntija, kotoutuminen\nMaija Koivu\np. 050 555 0101",
         ("Maija Koivu", "asiantuntija, kotoutuminen", "+358505550101", None)),
        ("Contact persons\n\nPostdoctoral Researcher Maija Koivu maija.koivu [at] koivukoti.example",
         ("Maija Koivu", "postdoctoral researcher", None, "maija.koivu@koivukoti.example")),
        ("Visiting Scholar Maija Koivu, maija.koivu@koivukoti.example",
         ("Maija Koivu", "visiting scholar", None, "maija.koivu@koivukoti.example")),
        ("Ohjaaja Maija Koivu maija.koivu(@koivukoti.example", ("Maija Koivu", "ohjaaja", None, "maija.koivu@koivukoti.example")),
        ("Onboarding Coach Maija Koivu, 050 555 0101", ("Maija Koivu", "onboarding coach", "+358505550101", None)),
        ("Enhetschef Maija Koivu, tfn 050 555 0101", ("Maija Koivu", "enhetschef", "+358505550101", None)),
    ],
)  # fmt: skip
def test_one_card(text: str, expected: Card) -> None:
    assert cards(text) == [expected]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Projektipäällikkö: Maija Koivu", [("Maija Koivu", "projektipäällikkö")]),
        ("Projektipäällikkö\nMaija Koivu\n\nHanke alkoi.", [("Maija Koivu", "projektipäällikkö")]),
        ("Projektin vastuuhenkilön nimi Maija Koivu Postiosoite", [("Maija Koivu", "vastuuhenkilö")]),
        ("Hankkeen vetäjänä toimii Maija Koivu. Hanke alkoi.", [("Maija Koivu", "vetäjä")]),
        ("Pekka Kuusela, Koivula Hankkeen vetäjänä toimi Maija Koivu.", [("Maija Koivu", "vetäjä")]),
        ("Hankkeen projektikoordinaattorina on toiminut Maija Koivu.", [("Maija Koivu", "projektikoordinaattori")]),
        ("Projektledare är Maija Koivu", [("Maija Koivu", "projektledare")]),
        ("Kontaktpersoner: Maija Koivu och Pekka Kuusela", [("Maija Koivu", None), ("Pekka Kuusela", None)]),
        ("Kontakter:\n\nMaija Koivu, Pekka Kuusela\n\nProjektet", [("Maija Koivu", None), ("Pekka Kuusela", None)]),
        ("Yhteyshenkilöt\n\nMaija Koivu\nPekka Kuusela\n\nHanke", [("Maija Koivu", None), ("Pekka Kuusela", None)]),
        (
            "• Koivu, Maija (Principal Investigator)\n• Kuusela, Pekka (Researcher)",
            [("Maija Koivu", "principal investigator")],
        ),
        ("Project team\n\nMaija Koivu\nPekka Kuusela", [("Maija Koivu", None), ("Pekka Kuusela", None)]),
    ],
)
def test_people_without_a_number_are_told_by_a_label_a_heading_or_a_sentence(
    text: str, people: list[tuple[str, str | None]]
) -> None:
    assert [c[:2] for c in cards(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "Puheenjohtaja: Maija Koivu",
        "Puheenjohtajana toimi Maija Koivu.",
        "Yhteystiedot\n\nHankkeesta kertoi Maija Koivu.",
        "Yhteystiedot\n\nKoivukoti toimii Kemissä ja sen naapurissa.\n\nMaija Koivu",
        "Projektipäällikkö Maija Koivu on tyytyväinen.",
        "Hankkeen projektipäällikkö on iloinen, ja Maija Koivu kiittää.",
        "Ohjausryhmä\nMaija Koivu\nPekka Kuusela",
        "Ohjausryhmä: Maija Koivu, Pekka Kuusela",
        "Ohjausryhmä\nProjektipäällikkö: Maija Koivu",
        "Ohjaaja Maija Koivu, p. 050 555 01",
    ],
)
def test_people_named_otherwise_are_no_contacts(text: str) -> None:
    assert cards(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ohjausryhmä\nPuheenjohtaja Maija Koivu, Koivulan kaupunki, p. 050 555 0101\nPekka Kuusela, Kuusikoti ry",
        "Kuva: Maija Koivu\nToimisto: 09 123 4567",
        "Käsittelijä: Maija Koivu, p. 0295 020 000",
        "Tekijät: Maija Koivu ja Pekka Kuusela\nJulkaisija: Koivukoti ry, p. 09 123 4567",
        "Hankkeen projektipäällikkö Maija Koivu kertoo, että kotoutuminen etenee hyvin.",
        "Asiakasneuvonta ma–pe klo 9–15, p. 09 310 12345\nMaija Koivu vastaa hankkeesta.",
        "Ylitarkastaja Maija Koivu\n\nVirastojen vaihde 0295 123 400",
        "Toimisto 09 123 4567, toimisto@koivukoti.example",
        "Sähköpostit ovat muotoa etunimi.sukunimi@koivukoti.example",
        "maija.koivu@koivukoti.example",
    ],
)
def test_people_who_are_no_contacts_are_left_out(text: str) -> None:
    assert cards(text) == []


def test_a_number_that_two_people_share_is_given_to_neither() -> None:
    assert [
        c[2] for c in cards("Lisätietoja: Maija Koivu ja Pekka Kuusela, p. 050 555 0101\nmaija.koivu@koivukoti.example")
    ] == [None]


def test_an_address_that_spells_another_name_is_never_taken() -> None:
    text = "Maija Koivu\nprojektipäällikkö\n050 555 0101\npekka.kuusela@koivukoti.example"
    assert cards(text) == [("Maija Koivu", "projektipäällikkö", "+358505550101", None)]


def test_the_same_person_comes_once_with_the_title_spelt_right() -> None:
    text = (
        "Hankkeessa työskentelee kotoutumissunnittelija Maija Koivu (050 555 0101).\n\nHenkilöt\n\n"
        "Maija Koivu\n\nkotoutumissuunnittelija\n\np. 0505550101\ns. maija.koivu@koivukoti.example"
    )
    assert cards(text) == [("Maija Koivu", "kotoutumissuunnittelija", "+358505550101", "maija.koivu@koivukoti.example")]


def test_a_unit_and_its_people_come_apart() -> None:
    text = (
        "Monikulttuurikeskus Lehto\nLehtotie 3, 94100 Kemi\npuh. 09 123 4567\ninfo@lehto.example\nwww.lehto.example\n\n"
        "Toiminnanjohtaja\nMaija Koivu\np. 050 555 0101\n\nLounasravintola ja tilaukset\nLehtotie 3, 94100 Kemi\npuh. 050 555 0103"
    )
    assert cards(text) == [("Maija Koivu", "toiminnanjohtaja", "+358505550101", None)]
    units = [{k: e.value for k, e in f.values.items()} for f in find_unit_contacts(around(text))]  # type: ignore[arg-type]
    assert units == [
        {"unit": "Monikulttuurikeskus Lehto", "phone": "+35891234567", "email": "info@lehto.example"},
        {"unit": "Lounasravintola ja tilaukset", "phone": "+358505550103"},
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Toimisto: 09 123 4567", "Toimisto"),
        ("Koivukoti ry, Koivukatu 1, 00530 Helsinki, p. 09 123 4567", "Koivukoti ry"),
        ("Virastojen vaihde 0295 123 400", "Virastojen vaihde"),
        ("Laskutus, isännöinti ja tilavuokraus: puh. 09 123 4567", "Laskutus, isännöinti ja tilavuokraus"),
    ],
)
def test_a_units_number_knows_its_unit(text: str, unit: str) -> None:
    (found,) = find_unit_contacts(around(text))  # type: ignore[arg-type]
    assert found.values["unit"].value == unit


@pytest.mark.parametrize(
    "text",
    [
        "Voit soittaa numeroon 09 123 4567.",
        "Puhelinnumero: 09 123 4567",
        "Maija Koivu kirjoitti tämän.\nmaija.kuusela@koivukoti.example",
    ],
)
def test_a_number_without_a_unit_gives_none(text: str) -> None:
    assert find_unit_contacts(around(text)) == []  # type: ignore[arg-type]


# --- generated pages: every layout with every name and number gives the cards it was made of ---

_GIVEN = st.sampled_from(
    [
        "Maija",
        "Pekka",
        "Anna-Liisa",
        "Tuomas",
        "Johanna",
        "Mohamed",
        "Fatima",
        "Svetlana",
        "Hodan",
        "Ilkka",
        "Päivi",
        "Åsa",
        "Björn",
        "Zahra",
        "Kaisa-Leena",
        "Ahmed",
        "Olga",
        "Xhevdet",
    ]
)
_FAMILY = st.sampled_from(
    [
        "Koivu",
        "Kuusela",
        "Virtaniemi",
        "Miettinen",
        "Lahti",
        "Salo",
        "Ylä-Koskela",
        "Sjöberg",
        "Petrova",
        "Rautio",
        "Haapala",
        "Österman",
        "Laine",
        "Niemi",
        "Härmä",
        "Ranta",
        "Mäki",
    ]
)
_TITLE = st.sampled_from(["projektipäällikkö", "hankekoordinaattori", "toiminnanjohtaja", "maahanmuuttajatyön koordinaattori", "palveluohjaaja",
                          "talouspäällikkö, isännöitsijä", "viestintä- ja hankekoordinaattori", "monikulttuurisen työn ohjaaja", "vastaava ohjaaja"])  # fmt: skip
_PERSON = st.tuples(
    _GIVEN, _FAMILY, _TITLE, st.sampled_from(["040", "044", "045", "050"]), st.integers(1_000_000, 9_999_999)
)
_LAYOUTS = {
    "lines": "{n}\n{r}\n{p}\n{e}",
    "title first": "{R}\n{n}\n{p}\n{e}",
    "title last": "{n}\n{p}\n{e}\n{r}",
    "blank lines": "{n}\n\n{r}\n\n{p}\n\n{e}",
    "one line": "{n}, {r}, {p}, {e}",
    "title and name": "{R} {n}, {p}, {e}",
    "brackets": "{n} ({r})\n{p}\n{e}",
    "table": "{n}\t{r}\t{p}\t{e}",
    "dashes": "{n} – {r} – {p} – {e}",
}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_PERSON, min_size=1, max_size=5, unique_by=lambda p: (p[0], p[1])),
    st.sampled_from(sorted(_LAYOUTS)),
    st.sampled_from(["p. ", "puh. ", "", "gsm ", "Puh: "]),
    st.sampled_from(["@", "(at)", " (at) ", " @", "[ät]"]),
    st.sampled_from(["{a} {b} {c}", "{a}{b}{c}", "{a}-{b}{c}", "+358{z}{b}{c}"]),
)
def test_generated_cards_come_back(
    people: list[tuple[str, str, str, str, int]], layout: str, mark: str, at: str, form: str
) -> None:
    made, expected = [], []
    for given_name, family, title, area, tail in people:
        digits = str(tail)
        local = folded(f"{given_name}.{family}")
        phone = mark + form.format(a=area, z=area[1:], b=digits[:3], c=digits[3:])
        parts = {
            "n": f"{given_name} {family}",
            "r": title,
            "R": title[0].upper() + title[1:],
            "p": phone,
            "e": f"{local}{at}koivukoti.example",
        }
        made.append(_LAYOUTS[layout].format(**parts))
        expected.append((parts["n"], title, f"+358{area[1:]}{digits}", f"{local}@koivukoti.example"))
    assert (
        cards("Yhteystiedot\n\n" + "\n\n".join(made) + "\n\nHanketta rahoittaa Euroopan sosiaalirahasto.") == expected
    )


_PIECES = st.sampled_from(["Maija Koivu", "Pekka Kuusela", "projektipäällikkö", "Ohjaaja", "050 555 0101", "050 555 0102", "maija.koivu@x.example",
                           "info@x.example", "\n", "\n\n", ", ", " ja ", "Koivukoti ry", ": ", "p. ", "\t", "Koivukatu 1", "Kuva", "Lisätietoja", "hanke alkoi. "])  # fmt: skip


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_value_is_proved_by_its_quote(text: str) -> None:
    ctx = around(text)
    for found in [*find_contacts(ctx), *find_unit_contacts(ctx)]:  # type: ignore[arg-type]
        for name, evidence in found.values.items():
            assert (
                DERIVERS[f"{found.type}.{name}"](text[evidence.start : evidence.end], evidence.params) == evidence.value
            )


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_an_address_is_never_bound_to_another_persons_name(text: str) -> None:
    for name, _, _, email in cards(text):
        assert not (email == "maija.koivu@x.example" and name == "Pekka Kuusela")


def test_a_long_staff_list_is_read_in_one_go() -> None:
    text = "\n\n".join(f"Maija Koivu\nohjaaja\np. 050 {i:03} {i:04}" for i in range(1, 900))
    assert len(find_contacts(Around(document(text)))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("Koivukoti ry\n\nLähitori\n\nOhjaaja Maija Koivu, p. 050 555 0101, maija.koivu@koivukoti.example", "Koivukoti ry"),
        ("Hankkeen toteuttaa Keski-Kuusiston Yhteinen Tupa ry (KYT).\nOhjaaja Maija Koivu, maija.koivu@kyt.example", "Keski-Kuusiston Yhteinen Tupa ry"),
        ("Joensuun kaupungin hallinnoima hanke\n\nOhjaaja\nMaija Koivu\nmaija.koivu@joensuu.example", "Joensuun kaupunki"),
        ("Monikulttuurikeskus Lehto\n\nOhjaaja\nMaija Koivu\np. 050 555 0101", "Monikulttuurikeskus Lehto"),
        ("Euroopan unioni\n\nOhjaaja Maija Koivu, p. 050 555 0101", None),
        ("Ohjaaja Maija Koivu, p. 050 555 0101, maija.koivu@gmail.com", None),
    ],
)  # fmt: skip
def test_where_a_contact_works(text: str, employer: str | None) -> None:
    (found,) = find_contacts(around(text))  # type: ignore[arg-type]
    assert (found.values["organisation"].value if "organisation" in found.values else None) == employer

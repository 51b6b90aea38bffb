"""Pairs of labels and values, and prose that is none."""

# ruff: noqa: E501  (samples are long lines)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from extractors.structure import fold, known_labels


def pairs(text: str) -> list[tuple[str, str]]:
    doc = read(text.encode())
    return [(doc.slice(p.label), doc.slice(p.value)) for p in doc.pairs]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Toteutusaika: 1.1.2018–31.12.2019", [("Toteutusaika", "1.1.2018–31.12.2019")]),
        ("Rahoittaja:\n\nSTEA", [("Rahoittaja", "STEA")]),
        ("Hankkeen aloituspäivämäärä01.01.2016", [("Hankkeen aloituspäivämäärä", "01.01.2016")]),
        ("Toteutuspaikka\nMonikulttuurikeskus Koivu", [("Toteutuspaikka", "Monikulttuurikeskus Koivu")]),
        ("Projekttid: 1.2.2017–31.1.2020", [("Projekttid", "1.2.2017–31.1.2020")]),
        ("Project period: 1.2.2017–31.1.2020", [("Project period", "1.2.2017–31.1.2020")]),
        ("WWW-osoite:\n\nPuhelinnumero: 014 555 0100", [("WWW-osoite", ""), ("Puhelinnumero", "014 555 0100")]),
        ("Hankekoodi: S1 Hankkeen nimi: Polku Y-tunnus: 1-2", [("Hankekoodi", "S1"), ("Hankkeen nimi", "Polku"), ("Y-tunnus", "1-2")]),
        ("Väri: sininen\nKoko: pieni\nPaino: kevyt", [("Väri", "sininen"), ("Koko", "pieni"), ("Paino", "kevyt")]),
    ],
)  # fmt: skip
def test_labels_in_every_setting(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeen neljä keskeisintä toimenpidettä ovat: neuvonta, ohjaus, ryhmät ja verkosto.",
        "Ryhmässä puhuttiin tästä: arki on raskasta, mutta yhdessä se kantaa.",
        "Kokous alkaa klo 10:30 ja päättyy klo 12:00.",
        "Lue lisää osoitteesta https://koivu.example/tavoite: siellä on kaikki.",
        "Anna Koivu\nprojektipäällikkö\npuh. 040 000 1234",
        "Projektipäällikkö\nAnna Koivu",
    ],
)
def test_prose_and_cards_make_no_pairs(text: str) -> None:
    assert pairs(text) == []


def test_labels_fold_apostrophes_case_and_colons() -> None:
    assert fold("Contact person’s  Email Address: ") == "contact person's email address"
    assert known_labels()["hankekoodi"] == "project_code"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Rahoittaja:", "Rahoittaja", " STEA", "\n", ":", " ", "Hanke: ", "x", "Y-tunnus:1", "01.01.2016"]
        ),
        max_size=25,
    )
)
def test_pairs_lie_in_the_text_and_labels_do_not_overlap(pieces: list[str]) -> None:
    doc = read(("a" + "".join(pieces)).encode())
    last = 0
    for pair in doc.pairs:
        assert last <= pair.label.start < pair.label.end <= pair.value.start <= pair.value.end <= len(doc.text)
        last = pair.label.end

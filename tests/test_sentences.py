# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import PAGES, document

from extractors.fields.sentences import split, split_range


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_range(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanke alkoi. Se päättyi.", ["Hanke alkoi.", "Se päättyi."]),
        (
            "Tarjolla on mm. Kielikahvila ja esim. Retkiä. Tule mukaan!",
            ["Tarjolla on mm. Kielikahvila ja esim. Retkiä.", "Tule mukaan!"],
        ),
        ("Ks. Lisätiedot s. 4. Kiitos.", ["Ks. Lisätiedot s. 4.", "Kiitos."]),
        (
            "Toteutus 1.1.2019 – 31.12.2020. Rahoittaja on säätiö.",
            ["Toteutus 1.1.2019 – 31.12.2020.", "Rahoittaja on säätiö."],
        ),
        ("Hanke päättyi vuonna 2018. Tulokset jäivät.", ["Hanke päättyi vuonna 2018.", "Tulokset jäivät."]),
        (
            "Kirjoittaja M. K. Koivula kertoo. Hän on opettaja.",
            ["Kirjoittaja M. K. Koivula kertoo.", "Hän on opettaja."],
        ),
        (
            "Hankkeen toteuttaa Koivu ry. Hanke on kaksivuotinen.",
            ["Hankkeen toteuttaa Koivu ry.", "Hanke on kaksivuotinen."],
        ),
        ("Koivu ry. järjestää kerhon.", ["Koivu ry. järjestää kerhon."]),
        (
            "Mukana retkiä, kerhoja jne. Toiminta on maksutonta.",
            ["Mukana retkiä, kerhoja jne.", "Toiminta on maksutonta."],
        ),
        ("16. Vahvistetaan verkostoja. Loppu.", ["16. Vahvistetaan verkostoja.", "Loppu."]),
        ("ROHKEE! –hankkeen lähtökohta on arki. Se kantaa.", ["ROHKEE! –hankkeen lähtökohta on arki.", "Se kantaa."]),
        ("Voiko tulla? Voi! Tervetuloa.", ["Voiko tulla?", "Voi!", "Tervetuloa."]),
        ("Hän sanoi: ”Tulen.” Sitten hän tuli.", ["Hän sanoi: ”Tulen.”", "Sitten hän tuli."]),
        ("Målet är t.ex. Att lära sig. Vi hjälper.", ["Målet är t.ex. Att lära sig.", "Vi hjälper."]),
        ("Kerhot • Retket • Kurssit", ["Kerhot", "• Retket", "• Kurssit"]),
    ],
)
def test_cuts_where_a_statement_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_joins_wrapped_lines_and_keeps_short_lines_apart() -> None:
    wrapped = "Hankkeessa kehitetään uusia tapoja ohjata ja\nneuvoa maahan muuttaneita Koivulan seudulla."
    assert len(cut(wrapped)) == 1
    assert cut("Kerho maanantaisin\nRetki tiistaisin\nTiistaina myös pitkä neuvontailta kaikille") == [
        "Kerho maanantaisin", "Retki tiistaisin", "Tiistaina myös pitkä neuvontailta kaikille",
    ]  # fmt: skip


def test_no_sentence_crosses_a_block() -> None:
    doc = document(
        "Otsikko ilman pistettä\n\nEnsimmäinen kappale on tässä. Se jatkuu vielä hetken ennen kuin loppuu.\n\nToinen kappale"
    )
    for sentence in split(doc):
        assert any(b.start <= sentence.start and sentence.end <= b.end for b in doc.blocks)


@given(PAGES | st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_sentences_are_ordered_disjoint_and_hold_every_visible_character(text: str) -> None:
    spans = split_range(text, 0, len(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(s.start < s.end and text[s.start : s.end].strip() == text[s.start : s.end] for s in spans)
    kept = sum(len("".join(text[s.start : s.end].split())) for s in spans)
    assert kept == len("".join(text.split()))


@pytest.mark.parametrize("unit", [".", " ", "\n", "• ", "a.", "1. ", "A. B. ", ". . "])
def test_long_runs_of_one_sign_are_cut_too(unit: str) -> None:
    spans = split_range(unit * 50_000, 0, len(unit) * 50_000)
    assert all(s.start < s.end for s in spans)

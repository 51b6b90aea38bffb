"""Groups that are encouraged or whose needs are told of, and counts whose number comes last."""

import pytest
from page_helpers import context, values

from extractors.fields.metrics import find_metrics
from extractors.fields.target_groups import find_target_groups
from schemas.document import Span


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("Projektissa kannustetaan pieniä urheiluseuroja avaamaan ovensa.", "pienet urheiluseurat"),
        ("Hankkeessa rohkaistaan yksinäisiä ikäihmisiä retkille.", "yksinäiset ikäihmiset"),
        ("The project aims to increase entrepreneurship among young people in the villages.", "young people"),
        ("The aim of the project is to meet the challenges experienced by local enterprises.", "local enterprises"),
        ("Projektets mål är att samla kunskap om hälsa hos unga och äldre kvinnor.", "unga och äldre kvinnor"),
    ],
)
def test_those_who_are_encouraged_or_whose_needs_are_met_are_target_groups(sentence: str, group: str) -> None:
    assert group in values(find_target_groups(context(f"Polku-hanke\n\n{sentence}")))


def test_a_postposition_begins_no_group() -> None:
    page = "Polku-hanke\n\nHankkeessa tuetaan kuvakorttien avulla kylille muuttaneiden maahanmuuttajien kielitaitoa."
    assert not any("avulla" in str(v) for v in values(find_target_groups(context(page))))


@pytest.mark.parametrize(
    ("sentence", "value", "noun"),
    [
        ("The number of new groups founded during the project was 7.", 7, "new groups"),
        (
            "In the end the project held workshops. The total of trained volunteers reached 41.",
            41,
            "trained volunteers",
        ),
        ("Projektet avslutades i maj och antalet nya kurser var 9.", 9, "nya kurser"),
        ("In the project 60 % of the participants found a job.", 60, "of the participants"),
    ],
)
def test_foreign_amounts_whose_number_comes_last_are_counts(sentence: str, value: int, noun: str) -> None:
    found = find_metrics(context(sentence))
    assert [(f.values["value"].value, f.values["noun"].value) for f in found] == [(value, noun)]


def test_the_part_of_a_share_that_follows_in_the_sentence_is_of_the_same_people() -> None:
    found = find_metrics(context("Tulokset\n\nOsallistujista 35 % työllistyi ja 20 % aloitti opinnot."))
    assert values(found) == [35, 20]


def test_an_amount_s_evidence_is_the_text_itself() -> None:
    ctx = context("The number of new clubs during the project was 12.")
    for found in find_metrics(ctx):
        for evidence in found.values.values():
            assert Span(evidence.start, evidence.end).end <= len(ctx.text)
            assert str(evidence.value) in ctx.text[evidence.start : evidence.end]

"""The gold set is read no worse than it was, and every fact read from it proves itself."""

from pathlib import Path

import pytest

from flows.evaluating import evaluate
from flows.evaluation.ratchet import slips
from flows.evaluation.report import Report

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(GOLD)


def test_no_field_is_read_worse_than_pinned(report: Report) -> None:
    assert slips(report, GOLD / "baseline.json") == []


def test_every_fact_proves_itself(report: Report) -> None:
    assert report.facts > 500
    assert report.facts_proven == report.facts


def test_every_document_is_read(report: Report) -> None:
    assert report.unread == []

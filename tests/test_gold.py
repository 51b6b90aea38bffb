"""The gold set is what its sources say: built, well formed, and a third of it set aside."""

import json
import re
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from stdnum.fi import ytunnus

from schemas.facts import PROJECT_KINDS, DocumentKind
from tests.gold.build import build, spans, text_of

GOLD = Path(__file__).parent / "gold"
ROWS: list[dict[str, Any]] = json.loads((GOLD / "labels.json").read_text("utf-8"))["documents"]
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda r: r["file"])


def test_labels_are_built_from_their_sources() -> None:
    assert (GOLD / "labels.json").read_text("utf-8") == build()


def test_a_third_is_set_aside() -> None:
    share = sum(bool(r["held_out"]) for r in ROWS) / len(ROWS)
    assert 0.25 <= share <= 0.4


def test_a_quote_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the text"):
        spans("Hanke alkaa", "päättyy")


@EACH
def test_spans_quote_the_document(row: dict[str, Any]) -> None:
    text = text_of(GOLD / "documents" / row["file"])
    found = re.findall(r"\{\"start\": (\d+), \"end\": (\d+), \"text\": (\".*?[^\\]\")\}", json.dumps(row))
    assert found
    assert all(text[int(a) : int(b)] == json.loads(quote) for a, b, quote in found)


@EACH
def test_kind_is_known_and_tells_whether_it_is_a_project(row: dict[str, Any]) -> None:
    assert (DocumentKind(row["page_kind"]) in PROJECT_KINDS) == row["is_project"]


@EACH
def test_identifiers_are_well_formed(row: dict[str, Any]) -> None:
    phones = [c["phone"] for k in ("contacts", "unit_contacts") for c in row.get(k, []) if c["phone"]]
    ids = [o["business_id"] for o in row.get("organisations", []) if o.get("business_id")]
    text = text_of(GOLD / "documents" / row["file"])
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(p)) for p in phones)
    assert all(ytunnus.is_valid(i) and i in text for i in ids)


@EACH
def test_contacts_agree_with_their_quotes(row: dict[str, Any]) -> None:
    for card in (c for k in ("contacts", "unit_contacts") for c in row.get(k, []) if c["phone"]):
        for span in card["phone_spans"]:
            number = phonenumbers.parse(span["text"], "FI")
            assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == card["phone"]

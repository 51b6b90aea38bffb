"""What was read from a document, arranged by the fields of the labels."""

from dataclasses import dataclass, field
from typing import Any

from schemas.document import Span
from schemas.facts import Extraction, Found


@dataclass(frozen=True)
class Prediction:
    """One thing that was read: its value, the span of its evidence, its confidence and what else is compared."""

    value: Any
    span: Span
    confidence: float
    text: str
    extra: dict[str, Any] = field(default_factory=dict)


# field of the labels → type and attribute of what extractors return
FIELDS: dict[str, tuple[str, str]] = {
    "project_names": ("project_name", "value"),
    "project_codes": ("project_code", "value"),
    "funders": ("funder", "value"),
    "dates": ("period", "date"),
    "organisations": ("organisation", "name"),
    "business_ids": ("organisation", "business_id"),
    "contacts": ("contact", "name"),
    "unit_contacts": ("unit_contact", ""),
    "addresses": ("address", "value"),
    "goals": ("goal", "value"),
    "actions": ("action", "value"),
    "results": ("result", "value"),
    "target_groups": ("target_group", "value"),
    "metrics": ("metric", "value"),
    "money": ("money", "value"),
    "languages": ("language", "value"),
    "places": ("place", "value"),
    "publications": ("publication", "title"),
    "urls": ("url", "value"),
}


def predictions(extraction: Extraction, text: str) -> dict[str, list[Prediction]]:
    """Return the predictions of every field of `FIELDS`, and `phones` and `emails` of people and units together."""
    out = {name: [p for f in extraction.found if (p := _prediction(f, *key, text))] for name, key in FIELDS.items()}
    for name, attribute in (("phones", "phone"), ("emails", "email")):
        out[name] = [
            p
            for f in extraction.found
            if f.type in ("contact", "unit_contact") and (p := _prediction(f, f.type, attribute, text))
        ]
    return out


def _prediction(found: Found, type_: str, attribute: str, text: str) -> Prediction | None:
    if found.type != type_:
        return None
    attribute = attribute or next(iter(found.values))
    evidence = found.values.get(attribute)
    if evidence is None:
        return None
    extra = {a: e.value for a, e in found.values.items()} | dict(found.qualifiers)
    quote = text[evidence.start : evidence.end]
    return Prediction(evidence.value, Span(evidence.start, evidence.end), evidence.confidence, quote, extra)

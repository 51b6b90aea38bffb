"""From a document to proven facts: classify, hand to the kind's module, prove each value.

`extractors.results` goes the whole way from bytes.
"""

from collections.abc import Mapping
from typing import Any

from extractors.context import Context
from extractors.derive import proves
from extractors.keys import name_key
from extractors.kinds import page, registry
from extractors.kinds.classify import classify
from extractors.placing import Places
from extractors.version import VERSION
from schemas.document import Document
from schemas.facts import Evidence, Extraction, Fact, Found, Scalar
from schemas.result import Findings, PlacedFact

_NAMED = {"organisation": "name", "funder": "value", "contact": "organisation", "project_name": "value"}


def extract(doc: Document) -> Extraction:
    """Classify the document and find everything its kind's module sees in it."""
    return extract_with_confidence(doc)[0]


def extract_with_confidence(doc: Document) -> tuple[Extraction, float]:
    """Like `extract`, with the confidence in the document's kind."""
    kind, confidence = classify(doc)
    ctx = Context(doc, kind)
    found = registry.read(ctx) or page.read(ctx)  # a form whose labels nobody knows still has prose and contacts
    return Extraction(doc.id, kind, doc.language, tuple(found), registry.unread_labels(ctx)), confidence


def facts(doc: Document, extraction: Extraction) -> list[Fact]:
    """Return the extraction's values as facts, those that do not prove themselves left out."""
    return [f for f in _all_facts(extraction, doc) if proves(f, doc) is None]


def _all_facts(extraction: Extraction, doc: Document) -> list[Fact]:
    counted: dict[tuple[int, str], int] = {}
    rows: list[Fact] = []
    for found in sorted(extraction.found, key=_order):
        number = counted.setdefault((found.project, found.type), 0)
        counted[found.project, found.type] += 1
        owner = f"project:{found.project}" if found.project >= 0 else "document"
        subject = f"{owner}/{found.type}:{number}"
        common = {"subject": subject, "extractor": extraction.kind, "qualifiers": _set(found.qualifiers)}
        rows += [_fact(doc, f"{found.type}.{name}", e, common) for name, e in sorted(found.values.items())]
    return rows


def _order(found: Found) -> tuple[int, str, int, str]:
    return found.project, found.type, found.start, repr(sorted((k, repr(v)) for k, v in found.values.items()))


def _set(qualifiers: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {k: v for k, v in qualifiers.items() if v is not None}


def _fact(doc: Document, field: str, e: Evidence, common: Mapping[str, Any]) -> Fact:
    return Fact(
        document=doc.id,
        field=field,
        value=e.value,
        quote=doc.text[e.start : e.end],
        start=e.start,
        end=e.end,
        params=dict(e.params),
        version=VERSION,
        confidence=e.confidence,
        **common,
    )


def findings(doc: Document, extraction: Extraction) -> Findings:
    """Return the proven facts with their places on the page, the reasons for those dropped, and the names' keys."""
    places = Places(doc)
    kept: list[PlacedFact] = []
    dropped: list[str] = []
    for fact in _all_facts(extraction, doc):
        problem = proves(fact, doc)
        if problem:
            dropped.append(problem)
            continue
        number, box = places.of(fact.start, fact.end)
        kept.append(PlacedFact(**dict(fact), page=number, box=box))
    return Findings(facts=kept, dropped=dropped, keys=_keys(kept))


def _keys(rows: list[PlacedFact]) -> dict[str, str]:
    named = {f"{t}.{a}" for t, a in _NAMED.items()}
    return {name: name_key(name) for name in sorted({str(f.value) for f in rows if f.field in named})}

"""`kotokanta evaluate`: labelled documents through reader and extractors, scored and reported."""

import json
from pathlib import Path

from extractors.derive import proves
from extractors.extract import extract, facts
from extractors.readers import read
from flows.evaluation.labels import Gold, load_gold
from flows.evaluation.predictions import FIELDS, predictions
from flows.evaluation.report import Report, as_html, as_json, table
from flows.evaluation.scoring import cards, derived_labels, score, traps_taken
from schemas.errors import DocumentUnreadable

_SCORED = (*FIELDS, "phones", "emails")


def evaluate(folder: Path, *, held_out: bool | None = None) -> Report:
    """Score the labelled documents of `folder`; with `held_out` only those set aside, or only the others."""
    golds, digest = load_gold(folder)
    report = Report(gold_hash=digest)
    for gold in golds:
        if held_out is None or gold.held_out is held_out:
            _one(gold, report)
    return report


def _one(gold: Gold, report: Report) -> None:
    report.documents += 1
    try:
        doc = read(gold.path.read_bytes(), url=f"file:{gold.path.name}")
    except DocumentUnreadable as error:
        report.unread.append(f"{gold.path.name}: {error}")
        return
    extraction = extract(doc)
    predicted = predictions(extraction, doc.text)
    labels = derived_labels(gold)
    for name in _SCORED:
        if name in labels:
            tally = score(name, labels.get(name, []), predicted[name])
            for kind in ("", gold.kind):
                report.tally(kind, name).add(tally)
    card, wrong = cards(labels.get("contacts", []), predicted["contacts"])
    for kind in ("", gold.kind):
        report.tally(kind, "contact_cards").add(card)
    report.wrong_pairings += wrong
    report.traps += len(gold.traps)
    report.traps_taken += [f"{gold.path.name}: {t}" for t in traps_taken(gold.traps, predicted)]
    right = extraction.kind == gold.kind
    report.kinds_right += right
    report.project_right += extraction.is_project == gold.is_project
    report.kinds_wrong += [] if right else [f"{gold.path.name}: {extraction.kind}, not {gold.kind}"]
    rows = facts(doc, extraction)
    report.facts += len(rows)
    report.facts_proven += sum(proves(f, doc) is None for f in rows)


def evaluate_command(folder: Path, out: Path, *, details: bool = True) -> str:
    """Evaluate, write `evaluation.json` and `evaluation.html` into `out`, and return the table to print."""
    report = evaluate(folder)
    out.mkdir(parents=True, exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(as_json(report), ensure_ascii=False, indent=1), "utf-8")
    (out / "evaluation.html").write_text(as_html(report), "utf-8")
    return f"{table(report, details=details)}\n\nwritten: {out / 'evaluation.json'}, {out / 'evaluation.html'}"

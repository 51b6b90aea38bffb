"""A ratchet, not a threshold: the gold set's scores are pinned; lowering one takes a change that a person can see."""

import json
from pathlib import Path
from typing import Any

from flows.evaluation.report import Report

_STEP = 0.0005


def scores(report: Report) -> dict[str, Any]:
    """Return what is pinned: the gold set's hash, F1 by field, kinds told right, traps and wrong pairings."""
    fields = {name: round(t.f1, 3) for name, t in sorted(report.tallies[""].items()) if t.f1 is not None}
    return {
        "gold": report.gold_hash,
        "documents": report.documents,
        "kinds_right": report.kinds_right,
        "traps_taken": len(report.traps_taken),
        "wrong_pairings": len(report.wrong_pairings),
        "f1": fields,
    }


def slips(report: Report, baseline: Path) -> list[str]:
    """Return, a line each, what is worse than the pinned scores, or pinned for another gold set."""
    pinned, now = json.loads(baseline.read_text("utf-8")), scores(report)
    if pinned["gold"] != now["gold"]:
        return ["the gold set has changed since the scores were pinned: run `make accuracy` and read the difference"]
    out = [
        f"{n}: F1 {now['f1'].get(n, 0):.3f} < {f:.3f}"
        for n, f in pinned["f1"].items()
        if now["f1"].get(n, 0) < f - _STEP
    ]
    if now["kinds_right"] < pinned["kinds_right"]:
        out.append(f"kinds told right: {now['kinds_right']} < {pinned['kinds_right']}")
    out += [f"{k}: {now[k]} > {pinned[k]}" for k in ("traps_taken", "wrong_pairings") if now[k] > pinned[k]]
    return out


def markdown(seen: Report, held_out: Report) -> str:
    """Return the README's table: precision and recall by field, on the documents in sight and on those set aside."""
    lines = [
        "| field | precision | recall | labels | precision, set aside | recall, set aside | labels, set aside |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, tally in seen.tallies[""].items():
        other = held_out.tallies[""].get(name)
        cells = [_cell(tally.precision), _cell(tally.recall), str(tally.n)]
        cells += [_cell(other.precision), _cell(other.recall), str(other.n)] if other else ["–", "–", "0"]
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(x: float | None) -> str:
    return "–" if x is None else f"{x:.2f}"

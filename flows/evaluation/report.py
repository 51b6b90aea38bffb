"""The results of an evaluation as a table for the terminal, as JSON, and as an HTML page to look at."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

from flows.evaluation.scoring import Tally


@dataclass
class Report:
    """All results: tallies by field (`""` is all kinds together) and kind, kinds told right, traps and pairings."""

    gold_hash: str
    documents: int = 0
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    kinds_right: int = 0
    project_right: int = 0
    kinds_wrong: list[str] = field(default_factory=list)
    traps: int = 0
    traps_taken: list[str] = field(default_factory=list)
    wrong_pairings: list[str] = field(default_factory=list)
    facts: int = 0
    facts_proven: int = 0
    unread: list[str] = field(default_factory=list)

    def tally(self, kind: str, name: str) -> Tally:
        """Return the tally of a field in a kind, made when asked for first."""
        return self.tallies.setdefault(kind, {}).setdefault(name, Tally())

    @property
    def micro(self) -> Tally:
        """All fields of all kinds together; whole cards, phones and e-mails are not counted twice."""
        total = Tally()
        for name, tally in self.tallies.get("", {}).items():
            if name not in ("contact_cards", "phones", "emails", "business_ids"):
                total.add(tally)
        return total


def _pct(x: float | None) -> str:
    return "–" if x is None else f"{x:.3f}"


def rows(tallies: dict[str, Tally]) -> list[tuple[str, str, str, str, int]]:
    """Return (field, precision, recall, F1, labels) for a table."""
    return [(n, _pct(t.precision), _pct(t.recall), _pct(t.f1), t.n) for n, t in tallies.items()]


def table(report: Report, *, by_kind: bool = True, details: bool = True) -> str:
    """Return the report as plain text."""
    lines = [
        f"documents            {report.documents}",
        f"kind told right      {report.kinds_right} of {report.documents}"
        f" (project or not: {report.project_right} of {report.documents})",
        f"evidence law         {report.facts_proven} of {report.facts} facts",
        f"traps taken          {len(report.traps_taken)} of {report.traps}",
        f"wrong pairings       {len(report.wrong_pairings)}",
    ]
    kinds = [k for k in sorted(report.tallies) if by_kind or not k]
    for kind in kinds:
        lines += ["", f"{kind or 'all kinds':22}precision  recall     F1  labels"]
        for name, p, r, f, n in rows(report.tallies[kind]):
            lines.append(f"  {name:20}{p:>9}{r:>8}{f:>7}{n:>8}")
        if not kind:
            lines.append("  {:20}{:>9}{:>8}{:>7}{:>8}".format(*rows({"all fields": report.micro})[0]))
    if details:
        lines += _details(report)
    return "\n".join(lines)


def _details(report: Report) -> list[str]:
    lines = ["", "calibration (confidence: right of n)"]
    lines += [f"  {b:.1f}: {right} of {n}" for b, (right, n) in calibration(report).items()]
    for title, items in (
        ("kinds told wrong", report.kinds_wrong),
        ("traps taken", report.traps_taken),
        ("wrong pairings", report.wrong_pairings),
        ("not readable", report.unread),
    ):
        lines += ["", title, *(f"  {i}" for i in items)] if items else []
    for name, tally in report.tallies.get("", {}).items():
        lines += ["", f"{name}: missed", *(f"  - {m}" for m in tally.missed)] if tally.missed else []
        lines += ["", f"{name}: invented", *(f"  + {m}" for m in tally.invented)] if tally.invented else []
    return lines


def calibration(report: Report) -> dict[float, tuple[int, int]]:
    """Return, by confidence rounded to a tenth, how many predictions were right of how many."""
    bins: dict[float, tuple[int, int]] = {}
    for confidence, right in report.micro.judged:
        b = round(confidence, 1)
        bins[b] = (bins.get(b, (0, 0))[0] + right, bins.get(b, (0, 0))[1] + 1)
    return dict(sorted(bins.items(), reverse=True))


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as JSON-ready data."""
    return {
        "gold": report.gold_hash,
        "documents": report.documents,
        "kinds_right": report.kinds_right,
        "project_right": report.project_right,
        "evidence": [report.facts_proven, report.facts],
        "traps_taken": report.traps_taken,
        "wrong_pairings": report.wrong_pairings,
        "calibration": {str(k): v for k, v in calibration(report).items()},
        "fields": {
            kind or "all": {
                name: {"precision": t.precision, "recall": t.recall, "f1": t.f1, "n": t.n}
                | {"missed": t.missed, "invented": t.invented}
                for name, t in tallies.items()
            }
            for kind, tallies in report.tallies.items()
        },
    }


_STYLE = """:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;border-bottom:1px solid #8884;text-align:right}
td:first-child,th:first-child{text-align:left}li{overflow-wrap:anywhere}.miss{color:#b45309}.extra{color:#b91c1c}"""


def as_html(report: Report) -> str:
    """Return the report as one self-contained page; every text from a document is escaped."""
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>",
        f"<title>Evaluation</title><style>{_STYLE}</style><h1>Evaluation</h1>",
        f"<pre>{escape(table(report, by_kind=False, details=False))}</pre>",
    ]
    for kind in sorted(report.tallies):
        parts.append(
            f"<h2>{escape(kind or 'all kinds')}</h2><table><tr><th>field<th>precision<th>recall<th>F1<th>labels"
        )
        parts += ["<tr>" + "".join(f"<td>{escape(str(c))}" for c in row) for row in rows(report.tallies[kind])]
        parts.append("</table>")
    for name, tally in report.tallies.get("", {}).items():
        parts.append(_misses(name, tally))
    return "\n".join(parts)


def _misses(name: str, tally: Tally) -> str:
    if not (tally.missed or tally.invented):
        return ""
    items = [f"<li class='miss'>missed: {escape(m)}" for m in tally.missed]
    items += [f"<li class='extra'>invented: {escape(m)}" for m in tally.invented]
    return f"<details><summary>{escape(name)}: {len(items)}</summary><ul>{''.join(items)}</ul></details>"

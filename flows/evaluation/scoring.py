"""Predictions against labels: matched, missed, invented; precision, recall and F1 a field.

A value is right when it equals the label's (identifiers) or its evidence overlaps one of the label's spans (passages);
names may match either way. A prediction answers for at most two labels, so no huge quote can stand for a whole page.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flows.evaluation.labels import Gold, Label
from flows.evaluation.predictions import Prediction

_MOST_LABELS = 2
Matches = Callable[[Label, Prediction], bool]


@dataclass
class Tally:
    """Counts of one field: `found` and `missed` core labels, `right` and `wrong` predictions, with their texts."""

    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another document's counts."""
        self.found += other.found
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented
        self.judged += other.judged

    @property
    def n(self) -> int:
        """How many core labels there are."""
        return self.found + len(self.missed)

    @property
    def recall(self) -> float | None:
        """Found core labels of all core labels; None without labels."""
        return self.found / self.n if self.n else None

    @property
    def precision(self) -> float | None:
        """Right predictions of all predictions; None without predictions."""
        total = self.right + len(self.invented)
        return self.right / total if total else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean; 0 where labels or predictions stand alone, None without both."""
        if self.recall is None and self.precision is None:
            return None
        p, r = self.precision or 0.0, self.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


def folded(value: Any) -> str:
    """Return a value for comparison: lower case, letters and digits alone."""
    return re.sub(r"[\W_]+", "", str(value).casefold())


def _url(value: Any) -> str:
    return re.sub(r"^https?://(www\.)?|/$", "", str(value).casefold())


def overlap(label: Label, p: Prediction) -> bool:
    """Tell whether the prediction's evidence overlaps one of the label's spans."""
    return any(s.overlaps(p.span) for s in label.spans)


def _same(label: Label, p: Prediction) -> bool:
    aliases = [label.value, *label.extra.get("aliases", [])]
    return folded(p.value) in {folded(a) for a in aliases}


def _same_or_overlap(label: Label, p: Prediction) -> bool:
    return _same(label, p) or overlap(label, p)


def _date(label: Label, p: Prediction) -> bool:
    return str(label.value) == str(p.value) and label.extra.get("role") == p.extra.get("role")


def _number(label: Label, p: Prediction) -> bool:
    return abs(float(label.value) - float(p.value)) < 1e-9 and overlap(label, p)


def _money(label: Label, p: Prediction) -> bool:
    return abs(float(label.value) - float(p.value)) < 0.005


def _place(label: Label, p: Prediction) -> bool:
    code = label.extra.get("code")
    return (bool(code) and code == p.extra.get("code")) or _same(label, p)


def _language(label: Label, p: Prediction) -> bool:
    code = label.extra.get("code")
    return (bool(code) and code == p.extra.get("code")) or _same(label, p)


def _unit(label: Label, p: Prediction) -> bool:
    return any(label.extra.get(k) and label.extra.get(k) == p.extra.get(k) for k in ("phone", "email"))


def _address(label: Label, p: Prediction) -> bool:
    return _same(label, p) or (overlap(label, p) and folded(label.extra.get("street", "")) in folded(p.value))


MATCHERS: dict[str, Matches] = {
    "project_names": _same_or_overlap,
    "project_codes": _same,
    "funders": _same_or_overlap,
    "dates": _date,
    "organisations": _same_or_overlap,
    "business_ids": _same,
    "contacts": _same,
    "unit_contacts": _unit,
    "addresses": _address,
    "goals": overlap,
    "actions": overlap,
    "results": overlap,
    "target_groups": _same_or_overlap,
    "metrics": _number,
    "money": _money,
    "languages": _language,
    "places": _place,
    "publications": overlap,
    "urls": lambda label, p: _url(label.value) == _url(p.value),
    "phones": _same,
    "emails": _same,
}


def score(name: str, labels: list[Label], predicted: list[Prediction]) -> Tally:
    """Score one field of one document."""
    matches = MATCHERS[name]
    served: Counter[int] = Counter()
    right: set[int] = set()
    tally = Tally()
    for label in sorted(labels, key=lambda x: not x.core):
        hits = [i for i, p in enumerate(predicted) if matches(label, p)]
        free = [i for i in hits if served[i] < _MOST_LABELS or not label.core]
        if label.core:
            served.update(free[:1])
            tally.found += bool(free)
            tally.missed += [] if free else [str(label.value)]
        right.update(hits)
    for i, p in enumerate(predicted):
        tally.right += i in right
        tally.judged.append((p.confidence, i in right))
        tally.invented += [] if i in right else [f"{p.value} ← {p.text[:90]!r}"]
    return tally


def derived_labels(gold: Gold) -> dict[str, list[Label]]:
    """Add the fields that are told from others: phones and e-mails of people and units, Y-tunnus of organisations."""
    people = [*gold.labels.get("contacts", []), *gold.labels.get("unit_contacts", [])]
    labels = dict(gold.labels)
    for name, key in (("phones", "phone"), ("emails", "email")):
        values = {p.extra[key]: p.core for p in people if p.extra.get(key)}
        labels[name] = [Label(v, (), core) for v, core in values.items()]
    ids = {o.extra["business_id"] for o in gold.labels.get("organisations", []) if o.extra.get("business_id")}
    labels["business_ids"] = [Label(i, (), True) for i in sorted(ids)]
    return labels


def cards(labels: list[Label], predicted: list[Prediction]) -> tuple[Tally, list[str]]:
    """Score contact cards as wholes (name with its own phone, e-mail and role) and list wrong pairings."""
    tally, wrong = Tally(), []
    by_name = {folded(p.value): p for p in predicted}
    for label in labels:
        p = by_name.pop(folded(label.value), None)
        good = p is not None and all(_agree(label, p, k) for k in ("phone", "email", "role"))
        if label.core:
            tally.found += good
            tally.missed += [] if good else [_card(label.value, label.extra)]
        if p is not None:
            tally.right += good
            tally.judged.append((p.confidence, good))
            tally.invented += [] if good else [_card(p.value, p.extra)]
            wrong += [_card(p.value, p.extra)] if _foreign(label, p) else []
    tally.invented += [_card(p.value, p.extra) for p in by_name.values()]
    return tally, wrong


def _agree(label: Label, p: Prediction, key: str) -> bool:
    mine, theirs = folded(label.extra.get(key) or ""), folded(p.extra.get(key) or "")
    return mine == theirs or (key == "role" and bool(theirs) and (theirs in mine or mine in theirs))


def _foreign(label: Label, p: Prediction) -> bool:
    return any(p.extra.get(k) and folded(p.extra[k]) != folded(label.extra.get(k) or "") for k in ("phone", "email"))


def _card(name: Any, extra: dict[str, Any]) -> str:
    return " · ".join(str(x) for x in (name, extra.get("role"), extra.get("phone"), extra.get("email")) if x)


_TRAPS = {
    "project_name": ("project_names",),
    "project_code": ("project_codes",),
    "person": ("contacts",),
    "date": ("dates",),
    "project_date": ("dates",),
    "phone": ("phones",),
    "goal": ("goals",),
    "contact": ("contacts",),
    "metric": ("metrics",),
    "money": ("money",),
    "organisation": ("organisations",),
    "place": ("places",),
    "language": ("languages",),
    "publication": ("publications",),
}


def traps_taken(traps: list[Label], predicted: dict[str, list[Prediction]]) -> list[str]:
    """Return the labelled traps that a prediction fell into: evidence inside the trap's own span."""
    taken = []
    for trap in traps:
        fields = _TRAPS.get(trap.extra.get("not_a", ""), ())
        if any(overlap(trap, p) and len(p.text) <= 3 * len(str(trap.value)) for f in fields for p in predicted[f]):
            taken.append(f"{trap.extra['not_a']}: {trap.value}")
    return taken

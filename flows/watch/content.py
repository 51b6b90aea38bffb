"""Pages that still are pages but no longer say what they said: fields that empty, values that all change at once.

Each symptom is measured by itself; together they are one alarm, named after the strongest, with the others as rows.
"""

from collections.abc import Mapping, Sequence

from flows.watch.pages import SHOWN, Pair, pairs_of
from flows.watch.symptoms import Symptom
from flows.watch.symptoms_of_pages import labels_gone, labels_left_over, other_kind, renamed, thinned
from flows.watch.symptoms_of_values import (
    emptied,
    lost_projects,
    matched,
    moved_dates,
    one_for_all,
    replaced,
    shorter_lists,
    swapped,
)
from schemas.alarm import Alarm
from schemas.health import Observation


def content_alarms(seen: Observation, explained: set[str]) -> list[Alarm]:
    """Return one alarm where the source's content is no longer what it was, or one where only its template is not."""
    pairs = pairs_of(seen, explained)
    changed = [c for pair in pairs for c in matched(pair)]
    lost, total = _lost(seen, pairs)
    symptoms = [
        *lost_projects(len(lost), total),
        *shorter_lists(pairs),
        *emptied(changed),
        *swapped(changed),
        *replaced(changed),
        *moved_dates(changed),
        *one_for_all(pairs),
        *thinned(pairs),
        *other_kind(pairs),
        *renamed(pairs),
    ]
    labels = [*labels_gone(pairs), *labels_left_over(pairs)]
    if symptoms:
        told = [*sorted(symptoms, key=lambda s: -s.weight), *labels]
        return [_alarm(seen, "content", told, _where(pairs, lost))]
    return [_alarm(seen, "template", labels, [])] if any(s.weight >= 1 for s in labels) else []


def _alarm(seen: Observation, cause: str, symptoms: Sequence[Symptom], where: Sequence[str]) -> Alarm:
    first, *others = symptoms
    return Alarm(
        source=seen.source, cause=cause, numbers={"symptom": first.text, "symptom_fi": first.text_fi},
        rows=(*(s.text for s in others), *where), rows_fi=(*(s.text_fi for s in others), *where), since=seen.since,
    )  # fmt: skip


def _where(pairs: Sequence[Pair], lost: Mapping[str, str]) -> list[str]:
    """Return the pages that lost most values, else those that changed."""
    fallen = sorted((p for p in pairs if p.now.facts < p.then.facts), key=lambda p: p.now.facts - p.then.facts)
    rows = [f"{p.url}: {p.then.facts} → {p.now.facts}" for p in fallen]
    changed = (p.url for p in pairs if p.now.said != p.then.said)
    return (rows or sorted(set(lost.values())) or list(changed))[:SHOWN]


def _lost(seen: Observation, pairs: Sequence[Pair]) -> tuple[dict[str, str], int]:
    """Return projects found nowhere any more (key → page), and how many there were."""
    then = {p.key: pair.url for pair in pairs for p in pair.then.projects}
    now = {p.key for view in seen.now.values() if not view.state and view.profile for p in view.profile.projects}
    return {k: url for k, url in then.items() if k not in now}, len(then)

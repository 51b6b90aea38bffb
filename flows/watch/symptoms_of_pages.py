"""Symptoms seen in pages as wholes: thin, of another kind, under other labels."""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.watch.pages import Pair
from flows.watch.symptoms import FEW, Symptom, removed_by_hand
from schemas.facts import PROJECT_KINDS

_RICH = 6  # values of a page from which their number means something
_LONG = 400  # characters


def thinned(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Pages with far fewer values or far less text than before."""
    rich = [p for p in pairs if p.then.facts >= _RICH]
    thin = [p for p in rich if p.now.facts < 0.5 * p.then.facts and p.then.facts - p.now.facts >= 5]
    hollow = [p for p in thin if p.then.facts - p.now.facts >= 8 and not removed_by_hand(p.now.length / p.then.length)]
    n, of = len(thin), len(rich)
    if n >= 0.2 * of and (n >= 2 or hollow):
        yield Symptom(
            2, f"{n} of {of} pages give less than half the values", f"{n}/{of} sivua antaa alle puolet arvoista"
        )
    long = [p for p in pairs if p.then.length >= _LONG]
    n = sum(p.now.length < 0.4 * p.then.length for p in long)
    if n and n >= 0.2 * len(long):
        of = len(long)
        yield Symptom(1, f"{n} of {of} pages lost most of their text", f"{n}/{of} sivun tekstistä suurin osa on poissa")


def other_kind(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Pages that told of projects and do not now, or the other way round."""
    other = [p for p in pairs if (p.now.kind in PROJECT_KINDS) != (p.then.kind in PROJECT_KINDS)]
    if len(other) >= 2 and len(other) >= 0.4 * len(pairs):
        n, of = len(other), len(pairs)
        found = Counter((p.then.kind, p.now.kind) for p in other).most_common(3)
        kinds = ", ".join(f"{a} → {b}" for (a, b), _ in found)
        yield Symptom(1.2, f"{n} of {of} pages are of another kind: {kinds}", f"{n}/{of} sivua on eri lajia: {kinds}")


def renamed(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Labels that another one has replaced, with values gone from the same pages."""
    found: Counter[tuple[str, str]] = Counter()
    for p in pairs:
        if p.now.facts <= p.then.facts - 2 or _fields(p, then=True) - _fields(p, then=False):
            found.update(_renames(p))
    if found:
        names = ", ".join(f"“{a}” → “{b}” ({n} ×)" for (a, b), n in found.most_common(5))
        yield Symptom(2.8, f"labels have other names, and values are gone: {names}",
                      f"otsakkeet ovat vaihtuneet, ja arvoja on kadonnut: {names}")  # fmt: skip


def _fields(pair: Pair, *, then: bool) -> set[str]:
    page = pair.then if then else pair.now
    return {name for values in (*(p.values for p in page.projects), page.loose) for name in values}


def _renames(pair: Pair) -> Iterator[tuple[str, str]]:
    """Return (old, new) where one label stands exactly in the place of another."""
    then, now = list(pair.then.labels), list(pair.now.labels)
    if then == now:
        return
    for tag, a, b, c, d in difflib.SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if (
            tag == "replace"
            and b - a == d - c == 1
            and then[a] not in pair.now.labels
            and now[c] not in pair.then.labels
        ):
            yield then[a], now[c]


def labels_gone(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Labels that stood on several pages, or several times, and are gone."""
    had, gone, fresh = Counter[str](), Counter[str](), Counter[str]()
    for p in pairs:
        had.update(p.then.labels)
        gone.update({k: n for k, n in p.then.labels.items() if k not in p.now.labels})
        fresh.update({k: n for k, n in p.now.labels.items() if k not in p.then.labels})
    lost = [(k, n) for k, n in gone.most_common() if n >= FEW and n >= 0.5 * had[k]]
    if lost:
        names = ", ".join(f"“{k}” ({n} ×)" for k, n in lost[:5])
        new = ", ".join(f"“{k}”" for k, n in fresh.most_common(5) if n >= FEW and not had[k])
        yield Symptom(
            1,
            f"labels missing: {names}" + (f"; new ones: {new}" if new else ""),
            f"otsakkeita puuttuu: {names}" + (f"; uusia: {new}" if new else ""),
        )


def labels_left_over(pairs: Sequence[Pair]) -> Iterator[Symptom]:
    """Labels of forms that nobody read and that were not there before."""
    then = {label for p in pairs for label in p.then.unread_labels}
    new = Counter(label for p in pairs for label in p.now.unread_labels if label not in then)
    if new:
        names = ", ".join(f"“{k}” ({n} ×)" for k, n in new.most_common(5))
        weight = 1 if max(new.values()) >= FEW else 0.5
        yield Symptom(weight, f"labels that nobody read: {names}", f"otsakkeita, joita ei tunnistettu: {names}")

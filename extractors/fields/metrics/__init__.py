"""Counts that tell what a project planned, reached or employed.

The value's evidence is the number alone, the noun's the words it counts. Qualifiers: `kind` (planned, realised,
staffing), `unit` (`%`, or the head noun as written), `lemma`, `group` (women) and `max` (the upper end of a range).
Background statistics, ages, statutes, durations and prices are left alone; where project and background cannot be told
apart, nothing is said.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.fields.metrics.amounts import Counted
from extractors.fields.metrics.cues import Setting, belongs, is_barred, is_women, kind_of, noun_class
from extractors.fields.metrics.nouns import counted, shared
from extractors.fields.metrics.tables import Row, register_pairs, table_rows
from extractors.fields.numbers import parse_number
from extractors.mentions import Mention, Taken
from extractors.text import clean
from schemas.document import BlockKind, Span, Zone
from schemas.facts import PROJECT_KINDS, DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

# How many points of evidence a count needs; background statistics are common where many are asked for.
_NEEDED = {DocumentKind.REGISTER_ENTRY: 5, DocumentKind.APPLICATION_FORM: 5, DocumentKind.LISTING: 5}
_PLANNED = (DocumentKind.REGISTER_ENTRY, DocumentKind.APPLICATION_FORM, DocumentKind.PROJECT_DECISION)


def find_metrics(ctx: "Context", within: Span | None = None, project: int = 0) -> list[Found]:
    """Return the project's counts in text order.

    `within` limits the search to a range (one project of a listing), `project` is that project's number.
    """
    numbers = [m for m in ctx.of("number") if within is None or m.span.overlaps(within)]
    by_start = {n.start: n for n in numbers}
    rows = [r for r in (*register_pairs(ctx.doc), *table_rows(ctx.doc, numbers)) if r.start in by_start]
    found = [_of_row(ctx.text, by_start[r.start], r, project) for r in rows]
    if within is not None or ctx.kind in PROJECT_KINDS or ctx.kind is DocumentKind.OTHER:
        held = {r.start for r in rows}
        found += _of_prose(ctx, [n for n in numbers if n.start not in held], project)
    return sorted(found, key=lambda f: f.values["value"].start)


def _of_row(text: str, number: Mention, row: Row, project: int) -> Found:
    value = _value(number, 0.97)
    noun = (
        Evidence(clean(text[row.noun.start : row.noun.end]), row.noun.start, row.noun.end, 0.97) if row.noun else None
    )
    qualifiers: dict[str, Scalar] = {"kind": row.kind, "unit": "henkilöä" if row.women else "kpl"}
    if row.women:
        qualifiers["group"] = "women"
    return Found("metric", {"value": value, "noun": noun} if noun else {"value": value}, qualifiers, project)


def _of_prose(ctx: "Context", numbers: list[Mention], project: int) -> list[Found]:
    page = _Page(ctx)
    out: list[Found] = []
    last: tuple[int, Counted | None] = (-9, None)
    for number in numbers:
        i = page.sentence(number)
        if i < 0:
            continue
        near = page.setting(number, i, i - last[0])
        what = _what(ctx.text, number, page.spans[i], near, last[1] if last[0] == i else None)
        found = _judge(ctx.text, number, what, near, project) if what else None
        if found and what:
            # `137 henkilöä, joista 79 naisia`: a part is planned or realised as the whole is.
            whole = out[-1].qualifiers["kind"] if out and last[0] == i and what.bond in ("of", "shared") else None
            out.append(replace(found, qualifiers={**found.qualifiers, "kind": whole}) if whole else found)
            last = (i, what)
    return out


class _Page:
    """The sentences and headings of a document, with fast look-up by position."""

    def __init__(self, ctx: "Context") -> None:
        self._ctx = ctx
        self.spans = ctx.sentences
        self._starts = [s.start for s in self.spans]
        heads = [b for b in ctx.doc.blocks if b.kind is BlockKind.HEADING]
        self._heads, self._head_starts = [ctx.doc.slice(b) for b in heads], [b.start for b in heads]
        furniture = [b for b in ctx.doc.blocks if b.zone in (Zone.NAV, Zone.HEADER, Zone.FOOTER)]
        self._furniture = Taken(Mention("", b.start, b.end, "") for b in furniture)

    def sentence(self, number: Mention) -> int:
        """Return the index of the number's sentence, -1 where it stands in none or in the page's furniture."""
        i = bisect_right(self._starts, number.start) - 1
        if i < 0 or self.spans[i].end < number.end or self._furniture.overlaps(number.start, number.end):
            return -1
        return i

    def setting(self, number: Mention, i: int, since: int) -> Setting:
        """Return where the number stands; `since`: how many sentences ago the last count was accepted."""
        text, span, kind = self._ctx.text, self.spans[i], self._ctx.kind
        head = bisect_right(self._head_starts, number.start) - 1
        return Setting(
            before=text[max(span.start, number.start - 300) : number.start],
            after=text[number.end : min(span.end, number.end + 300)],
            heading=self._heads[head] if head >= 0 else "",
            needed=_NEEDED.get(kind, 3 if kind in PROJECT_KINDS else 5),
            default_kind="planned" if kind in _PLANNED else "realised",
            listed=since == 0,
            recent=since in (0, 1),
        )


def _what(text: str, number: Mention, span: Span, near: Setting, previous: Counted | None) -> Counted | None:
    """What the number counts in its sentence; `previous` is what the count before it in the sentence counted."""
    if is_barred(number, near):
        return None
    found = counted(text, number, span.end, span.start)
    return found or (shared(text, number, span.end, previous) if previous else None)


def _judge(text: str, number: Mention, what: Counted, near: Setting, project: int) -> Found | None:
    noun = noun_class(what, str(number.params["lang"]))
    confidence = belongs(number, what, noun, near)
    if not confidence:
        return None
    values = {
        "value": _value(number, confidence),
        "noun": Evidence(clean(text[what.start : what.end]), what.start, what.end, confidence),
    }
    return Found(
        "metric", values, _qualifiers(number, what, kind_of(noun, near, float(number.value or 0), what.lemma)), project
    )


def _value(number: Mention, confidence: float) -> Evidence:
    return Evidence(number.value, number.start, number.end, confidence, {"lang": number.params["lang"]})


def _qualifiers(number: Mention, what: Counted, kind: str) -> dict[str, Scalar]:
    unit = "%" if number.params["percent"] else what.head.casefold()
    qualifiers: dict[str, Scalar] = {"kind": kind, "unit": unit, "lemma": what.lemma}
    if is_women(what):
        qualifiers["group"] = "women"
    if "high" in number.params:
        qualifiers["max"] = number.params["high"]
    return qualifiers


def derive_value(quote: str, params: Mapping[str, Scalar]) -> int | float:
    """Read a number again; of a range the lower end. `lang` says whose number words are meant."""
    return parse_number(re.split(r"\s?[-–—]\s?", quote.lstrip("-–"))[0], str(params.get("lang") or "fi"))


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "metric.value": derive_value,
    "metric.noun": lambda quote, _: clean(quote),
}

"""Target groups: whom a project or service is for, direct or indirect.

A group is named in a target's place: under `Kohderyhmä`, in a sentence about the target group, as the receiver of a
service (`tarjotaan maahanmuuttajille`), or as those whose abilities a goal is about (`ammattilaisten osaamista`). The
value is the base form in the plural (`työikäisille maahanmuuttajille` → `työikäiset maahanmuuttajat`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.fields import cues, verbs
from extractors.fields.sections import Section
from extractors.fields.statements import germanic
from extractors.fields.target_groups import bases as group_bases
from extractors.fields.target_groups import foreign as group_foreign
from extractors.fields.target_groups import phrases as group_phrases
from extractors.fields.target_groups.extent import genitive, is_offer
from extractors.fields.target_groups.phrases import Group, words
from extractors.fields.target_groups.served import RECEIVES, in_statements
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token, tokens_in
from schemas.document import Span, Zone
from schemas.facts import PROJECT_KINDS, DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_TARGET_STEM = ("kohderyhm", "hyödynsaaj", "edunsaaj", "asiakasryhm", "kohdeyleisö")
_POINTERS = (
    "suunnattu",
    "suunnata",
    "suunnataan",
    "tarkoitettu",
    "kohdennettu",
    "kohdistua",
    "kohdistuu",
    "kohdentua",
    "kohdentaa",
    "kohdistaa",
    "panostaa",
    "avoin",
)
_NAMED_IN = frozenset({"nominative", "partitive", "essive", "allative"})
_NONE = frozenset({DocumentKind.OTHER, DocumentKind.BLOG_ARTICLE, DocumentKind.THESIS})


def group_value(quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Return a group's base form. Raises `ValueError` when the quote names nobody."""
    value = group_bases.base(quote)
    if not value:
        raise ValueError("nobody is named")
    return value


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {"target_group.value": group_value}


def find_target_groups(ctx: "Context") -> list[Found]:
    """Return the groups, each once, in text order; `kind` is direct or indirect."""
    if ctx.kind in _NONE:
        return []
    best: dict[str, tuple[Span, float, str]] = {}
    found = [*_announced(ctx), *_in_sentences(ctx), *in_statements(ctx)]
    for span, sure, kind in found or _spoken_of(ctx):
        value = str(group_value(ctx.doc.slice(span), {})).casefold()
        if value not in best or (span < best[value][0] and sure >= best[value][1]) or sure > best[value][1] + 0.015:
            best[value] = (span, sure, kind)
    kept = {value: row for value, row in best.items() if not _said_better(value, best)}
    return [_found(ctx, *row) for value, row in sorted(kept.items(), key=lambda kv: kv[1][0])]


def _said_better(value: str, best: Mapping[str, tuple[Span, float, str]]) -> bool:
    """Tell whether another phrase says more exactly who is meant: it is longer, or this one is vague."""
    vague, sure = value in words("vague"), best[value][1]
    longer = [o for o in best if o != value and (o.endswith(" " + value) or f" {value} " in f" {o} ".replace(",", " "))]
    if sure >= _TOLD:
        return vague and bool(longer)
    return any(best[o][1] >= _TOLD or vague for o in longer) or (vague and any(o not in words("vague") for o in best))


_TOLD = 0.87  # from here on the text itself says that a group is a target group


def _found(ctx: "Context", span: Span, sure: float, kind: str) -> Found:
    value = group_value(ctx.doc.slice(span), {})
    return Found("target_group", {"value": Evidence(value, span.start, span.end, sure)}, {"kind": kind})


def _announced(ctx: "Context") -> Iterator[tuple[Span, float, str]]:
    """Groups under a heading, label or lead-in that announces them."""
    for section in ctx.sections:
        if section.role != "target_group" or not section.heading:
            continue
        kind = "indirect" if cues.marks("indirect", ctx.doc.slice(section.heading)) else "direct"
        for part in _parts(ctx, section):
            found = _listed(ctx, part) if part in section.items else _told(ctx, part)
            yield from ((g.span, 0.9, kind) for g in found)


def _parts(ctx: "Context", section: Section) -> list[Span]:
    if section.items:
        return list(section.items) + [
            s for s in _sentences(ctx, section) if not any(s.overlaps(i) for i in section.items)
        ]
    return _sentences(ctx, section)


def _sentences(ctx: "Context", section: Section) -> list[Span]:
    at = bisect_left(ctx.sentences, section.start, key=lambda s: s.start)
    return [s for s in ctx.sentences[at : at + 12] if s.end <= section.end]


def _listed(ctx: "Context", item: Span) -> list[Group]:
    """An item of a list of groups is one, even when its head is in no list."""
    found = [g for g in group_phrases.groups(ctx.text, item) if g.case in _NAMED_IN]
    if found or item.end - item.start > 90:
        return found
    return [Group(item, "", "nominative", "persons")] if _nominal(ctx.text, item) else []


def _nominal(text: str, span: Span) -> bool:
    found = tokens_in(text, span.start, span.end)
    return 0 < len(found) <= 12 and not verbs.verbs(found) and not any(c in text[span.start : span.end] for c in "@:/")


def _told(ctx: "Context", sentence: Span) -> Iterator[Group]:
    """Groups of a sentence under a target heading, in a form in which they are spoken about."""
    language = germanic.language_in(ctx.text, [t.low for t in tokens_in(ctx.text, sentence.start, sentence.end)])
    if language != "fi":
        yield from (g for g, _ in group_foreign.foreign(ctx.text, sentence, language, framed=False))
        return
    found = [g for g in group_phrases.groups(ctx.text, sentence, announced=True) if g.case in _NAMED_IN]
    short = not found and sentence.end - sentence.start < 90  # a line too short to tell its language
    yield from found
    for other in ("sv", "en") if short else ():
        yield from (g for g, _ in group_foreign.foreign(ctx.text, sentence, other, framed=False))


def _in_sentences(ctx: "Context") -> Iterator[tuple[Span, float, str]]:
    """Sentences that name the target group: `kohderyhmänä ovat …`, `… on suunnattu nuorille`, `target group is …`."""
    outside = [b.span for b in ctx.doc.blocks if b.zone in (Zone.NAV, Zone.FOOTER)]
    for sentence in ctx.sentences:
        i = bisect_left(outside, sentence.start + 1, key=lambda s: s.start) - 1
        if (i >= 0 and outside[i].end > sentence.start) or sentence.end - sentence.start > 900:
            continue
        found = tokens_in(ctx.text, sentence.start, sentence.end)
        language = germanic.language_in(ctx.text, [t.low for t in found])
        if language != "fi":
            told = group_foreign.foreign(ctx.text, sentence, language, framed=True)
            yield from ((g.span, sure, "direct") for g, sure in told)
            continue
        yield from _finnish_frame(ctx, sentence, found)
        yield from ((g.span, 0.82, "direct") for g in _offered(ctx, sentence, found))


def _finnish_frame(ctx: "Context", sentence: Span, found: list[Token]) -> Iterator[tuple[Span, float, str]]:
    cue = next((t for t in found if t.low.startswith(_TARGET_STEM) or "kohderyhm" in t.low), None)
    pointer = next((t for t in found if any(p in _POINTERS for p in lemmas(t.low))), None)
    if cue is None and (pointer is None or any(_is_call(t.low) for t in found)):
        return
    kind = "indirect" if cues.marks("indirect", ctx.text[sentence.start : sentence.end]) else "direct"
    for group in group_phrases.groups(ctx.text, sentence):
        if (
            cue and group.case in ("nominative", "partitive", "allative") and _beside(ctx.text, cue, group, sentence)
        ) or (pointer and group.case in ("allative", "illative")):
            yield group.span, 0.88, kind


def _offered(ctx: "Context", sentence: Span, found: list[Token]) -> Iterator[Group]:
    """`neuvontaa alueelle muuttaneille`, `nuorille järjestetään kerhoja`: receivers of what is offered."""
    given = any(v.passive and v.lemma in words("serving") for v in verbs.verbs(found))
    if (
        _background(ctx.text, sentence)
        or any(w.low in _QUESTIONS for w in found[:2])
        or any(_is_call(w.low) for w in found)
    ):
        return
    for group in group_phrases.groups(ctx.text, sentence):
        if group.case in RECEIVES and group.list != "bodies" and (given or _behind_offer(ctx.text, found, group)):
            yield group


_QUESTIONS = frozenset({"miten", "miksi", "jos", "mikäli", "mitä"})


def _behind_offer(text: str, found: list[Token], group: Group) -> bool:
    before = [t for t in found if t.end <= group.span.start][-8:]
    while before and (before[-1].low in ("ja", "sekä", "sen", "niiden") or genitive(before[-1].low)):
        before.pop()
    return (
        bool(before) and is_offer(before[-1].low) and not set(text[before[-1].end : group.span.start]) & set(".,:;()")
    )


@lru_cache(maxsize=20_000)
def _is_call(word: str) -> bool:
    """`Haku on suunnattu järjestöille`: whom money or a form is for is no target group."""
    return any(r.case == "nominative" and r.lemma in words("calls") for r in analyse(word))


def _beside(text: str, cue: Token, group: Group, sentence: Span) -> bool:
    """After `kohderyhmänä ovat` everything counts; before it only what is its subject."""
    return group.span.start > cue.start or (group.case == "nominative" and cue.start - group.span.end < 60)


def _spoken_of(ctx: "Context") -> list[tuple[Span, float, str]]:
    """Where nothing says whom a project is for, those it first speaks of who have come to the country."""
    if ctx.kind not in PROJECT_KINDS or ctx.kind in (DocumentKind.LISTING, DocumentKind.SHEET):
        return []
    for sentence in ctx.sentences[:40]:
        if sentence.end - sentence.start > 600 or _background(ctx.text, sentence):
            continue
        for group in group_phrases.groups(ctx.text, sentence):
            if group.list == "core" and group.case in ("nominative", "genitive", "partitive", "allative"):
                return [(group.span, 0.7, "direct")]
    return []


def _background(text: str, sentence: Span) -> bool:
    found = tokens_in(text, sentence.start, sentence.end)
    return any(t.low in ("suomessa", "suomeen", "lain", "laki", "määrä", "prosenttia") for t in found)

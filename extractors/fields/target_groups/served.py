"""Receivers and beneficiaries in what is aimed at and done: `järjestetään kursseja äideille`, `nuorten osaamista`."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.fields.statements import Statement
from extractors.fields.target_groups import phrases as group_phrases
from extractors.fields.target_groups.phrases import Group, words
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import tokens_in
from schemas.document import Span

if TYPE_CHECKING:
    from extractors.context import Context

RECEIVES = frozenset({"allative"})


def in_statements(ctx: "Context") -> Iterator[tuple[Span, float, str]]:
    """Receivers and beneficiaries in what is aimed at and done."""
    for statement in ctx.statements:
        if statement.role in ("goal", "action"):
            yield from _served(ctx, statement)


def _served(ctx: "Context", statement: Statement) -> Iterator[tuple[Span, float, str]]:
    found = tokens_in(ctx.text, statement.span.start, statement.span.end)
    serving = any(
        not words("serving").isdisjoint(lemmas(t.low)) or not words("service_nouns").isdisjoint(lemmas(t.low))
        for t in found
    )
    row = group_phrases.groups(ctx.text, statement.span)
    sure = [_target_in(ctx.text, g, statement, serving) for g in row]
    for i in range(len(row) - 2, -1, -1):  # `äitien ja nuorten jaksamista`: what is said of the last is said of all
        sure[i] = sure[i] or (sure[i + 1] if _joined(ctx.text, row[i], row[i + 1]) else 0.0)
    for i in range(1, len(row)):
        sure[i] = sure[i] or (sure[i - 1] if _joined(ctx.text, row[i - 1], row[i]) else 0.0)
    yield from ((g.span, s, "direct") for g, s in zip(row, sure, strict=True) if s)


def _joined(text: str, one: Group, other: Group) -> bool:
    """Two groups of people in the same case with a link word or a comma between them."""
    between = text[one.span.end : other.span.start].strip()
    return one.case == other.case and "bodies" not in (one.list, other.list) and between in (",", "ja", "sekä", "tai")


def _target_in(text: str, group: Group, statement: Statement, serving: bool) -> float:
    """Return how sure a group of a goal or a doing is whom it is for; 0 when it is not."""
    if group.case in RECEIVES and (serving or statement.section) and group.head not in words("places"):
        return 0.85
    if group.case in (*RECEIVES, "nominative", "genitive", "partitive") and (
        group.list == "core" or _of_core(text, group)
    ):
        return 0.84 if statement.section else 0.8
    if group.case == "partitive" and statement.role == "action" and _is_helped(text, group, statement.span):
        return 0.8
    return (
        0.75 if group.case == "genitive" and group.list == "persons" and _capacity(text, group, statement.span) else 0
    )


def _is_helped(text: str, group: Group, within: Span) -> bool:
    """`kannustetaan paikallisia seuroja`: the verb right before says that something is done for them."""
    before = tokens_in(text, max(within.start, group.span.start - 30), group.span.start)
    if not before or set(text[before[-1].end : group.span.start]) & set(".,;:()"):
        return False
    return any(
        r.lemma in words("helping") and r.verb_form in ("passive_present", "passive_past")
        for r in analyse(before[-1].low)
    )


def _of_core(text: str, group: Group) -> bool:
    """`kiintiöpakolaisina saapuvia perheitä`: the phrase itself says that they have come."""
    inside = tokens_in(text, group.span.start, group.span.end)[:-1]
    return any(
        not words("core").isdisjoint(lemmas(t.low)) or t.low.startswith(("muuttane", "maahanmuutta", "pakolais"))
        for t in inside
    )


def _capacity(text: str, group: Group, within: Span) -> bool:
    """The group's abilities, well-being or path are what it is about (`opettajien osaamista`)."""
    for token in tokens_in(text, group.span.end, within.end)[:4]:
        if token.low in ("ja", "sekä", "tai") or set(text[group.span.end : token.start]) & set(",;:()"):
            return False
        if _is_capacity(token.low):
            return True
    return False


@lru_cache(maxsize=20_000)
def _is_capacity(word: str) -> bool:
    """`osaamista`, `työelämätaitoja`, `tukemista`: a capacity, a compound that ends in one, or the support itself."""
    wanted = words("capacities")
    return any(
        r.lemma in wanted
        or (r.parts and r.parts[-1] in wanted)
        or (r.verb_form == "infinitive_minen" and r.lemma == "tukea")
        for r in analyse(word)
    )

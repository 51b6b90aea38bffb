"""Statements that list several goals or doings in one sentence: where each of them begins and ends.

`Toimintaan kuuluu retkiä, kerhoja ja neuvonta` lists three doings, `tavoitteena on lisätä …, tukea … ja vahvistaa …`
three goals. A sentence that tells one thing stays whole.
"""

import re
from collections.abc import Iterator

from extractors.fields import cues, verbs
from extractors.language.morphology import analyse
from extractors.language.tokens import Token, tokens_in
from extractors.vocabulary import load
from schemas.document import Span

_MOST_WORDS = 14  # in one item; more is a clause of its own
_CUT = re.compile(r"[,;]\s+|\s(?:ja|sekä|och|samt|and)\s")
_BY_DOING = re.compile(r"\bby (?=\w+ing\b)")
_BRACKET = re.compile(r"\([^()]*\)")
_LAST_LINKS = (" sekä ", " samt ", " as well as ", " ja ", " och ", " and ")


def parts(text: str, span: Span, role: str) -> list[Span]:
    """Return the parts of a statement in order; the statement itself when it does not list at least three."""
    words = tokens_in(text, span.start, span.end)
    if role == "goal":
        return _clauses(text, span, words) or [span]
    if role == "action":
        return _by_doing(text, span) or _named(text, span, words) or [span]
    return [span]


def without_label(text: str, span: Span) -> Span:
    """Return the range after a label that only says that a description follows (`Hankkeen kuvaus: Hanke …`)."""
    label = _LABEL.match(text, span.start, span.end)
    described = label and set(cues.roles(label.group(1))) & {"summary", "goal", "action"}
    return Span(label.end(), span.end) if label and described else span


_LABEL = re.compile(r"([^\W\d_][\w -]{2,40}):\s+(?=[A-ZÅÄÖ])")


def _clauses(text: str, span: Span, words: list[Token]) -> list[Span]:
    """Cut before each infinitive that a comma or a link word joins to the one before it."""
    starts = [span.start]
    for cut in _CUT.finditer(text, span.start, span.end):
        after = next((w for w in words if w.start >= cut.end()), None)
        if after and after.start == cut.end() and verbs.has_infinitive([after]):
            starts.append(after.start)
    first = tokens_in(text, span.start, starts[1]) if len(starts) > 2 else []
    return _between(text, starts, span.end) if _is_then(first) else []


def _is_then(words: list[Token]) -> bool:
    """`tavoitteena on (myös) lisätä …`: the first infinitive is the aim itself, not what an ability is of."""
    at = next((i for i, w in enumerate(words) if verbs.has_infinitive([w])), 0)
    return any(w.low in load("statement-cues")["copulas"] for w in words[max(0, at - 2) : at])


def _by_doing(text: str, span: Span) -> list[Span]:
    """Cut an English sentence before each `by arranging …`; the first part keeps its beginning."""
    starts = [m.end() for m in _BY_DOING.finditer(text, span.start, span.end)]
    return _between(text, [span.start, *starts[1:]], span.end) if len(starts) > 1 else []


def _between(text: str, starts: list[int], end: int) -> list[Span]:
    """Return the ranges between starts, without the link words and commas at their ends."""
    return [Span(a, a + len(_tidy(text[a:b]))) for a, b in zip(starts, [*starts[1:], end], strict=True)]


def _tidy(piece: str) -> str:
    return re.sub(r"(?:[\s,;]|\s(?:ja|sekä|and by|and|by|och|samt))+$", "", piece)


def _named(text: str, span: Span, words: list[Token]) -> list[Span]:
    """Cut what stands after `toimenpiteet ovat`, `toimintaan kuuluu`, `the activities include` into its items."""
    at = _announced_from(words)
    if not at:
        return []
    items = list(_items(text, words[at - 1].end, span.end))
    few = len(items) < 3 or not all(_is_item(text, s) for s in items)
    return [] if few else items


def _announced_from(words: list[Token]) -> int:
    """Return the index of the first word after the verb that announces an enumeration, 0 for none."""
    copulas = load("statement-cues")["enumerating"]
    for i, word in enumerate(words[:9]):
        if word.low in copulas and any(cues.word_role(w.low) == "action" for w in words[:i]):
            return i + 1
    return 0


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the ranges between commas outside brackets, the last of them cut at its link word."""
    edges, depth = [start], 0
    for i in range(start, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if text[i] in ",;" and not depth and text[i + 1 : i + 2].isspace():
            edges.append(i + 1)
    last = _BRACKET.sub(lambda m: "_" * len(m.group()), text[edges[-1] : end])
    link = next((x for x in _LAST_LINKS if x in last), "")
    if link and len(edges) > 1:
        edges.append(edges[-1] + (last.find(link) if "ek" in link or "am" in link else last.rfind(link)) + len(link))
    for a, b in zip(edges, [*edges[1:], end], strict=True):
        body = _tidy(text[a:b]).rstrip(" .")
        lead = len(body) - len(body.lstrip(" :\t\n"))
        yield Span(a + lead, a + len(body))


def _is_item(text: str, span: Span) -> bool:
    words = tokens_in(text, span.start, span.end)
    relative = any(w.low.startswith(("jo", "som", "whi", "who")) and _is_relative(w.low) for w in words[:2])
    named = any(not analyse(w.low) or any(r.case in ("nominative", "partitive") for r in analyse(w.low)) for w in words)
    return 0 < len(words) <= _MOST_WORDS and named and not relative and not verbs.verbs(words)


def _is_relative(word: str) -> bool:
    return word in ("som", "which", "who") or any(r.lemma in ("joka", "jokin") for r in analyse(word))

"""Groups in Swedish and English sentences: words of a list after a wording that makes them targets."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.fields.target_groups.phrases import Group
from extractors.vocabulary import load
from schemas.document import Span


@cache
def _foreign(language: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    frames = tuple(re.compile(p, re.IGNORECASE) for p in load("target-groups")[f"{language}_frames"])
    heads = "|".join(sorted(load("target-groups")[f"{language}_heads"], key=len, reverse=True))
    return frames, re.compile(rf"\b(?:(?!(?:{_SKIP[language]})\b)[\w’'-]+ ){{0,2}}(?:{heads})\b", re.IGNORECASE)


_SKIP = {
    "en": (
        r"\w+ing|and|or|the|of|for|to|with|in|at|by|as|are|is|was|were|from|also|all|who|that|which|"
        r"between|other|our|their|these|those|such|both"
    ),
    "sv": (
        "och|eller|de|den|det|för|till|av|med|i|på|som|är|var|alla|även|andra|samt|bland|mellan|från|"
        "vi|avser|att|om|hos|våra|deras"
    ),
}


def foreign(text: str, sentence: Span, language: str, *, framed: bool) -> Iterator[tuple[Group, float]]:
    """Yield the Swedish or English groups of a sentence with how sure each is.

    When `framed`, only after a wording that makes them targets; surest after the words `target group` themselves.
    """
    frames, heads = _foreign(language)
    start, sure, limit = sentence.start, 0.88, sentence.end
    if framed:
        hits = [(m.end(), p is frames[0]) for p in frames for m in p.finditer(text, sentence.start, sentence.end)]
        if not hits:
            return
        start, named = min(hits)
        sure, limit = (0.88, sentence.end) if named else (0.85, min(sentence.end, start + 160))
    end = start
    for m in heads.finditer(text, start, limit):
        if m.start() < end or _elsewhere(text, m, language, at_frame=framed and m.start() == start):
            continue
        more = _WHO[language].match(text, m.end(), sentence.end)
        end = more.end() if more and sure > 0.85 else m.end()
        yield Group(Span(m.start(), end), m.group().split()[-1].casefold(), "nominative", "persons"), sure


_WHO = {
    "en": re.compile(r",? who [^,.;:()\n]{4,90}(?=[,;:()\n]|\.(?:\s|$)|$)"),
    "sv": re.compile(r",? som [^,.;:()\n]{4,90}(?=[,;:()\n]|\.(?:\s|$)|$)"),
}
_ASIDE = {
    "en": re.compile(r"\b(?:in|between|with|within|among)(?: the| our| other)? $", re.IGNORECASE),
    "sv": re.compile(r"\b(?:i|inom|mellan|med|hos)(?: de| våra| andra)? $", re.IGNORECASE),
}


def _elsewhere(text: str, m: re.Match[str], language: str, *, at_frame: bool) -> bool:
    """`in five municipalities`, `with local organisations`, `immigrants’ employment`: a place, a partner, an owner."""
    owner = text[m.end() : m.end() + 1] in ("’", "'")
    return owner or (not at_frame and bool(_ASIDE[language].search(text, max(0, m.start() - 20), m.start())))

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


def foreign(text: str, sentence: Span, language: str, *, framed: bool) -> Iterator[Group]:
    """Yield the Swedish or English groups of a sentence, after a wording that makes them targets when `framed`."""
    frames, heads = _foreign(language)
    start = sentence.start
    if framed:
        ends = [m.end() for p in frames for m in p.finditer(text, sentence.start, sentence.end)]
        if not ends:
            return
        start = min(ends)
    limit = min(sentence.end, start + 160) if framed else sentence.end
    for m in heads.finditer(text, start, limit):
        yield Group(Span(m.start(), m.end()), m.group().split()[-1].casefold(), "nominative", "persons")

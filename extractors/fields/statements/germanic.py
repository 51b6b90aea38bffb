"""What a Swedish or English sentence of a project's text says, by wordings kept as data (statement-cues.json)."""

import re
from functools import cache, lru_cache

from extractors.language.tokens import tokens
from extractors.vocabulary import load

_STOP = {
    "sv": frozenset(
        [
            "och",
            "att",
            "är",
            "som",
            "för",
            "av",
            "på",
            "med",
            "till",
            "en",
            "ett",
            "den",
            "det",
            "de",
            "har",
            "inte",
            "genom",
            "från",
            "vid",
            "projektet",
            "projektets",
            "vi",
            "deltagare",
            "inom",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "of",
            "to",
            "in",
            "is",
            "for",
            "with",
            "that",
            "are",
            "on",
            "as",
            "by",
            "was",
            "this",
            "will",
            "be",
            "at",
            "from",
            "which",
            "or",
            "project",
            "we",
            "our",
            "its",
            "their",
            "it",
            "has",
            "have",
        ]
    ),
    "fi": frozenset(
        ["ja", "on", "että", "sekä", "ovat", "myös", "tai", "joka", "jotka", "hankkeen", "hankkeessa", "ei", "oli"]
    ),
}


def language_of(words: list[str]) -> str:
    """Return `sv`, `en` or `fi` by the small words of a sentence; Finnish where nothing tells."""
    scores = {name: sum(w in stop for w in words) for name, stop in _STOP.items()}
    best = max(("fi", "sv", "en"), key=lambda name: scores[name])
    return best if scores[best] >= 2 and scores[best] > 2 * scores["fi"] else "fi"


@lru_cache(maxsize=8)
def _main_language(text: str) -> str:
    return language_of([t.low for t in tokens(text)[:3000]])


def language_in(text: str, words: list[str]) -> str:
    """Return a sentence's language; where it is too short to tell, that of the whole text."""
    if sum(w in stop for w in words for stop in _STOP.values()) >= 2:
        return language_of(words)
    main = _main_language(text)
    finnish = any(c in w for w in words for c in ("yy", "ää", "uu", "ii", "aa"))
    return "fi" if finnish and main != "fi" and not any(w in _STOP[main] for w in words) else main


@cache
def _patterns(language: str, role: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load("statement-cues")[language][role])


def judge(text: str, language: str, role: str) -> tuple[str, float]:
    """Return the role of a sentence (goal, action, result, or "") and how sure that is; `role` is its section's."""
    said = [name for name in ("goal", "result", "action") if any(p.search(text) for p in _patterns(language, name))]
    if not said:
        return "", 0.0
    if said[0] != "goal" and any(p.search(text) for p in _patterns(language, "background")):
        return "", 0.0
    return said[0], 0.85 if said[0] == "goal" or role == said[0] else 0.78

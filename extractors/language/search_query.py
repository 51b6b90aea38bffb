"""What a person types → a full-text query in which every word is quoted: nothing typed is an operator or an error."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import NamedTuple

from extractors.language.analysis import analyse
from extractors.language.search_terms import base_forms, query_stems, term
from extractors.language.tokens import tokens

_QUOTED = re.compile(r'["“”„»«]([^"“”„»«]*)["“”„»«]?')
_MOST_WORDS = 20
_MOST_VARIANTS = 24
_SMALL_WORDS = {"och", "eller", "för", "and", "or", "the", "of", "for", "in", "i", "a"}
NOTHING = '""'  # a query that finds nothing


class Part(NamedTuple):
    """One thing asked for: a word, the beginning of a word (`prefix`), or words in a row (`phrase`)."""

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False


def query(text: str) -> str:
    """Return the FTS5 query for what was typed."""
    return combined(parse(text))


def combined(parts: Sequence[Part]) -> str:
    """Return the FTS5 query that asks for every part."""
    return " AND ".join(map(express, parts)) or NOTHING


def parse(text: str) -> list[Part]:
    """Cut what was typed into parts: quoted words in a row, words ending in `*`, words. Small words are left out."""
    parts: list[Part] = []
    at = 0
    for quoted in _QUOTED.finditer(text):
        parts += [*_words(text[at : quoted.start()]), *_phrase(quoted[1])]
        at = quoted.end()
    parts += _words(text[at:])
    telling = [p for p in parts if p.phrase or not _is_small(p.words[0])]
    return (telling or parts)[:_MOST_WORDS]


def _words(text: str) -> list[Part]:
    found = [(token.low, text[token.end : token.end + 1] == "*") for token in tokens(text)]
    return [Part((low,), prefix=star) for low, star in found if term(low)]


def _phrase(text: str) -> list[Part]:
    words = tuple(t.low for t in tokens(text) if term(t.low))
    return [Part(words, phrase=True)] if len(words) > 1 else _words(text)


def _is_small(low: str) -> bool:
    found = analyse(low)
    return low in _SMALL_WORDS or (bool(found) and all(r.word_class == "conjunction" for r in found))


def express(part: Part) -> str:
    """Return a part as an FTS5 expression."""
    if part.phrase:
        return _any(" ".join(words) for words in _sequences(part.words))
    if part.prefix:
        return f'"{term(part.words[0])}"*'
    low = part.words[0]
    halves = [half for half in term(low).split("-") if half]
    whole = _any(alternatives(low))
    if len(halves) < 2:
        return whole
    return f"({whole} OR ({' AND '.join(_any(alternatives(half)) for half in halves)}))"


def alternatives(low: str) -> list[str]:
    """Return the terms any of which finds a query word."""
    form = term(low)
    joined = {form.replace("-", "")} if "-" in form else set()
    return sorted({form, *base_forms(low), *query_stems(low), *joined} - {""})


def _sequences(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the ways in which a phrase may stand in the index: as it is, and in base forms."""
    choices = [tuple(dict.fromkeys([*base_forms(w), term(w)])) for w in words]
    return {tuple(map(term, words)), *islice(product(*choices), _MOST_VARIANTS)}


def _any(found: Iterable[str]) -> str:
    quoted = sorted({f'"{t}"' for t in found})
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"

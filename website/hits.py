"""The part of a text that answers a search, with the words that do marked. Works on the original text, escaped."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from extractors.language.search_query import Part, alternatives
from extractors.language.search_terms import term, word_terms
from extractors.language.tokens import Token, tokens

_BEFORE = 40
_LONGEST = 240
_MOST_READ = 20_000  # characters; a hit further on in a text is found but not shown


class Wanted(NamedTuple):
    """What a word must have among its terms to be marked: one of the sets of terms, or one of the beginnings."""

    words: tuple[frozenset[str], ...]
    starts: tuple[str, ...]

    def by(self, token: Token) -> set[int]:
        """Return the numbers of the query's words that a word of a text answers."""
        own = _terms(token.low)
        found = {i for i, words in enumerate(self.words) if not own.isdisjoint(words)}
        return found | {-1 - i for i, start in enumerate(self.starts) if any(t.startswith(start) for t in own)}


@lru_cache(maxsize=50_000)
def _terms(low: str) -> frozenset[str]:
    return frozenset(t for language in ("fi", "sv", "en") for t in word_terms(low, language))


def wanted(parts: Sequence[Part]) -> Wanted:
    """Return what the parts of a query look for."""
    words = [low for part in parts if not part.prefix for low in part.words]
    halves = [half for low in words for half in ([low, *low.split("-")] if "-" in low else [low])]
    return Wanted(
        tuple(frozenset(alternatives(half)) for half in halves if term(half)),
        tuple(term(part.words[0]) for part in parts if part.prefix),
    )


def best(texts: Iterable[str], asked: Wanted) -> Markup | None:
    """Return a snippet of the text that answers most of the query's words, the first of equals; None when none does."""
    found: tuple[int, str, list[Token]] | None = None
    for text in texts:
        read = text[:_MOST_READ]
        hits = [(token, by) for token in tokens(read) if (by := asked.by(token))]
        answered = len(set().union(*(by for _, by in hits)))
        if hits and (found is None or answered > found[0]):
            found = (answered, read, [token for token, _ in hits])
    return snippet(found[1], found[2]) if found else None


def snippet(text: str, hits: Sequence[Token]) -> Markup:
    """Return some 240 characters of the text from just before its first hit, whole words, hits in `<mark>`."""
    start = _word_border(text, max(0, hits[0].start - _BEFORE)) if hits[0].start > _BEFORE else 0
    end = _word_end(text, max(start + _LONGEST, hits[0].end))
    out, at = [Markup("… ") if start else Markup("")], start
    for hit in hits:
        if hit.end <= end:
            out += [Markup("{}").format(text[at : hit.start]), Markup("<mark>{}</mark>").format(hit.text)]
            at = hit.end
    out.append(Markup("{}").format(text[at:end]))
    return Markup("").join(out) + (" …" if end < len(text) else "")


def _word_border(text: str, at: int) -> int:
    """Return the beginning of the next word after `at`."""
    space = text.find(" ", at, at + _BEFORE)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - _BEFORE, at)
    return space if space > 0 else at

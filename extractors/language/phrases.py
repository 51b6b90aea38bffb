"""Find known phrases in words, whatever their inflection: a dictionary look-up a word, no regular expression.

A word of a phrase fits a word of the text when it is that word or one of its base forms, so `jyväskylän kaupunki`
finds `Jyväskylän kaupungilla` and `suomen punainen risti` finds `Suomen Punaisen Ristin`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from extractors.language.analysis import analyse, lemmas
from extractors.language.tokens import Token

V = TypeVar("V")

_ENDINGS = (
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "hun", "een", "iin", "ään", "aan", "oon",
    "na", "nä", "an", "ön", "in", "en", "un", "yn", "on", "ia", "iä", "ta", "tä", "n", "s", "a", "ä",
)  # fmt: skip

_MOST_STRANGE = 20_000


class Hit(NamedTuple, Generic[V]):
    """Words `[first, last]` of the list are the phrase; `start` and `end` are offsets into the text."""

    first: int
    last: int
    start: int
    end: int
    value: V


@lru_cache(maxsize=40_000)
def keys(low: str) -> frozenset[str]:
    """Return what a word of the text may stand for: itself, its base forms, the part before a colon, all lower case."""
    head = low.partition(":")[0]
    return frozenset(lemma.lower() for lemma in lemmas(low)) | {low, head}


@lru_cache(maxsize=20_000)
def stems(low: str) -> frozenset[str]:
    """Return what is left of a word no dictionary knows when an ending is taken off (`åbossa`: `åbo`)."""
    if analyse(low):
        return frozenset()
    return frozenset(low[: -len(e)] for e in _ENDINGS if low.endswith(e) and len(low) - len(e) > 2)


class Phrases(Generic[V]):
    """A set of phrases with a value each. `loose` phrases also fit words unknown to the dictionary by their stem."""

    def __init__(self, entries: Iterable[tuple[str, V]], loose: bool = False) -> None:
        self._loose = loose
        self._index: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._strange: set[str] = set()  # words that begin no phrase: most words, asked again and again
        for phrase, value in entries:
            words = tuple(phrase.lower().split())
            self._index.setdefault(words[0], []).append((words, value))
        for found in self._index.values():
            found.sort(key=lambda e: -len(e[0]))

    def _keys(self, token: Token) -> frozenset[str]:
        return keys(token.low) | stems(token.low) if self._loose else keys(token.low)

    def _remember(self, low: str) -> None:
        if len(self._strange) >= _MOST_STRANGE:
            self._strange.clear()
        self._strange.add(low)

    def at(self, words: Sequence[Token], i: int) -> Hit[V] | None:
        """Return the longest phrase that begins at word `i`."""
        if words[i].low in self._strange:
            return None
        begins = [key for key in self._keys(words[i]) if key in self._index]
        if not begins:
            self._remember(words[i].low)
            return None
        best: Hit[V] | None = None
        for key in begins:
            for phrase, value in self._index[key]:
                last = i + len(phrase) - 1
                if best is not None and last <= best.last and not (last == best.last and key == words[i].low):
                    break
                if last < len(words) and all(p in self._keys(words[i + k]) for k, p in enumerate(phrase[1:], 1)):
                    best = Hit(i, last, words[i].start, words[last].end, value)
                    break
        return best

    def find(self, words: Sequence[Token]) -> Iterator[Hit[V]]:
        """Yield the phrases of a list of words in order, longest first, none overlapping."""
        i = 0
        while i < len(words):
            hit = self.at(words, i)
            if hit is None:
                i += 1
            else:
                yield hit
                i = hit.last + 1

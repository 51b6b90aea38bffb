"""The one door to Finnish morphology: lemma, case, compound parts, name classes, base forms of names.

The engine is libvoikko with the system's dictionary where it is installed and pyvoikko, which carries the same
dictionary in pure Python, where it is not (four times slower, 280 MB). A libvoikko handle may not be shared between
threads (it gave wrong answers and crashed the process), so every thread of every process opens its own.
"""

import os
import threading
from functools import lru_cache
from typing import Any, Protocol

from extractors.language.fst import Reading, parse, weight

CACHE_SIZE = 40_000
LONGEST = 64  # a longer "word" is no word, and time grows with the number of ways to cut it
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö-"
_FOLD = str.maketrans({"\u00ad": None, "\u2010": "-", "\u2011": "-", "\u2019": "'", "\u200b": None})
_SUFFIX_CASES = {
    "n": "genitive", "in": "genitive", "a": "partitive", "ä": "partitive", "ta": "partitive", "tä": "partitive",
    "ssa": "inessive", "ssä": "inessive", "sta": "elative", "stä": "elative", "hun": "illative", "hyn": "illative",
    "han": "illative", "hän": "illative", "hen": "illative", "hin": "illative", "een": "illative", "iin": "illative",
    "seen": "illative", "lla": "adessive", "llä": "adessive", "lta": "ablative", "ltä": "ablative", "lle": "allative",
    "na": "essive", "nä": "essive", "ksi": "translative", "t": "nominative", "issa": "inessive", "ista": "elative",
    "ille": "allative", "illa": "adessive", "ien": "genitive",
}  # fmt: skip
_PLURAL = {"t", "ien"}


class Engine(Protocol):
    """What both dictionaries can do."""

    name: str

    def outputs(self, word: str) -> list[str]:
        """Return the transducer's outputs for a lower-case word, in any order."""

    def suggest(self, word: str) -> list[str]:
        """Return near words of the dictionary."""


class LibvoikkoEngine:
    """libvoikko with the system's dictionary: one handle a thread, opened anew in a forked process."""

    name = "libvoikko"

    def __init__(self) -> None:
        import libvoikko

        self._local = threading.local()
        libvoikko.VoikkoLibrary.open()  # raises without a library; a half-made Voikko would complain when it is deleted
        self._handle()  # raises here, not at the first word

    def _handle(self) -> Any:
        import libvoikko

        if getattr(self._local, "pid", None) != os.getpid():
            self._local.handle = libvoikko.Voikko("fi")
            self._local.pid = os.getpid()
        return self._local.handle

    def outputs(self, word: str) -> list[str]:
        """Return the transducer's outputs."""
        return [a["FSTOUTPUT"] for a in self._handle().analyze(word) if "FSTOUTPUT" in a]

    def suggest(self, word: str) -> list[str]:
        """Return libvoikko's own suggestions (3–12 ms)."""
        return list(self._handle().suggest(word))


class PyvoikkoEngine:
    """pyvoikko: the same transducer walked in Python."""

    name = "pyvoikko"

    def __init__(self) -> None:
        import pyvoikko

        self._fst = pyvoikko.VOIKKO_FST
        self._unknown = pyvoikko.TokenizationException

    def outputs(self, word: str) -> list[str]:
        """Return the transducer's outputs."""
        try:
            return [str(output) for output, _weight in self._fst.lookup(word)]
        except self._unknown:
            return []

    def suggest(self, word: str) -> list[str]:
        """Return the words one edit away (some hundred look-ups)."""
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        near = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        near |= {a + c + b for a, b in cuts for c in _ALPHABET} | {
            a + c + b[1:] for a, b in cuts if b for c in _ALPHABET
        }
        return sorted(w for w in near - {word} if w and self.outputs(w))[:5]


@lru_cache(maxsize=1)
def _engine() -> Engine:
    import libvoikko

    try:
        return LibvoikkoEngine()
    except (OSError, AttributeError, libvoikko.VoikkoException):
        return PyvoikkoEngine()


def engine() -> str:
    """Name the engine in use: `libvoikko` or `pyvoikko`."""
    return _engine().name


def fold(word: str) -> str:
    """Return the word in lower case without soft hyphens and with plain hyphens: the key of every look-up."""
    return word.lower() if word.isascii() else word.translate(_FOLD).lower()


def readings(source: Engine, word: str) -> tuple[Reading, ...]:
    """Read `word` with a given engine, best first: the order is ours, since the two engines list differently."""
    if not word or len(word) > LONGEST:
        return ()
    outputs = sorted(source.outputs(word), key=lambda o: (*weight(o), len(o), o))
    found = list(dict.fromkeys(r for output in outputs for r in parse(output)))
    places = {r.lemma.lower() for r in found if r.name == "place" and "-" in word}
    return tuple(r for r in found if r.name or r.lemma not in places) or _guess(source, word)


def _guess(source: Engine, word: str) -> tuple[Reading, ...]:
    """Read what no dictionary holds: `stea:n` by its ending, `digipolku-hankkeessa` by its last part."""
    head, colon, suffix = word.rpartition(":")
    if colon and head and suffix in _SUFFIX_CASES:
        number = "plural" if suffix in _PLURAL else "singular"
        return (Reading(head, "noun", _SUFFIX_CASES[suffix], number, (), "", ""),)
    first, hyphen, last = word.rpartition("-")
    if hyphen and first and len(last) > 2:
        tails = [r for r in readings(source, last) if r.word_class in ("noun", "adjective", "proper")]
        return tuple(
            r._replace(lemma=f"{first}-{r.lemma}", parts=(first, *(r.parts or (r.lemma,)))) for r in tails if not r.name
        )
    return ()


@lru_cache(maxsize=CACHE_SIZE)
def _cached(word: str) -> tuple[Reading, ...]:
    return readings(_engine(), word)


def analyse(word: str) -> tuple[Reading, ...]:
    """Return all readings of a word form, common words before names; empty when the word is not known."""
    return _cached(fold(word))


def outputs(word: str) -> list[str]:
    """Return the dictionary's own outputs for a word (`fst.py` reads them), in a fixed order; not cached."""
    return sorted(_engine().outputs(fold(word))) if 0 < len(word) <= LONGEST else []


def lemma(word: str) -> str:
    """Return the best base form, or the word itself in lower case when it is not known."""
    found = analyse(word)
    return found[0].lemma if found else fold(word)


@lru_cache(maxsize=CACHE_SIZE)
def _lemmas(word: str) -> frozenset[str]:
    found = _cached(word)
    return frozenset(r.lemma for r in found) | frozenset(r.root for r in found if r.root) or frozenset((word,))


def lemmas(word: str) -> frozenset[str]:
    """Return every base form the word can have, with the verbs that nouns and participles come from."""
    return _lemmas(fold(word))


def is_known(word: str) -> bool:
    """Tell whether the dictionary itself holds the word (guesses about endings and hyphens do not count)."""
    return bool(0 < len(word) <= LONGEST and _engine().outputs(fold(word)))


@lru_cache(maxsize=4_096)
def suggest(word: str) -> tuple[str, ...]:
    """Return near words of the dictionary for a misspelt one, best first; slow, so ask for single words only."""
    return tuple(_engine().suggest(fold(word))[:5]) if word and len(word) <= LONGEST else ()

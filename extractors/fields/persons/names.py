"""What a word can be in a person's name: given name, surname (with its base form), neither."""

import math
from functools import cache, lru_cache

from extractors.fields.persons.titles import is_title_word
from extractors.language.morphology import analyse
from extractors.vocabulary import load

_OBLIQUE = {"genitive", "ablative", "allative", "adessive", "elative", "partitive", "inessive", "illative"}


@cache
def _folded(name: str) -> dict[str, int]:
    return {k.casefold(): v for k, v in load(name).items()}


@lru_cache(maxsize=65536)
def given_weight(word: str) -> float:
    """Return how common a word is as a given name: 0 for none, else about 1 to 5; all parts of a double name count."""
    parts = [p for p in word.casefold().split("-") if p]
    counts = [_folded("first_names").get(p, 0) for p in parts]
    if parts and all(counts):
        return 1 + math.log10(min(counts))
    return 1.5 if any(r.name == "first" and r.case in ("nominative", "") for r in analyse(capitalised(word))) else 0.0


@lru_cache(maxsize=65536)
def surname_weight(word: str) -> float:
    """Return how common a word is as a surname in its base form, as `given_weight` does."""
    parts = [p for p in word.casefold().split("-") if p]
    counts = [_folded("surnames").get(p, 0) for p in parts]
    if parts and all(counts):
        return 1 + math.log10(min(counts))
    if len(parts) > 1 and any(counts):
        return 1.5
    return 1.5 if any(r.name == "last" and r.case in ("nominative", "") for r in analyse(capitalised(word))) else 0.0


@lru_cache(maxsize=65536)
def surname_base(word: str) -> str | None:
    """Return the surname that `word` is an inflected form of, or None when it is none or no inflected form."""
    head, dash, last = word.rpartition("-")
    bases = {
        r.lemma[:1].upper() + r.lemma[1:]
        for r in analyse(last)
        if r.case in _OBLIQUE
        and r.number != "plural"
        and (r.name == "last" or r.lemma.casefold() in _folded("surnames"))
    }
    known = sorted((b for b in bases if surname_weight(b)), key=lambda b: -surname_weight(b))
    return f"{head}{dash}{known[0]}" if known else None


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Tell whether a word is an ordinary one (or a title) and no name at all."""
    if is_title_word(word) or word.casefold() in _foreign_titles():
        return True
    readings = analyse(word) or analyse(word.casefold())
    return bool(readings) and not any(r.name in ("first", "last") for r in readings)


@cache
def _foreign_titles() -> frozenset[str]:
    nouns = load("role_nouns")
    words = {w for title in (*nouns["en"], *nouns["sv"]) for w in title.split(" ")}
    return frozenset(words | set(load("role-words")["english_left"]))


def is_stop(word: str) -> bool:
    """Tell whether a word never begins or ends a name though it stands in a list of names."""
    return capitalised(word) in _stops()


@cache
def _stops() -> frozenset[str]:
    words = load("name-words")
    return frozenset(words["stop"]) - frozenset(words["stop_before_name_ok"])


def capitalised(word: str) -> str:
    """Return a word in capitals as a name is written: `MAIJA-LIISA` → `Maija-Liisa`; others as they are."""
    if not word.isupper() or len(word) < 2:
        return word
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))

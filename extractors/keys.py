"""When two spellings are the same name: the sequence of their base forms without legal form and filler words.

Equal keys mean the same name, whatever the case endings (`Koivun kaupunki`, `Koivun kaupungin`). There is no other
likeness: names that are merely alike (two cities, two parishes) have different keys.
"""

import re
from functools import lru_cache

from extractors.language.morphology import lemma
from extractors.vocabulary import load

_WORD = re.compile(r"[^\W_]+(?:[-:’'][^\W_]+)*")


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return the key of an organisation's or project's name; an empty string where nothing is left to compare."""
    forms: dict[str, list[str]] = load("name-fillers")
    words = [w.casefold() for w in _WORD.findall(name)]
    kept = [w for w in words if w not in forms["legal"]] or words
    return " ".join(lemma(w) for w in kept if w not in forms["project"])

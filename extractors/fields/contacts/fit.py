"""How well an e-mail address fits a person's name."""

import re
from functools import lru_cache

from extractors.fields.identifiers.emails import folded, local_words
from extractors.fields.persons.names import given_weight
from extractors.vocabulary import load


@lru_cache(maxsize=16384)
def agreement(name: str, address: str) -> int:
    """Return how an address fits a person: 2 surely, 1 likely, 0 says nothing (`info@`), -1 somebody else's."""
    local = list(local_words(address))
    parts = [p for p in re.split(r"[^a-z]+", folded(name)) if p]
    if not local or not parts:
        return 0
    hits = [p for p in local if p in parts]
    joined = "".join(local)
    given, family = parts[0], parts[-1]
    if len(hits) >= 2 or (len(local) == 2 and _spelled(parts, joined)):
        return 2
    if len(local) >= 2 and family in local and any(len(p) == 1 and p == given[0] for p in local):
        return 2
    if joined in (
        given[0] + family,
        family + given[0],
        given + family[0],
        family[:3] + given[:2],
        family[:5] + given[:2],
        given + family,
        family + given,
    ):
        return 2
    if len(hits) == 1 and (len(local) == 1 or len(hits[0]) > 3):
        return 1
    if len(local) == 1 and (len(joined) > 4 and (joined.startswith((family[:4], given)))):
        return 1
    personal = len(local) >= 2 and all(len(p) > 1 for p in local[:2])
    return -1 if personal and not _is_office(local) else 0


def _spelled(parts: list[str], joined: str) -> bool:
    return "".join(parts) == joined or "".join(parts[1:] + parts[:1]) == joined


def _is_office(local: list[str]) -> bool:
    """Tell whether a local part of several words names an office and nobody (`kotoutumisen.neuvonta`)."""
    return not any(given_weight(p) > 1.9 for p in local) or any(p in load("email-words")["generic"] for p in local)

"""Cue words of headings, labels and lead-ins: which role a short line announces. Data: section-cues.json."""

import re
from functools import cache, lru_cache

from extractors.language.morphology import analyse, lemmas
from extractors.vocabulary import load

_WORD = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*")
LONGEST_HEADING = 120  # characters; a longer line is a statement, not an announcement
MOST_WORDS = 12


@cache
def _table() -> dict[str, str]:
    """Map exact words and phrases to roles; Finnish ones are lemmas."""
    return {cue.rstrip("*"): entry["role"] for entry in load("section-cues")["roles"] for cue in _plain(entry)}


def _plain(entry: dict[str, list[str]]) -> list[str]:
    return [c for language in ("fi", "sv", "en") for c in entry[language] if not c.endswith("*") or " " in c]


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((cue, role) for cue, role in _table().items() if " " in cue)


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """Swedish and English cues that stand for all words that begin so."""
    rows = (
        (c[:-1], e["role"])
        for e in load("section-cues")["roles"]
        for k in ("sv", "en")
        for c in e[k]
        if c[-1] == "*" and " " not in c
    )
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _compound_tails() -> tuple[tuple[str, str], ...]:
    rows = ((c, e["role"]) for e in load("section-cues")["roles"] for c in e["compounds"])
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _never() -> frozenset[str]:
    return frozenset(load("section-cues")["never"])


@cache
def kinds(name: str) -> frozenset[str]:
    """Return the words that mark a kind (`direct`, `indirect`, `benefit`), stems with a star."""
    return frozenset(load("section-cues")["kinds"][name])


def marks(name: str, line: str) -> bool:
    """Tell whether a heading carries a word of a kind."""
    cues = kinds(name)
    forms = {f for w in _WORD.findall(line) for f in (w.casefold(), *lemmas(w))}
    return any(f in cues or any(c[-1] == "*" and f.startswith(c[:-1]) for c in cues) for f in forms)


@lru_cache(maxsize=50_000)
def is_genitive(word: str) -> bool:
    """Tell whether a word can only be a genitive (`hankkeen`, `toimenpiteiden`)."""
    found = {r.case for r in analyse(word) if r.case}
    return "genitive" in found and not found & {"nominative", "partitive", "essive", "adessive"}


@lru_cache(maxsize=50_000)
def _is_aside(word: str) -> bool:
    """Tell whether a word stands in a case in which it announces nothing (`alueella`, `toiminnasta`)."""
    found = {r.case for r in analyse(word) if r.case}
    return (
        bool(found)
        and not found & {"nominative", "partitive", "essive", "genitive", "accusative"}
        and word.casefold() not in _table()
    )


@lru_cache(maxsize=20_000)
def word_role(word: str) -> str:
    """Return the role one word announces, `` for none; `päätavoitteet` announces what `tavoite` does."""
    plain, table = word.casefold(), _table()
    forms = (plain, *sorted(lemmas(word)))
    if any(f in _never() for f in forms):
        return ""
    for form in forms:
        if form in table:
            return table[form]
    for form in forms:
        for tail, role in _compound_tails():
            if form.endswith(tail) and len(form) > len(tail):
                return role
    begins = next((role for stem, role in _stems() if plain.startswith(stem)), "")
    return begins or next((role for stem, role in _stems() if len(stem) > 6 and stem in plain), "")  # huvudmålsättning


@lru_cache(maxsize=20_000)
def roles(line: str) -> tuple[str, ...]:
    """Return the roles a heading or label announces, in order, without repeats; empty when it announces none."""
    if len(line) > LONGEST_HEADING:
        return ()
    plain = " ".join(line.casefold().split())
    if any(n in plain for n in _never() if " " in n):
        return ()
    exact = load("section-cues")["exact"].get(plain.strip(" ?!:*_#"))
    if exact:
        return (exact,)
    words = _WORD.findall(line)
    if len(words) > MOST_WORDS:
        return ()
    weak = {w for w in words if is_genitive(w)}
    phrases = [(plain.find(cue), role) for cue, role in _phrases() if cue in plain]
    singles = [(plain.find(w.casefold()), word_role(w)) for w in words if w not in weak and not _is_aside(w)]
    ordered = [role for _, role in sorted((at, role) for at, role in [*phrases, *singles] if role)]
    # `Toiminnan hyödyt` is about benefits; only where nothing else speaks (`Toiminnan kuvaus`) the genitive does.
    if all(role == "summary" for role in ordered):
        ordered = [role for w in words if w in weak and (role := word_role(w))] + ordered
    return tuple(dict.fromkeys(ordered))

"""What a word is found by: its form, all its base forms, every run of its compound parts, stems of other languages.

`maahanmuuttajien` is found by `maahanmuuttajien`, `maahanmuuttaja`, `maahan`, `muuttaja`. A term is lower case and one
token for SQLite's tokenizer; stems carry their language (`sv_invandr`), so that they never meet Finnish words.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from extractors.language.analysis import CACHE_SIZE, LONGEST, analyse, fold, outputs
from extractors.language.fst import pieces
from extractors.language.tokens import tokens

_BORDER = "__"  # no phrase reaches over it
_FOREIGN = {"sv": "swedish", "en": "english"}
_SHORTEST_STEM = 3
_SHORTEST_TAIL = 4
_NOT_A_TERM = re.compile(r"[^\w-]+|_")
_local = threading.local()


def terms(text: str, language: str = "fi") -> list[list[str]]:
    """Return the terms of each word of `text` in order; the first is its best base form, the second its form.

    `language` is the ISO 639-1 code of the text; Swedish and English words are stemmed, all others read as Finnish.
    """
    return [list(word_terms(token.low, language if language in _FOREIGN else "fi")) for token in tokens(text)]


def index_text(text: str, language: str = "fi") -> str:
    """Return what the full-text index holds for `text`.

    Base forms in order, forms in order, then all other terms once: phrases match either of the two sequences.
    """
    words = terms(text, language)
    if not words:
        return ""
    bases, forms = [w[0] for w in words], [w[1] for w in words]
    others = sorted({t for w in words for t in w[2:]} - set(bases) - set(forms))
    return " ".join([*bases, _BORDER, *forms, _BORDER, *others])


@lru_cache(maxsize=CACHE_SIZE)
def word_terms(low: str, language: str = "fi") -> tuple[str, ...]:
    """Return the terms of one word: best base form, form, then the others in alphabetical order."""
    form = term(low)
    if language in _FOREIGN:
        return (form, form, *sorted(_stems(form, (language,))))
    found = list(dict.fromkeys(base_forms(low)))
    others = {*found, *_compound_parts(low), *_roots(low), *_hyphened(low)}
    if not analyse(low):
        others |= _stems(form, ("fi", "sv", "en")) | _known_tail(low)
    best = found[0] if found else form
    return (best, form, *sorted(others - {best, form, ""}))


def base_forms(low: str) -> list[str]:
    """Return a word's base forms as terms, best first: what a query word asks for besides its own form."""
    return [term(r.lemma) for r in analyse(low)]


def query_stems(low: str) -> set[str]:
    """Return the stems by which a query word finds Swedish and English texts, and words no dictionary knows."""
    return _stems(term(low), ("sv", "en") if analyse(low) else ("fi", "sv", "en"))


def term(word: str) -> str:
    """Return a word as one term: lower case, without an ending after a colon, letters, digits and hyphens only."""
    return _NOT_A_TERM.sub("", fold(word).partition(":")[0]).strip("-")


def _roots(low: str) -> Iterator[str]:
    return (term(r.root) for r in analyse(low) if r.root)


def _compound_parts(low: str) -> Iterator[str]:
    """Yield every run of the parts of a compound, its last part in base form; names are never cut."""
    if any(r.name for r in analyse(low)) or not any(r.parts for r in analyse(low)):
        return
    for output in outputs(low):
        cut = pieces(output)
        for first in range(len(cut)):
            for last in range(first, len(cut)):
                front = "".join(surface for surface, _ in cut[first:last])
                yield term(front + cut[last][1])


def _hyphened(low: str) -> Iterator[str]:
    """Yield the terms of the halves of `digipolku-hanke` and the word without its hyphens."""
    halves = [half for half in term(low).split("-") if half]
    if len(halves) < 2 or any(r.name for r in analyse(low)):
        return
    yield "".join(halves)
    for half in halves:
        yield from word_terms(half)


def _known_tail(low: str) -> set[str]:
    """Return the base forms of an unknown compound's longest known end: `lyhtypolun` is found by `lyhtypolku`."""
    for cut in range(3, len(low) - _SHORTEST_TAIL + 1):
        found = {r.lemma for r in analyse(low[cut:]) if r.word_class == "noun" and not r.parts and not r.name}
        if found:
            return {term(f"{low[:cut]}{base}") for base in found}
    return set()


def _stems(form: str, languages: tuple[str, ...]) -> set[str]:
    if len(form) > LONGEST or not form.isalpha():
        return set()
    found = {language: _stemmer(language).stemWord(form) for language in languages}
    return {f"{language}_{stem}" for language, stem in found.items() if len(stem) >= _SHORTEST_STEM}


def _stemmer(language: str) -> Any:
    """Return this thread's stemmer: a stemmer holds the word it works on."""
    import snowballstemmer

    held: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if language not in held:
        held[language] = snowballstemmer.stemmer({"fi": "finnish", **_FOREIGN}[language])
    return held[language]

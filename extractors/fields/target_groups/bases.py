"""Base forms of group phrases: `työikäisille maahanmuuttajille` → `työikäiset maahanmuuttajat`.

The head goes into the plural nominative and what agrees goes along; genitives and a participle's own words stay.
"""

import re
from functools import lru_cache

from extractors.language.baseforms import plural
from extractors.language.morphology import Reading, analyse
from extractors.text import clean
from extractors.vocabulary import load

_COMPARATIVE = re.compile(r"\w{2,}[aeiouyäö]m(?=[mp][aäi])")
_RANGE = re.compile(r"\d{1,2}[–-](?=\d{1,2}-\w)")
_TAILS = ("t", "at", "ät", "et", "it")


@lru_cache(maxsize=20_000)
def base(quote: str) -> str:
    """Return the base form of a group phrase: one line, lower case at its beginning, the head in the nominative."""
    phrase = clean(quote).strip(' .,;:()"”–-•*')
    if not phrase:
        return ""
    words = phrase.split(" ")
    head = _oblique(words[-1])
    if head:
        words = [*_agreeing(words[:-1], head), _plural(words[-1], head)]
    value = " ".join(words)
    return value if _proper(words[0]) else value[:1].lower() + value[1:]


def _proper(word: str) -> bool:
    """Tell whether a phrase's first word keeps its capital: an abbreviation, a place, a name and nothing else."""
    names = [bool(r.name) for r in analyse(word)]
    return (
        word[1:2].isupper()
        or word[1:2].isdigit()
        or any(r.name == "place" for r in analyse(word))
        or (bool(names) and all(names))
    )


def _oblique(word: str) -> Reading | None:
    """Return the reading that makes a word an inflected form; None when it is a base form already, or unknown."""
    found = [r for r in readings_of(word) if r.word_class in ("noun", "adjective") and r.case]
    if any(r.case == "nominative" and (r.number == "plural" or r.lemma.casefold() == word.casefold()) for r in found):
        return None
    people = load("target-groups")
    listed = {*people["core"], *people["persons"], *people["bodies"]}
    known = {r.lemma for r in found if r.lemma in listed or (r.root and r.root in people["being"])}
    found.sort(key=lambda r: (r.lemma not in known, bool(r.name), -_shared(word, r.lemma)))
    return found[0] if found else None


def readings_of(word: str) -> tuple[Reading, ...]:
    """Return a word's readings; of a compound no dictionary knows, those of the longest known word at its end."""
    if analyse(word) or len(word) < 7:
        return analyse(word)
    aged = _RANGE.match(word)
    if aged:  # `16–29-vuotiaille` as `29-vuotiaille`
        found = analyse(word[aged.end() :])
        return tuple(r._replace(lemma=aged.group() + r.lemma, parts=(aged.group(), r.lemma)) for r in found)
    for cut in range(max(2, word.rfind("-") + 1), len(word) - 4):
        found = tuple(r for r in analyse(word[cut:].lower()) if r.case and r.number == "plural")
        if found:
            return tuple(r._replace(lemma=word[:cut] + r.lemma, parts=(word[:cut], r.lemma)) for r in found)
    return ()


def _shared(word: str, other: str) -> int:
    pairs = zip(word.casefold(), other.casefold(), strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))


def _plural(word: str, reading: Reading) -> str:
    """Return the plural nominative of a word; a collective (`henkilöstö`) stays one, a foreign form as it is."""
    collective = tuple(load("target-groups")["collective"])
    made = reading.lemma if reading.lemma.endswith(collective) else _many(word, reading)
    return made[:1].upper() + made[1:] if word[:1].isupper() else made


@lru_cache(maxsize=20_000)
def _many(word: str, reading: Reading) -> str:
    if not analyse(word) and reading.parts:
        tail = reading.lemma[len(reading.parts[0]) :]
        return reading.parts[0] + _many(tail, reading._replace(lemma=tail, parts=()))
    more = _COMPARATIVE.match(word)
    if more and reading.word_class == "adjective" and not _COMPARATIVE.match(reading.lemma):
        return more.group() + ("mat" if set(word) & set("aou") else "mät")
    made = plural(reading)
    if made != reading.lemma:
        return made
    if reading.lemma.endswith("mpi"):  # comparatives: vanhempi, nuorempi
        return reading.lemma[:-3] + ("mmat" if set(reading.lemma) & set("aou") else "mmät")
    forms = (word[:k] + tail for k in range(len(word), 2, -1) for tail in _TAILS)
    return next((f for f in forms if _is_plural_of(f, reading.lemma)), reading.lemma)


@lru_cache(maxsize=20_000)
def _is_plural_of(form: str, lemma: str) -> bool:
    return any(r.case == "nominative" and r.number == "plural" and r.lemma == lemma for r in analyse(form))


def _agreeing(words: list[str], head: Reading) -> list[str]:
    """Bring the adjectives and participles of the head into its base form.

    In the genitive only an unbroken row before the head is sure to agree, and participles up to the next owner.
    """
    out, broken = list(words), False
    for i in range(len(words) - 1, -1, -1):
        bare = words[i].rstrip(",")
        agrees = next((r for r in readings_of(bare) if _agrees(r, head)), None)
        if agrees is None:
            broken = broken or (head.case == "genitive" and bare not in ("ja", "sekä", "tai"))
            if broken and any(r.case == "genitive" and r.number == "plural" for r in readings_of(bare)):
                break
        elif not broken or agrees.verb_form.startswith("participle"):
            out[i] = _plural(bare, agrees) + words[i][len(bare) :]
    return out


def _agrees(reading: Reading, head: Reading) -> bool:
    return reading.word_class == "adjective" and (reading.case, reading.number) == (head.case, head.number)

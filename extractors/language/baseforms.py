"""Base forms of names of several words: `Jyväskylän kaupungin` → `Jyväskylän kaupunki`.

Finnish inflects the last word of a name and the adjectives that agree with it; genitives in front stay. A legal suffix
or an abbreviation carries the ending after a colon (`ry:n`). When no reading says otherwise the phrase stays as it is.
"""

import re
from functools import lru_cache

from extractors.language.analysis import analyse
from extractors.language.fst import Reading

_SPACE = re.compile(r"\s+")
_LEGAL = {"ry", "r.y", "rf", "oy", "ab", "oyj", "abp", "osk", "ky", "sr", "tmi", "ltd", "rp", "hy", "ay", "ik"}
_OBLIQUE = {
    "genitive", "partitive", "inessive", "elative", "illative", "adessive", "ablative", "allative", "essive",
    "translative", "abessive",
}  # fmt: skip
_NOMINALS = {"noun", "adjective", "proper", "numeral", "abbreviation", "other"}
_WEAK = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("mp", "mm"),
    ("t", "d"), ("p", "v"), ("k", ""), ("k", "v"), ("k", "j"),
)  # fmt: skip
_STEMS = (
    ("nen", "se"), ("us", "ukse"), ("ys", "ykse"), ("os", "okse"), ("es", "ekse"), ("is", "ikse"), ("as", "aa"),
    ("äs", "ää"), ("uus", "uude"), ("yys", "yyde"), ("e", "ee"), ("i", "e"), ("in", "ime"), ("tön", "ttömä"),
    ("ton", "ttoma"), ("si", "de"), ("ut", "ee"), ("s", "kse"),
)  # fmt: skip
_VOWELS = "aeiouyåäö"


@lru_cache(maxsize=20_000)
def base_form(phrase: str) -> str:
    """Return the base form of a phrase (organisation, place, person), its capitals kept as they are written."""
    words = _SPACE.sub(" ", phrase.replace("\u00ad", "")).strip().split(" ")
    if not words[-1]:
        return ""
    last = words[-1]
    stem, colon, suffix = last.rpartition(":")
    if colon and stem and suffix.isalpha() and suffix.islower() and len(suffix) <= 5:
        return " ".join([*words[:-1], stem])
    if last.lower().rstrip(".") in _LEGAL:
        return " ".join(words)
    chosen = _inflected(last)
    if chosen is None:
        return " ".join(words)
    words[-1] = _dress(last, chosen)
    return " ".join(_agree(words[:-1], chosen) + words[-1:])


def _inflected(word: str) -> Reading | None:
    """Choose the reading that makes `word` an inflected form; None when it may well be a base form already."""
    nominal = [r for r in analyse(word) if r.word_class in _NOMINALS and not r.verb_form.startswith("infinitive_m")]
    nominal += [r for r in analyse(word) if r.verb_form == "infinitive_minen"]
    if any(r.case == "nominative" and r.number != "plural" and _same(r, word) for r in nominal):
        return None
    if any(r.case == "nominative" and r.number == "plural" for r in nominal):
        return None
    oblique = [r for r in nominal if r.case in _OBLIQUE and not _foreign_partitive(r)]
    capital = word[:1].isupper()
    oblique.sort(key=lambda r: (capital and not r.name, len(r.parts), -_shared(word, r.lemma)))
    return oblique[0] if oblique else _by_tail(word)


def _foreign_partitive(reading: Reading) -> bool:
    """`Palmenia` is rather a name of its own than the partitive of the surname Palmen."""
    return reading.case == "partitive" and reading.name in ("first", "last") and reading.lemma[-1] not in _VOWELS


def _shared(word: str, base: str) -> int:
    """Count the letters that both begin with."""
    pairs = zip(word.lower(), base.lower(), strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(base)))


def _same(reading: Reading, word: str) -> bool:
    return reading.lemma.lower() == word.lower()


def _by_tail(word: str) -> Reading | None:
    """Read an unknown compound name by the longest known word at its end: `Digivirran` by `virran`."""
    if not word.isalpha() or analyse(word) or word.isupper():
        return None
    for cut in range(2, len(word) - 4):
        tails = [r for r in analyse(word[cut:]) if r.word_class == "noun" and not r.parts]
        if any(r.case == "nominative" for r in tails):
            return None
        oblique = [r for r in tails if r.case == "genitive" and r.number == "singular"]
        if oblique:
            return oblique[0]._replace(lemma=word[:cut].lower() + oblique[0].lemma)
    return None


def _dress(word: str, reading: Reading) -> str:
    """Return the reading's base form with the capitals of `word`; plural names stay plural."""
    base = plural(reading) if reading.number == "plural" else reading.lemma
    if word.isupper() and len(word) > 1:
        return base.upper()
    common = _shared(word, base)
    dressed = word[:common] + base[common:]
    return dressed if word[:1].isupper() else dressed[:1].lower() + dressed[1:] if not reading.name else dressed


def _agree(words: list[str], head: Reading) -> list[str]:
    """Bring the adjectives right before the head to base form with it (`Suomen Punaisen Ristin`)."""
    for i in range(len(words) - 1, -1, -1):
        found = [
            r
            for r in analyse(words[i])
            if r.word_class == "adjective" and r.case == head.case and r.number == head.number and not r.name
        ]
        if not found or any(r.case == "nominative" for r in analyse(words[i])):
            break
        words[i] = _dress(words[i], found[0])
    return words


@lru_cache(maxsize=2_000)
def plural(reading: Reading) -> str:
    """Return the nominative plural of a reading's base form, or the base form when none can be proved.

    No dictionary here generates forms; candidates are made by rule and the analyser is asked which one is right.
    """
    return _proved(reading.lemma, "t", "nominative", "plural") or reading.lemma


@lru_cache(maxsize=2_000)
def genitive(name: str) -> str | None:
    """Return the genitive singular of a name (`Vaasa` → `Vaasan`), or None when none can be proved."""
    return _proved(name, "n", "genitive", "singular")


def _proved(lemma: str, ending: str, case: str, number: str) -> str | None:
    for stem in _stems(lemma):
        if any(r.case == case and r.number == number and r.lemma == lemma for r in analyse(stem + ending)):
            return stem + ending
    return None


def _stems(lemma: str) -> list[str]:
    strong = [lemma] + [lemma[: -len(ending)] + stem for ending, stem in _STEMS if lemma.endswith(ending)]
    out = list(strong)
    for stem in strong:
        vowel = len(stem) - 1 - (len(stem) > 1 and stem[-2] in _VOWELS and stem[-1] == stem[-2])
        out += [stem[: vowel - len(a)] + b + stem[vowel:] for a, b in _WEAK if stem[:vowel].endswith(a)]
    return out

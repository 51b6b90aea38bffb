"""Names of languages as they stand in text: which language a word means, and in what form."""

from functools import cache, lru_cache
from typing import NamedTuple

from extractors.language.morphology import analyse
from extractors.language.phrases import keys, stems
from extractors.vocabulary import load

_CASES = (
    ("ksi", "translative"), ("n", "genitive"), ("a", "partitive"), ("ä", "partitive"), ("ta", "partitive"),
    ("lla", "adessive"),
)  # fmt: skip
_SPEAKING_SV = ("språkiga", "språkig", "språkigt", "talande")


class Language(NamedTuple):
    """A language: Finnish name in base form, code (BCP 47) or "" for one no list holds, language of the name."""

    name: str
    code: str
    common: bool
    lang: str


@cache
def _names() -> dict[str, Language]:
    return {k: Language(v["fi"], v["code"], v.get("common", False), v["lang"]) for k, v in load("languages").items()}


@cache
def _strangers() -> frozenset[str]:
    """Names the dictionary does not hold, so that it misreads their forms (`soraniksi` as `sora` + `niksi`)."""
    return frozenset(n for n, v in _names().items() if v.lang == "fi" and not any(r.lemma == n for r in analyse(n)))


def _cut(word: str) -> list[tuple[str, str]]:
    """Return the stranger a form comes from, with its case."""
    cuts = ((word[: -len(end)], case) for end, case in _CASES if word.endswith(end))
    return [(stem, case) for stem, case in cuts if stem in _strangers()]


@lru_cache(maxsize=20_000)
def named(low: str) -> Language | None:
    """Return the language a lower-case word names in any of its forms (`arabiaksi`, `daria`, `arabiska`)."""
    word = low.strip("-")
    names = _names()
    cut = [stem for stem, _case in _cut(word)]
    found = [names[k] for k in (word, *cut, *sorted(keys(word) | stems(word))) if k in names]
    return next((f for f in found if f.common), found[0] if found else None)


@lru_cache(maxsize=20_000)
def spoken(low: str) -> Language | None:
    """Return the language of a speaker's or text's adjective: `arabiankielinen`, `svenskspråkig`, `rysktalande`."""
    at = low.rfind("kieli")
    if at > 1 and low[at + 5 :].startswith(("nen", "s")):
        root = low[:at].rstrip("-")
        return named(root) or named(f"{root}kieli")
    for ending in _SPEAKING_SV:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return named(low.removesuffix(ending).rstrip("-") + "a")
    head = low.removesuffix("-speaking").removesuffix("-language")
    return named(head) if head != low else None


@lru_cache(maxsize=20_000)
def case_of(low: str) -> str:
    """Return the case a language name stands in: its reading's, or what an unknown word's ending says."""
    word = low.strip("-")
    if word in _names():
        return "nominative"
    cut = _cut(word)
    if cut:
        return cut[0][1]
    return next((r.case for r in analyse(word) if r.lemma.lower() in _names()), "")


def value_of(token: str) -> str:
    """Return the Finnish base form of the language a word stands for. Raises `ValueError` when it names none."""
    low = token.lower().replace("\u00ad", "")
    found = spoken(low) or named(low)
    if found is None:
        raise ValueError(f"no language: {token!r}")
    return found.name

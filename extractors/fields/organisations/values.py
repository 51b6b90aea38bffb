"""The value of an organisation's name: its base form, and the Finnish body behind a Swedish or English name."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from extractors.fields.places.gazetteer import places
from extractors.language.morphology import analyse, base_form, fold, genitive
from extractors.language.phrases import Phrases
from extractors.language.tokens import Token, tokens
from extractors.text import clean
from extractors.vocabulary import load
from schemas.facts import Scalar

_AND = re.compile(r"\s*,\s*|\s+(?:ja|sekä|och|samt)\s+")
_EDGES = " \t\r\n,;:.–—-/(\"'”“»«"
_FOREIGN_SHORT = ("ESF", "ESF+", "ERUF", "ERDF")
_FOREIGN = {"stad": "kaupunki", "kommun": "kunta", "city": "kaupunki", "town": "kaupunki", "municipality": "kunta"}


class Body:
    """A body known by name: `name` as Finns write it; whether this spelling is foreign, needs or needs no capitals."""

    def __init__(self, name: str, foreign: bool, exact: bool, lower: bool = False) -> None:
        self.name = name
        self.foreign = foreign
        self.exact = exact
        self.lower = lower


@cache
def known() -> Phrases[Body]:
    """Return every national body and funder by all its names."""
    entries: dict[str, Body] = {}
    for entry in load("funders"):
        names = entry["aliases"] or [entry["value"]]
        for alias in (a for a in names if not a.endswith("+")):
            foreign = alias != names[0] and not _finnish(alias)
            lower = bool(entry.get("lower"))
            entries.setdefault(_phrase(alias), Body(entry["organisation"], foreign or lower, False, lower))
        for short in (a for a in entry["abbr"] if not a.endswith("+")):
            entries.setdefault(
                _phrase(short), Body(entry["organisation"], short in ("ESF", "ESF+", "ERUF", "ERDF"), True)
            )
    for key, names in load("wellknown_organisations").items():
        finnish = next((n for n in (*names[:1], key) if _finnish(n)), key)
        for alias in (key, *names):
            body = Body(
                finnish if not _finnish(alias) else alias, not _finnish(alias), alias.isupper() and len(alias) < 6
            )
            entries.setdefault(_phrase(alias), body)
    return Phrases(entries.items())


@cache
def _exact() -> frozenset[str]:
    """The names of known bodies as they stand in the nominative: `Metropolia` is no partitive."""
    wellknown = load("wellknown_organisations")
    names = [n for e in load("funders") for n in e["aliases"]] + [n for k, v in wellknown.items() for n in (k, *v)]
    return frozenset(_phrase(n) for n in names)


def _phrase(name: str) -> str:
    return " ".join(t.low for t in tokens(name)) or name.lower()


@lru_cache(maxsize=20_000)
def _finnish(name: str) -> bool:
    """Tell whether a name reads as Finnish: its words are known, or it is an abbreviation."""
    words = tokens(name)
    return (len(words) == 1 and not name.endswith(("et", "en", "n"))) or all(
        analyse(w.low) or w.text.isupper() for w in words
    )


def derive_organisation(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return a body's name in base form.

    `params`: `index` picks a member of `Jyväskylän ja Viitasaaren kaupunkien`; `known` asks for the Finnish name of a
    Swedish or English one; `literal` keeps the name as it is written. Raises `ValueError` when the quote gives no name.
    """
    name = clean(quote).strip(_EDGES)
    if not name:
        raise ValueError("an empty name")
    if "index" in params:
        return coordinated(name, int(str(params["index"])))
    if params.get("known"):
        return translated(name)
    if params.get("literal") or _phrase(name) in _exact():
        return tidy(name)
    return tidy(base_form(name))


def tidy(name: str) -> str:
    """Return a name without shouting: one written in capitals throughout gets ordinary ones."""
    words = name.split(" ")
    if len(words) < 2 or not name.isupper():
        return name
    return " ".join(_calm(w, i) for i, w in enumerate(words))


def _calm(word: str, at: int) -> str:
    core = word.strip("(),;:/")
    if core and core != word:
        return word.replace(core, core if word[0] == "(" and core.isalpha() and len(core) < 7 else _calm(core, at))
    low = fold(word)
    if low in load("legal_suffixes"):
        return low if low in ("ry", "rf", "sr") else low.capitalize()
    readings = analyse(low)
    if len(word) <= 4 and not readings:
        return word
    name = not readings or any(r.name for r in readings)
    return "-".join(p.capitalize() for p in low.split("-")) if at == 0 or name else low


def coordinated(name: str, index: int) -> str:
    """Return member `index` of a coordination: `Jyväskylän ja Viitasaaren kaupunkien` → `Viitasaaren kaupunki`."""
    words = name.split(" ")
    owners = [p for p in _AND.split(" ".join(words[:-1])) if p]
    if index >= len(owners):
        raise ValueError(f"no member {index} in {name!r}")
    nouns = [r for r in analyse(words[-1]) if r.word_class == "noun" and not r.name]
    head = nouns[0].lemma if nouns else words[-1]
    return tidy(f"{owners[index]} {head.upper() if words[-1].isupper() else head}")


def translated(name: str) -> str:
    """Return the Finnish name of a foreign one. Raises `ValueError` when none is known."""
    words = tokens(name)
    hit = known().at(words, 0) if words else None
    if hit is not None and hit.last == len(words) - 1:
        return hit.value.name
    return ely(words) or city(words)


def ely(words: list[Token]) -> str:
    """`NTM-centralen i Österbotten` is the `Pohjanmaan ELY-keskus`; "" when it is none."""
    english = {"centre", "economic", "development", "environment"} <= {w.low for w in words}
    if not english and not any(w.low.startswith("ntm-central") for w in words):
        return ""
    owner = next((places().at(words, i) for i in range(len(words)) if places().at(words, i)), None)
    name = f"{genitive(owner.value.name)} ELY-keskus" if owner else ""
    return name if name in load("state_offices")["ely_centres"] else "ELY-keskus"


def city(words: list[Token]) -> str:
    """Return the Finnish name of `Vasa stad` or `City of Helsinki`. Raises `ValueError` on any other name."""
    head = next((_FOREIGN[w.low] for w in words if w.low in _FOREIGN), None)
    owner = next((places().at(words, i) for i in range(len(words)) if places().at(words, i)), None)
    form = genitive(owner.value.name) if owner is not None and owner.value.kind == "municipality" else None
    if head is None or form is None:
        raise ValueError("no body known by that name")
    return f"{form} {head}"


def same_letters(token: Token, body: Body) -> bool:
    """Tell whether an abbreviation is written as one (`SM`, not `sm`)."""
    return not body.exact or token.text.partition(":")[0].isupper()


def initials(name: str) -> str:
    """Return the initials of a name's words, legal suffix left out: `Keski-Suomen Yhteisöjen Tuki ry` → `kyt`."""
    words = [w for w in tokens(name) if w.low.partition(":")[0] not in load("legal_suffixes")]
    return "".join(w.low[0] for w in words)

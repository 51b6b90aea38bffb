"""The places of Finland by name: municipalities of all years, regions, sub-regions, areas in common use, countries.

Names are Finnish, Swedish and English; the value is always the Finnish one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.language.analysis import analyse
from extractors.language.phrases import Phrases, keys, stems
from extractors.language.tokens import tokens
from extractors.vocabulary import load

_ORDER = {"region": 0, "municipality": 1, "subregion": 2, "country": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A place: Finnish name, kind, code (kunta 3 digits, maakunta 2, country ISO), code of the successor if merged.

    `common`: the name is an ordinary word too (Salo, Lahti), so that it needs more than a capital.
    `rare`: such a name of a municipality that is no more (Pohja, Saari); it needs other places around it.
    """

    name: str
    kind: str
    code: str
    successor: str = ""
    region: str = ""
    common: bool = False
    rare: bool = False


@cache
def places() -> Phrases[Place]:
    """Return all names as phrases; where two places share a name, the bigger one keeps it."""
    chosen: dict[str, Place] = {}
    for name, place in sorted(_all(), key=lambda e: _ORDER[e[1].kind]):
        chosen.setdefault(name.lower(), place)
    return Phrases(chosen.items(), loose=True)


@cache
def _by_name() -> dict[str, list[Place]]:
    out: dict[str, list[Place]] = {}
    for name, place in _all():
        out.setdefault(name.lower(), []).append(place)
    return out


def value_of(quote: str, kind: str) -> str:
    """Return the Finnish name of the place a quote stands for. Raises `ValueError` when it is none of that kind."""
    words = tokens(quote)
    hit = places().at(words, 0) if words else None
    if hit is not None and hit.value.kind == kind and hit.last == len(words) - 1:
        return hit.value.name
    raise ValueError(f"no {kind}")


def _all() -> Iterator[tuple[str, Place]]:
    yield from _municipalities()
    yield from _abolished()
    for r in load("regions"):
        place = Place(r["fi"], "region", r["code"])
        yield from ((r[language], place) for language in ("fi", "sv", "en"))
        for short, long in (("North ", "Northern "), ("South ", "Southern ")):
            if r["en"].startswith(short):
                yield long + r["en"].removeprefix(short), place
    areas = load("areas")
    for name in (*areas["subregion"], *areas["major_region"]):
        yield name, Place(name, "subregion", "")
    yield from ((name, Place(fi, "subregion", "")) for name, fi in areas["sv"].items())
    for s in load("subregions"):
        yield s["fi"], Place(s["fi"], "subregion", "", region=s["region"])
    yield from ((name, Place(c["fi"], "country", c["code"])) for name, c in load("countries").items())


def _municipalities() -> Iterator[tuple[str, Place]]:
    for m in load("municipalities"):
        name = m["fi"].removesuffix(" kunta")
        name = "Pedersöre" if name == "Pedersören" else name
        place = Place(name, "municipality", m["code"], region=m["region"], common=_common(name))
        yield m["fi"], place
        yield name, place
        yield m["sv"], replace(place, common=_common(m["sv"]))


def _abolished() -> Iterator[tuple[str, Place]]:
    for m in load("municipalities_abolished"):
        common = _common(m["fi"])
        place = Place(m["fi"], "municipality", m["code"], m["successor"] or "", common=common, rare=common)
        yield m["fi"], place


def _common(name: str) -> bool:
    """Tell whether a name is an ordinary word too; compounds such as `jyväs|kylä` are nobody's words."""
    return any(not r.name and not r.parts and r.word_class != "verb" for r in analyse(name))


def is_place(low: str) -> bool:
    """Tell whether a lower-case word may be the name of a place."""
    names = _by_name()
    return any(k in names for k in keys(low) | stems(low))

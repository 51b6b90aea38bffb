"""Names of bodies in Swedish and English: `Vasa stad`, `NTM-centralen i Österbotten`, `University of Turku`."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.fields.organisations import words as vocabulary
from extractors.fields.organisations.values import city
from extractors.fields.places.gazetteer import is_place
from extractors.language.tokens import Token
from schemas.facts import Scalar

_LONGEST = 9
_OFFICES = {"office", "desk"}  # names with a capital only
_ANY_OFFICE = {"post", "head", "main", "home", "our", "the", "box", "microsoft", "front", "back", "help", "prime"}
_ARTICLES = {"the", "a", "an", "en", "den", "vid", "and", "in", "i"}
_FOREIGN_HEADS = {"stad", "stads", "kommun", "kommuns"}
# Swedish heads with their article, before a name: `Infopunkten Kompassen`, `Föreningen Luckan`, `Stiftelsen för …`.
_DEFINITE = ("punkten", "centret", "föreningen", "stiftelsen", "förbundet", "byrån", "gården", "huset")
_ENGLISH_HEADS = {"city", "town", "municipality"}


class Foreign(NamedTuple):
    """Words `[first, last]` are a name of `kind`; `params` are its deriver's."""

    first: int
    last: int
    kind: str
    params: dict[str, Scalar]


@lru_cache(maxsize=50_000)
def may_head(low: str) -> bool:
    """Tell whether a word is a Swedish or English head."""
    if low in _FOREIGN_HEADS or low in _ENGLISH_HEADS or low.startswith("ntm-central"):
        return True
    return low in vocabulary.germanic_heads() or low.endswith(_DEFINITE)


def find(text: str, words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """Yield the names whose head is word `i`."""
    low = words[i].low
    if low.startswith("ntm-central"):
        yield from _ntm(text, words, i)
    elif low in _FOREIGN_HEADS or low in _ENGLISH_HEADS:
        yield from _foreign(text, words, i)
    elif low == "centre" and tuple(w.low for w in words[i + 1 : i + 4]) == ("for", "economic", "development"):
        yield from _ely_centre(words, i)
    elif low.endswith(_DEFINITE):
        yield from _definite(text, words, i)
    else:
        yield from _germanic(text, words, i)


def in_finnish(words: Sequence[Token]) -> bool:
    """Tell whether the Finnish name of a city can be proved."""
    try:
        return bool(city(list(words)))
    except ValueError:
        return False


def touch(text: str, words: Sequence[Token], i: int) -> bool:
    """Tell whether word `i + 1` follows word `i` on the same line with nothing but a blank (or `&`) between."""
    gap = text[words[i].end : words[i + 1].start]
    return gap in (" ", "\u00a0", " & ", " + ") or (gap == "" and words[i].text[-1] == "-")


def begins(text: str, word: Token) -> bool:
    """Tell whether a word stands where every word has a capital: first in its sentence, item or line."""
    before = text[max(0, word.start - 6) : word.start].rstrip(" \u00a0\t\"'”“(*•▪–-")
    return not before or before[-1] in ".!?\n\r"


def _foreign(text: str, words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """`Vasa stad`, `City of Helsinki`: the Finnish city."""
    swedish = words[i].low in _FOREIGN_HEADS or _city_behind(words, i)
    at = i - 1 if swedish else i + 2
    if not 0 <= at < len(words) or not words[at].text[0].isupper() or not is_place(words[at].low):
        return
    if not swedish and (words[i + 1].low != "of" or not words[i].text[0].isupper()):
        return
    first, last = (at, i) if swedish else (i, at)
    known = in_finnish(words[first : last + 1])
    yield Foreign(first, last, "public", {"known": True} if known else {"literal": True})


def _city_behind(words: Sequence[Token], i: int) -> bool:
    """`Turku City`: the head behind its place, with a capital and no name after it."""
    after = words[i + 1] if i + 1 < len(words) else None
    alone = after is None or after.start - words[i].end != 1 or not (after.text[0].isupper() or after.low == "of")
    return words[i].text == "City" and alone


def _ntm(text: str, words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """`NTM-centralen i Österbotten`."""
    far = i + 2 < len(words) and words[i + 1].low == "i" and is_place(words[i + 2].low)
    yield Foreign(i, i + 2 if far else i, "public", {"known": True})


def _germanic(text: str, words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """`Österbottens förbund`, `Helsingfors universitet`, `University of Turku`, `Koivu Foundation`."""
    first = last = i
    if words[i].low in _OFFICES and (not words[i].text[0].isupper() or words[i - 1].low in _ANY_OFFICE):
        return
    while first > 0 and i - first < _LONGEST and touch(text, words, first - 1) and words[first - 1].text[0].isupper():
        first -= 1
    if words[i].text[0].isupper() and i + 2 < len(words) and words[i + 1].low in ("of", "för", "for"):
        last = i + 1
        while last + 1 < len(words) and touch(text, words, last) and words[last + 1].text[0].isupper():
            last += 1
        last = i if last == i + 1 else last
    first += first < i and words[first].low in _ARTICLES
    if first < i or last > i:
        yield Foreign(first, last, "body", {"literal": True})


def _definite(text: str, words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """`Infopunkten Kompassen`: a head with its article and the name after it, perhaps behind `för`."""
    last = i
    at = i + 2 if i + 1 < len(words) and words[i + 1].low == "för" else i + 1
    while at < len(words) and at - i < 5 and touch(text, words, at - 1) and words[at].text[0].isupper():
        last = at
        at += 1
    if last > i and words[i].text[0].isupper():
        body = words[i].low.endswith(("föreningen", "stiftelsen", "förbundet"))
        yield Foreign(i, last, "body" if body else "unit", {"literal": True})


def _ely_centre(words: Sequence[Token], i: int) -> Iterator[Foreign]:
    """`Häme Centre for Economic Development, Transport and the Environment`: the ELY centre."""
    last = next((at for at in range(i + 4, min(len(words), i + 10)) if words[at].low == "environment"), None)
    if last is None:
        return
    first = i - 1 if i > 0 and words[i - 1].text[0].isupper() and is_place(words[i - 1].low) else i
    far = last + 2 < len(words) and words[last + 1].low == "for" and is_place(words[last + 2].low)
    yield Foreign(first, last + 2 if far else last, "public", {"known": True})

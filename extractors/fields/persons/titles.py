"""Titles of people at work: where they stand, how far they reach, and how they are written in a card."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from extractors.language.morphology import analyse, is_known
from extractors.language.tokens import Token, tokens
from extractors.vocabulary import load
from schemas.facts import Scalar

_LINE_END = re.compile(r"[\n\r|•\t]")
_STEM = re.compile(
    r"(?:päällik|johtaj|koordinaattor|suunnittelij|asiantuntij|neuvoj|ohjaaj|sihteer|työntekij|valmentaj|vastaav|vetäj"
    r"|kouluttaj|henkilö|tutkij|opettaj|lehtor|rehtor|assistent|tiedottaj|konsult|manager|koordinator|ledar|chef)\w{1,6}\Z"
)
_LOOKS_LIKE = re.compile(r"(?:[iaäoö]j[aä]|ikkö|[oeö]ri)\Z")
_JOINED = re.compile(r"\s?(?:,|/|&|\+|\bja\b|\bsekä\b|\boch\b|\band\b)\s?\Z")


class Role(NamedTuple):
    """A title: its range; whether the word is inflected, weak (needs a person beside it) or merely `yhteyshenkilö`."""

    start: int
    end: int
    inflected: bool = False
    weak: bool = False
    bare: bool = False
    doubtful: bool = False


@lru_cache(maxsize=4)
def find_roles(text: str) -> tuple[Role, ...]:
    """Return the titles of a text in order, each with the words that belong to it."""
    words = tokens(text)
    found = [_phrase(text, words, i, kind) for i, word in enumerate(words) if (kind := _kind(word.low))]
    out: list[Role] = []
    for role in found:
        if out and role.start <= out[-1].end:
            out[-1] = out[-1]._replace(end=max(role.end, out[-1].end), bare=out[-1].bare and role.bare, weak=False)
        elif (
            out
            and len(gap := text[out[-1].end : role.start]) < 8
            and _JOINED.fullmatch(gap.lstrip())
            and _same(out[-1], role)
        ):
            out[-1] = out[-1]._replace(end=role.end, weak=out[-1].weak and role.weak)
        else:
            out.append(role)
    return tuple(out)


def roles_between(text: str, start: int, end: int) -> Iterator[Role]:
    """Yield the titles that begin in `[start, end)`."""
    roles = find_roles(text)
    for role in roles[bisect_left(roles, (start,)) :]:
        if role.start >= end:
            return
        yield role


def derive_role(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return a title as a card gives it: on one line, small first letter, base form where `params["inflected"]`.

    Raises `ValueError` on an empty quote.
    """
    words = re.sub(r"(?:\s|\u00ad)+", " ", quote).strip(" ,:;–-").split(" ")
    if not words[0]:
        raise ValueError("an empty title")
    if params.get("plural"):
        words[-1] = singular(words[-1]) or words[-1]
    if params.get("inflected"):
        words[-1] = _base(words[-1]) or words[-1]
    if all(w.isupper() or not w[0].isalpha() for w in words) and len("".join(words)) > 5:
        return " ".join(words).lower()
    if len(words) > 1 and sum(w[0].isupper() for w in words) > len(words) / 2:
        return " ".join(w if w[1:2].isupper() else w[0].lower() + w[1:] for w in words)
    first = words[0]
    acronym = first[1:2].isupper()
    return " ".join([first if acronym else first[0].lower() + first[1:], *words[1:]])


@lru_cache(maxsize=4096)
def singular(word: str) -> str | None:
    """Return the singular of a title in the plural (`neuvojat` → neuvoja), or None when it is none."""
    plural = (r.lemma for r in analyse(word) if r.number == "plural" and r.case == "nominative")
    return next((base for base in plural if is_title_word(base)), None)


def is_title_word(word: str) -> bool:
    """Tell whether a word in base form is a title (`projektipäällikkö`, `manager`), not only a doubtful one."""
    low = word.casefold()
    return low.endswith(_suffixes()) and low not in load("role-words")["never"]


@cache
def _heads() -> frozenset[str]:
    nouns = load("role_nouns")
    words = [*nouns["fi"], *nouns["sv"], *nouns["en"], *load("role-words")["heads"], *load("role-words")["bare"]]
    return frozenset(w.split(" ")[-1] for w in words)


@cache
def _english() -> frozenset[str]:
    """Return the heads of English titles; no Finnish or Swedish title has two capitals."""
    return frozenset(w for title in load("role_nouns")["en"] for w in title.split(" "))


@cache
def _suffixes() -> tuple[str, ...]:
    nouns = load("role_nouns")
    long_ones = [w for w in (*nouns["fi"], *nouns["sv"], *load("role-words")["heads"]) if len(w) >= 6 and " " not in w]
    return tuple({*nouns["fi_suffix"], *long_ones})


@lru_cache(maxsize=50_000)
def _kind(low: str) -> str:
    """Return "" for a word that is no title, else `plain`, `inflected` or `doubtful` (a misspelling)."""
    if low in load("role-words")["never"]:
        return ""
    if low in _heads() or low.endswith(_suffixes()):
        return "plain"
    if _STEM.search(low) and _base(low):
        return "inflected"
    if len(low) >= 11 and _LOOKS_LIKE.search(low) and _misspelt(low):
        return "doubtful"
    return ""


@lru_cache(maxsize=4096)
def _misspelt(low: str) -> bool:
    heads = load("role_nouns")["fi_suffix"]
    return not is_known(low) and any(
        fuzz.ratio(low[-len(h) :], h) >= 88 or fuzz.ratio(low[-len(h) + 1 :], h) >= 88 for h in heads if len(h) > 6
    )


@lru_cache(maxsize=4096)
def _base(word: str) -> str | None:
    """Return the base form of an inflected title in the singular, or None when it is none."""
    for reading in analyse(word):
        oblique = reading.case in (
            "genitive",
            "essive",
            "ablative",
            "allative",
            "adessive",
            "elative",
            "translative",
        )
        if reading.number != "plural" and oblique and is_title_word(reading.lemma):
            return reading.lemma
    return None


def _phrase(text: str, words: list[Token], i: int, kind: str) -> Role:
    head = words[i]
    first = _leftmost(text, words, i)
    start, end = words[first].start, _right_end(text, words, i)
    phrase = text[start:end].casefold()
    bare = any(phrase.endswith(b) for b in load("role-words")["bare"]) and kind == "plain"
    weak = first == i and head.low in load("role-words")["not_roles"]
    return Role(start, end, kind == "inflected", weak, bare, kind == "doubtful")


def _leftmost(text: str, words: list[Token], i: int) -> int:
    """Return the index of the first word of a title: genitives, adjectives and half compounds before its head."""
    first = i
    while first > 0 and i - first < 6 and _touches(text, words[first - 1], words[first]):
        before = words[first - 1]
        if before.low in load("role-words")["left_stops"] or not _modifies(text, before, words[first]):
            foreign = (
                before.text[:1].isupper()
                and _genitive(before.text)
                and before.low not in load("role-words")["left_stops"]
            )
            return i if foreign else _trimmed_left(words, first, i)
        first -= 1
    return _trimmed_left(words, first, i)


def _trimmed_left(words: list[Token], first: int, i: int) -> int:
    while first < i and words[first].low in ("ja", "och", "and", "of", "&"):
        first += 1
    return first


def _touches(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", "\u00a0", "  ", "/", " / ") or (
        gap == ". " and left.low + "." in load("role-words")["prefixes"]
    )


def _modifies(text: str, word: Token, following: Token) -> bool:
    low = word.low
    extra = load("role-words")
    if low.endswith("-") or low in extra["english_left"] or low + "." in extra["prefixes"] or low in extra["prefixes"]:
        return True
    if low in ("ja", "och") and following.start - word.end <= 2:
        return text[max(0, word.start - 2) : word.start].startswith("-")
    if word.text[:1].isupper() and not _begins_line(text, word.start):
        return False
    if word.text.istitle() and following.text.istitle() and following.low in _english():
        return not any(load(name).get(word.text) for name in ("first_names", "surnames"))  # `Onboarding Coach`
    if word.text[:1].isupper() and any(r.name for r in analyse(word.text)):
        return False
    return _genitive(word.text) or _adjective(word.text)


def _genitive(word: str) -> bool:
    return any(r.case == "genitive" for r in analyse(word)) and not any(
        r.word_class in ("pronoun", "adposition", "numeral") for r in analyse(word)
    )


def _adjective(word: str) -> bool:
    return any(r.word_class == "adjective" and r.case == "nominative" and r.number != "plural" for r in analyse(word))


def _begins_line(text: str, start: int) -> bool:
    if text[max(0, start - 3) : start] == "   ":
        return True  # the next column
    before = text[max(0, start - 6) : start].rstrip(" \u00a0\t-–•*")
    return not before or before[-1] in "\n\r|:;,(" or start == 0


def _right_end(text: str, words: list[Token], i: int) -> int:
    """Return the end of a title; `Head of Integration` and, alone on its line, `Asiantuntija, kotoutuminen` go on."""
    end = words[i].end
    if i + 2 < len(words) and words[i + 1].low in ("of", "for") and words[i + 1].start - end == 1:
        end = words[i + 2].end
        while (
            i + 3 < len(words)
            and words[i + 3].start - end == 1
            and words[i + 3].text[0].isupper()
            and words[i + 3].text not in load("first_names")
            and "\n" not in text[end : words[i + 3].start]
        ):
            end, i = words[i + 3].end, i + 1
    return end


def _same(left: Role, right: Role) -> bool:
    return not (left.bare or right.bare)

"""Parts of a town, only where the text itself says so: `Jyväskylän eri asuinalueilla (Keltinmäki, Huhtasuo)`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.fields.places.gazetteer import is_place, places
from extractors.language.baseforms import base_form
from extractors.language.morphology import analyse
from extractors.language.phrases import keys
from extractors.language.tokens import Token, tokens_in
from extractors.mentions import Mention, Taken
from extractors.text import clean
from schemas.facts import Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_LOCAL = {"inessive", "elative", "illative", "adessive", "ablative", "allative"}
_AND = {"ja", "sekä", "och", "and"}
_WORDS = {"asuinalue", "kaupunginosa", "lähiö", "stadsdel", "stadsdelar", "district", "suburb"}
# What the names of Finnish districts end in; a capital and such an ending beside the word are believed.
_TAILS = (
    "mäki", "suo", "la", "lä", "kylä", "niemi", "lahti", "harju", "vuori", "ranta", "saari", "koski", "järvi",
    "linna", "puisto", "pelto", "oja", "ja", "kallio", "kangas", "aho", "vaara", "salo", "joki", "nummi",
    "halme", "portti", "metsä", "laakso", "kulma", "haka", "keskus", "pohja", "silta", "rinne", "maa", "suora",
    "anki", "böle", "backa", "berg", "vik",
)  # fmt: skip


def find(ctx: "Context") -> Iterator[Mention]:
    """Yield districts with the town they belong to in `within`."""
    towns = [m for m in ctx.place_mentions if m.params["kind"] == "municipality"]
    persons = Taken(ctx.persons)
    yield from _of_towns(ctx, towns, persons)
    for sentence in ctx.sentences:
        words = tokens_in(ctx.text, sentence.start, sentence.end)
        at = next((i for i, w in enumerate(words) if keys(w.low) & _WORDS), None)
        if at is None:
            continue
        here = [m for m in towns if sentence.start <= m.start < sentence.end] or towns
        if len({m.value for m in here}) == 1:
            yield from _beside(ctx, words, at, here[0].value, persons)


def _of_towns(ctx: "Context", towns: Sequence[Mention], persons: Taken) -> Iterator[Mention]:
    """`Turun Varissuolla`, `Tampereen Hervannan alueella`: a town's genitive and the name of a place in it."""
    for town in towns:
        pair = tokens_in(ctx.text, town.end, town.end + 60)[:2]
        if not pair or pair[0].start - town.end != 1 or ctx.text[town.end - 1] != "n" or not _name(pair[0]):
            continue
        local = any(r.case in _LOCAL for r in analyse(pair[0].low))
        area = len(pair) > 1 and bool(keys(pair[1].low) & {"alue", *_WORDS}) and pair[0].low.endswith("n")
        if (local or area) and not persons.overlaps(pair[0].start, pair[0].end):
            yield _mention(pair[0], town.value)


def _mention(word: Token, town: Scalar) -> Mention:
    params: dict[str, Scalar] = {"kind": "district", "code": None, "weak": False, "within": town}
    return Mention("place", word.start, word.end, value_of(word.text), params)


def _beside(ctx: "Context", words: Sequence[Token], at: int, town: Scalar, persons: Taken) -> Iterator[Mention]:
    """The genitives right before the word and the list of names after it."""
    for word in (*_before(ctx.text, words, at), *_after(ctx.text, words, at)):
        if not persons.overlaps(word.start, word.end) and not ctx.taken.overlaps(word.start, word.end):
            yield _mention(word, town)


def _before(text: str, words: Sequence[Token], at: int) -> Iterator[Token]:
    i = at - 1
    while i >= 0 and (words[i].low in _AND or _name(words[i]) or _genitive(words, i, at)):
        if words[i].low not in _AND:
            yield words[i]
        i -= 1


def _genitive(words: Sequence[Token], i: int, at: int) -> bool:
    """`Tesoman kaupunginosassa`: a capital and an ending are enough right before the word."""
    word = words[i]
    return i == at - 1 and word.text[0].isupper() and word.low.endswith("n") and not analyse(word.low)


def _after(text: str, words: Sequence[Token], at: int) -> Iterator[Token]:
    """A bracket, a colon or a comma opens the list; commas and an `and` carry it on."""
    names: list[Token] = []
    for i in range(at + 1, len(words)):
        gap = text[words[i - 1].end : words[i].start]
        if names and not ("," in gap or words[i].low in _AND or words[i - 1].low in _AND):
            break
        opened = any(mark in gap for mark in "(:,") or words[i - 1].low == "kuten"
        capital = words[i].text[0].isupper()
        if (_name(words[i]) and (names or opened)) or (names and capital and not analyse(words[i].low)):
            names.append(words[i])
        elif names and capital:
            break
    yield from names


def _name(word: Token) -> bool:
    if not word.text[0].isupper() or not word.text[-1].isalpha() or _is_town(word.low):
        return False
    base = value_of(word.text).lower()
    return is_place(word.low) or base.endswith(_TAILS) or any(r.name == "place" for r in analyse(word.low))


def _is_town(low: str) -> bool:
    hit = places().at([Token(0, len(low), low, low)], 0)
    return hit is not None


def value_of(quote: str) -> str:
    """Return a district's base form. Raises `ValueError` on an empty quote."""
    name = base_form(clean(quote))
    if not name:
        raise ValueError("no district")
    unknown = not analyse(name) and len(name) > 4
    return name[:-1] if unknown and name[-1] == "n" and name[-2] in "aeiouyäö" else name

"""Noun phrases that name groups of people or bodies: where they begin and end, their case, their base form."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.fields.target_groups.extent import first, generic
from extractors.language.morphology import Reading, analyse, lemmas
from extractors.language.tokens import Token, tokens_in
from extractors.vocabulary import load
from schemas.document import Span

_LISTS = ("core", "persons", "bodies")


@dataclass(frozen=True, slots=True)
class Group:
    """A phrase that names a group: its range, its head's lemma, the head's case, and the list the head is from."""

    span: Span
    head: str
    case: str
    list: str


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of target-groups.json."""
    return frozenset(load("target-groups")[name])


@lru_cache(maxsize=50_000)
def _head(word: str) -> tuple[str, tuple[Reading, ...]]:
    """Return the list a word's lemma is in, and the readings that say so; the whole word before its last part."""
    if word.startswith("maahanmuuttane") and not analyse(word):
        return "core", tuple(r for r in analyse(word[6:]) if r.number == "plural" and r.case)
    nominal = [
        r
        for r in analyse(word)
        if r.case and r.word_class in ("noun", "adjective") and r.lemma not in words("not_heads")
    ]
    for is_in in (_exactly, _by_tail):
        for name in _LISTS:
            found = tuple(
                r
                for r in nominal
                if (is_in is _exactly or r.parts)
                and is_in(r.lemma, words(name))
                and (_many(r) or word.endswith(_POSSESSIVE))
            )
            if found:
                return name, found
    return "", ()


def _exactly(lemma: str, wanted: frozenset[str]) -> bool:
    return lemma in wanted


def _by_tail(lemma: str, wanted: frozenset[str]) -> bool:
    """`kuntatyöntekijä` is a `työntekijä`; a short tail such as `isä` proves nothing."""
    return not any(lemma.endswith(x) for x in _FALSE_TAILS) and any(
        lemma[k:] in wanted for k in range(3, len(lemma) - 4)
    )


_FALSE_TAILS = ("viranomainen", "varsinainen", "asukasluku", "ihmisryhmä")


def _many(reading: Reading) -> bool:
    return (
        reading.number == "plural"
        or reading.lemma in words("collective")
        or any(reading.lemma.endswith(c) for c in words("collective"))
    )


_POSSESSIVE = ("nsa", "nsä")  # `heidän huoltajansa`: number cannot be seen, one or many


def groups(text: str, span: Span, *, announced: bool = False) -> list[Group]:
    """Return the Finnish group phrases of a range, left to right; a longer phrase swallows what it holds.

    Where target groups are `announced`, doers (`omistajat`) and participles (`työelämään siirtyvät`) name them too.
    """
    found = tokens_in(text, span.start, span.end)
    out: list[Group] = []
    for i, token in enumerate(found):
        name, readings = _read(text, found, i, announced)
        if not readings or (i + 1 < len(found) and _modifies(text, found, i)) or _umbrella(text, token, span):
            continue
        if _NAME_GOES_ON.match(text, token.end) or (name == "bodies" and _NAMES_PLACES.match(text, token.end)):
            continue
        reading = _choose(readings)
        start = _with_ages(text, found[_trim(found, first(text, found, i, reading), i)].start, span.start)
        while out and out[-1].span.start >= start:
            out.pop()
        start = max(start, next((t.start for t in found if out and t.start >= out[-1].span.end), start))
        out.append(Group(Span(start, token.end), reading.lemma, reading.case, name))
    return out


def _read(text: str, found: list[Token], i: int, announced: bool) -> tuple[str, tuple[Reading, ...]]:
    """Return the list of a head and the readings that make it one; no readings where word `i` is no head."""
    for name, readings in (_head(found[i].low), _counted(found, i), _nominalised(text, found, i)):
        if readings:
            return name, readings
    return _doers(text, found, i) if announced else ("", ())


_NAME_GOES_ON = re.compile(r"\s?[-–][^\W\d]|\s[-–](?=\w)")  # `Voimaa naisille -ryhmä`: part of a name
_NAMES_PLACES = re.compile(r":?[^\S\n][A-ZÅÄÖ][\w-]")  # `Kunnat Koivula, Lehtola`: a form's label


def _doers(text: str, found: list[Token], i: int) -> tuple[str, tuple[Reading, ...]]:
    """`omistajat ja rahoittajat`, `työmarkkinoille siirtyvät`: doers by their ending, participles by what follows."""
    plural = [r for r in analyse(found[i].low) if r.case == "nominative" and r.number == "plural" and not r.name]
    doers = tuple(r for r in plural if r.word_class == "noun" and r.lemma.endswith(("ja", "jä")) and len(r.lemma) > 5)
    if doers and doers[0].lemma not in words("not_heads"):
        return "persons", doers
    after = found[i + 1] if i + 1 < len(found) else None
    closed = after is None or text[found[i].end : after.start].strip() or after.low in ("ja", "sekä")
    told = tuple(r for r in plural if r.verb_form.startswith("participle") and r.root not in ("kuulua", "olla"))
    return ("persons", told) if told and closed and i else ("", ())


def _nominalised(text: str, found: list[Token], i: int) -> tuple[str, tuple[Reading, ...]]:
    """A participle in the plural without a noun after it means people: `työelämän ulkopuolella olevat`."""
    if any(t.low in ("jotka", "jolloin", "jos", "kun") for t in found[max(0, i - 4) : i]):
        return "", ()  # `jotka tarvitsevat tukea`: a verb
    readings = tuple(
        r
        for r in analyse(found[i].low)
        if r.number == "plural" and r.root in words("being") and r.verb_form.startswith("participle")
    )
    if not readings or (
        i + 1 < len(found)
        and not text[found[i].end : found[i + 1].start].strip()
        and _nominal(found[i + 1].low, readings)
    ):
        return "", ()
    return "persons", readings


def _nominal(word: str, readings: tuple[Reading, ...]) -> bool:
    agree = {(r.case, r.number) for r in readings}
    return not analyse(word) or any(
        (r.case, r.number) in agree and r.word_class in ("noun", "adjective") for r in analyse(word)
    )


def _counted(found: list[Token], i: int) -> tuple[str, tuple[Reading, ...]]:
    """After a number the noun is singular and many are meant: `21 verkoston edustajaa`, `jokaiselle nuorelle`."""
    every = any(t.low.startswith("jokai") for t in found[max(0, i - 4) : i])
    each = [r for r in analyse(found[i].low) if every and r.number == "singular" and r.case in ("allative", "genitive")]
    for name in _LISTS[:2]:
        if any(_exactly(r.lemma, words(name)) for r in each):
            return name, tuple(r for r in each if _exactly(r.lemma, words(name)))
    if not any(t.low[0].isdigit() for t in found[max(0, i - 6) : i]):
        return "", ()
    for name in _LISTS:
        readings = tuple(
            r
            for r in analyse(found[i].low)
            if r.case == "partitive" and r.number == "singular" and _exactly(r.lemma, words(name))
        )
        if readings:
            return name, readings
    return "", ()


def _trim(found: list[Token], at: int, head: int) -> int:
    """Leave out numbers and words such as `muille`, `kaikille` at a phrase's beginning."""
    while at < head and (found[at].low.isdigit() or not words("fillers").isdisjoint(lemmas(found[at].low))):
        if found[at].low == "yksin" or (found[at].low == "eri" and at + 1 < head):
            break  # `eri syistä tulleet` says why, `eri perheet` nothing
        at += 1
    return at


def _with_ages(text: str, start: int, floor: int) -> int:
    """`16–24-vuotiaat`, `15 – 49 -vuotiaat`: the first age belongs to the phrase."""
    lower = _FROM_AGE.search(text, max(floor, start - 9), start)
    return lower.start() if lower and text[start].isdigit() else start


_FROM_AGE = re.compile(r"(?<!\d)\d{1,2}\s?[–-]\s?$")


def _umbrella(text: str, token: Token, span: Span) -> bool:
    """`Asiakkaat (turvapaikanhakijat, …)`: the bracket says who; the word before it is only their common name."""
    close = text.find(")", token.end, span.end)
    plain = {"asiakas", "henkilö", "osallistuja"}
    if text[token.end : token.end + 2] != " (" or close < 0 or plain.isdisjoint(lemmas(token.low)):
        return False
    return any(_head(t.low)[1] for t in tokens_in(text, token.end, close))


def _choose(readings: tuple[Reading, ...]) -> Reading:
    order = ("allative", "genitive", "nominative", "partitive", "essive")
    return min(readings, key=lambda r: order.index(r.case) if r.case in order else 9)


def _modifies(text: str, found: list[Token], i: int) -> bool:
    """A group word in the genitive before another group's head belongs to that phrase (`kuntien työntekijöille`)."""
    word, after = found[i], found[i + 1]
    if text[word.end : after.start].strip():
        return False
    cases = {r.case for r in analyse(word.low) if r.case}
    if "genitive" in cases and generic(after.low):
        return True
    agree = {(r.case, r.number) for r in analyse(word.low) if r.word_class == "adjective"}
    return bool(agree & {(r.case, r.number) for r in _head(after.low)[1]})

"""Noun phrases that name groups of people or bodies: where they begin and end, their case, their base form."""

from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.language.morphology import Reading, analyse, lemmas
from extractors.language.tokens import Token, tokens_in
from extractors.vocabulary import load
from schemas.document import Span

_LISTS = ("core", "persons", "bodies")
_ARGUMENTS = 7  # words that a participle may take with it (`maahanmuuttajien kanssa työskenteleville ammattilaisille`)
_STOPS = frozenset(
    [
        "ja",
        "sekä",
        "tai",
        "että",
        "jotka",
        "joka",
        "joille",
        "myös",
        "mm",
        "vain",
        "muun",
        "muassa",
        "esimerkiksi",
        "esim",
        "kuten",
        "on",
        "ovat",
        "oli",
        "olivat",
        "ei",
    ]
)
_LINKS = frozenset({"ja", "sekä", "tai"})


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


def groups(text: str, span: Span) -> list[Group]:
    """Return the Finnish group phrases of a range, left to right; a longer phrase swallows what it holds."""
    found = tokens_in(text, span.start, span.end)
    out: list[Group] = []
    for i, token in enumerate(found):
        name, readings = _head(token.low)
        if not readings:
            name, readings = _counted(found, i)
        if not readings:
            name, readings = _nominalised(text, found, i)
        if not readings or (i + 1 < len(found) and _modifies(text, found, i)) or _umbrella(text, token, span):
            continue
        reading = _choose(readings)
        start = found[_trim(found, _first(text, found, i, reading), i)].start
        while out and out[-1].span.start >= start:
            out.pop()
        start = max(start, next((t.start for t in found if out and t.start >= out[-1].span.end), start))
        out.append(Group(Span(start, token.end), reading.lemma, reading.case, name))
    return out


def _nominalised(text: str, found: list[Token], i: int) -> tuple[str, tuple[Reading, ...]]:
    """A participle in the plural without a noun after it means people: `työelämän ulkopuolella olevat`."""
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
    """After a number the noun is singular and many are meant: `21 verkoston edustajaa`."""
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


def _trim(found: list[Token], first: int, head: int) -> int:
    """Leave out numbers and words such as `muille`, `kaikille` at a phrase's beginning."""
    while first < head and (found[first].low.isdigit() or not words("fillers").isdisjoint(lemmas(found[first].low))):
        first += 1
    return first


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
    if "genitive" in cases and _generic(after.low):
        return True
    agree = {(r.case, r.number) for r in analyse(word.low) if r.word_class == "adjective"}
    return bool(agree & {(r.case, r.number) for r in _head(after.low)[1]})


def _generic(word: str) -> bool:
    return any(x in words("generic") for x in lemmas(word))


def _first(text: str, found: list[Token], i: int, head: Reading) -> int:
    """Return the index of the phrase's first word."""
    at = i
    if head.verb_form.startswith("participle"):
        return _arguments(text, found, i)
    while at > 0 and not text[found[at - 1].end : found[at].start].strip():
        before = found[at - 1]
        if before.low in _STOPS:
            break
        kind = _agreement(before, head)
        if kind == "participle":
            return _arguments(text, found, at - 1)
        if not kind and not (_generic(head.lemma) and _genitive(before.low)):
            break
        at -= 1
    return _coordinated(text, found, at) if at < i and _genitive(found[at].low) else at


def _agreement(word: Token, head: Reading) -> str:
    """Tell how a word before the head agrees with it: as an adjective, a participle, or not."""
    if not analyse(word.low):
        return "adjective" if head.case == "allative" and word.low.endswith("ille") else ""
    for r in analyse(word.low):
        if (
            r.case == head.case
            and r.number == head.number
            and (r.word_class in ("adjective", "pronoun", "numeral") or r.verb_form.startswith("participle"))
        ):
            if r.word_class == "pronoun":
                return ""
            return (
                "participle"
                if r.verb_form in ("participle_present", "participle_past") and r.root not in ("",)
                else "adjective"
            )
    return ""


def _arguments(text: str, found: list[Token], at: int) -> int:
    """Go back over what a participle takes with it."""
    first = at
    while first > 0 and at - first < _ARGUMENTS:
        before = found[first - 1]
        if before.low in _STOPS or text[before.end : found[first].start].strip():
            break
        if _only_nominative(before.low) or _predicate(before.low):
            break
        if any(r.verb_form in ("present", "past", "passive_present", "passive_past") for r in analyse(before.low)[:1]):
            break
        if before.text[:1].isupper() and first - 1 == 0:
            first -= 1
            break
        first -= 1
    return first


@lru_cache(maxsize=50_000)
def _only_nominative(word: str) -> bool:
    """A noun in the nominative is no argument of a participle (`malli heikossa asemassa oleville`)."""
    found = [r for r in analyse(word) if r.case]
    return bool(found) and all(r.case == "nominative" and r.word_class == "noun" for r in found)


@lru_cache(maxsize=50_000)
def _predicate(word: str) -> bool:
    """`on suunnattu …`: the sentence's own participle is no argument either."""
    return any(
        r.verb_form.startswith("participle") and r.case == "nominative" and r.number == "singular"
        for r in analyse(word)
    )


def _coordinated(text: str, found: list[Token], at: int) -> int:
    """`varhaiskasvatuksen sekä sivistystoimen henkilöstölle`: the genitives before `sekä` belong to the head too."""
    while at > 1 and found[at - 1].low in _LINKS and _genitive(found[at - 2].low):
        at -= 2
    return at


def _genitive(word: str) -> bool:
    found = {r.case for r in analyse(word) if r.case}
    return "genitive" in found and "nominative" not in found

"""Where a group phrase begins: over agreeing adjectives, a participle's own words, and owners in the genitive."""

from functools import cache, lru_cache

from extractors.fields.target_groups.bases import readings_of
from extractors.language.morphology import Reading, analyse, lemmas
from extractors.language.tokens import Token
from extractors.vocabulary import load

_ARGUMENTS = 7  # words that a participle may take with it (`maahanmuuttajien kanssa työskenteleville ammattilaisille`)
_LINKS = frozenset({"ja", "sekä", "tai"})


def generic(word: str) -> bool:
    """Tell whether a word says little without its owner (`työntekijät`, `edustajat`)."""
    return any(x in load("target-groups")["generic"] for x in lemmas(word))


def first(text: str, found: list[Token], i: int, head: Reading) -> int:
    """Return the index of the phrase's first word."""
    if head.verb_form.startswith("participle"):
        return _attributes(text, found, _arguments(text, found, i), head)
    at = i
    while at > 0 and _adjoin(text, found, at):
        before = found[at - 1]
        kind = _agreement(before, head)
        if kind == "participle":
            return _attributes(text, found, _arguments(text, found, at - 1), head)
        if not (kind or (generic(head.lemma) and genitive(before.low)) or _owner_inside(text, found, at, head)):
            break
        at -= 1
    if at < i and genitive(found[at].low):
        return _coordinated(found, at)
    return _attributes(text, found, at, head) if at < i else at


def _adjoin(text: str, found: list[Token], at: int) -> bool:
    """Tell whether the word before `at` may belong to the same phrase; a capital on a new line begins another."""
    before, between = found[at - 1], text[found[at - 1].end : found[at].start]
    if "\n" in between and found[at].text[:1].isupper():
        return False
    return before.low not in load("target-groups")["breaks"] and not between.strip()


def _owner_inside(text: str, found: list[Token], at: int, head: Reading) -> bool:
    """`menestyvät alueen yrittäjät`: an owner between the head and what agrees with it."""
    inside = head.case != "genitive" and genitive(found[at - 1].low) and at > 1 and _adjoin(text, found, at - 1)
    return inside and bool(_agreement(found[at - 2], head))


def _attributes(text: str, found: list[Token], at: int, head: Reading) -> int:
    """`seudulla asuville ja sinne muuttaville perheille`: attributes joined by a link word belong together."""
    while at > 1 and found[at - 1].low in _LINKS and not text[found[at - 2].end : found[at - 1].start].strip():
        kind = _agreement(found[at - 2], head)
        named = any(r.word_class == "noun" and r.lemma in _listed() for r in analyse(found[at - 2].low))
        if not kind or named:
            break
        at = _arguments(text, found, at - 2) if kind == "participle" else at - 2
    return at


@cache
def _listed() -> frozenset[str]:
    entries = load("target-groups")
    return frozenset([*entries["core"], *entries["persons"], *entries["bodies"]])


def _agreement(word: Token, head: Reading) -> str:
    """Tell how a word before the head agrees with it: as an adjective, a participle, or not."""
    found = readings_of(word.low)
    if not found:
        return "adjective" if head.case == "allative" and word.low.endswith("ille") else ""
    for r in found:
        if (r.case, r.number) != (head.case, head.number) or r.word_class == "pronoun":
            continue
        if r.verb_form in ("participle_present", "participle_past") and r.root:
            return "participle"
        if r.word_class in ("adjective", "numeral") or r.verb_form.startswith("participle"):
            return "adjective"
    return ""


def _arguments(text: str, found: list[Token], at: int) -> int:
    """Go back over what a participle takes with it."""
    start = at
    while start > 0 and at - start < _ARGUMENTS and _adjoin(text, found, start):
        before = found[start - 1]
        if _only_nominative(before.low) or _predicate(before.low) or _other_verb(before.low) or is_offer(before.low):
            break
        if _has_come(found[at].low) and _only_object(before.low):
            break
        start -= 1
        if before.text[:1].isupper() and start == 0:
            break
    return start


@lru_cache(maxsize=50_000)
def _has_come(word: str) -> bool:
    """Participles of being and coming take no object (`tietoa | alueelle muuttaneille`)."""
    return any(r.root in load("target-groups")["staying"] for r in analyse(word))


@lru_cache(maxsize=50_000)
def _only_object(word: str) -> bool:
    cases = {r.case for r in analyse(word) if r.case and r.word_class == "noun"}
    return cases == {"partitive"}


@lru_cache(maxsize=50_000)
def _other_verb(word: str) -> bool:
    """The sentence's own verb or infinitive is no argument (`tarjota eri maista tulleille …`)."""
    forms = ("present", "past", "passive_present", "passive_past", "infinitive_a")
    return any(r.verb_form in forms for r in analyse(word)[:1])


@lru_cache(maxsize=50_000)
def _only_nominative(word: str) -> bool:
    """A noun in the nominative is no argument of a participle (`malli heikossa asemassa oleville`)."""
    found = [r for r in analyse(word) if r.case]
    adverb = any(r.word_class == "adverb" for r in analyse(word))
    return bool(found) and not adverb and all(r.case == "nominative" and r.word_class == "noun" for r in found)


@lru_cache(maxsize=50_000)
def _predicate(word: str) -> bool:
    """`on suunnattu …`: the sentence's own participle is no argument either."""
    return any(
        r.verb_form.startswith("participle") and r.case == "nominative" and r.number == "singular"
        for r in analyse(word)
    )


def _coordinated(found: list[Token], at: int) -> int:
    """`varhaiskasvatuksen sekä sivistystoimen henkilöstölle`: the genitives before `sekä` belong to the head too."""
    while at > 1 and found[at - 1].low in _LINKS and genitive(found[at - 2].low):
        at -= 2
    return at


def genitive(word: str) -> bool:
    """Tell whether a word is a genitive and cannot be a nominative."""
    found = {r.case for r in analyse(word) if r.case}
    return "genitive" in found and "nominative" not in found


@lru_cache(maxsize=20_000)
def is_offer(word: str) -> bool:
    """Tell whether a word names a service in a form in which it is offered (`neuvontaa`, `kerho`)."""
    wanted = load("target-groups")["offered"]
    return any(
        r.case in ("nominative", "partitive", "translative")
        and (r.lemma in wanted or (r.parts and r.parts[-1] in wanted))
        for r in analyse(word)
    )

"""Languages a project serves in, publishes in, teaches or speaks.

A name of a language counts only where something says that it is one: the translative (`arabiaksi`), `-kielinen`,
a list beside a word for language (`palvelukielet: …`, `arabian ja darin kielellä`), a verb of speaking or learning,
`på arabiska`, `in Arabic`. A country (`Ruotsi`) and `suomen kansalaisuus` have none of these.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from extractors.fields.languages import lists
from extractors.fields.languages.names import Language, case_of, named, spoken, value_of
from extractors.language.morphology import analyse
from extractors.language.phrases import keys
from extractors.language.tokens import Token, line_around, tokens
from schemas.document import Zone
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context
    from extractors.derive import Deriver

_PUBLISHED = {
    "opas", "esite", "julkaisu", "materiaali", "video", "raportti", "käännös", "kääntää", "verkkosivu",
    "sivusto", "ladata", "pdf", "lehti", "tiivistelmä", "kirja", "kansi", "abstract", "broschyr", "guide",
    "material", "brochure",
}  # fmt: skip
_LEARN = {
    "opetus", "opettaa", "opiskelu", "opiskella", "oppia", "oppiminen", "kurssi", "alkeet", "opinnot",
    "harjoitella", "harjoittelu", "taito", "kielitaito", "kielikurssi", "kielikoulutus", "kieliopinto",
    "kieliryhmä", "kielikahvila", "tunti", "keskusteluryhmä", "alkeiskurssi", "opetella", "osaaminen",
    "keskusteluryhmät", "kielikerho", "opintopiiri", "kielitesti", "kielenopetus", "undervisning", "kurs",
    "kurser", "studera", "lära", "course", "courses", "teaching", "learn", "study", "class", "classes",
    "lessons",
}  # fmt: skip
_LONGEST_LIST = 60
_OPENERS = {"på", "in", "i", "till", "into"}
_TRANSLATED = ("översätt", "översatt", "tolka", "translat", "interpret")
_STUDIED = {
    "course",
    "courses",
    "café",
    "cafe",
    "cafés",
    "cafes",
    "class",
    "classes",
    "lessons",
    "training",
    "skills",
    "teaching",
}
_SPEAK = {"puhua", "osata", "taitaa", "palvella", "hallita", "tulkata"}
_NAMED = {"nimi", "otsikko", "tiivistelmä", "name", "title", "summary", "namn", "titel"}
_RANK = {"service": 0, "taught": 1, "studied": 1, "publication": 2}
_STOP = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_SWITCH = {"fi", "sv", "en", "se"}


class Use(NamedTuple):
    """A language at a word, and what it is used for."""

    word: Token
    language: Language | None
    usage: str
    confidence: float


def find_languages(ctx: "Context") -> list[Found]:
    """Return each language once; unknown members of a list of languages keep their word and have no code."""
    words = tokens(ctx.text)
    best: dict[str, Use] = {}
    for use in _uses(ctx.text, words):
        if ctx.taken.overlaps(use.word.start, use.word.end) or _in_menu(ctx, words, use):
            continue
        name = use.language.name if use.language else use.word.low
        if name not in best or _RANK[use.usage] < _RANK[best[name].usage]:
            best[name] = use
    return [_found(use) for use in sorted(best.values(), key=lambda u: u.word.start)]


def _found(use: Use) -> Found:
    literal = use.language is None
    value = use.word.low if use.language is None else use.language.name
    evidence = Evidence(value, use.word.start, use.word.end, use.confidence, {"literal": literal})
    return Found(
        "language", {"value": evidence}, {"code": use.language.code if use.language else None, "usage": use.usage}
    )


def _uses(text: str, words: list[Token]) -> Iterator[Use]:
    finders: tuple[Callable[[str, list[Token], int], Iterator[Use]], ...] = (
        _translative, _speaking, _of_language, _listed, _verbs, _prepositions, _attribute, _bracketed,
    )  # fmt: skip
    for i, word in enumerate(words):
        if lists.may_matter(word.low):
            for find in finders:
                yield from find(text, words, i)


def _translative(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`arabiaksi`."""
    word = words[i]
    found = named(word.low) if word.low.endswith("ksi") else None
    if found is None or not found.common or case_of(word.low) != "translative" or _labels_a_name(words, i):
        return
    after = text[word.end : word.end + 1]
    if after != ":" and not (i + 1 < len(words) and words[i + 1].low == "sanottuna"):
        yield Use(word, found, _usage(text, words, i), 0.93)


def _labels_a_name(words: list[Token], i: int) -> bool:
    return i > 0 and bool(keys(words[i - 1].low) & _NAMED)


def _speaking(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`darinkielisten`, and before it the suspended `arabian-, kurdin- ja`."""
    found = spoken(words[i].low)
    if found is None:
        return
    usage = _usage(text, words, i)
    yield Use(words[i], found, usage, 0.9)
    for j in lists.before(text, words, i, lambda w: w.text[-1] in "-\u2010\u2011" and named(w.low) is not None):
        yield Use(words[j], named(words[j].low), usage, 0.9)


def _of_language(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`arabian ja darin kielellä`, `suomen kielikurssi`, `suomen opetus`."""
    case = lists.language_noun(words[i].low)
    if case is None and not keys(words[i].low) & _LEARN:
        return
    members = lists.before(text, words, i, _genitive)
    if not members or members[0] != i - 1 or not lists.plain(text, words[i - 1].end, words[i].start):
        return
    usage = "service" if case in ("adessive", "instructive") else _of_usage(text, words, i)
    for j in members:
        yield Use(words[j], named(words[j].low), usage, 0.88 if usage == "service" else 0.8)


def _genitive(word: Token) -> bool:
    return named(word.low) is not None and case_of(word.low) == "genitive"


def _of_usage(text: str, words: list[Token], i: int) -> str:
    near = set().union(*(keys(w.low) for w in _near(text, words, i, 4, 3)))
    if near & _LEARN:
        return "taught"
    return "taught" if named(words[i - 1].low) in (named("suomi"), named("ruotsi")) else "service"


def _listed(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`palvelukielet olivat arabia, englanti, persia/dari ja tababare`; `Kielet: …`; a list below such a line."""
    if lists.language_noun(words[i].low) is None and words[i].low not in lists.OTHER_LANGUAGE_WORDS:
        return
    members = lists.after(text, words, i)
    usage = _usage(text, words, i)
    for j in members:
        yield Use(words[j], named(words[j].low), usage, 0.92 if named(words[j].low) else 0.7)


def _verbs(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`puhuvat arabiaa ja daria`, `suomea opiskelevat`."""
    word = words[i]
    found = named(word.low)
    if found is None or not found.common or not word.text[0].islower() or case_of(word.low) != "partitive":
        return
    near = set().union(*(_verb_lemmas(w.low) for w in _near(text, words, i, 5, 3)))
    if near & _SPEAK:
        yield Use(word, found, "service", 0.85)
    elif near & _LEARN:
        yield Use(word, found, "taught", 0.8)


def _verb_lemmas(low: str) -> set[str]:
    return {x for r in analyse(low) for x in (r.lemma, r.root) if r.word_class == "verb" or r.root}


def _prepositions(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`på arabiska och somaliska`, `in Arabic, English and Somali`."""
    found = named(words[i].low)
    if found is None or not found.common or _labels_a_name(words, i - 1):
        return
    lead = i - 1
    while lead > max(0, i - _LONGEST_LIST) and words[lead].low not in _OPENERS and _member(words[lead]):
        lead -= 1
    opener = words[lead].low if lead >= 0 else ""
    if opener == "på" and found.lang != "en":
        yield Use(words[i], found, _usage(text, words, i), 0.9)
    elif opener == "i" and found.lang == "sv" and keys(words[lead - 1].low) & _LEARN:
        yield Use(words[i], found, "taught", 0.8)
    elif opener in ("till", "into") and _translated(text, words, lead):
        yield Use(words[i], found, "publication", 0.88)
    elif opener == "in" and words[i].text[0].isupper() and lists.closes(text, words, i):
        yield Use(words[i], found, _usage(text, words, i), 0.88)


def _translated(text: str, words: list[Token], lead: int) -> bool:
    """`översätts till arabiska`, `translated into Arabic`."""
    return any(w.low.startswith(_TRANSLATED) for w in _near(text, words, lead, 3, 0))


def _attribute(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`Swedish and Finnish language cafés`: English names before the word for what is learnt."""
    if words[i].low != "language" or i + 1 >= len(words) or words[i + 1].low not in _STUDIED:
        return
    for j in lists.before(text, words, i, lambda w: w.text[0].isupper() and named(w.low) is not None):
        yield Use(words[j], named(words[j].low), "taught", 0.85)


def _bracketed(text: str, words: list[Token], i: int) -> Iterator[Use]:
    """`kurdia (sorani)`."""
    found = named(words[i].low)
    if found is not None and found.common and i > 0 and text[words[i - 1].end : words[i].start] in (" (", "\u00a0("):
        before = named(words[i - 1].low)
        if before is not None and before.common and text[words[i].end : words[i].end + 1] in (")", ",", "/"):
            yield Use(words[i], found, _usage(text, words, i), 0.8)


def _member(word: Token) -> bool:
    return word.low in lists.CONNECTORS or named(word.low) is not None or word.low in ("lätt", "easy", "plain")


def _usage(text: str, words: list[Token], i: int) -> str:
    near = set().union(*(keys(w.low) for w in _near(text, words, i, 7, 4)))
    return "publication" if near & _PUBLISHED else "service"


def _near(text: str, words: list[Token], i: int, back: int, ahead: int) -> list[Token]:
    """Return the words around word `i` that belong to its sentence."""
    first = last = i
    while first > 0 and i - first < back and not _STOP.search(text, words[first - 1].end, words[first].start):
        first -= 1
    while last + 1 < len(words) and last - i < ahead and not _STOP.search(text, words[last].end, words[last + 1].start):
        last += 1
    return words[first : last + 1]


def _in_menu(ctx: "Context", words: list[Token], use: Use) -> bool:
    """A line of nothing but `Suomeksi`, `På svenska`, `In English` is the site's language switch."""
    if use.language is None or use.language.code not in _SWITCH:
        return False
    blocks = ctx.doc.blocks
    at = bisect_right(blocks, use.word.start, key=lambda b: b.start) - 1
    if at >= 0 and blocks[at].zone is Zone.NAV and use.word.start < blocks[at].end:
        return True
    around = line_around(ctx.text, use.word.start, use.word.end, 80)
    if around is None:
        return False
    line = tokens(ctx.text[around[0] : around[1]])
    ending = use.word.low.endswith("ksi") or use.language.lang != "fi"
    return ending and all(w.low in ("på", "in", *lists.CONNECTORS) or named(w.low) is not None for w in line)


def derive_language(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return the language's Finnish name, or the word itself when no list holds it; `ValueError` on no language."""
    if params.get("literal"):
        return quote.lower()
    return value_of(quote)


DERIVERS: "dict[str, Deriver]" = {"language.value": derive_language}

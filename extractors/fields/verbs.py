"""What the verbs of a sentence do: doing, promoting, aiming, changing; and in which form they stand.

Classes of verbs are data (verb-classes.json). Finnish verbs are told by lemma and form; Swedish and English ones by
their stem and the words around them, for which no morphology is at hand.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from extractors.language.morphology import Reading, analyse, lemmas
from extractors.language.tokens import Token
from extractors.vocabulary import load

PASSIVE = frozenset({"passive_present", "passive_past"})
FINITE = frozenset({"present", "past", "passive_present", "passive_past"})


class Verb(NamedTuple):
    """A verb in a sentence: index of its word, lemma, form (`perfect` and `passive_perfect` included), number."""

    at: int
    lemma: str
    form: str
    plural: bool = False
    word: str = ""

    @property
    def passive(self) -> bool:
        """Tell whether somebody unnamed does it (`järjestetään`, `on annettu`)."""
        return self.form.startswith("passive")


@cache
def lexicon(group: str, language: str = "fi") -> frozenset[str]:
    """Return a class of verbs: do, promote, aim, change; or the nouns of `frame` and `not_object`."""
    return frozenset(load("verb-classes")[group].get(language, ()))


def root(reading: Reading) -> str:
    """Return the verb a reading comes from: its lemma for a finite form, its root for a participle or -minen."""
    return reading.root or reading.lemma


@lru_cache(maxsize=50_000)
def finite(word: str) -> Reading | None:
    """Return the reading of `word` as a finite verb, None when it is rather a noun (`tuki`, `kokouksen`)."""
    found = analyse(word) or _without_prefix(word)
    verbs = [r for r in found if r.word_class == "verb" and r.verb_form in FINITE]
    if not verbs:
        return None
    passive = [r for r in verbs if r.verb_form in PASSIVE]
    if passive:  # `pidetään` may be of `pitää` or of a rare `pidetä`: the one that says a doing
        return next((r for r in passive if r.lemma in lexicon("do")), passive[0])
    if word.endswith("mme") and verbs[0].lemma in lexicon("do"):
        return verbs[0]
    nouns = [r for r in found if r.word_class == "noun" and r.case]
    return None if nouns and found[0].word_class != "verb" else verbs[0]


def _without_prefix(word: str) -> tuple[Reading, ...]:
    """Read a compound verb no dictionary knows by its last part: `yhteiskehitetään`, `uudelleenmuotoiltiin`."""
    prefix = next((p for p in load("verb-classes")["prefixes"] if word.startswith(p)), "")
    return analyse(word[len(prefix) :]) if prefix and len(word) - len(prefix) > 5 else ()


@lru_cache(maxsize=50_000)
def participle(word: str) -> Reading | None:
    """Return the reading of `word` as a past participle in the nominative (`järjestetty`, `lisännyt`)."""
    return next(
        (
            r
            for r in analyse(word)
            if r.verb_form in ("participle_passive_past", "participle_past") and r.case == "nominative"
        ),
        None,
    )


def verbs(words: list[Token]) -> list[Verb]:
    """Return the finite verbs of a Finnish sentence, perfect tenses put together (`on … lisännyt`)."""
    out: list[Verb] = []
    auxiliary = -10
    for i, word in enumerate(words):
        if word.low in _AUXILIARIES:
            auxiliary = i
            continue
        found = finite(word.low) or _after_subject(words, i)
        if found and out and out[-1].at == i - 1 and out[-1].lemma in _MODALS and has_infinitive([word]):
            continue  # `voivat keskustella`: passive and infinitive alike
        if found and not word.text.isupper() and not _attributive(words, i):
            out.append(Verb(i, found.lemma, found.verb_form, found.number == "plural", word.low))
            continue
        past = participle(word.low) if i - auxiliary <= _REACH else None
        if past:
            form = "passive_perfect" if past.verb_form == "participle_passive_past" else "perfect"
            out.append(Verb(i, root(past), form, past.number == "plural", word.low))
    return out


def _after_subject(words: list[Token], i: int) -> Reading | None:
    """`hanke tuki perheitä`: noun and verb alike, a verb right behind the project as its subject."""
    if not i or not words[i - 1].low.endswith(("hanke", "projekti", "pilotti")):
        return None
    return next(
        (r for r in analyse(words[i].low) if r.word_class == "verb" and r.verb_form in ("past", "present")), None
    )


def _attributive(words: list[Token], i: int) -> bool:
    """`tähtäävät toimenpiteet`: the form is a participle when a noun agrees with it."""
    if not words[i].low.endswith(("vat", "vät")) or i + 1 == len(words):
        return False
    return any(
        r.case == "nominative" and r.number == "plural" and r.word_class in ("noun", "adjective")
        for r in analyse(words[i + 1].low)
    )


_AUXILIARIES = frozenset(["on", "ovat", "oli", "olivat", "ole", "ollut", "olleet", "olla", "olemme", "olimme", "saatu"])
_MODALS = frozenset(["voida", "saattaa", "haluta", "osata", "pystyä", "saada", "alkaa"])
_REACH = 12  # words between an auxiliary and its participle (`on annettu`, `on nopeasti ja laajasti lisääntynyt`)


def has_infinitive(words: list[Token]) -> bool:
    """Tell whether the words hold a first infinitive (`kehittää`, `lisätä`)."""
    return any(r.verb_form == "infinitive_a" for w in words for r in analyse(w.low))


def is_action_noun(word: str) -> bool:
    """Tell whether a word names a doing (`tukeminen`, `edistämistä`)."""
    return any(r.verb_form == "infinitive_minen" for r in analyse(word))


@lru_cache(maxsize=50_000)
def in_class(word: str, group: str, language: str) -> bool:
    """Tell whether a Swedish or English word belongs to a class, by its stem."""
    plain = word.casefold()
    if language == "fi":
        return any(x in lexicon(group) for x in lemmas(plain))
    return any(plain.startswith(stem) for stem in lexicon(group, language))

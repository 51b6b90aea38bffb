"""What a number counts: the noun that it governs, the noun before it, or the noun whose bracket it stands in.

A Finnish numeral in the nominative, and so bare digits, governs the partitive singular (`45 nuorta`); an oblique one
agrees with its noun (`kolmella paikkakunnalla`), and digits before an oblique noun stand for such a one
(`12 eri kielellä`).
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.fields.metrics.amounts import Counted, foreign_amount
from extractors.fields.metrics.words import REACH, WORD, Word, countables, readings_of, words_after
from extractors.language.morphology import Reading
from extractors.mentions import Mention
from extractors.vocabulary import load

_UNITS = {
    "kpl": "kpl",
    "hlö": "henkilö",
    "hlöä": "henkilö",
    "hlöt": "henkilö",
    "htv": "henkilötyövuosi",
    "htkk": "htkk",
}
_NOMINAL = ("noun", "proper", "adjective")
_SIGN = re.compile(r"\s?(?:%|prosent\w*)(?::\w+)?")
_AND = re.compile(r"[ \u00a0](?:ja|sekä|eli|mutta)\b")
_OBLIQUE = ("inessive", "elative", "adessive", "ablative", "allative", "illative", "genitive", "essive")
_ACTIVE = ("participle", "participle_past", "participle_present", "participle_active_past", "participle_active_present")


def counted(text: str, number: Mention, end: int, start: int) -> Counted | None:
    """Return what `number` counts within the sentence `text[start:end]`, or None."""
    if number.params["lang"] != "fi":
        lang = str(number.params["lang"])
        return _listed(text, number, end, lang) or foreign_amount(text, number, start, _foreign_nouns(lang))
    if number.params["percent"]:
        return _share(text, number, end, start) or _item(text, number, end, start)
    if number.params["bracket"]:
        return _before(text, number.start - 1, start, "bracket")
    return (
        _after(text, number, end, start) or _noun_before(text, number, start, end) or _of_whom(text, number, start, end)
    )


def _after(text: str, number: Mention, end: int, start: int) -> Counted | None:
    words = list(words_after(text, number.end, end))
    if not words:
        return None
    if words[0].text.casefold() in _UNITS:
        return _unit(text, words, number, start)
    if number.params["form"] == "word" and number.params["case"] != "nominative":
        return _agreeing(words, str(number.params["case"]))
    if number.value == 1 and number.params["form"] == "word":
        return _agreeing(words, "nominative")
    return _governed(words) or _oblique(words)


def _unit(text: str, words: list[Word], number: Mention, start: int) -> Counted:
    """`45 kpl`, `45 hlö`: the unit, or the noun that it stands for in front or behind."""
    unit = words[0]
    behind = _governed(words[1:]) if len(words) > 1 else None
    named = behind or (_before(text, number.start, start, "before") if unit.text.casefold() != "htv" else None)
    if named:
        return named
    return Counted(unit.start, unit.end, unit.text, _UNITS[unit.text.casefold()], "governed")


def _governed(words: list[Word]) -> Counted | None:
    """The first partitive singular noun that no participle takes as its object."""
    for i, word in enumerate(words[:9]):
        noun = word.reads(("noun", "proper"), "partitive", "singular")
        following = words[i + 1] if i + 1 < len(words) else None
        if noun and not (following and _takes_object(following)) and not (i == 0 and _is_modifier(word, following)):
            return Counted(words[0].start, word.end, word.text, noun.lemma, "governed")
        deed = word.reads(("adjective",), "partitive", "singular")
        if deed and deed.lemma in countables() and not (following and following.reads(_NOMINAL, "partitive")):
            return Counted(words[0].start, word.end, word.text, deed.lemma, "governed")
        if not noun and not _may_stand_between(word):
            return None
    return None


def _takes_object(word: Word) -> bool:
    return any(r.case == "partitive" and r.number == "singular" and r.verb_form in _ACTIVE for r in word.readings)


def _is_modifier(word: Word, following: Word | None) -> bool:
    """A word that is adjective and noun alike (`nuorta`) modifies when a partitive noun follows (`nuorta aikuista`)."""
    if following is None or not word.reads(("adjective",), "partitive", "singular"):
        return False
    return following.reads(("noun",), "partitive", "singular") is not None


def _may_stand_between(word: Word) -> bool:
    if not word.readings:
        return True
    if word.reads(("adjective", "numeral", "pronoun"), "partitive", "singular") or word.reads(("adverb",)):
        return True
    if word.text.casefold() in ("eri", "ja", "tai", "sekä", "uutta", "noin", "muuta"):
        return True
    oblique = [r for r in word.readings if r.case in (*_OBLIQUE, "partitive") and r.word_class != "verb"]
    return bool(oblique)


def _oblique(words: list[Word]) -> Counted | None:
    """Digits before an oblique noun: `12 eri kielellä`, `15 kunnasta`, `10 hengen`."""
    for word in words[:3]:
        noun = word.reads(("noun",), number="singular")
        if noun and noun.case in _OBLIQUE and not word.reads(("adjective",)):
            return Counted(words[0].start, word.end, word.text, noun.lemma, "agreeing")
        if word.text.casefold() != "eri" and not word.reads(("adjective",)):
            return None
    return None


def _agreeing(words: list[Word], case: str) -> Counted | None:
    for i, word in enumerate(words[:4]):
        noun = word.reads(("noun",), case, "singular")
        if noun and not (i == 0 and len(words) > 1 and word.reads(("adjective",)) and words[1].reads(("noun",), case)):
            return Counted(words[0].start, word.end, word.text, noun.lemma, "agreeing")
        if not word.reads(("adjective", "pronoun"), case) and word.text.casefold() != "eri":
            return None
    return None


def _share(text: str, number: Mention, end: int, start: int) -> Counted | None:
    """Of whom so many percent are: the elative or partitive noun behind the sign."""
    sign = _SIGN.match(text, number.end)
    for word in list(words_after(text, sign.end() if sign else number.end, end))[:5]:
        noun = word.reads(("noun",), "elative") or word.reads(("noun",), "partitive")
        if noun:
            return Counted(word.start, word.end, word.text, noun.lemma, "share")
        if word.reads(("verb",)):
            break
    return _percent_before(text, number, start)


def _percent_before(text: str, number: Mention, start: int) -> Counted | None:
    """`osallistujista 85 prosenttia`, `naisia 60 %`: of whom, or who, stands directly before."""
    low = max(start, number.start - 40)
    for match in reversed(list(WORD.finditer(text[low : number.start]))[-2:]):
        word = Word(match[0], low + match.start(), low + match.end(), readings_of(match[0]))
        touches = match.end() + low + 1 >= number.start
        noun = word.reads(("noun", "pronoun"), "elative", "plural")
        noun = noun or (word.reads(("noun",), "partitive", "plural") if touches else None)
        if noun:
            return Counted(word.start, word.end, word.text, noun.lemma, "share")
    return None


def _item(text: str, number: Mention, end: int, start: int) -> Counted | None:
    """`• Opiskelee 30 % (18 hlö)`: a short list item whose words before the number say what is counted."""
    before = text[start : number.start].strip(" \t:–-•▪▶●*")
    words = WORD.findall(before)
    behind = re.sub(r"^\s?(?:%|prosent\w*)|\([^)]*\)", "", text[number.end : end]).strip(" .;,")
    if not 1 <= len(words) <= 6 or behind or re.search(r"[\d.!?%]", before):
        return None
    at = text.index(before, start)
    return Counted(at, at + len(before), before, words[-1].casefold(), "item")


def _noun_before(text: str, number: Mention, start: int, end: int) -> Counted | None:
    """`uusia asiakkaita 633`, `osallistujia: 45`, `Osallistujamäärä 45`: only where nothing countable follows."""
    rest = text[number.end : min(end, number.end + 3)].lstrip(" ")
    if rest and rest[0].isalpha() and not _AND.match(text, number.end):
        return None
    return _before(text, number.start, start, "before")


def _of_whom(text: str, number: Mention, start: int, end: int) -> Counted | None:
    """`Asiakkaista 12 työllistyi`, `heistä 8 aloitti`: the elative word before, where a verb follows the number."""
    follow = next(words_after(text, number.end, end), None)
    if follow and follow.reads(("pronoun",), "elative", "plural"):  # `vähintään 20 heistä jatkaa`
        return Counted(follow.start, follow.end, follow.text, "he", "of")
    plural = follow.reads(("noun",), "partitive", "plural") if follow else None
    if follow is None or not (plural or follow.reads(("verb",))):
        return None
    named = (
        Counted(follow.start, follow.end, follow.text, plural.lemma, "of") if plural else _are_named(text, follow, end)
    )
    low = max(start, number.start - 40)
    for match in reversed(list(WORD.finditer(text[low : number.start]))[-3:]):
        word = Word(match[0], low + match.start(), low + match.end(), readings_of(match[0]))
        whom = word.reads(("noun", "pronoun"), "elative")
        if whom:
            return named or Counted(word.start, word.end, word.text, whom.lemma, "of")
    return None


def _are_named(text: str, verb: Word, end: int) -> Counted | None:
    """`5 oli naisia`: what they are said to be."""
    following = next(words_after(text, verb.end, end), None)
    noun = (
        following.reads(("noun",), "partitive", "plural")
        if following and verb.text.casefold() in ("oli", "on")
        else None
    )
    return Counted(following.start, following.end, following.text, noun.lemma, "of") if following and noun else None


def shared(text: str, number: Mention, end: int, previous: Counted) -> Counted | None:
    """`25 osallistujaa työllistyi ja 14 aloitti opinnot`: a verb follows at once, the noun is the one before."""
    sign = _SIGN.match(text, number.end) if number.params["percent"] else None
    follow = next(words_after(text, sign.end() if sign else number.end, end), None)
    if follow is None or not any(r.verb_form == "past" for r in follow.readings):
        return None
    return Counted(previous.start, previous.end, previous.head, previous.lemma, "shared")


def _before(text: str, at: int, start: int, bond: str) -> Counted | None:
    low = max(start, at - 70)
    words = [Word(m[0], m.start() + low, m.end() + low, ()) for m in WORD.finditer(text[low:at])]
    for word in reversed(words[-9:] if bond == "before" else words[-4:]):
        if re.search(r"[.;()\n•\d]|,", text[word.end : at].strip(" ")):
            return None
        read = Word(word.text, word.start, word.end, readings_of(word.text))
        noun = _countable(read, bond)
        if noun and noun.lemma in load("metric_cues")["amounts"]:
            return _amount_of(text, read, low)
        near = at - word.end < (4 if noun and noun.case == "nominative" and noun.number == "plural" else 40)
        if noun and (near or (noun.case == "partitive" and noun.lemma in countables())):
            return Counted(word.start, word.end, word.text, noun.lemma, bond)
    return None


def _amount_of(text: str, amount: Word, low: int) -> Counted | None:
    """`Työllistyneiden tavoite 20`, `osallistujien määrä 45`: whose amount it is, the genitive plural before it."""
    match = next(reversed(list(WORD.finditer(text[low : amount.start]))), None)
    whose = Word(match[0], low + match.start(), low + match.end(), readings_of(match[0])) if match else None
    noun = whose.reads(("noun", "adjective"), "genitive", "plural") if whose else None
    return Counted(whose.start, amount.end, whose.text, noun.lemma, "before") if whose and noun else None


def _countable(word: Word, bond: str) -> Reading | None:
    if bond == "bracket":
        return word.reads(("noun",), number="plural") or word.reads(("noun",), "nominative")
    plural = word.reads(("noun",), "partitive", "plural")
    amount = word.reads(("noun",), "nominative", "singular")
    if plural and word.text.casefold() not in ("yhteensä", "kaikkiaan"):
        return plural
    named = word.reads(("noun",), "nominative", "plural") or _people_by_deed(word)
    return named or (amount if amount and amount.lemma.endswith(("määrä", "luku", "tavoite")) else None)


def _people_by_deed(word: Word) -> Reading | None:
    """`Työllistyneitä: 45`: a participle that the vocabulary knows as people."""
    deed = word.reads(("adjective",), "partitive", "plural") or word.reads(("adjective",), "nominative", "plural")
    return deed if deed and deed.lemma in countables() else None


def _listed(text: str, number: Mention, end: int, lang: str) -> Counted | None:
    known = _foreign_nouns(lang)
    words = list(_words_plain(text, number.end, end))[:6]
    if [w.casefold() for _, _, w in words[:2]] in (["of", "them"], ["of", "whom"], ["av", "dem"]):
        return Counted(words[1][0], words[1][1], words[1][2], "they", "of")
    for _, stop, word in words:
        for form in (word.casefold(), word.casefold().removesuffix("s")):
            if form in known:
                return Counted(words[0][0], stop, word, form, "share" if number.params["percent"] else "listed")
        if (
            word.casefold() in ("per", "of", "in", "to", "years", "år", "months", "och", "and", "i", "av")
            and not number.params["percent"]
        ):
            return None
    return None


def _words_plain(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    low, high = start, min(end, start + REACH)
    stop = re.search(r"[.!?;()\n•:,]|\d", text[low:high])
    for match in WORD.finditer(text[low : low + stop.start()] if stop else text[low:high]):
        yield match.start() + low, match.end() + low, match[0]


@cache
def _foreign_nouns(lang: str) -> frozenset[str]:
    entries = load("metric_cues")
    return frozenset(n for kind in ("people", "outputs", "staff") for n in entries[f"{kind}_{lang}"])

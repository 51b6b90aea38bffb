"""Lists of languages around a word: which words belong to them, and which words for "language" open or close them."""

import re
from collections.abc import Callable
from functools import lru_cache

from extractors.fields.languages.names import case_of, named, spoken
from extractors.language.morphology import analyse
from extractors.language.phrases import keys
from extractors.language.tokens import Token

CONNECTORS = {"ja", "sekä", "tai", "och", "samt", "eller", "and", "or", "että", "myös"}
OTHER_LANGUAGE_WORDS = {
    "språk",
    "språken",
    "språket",
    "servicespråk",
    "languages",
    "language",
    "kielivaihtoehdot",
    "kielinä",
}
_TAUGHT = {
    "kielikurssi",
    "kielitaito",
    "kieliopinnot",
    "kielikoulutus",
    "kielikahvila",
    "kieliryhmä",
    "kielikerho",
    "kielitesti",
}
_BRIDGES = {
    "olla", "esimerkiksi", "muun", "muassa", "mm", "kuten", "seuraava", "seuraavat", "lisäksi", "tällä",
    "hetki", "hanke", "yleinen", "yleisin", "puhua", "olivat", "ovat", "ainakin", "är", "are", "following",
    "följande", "som", "such", "as", "esim", "eri", "monta", "kaikki", "palvella", "saada", "käytössä",
    "käyttää", "include",
}  # fmt: skip
_SUBJECTS = {"opetus", "opiskelu", "kurssi", "alkeet", "alkeiskurssi", "opinnot"}
_LIST_CASES = ("nominative", "partitive", "translative")
_FOLLOW = {*CONNECTORS, "for", "to", "at", "on", "if", "as", "by", "with"}
_PLAIN = re.compile(r"[ \u00a0]?\Z")
_LINE = r"[ \u00a0]*,?[ \u00a0]*\r?\n?[ \u00a0]*(?:[-–•*▪][ \u00a0]*)?"
_COMMA = re.compile(rf"[ \u00a0]*[,/;&+|·•][ \u00a0]*|[ \u00a0]?|{_LINE}")
_LONGEST_BRIDGE = 6
_LONGEST_LIST = 120


@lru_cache(maxsize=50_000)
def may_matter(low: str) -> bool:
    """Tell whether a word can take part in naming a language at all: most words cannot, and cost one look-up."""
    return "kiel" in low or "språk" in low or "languag" in low or "talande" in low or "speaking" in low or _known(low)


def _known(low: str) -> bool:
    return named(low) is not None or bool(keys(low) & _SUBJECTS)


@lru_cache(maxsize=10_000)
def language_noun(low: str) -> str | None:
    """Return the case of a noun that ends in `-kieli` or is about learning one (`kielikurssi`), else None."""
    for reading in analyse(low):
        if reading.lemma.endswith("kieli") and reading.lemma != "ohjelmointikieli":
            return reading.case
        if reading.lemma in _TAUGHT:
            return "nominative"
    return None


def plain(text: str, start: int, end: int) -> bool:
    """Tell whether only one blank stands between two words."""
    return _PLAIN.match(text, start, end) is not None


def _together(text: str, words: list[Token], a: int, b: int) -> bool:
    return _COMMA.fullmatch(text, words[a].end, words[b].start) is not None


def before(text: str, words: list[Token], i: int, fits: Callable[[Token], bool]) -> list[int]:
    """Return the members of the list that ends before word `i`, nearest first."""
    out: list[int] = []
    j = i - 1
    while j >= 0 and i - j < _LONGEST_LIST and _together(text, words, j, j + 1):
        if fits(words[j]):
            out.append(j)
        elif words[j].low not in CONNECTORS:
            break
        j -= 1
    return out


def after(text: str, words: list[Token], i: int) -> list[int]:
    """Return the members of the nominative list that a word for language opens; none when it is not clearly a list."""
    j = _bridge(words, i + 1)
    out: list[int] = []
    known = 0
    while j < min(len(words), i + _LONGEST_LIST) and (not out or _together(text, words, j - 1, j)):
        if _member(words[j]):
            out.append(j)
            known += 1
        elif out and _stranger(text, words, j):
            out.append(j)
        elif words[j].low not in CONNECTORS:
            break
        j += 1
    while out and named(words[out[-1]].low) is None and not _closed(text, words, out[-1]):
        out.pop()
    opened = i + 1 < len(words) and ":" in text[words[i].end : words[out[0]].start] if out else False
    return out if known > 1 or (known == 1 and opened and len(out) == 1) else []


def _bridge(words: list[Token], j: int) -> int:
    stop = min(len(words), j + _LONGEST_BRIDGE)
    while j < stop and not _member(words[j]) and (keys(words[j].low) & _BRIDGES):
        j += 1
    return j


def _member(word: Token) -> bool:
    """A name in the case that lists stand in; a capital is no hindrance, a label may have capitals throughout."""
    return named(word.low) is not None and spoken(word.low) is None and case_of(word.low) in _LIST_CASES


def _stranger(text: str, words: list[Token], j: int) -> bool:
    """An unknown word between commas of a list of languages is a language too: kept to the letter."""
    word, previous = words[j], words[j - 1]
    lone = word.text.isalpha() and len(word.text) > 2 and not analyse(word.low)
    gap = text[previous.end : word.start]
    return lone and ("," in gap or "/" in gap or previous.low in CONNECTORS)


def _closed(text: str, words: list[Token], j: int) -> bool:
    return text[words[j].end : words[j].end + 1] in (".", ",", ")", "\n", "")


def closes(text: str, words: list[Token], i: int) -> bool:
    """Tell whether an English name ends its phrase: `in Finnish, …` but not `in Finnish society`."""
    after_it = text[words[i].end : words[i].end + 1]
    follower = words[i + 1].low if i + 1 < len(words) else ""
    return after_it not in (" ", "\u00a0") or follower in _FOLLOW

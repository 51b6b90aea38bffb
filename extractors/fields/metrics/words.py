"""Words beside a number, each with its readings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.language.morphology import Reading, analyse
from extractors.vocabulary import load

WORD = re.compile(r"[^\W\d_]+(?:[-–][^\W\d_]+)*")
STOP = re.compile(r"[.!?;()\n•:]|,|\d")
_GAP = re.compile(r"[\s\"”'»/–-]*")
_REST = re.compile(r"[-\u2010\u00ad](?: |\r?\n)[ ]?([a-zåäö]{2,})")
_JOINING = ("ja", "tai", "sekä", "eli", "och", "eller", "and", "or")
# How far from a number its words are looked for, in characters.
REACH = 110


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, its range and its readings."""

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]

    def reads(self, word_class: tuple[str, ...], case: str = "", number: str = "") -> Reading | None:
        """Return a reading of the class, case and number: one that is known to be counted, else the first."""
        fitting = [
            r
            for r in self.readings
            if r.word_class in word_class and (not case or r.case == case) and (not number or r.number == number)
        ]
        known = [r for r in fitting if r.lemma in countables() or (r.parts and r.parts[-1] in countables())]
        return next(iter(known or fitting), None)


@lru_cache(maxsize=50_000)
def readings_of(word: str) -> tuple[Reading, ...]:
    """The word's readings; of an unknown compound those of its longest tail that is counted elsewhere."""
    readings = analyse(word)
    for cut in range(3, len(word) - 4) if not readings and len(word) > 9 else ():
        tail = tuple(r for r in analyse(word[cut:]) if r.word_class == "noun" and r.lemma in countables())
        if tail:
            return tail
    return readings or _by_ending(word)


def _by_ending(word: str) -> tuple[Reading, ...]:
    """Read a partitive that no dictionary knows (`kielimentoria`) by the counted noun that it ends in."""
    for stem in (word[:-1], word[:-2]) if word[-1] in "aä" else ():
        for cut in range(max(0, len(stem) - 5)):
            if stem[cut:] in countables():
                return (Reading(stem, "noun", "partitive", "singular", (stem[:cut], stem[cut:]), "", ""),)
    return ()


@cache
def countables() -> frozenset[str]:
    """Return the lemmas that the vocabulary knows as counted, and those it bars."""
    entries = load("metric_cues")
    return frozenset(n for kind in ("people", "outputs", "staff", "banned") for n in entries[kind])


def _mended(text: str, match: re.Match[str], end: int) -> Word:
    """Return a word, put together where a line's end divided it (`osallis- tujaa`)."""
    rest = _REST.match(text, match.end(), end)
    if rest and rest[1] not in _JOINING and not analyse(rest[1]) and (known := readings_of(match[0] + rest[1])):
        return Word(match[0] + rest[1], match.start(), rest.end(), known)
    return Word(match[0], match.start(), match.end(), readings_of(match[0]))


def words_after(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words from `start` on, up to a stop, a digit or `end`."""
    at = start
    while at < min(end, start + REACH):
        gap = _GAP.match(text, at)
        match = WORD.match(text, gap.end() if gap else at)
        if match is None or match.end() > end:
            return
        word = _mended(text, match, end)
        yield word
        at = word.end
        if STOP.match(text, at):
            return

"""What is known of a Finnish sentence from where it stands, and the lists of words that tell who acts."""

from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token
from extractors.vocabulary import load


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of statement-cues.json for Finnish: frame, agents, outsiders, growing …"""
    return frozenset(load("statement-cues")["fi"][name])


@lru_cache(maxsize=50_000)
def is_one_of(word: str, name: str) -> bool:
    """Tell whether a word, or the last part of its compound, belongs to a list."""
    wanted = words_of(name)
    if not wanted.isdisjoint(lemmas(word)):
        return True
    return (
        any(r.parts and r.parts[-1] in wanted for r in analyse(word))
        if name in ("frame", "agents", "outsiders")
        else False
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence from where it stands.

    `framed`: the project has been spoken of before. `named`: the project's name stands in the sentence. `role`: the
    section's role. `plan`: the text is a plan (a register entry), in which nothing has changed yet.
    """

    framed: bool = False
    named: bool = False
    role: str = ""
    plan: bool = False


def has_frame(words: list[Token]) -> bool:
    """Tell whether the sentence speaks of a project (`hankkeessa`, `projektin`)."""
    return any(is_one_of(w.low, "frame") for w in words)


def is_subject(word: str, name: str) -> bool:
    """Tell whether a word of a list stands in the nominative (`hanke`, `keskus`)."""
    return is_one_of(word, name) and any(r.case == "nominative" for r in analyse(word))


def place_of_doing(word: str) -> bool:
    """Tell whether a word stands in a case of place (`hankkeessa`)."""
    return any(r.case in ("inessive", "elative") for r in analyse(word))

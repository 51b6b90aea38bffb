"""What the unit of a number is called: words before it on its line, or the nearest heading above.

A line such as `Toimisto:` or `Arkisin virka-aikaan:` says which of a unit's numbers it is: the heading names the unit.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.fields.addresses.owners import is_owner
from extractors.fields.persons.titles import find_roles
from extractors.language.morphology import Reading, analyse, lemmas
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Scalar

REACH = 160
_LINES = 7
_MARK_END = re.compile(
    r"(?:[\s,;:–—|/(•*-]|\b(?:puh(?:elin)?|p|tel|tfn|gsm|s-?posti|sähköposti(?:osoite)?|e-?mail|e-?post|email|numero|nro|s|t)\b[.:]?)+\Z",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:soit\w+|ott\w+ yhteyttä|ota yhteyttä|yhtey\w+|ring|kontakta|call|contact)[ \u00a0](?:to[ ]|till[ ])?"
    r"([A-ZÅÄÖ][\wåäöÅÄÖ-]{3,}(?:[ ][A-ZÅÄÖ][\wåäöÅÄÖ-]+)?)\Z"
)
_DETAILS_OF = re.compile(
    r"([A-ZÅÄÖ].{2,60}?)[ ](?:yhteystiedot|yhteystietoja|osoite|kontaktuppgifter)[ ]?:?", re.IGNORECASE
)
_INVITES = re.compile(r"\b(?:antaa|antavat|saa|voit|ota|lisätietoja|ohjeita|enquiries|contact|ring|kontakta)\b")


class Named(NamedTuple):
    """Where a unit's name stands, and how it is derived: as it is, `inflected` (`soita Koivukotiin`), or a body's."""

    start: int
    end: int
    params: tuple[tuple[str, Scalar], ...] = ()


_INFLECTED: tuple[tuple[str, Scalar], ...] = (("inflected", True),)


def unit_before(text: str, start: int, end: int) -> Named | None:
    """Return the unit of a number at `end` whose line, or the rest of it after another number, begins at `start`."""
    same = trimmed(text, start, end)
    words = text[same.start : same.end] if same else ""
    if same and _names_unit(words) and not _is_label(words):
        return Named(same.start, same.end)
    if same and (called := _CALLED.search(words)):
        return Named(same.start + called.start(1), same.start + called.end(1), _INFLECTED)
    if same and not _is_label(words) and not (words[0].islower() and len(words.split()) <= 3):
        return _first_part(text, start, same.end)
    above = _above(text, start)
    if above is None and same and _names_unit(words) and not _is_time(words):
        return Named(same.start, same.end)
    return above


def line_start(text: str, at: int) -> int:
    """Return where the line that ends at `at` begins, or a place not too far before."""
    reach = max(0, at - REACH)
    return max(text.rfind("\n", reach, at) + 1, reach)


def joins(words: str) -> bool:
    """Tell whether words between two numbers only join them (`tai`, `/`, `sähköposti`)."""
    return all(w in _marks() for w in re.findall(r"[^\W\d_]+", words.casefold()))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the last part of a line, without the mark of the number at its end and the bullet at its beginning."""
    head = _MARK_END.sub("", text[start:end])
    part = max(head.rfind(c) for c in "|·•") + 1
    lead = part + len(head[part:]) - len(head[part:].lstrip(" \t\u00a0*–-#,;/\r"))
    return Span(start + lead, start + len(head)) if head[lead:].strip() else None


def _above(text: str, start: int) -> Named | None:
    """Return the nearest line above that names a unit; only details and labels of the same unit may stand between."""
    for _ in range(_LINES):
        end = start - 1
        if end <= 0:
            return None
        start = line_start(text, end)
        line = trimmed(text, start, end)
        words = text[line.start : line.end] if line else ""
        if line and (of := _DETAILS_OF.fullmatch(words)):
            return Named(line.start, line.start + of.end(1), _INFLECTED)
        if line is None or _is_detail(words):
            continue
        if _is_label(words) and (higher := _above(text, start)) and start > 1 and text[start - 2] != "\n":
            return higher
        return Named(line.start, line.end) if _names_unit(words) else None
    return None


def _first_part(text: str, start: int, end: int) -> Named | None:
    """Return the organisation that a line begins with (`Koivukoti ry, Koivukatu 1, p. …`)."""
    part = re.match(r"[^,|·\n\t]+", text[start:end])
    span = trimmed(text, start, start + part.end()) if part else None
    return Named(span.start, span.end) if span and is_owner(text[span.start : span.end]) else None


def _is_detail(line: str) -> bool:
    """Tell whether a line is an address, a number, hours or a label, over which a unit's name still reaches."""
    folded = line.casefold().strip(" :")
    if re.search(r"\d|@|www\.|https?:|\w:\s*\w", line):
        return True
    words = load("contact-words")["unit_buttons"]
    return folded in words or folded in load("street-words")["owners_not"] or joins(folded)


@lru_cache(maxsize=4096)
def _is_label(words: str) -> bool:
    """Tell whether words say which number of a unit it is (`Toimiston päivystävä`, `Vastaava ohjaaja`), not whose."""
    if _all_of(words, _labels()):
        return True
    roles = find_roles(words)
    return bool(roles) and roles[0].start == 0 and roles[-1].end >= len(words.rstrip(" :."))


def _is_time(words: str) -> bool:
    return _all_of(words, frozenset(load("contact-words")["unit_times"]))


def _all_of(words: str, known: frozenset[str]) -> bool:
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words.casefold())
    return bool(found) and all(w in known or lemmas(w) & known for w in found)


@cache
def _labels() -> frozenset[str]:
    words = load("contact-words")
    return frozenset(words["unit_labels"] + words["unit_times"])


@cache
def _marks() -> frozenset[str]:
    return frozenset(load("contact-words")["marks"])


def _names_unit(line: str) -> bool:
    """Tell whether words are a unit's name: short, with a capital, no sentence, no number, no button."""
    words = line.split()
    folded = line.casefold().strip(" :")
    plain = line[:1].isupper() and len(words) <= 12 and not re.search(r"[.!?]\Z|[.!?] |\d{4,}|@", line)
    listed = folded in load("street-words")["owners_not"] or folded in load("contact-words")["contact_headings"]
    return (
        plain
        and not listed
        and not joins(folded)
        and not any(_is_verb(w) for w in words if w == words[0] or w.islower())
        and not _INVITES.search(folded)
    )


def _is_verb(word: str) -> bool:
    readings = analyse(word.strip(" ,.:;"))
    return (
        bool(readings)
        and any(r.verb_form in ("imperative", "present", "past", "infinitive_a") for r in readings)
        and not _noun(readings)
    )


def _noun(readings: Sequence[Reading]) -> bool:
    return any(r.word_class in ("noun", "proper") and r.case == "nominative" for r in readings)

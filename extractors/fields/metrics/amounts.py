"""What a count is of, and English and Swedish amounts whose number comes last (`The number of groups was 7`)."""

import re
from collections.abc import Set
from dataclasses import dataclass

from extractors.mentions import Mention

# Bounded on both sides, so that a long sentence is looked at once only.
_AMOUNT = re.compile(
    r"\b(?:(?:number|amount|count|total) of|antalet)\s(?P<whose>[^.;:()\d]{3,90}?)\s?"
    r"(?:\b(?:was|is|were|has been|reached|rose to|var|är|blev|uppgick till)\b|:)"
    r"(?:\s(?:about|around|over|cirka|över))?\s?$",
    re.IGNORECASE,
)
_REACH = 130


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the phrase's range, its head as written, the head's lemma, and how number and noun are bound.

    `bond`: governed, agreeing, before, bracket, listed (an English or Swedish noun), share (after a percent sign), of
    (`heistä 8 aloitti`), shared (the noun of the count before).
    """

    start: int
    end: int
    head: str
    lemma: str
    bond: str


def foreign_amount(text: str, number: Mention, start: int, known: Set[str]) -> Counted | None:
    """Return what `The number of new groups … was 7` counts: the first known noun behind the word of amount."""
    low = max(start, number.start - _REACH)
    found = _AMOUNT.search(text, low, number.start)
    if found is None or number.params["percent"]:
        return None
    at = found.start("whose")
    for word in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", found["whose"]):
        form = next((f for f in (word[0].casefold(), word[0].casefold().removesuffix("s")) if f in known), "")
        if form:
            return Counted(at, at + word.end(), word[0], form, "listed")
    return None

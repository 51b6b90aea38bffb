"""Names of persons.

A chain of capital words becomes a name by what speaks for it: lists of given names and surnames, an e-mail address that
agrees, a title beside it, a number after it. Without lists and without company a capital word is no name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.fields.identifiers.emails import folded
from extractors.fields.persons.company import Around
from extractors.fields.persons.names import (
    capitalised,
    given_weight,
    is_common,
    is_stop,
    surname_base,
    surname_weight,
)
from extractors.language.tokens import Token, tokens
from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document
from schemas.facts import Scalar

_ENOUGH = 2.5
_INITIAL = re.compile(r"(?<!\w)([^\W\d_]\.)(?=[^\W\d_])")


class Reading(NamedTuple):
    """A chain of words read as a name."""

    score: float
    last_first: bool
    base: str
    agreed: bool = False


def scan_persons(doc: Document, taken: Taken, anchors: Sequence[Mention]) -> list[Mention]:
    """Return names of persons (kind `person`, value the name in base form, given name first).

    `anchors` are the e-mail addresses and phone numbers of the document. In params: `order` is `last_first` where the
    surname stands first, `base` the surname where it is inflected, `agreed` where an e-mail address confirms the name.
    """
    around = Around(doc.text, anchors)
    out: list[Mention] = []
    for chain in _chains(doc.text, taken):
        out += _names_in(doc.text, chain, around)
    held = Taken(out)
    out += (m for m in _turned(doc.text, taken, around) if not held.overlaps(m.start, m.end))
    return sorted(out, key=lambda m: m.start)


def derive_name(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return a name from its quote: given name first, capitals lowered, the surname's base form from `params["base"]`.

    Raises `ValueError` where the base form does not belong to the quote.
    """
    spaced = _INITIAL.sub(r"\1 ", quote.replace(",", " ").replace("\u00ad", ""))
    words = [_dressed(w) for w in spaced.split()]
    if len(words) < 2 and not params.get("single"):
        raise ValueError(f"no full name in {quote!r}")
    base = params.get("base")
    if isinstance(base, str) and base:
        if folded(base)[:2] != folded(words[-1])[:2]:
            raise ValueError(f"{base!r} is not the base form of {words[-1]!r}")
        words[-1] = base
    if params.get("order") == "last_first":
        cut = 1 + sum(1 for w in words[:-1] if w in load("name-words")["particles"])
        words = words[cut:] + words[:cut]
    return " ".join(words)


def _dressed(word: str) -> str:
    low = word.casefold()
    shouted = word.isupper() and len(word) > 1
    return low if shouted and low in load("name-words")["particles"] else capitalised(word)


def _chains(text: str, taken: Taken) -> Iterator[list[Token]]:
    """Yield runs of capital words (and `von`, `al` between them) on one line, one blank apart."""
    chain: list[Token] = []
    for token in tokens(text):
        if chain and not _goes_on(text, chain[-1], token):
            yield from _closed(chain)
            chain = []
        name_like = token.text[:1].isupper() or (chain and token.low in load("name-words")["particles"])
        if name_like and not taken.overlaps(token.start, token.end) and not any(c.isdigit() for c in token.text):
            chain.append(token)
        else:
            yield from _closed(chain)
            chain = []
    yield from _closed(chain)


def _turned(text: str, taken: Taken, around: Around) -> Iterator[Mention]:
    """Yield `Surname, Given`, where an address spells the name or a title in brackets follows."""
    for left, right in pairwise(tokens(text)):
        if text[left.end : right.start] != ", " or not (left.text[0].isupper() and right.text[0].isupper()):
            continue
        if around.title_in_brackets(right.end) and surname_weight(left.text) and given_weight(right.text):
            if not taken.overlaps(left.start, right.end):
                yield _mention(text, left, right, Reading(_ENOUGH, True, ""))
            continue
        for local in around.locals_of([left.text, right.text]):
            reading = _agreement([left.text, right.text], local)
            if reading and reading.last_first and not taken.overlaps(left.start, right.end):
                yield _mention(text, left, right, reading)
                break


def _closed(chain: list[Token]) -> Iterator[list[Token]]:
    while chain and not chain[-1].text[:1].isupper():
        chain.pop()
    if len(chain) > 1:
        yield chain


def _goes_on(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if gap in (". ", ".\u00a0", "."):
        return len(left.text) == 1
    return gap in (" ", "\u00a0", "  ", " \u00a0", "\u00a0 ")


def _names_in(text: str, chain: list[Token], around: Around) -> Iterator[Mention]:
    """Yield the names of one chain, the best reading first where readings overlap."""
    i = 0
    while i < len(chain) - 1:
        best = _best_at(text, chain, i, around)
        rival = _best_at(text, chain, i + 1, around) if i + 2 < len(chain) else None
        if best is None or (rival and rival[0].score > best[0].score + 0.4 and rival[1] > best[1] - 1):
            i += 1
            continue
        reading, last = best
        yield _mention(text, chain[i], chain[last], reading)
        i = last + 1


def _mention(text: str, first: Token, last: Token, reading: Reading) -> Mention:
    params: dict[str, Scalar] = {"order": "last_first"} if reading.last_first else {}
    if reading.base:
        params["base"] = reading.base
    value = derive_name(text[first.start : last.end], params)
    return Mention(
        "person", first.start, last.end, value, {**params, "agreed": reading.agreed, "score": round(reading.score, 1)}
    )


def _best_at(text: str, chain: list[Token], i: int, around: Around) -> tuple[Reading, int] | None:
    """Return the best reading of a name that begins with word `i`, with the index of its last word."""
    best: tuple[Reading, int] | None = None
    for last in range(i + 1, min(i + 5, len(chain))):
        words = [t.text for t in chain[i : last + 1]]
        if not words[-1][0].isupper() or sum(w.casefold() not in load("name-words")["particles"] for w in words) > 4:
            continue
        reading = _read(words, chain[i].start, chain[last].end, around)
        if reading and last + 1 < len(chain) and not reading.agreed and _goes_beyond(chain[last + 1]):
            continue
        if reading and reading.score >= _ENOUGH and (best is None or reading.score > best[0].score):
            best = (reading, last)
    return best if best and (best[0].agreed or not _compound(text, chain[best[1]].end)) else None


def _compound(text: str, end: int) -> bool:
    """Tell whether a name is the first part of a compound (`Maija Koivu -hanke`, `Maija Koivun säätiö`)."""
    after = text[end : end + 24]
    if after[:2] in (" -", " –", "-") and after[2:3].isalpha() and after[1:2] != " ":
        return True
    word = (
        after.strip().split(" ")[0].strip(".,;:()").casefold()
        if after[:1] in " \u00a0" and "\n" not in after[:2]
        else ""
    )
    return word in load("name-words")["after"]


def _goes_beyond(following: Token) -> bool:
    """Tell whether the next capital word makes a name part of more: of a body's name, or of a longer name."""
    if following.low in load("name-words")["after"]:
        return True
    word = following.text
    return not word.isupper() and not is_common(word) and not is_stop(word) and not given_weight(word)


def _read(words: list[str], start: int, end: int, around: Around) -> Reading | None:
    """Return words read as a name, or None where one of them can be in none."""
    if any(is_stop(w) for w in words):
        return None
    for local in around.locals_of(words):
        if (agreed := _agreement(words, local)) and not _office(words):
            return agreed
    first, last = words[0], words[-1]
    middle = words[1:-1]
    if is_common(last) and not surname_weight(last) and not surname_base(capitalised(last)):
        return None
    if any(not _fits_middle(w) for w in middle) or len(first.rstrip(".")) < 2:
        return None
    reading = max(_given_first(first, last), _last_first(first, last, words), key=lambda r: r.score)
    shout = first.isupper() and last.isupper() and len(last) > 2
    number = around.number_follows(end)
    company = (
        1.5 * around.title_beside(start, end)
        + 1.0 * number
        + 0.7 * (number and (around.alone(start, end) or around.number_touches(end)))
    )
    return (
        reading._replace(score=reading.score + company - 1.2 * shout + 0.2 * len(middle)) if reading.score > 0 else None
    )


def _office(words: Sequence[str]) -> bool:
    """Tell whether words that an address spells are an office's name (`Avoin Amk`)."""
    return not any(given_weight(w) or surname_weight(w) for w in words) and any(is_common(w) for w in words)


def _given_first(first: str, last: str) -> Reading:
    given, family = given_weight(first), surname_weight(last)
    base = surname_base(capitalised(last)) if not family else None
    if (is_common(first) and given < 2.3) or (not family and not base and is_common(last)):
        return Reading(0, False, "")
    if given and (family or base):
        return Reading(2.6 + 0.1 * (given + family), False, base or "")
    if given:
        return Reading(1.3 + 0.1 * given, False, "")
    listed = family or base or surname_weight(first) or given_weight(last)
    return Reading((0.9 if listed else 0.3), False, base or "")


def _last_first(first: str, last: str, words: list[str]) -> Reading:
    """Read `Koivu Maija`, `Koivu Maija Liisa`: only where the other order is much less likely."""
    family, given = surname_weight(first), given_weight(last)
    rest = [w for w in words[1:] if given_weight(w)]
    if not family or not given or len(rest) != len(words) - 1 or given_weight(first) > 2.4:
        return Reading(0, False, "")
    margin = (family - given_weight(first)) + (given - surname_weight(last))
    return Reading(2.5 + 0.1 * margin, True, "") if margin >= 2.0 else Reading(0, False, "")


def _fits_middle(word: str) -> bool:
    low = word.casefold()
    if low in load("name-words")["particles"] or len(word.rstrip(".")) == 1:
        return True
    return bool(given_weight(word) or surname_weight(word)) or (word.istitle() and not is_common(word))


def _agreement(words: list[str], local: tuple[str, ...]) -> Reading | None:
    """Read words as the name that a local part spells, in either order, the surname inflected or not."""
    names = [w for w in words if w.casefold() not in load("name-words")["particles"]]
    if len(local) < 2 or len(names) < 2:
        return None
    pieces = [p for w in names for p in folded(w).split("-")]
    first_local, last_local = local[0], local[-1]
    if pieces[0] == first_local and (base := _same_surname(names[-1], local)) is not None:
        return Reading(6.0 + len(names), False, base, agreed=True)
    spelled = "".join(folded(names[0]).split("-")), "".join(local[1:])
    if folded(names[-1]).split("-")[0] == first_local and spelled[0] == spelled[1]:
        return Reading(6.0 + len(names), True, "", agreed=True)
    if folded(names[1]).split("-")[0] == first_local and pieces[0] == last_local and len(local) == 2:
        return Reading(6.0 + len(names), True, "", agreed=True)
    return None


def _same_surname(word: str, local: tuple[str, ...]) -> str | None:
    """Return "" where the local part ends in this surname, its base form where the word is an inflected form of it."""
    spelled = "".join(folded(word).split("-"))
    tails = {"".join(local[i:]) for i in range(1, len(local))}
    if spelled in tails or folded(word).split("-")[0] in tails or folded(word).split("-")[-1] in tails:
        return ""
    base = surname_base(capitalised(word))
    if base and "".join(folded(base).split("-")) in tails:
        return base
    for ending in load("name-words")["cases"]:
        if word.casefold().endswith(ending) and "".join(folded(word[: -len(ending)]).split("-")) in tails:
            return capitalised(word)[: -len(ending)]
    return None

"""People whom a card calls by their given name only (`Ohjaaja Samira, p. 050 …`)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.fields.contacts.pieces import Item
from extractors.fields.persons.names import given_weight, is_common, is_stop
from extractors.mentions import Mention, Taken

_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_END = re.compile(r"[ \u00a0]?(?:[,:(–\n\r]|-[ ]|(?:p|puh|gsm|tel|tfn)\b|\+?\(?0)", re.IGNORECASE)
_NEAR = 60


def given_names(text: str, pieces: Sequence[Item], titles: Sequence[Item]) -> Iterator[Item]:
    """Yield single given names: after a title or alone on a line, a number of their own right behind them."""
    numbers = sorted(p.start for p in pieces if p.kind in ("phone", "email"))
    held = Taken(Mention(p.kind, p.start, p.end, p.value) for p in pieces)
    places = {m.end() for t in titles if (m := re.compile(r"[ \u00a0]|:[ \u00a0]|\r?\n").match(text, t.end))}
    places |= {start for n in numbers for start in _line_starts(text, n)}
    for start in sorted(places):
        word = _NAME.match(text, start)
        if (
            word
            and not held.overlaps(start, word.end())
            and _is_given(word.group())
            and _closed(text, word.end(), numbers)
        ):
            yield Item("name", start, word.end(), word.group(), {"single": True})


def _line_starts(text: str, number: int) -> Iterator[int]:
    """Yield where a number's line begins and where the one above does, as far as they are near."""
    at = number
    for _ in range(2):
        reach = max(0, at - _NEAR)
        start = text.rfind("\n", reach, at) + 1
        if start or not reach:
            yield start
        at = start - 1
        if at <= 0:
            return


def _is_given(word: str) -> bool:
    return (
        word[0].isupper()
        and not word.isupper()
        and given_weight(word) >= 2.5
        and not is_stop(word)
        and not is_common(word)
    )


def _closed(text: str, end: int, numbers: list[int]) -> bool:
    """Tell whether the word ends its phrase, and a number follows on this line or the next."""
    i = bisect_left(numbers, end)
    if i == len(numbers) or numbers[i] - end > _NEAR:
        return False
    return bool(
        re.match(r"[ \u00a0]?(?:[,:(–\n\r]|-[ ]|(?:p|puh|gsm|tel|tfn)\b|\+?\(?0)", text[end : end + 6], re.IGNORECASE)
    )

"""Who is a contact: by a number of one's own, by a label, by the heading that a name stands under."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from extractors.fields.contacts.cards import Card
from extractors.fields.contacts.fit import agreement
from extractors.fields.contacts.pieces import Item
from extractors.fields.persons.company import ACTS
from extractors.vocabulary import load

_HEADING = re.compile(r"^[ \t\u00a0•*#–-]*([^\n]{3,60}?)[ \t\u00a0]*:?[ \t\r]*$", re.MULTILINE)
_LED = re.compile(r"^[ \t\u00a0•*#–-]*([^\n:]{3,60}?)[ \u00a0]?:(?=[ \t\u00a0]+[A-ZÅÄÖ])", re.MULTILINE)
_LABEL_GAP = re.compile(r"[ \u00a0]*(?:(?:nimi|namn|name)[ \u00a0]?:?|:)\s*", re.IGNORECASE)
_IS = re.compile(r"[ \u00a0](?:är|is|on)[ \u00a0]\Z")
_JOINTS = re.compile(r"[\s,;/&•*–-]|\b(?:ja|sekä|och|and)\b")
_REACH = 600


class Sections:
    """Which of two kinds of headings stands last before a card: of contacts, or of people who are none."""

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        words = load("contact-words")
        no, yes = frozenset(words["not_contact_headings"]), frozenset(words["contact_headings"])
        found = [*_HEADING.finditer(text), *_LED.finditer(text)]
        self._text = text
        self._marks = sorted(
            (m.start(), w in yes, m.end()) for m in found if (w := m.group(1).casefold().strip(" :")) in yes | no
        )
        self._at = [m[0] for m in self._marks]
        self._pieces = starts

    def is_contact(self, card: Card) -> bool:
        """Tell whether a card makes its person a contact."""
        under = self._last(card.items[0].start)
        if under is False:
            return False
        name, roles = card.first("name"), card.all("role")
        numbered = any(
            i.kind == "phone" or (i.kind == "email" and name and agreement(name.value, i.value) >= 0)
            for i in card.items
        )
        text = self._text
        labelled = any(
            r.params.get("bare") and text[r.end : r.end + 2].lstrip(" \u00a0").startswith((":", "\n")) for r in roles
        )
        titled = bool(under and roles and any(not r.params.get("bare") for r in roles))
        return (
            numbered or labelled or titled or (name is not None and (self._answers(name, roles) or self._listed(name)))
        )

    def _last(self, at: int) -> bool | None:
        """Return True under a heading of contacts, False under one of others, None under neither."""
        i = bisect_right(self._at, at) - 1
        return self._marks[i][1] if i >= 0 and at - self._at[i] < 2500 else None

    def _answers(self, name: Item, roles: Sequence[Item]) -> bool:
        """Tell whether a name answers to a label or a sentence that says who leads the project."""
        for role in roles:
            if self._follows(name, role):
                return True
            gap = self._text[role.end : name.start]
            if role.end > name.start or len(gap) > 40 or not _leads(self._text[role.start : role.end]):
                continue
            if _LABEL_GAP.fullmatch(gap) and "\n\n" not in gap:
                return True
            if gap.strip(" \u00a0\r") == "\n" and self._whole(name) and self._begins(role):
                return True
            if (role.params.get("inflected") and ACTS.fullmatch(gap)) or (_IS.fullmatch(gap) and self._whole(name)):
                return True
        return False

    def _follows(self, name: Item, role: Item) -> bool:
        """Tell whether a line holds a name and, behind it in brackets, the title of who leads the project."""
        text = self._text
        bracketed = text[name.end : role.start].strip(" \u00a0") == "(" and text[role.end : role.end + 1] == ")"
        whole = text[role.end + 1 : role.end + 3].strip(" \u00a0\r")[:1] in ("", "\n") and self._begins(name)
        return bracketed and whole and _leads(text[role.start : role.end])

    def _begins(self, piece: Item) -> bool:
        """Tell whether a piece begins its line."""
        return self._text[max(0, piece.start - 3) : piece.start].rstrip(" \u00a0•*-–")[-1:] in ("", "\n")

    def _listed(self, name: Item) -> bool:
        """Tell whether a name stands in a list of nothing but people right under a heading of contacts."""
        i = bisect_right(self._at, name.start) - 1
        if i < 0 or not self._marks[i][1]:
            return False
        end = self._marks[i][2]
        before = self._text[max(end, self._text.rfind("\n", end, name.start)) : name.start]
        return (
            self._whole(name) and _only_names(before) and only_pieces_between(self._text, end, name.start, self._pieces)
        )

    def _whole(self, name: Item) -> bool:
        """Tell whether the rest of a name's line holds only further pieces of cards, commas and `and`."""
        stop = self._text.find("\n", name.end, name.end + 200)
        rest = self._text[name.end : stop if stop >= 0 else name.end + 200]
        return _only_names(rest) and not re.search(r"[.!?]", rest[:-1])


def _only_names(line: str) -> bool:
    return all(w[0].isupper() for w in re.findall(r"[^\W\d_]{2,}", _JOINTS.sub(" ", line)))


def only_pieces_between(text: str, end: int, start: int, pieces: Sequence[int]) -> bool:
    """Tell whether only lines with pieces of cards stand between a heading that ends at `end` and a card."""
    if start - end > _REACH:
        return False
    at = end
    for line in text[end:start].split("\n")[1:-1]:
        at = text.index(line, at)
        i = bisect_left(pieces, at)
        if line.strip() and not (i < len(pieces) and pieces[i] < at + len(line)):
            return False
        at += len(line)
    return True


@lru_cache(maxsize=20_000)
def _leads(title: str) -> bool:
    """Tell whether a title is that of somebody who leads or answers for a project."""
    low = title.casefold()
    return any(stem in low for stem in load("contact-words")["leads"])

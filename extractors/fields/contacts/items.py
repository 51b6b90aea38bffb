"""The pieces that cards are made of, in text order, and how far apart two of them stand."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractors.fields.addresses.owners import Owners
from extractors.fields.contacts.pieces import Item
from extractors.fields.contacts.singles import given_names
from extractors.fields.contacts.titles import titles
from extractors.fields.persons.company import ACTS
from extractors.mentions import Mention
from extractors.vocabulary import load

if TYPE_CHECKING:
    from extractors.context import Context

FAR = 99.0
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][\s\"”]+[A-ZÅÄÖ]")
_OWN_LABEL = re.compile(r"\n([^\n:]{3,60}):[^\n]{0,12}\Z")
_SWITCHBOARD = re.compile(r"(?:vaihde|växel|switchboard|asiakaspalvelu|neuvonta)\W{0,3}\Z", re.IGNORECASE)


def items_of(ctx: "Context") -> list[Item]:
    """Return all pieces of cards in text order, without people who are no contacts."""
    names = [m for m in ctx.persons if not _outside(ctx.text, m)]
    pieces = [Item("name", m.start, m.end, str(m.value), m.params) for m in names]
    for kind in ("phone", "email"):
        usable = (m for m in ctx.of(kind) if not m.params.get("fax") and not m.params.get("pattern"))
        pieces += [Item(kind, m.start, m.end, str(m.value), m.params) for m in usable]
    work = titles(ctx.text, pieces, names)
    return sorted([*pieces, *work, *given_names(ctx.text, pieces, work)], key=lambda i: (i.start, i.end))


def _outside(text: str, name: Mention) -> bool:
    """Tell whether a name follows a word that says the person is no contact (`Kuva:`, `Käsittelijä`)."""
    reach = max(0, name.start - 120)
    line = text[max(reach, text.rfind("\n", reach, name.start) + 1) : name.start].casefold()
    label = line.rstrip(" :\u00a0-–(").rsplit(",", 1)[-1].rsplit("(", 1)[-1].strip()
    words = load("contact-words")["not_contacts"]
    within = tuple(f" {w}" for w in words if " " in w)
    return label in words or label.endswith(within) or line.split(":", 1)[0].strip(" •*–-") in words


class Gaps:
    """The cost of holding two neighbouring pieces for parts of one card; `FAR` where they cannot be."""

    def __init__(self, ctx: "Context", owners: Owners) -> None:
        self._text = ctx.text
        self._owners = owners
        self._skips = [m.span for m in ctx.of("address", "url", "date", "business_id")]
        self._starts = [s.start for s in self._skips]
        words = load("contact-words")
        self._marks = frozenset(words["marks"])
        self._headings = frozenset(words["contact_headings"] + words["not_contact_headings"])

    def cost(self, left: Item, right: Item) -> float:
        """Return the cost of the text between two pieces: lines, blank lines, words, another organisation's name."""
        if right.start - left.end > 420 or (right.params.get("inflected") and self._has_subject(right)):
            return FAR
        gap = self._bare(left.end, right.start)
        words = [w for w in _WORD.findall(gap) if w.casefold() not in self._marks]
        breaks = gap.count("\n")
        blank = len(re.findall(r"\n[ \u00a0\t]*\r?\n", gap))
        if len(words) > 14 or blank > 5 or (len(words) > 3 and _SENTENCE.search(gap)):
            return FAR
        owner = self._owners.line_between(left.end, right.start)
        apart = (3.0 if blank else 0.6) if owner else 0.0
        if breaks and any(line.strip(" :*#•\u00a0").casefold() in self._headings for line in gap.split("\n")):
            apart += 3.0
        if right.kind in ("phone", "email") and (label := _OWN_LABEL.search(gap)):
            apart += 2.5 * any(w.casefold() not in self._marks for w in _WORD.findall(label.group(1)))
        if right.kind == "phone" and _SWITCHBOARD.search(gap):
            apart += 3.0 if breaks else 0.5
        return 0.15 * min(breaks, 4) + 0.7 * min(blank, 3) + 0.35 * len(words) + apart + 0.05 * gap.count("\t")

    def _has_subject(self, role: Item) -> bool:
        """Tell whether the name that a title belongs to follows it in the sentence (`vetäjänä toimii Maija Koivu`)."""
        acts = ACTS.match(self._text, role.end)
        return acts is not None and self._text[acts.end() : acts.end() + 1].isupper()

    def words(self, left: Item, right: Item) -> list[str]:
        """Return the words between two pieces that are no marks."""
        return [w for w in _WORD.findall(self._bare(left.end, right.start)) if w.casefold() not in self._marks]

    def _bare(self, start: int, end: int) -> str:
        out, at = [], start
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            out.append(self._text[at : self._skips[i].start])
            at = self._skips[i].end
        return "".join([*out, self._text[at:end]])

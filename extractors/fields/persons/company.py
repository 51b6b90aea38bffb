"""What speaks for a name near by: e-mail addresses, numbers, titles, a line of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.fields.identifiers.emails import folded, local_words
from extractors.fields.persons.titles import find_roles
from extractors.mentions import Mention
from extractors.vocabulary import load


class Around:
    """What stands near a place: e-mail addresses, any number or address, titles."""

    def __init__(self, text: str, anchors: Sequence[Mention]) -> None:
        self.text = text
        self._anchors = sorted(anchors, key=lambda m: m.start)
        self._starts = [m.start for m in self._anchors]
        self._locals: dict[str, set[tuple[str, ...]]] = {}
        for mention in self._anchors:
            if mention.kind == "email" and not mention.params.get("pattern"):
                local = tuple(local_words(str(mention.value)))
                for word in local:
                    self._locals.setdefault(word, set()).add(local)
        self._roles = find_roles(text)
        self._role_starts = [r.start for r in self._roles]

    def locals_of(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the local parts, each as its words, of the addresses that hold a word of this name."""
        keys = {folded(part) for word in words for part in word.split("-")}
        return sorted({local for key in keys for local in self._locals.get(key, ())})

    def number_follows(self, end: int) -> bool:
        """Tell whether an address or number stands within the next few words."""
        i = bisect_left(self._starts, end)
        return i < len(self._starts) and self._starts[i] - end < 80

    def number_touches(self, end: int) -> bool:
        """Tell whether an address or number comes next, with nothing but its mark between."""
        i = bisect_left(self._starts, end)
        return i < len(self._starts) and _only_mark(self.text[end : min(self._starts[i], end + 20)])

    def alone(self, start: int, end: int) -> bool:
        """Tell whether a range is a line of its own."""
        before, after = (
            self.text[max(0, start - 4) : start].rstrip(" \u00a0\t•*-–"),
            self.text[end : end + 3].lstrip(" \u00a0,"),
        )
        return (not before or before.endswith("\n")) and (not after or after[0] in "\r\n")

    def title_in_brackets(self, end: int) -> bool:
        """Tell whether a title alone in brackets comes next (`Koivu, Maija (Researcher)`)."""
        i = bisect_left(self._role_starts, end)
        if i == len(self._roles) or self.text[end : self._roles[i].start].strip(" \u00a0") != "(":
            return False
        return self.text[self._roles[i].end : self._roles[i].end + 1] == ")"

    def title_beside(self, start: int, end: int) -> bool:
        """Tell whether a title stands right before or after a range."""
        i = bisect_left(self._role_starts, start)
        before = i > 0 and _beside(self.text[self._roles[i - 1].end : start]) and not self._roles[i - 1].weak
        after = i < len(self._roles) and _beside(self.text[end : self._roles[i].start]) and not self._roles[i].weak
        return before or after


def _only_mark(gap: str) -> bool:
    words = [w for w in re.split(r"[\W\d_]+", gap.casefold()) if w]
    return len(gap) < 16 and all(w in load("contact-words")["marks"] for w in words)


# Between a title and the name of who has it: `hankkeen vetäjänä toimi Maija Koivu`.
ACTS = re.compile(
    r"[ \u00a0](?:on[ ])?(?:toimii|toimi|toiminut|työskentelee|aloitti|fungerar|verkar)[ \u00a0]", re.IGNORECASE
)


def _beside(gap: str) -> bool:
    if ACTS.fullmatch(gap):
        return True
    return len(gap) <= 6 and not any(c.isalnum() or c in ".!?" for c in gap.replace("\n", ""))

"""What a named body does in the project: lead, partner, subsidy recipient, funder, cooperation, or only mentioned.

Read from near to far: the participle after the name (`X:n hallinnoima`), the label or heading it stands under, the
nearest word of its sentence that says a role. Members of one list share the role of the member that has one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.fields.organisations.names import Name
from extractors.language.morphology import analyse
from extractors.language.phrases import keys
from extractors.language.tokens import Token, tokens
from extractors.vocabulary import load
from schemas.document import Span

if TYPE_CHECKING:
    from extractors.context import Context

_REACH = 12
_FINANCE = ("finansier", "finansiär", "financ", "co-financ", "delfinansier", "medfinansier")
_LONGEST_SECTION = 4_000
_NEAR_SECTIONS = 40
_AND = r"(?:(?:ja|sekä|och|samt|and|eli|että)[ \u00a0]+)?(?:(?:myös|lisäksi|the|den|det)[ \u00a0]+)?"
_STRANGER = r"(?:[A-ZÅÄÖ][\w-]{1,30}(?:,[ ]|[ ](?:ja|sekä|och|and)[ ]))?"  # one member whose name nobody knows
_SAME_LIST = re.compile(
    rf"[ \u00a0]*(?:\([^)\n]{{0,60}}\))?[ \u00a0]*,?[ \u00a0]*(?:\d{{7}}-\d[ \u00a0]*)?"
    rf"[,;/&]?[ \u00a0]*{_AND}{_STRANGER}"
)
_SECTIONS = {"funding": "funder", "partner": ""}


class Role(NamedTuple):
    """A role and how sure it is."""

    role: str
    confidence: float


NONE = Role("", 0.0)


@cache
def _words(name: str) -> dict[str, str]:
    entries: dict[str, str] = load("organisation_roles")[name]
    return entries


@cache
def _label_words() -> dict[str, str]:
    return {w: role for role, words in load("organisation_roles")["labels"].items() for w in words}


def roles(ctx: "Context", names: Sequence[Name]) -> list[Role]:
    """Return the role of each name, `NONE` where nothing says one."""
    reader = _Reader(ctx, tokens(ctx.text), names)
    own = [reader.role(n) for n in names]
    return _spread(ctx.text, names, own)


def _spread(text: str, names: Sequence[Name], own: list[Role]) -> list[Role]:
    """Give the members of one list the role its first or last member has, unless they have their own."""
    out = list(own)
    for group in _groups(text, names):
        found = [out[i] for i in group if out[i].role]
        if not found:
            continue
        best = max(found, key=lambda r: r.confidence)
        for i in group:
            if out[i].confidence < best.confidence:
                out[i] = Role(best.role, round(best.confidence - 0.02, 2))
    return out


def _groups(text: str, names: Sequence[Name]) -> Iterator[list[int]]:
    group: list[int] = []
    for i, name in enumerate(names):
        before = names[i - 1] if group else None
        if before is not None and (before.end >= name.start or _SAME_LIST.fullmatch(text, before.end, name.start)):
            group.append(i)
            continue
        if len(group) > 1:
            yield group
        group = [i]
    if len(group) > 1:
        yield group


class _Reader:
    """The labels, sections and sentences of a document, asked about one name after another."""

    def __init__(self, ctx: "Context", words: Sequence[Token], names: Sequence[Name]) -> None:
        self._name_starts = [n.start for n in names]
        self._ctx = ctx
        self._text = ctx.text
        self._words = words
        self._sentences = ctx.sentences
        self._starts = [s.start for s in self._sentences]
        pairs = sorted((p for p in ctx.doc.pairs if p.value.start < p.value.end), key=lambda p: p.value.start)
        self._labels = [(p.value, of_label(ctx.doc.slice(p.label))) for p in pairs]
        self._label_starts = [p.value.start for p in pairs]
        self._sections = [s for s in ctx.sections if s.heading is not None]
        self._section_starts = [s.start for s in self._sections]

    def role(self, name: Name) -> Role:
        """Return the role the nearest sign gives the name."""
        for look in (self._participle, self._prefix, self._pair, self._cue, self._section):
            found = look(name)
            if found.role:
                return found
        return NONE

    def _participle(self, name: Name) -> Role:
        """`X:n hallinnoima`, `X:n rahoittamassa hankkeessa`, `X:n avustuksella`."""
        after = self._word(name.last + 1)
        if after is None or after.start - name.end > 2:
            return NONE
        for reading in analyse(after.low):
            if reading.verb_form == "participle_agent" and reading.root in _words("agents"):
                return Role(_words("agents")[reading.root], 0.95)
        genitive = self._words[name.last].low.endswith("n")
        found = next((_words("abouts")[k] for k in keys(after.low) if k in _words("abouts")), "")
        if any(k.endswith(("avustus", "rahoitus", "määräraha", "apuraha")) for k in keys(after.low)):
            found = "funder"
        if genitive and found == "funder":
            return Role(found, 0.88)
        return Role("lead", 0.84) if self._owns_project(name) else NONE

    def _owns_project(self, name: Name) -> bool:
        """`X ry:n kolmevuotinen hanke`, `X:n Polku-hanke`: nothing but attributes between the owner and the project."""
        if "genitive" not in _cases(self._words[name.last].low):
            return False
        end = name.end
        for word in self._words[name.last + 1 : name.last + 5]:
            if self._text[end : word.start] not in (" ", "\u00a0", " –", " -", "\u00a0–"):
                return False
            if any(k.endswith(("hanke", "projekti")) for k in keys(word.low)):
                return True
            if not _attribute(word):
                return False
            end = word.end
        return False

    def _word(self, i: int) -> Token | None:
        return self._words[i] if 0 <= i < len(self._words) else None

    def _prefix(self, name: Name) -> Role:
        """`Hankkeen toteuttaja: X`, `Rahoittajat: X, Y`: the words before the last colon of the line."""
        floor = max(0, name.start - 300)
        start = max(self._text.rfind("\n", floor, name.start) + 1, floor)
        before = self._text[start : name.start]
        colon = before.rfind(":")
        if colon < 0 or any(stop in before[colon:] for stop in (". ", "; ")):
            return NONE
        label = re.split(r"[.;,!?•]\s|\s[–-]\s", before[:colon])[-1]
        return Role(of_label(label), 0.93) if len(label) < 70 else NONE

    def _pair(self, name: Name) -> Role:
        at = bisect_right(self._label_starts, name.start)
        for value, role in self._labels[max(0, at - 3) : at][::-1]:
            if role and value.start <= name.start < value.end:
                return Role(role, 0.93)
        return NONE

    def _section(self, name: Name) -> Role:
        """The innermost heading or lead-in over the name, when it is about money or partners."""
        at = bisect_right(self._section_starts, name.start)
        over = [s for s in self._sections[max(0, at - _NEAR_SECTIONS) : at] if name.start < s.end]
        for section in sorted((s for s in over if s.end - s.start < _LONGEST_SECTION), key=lambda s: s.end - s.start):
            if section.role in _SECTIONS and section.heading is not None:
                role = of_label(self._ctx.doc.slice(section.heading))
                return Role(role, 0.85) if role else NONE
            if section.lead == "heading":
                return NONE
        return NONE

    def _cue(self, name: Name) -> Role:
        """The nearest word of the sentence that says a role."""
        at = bisect_right(self._starts, name.start) - 1
        if at < 0 or self._sentences[at].end <= name.start:
            return NONE
        sentence = self._sentences[at]
        best: tuple[int, Role] | None = None
        for distance, word in self._around(name, sentence):
            after = word.start > name.start
            if self._another_between(name, word) or (after and (_relative(self._text, word) or self._announces(word))):
                continue
            role = _said(word, before=word.start < name.start, name=name, words=self._words)
            if role.role and (best is None or distance < best[0]):
                best = (distance, role)
        return best[1] if best else NONE

    def _announces(self, word: Token) -> bool:
        """`…, yhteistyökumppaneina Y`: a noun right before another name says the role of that name."""
        at = bisect_left(self._name_starts, word.end)
        follows = at < len(self._name_starts) and self._name_starts[at] - word.end <= 2
        return follows and any(k in _words("nouns") for k in keys(word.low))

    def _around(self, name: Name, sentence: Span) -> Iterator[tuple[int, Token]]:
        """The words near a name in its sentence; one after the name counts as a step farther than one before it."""
        for i in range(max(0, name.first - _REACH), name.first):
            if self._words[i].start >= sentence.start:
                yield name.first - i, self._words[i]
        for i in range(name.last + 1, min(len(self._words), name.last + _REACH)):
            if self._words[i].start < sentence.end:
                yield i - name.last + 1, self._words[i]

    def _another_between(self, name: Name, word: Token) -> bool:
        """A word that says a role says it of the nearest name; the rest of a list follows by `_spread`."""
        low, high = (word.end, name.start) if word.start < name.start else (name.end, word.start)
        return bisect_left(self._name_starts, low) < bisect_left(self._name_starts, high)


def _said(word: Token, before: bool, name: Name, words: Sequence[Token]) -> Role:
    """Return what one word of the sentence says about a name before or after it."""
    foreign = "funder" if word.low.startswith(_FINANCE) else _words("foreign").get(word.low)
    if foreign and before:
        return Role(foreign, 0.85)
    subject = "nominative" in _cases(words[name.last].low) or name.params.get("known") is True
    for voice, role in _verbs(word.low):
        if voice == "passive" or subject:
            return Role(role, 0.86 if voice == "active" else 0.8)
    noun = next((_words("nouns")[k] for k in keys(word.low) if k in _words("nouns")), "")
    if noun:
        return Role(noun, 0.86)
    together = next((_words("with")[k] for k in (word.low, *keys(word.low)) if k in _words("with")), "")
    if together and (before or word.low == "kanssa"):
        return Role(together, 0.75)
    money = next((k for k in keys(word.low) if _words("abouts").get(k) == "funder"), "")
    if money and _source(words[name.last].low):
        return Role("funder", 0.8)
    return NONE


def _relative(text: str, word: Token) -> bool:
    """Tell whether a verb belongs to a relative clause with its own subject: `…, jota rahoittaa STEA`."""
    before = text[max(0, word.start - 12) : word.start].split()
    return bool(before) and before[-1] in ("jota", "jonka", "joita", "joiden", "som")


def _attribute(word: Token) -> bool:
    """Tell whether a word can stand between a genitive and its noun: an adjective, a genitive, a name."""
    if word.text[0].isupper() or word.text[0].isdigit():
        return True
    return any(r.word_class == "adjective" or r.case == "genitive" for r in analyse(word.low))


def _source(low: str) -> bool:
    """Tell whether a name stands in a case that money comes from: `saa rahoitusta STEA:lta`."""
    return bool(_cases(low) & {"ablative", "elative"})


@lru_cache(maxsize=20_000)
def _cases(low: str) -> frozenset[str]:
    known = frozenset(r.case for r in analyse(low))
    return known or (frozenset({"genitive"}) if ":" in low else frozenset({"nominative"}))


@lru_cache(maxsize=20_000)
def _verbs(low: str) -> tuple[tuple[str, str], ...]:
    """Return (voice, role) of a word that is a form of a verb with a role."""
    out = []
    for reading in analyse(low):
        verb = reading.root or reading.lemma
        role = _words("actives").get(verb)
        if role is None or not reading.verb_form or reading.verb_form == "participle_agent":
            continue
        passive = "passive" in reading.verb_form
        if role == "funder" or not passive:
            out.append(("passive" if passive else "active", role))
    return tuple(out)


@lru_cache(maxsize=5_000)
def of_label(label: str) -> str:
    """Return the role that a label or heading says, "" when it says none; the last telling word decides."""
    words = tokens(label)
    if len(words) > 7:
        return ""
    table = _label_words()
    for word in reversed(words):
        for key in sorted(keys(word.low)):
            if key in table:
                return table[key]
            tail = next((t for t in table if len(t) > 6 and key.endswith(t) and len(key) > len(t)), None)
            if tail is not None:
                return table[tail]
    return ""

"""Registers as forms: numbered sections, and in them labels with values, whether on lines of their own or in one line.

Each label is consumed once; what is left over is reported, so that a new label announces itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.structure import LONGEST, fold, label_before, trim
from schemas.document import Document, Span

_HEADING = re.compile(r"(?<![\w.,/])(\d{1,2}(?:\.\d{1,2})?)\.?[ \t\u00a0]+(?=[A-ZÅÄÖ])")
# `MLL:n piiri` is no label: a case ending follows its colon.
_ENDING = r"(?:n|in|iin|en|ssa|ssä|sta|stä|aan|ään|hin|lla|llä|lta|ltä|lle|ta|tä|ksi)\b"
_LINE_LABEL = re.compile(rf"(?m)^[ \t]*([A-ZÅÄÖ][^\n:]{{2,78}}?)[ \t]*:(?!//|{_ENDING})")
_MODEL_WORDS = 12
_LONGEST_TITLE = 160
_FIRST_OF_A_SECTION = frozenset({"suunniteltu", "maakunnat"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its value: `name` is the canonical field, `section` the key of the section it stands in."""

    name: str
    section: str
    label: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered section: `key` is "" for a title nobody knows. `start` is where its text begins."""

    key: str
    number: str
    title: Span
    start: int
    end: int


@dataclass
class Form:
    """A register page taken apart. `take` and `take_all` consume entries; `left` are those nobody took."""

    doc: Document
    parts: list[Part]
    entries: list[Entry]
    unknown: list[Span]
    _taken: set[int] = field(default_factory=set)

    def take(self, name: str, *sections: str) -> Span | None:
        """Consume the first entry of `name` (in one of `sections`, if given) and return its value; None if empty."""
        for e in self.entries:
            if e.name == name and (not sections or e.section in sections) and e.label.start not in self._taken:
                self._taken.add(e.label.start)
                return e.value if e.value.end > e.value.start else None
        return None

    def take_all(self, *names: str) -> list[Entry]:
        """Consume every entry of the given names and return those that hold something."""
        found = [e for e in self.entries if e.name in names and e.label.start not in self._taken]
        self._taken.update(e.label.start for e in found)
        return [e for e in found if e.value.end > e.value.start]

    def part(self, *keys: str) -> Part | None:
        """Return the first section whose key is one of `keys`."""
        return next((p for p in self.parts if p.key in keys), None)

    def left(self) -> tuple[str, ...]:
        """The labels nobody consumed, and titles of sections nobody knows."""
        text = self.doc.text
        spare = [text[e.label.start : e.label.end] for e in self.entries if e.label.start not in self._taken]
        titles = [text[p.title.start : p.title.end] for p in self.parts if not p.key]
        return tuple(dict.fromkeys([*spare, *(text[s.start : s.end] for s in self.unknown), *titles]))


def read_form(
    doc: Document, labels: Mapping[str, Sequence[str]], sections: Mapping[str, Sequence[str]], prose: frozenset[str]
) -> Form:
    """Take a page apart. In sections of running text (`prose`) no label is looked for."""
    names = {fold(n): key for key, all_names in labels.items() for n in all_names}
    titles = {fold(t): key for key, all_titles in sections.items() for t in all_titles}
    parts = [q for p in _parts(doc.text, titles, names) for q in _ended(doc.text, p, names, prose)]
    entries: list[Entry] = []
    unknown: list[Span] = []
    for part in parts:
        if part.key in prose:
            continue
        marks = list(_marks(doc.text, part, names))
        entries += _entries(doc.text, part, marks, names)
        unknown += _unknown(doc.text, part, marks)
    return Form(doc, parts, entries, unknown)


def _parts(text: str, titles: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Part]:
    """Sections in order; what stands before the first is a part of its own, with key `head`."""
    found: list[tuple[str, str, int, Span]] = []
    top = 0
    for m in _HEADING.finditer(text):
        key, end = _title(text, m.end(), titles, names)
        number = m.group(1)
        main = int(number.partition(".")[0])
        expected = main in (top, top + 1)
        if end < 0 and not (_alone(text, m) and top >= 4 and main == top + 1):
            continue
        if not expected and not (end > 0 and top <= main <= top + 6):
            continue
        end = end if end > 0 else _line_end(text, m.end())
        found.append((key, number, m.start(), Span(m.end(), end)))
        top = max(top, main)
    starts = [*(f[2] for f in found), len(text)]
    yield Part("head", "", Span(0, 0), 0, starts[0])
    for (key, number, _, span), stop in zip(found, starts[1:], strict=True):
        yield Part(key, number, span, min(span.end, stop), stop)


def _ended(text: str, part: Part, names: Mapping[str, str], prose: frozenset[str]) -> Iterator[Part]:
    """End running text where a long label of the form stands: a title nobody knows lies in between."""
    if part.key in prose and part.key != "head":
        for start, colon, _ in _marks(text, part, names):
            if len(text[start:colon].split()) < 3 and fold(text[start:colon]) not in _FIRST_OF_A_SECTION:
                continue
            title = list(_HEADING.finditer(text, max(part.start, start - 100), start))
            cut = title[-1].start() if title else start
            yield Part(part.key, part.number, part.title, part.start, cut)
            yield Part("after_" + part.key, "", Span(start, start), start, part.end)
            return
    yield part


def _title(text: str, at: int, titles: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, int]:
    """Return (key, end) of the longest known title that stands at `at`; ("", -1) when none does."""
    window = text[at : min(_line_end(text, at), at + 110)]
    cuts = [m.end() for m in re.finditer(r"[\w).-](?=\s|:|$)", window)][:_MODEL_WORDS]
    for cut in reversed(cuts):
        key = titles.get(fold(window[:cut]))
        # `1 Hanke` is a title; in `1 Hanke kehittää` it is not, and in `1 Hankekoodi:` it is a label's beginning.
        if key is not None and _ends_title(window[cut:], names):
            return key, at + cut
    return "", -1


def _ends_title(rest: str, names: Mapping[str, str]) -> bool:
    rest = rest.strip(" \t:.")
    if not rest:
        return True
    head = rest.partition(":")[0]
    return (":" in rest and fold(head) in names) or rest[0].isupper() or rest[0].isdigit() or rest[0] in "-–•(*"


def _alone(text: str, m: re.Match[str]) -> bool:
    begin = max(text.rfind("\n", max(0, m.start() - 20), m.start()) + 1, m.start() - 20, 0)
    line = text[begin : _line_end(text, m.end())].strip()
    return line.startswith(m.group(1)) and len(line) <= 110 and not line.endswith((".", ",", ";"))


def _line_end(text: str, at: int) -> int:
    """Where the line ends, or where it is too long to be a title."""
    limit = min(len(text), at + _LONGEST_TITLE)
    end = text.find("\n", at, limit)
    return limit if end < 0 else end


def _marks(text: str, part: Part, names: Mapping[str, str]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, colon, key end) of the known labels of a part."""
    at = floor = part.start
    while (colon := text.find(":", at, part.end)) >= 0:
        at = colon + 1
        start = label_before(text, colon, floor, names)
        if start is not None:
            floor = at
            yield start, colon, at


def _entries(text: str, part: Part, marks: list[tuple[int, int, int]], names: Mapping[str, str]) -> Iterator[Entry]:
    unknown = [s.start for s in _unknown(text, part, marks)]
    for i, (start, colon, value) in enumerate(marks):
        stop = marks[i + 1][0] if i + 1 < len(marks) else part.end
        stop = min([u for u in unknown if value < u < stop], default=stop)
        key = names[fold(text[start:colon])]
        yield Entry(key, part.key, trim(text, start, colon), trim(text, value, stop))


def _unknown(text: str, part: Part, marks: list[tuple[int, int, int]]) -> list[Span]:
    """Labels at a line's beginning that no list names."""
    known = {start for start, _, _ in marks}
    out = []
    for m in _LINE_LABEL.finditer(text, part.start, part.end):
        clear = m.start(1) not in known and len(m.group(1)) < LONGEST and part.key != "head"
        if clear and not any(start <= m.start(1) < end for start, _, end in marks):
            out.append(Span(m.start(1), m.end(1)))
    return out

"""Where announced items, labels' values and masked form fields stand: looked up by place while blocks are read."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from extractors.fields import cues
from extractors.fields.sections import Section
from schemas.document import Span

if TYPE_CHECKING:
    from extractors.context import Context

TOLD = frozenset({"goal", "action", "result"})


class Items(dict[int, Section]):
    """The list items that sentences announce: start → its section; with their spans in order."""

    def __init__(self, sections: list[Section]) -> None:
        super().__init__()
        self._spans: list[Span] = []
        for section in sections:
            if section.lead == "sentence" and section.role in TOLD:
                for span in section.items:
                    if span.start not in self:
                        self[span.start] = section
                        self._spans.append(span)
        self._spans.sort()
        self._starts = [s.start for s in self._spans]

    def within(self, start: int, end: int) -> list[Span]:
        """Return the items that begin in the range."""
        return self._spans[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]


class Labels(dict[int, Section]):
    """The labels whose values tell goals, actions or results: start of the value → its section."""

    def __init__(self, sections: list[Section]) -> None:
        super().__init__({s.start: s for s in sections if s.lead == "label" and s.role in TOLD})
        self._starts = sorted(self)

    def within(self, start: int, end: int) -> list[int]:
        """Return the starts of the values that begin in the range."""
        return self._starts[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]


class Masked:
    """Values of form labels (`Toimintalinja: …`) that are no statements of the project."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def covers(self, at: int) -> bool:
        """Tell whether `at` lies in a masked range."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and self._spans[i].end > at


_TELLING = TOLD | {"target_group", "summary", "background", "evaluation"}


def masked(ctx: "Context") -> Masked:
    """Return the ranges of form fields whose labels announce nothing of a project."""
    doc = ctx.doc
    hidden = []
    for pair in doc.pairs:
        said = cues.roles(doc.slice(pair.label))
        if not set(said) & _TELLING and pair.value.end - pair.value.start < 400:
            hidden.append(Span(pair.label.start, max(pair.label.end, pair.value.end)))
    return Masked(hidden)

"""Mentions: typed spans that scanners find before any field is read, in the mask order that removes false hits.

URL → e-mail → date → code and Y-tunnus → address → phone → number. A scanner is handed what is already taken and
must not return a mention that overlaps it (`01.01.2017` is a valid phone number to a phone library).
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas.document import Span
from schemas.facts import Scalar


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed range: `kind` such as `phone`, its normalised `value`, and details in `params`."""

    kind: str
    start: int
    end: int
    value: Scalar
    params: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """The mention's range."""
        return Span(self.start, self.end)


class Taken:
    """A set of disjoint ranges with logarithmic overlap queries."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._ranges: list[tuple[int, int]] = []
        self.add(mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take the ranges of `mentions`."""
        for m in mentions:
            insort(self._ranges, (m.start, m.end))

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether `[start, end)` shares a character with a taken range."""
        i = bisect_right(self._ranges, (start, 2**62))
        return (i > 0 and self._ranges[i - 1][1] > start) or (i < len(self._ranges) and self._ranges[i][0] < end)

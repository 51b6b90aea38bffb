"""The canonical text as it is written: blocks go in one by one, white space is collapsed, offsets come out right."""

import re
from dataclasses import dataclass, field, replace

from schemas.document import Block, BlockKind, Link, Span, Zone

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
# Soft hyphens and zero-width marks split words for the eye or the printer, never for the reader.
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the block now being written is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    zone: Zone = Zone.MAIN
    level: int = 0
    group: int = 0
    row: int = -1
    col: int = -1
    header: bool = False
    page: int = 0
    path: str = ""


@dataclass
class Buffer:
    """Collects text into trimmed, ordered, disjoint blocks; `separator` stands between two blocks."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    inserted: list[Span] = field(default_factory=list)
    _done: list[str] = field(default_factory=list)
    _length: int = 0
    _now: list[str] = field(default_factory=list)
    _now_length: int = 0
    _space: bool = False
    _frame: Frame = field(default_factory=Frame)
    _separator: str = ""

    @property
    def position(self) -> int:
        """Where the next visible character will stand."""
        if not self._now:
            return self._length + len(self._separator)
        return self._length + len(self._separator) + self._now_length + (1 if self._needs_space() else 0)

    @property
    def fresh(self) -> bool:
        """Whether nothing was written into the open block yet."""
        return not self._now

    def _needs_space(self) -> bool:
        return self._space and bool(self._now) and not self._now[-1].endswith("\n")

    def begin(self, frame: Frame, separator: str = "\n\n") -> None:
        """Close the block before and start another, set off from it by `separator`."""
        self.close()
        self._frame = frame
        self._separator = separator if self._length else ""

    def write(self, text: str, *, keep_space: bool = False) -> None:
        """Add running text: white space collapses to one blank, or is kept inside `<pre>`."""
        text = _CONTROL.sub(" ", INVISIBLE.sub("", text))
        if keep_space:
            self._put(text.replace("\r\n", "\n").replace("\r", "\n"))
            return
        text = _WHITE.sub(" ", text)
        body = text.strip(" ")
        if text.startswith(" ") or not body:
            self._space = self._space or bool(text)
        if body:
            self._put(body)
            self._space = text.endswith(" ")

    def line_break(self) -> None:
        """Start a new line inside the block."""
        if self._now:
            self._now.append("\n")
            self._now_length += 1
        self._space = False

    def insert(self, text: str) -> None:
        """Write what a visitor does not see (an address only a `mailto:` holds) and remember that it was put in."""
        text = " ".join(_CONTROL.sub(" ", INVISIBLE.sub("", text)).split())
        start = self.position
        self.write(text)
        self.inserted.append(Span(start, start + len(text)))

    def _put(self, text: str) -> None:
        if self._needs_space():
            self._now.append(" ")
            self._now_length += 1
        self._space = False
        if not self._now:
            text = text.lstrip()
        if text:
            self._now.append(text)
            self._now_length += len(text)

    def close(self) -> None:
        """End the block that is open; an empty one leaves no trace."""
        raw = "".join(self._now)
        text = raw.rstrip()
        self._now, self._now_length, self._space = [], 0, False
        if not text:
            return
        self._done.append(self._separator + text)
        start = self._length + len(self._separator)
        self._length = start + len(text)
        f = self._frame
        self.blocks.append(
            Block(f.kind, start, self._length, f.zone, f.level, f.group, f.row, f.col, f.header, f.page, f.path)
        )
        self._separator = "\n\n"

    def retitle(self, level: int = 5) -> None:
        """Make the open paragraph a heading: it turned out to be one."""
        self._frame = replace(self._frame, kind=BlockKind.HEADING, level=level)

    def text(self) -> str:
        """Close what is open and return the whole text."""
        self.close()
        return "".join(self._done)

    def links_inside(self, text: str) -> tuple[Link, ...]:
        """The links with their ranges drawn in to what is not white space."""
        return tuple(Link(*_drawn_in(text, k.start, k.end), k.href, k.tag) for k in self.links)


def _drawn_in(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = min(start, len(text)), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

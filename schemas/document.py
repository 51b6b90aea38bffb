"""A document: what a reader makes of the bytes of one snapshot.

All offsets are Unicode code points into `Document.text` (Python `str` indices), the end is exclusive. The text is our
own canonical buffer; for plain text files it is the decoded file itself, one to one, so they are offsets in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Zone(StrEnum):
    """The part of a page a block stands in. A label, never a reason to delete: contacts stand in footers."""

    HEADER = "header"
    NAV = "nav"
    MAIN = "main"
    ASIDE = "aside"
    FOOTER = "footer"


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of the text: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A typed range of the text. Blocks are in reading order, do not overlap, and carry no surrounding white space.

    A list item's range leaves out its bullet or number (`1)`, `•`, `- `).
    `level`: heading level 1–6, or list depth from 1. `group`: number of the list or table in the document, 0 for none.
    `row` and `col`: place in a table from 0, -1 elsewhere. `page`: PDF page from 1, 0 elsewhere.
    `path`: place in the original (an HTML path such as `body/main/p[3]`), empty where the page and box say it.
    """

    kind: BlockKind
    start: int
    end: int
    zone: Zone = Zone.MAIN
    level: int = 0
    group: int = 0
    row: int = -1
    col: int = -1
    header: bool = False
    page: int = 0
    path: str = ""

    @property
    def span(self) -> Span:
        """The block's range."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value (`Toteutusaika: 1.1.2018–…`, `dt`/`dd`, two table cells, a line and the next).

    The label's range leaves out the colon. An empty value has `value.start == value.end`.
    """

    label: Span
    value: Span
    zone: Zone = Zone.MAIN


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor: its visible text's range, its absolute target, and what it is an anchor of (`a`, `img`, `iframe`)."""

    start: int
    end: int
    href: str
    tag: str = "a"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a word of the text is drawn: PDF page from 1, points from the page's top left corner."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A PDF page: its range of the text and its size in points."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """One read snapshot.

    `id` is the SHA-256 of the bytes (hex). `inserted` are ranges that a visitor does not see as text, written into the
    buffer by the reader because a fact stands there (an address that only a `mailto:` holds). `published` is the page's
    own date, ISO, from its metadata, where it has one. `notes` says what the reader did that a person may want to know.
    """

    id: str
    url: str
    media_type: str
    text: str
    blocks: tuple[Block, ...] = ()
    pairs: tuple[Pair, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    inserted: tuple[Span, ...] = ()
    title: str = ""
    language: str = ""
    published: str | None = None
    notes: tuple[str, ...] = field(default=())

    def slice(self, span: Span | Block | Link) -> str:
        """Return the text of a range."""
        return self.text[span.start : span.end]

    def label(self, *names: str) -> list[Pair]:
        """Return the pairs whose label is one of `names`, by case-folded text without colon."""
        wanted = {n.casefold().rstrip(":").strip() for n in names}
        return [p for p in self.pairs if self.slice(p.label).casefold().rstrip(":").strip() in wanted]

    def section(self, *titles: str) -> list[Block]:
        """Return the blocks under the first heading that begins with one of `titles`, up to the next such level."""
        wanted = tuple(t.casefold() for t in titles)
        for i, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING and self.slice(block).casefold().startswith(wanted):
                return list(self._under(i))
        return []

    def _under(self, index: int) -> Iterator[Block]:
        level = self.blocks[index].level
        for block in self.blocks[index + 1 :]:
            if block.kind is BlockKind.HEADING and block.level <= level:
                return
            yield block

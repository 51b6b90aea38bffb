"""Plain text: the decoded file one to one, and blocks guessed from its lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.readers import encoding, furniture, lines
from extractors.readers.buffer import _CONTROL
from extractors.readers.lines import Line
from extractors.structure import find_pairs
from schemas.document import Block, BlockKind, Document
from schemas.errors import DocumentUnreadable

_BREAKS = str.maketrans(
    {"\x0c": "\n", "\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x1c": "\n", "\x1d": "\n", "\x1e": "\n"}
)
_FINITE = re.compile(
    r"\b(?:on|ovat|oli|olivat|ollut|olleet|ole|voi|voidaan|saa|saavat|aims?|is|are|was|were|är|var|att)\b"
)
_NUMBERED_TITLE = re.compile(r"[\d.]+\s+[A-ZÅÄÖ]")
_JOINER = re.compile(r"(?:,|;|\b(?:ja|tai|sekä|eli|että|joka|jotka|jonka|och|and|or|of|the|to|att|i|av|för))$")


def read(data: bytes, key: str, url: str = "", media_type: str = "") -> Document:
    """Read plain text. Control characters become blanks (line breaks where they are), so offsets are the file's."""
    raw, notes = encoding.decode(data, media_type, repair=False)
    text = _CONTROL.sub(" ", raw.translate(_BREAKS))
    if not text.strip():
        raise DocumentUnreadable("empty", "the file holds no text")
    blocks = furniture.label(text, blocks_of(text))
    title = next((text[b.start : b.end] for b in blocks if b.zone.value == "main"), "").split("\n")[0][:300]
    return Document(key, url, "text/plain", text, blocks, find_pairs(text, blocks), title=title, notes=notes)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text: headings, list items and paragraphs, wrapped lines joined."""
    groups = _groups(list(lines.split(text)))
    _settle_numbers(groups)
    blocks: list[Block] = []
    group = 0
    for i, lined in enumerate(groups):
        item = _is_item(lined[0])
        if item and not (blocks and blocks[-1].kind is BlockKind.LIST_ITEM):
            group += 1
        blocks.append(_block(groups, i, group if item else 0))
    return tuple(_parents(groups, blocks))


def _parents(groups: list[list[Line]], blocks: list[Block]) -> list[Block]:
    """A short line of its own right above a heading is the heading of a larger part."""
    for i in range(len(blocks) - 2, -1, -1):
        line, below = groups[i][0], blocks[i + 1]
        lone = line.blank_before and groups[i + 1][0].blank_before and blocks[i].kind is BlockKind.PARAGRAPH
        titled = lone and below.kind is BlockKind.HEADING and 2 < below.level < 4 and not line.name_like
        if titled and len(line.text) < 70 and not line.text.endswith(("!", "?")):
            may = _may_head(line, len(line.text), lone=len(groups[i]) == 1)
            blocks[i] = replace(blocks[i], kind=BlockKind.HEADING, level=2) if may else blocks[i]
    return blocks


def _groups(found: Sequence[Line]) -> list[list[Line]]:
    """Lines that belong together: a paragraph that was wrapped, a list item with its further lines."""
    groups: list[list[Line]] = []
    width = 0  # of the widest line of the last group
    for line in found:
        if groups and _continues(groups[-1][-1], width, line):
            groups[-1].append(line)
            width = max(width, len(line.text))
        else:
            groups.append([line])
            width = len(line.text)
    return groups


def _continues(last: Line, width: int, line: Line) -> bool:
    if line.blank_before or line.bullet or line.level or last.level or line.number:
        return False
    if line.contact or last.contact or (last.text.endswith((".", "!", "?", ":")) and len(last.text) < 60):
        return False
    if line.text[0].islower() or line.text[0] in "(,":
        return _flows_on(last, line)
    wrapped = len(last.text) >= 60 and len(last.text) >= 0.7 * width and len(line.text) <= 1.5 * width
    return (bool(_JOINER.search(last.text)) and not last.name_like) or (wrapped and width <= 140)


def _flows_on(last: Line, line: Line) -> bool:
    """A line in lower case goes on with the one above, unless that is a name, a card line or a column's word."""
    if _JOINER.search(last.text) or last.text.endswith("-") or len(last.text) > 60:
        return True
    words = last.words
    if last.name_like or last.text.endswith((".", "!", "?", ":")):
        return False
    return len(words) > 1 or len(line.words) > 1


def _settle_numbers(groups: list[list[Line]]) -> None:
    """`1. text` is a list item when its neighbour is `2. text`; alone, or above other text, it is a heading."""
    for i, group in enumerate(groups):
        line = group[0]
        if not line.number or "." in line.number or not line.dotted:
            continue
        beside = [g[0] for g in groups[max(0, i - 1) : i] + groups[i + 1 : i + 2]]
        numbers = [b.number or b.bullet.rstrip(".") for b in beside]  # one above was settled before
        near = any(n.isdigit() and abs(int(n) - int(line.number)) == 1 for n in numbers)
        if near or len(line.text) > 120 or line.text.endswith("."):
            m = lines.NUMBERED.match(line.text)
            line.bullet = line.number + "."
            line.start += m.end() if m else 0
            line.text = line.text[m.end() if m else 0 :]
            line.number = ""


def _is_item(line: Line) -> bool:
    return bool(line.bullet) and not line.level


def _block(groups: list[list[Line]], i: int, group: int) -> Block:
    first, last = groups[i][0], groups[i][-1]
    if _is_item(first):
        return Block(BlockKind.LIST_ITEM, first.start, last.end, level=1 + min(first.indent // 4, 4), group=group)
    level = _heading_level(groups, i)
    return Block(BlockKind.HEADING if level else BlockKind.PARAGRAPH, first.start, last.end, level=level)


def _heading_level(groups: list[list[Line]], i: int) -> int:
    line = groups[i][0]
    if line.level:
        return line.level
    size = groups[i][-1].end - line.start
    if not _may_head(line, size, lone=len(groups[i]) == 1 or i == 0):
        return 0
    if line.number and _NUMBERED_TITLE.match(line.text):
        return min(6, 2 + line.number.count("."))
    if line.text[0].isdigit():
        return 0
    after = groups[i + 1][0] if i + 1 < len(groups) else None
    if after is None or not _heads(line, after, groups[i + 1]):
        return 0
    if i == 0:
        return 1
    return 2 if line.text.isupper() and size > 3 else 4 if line.text.endswith(":") else 3


def _may_head(line: Line, size: int, *, lone: bool) -> bool:
    text = line.text.strip("*_ ")
    if not lone or size > 110 or not text or line.contact or text.endswith((".", ",", ";")) or "…" in text[-2:]:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "”\"'“«"):
        return False
    inside = re.search(r":\s+\S", text)
    return not inside and not (text.endswith(":") and _FINITE.search(text)) and any(c.isalpha() for c in text)


def _heads(line: Line, after: Line, group: list[Line]) -> bool:
    """What follows shows a heading: a list, running text, or a gap with more text below."""
    if after.bullet or line.text.isupper():
        return True
    if line.text.endswith(":"):
        return True
    if line.name_like and (after.contact or len(after.text) < 40) and not after.blank_before:
        return False
    size = group[-1].end - group[0].start
    return (line.blank_before and after.blank_before and (size > 50 or size > len(line.text))) or size > 2 * len(
        line.text
    ) + 40

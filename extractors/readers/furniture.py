"""What belongs to the page and not its subject: menus, footers, viewers' buttons, page numbers. Labelled, never cut."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from schemas.document import Block, BlockKind, Zone

_FILE = Path(__file__).parents[2] / "data" / "vocabulary" / "furniture.json"
_PAGE_MARK = re.compile(
    r"(?:\d{1,3}\s?\(\s?\d{1,3}\s?\)|(?:sivu|page|s\.)\s?\d{1,3}(?:\s?[/:]\s?\d{1,3})?|\d{1,3}\s?/\s?\d{1,3}"
    r"|EURA\s?JÄRJESTELMÄ(?:\s+\d{1,3}/\d{1,3})?|of \d{1,3}\s*/\s*\d{1,3}|Asiakirja luotu.{0,30}|Koko:\s*px"
    r"|Download \".{0,200}\"|Embed Size \(px\)|Save this PDF as:?.{0,30}|©.{0,80})",
    re.I | re.S,
)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(json.loads(_FILE.read_text(encoding="utf-8"))["entries"][group])


def label(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with zones set where a plain text page shows its furniture."""
    folded = [text[b.start : min(b.end, b.start + 300)].casefold().strip() for b in blocks]
    zoned = [_zoned(b, f) for b, f in zip(blocks, folded, strict=True)]
    zoned = _menu(zoned, folded)
    if any(f in _words("transcript") for f in folded[:80]):
        zoned = _pages(text, _related(zoned, folded))
    return tuple(zoned)


def _zoned(block: Block, folded: str) -> Block:
    if folded in _words("viewer") or _PAGE_MARK.fullmatch(folded):
        return replace(block, zone=Zone.NAV)
    if folded in _words("nav"):
        return replace(block, zone=Zone.NAV)
    return replace(block, zone=Zone.FOOTER) if folded in _words("footer") else block


def _menu(blocks: list[Block], folded: Sequence[str]) -> list[Block]:
    """A run of short lines at the top that holds two menu words is a menu as far as the last of them."""
    last = 0
    hits = 0
    for i, (block, words) in enumerate(zip(blocks, folded, strict=True)):
        if block.end - block.start > 45 or words.endswith((".", ":")) or i > 60:
            break
        if block.zone is Zone.NAV and words in _words("nav"):
            hits, last = hits + 1, i
    return [replace(b, zone=Zone.NAV) if hits > 1 and i < last else b for i, b in enumerate(blocks)]


def _related(blocks: list[Block], folded: Sequence[str]) -> list[Block]:
    """Titles of other documents stand between `Samankaltaiset tiedostot` and the body."""
    start = next((i for i, f in enumerate(folded) if f in _words("viewer_start")), None)
    if start is None:
        return blocks
    stop = next((i for i in range(start + 1, len(blocks)) if _body(blocks[i], folded[i])), start + 1)
    return [replace(b, zone=Zone.NAV) if start <= i < stop else b for i, b in enumerate(blocks)]


def _body(block: Block, folded: str) -> bool:
    return block.end - block.start > 260 or bool(re.match(r"1(?: \(\d+\))? \S", folded))


def _pages(text: str, blocks: Iterable[Block]) -> list[Block]:
    """In transcripts a page number leads each page (`3 2 1. Hankkeen …`): take it out of the block and note it."""
    out, page = [], 0
    for block in blocks:
        m = re.match(
            r"(\d{1,3})(?:\s+\(?\d{1,3}\)?)?\s+(?=[^\d\s])", text[block.start : min(block.end, block.start + 20)]
        )
        if (
            m
            and block.kind is not BlockKind.LIST_ITEM
            and page < int(m.group(1)) <= page + 3
            and block.zone is Zone.MAIN
        ):
            page = int(m.group(1))
            block = replace(block, start=block.start + m.end(1) + 1)  # noqa: PLW2901
        out.append(replace(block, page=page))
    return out

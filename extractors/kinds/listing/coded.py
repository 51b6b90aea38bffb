"""Lists of a register: each point is a project's name with its code (`Polku työhön (S20001)`, or the code first)."""

import re
from collections.abc import Iterator

from extractors.context import Context
from extractors.kinds.listing.entries import Entry
from extractors.structure import trim
from schemas.document import BlockKind, Span, Zone

_FEWEST = 3
_LONGEST = 300
_AFTER = re.compile(r"(?P<name>\S.{2,250}?)[\s,;:–-]*\((?P<code>[SA]\d{5})\)\s*$")
_BEFORE = re.compile(r"\(?(?P<code>[SA]\d{5})\)?[\s,;:–-]+(?P<name>\S.{2,250}?)\s*$")
_CODE = re.compile(r"[SA]\d{5}")


def coded(ctx: Context) -> list[Entry]:
    """Return an entry for each point that is a name and a code; none where fewer than three projects stand so."""
    found = list(_points(ctx))
    return found if len(_codes(ctx, found)) >= _FEWEST else []


def rows(ctx: Context) -> int:
    """Return how many cells of the page's tables hold nothing but a project's code, each code once; 0 for a few."""
    cells = (ctx.doc.slice(b).strip() for b in ctx.doc.blocks if b.kind is BlockKind.CELL and b.zone is Zone.MAIN)
    codes = {c for c in cells if _CODE.fullmatch(c)}
    return len(codes) if len(codes) >= _FEWEST else 0


def _points(ctx: Context) -> Iterator[Entry]:
    for block in ctx.doc.blocks:
        if block.zone is not Zone.MAIN or block.kind is BlockKind.CELL or block.end - block.start > _LONGEST:
            continue
        line = trim(ctx.text, block.start, block.end)
        m = _AFTER.match(ctx.text, line.start, line.end) or _BEFORE.match(ctx.text, line.start, line.end)
        if m is not None:
            yield Entry(name=Span(*m.span("name")), code=Span(*m.span("code")))


def _codes(ctx: Context, found: list[Entry]) -> set[str]:
    return {ctx.text[e.code.start : e.code.end] for e in found if e.code is not None}

"""Whether a page sets several projects side by side in a form that only lists have."""

import re

from extractors.context import Context
from extractors.kinds.listing.blocks import blocks, labelled
from extractors.kinds.listing.coded import coded, rows
from extractors.kinds.listing.entries import Entry
from extractors.kinds.listing.grants import grants, is_body, named
from extractors.kinds.listing.headed import headed
from extractors.vocabulary import load
from schemas.document import Document

_ROWS = 3  # lines that end in a sum: a budget of one project has lines too, so most must name a body


def entries(doc: Document) -> int:
    """Return how many projects or grants the page lists; 0 where its form is not that of a list."""
    ctx = Context(doc)
    ways = (_rows, _facts, _labels, lambda c: len(headed(c)), _pairs, lambda c: len(coded(c)), rows)
    return next((n for way in ways if (n := way(ctx))), 0)


def _rows(ctx: Context) -> int:
    rows = grants(ctx)
    bodies = sum(e.lead is not None and is_body(ctx.text, e.lead) for e in rows)
    return len(rows) if len(rows) >= _ROWS and bodies * 2 > len(rows) else 0


def _facts(ctx: Context) -> int:
    """Headings with bullets, at least one of which says who, and when or for how much."""
    found = blocks(ctx)
    told = [e for e in found if e.lead is not None and (e.period is not None or e.sums)]
    return len(found) if told and len(found) > 1 else 0


def _pairs(ctx: Context) -> int:
    """Points that each name a project and the body that runs it."""
    found = [e for e in named(ctx) if e.name is not None and e.lead is not None]
    return len(found) if len(found) >= _ROWS and _cue_of_projects(ctx) else 0


def _labels(ctx: Context) -> int:
    names = {_text(ctx, e) for e in labelled(ctx)} - {""}
    return len(names) if len(names) > 2 else 0


def _cue_of_projects(ctx: Context) -> bool:
    """Points of another sort look the same (`Matti Meri - Koivula ry`): the page must say that they are projects."""
    return bool(re.search(str(load("list-cues")["announced"]), ctx.text[:4000], re.IGNORECASE))


def _text(ctx: Context, entry: Entry) -> str:
    return ctx.text[entry.name.start : entry.name.end].casefold() if entry.name is not None else ""

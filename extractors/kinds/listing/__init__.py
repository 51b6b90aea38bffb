"""Pages that list several projects: one project index an entry, whatever the page's way of listing."""

from collections.abc import Callable
from dataclasses import replace

from extractors.context import Context
from extractors.fields.organisations import find_organisations
from extractors.kinds import page, sheet
from extractors.kinds.listing.blocks import blocks, labelled
from extractors.kinds.listing.entries import Entry, emit
from extractors.kinds.listing.grants import grants, named
from extractors.kinds.listing.headed import headed
from extractors.kinds.listing.tables import flat_rows
from schemas.document import BlockKind
from schemas.facts import Found

# In the order of how much an entry of the kind tells.
_WAYS: tuple[Callable[[Context], list[Entry]], ...] = (flat_rows, labelled, blocks, grants, headed, named)


def read(ctx: Context) -> list[Found]:
    """Return the projects of a list, numbered as they stand on the page, and the fund that pays for all of them.

    A page whose list no way of listing fits is read like any other page.
    """
    if any(b.kind is BlockKind.CELL and b.header for b in ctx.doc.blocks):
        table = sheet.read(ctx)
        if len({f.project for f in table if f.type == "project_name"}) > 1:
            return table + _funders(ctx, table)
    for way in _WAYS:
        entries = way(ctx)
        if len(entries) > 1:
            out = emit(ctx, entries)
            return out + _funders(ctx, out)
    return page.read(ctx)


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the names of table columns that nobody read."""
    return sheet.unread_labels(ctx)


def _funders(ctx: Context, out: list[Found]) -> list[Found]:
    """A fund or ministry named above the list pays for every project in it."""
    first = min((f.start for f in out), default=0)
    funders = [f for f in find_organisations(ctx) if f.type == "funder" and f.start < first]
    return [replace(f, project=n) for n in sorted({f.project for f in out}) for f in funders]

"""Pages that list several projects: one project index an entry, whatever the page's way of listing."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from extractors.context import Context
from extractors.fields.contacts import find_contacts
from extractors.fields.money import find_money
from extractors.fields.organisations import find_organisations
from extractors.fields.places import find_places
from extractors.kinds import page, sheet
from extractors.kinds.listing.blocks import blocks, labelled
from extractors.kinds.listing.coded import coded
from extractors.kinds.listing.entries import Entry, emit
from extractors.kinds.listing.grants import grants, named
from extractors.kinds.listing.headed import headed
from extractors.kinds.listing.tables import flat_rows
from schemas.document import BlockKind
from schemas.facts import Found

# In the order of how much an entry of the kind tells.
_WAYS: tuple[Callable[[Context], list[Entry]], ...] = (flat_rows, labelled, blocks, coded, grants, headed, named)


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
            return (
                out + _funders(ctx, out) + _around(ctx, entries, out) + (_bodies(ctx, entries) if way is headed else [])
            )
    return page.read(ctx)


def _around(ctx: Context, entries: list[Entry], out: list[Found]) -> list[Found]:
    """Places wherever the page names them; who to ask and sums of the whole page where no entry has said them.

    What stands in an entry is of its project, the rest of the page's own (-1).
    """
    said = {(e.start, e.end) for f in out for e in f.values.values()}
    held = sorted((s.start, s.end, n) for n, entry in enumerate(entries) for s in entry.ranges())
    found = [f for finder in (find_places, find_contacts, find_money) for f in finder(ctx)]
    new = [f for f in found if not any((e.start, e.end) in said for e in f.values.values())]
    placed = [(f, _owner(held, f.start)) for f in new]
    return [replace(f, project=n) for f, n in placed if f.type == "place" or n < 0]


def _bodies(ctx: Context, entries: list[Entry]) -> list[Found]:
    """Who takes part, where running text says it, in the project whose paragraphs name it."""
    held = sorted((s.start, s.end, n) for n, entry in enumerate(entries) for s in entry.ranges())
    found = [f for f in find_organisations(ctx) if f.type == "organisation" and f.qualifiers["role"] != "funder"]
    return [replace(f, project=_owner(held, f.start)) for f in found]


def _owner(held: list[tuple[int, int, int]], at: int) -> int:
    """Return the number of the entry that holds a place of the text, -1 where none does."""
    i = bisect_right(held, at, key=lambda h: h[0]) - 1
    return held[i][2] if i >= 0 and at < held[i][1] else -1


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the names of table columns that nobody read."""
    return sheet.unread_labels(ctx)


def _funders(ctx: Context, out: list[Found]) -> list[Found]:
    """A fund or ministry named above the list pays for every project in it."""
    first = min((f.start for f in out), default=0)
    funders = [f for f in find_organisations(ctx) if f.type == "funder" and f.start < first]
    return [replace(f, project=n) for n in sorted({f.project for f in out}) for f in funders]

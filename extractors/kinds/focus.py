"""A look at one range of a document as a document of its own, and back to the offsets of the whole.

Fields then see nothing but the range: what stands elsewhere cannot mislead them, and a sheet of thousands of rows stays
linear in its length.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractors.context import Context
from extractors.fields.goals import find_actions, find_goals, find_results
from extractors.fields.target_groups import find_target_groups
from extractors.kinds.values import evidence, found
from extractors.readers.plain import blocks_of
from extractors.structure import find_pairs, trim
from schemas.document import Block, BlockKind, Document, Span
from schemas.facts import DocumentKind, Found

Finder = Callable[[Context], list[Found]]


def focus(ctx: Context, span: Span, title: Span | None = None, kind: DocumentKind | None = None) -> Context:
    """Return a context on `span` alone; `title` is the heading that stands right before it."""
    start = title.start if title is not None and title.end > title.start else span.start
    text = ctx.text[start : span.end]
    blocks = list(_blocks(ctx.doc, span, start))
    if start < span.start and title is not None:
        blocks.insert(0, Block(BlockKind.HEADING, 0, title.end - start, level=2))
    doc = Document(ctx.doc.id, ctx.doc.url, ctx.doc.media_type, text, tuple(blocks), find_pairs(text, blocks))
    return Context(replace(doc, language=ctx.doc.language), kind or ctx.kind)


def _blocks(doc: Document, span: Span, origin: int) -> Iterator[Block]:
    """The document's own blocks where they fit the range, else blocks read from its lines."""
    first = max(0, bisect_left(doc.blocks, span.start, key=lambda b: b.end))
    last = bisect_left(doc.blocks, span.end, lo=first, key=lambda b: b.start)
    inside = [b for b in doc.blocks[first:last] if b.end > span.start]
    whole = inside and all(span.start <= b.start and b.end <= span.end for b in inside)
    if whole and not all(b.kind is BlockKind.CELL for b in inside):
        yield from (replace(b, start=b.start - origin, end=b.end - origin) for b in inside)
        return
    shift = span.start - origin
    for b in blocks_of(doc.text[span.start : span.end]):
        yield replace(b, start=b.start + shift, end=b.end + shift)


def look(
    ctx: Context, span: Span, finders: Iterable[Finder], title: Span | None = None, project: int = 0
) -> list[Found]:
    """Return what `finders` find in `span`, at the document's offsets, as of `project`; the title is context."""
    inner = trim(ctx.text, span.start, span.end)
    if inner.end <= inner.start:
        return []
    sub = focus(ctx, inner, title)
    offset = inner.end - len(sub.text)
    every = (_shifted(f, offset, project) for finder in finders for f in finder(sub))
    return [f for f in every if all(e.start >= inner.start for e in f.values.values())]


def _shifted(thing: Found, by: int, project: int) -> Found:
    values = {k: replace(e, start=e.start + by, end=e.end + by) for k, e in thing.values.items()}
    return replace(thing, values=values, project=project)


def passages(ctx: Context, span: Span, title: Span | None = None, project: int = 0) -> list[Found]:
    """Return the goals, actions and results that stand in `span`."""
    return look(ctx, span, (find_goals, find_actions, find_results), title, project)


def goals_at(ctx: Context, value: Span, label: Span, project: int = 0) -> list[Found]:
    """Return the goals at a label such as `Tavoite`: the value is one even where its wording does not say so."""
    every = look(ctx, value, (find_goals,), label, project)
    if every or not 8 < value.end - value.start < 900:
        return every
    whole = evidence(ctx, "goal.value", value, 0.9)
    return found("goal", {"value": whole}, {"kind": "stated_goal"}, project)


def groups(ctx: Context, span: Span, title: Span | None, kind: str, project: int = 0) -> list[Found]:
    """Return the target groups named in a range that is about them; `kind` is direct or indirect."""
    every = look(ctx, span, (find_target_groups,), title, project)
    return [replace(f, qualifiers={**f.qualifiers, "kind": kind}) for f in every]

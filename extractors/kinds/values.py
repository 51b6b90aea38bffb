"""Values of labelled fields as evidence: each is computed by its field's own deriver, so the law holds by itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from extractors.context import Context
from extractors.derive import derive
from extractors.mentions import Mention
from schemas.document import Span
from schemas.facts import Evidence, Found, Scalar

SURE = 0.99


def evidence(
    ctx: Context, field: str, span: Span | None, confidence: float = SURE, params: Mapping[str, Scalar] | None = None
) -> Evidence | None:
    """Return the evidence of `field` at `span`, None where there is no span or the quote gives no value."""
    if span is None or span.end <= span.start:
        return None
    given = dict(params or {})
    try:
        value = derive(field, ctx.text[span.start : span.end], given)
    except ValueError:
        return None
    return None if value in (None, "") else Evidence(value, span.start, span.end, confidence, given)


def found(
    type_: str, values: Mapping[str, Evidence | None], qualifiers: Mapping[str, Scalar] | None = None, project: int = 0
) -> list[Found]:
    """Return the thing with the values that exist, as a list of one; an empty list when none does."""
    held = {name: e for name, e in values.items() if e is not None}
    return [Found(type_, held, dict(qualifiers or {}), project)] if held else []


def within(ctx: Context, span: Span | None, *kinds: str) -> list[Mention]:
    """Return the mentions of the given kinds that lie in `span`."""
    if span is None:
        return []
    every = ctx.ordered(*kinds)
    first = bisect_left(every, span.start, key=lambda m: m.start)
    last = bisect_right(every, span.end, lo=first, key=lambda m: m.start)
    return [m for m in every[first:last] if m.end <= span.end]


def of_mention(ctx: Context, field: str, mention: Mention, confidence: float = SURE) -> Evidence | None:
    """Return a mention as evidence of `field`, with the mention's own params."""
    return evidence(ctx, field, mention.span, confidence, mention.params)


def without_stop(ctx: Context, span: Span | None) -> Span | None:
    """A name's range without the full stop that some entries put after it (`… ry.`)."""
    if span is None:
        return None
    return Span(span.start, span.start + len(ctx.text[span.start : span.end].rstrip(" .,;")))

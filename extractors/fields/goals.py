"""Goals, actions and results: what a document's statements say, as things with evidence."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extractors.fields import cues
from extractors.fields.statements import Statement
from extractors.text import clean, without_bullet
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def passage(quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Return a quoted passage on one line, without a bullet. Raises `ValueError` when nothing is left."""
    value = clean(without_bullet(quote)).strip("*_ ")
    if not value:
        raise ValueError("an empty passage")
    return value


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "goal.value": passage,
    "action.value": passage,
    "result.value": passage,
}


def find_goals(ctx: "Context") -> list[Found]:
    """Return what the project wants to reach. `kind` is stated_goal, benefit or plan; `section` the announcing line."""
    return [_found(ctx, s) for s in ctx.statements if s.role == "goal"]


def find_actions(ctx: "Context") -> list[Found]:
    """Return what is done: planned, going on or past."""
    return [_found(ctx, s) for s in ctx.statements if s.role == "action"]


def find_results(ctx: "Context") -> list[Found]:
    """Return what came of it."""
    return [_found(ctx, s) for s in ctx.statements if s.role == "result"]


def _found(ctx: "Context", statement: Statement) -> Found:
    span = statement.span
    value = passage(ctx.text[span.start : span.end], {})
    heading = statement.section.heading if statement.section and statement.section.role == statement.role else None
    qualifiers: dict[str, Scalar] = {"section": clean(ctx.doc.slice(heading)) if heading else None}
    if statement.role == "goal":
        qualifiers["kind"] = "benefit" if heading and cues.marks("benefit", ctx.doc.slice(heading)) else "stated_goal"
    return Found(statement.role, {"value": Evidence(value, span.start, span.end, statement.confidence)}, qualifiers)

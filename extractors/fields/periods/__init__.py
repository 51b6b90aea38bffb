"""The project's period: when it starts and ends, was to end, was extended to.

Values are ISO days, months (`2016-03`), years (`2019`) or seasons (`2017-autumn`), as precise as the source says.
A period said twice is returned once, at its surest place; a source that disagrees with itself gives both.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extractors.fields.dates import parse_date
from extractors.fields.periods.points import CONFIDENCE, Candidate, Tier, candidates
from schemas.document import Span
from schemas.facts import PROJECT_KINDS, DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context


def find_periods(ctx: "Context", within: Span | None = None, project: int = 0) -> list[Found]:
    """Return the dates of the project's period, each with its role and precision.

    `within` limits the search to a range (one project of a listing), `project` is that project's number.
    """
    lenient = ctx.kind in PROJECT_KINDS
    mentions = [m for m in ctx.of("date", "date_range") if within is None or m.span.overlaps(within)]
    found = list(candidates(ctx.doc, mentions, lenient or within is not None))
    if not lenient and within is None and ctx.kind is not DocumentKind.OTHER:
        found = [c for c in found if c.tier is Tier.LABEL]
    return [_found(role, c, project) for role, c in _with_roles(_chosen(found))]


def _chosen(found: list[Candidate]) -> list[Candidate]:
    """Keep the surest candidate a role, and those that really disagree with it."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.tier, c.start)):
        same = [k for k in kept if k.role == candidate.role]
        if not same or (_disagrees(candidate, same) and _strong_beside(candidate, same[0])):
            kept.append(candidate)
    return kept


def _disagrees(candidate: Candidate, kept: list[Candidate]) -> bool:
    """Tell whether the candidate's days lie outside those of every one kept."""
    first, last = candidate.span_of_days
    return all(last < k.span_of_days[0] or first > k.span_of_days[1] for k in kept)


def _strong_beside(candidate: Candidate, best: Candidate) -> bool:
    """A second opinion counts when it is prose about this project beside a label, and more precise than a year."""
    return candidate.tier is Tier.PROSE and best.tier is Tier.LABEL and candidate.precision != "year"


def _with_roles(chosen: list[Candidate]) -> list[tuple[str, Candidate]]:
    ends = [c for c in chosen if c.role == "end"]
    extended = [c for c in chosen if c.role == "extended"]
    originals = [c for c in chosen if c.role == "original"]
    if originals and ends and originals[0].span_of_days[1] < ends[0].span_of_days[1]:
        ends, extended = originals, [*ends, *extended]
    ends = ends or originals
    later = [x for x in extended if all(x.span_of_days[1] > e.span_of_days[1] for e in ends)]
    out: list[tuple[str, Candidate]] = []
    for c in sorted(chosen, key=lambda c: c.start):
        if c in ends:
            out.append(("end_original" if later else "end", c))
        elif c in later:
            out.append(("end_extended" if ends else "end", c))
        elif c.role == "start":
            out.append(("start", c))
    return _sound(out)


def _sound(roles: list[tuple[str, Candidate]]) -> list[tuple[str, Candidate]]:
    """Leave out an end that lies before the start: one of the two is not the project's, and the surer stays."""
    starts = [c for role, c in roles if role == "start"]
    ends = [c for role, c in roles if role != "start"]
    if not starts or not ends or starts[0].span_of_days[0] <= max(e.span_of_days[1] for e in ends):
        return roles
    keep_start = starts[0].tier >= max(e.tier for e in ends)
    return [(role, c) for role, c in roles if (role == "start") == keep_start]


def _found(role: str, c: Candidate, project: int) -> Found:
    params: dict[str, Scalar] = {"part": c.part} if c.part else {}
    evidence = Evidence(c.value, c.start, c.end, CONFIDENCE[c.tier], params)
    return Found("period", {"date": evidence}, {"role": role, "precision": c.precision}, project)


def derive_date(quote: str, params: Mapping[str, Scalar]) -> str:
    """Read a date again; `part` says which end of a range is meant."""
    return parse_date(quote, str(params.get("part") or ""))


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {"period.date": derive_date}

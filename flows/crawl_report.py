"""Crawl reports in words."""

from collections.abc import Iterable, Mapping, Sequence

from schemas.snapshot import CrawlReport

_FETCHED = ("new", "changed")
_FINE = (*_FETCHED, "unchanged", "redirected")


def counts_line(counts: Iterable[Mapping[str, int]]) -> str:
    """Return `12 fetched (10 new, 2 changed), 48 unchanged, 3 other (2 gone, 1 robots)`."""
    total: dict[str, int] = {}
    for one in counts:
        for outcome, number in one.items():
            total[str(outcome)] = total.get(str(outcome), 0) + number
    fetched = {o: n for o, n in total.items() if o in _FETCHED}
    other = {o: n for o, n in sorted(total.items()) if o not in _FINE}
    parts = [f"{sum(fetched.values())} fetched{_detail(fetched)}", f"{total.get('unchanged', 0)} unchanged"]
    if other:
        parts.append(f"{sum(other.values())} other{_detail(other)}")
    if not fetched and total.get("unchanged"):
        parts.append("nothing has changed")
    return ", ".join(parts)


def _detail(counts: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{n} {o}' for o, n in counts.items())})" if counts else ""


def markdown(reports: Sequence[CrawlReport]) -> str:
    """Return a table of the reports and, below it, what a person should look at."""
    lines = ["| source | pages | requests | bytes | finished |", "|---|---|---|---|---|"]
    for r in reports:
        state = r.finished_at if r.complete else f"{r.finished_at} (unfinished)"
        lines.append(f"| {r.source} | {counts_line([r.counts])} | {r.requests} | {r.wire_bytes} | {state} |")
    notes = [f"- **{r.source}**: {text}" for r in reports for text in (*r.alarms, *r.traps)]
    odd = [f"- {r.source}: {url} — {outcome}, {detail}" for r in reports for url, outcome, detail in r.odd]
    return "\n".join([*lines, "", *notes, *odd])

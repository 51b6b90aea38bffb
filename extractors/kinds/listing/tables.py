"""Rows of a table that lost its cells: each ends in a sum and two dates (`2200120,8 1.1.2023 31.12.2025`)."""

import re
from collections.abc import Iterator

from extractors.context import Context
from extractors.kinds.listing.entries import Entry, names_in
from extractors.structure import trim
from schemas.document import Span

_HEAD = re.compile(r"Hankkeen nimi|Projektets namn|Hanke\s+Hanketoteuttaja|Project name", re.I)
_LAST_COLUMN = re.compile(r"Hankkeen päättymispäivä(?:\s+Järjestä taulukko sarakkeen mukaan nousevasti)?", re.I)
_TAIL = re.compile(
    r"(?<![\d.,])(?P<sum>\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d{1,2})?|\d{3,9}(?:[,.]\d{1,2})?)\s+"
    r"(?P<start>\d{1,2}\.\d{1,2}\.\d{4})\s+(?P<end>\d{1,2}\.\d{1,2}\.\d{4})(?!\.?\d)"
)
_PERIOD_FIRST = re.compile(
    r"(?P<start>\d{2}\.\d{2}\.\d{4})\s*[-–]\s*(?P<end>\d{2}\.\d{2}\.\d{4})\s+"
    r"(?P<total>\d{1,3}(?:[ \u00a0]\d{3})*,\d{2})\s+(?P<sum>\d{1,3}(?:[ \u00a0]\d{3})*,\d{2})"
)
_OBJECTIVE = re.compile(
    r"\s(?P<objective>\d (?:Euroopan yhteinen turvapaikkajärjestelmä|Laillinen maahanmuutto ja kotout\w+"
    r"|Paluu\w*(?: \w+){0,6}?|Yhteisvastuu(?: ja vastuunjako)?|Solidaarisuus(?: ja vastuunjako)?))(?=\s)"
)
_NAMED = re.compile(r"(?:hanke|projekti)\s+(?=[A-ZÅÄÖ])")
_NUMBERS = re.compile(r"(?:\d{1,3}\s+){1,2}(?=[A-ZÅÄÖ])")


def flat_rows(ctx: Context) -> list[Entry]:
    """Return the entries of such a table; an empty list when the page holds none."""
    if not _HEAD.search(ctx.text):
        return []
    rows = list(_rows_by_tail(ctx))
    return rows if len(rows) > 1 else list(_rows_by_period(ctx))


def _rows_by_tail(ctx: Context) -> Iterator[Entry]:
    head = list(_LAST_COLUMN.finditer(ctx.text))
    at = head[0].end() if head else 0
    for m in _TAIL.finditer(ctx.text, at):
        entry = Entry(period=Span(m.start("start"), m.end("end")), sums=[(Span(*m.span("sum")), "eu_share")])
        _head(ctx, entry, trim(ctx.text, at, m.start()))
        yield entry
        at = m.end()


def _head(ctx: Context, entry: Entry, row: Span) -> None:
    """Part `Name Beneficiary 2 Objective text…`: the objective is known by its words, the beneficiary by its form."""
    text = ctx.text
    m = _OBJECTIVE.search(text, row.start, row.end)
    if m is None:
        entry.prose.append(row)
        return
    entry.objective = Span(*m.span("objective"))
    entry.prose.append(trim(text, m.end(), row.end))
    _part(ctx, entry, trim(text, row.start, m.start()))


def _part(ctx: Context, entry: Entry, head: Span) -> None:
    """Part `Name Organisation`; where no organisation ends the range, nothing is said about either."""
    quote = ctx.text[head.start : head.end]
    last = [n for n in names_in(quote) if n.end >= len(quote) - 1 and n.start > 0]
    named = list(_NAMED.finditer(quote))
    if not last and not named:
        return
    cut = last[-1].start if last else named[-1].end()
    entry.lead = trim(ctx.text, head.start + cut, head.end)
    entry.name = trim(ctx.text, head.start, head.start + cut)


def _rows_by_period(ctx: Context) -> Iterator[Entry]:
    """Rows whose dates and two sums stand in the middle: name and organisation before, description after."""
    found = list(_PERIOD_FIRST.finditer(ctx.text))
    entries: list[tuple[Entry, int]] = []
    at = max((m.end() for m in re.finditer(r"Yhteystiedot\s+Haku|Yhteystiedot", ctx.text[:3000])), default=0)
    for i, m in enumerate(found):
        entry = Entry(period=Span(m.start("start"), m.end("end")))
        entry.sums = [(Span(*m.span("total")), "total"), (Span(*m.span("sum")), "eu_share")]
        numbers = list(_NUMBERS.finditer(ctx.text, max(at, m.start() - 400), m.start()))
        start = numbers[-1].end() if numbers else at if not i else None
        if start is not None:
            _part(ctx, entry, trim(ctx.text, start, m.start()))
        at = m.end()
        entries.append((entry, at))
    for i, (entry, end) in enumerate(entries):
        after = entries[i + 1][0].name if i + 1 < len(entries) else None
        if after is not None:
            # The next row begins with its number, a digit or two before the name.
            entry.prose.append(
                trim(ctx.text, end, max(end, after.start - len(_row_number(ctx.text, end, after.start))))
            )
        elif i + 1 == len(entries):
            entry.prose.append(trim(ctx.text, end, min(end + 3000, len(ctx.text))))
        yield entry


def _row_number(text: str, start: int, name: int) -> str:
    m = re.search(r"(?:\d{1,3}\s+){1,2}$", text[max(start, name - 10) : name])
    return m.group() if m else ""

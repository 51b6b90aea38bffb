"""Dates and ranges of dates.

Two kinds of mention: `date`, whose value is one point (`2018-03-01`, `2018-03`, `2017-autumn`, `2018`; params
`precision`), and `date_range`, whose value is `start/end`, two such points (params `start_precision`,
`end_precision`, and `start_end` and `end_start`: where, from the mention's start, the first point ends and the second
begins). Where the first point borrows from the second (`1.1.–31.12.2018`), params say `shared`: it cannot be read
without the whole range. Also `clock`, hours and days without a year, so that nobody takes them for numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.fields.dates.calendar import (
    FI_MONTH,
    MONTH,
    SEASON,
    YEAR,
    Point,
    day_value,
    month_number,
    parse_point,
    points,
    season_name,
)
from extractors.mentions import Mention, Taken
from schemas.document import Document
from schemas.facts import Scalar

_DASH = r"[-–—−‐‑]"
_CONNECTOR = re.compile(
    rf"\s{{0,3}}(?:{_DASH}{{1,2}}|\.\.\.|…|>){{1}}\s{{0,3}}(?:vuoden\s|vuoteen\s)?"
    r"|,?\s{1,3}(?:ja|and|och|sekä)\s(?:hanke\s|projekti\s|se\s)?(?:päättyy|päättyi|päättyen|loppuu|loppui|jatkuu|"
    r"ends?|ended|slutar|slutade|avslutas|upphör)(?:\s(?:on|den|vuonna|vuoden|in))?\s?:?\s{0,2}"
    r"|\s{1,3}(?:to|until|till|through|t\.o\.m\.|tom|och)\s{1,3}(?:den\s)?"
    r"|\s{1,3}(?:ja|and)\s{1,3}"
)
_FROM_TO = re.compile(
    r"(?:\s(?:alkaen|lähtien))?\s{1,3}(?:ja\s)?(?:aina\s)?(?:jatkuen\s)?(?:vuoteen\s|vuoden\s)?|:(?:st[aä]|een)\s{1,2}"
)
_BLANK = re.compile(r"\s{1,3}")
_WORDLESS_JOIN = re.compile(r"\s{1,3}(?:ja|and|och)\s{1,3}")
_ELATIVE = re.compile(r"(?:vuodesta|vuoden)\s$")
_YEARS = re.compile(r"(?:\bv|\bvv|vuosina|vuodet|vuosien|vuosille|åren|years)\.?\s{1,2}$", re.IGNORECASE)

_PARTIAL = re.compile(
    rf"(?<![\w.,/])(?:(?P<d>\d{{1,2}})\.\s?(?:(?P<m>\d{{1,2}})\.?)?"
    rf"|(?P<bare>\d{{1,2}})|(?P<wd>\d{{1,2}})\.?\s(?P<wdm>{MONTH})"
    rf"|(?P<stem>tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)"
    rf"|(?P<month>{MONTH})|(?P<season>{SEASON}))(?:\s?{_DASH}\s?|(?P<words>\s))$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"\s?{_DASH}\s?(\d\d)(?!\d|[.,/:]\d|\s?[€%]|{_DASH}\d)")
_ACADEMIC = re.compile(rf"/({YEAR}|\d\d)(?![\d/])")
_CLOCK = re.compile(
    r"(?<![\w.,])(?:(?:klo|kl\.?|kello)\s?\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?"
    r"|\d{1,2}[.:]\d\d\s?[-–]\s?\d{1,2}[.:]\d\d"
    r"|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{1,2}\.(?:\d{1,2}\.)?\s?[-–]\s?\d{1,2}\.\d{1,2}\."
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.)(?![\d])"
)
_LOOK_BACK = 28


@dataclass(frozen=True, slots=True)
class DateRange:
    """Two points; `shared` when the first borrows its year or month from the second, or the second from the first."""

    first: Point
    last: Point
    shared: bool = False


def scan_dates(doc: Document, taken: Taken) -> list[Mention]:
    """Return the dates, ranges and clock times of the document that overlap nothing taken, in order."""
    found: list[Mention] = []
    for item in read(doc.text):
        mention = _mention(item)
        if not taken.overlaps(mention.start, mention.end):
            found.append(mention)
    held = Taken(found)
    for match in _CLOCK.finditer(doc.text):
        if not taken.overlaps(*match.span()) and not held.overlaps(*match.span()):
            found.append(Mention("clock", match.start(), match.end(), match[0]))
    return sorted(found, key=lambda m: m.start)


def _mention(item: Point | DateRange) -> Mention:
    if isinstance(item, Point):
        return Mention("date", item.start, item.end, item.value, {"precision": item.precision, "short": item.short})
    a, b = item.first, item.last
    params: dict[str, Scalar] = {
        "start_precision": a.precision,
        "end_precision": b.precision,
        "start_end": a.end - a.start,
        "end_start": b.start - a.start,
        "shared": item.shared,
    }
    return Mention("date_range", a.start, b.end, f"{a.value}/{b.value}", params)


def read(text: str) -> Iterator[Point | DateRange]:
    """Yield points and ranges of `text` in order, disjoint."""
    waiting: Point | None = None
    for point in points(text):
        if waiting is not None:
            joined = _join(text, waiting, point)
            if joined:
                yield joined
                waiting = None
                continue
            yield _complete(text, waiting)
        shared = _borrowing(text, point, floor=waiting.end if waiting else 0)
        if shared:
            yield shared
            waiting = None
        else:
            waiting = point
    if waiting is not None:
        yield _complete(text, waiting)


def _join(text: str, a: Point, b: Point) -> DateRange | None:
    if b.start - a.end > 40 or not _in_order(a, b):
        return None
    between = text[a.end : b.start]
    return DateRange(a, b) if _connects(text, a, b, between) else None


def _in_order(a: Point, b: Point) -> bool:
    if a.precision == b.precision:
        return a.key <= b.key if a.precision == "year" else a.key < b.key
    return a.key[0] <= b.key[0]


def _connects(text: str, a: Point, b: Point, between: str) -> bool:
    if _WORDLESS_JOIN.fullmatch(between):
        return a.precision == b.precision == "year" and int(b.value) - int(a.value) == 1
    if _CONNECTOR.fullmatch(between):
        return True
    before = text[max(0, a.start - 10) : a.start]
    if _FROM_TO.fullmatch(between) and ("alkaen" in between or "lähtien" in between or _is_elative(text, a, before)):
        return True
    if _BLANK.fullmatch(between):
        return a.precision == b.precision == "day" or bool(
            a.precision == b.precision == "year" and _YEARS.search(before)
        )
    return False


def _is_elative(text: str, a: Point, before: str) -> bool:
    words = text[a.start : a.end].split()
    return bool(_ELATIVE.search(before)) or (len(words) > 1 and any(w.endswith(("sta", "stä")) for w in words[:-1]))


def _complete(text: str, point: Point) -> Point | DateRange:
    """Read what follows a lone year or season year: `2018–19`, `2018/2019`."""
    if point.precision not in ("year", "season"):
        return point
    match = _SHORT_YEAR.match(text, point.end) or _ACADEMIC.match(text, point.end)
    if not match:
        return point
    year = int(match[1]) if len(match[1]) == 4 else int(point.value[:2] + match[1])
    if not 0 < year - int(point.value[:4]) <= 12:
        return point
    return DateRange(point, Point(str(year), "year", match.start(1), match.end(1)), shared=True)


def _borrowing(text: str, last: Point, floor: int) -> DateRange | None:
    """Read a first point without its own year before `last`: `1.1.–31.12.2018`, `tammi–kesäkuu 2018`, `1-2/2023`."""
    start = max(floor, last.start - _LOOK_BACK)
    match = _PARTIAL.search(text[start : last.start])
    if not match:
        return None
    first = _partial_value(match, last)
    if first is None:
        return None
    begin = start + match.start()
    point = Point(first[0], first[1], begin, start + match.end())
    return DateRange(point, last, shared=True) if point.key < last.key else None


def _partial_value(match: re.Match[str], last: Point) -> tuple[str, str] | None:
    year, month, _ = last.key
    g = match.groupdict()
    if g["words"]:
        return _from_month(g, last)
    if g["d"]:
        if last.precision != "day":
            return None
        value = day_value(year, int(g["m"] or month), int(g["d"]))
        return (value, "day") if value else None
    if g["bare"]:
        return _bare(int(g["bare"]), last)
    if g["wd"]:
        value = day_value(year, month_number(g["wdm"]), int(g["wd"]))
        return (value, "day") if value else None
    if g["season"]:
        return f"{year}-{season_name(g['season'])}", "season"
    return f"{year}-{month_number(g['stem'] or g['month']):02}", "month"


def _from_month(g: dict[str, str], last: Point) -> tuple[str, str] | None:
    word = g["month"] or g["season"] or ""
    if not word.endswith(("sta", "stä")):
        return None
    if g["month"]:
        return f"{last.key[0]}-{month_number(word):02}", "month"
    return f"{last.key[0]}-{season_name(word)}", "season"


def _bare(number: int, last: Point) -> tuple[str, str] | None:
    """A number alone: the month of `1-2/2023`, the day of `3–5 May 2018`."""
    if last.precision == "month" and 1 <= number <= 12:
        return f"{last.key[0]}-{number:02}", "month"
    value = day_value(last.key[0], last.key[1], number) if last.precision == "day" else None
    return (value, "day") if value else None


def parse_date(quote: str, part: str = "") -> str:
    """Return the value of a quote that is one date, or with `part` (`start`, `end`) of one range.

    Raises `ValueError` when the quote is not that.
    """
    if not part:
        return parse_point(quote).value
    items = list(read(quote))
    if len(items) != 1 or not isinstance(items[0], DateRange):
        raise ValueError(f"{quote!r} is no range of dates")
    return items[0].first.value if part == "start" else items[0].last.value


__all__ = ["FI_MONTH", "DateRange", "parse_date", "read", "scan_dates"]

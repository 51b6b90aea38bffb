"""Points in time as they are written: days, months, seasons and years, in Finnish, Swedish and English.

A point's value is ISO (`2018-03-01`, `2018-03`, `2018`) or a year with a season (`2017-autumn`). A day that the
calendar does not have is no point.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_S = r"[ \t\u00a0\u2009\u202f]"
YEAR = r"(?:19[89]\d|20[0-4]\d)"
_FI_MONTHS = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
_SV_MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"]
_SV_MONTHS += ["november", "december"]
_EN_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
_EN_MONTHS += ["november", "december"]
_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {
    **{m: i for i, m in enumerate(_SHORT, 1)},
    "sept": 9,
    **{m: i for i, m in enumerate(_SV_MONTHS, 1)},
    **{m: i for i, m in enumerate(_EN_MONTHS, 1)},
    **{m: i for i, m in enumerate(_FI_MONTHS, 1)},
}
_SEASONS = {
    "spring": ("kevä", "keva", "vår", "spring"),
    "summer": ("kesä", "kesa", "sommar", "summer"),
    "autumn": ("syksy", "syys", "höst", "autumn", "fall"),
    "winter": ("talv", "vinter", "winter"),
}

FI_MONTH = rf"(?:{'|'.join(_FI_MONTHS)})kuu(?:ta|ssa|sta|hun|n|lla|lle|lta|ksi|na|t)?"
_OTHER_MONTH = rf"(?:{'|'.join(_SV_MONTHS + _EN_MONTHS)}|(?:{'|'.join(_SHORT)}|sept)\.?)"
MONTH = rf"(?:{FI_MONTH}|{_OTHER_MONTH})"
_FI_SEASON = (
    r"(?:alku|loppu|keski)?(?:kevä(?:t|ttä|än|ällä|ästä|äseen|ältä|älle|änä|ässä)|kevääseen|"
    r"kesä(?:ä|n|llä|stä|än|ltä|lle|nä|ssä)?|syksy(?:ä|n|llä|stä|yn|ltä|lle|nä|ssä)?|"
    r"talv(?:i|ea|en|ella|esta|een|elta|elle)|(?:kevät|kesä|syys|talvi)(?:luku)?kau(?:si|den|della|desta|teen|tta))"
)
_SV_SEASON = r"(?:vår|sommar|höst|vinter)(?:en|n|terminen|termin)?"
_EN_SEASON = r"(?:spring|summer|autumn|fall|winter)(?:\s(?:term|semester))?"
SEASON = rf"(?:{_FI_SEASON}|{_SV_SEASON}|{_EN_SEASON})"
_ORDINAL = rf"(?:st|nd|rd|th|\.|:[ae])?{_S}*(?:of{_S}|päivänä{_S}|päivästä{_S}|päivään{_S})?"
_OF_YEAR = rf"{_S}+(?:vuonna{_S}+|vuoden{_S}+|vuotta{_S}+|år{_S}+|of{_S}+|v\.{_S}*)?"

# A year that is the tail of a telephone number (`050 555 2019`) is none.
_NO_PHONE = "".join(
    rf"(?<!{head}[ \u00a0-])"
    for head in (r"\b0\d\d", r"\b0\d\d[ \u00a0-]\d\d\d", r"\b0\d[ \u00a0-]\d\d\d", r"\b0\d[ \u00a0-]\d\d\d\d",
                 r"\b0\d\d\d[ \u00a0-]\d\d\d", r"358[ \u00a0-]\d\d[ \u00a0-]\d\d\d", r"358[ \u00a0-]\d\d")
)  # fmt: skip

POINT = re.compile(
    rf"""
    # Most places of a text are ruled out by their first letter.
    (?=\d|(?<!\w)[adefhjklmnostvw])(?:
    (?<![\d.,/:])(?P<d>\d{{1,2}})\.{_S}?(?P<m>\d{{1,2}})(?:\.{_S}?|{_S})(?P<y>{YEAR})(?![\d/]|-\d{{1,3}}(?!\d|\.)|[.,:]\d)
  | (?<![\d.,/:-])(?P<iy>{YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-])
  | (?<![\d.,/:])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})/(?P<sy>{YEAR})(?![\d/]|[.,:]\d)
  | (?<![\d.,/:])(?P<td>\d{{1,2}})\.(?P<tm>\d{{1,2}})\.(?P<ty>\d\d)(?![\d%/]|[.,:-]\d{{1,3}}(?!\d|\.)|{_S}?[€%])
  | (?<![\w.,/:])(?<![^\W\d]-)(?P<my_m>0?[1-9]|1[0-2]){_S}?[/.]{_S}?(?P<my_y>{YEAR})(?![\d/]|[.,:]\d)
  | (?:(?<![\d.,/:])(?P<wd>\d{{1,2}}){_ORDINAL})?(?<!\w)(?P<wm>{MONTH})(?!\w)
    (?:{_S}+(?P<wd2>\d{{1,2}})(?:st|nd|rd|th)?,)?
    (?:,?{_OF_YEAR})(?P<wy>{YEAR})(?![\d/]|[.,:]\d)
  | (?<!\w)(?P<ss>{SEASON})(?:{_OF_YEAR})(?P<sey>{YEAR})(?![\d/]|[.,:]\d)
  | (?<!\w)vuoden{_S}+(?P<ry>{YEAR}){_S}+(?:(?P<rm>{FI_MONTH})|(?P<rs>{_FI_SEASON}))(?!\w)
  | {_NO_PHONE}(?:(?<![\w.,/:§-])|(?<=\b[12][09]\d\d-)|(?<=\s-)|(?<=\.-))(?P<year>{YEAR})
    (?!\w|[.,:]\d|/(?!{YEAR}|\d\d(?!\d))\d|-\d{{5}}|-\d{{3}}(?!\d)|[./-]?[A-Za-zÅÄÖåäö]{{1,3}}\d|{_S}?[€§])
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time and its range in the text; `precision` is day, month, season or year."""

    value: str
    precision: str
    start: int
    end: int
    short: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        """Year, month and day for comparison; what is not said counts as zero."""
        year, _, rest = self.value.partition("-")
        order = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
        month, _, day = rest.partition("-")
        return int(year), order.get(month) or int(month or 0), int(day or 0)


def month_number(word: str) -> int:
    """Return 1–12 for a month word in any form. Raises `ValueError` for another word."""
    folded = word.casefold().rstrip(".")
    stem = folded.partition("kuu")[0] if "kuu" in folded else folded
    if stem not in _MONTHS:
        raise ValueError(f"{word!r} is no month")
    return _MONTHS[stem]


def season_name(word: str) -> str:
    """Return spring, summer, autumn or winter for a season word in any form. Raises `ValueError` for another word."""
    folded = re.sub(r"^(?:alku|loppu|keski)", "", word.casefold())
    for name, stems in _SEASONS.items():
        if folded.startswith(stems):
            return name
    raise ValueError(f"{word!r} is no season")


def day_value(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, or None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric_day(g: dict[str, str]) -> str | None:
    if g["d"]:
        return day_value(int(g["y"]), int(g["m"]), int(g["d"]))
    if g["iy"]:
        return day_value(int(g["iy"]), int(g["im"]), int(g["id"]))
    if g["td"]:
        return day_value(2000 + int(g["ty"]), int(g["tm"]), int(g["td"])) if int(g["ty"]) < 45 else None
    day, month = int(g["sd"]), int(g["sm"])
    # European order; the American one only where nothing else is possible.
    return day_value(int(g["sy"]), month, day) or day_value(int(g["sy"]), day, month)


def _worded(g: dict[str, str]) -> tuple[str | None, str]:
    month, day = month_number(g["wm"]), g["wd"] or g["wd2"]
    if day:
        return day_value(int(g["wy"]), month, int(day)), "day"
    return f"{g['wy']}-{month:02}", "month"


def value_of(match: re.Match[str]) -> tuple[str | None, str]:
    """Return (value, precision) of a match of `POINT`; the value is None when the calendar has no such day."""
    g = match.groupdict()
    if g["d"] or g["iy"] or g["sd"] or g["td"]:
        return _numeric_day(g), "day"
    if g["my_m"]:
        return f"{g['my_y']}-{int(g['my_m']):02}", "month"
    if g["wm"]:
        return _worded(g)
    if g["rm"]:
        return f"{g['ry']}-{month_number(g['rm']):02}", "month"
    if g["ss"] or g["rs"]:
        return f"{g['sey'] or g['ry']}-{season_name(g['ss'] or g['rs'])}", "season"
    return g["year"], "year"


def points(text: str) -> Iterator[Point]:
    """Yield the points of `text` in order, disjoint; offsets are code points of `text`."""
    for match in POINT.finditer(text):
        value, precision = value_of(match)
        if value is not None:
            yield Point(value, precision, match.start(), match.end(), match["td"] is not None)


def parse_point(quote: str) -> Point:
    """Read a quote that is one point and nothing else. Raises `ValueError` otherwise."""
    match = POINT.fullmatch(quote)
    value, precision = value_of(match) if match else (None, "")
    if value is None:
        raise ValueError(f"{quote!r} is no date")
    return Point(value, precision, 0, len(quote))

"""Candidates for the project's start and end, each with the kind of evidence it has (its tier)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from extractors.fields.periods.cues import Around, Surroundings, cue, label
from extractors.mentions import Mention
from schemas.document import Document

# The structural funds' programme periods: as a range of years they are the programme's, not the project's.
_PROGRAMME_YEARS = {"2000/2006", "2007/2013", "2014/2020", "2014/2023", "2021/2027", "2007/2015"}
# A line with dates of its own beside the range is a programme of events.
_OTHER_DATES = re.compile(r"\d{1,2}\.\s?\d{1,2}\.")
# The words that the page calls a project: `Lokki-hanke`, `Lokki -projekti`.
_NAMED = re.compile(r"\b([A-ZÅÄÖ]\w{2,30})(?:”|\")?\s?[-–]\s?(?:hank|projekt)")
_CLOCK_AFTER = re.compile(r"^\s*(?:klo|kl\.|kello|\d{1,2}[.:]\d\d|at\s\d)")
_NAME_HEAD = re.compile(
    r"(?:hank\w+|projekt\w+|project|ESR\+?|EAKR|STEA|AMIF|OKM|RAY|ESF)[)\"”»]?,?\s?\(?(?:[^\W\d]{2,12}\+?,?\s)?\(?\s*$",
    re.IGNORECASE,
)
_SEASON_DAYS = {"spring": (60, 151), "summer": (152, 243), "autumn": (244, 334), "winter": (335, 365)}


class Tier(IntEnum):
    """How a candidate is known to belong to the project; the larger the surer."""

    WEAK = 1
    TITLE = 2
    PROSE = 3
    STANDING = 4
    LABEL = 5


CONFIDENCE = {Tier.WEAK: 0.6, Tier.TITLE: 0.8, Tier.PROSE: 0.85, Tier.STANDING: 0.9, Tier.LABEL: 0.97}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An end of the project's period: role start, end, original (an end that was put off) or extended."""

    role: str
    value: str
    precision: str
    start: int
    end: int
    tier: Tier
    part: str = ""

    @property
    def span_of_days(self) -> tuple[date, date]:
        """The first and last day that the value may mean."""
        return first_day(self.value), last_day(self.value)


def first_day(value: str) -> date:
    """Return the first day of a day, month, season or year."""
    year, _, rest = value.partition("-")
    if rest in _SEASON_DAYS:
        return date.fromordinal(date(int(year), 1, 1).toordinal() + _SEASON_DAYS[rest][0] - 1)
    month, _, day = rest.partition("-")
    return date(int(year), int(month or 1), int(day or 1))


def last_day(value: str) -> date:
    """Return the last day of a day, month, season or year."""
    year, _, rest = value.partition("-")
    if rest in _SEASON_DAYS:
        return date.fromordinal(date(int(year), 1, 1).toordinal() + _SEASON_DAYS[rest][1] - 1)
    month, _, day = rest.partition("-")
    if day:
        return date.fromisoformat(value)
    following = date(int(year) + (month in ("", "12")), int(month) % 12 + 1 if month else 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def candidates(doc: Document, mentions: Iterable[Mention], lenient: bool) -> Iterator[Candidate]:
    """Yield the candidates of the document in text order.

    `lenient`: the document is about a project, so a range that stands alone is the project's.
    """
    around = Around(doc)
    names = frozenset(m[1] for m in _NAMED.finditer(doc.text))
    for mention in mentions:
        near = around.of(mention)
        if mention.kind == "date_range":
            yield from _of_range(mention, near, lenient)
        else:
            yield from _of_point(mention, near, names if lenient else frozenset())


def _of_range(mention: Mention, near: Surroundings, lenient: bool) -> Iterator[Candidate]:
    tier = _range_tier(mention, near, lenient)
    if tier is None:
        return
    extended = bool(label("extended_labels").search(near.head))
    continued = not extended and tier < Tier.LABEL and bool(cue("extension").search(near.before))
    a, b = str(mention.value).split("/")
    p, shared = mention.params, bool(mention.params["shared"])
    first_end = mention.end if shared else mention.start + int(str(p["start_end"]))
    last_start = mention.start if shared else mention.start + int(str(p["end_start"]))
    if not extended:
        part = "start" if shared else ""
        # The start of a continuation is the project's only when no other is known.
        first_tier = Tier.WEAK if continued else tier
        yield Candidate("start", a, str(p["start_precision"]), mention.start, first_end, first_tier, part)
    role, part = "extended" if extended or continued else "end", "end" if shared else ""
    yield Candidate(role, b, str(p["end_precision"]), last_start, mention.end, tier, part)


def _range_tier(mention: Mention, near: Surroundings, lenient: bool) -> Tier | None:
    value, length = str(mention.value), _length(str(mention.value))
    labelled = label("range_labels").search(near.head) or label("extended_labels").search(near.head)
    if (
        labelled
        and length >= (90 if label("vague_range_labels").search(near.head) else 20)
        and not _hindered(near, True)
    ):
        return Tier.LABEL
    if _both_labels(near.head) or (label("start_labels").search(near.head) and length >= 60):
        return Tier.LABEL
    if value in _PROGRAMME_YEARS or _hindered(near, False) or length < 60 or length > 11 * 366:
        return None
    exact = mention.params["start_precision"] == "day" and mention.params["end_precision"] == "day"
    return _exact_tier(near, length, lenient) if exact else _coarse_tier(mention, near, lenient)


def _both_labels(head: str) -> bool:
    return bool(
        re.search(r"(?:aloitus|alkamis|start)\w*\s+(?:päättymis|lopetus|end|slut)\w*[:\s]*$", head, re.IGNORECASE)
    )


def _length(value: str) -> int:
    first, last = value.split("/")
    return (last_day(last) - first_day(first)).days


def _hindered(near: Surroundings, labelled: bool) -> bool:
    """Tell whether the date is of another kind: of the page, of an application round, a programme, an event."""
    head = near.head[-70:]
    if cue("traps").search(head) or _CLOCK_AFTER.match(near.after):
        return True
    if labelled:
        return False
    return bool(cue("traps").search(near.before[-60:]) or cue("traps").search(near.after[:25]))


def _exact_tier(near: Surroundings, length: int, lenient: bool) -> Tier | None:
    about_project = bool(cue("project").search(near.sentence))
    if cue("events").search(near.sentence) and not (about_project and length > 200):
        return None
    if about_project and cue("range_verbs").search(near.sentence):
        return Tier.WEAK if cue("earlier").search(near.sentence) else Tier.STANDING
    if length < 120:
        return None
    if lenient and (near.alone or (len(near.line) < 120 and not _OTHER_DATES.search(near.line))):
        return Tier.STANDING
    if about_project:
        return Tier.PROSE
    return Tier.WEAK if lenient and not _OTHER_DATES.search(near.line) else None


def _coarse_tier(mention: Mention, near: Surroundings, lenient: bool) -> Tier | None:
    about_project = bool(cue("project").search(near.sentence))
    if cue("events").search(near.sentence) and not about_project:
        return None
    if cue("earlier").search(near.before):
        return Tier.WEAK if about_project and lenient else None
    if about_project and cue("range_verbs").search(near.sentence):
        return Tier.PROSE
    if not lenient:
        return None
    if _NAME_HEAD.search(near.before) or (about_project and len(near.line) < 110):
        return Tier.TITLE
    # Under the page's title a line of funder and years is the project's.
    topmost = mention.start < 400 and len(near.line) < 40 and not cue("traps").search(near.line)
    return Tier.TITLE if topmost or (near.alone and mention.params["start_precision"] == "month") else None


def _of_point(mention: Mention, near: Surroundings, names: frozenset[str]) -> Iterator[Candidate]:
    role, tier = _point_role(near, names)
    if not role or tier is None:
        return
    precision = str(mention.params["precision"])
    if mention.params["short"] and tier < Tier.LABEL:
        return
    yield Candidate(role, str(mention.value), precision, mention.start, mention.end, tier)


def _point_role(near: Surroundings, names: frozenset[str]) -> tuple[str, Tier | None]:
    head = near.head[-70:]
    if cue("traps").search(head):
        return "", None
    if label("range_labels").search(near.head) and re.match(r"\s?[-–—]\s*(?:$|[^\s\d])", near.after):
        return "start", Tier.LABEL
    if label("end_labels").search(near.head) and _is_label(near):
        return ("original" if cue("original").search(near.head) else "end"), Tier.LABEL
    if label("start_labels").search(near.head) and _is_label(near):
        return "start", Tier.LABEL
    if label("extended_labels").search(near.head) and _is_label(near):
        return "extended", Tier.LABEL
    return _prose_role(near, names)


def _is_label(near: Surroundings) -> bool:
    """A label begins its line or names the project; `kurssi alkaa 1.9.2018` is none."""
    words = re.findall(r"[^\W\d_]+", near.head)
    return (len(words) <= 4 or ":" in near.head[-30:]) and not cue("events").search(near.head)


def _prose_role(near: Surroundings, names: frozenset[str]) -> tuple[str, Tier | None]:
    if _hindered(near, False) or _CLOCK_AFTER.match(near.after):
        return "", None
    subject = cue("project").search(near.sentence) or any(w in names for w in re.findall(r"\w+", near.sentence))
    extension = _near_cue("extension", near)
    if extension and subject and (_after("end_after", near) or _before("end_before", near)):
        return "extended", Tier.PROSE
    if not subject or cue("events").search(near.sentence) or cue("earlier").search(near.sentence):
        return "", None
    if _after("end_after", near) or _before("end_before", near):
        return ("original" if _before("original", near) else "end"), Tier.PROSE
    if _after("start_after", near) or _before("start_before", near):
        return "start", Tier.PROSE
    return "", None


def _near_cue(name: str, near: Surroundings) -> bool:
    return bool(cue(name).search(near.before) or cue(name).search(near.after[:60]))


def _after(name: str, near: Surroundings) -> bool:
    """The cue follows the date at once, at most two words between."""
    match = cue(name).search(near.after[:45])
    between = near.after[: match.start()] if match else ""
    return match is not None and len(between.split()) <= 2 and "," not in between


def _before(name: str, near: Surroundings) -> bool:
    """The cue stands before the date, at most four words between."""
    found = list(cue(name).finditer(near.before[-70:]))
    return bool(found) and len(near.before[-70:][found[-1].end() :].split()) <= 4

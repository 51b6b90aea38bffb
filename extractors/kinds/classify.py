"""What kind of document it is: by labels, by wordings (kind-cues.json), by shape; never by one sign alone.

Two questions: does it describe a project (its score against the strongest other kind), and in which form (page, slide
deck, report, newsletter, news item, decision). A decision that sets up a project and a news item about one project are
projects; a programme, a call, a course, a blog that uses a project's material are not.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extractors.kinds import shape
from extractors.kinds.listing import recognise as listing
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import BlockKind, Document, Zone
from schemas.facts import DocumentKind as Kind

READ = 40_000  # characters of text that are looked at: what a document is stands early
TOP = 700
_SHEETS = ("spreadsheet", "ms-excel", "text/csv")


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording: where it is looked for, its pattern, what one hit weighs, how many hits count."""

    place: str
    pattern: re.Pattern[str]
    weight: float
    most: int


@cache
def cues(group: str, name: str = "") -> tuple[Cue, ...]:
    """Return the cues of a group of kind-cues.json (`project`, or a name under `kinds` or `forms`)."""
    rows = load("kind-cues")[group][name] if name else load("kind-cues")[group]
    return tuple(Cue(p, re.compile(r, re.IGNORECASE | re.MULTILINE), w, n) for p, r, w, n in rows)


@cache
def _number(name: str) -> float:
    return float(load("kind-cues")["thresholds"][name])


def classify(doc: Document) -> tuple[Kind, float]:
    """Return the document's kind and how sure that is (0–1)."""
    certain = _by_labels(doc)
    if certain:
        return certain
    places = _places(doc)
    project = score(cues("project"), places)
    scores = {Kind(name): score(cues("kinds", name), places) for name in load("kind-cues")["kinds"]}
    scores = shape.adjust(doc, scores)
    return _decide(doc, places, project, scores)


def score(group: tuple[Cue, ...], places: dict[str, str]) -> float:
    """Add up what the hits of a group of cues weigh."""
    return sum(c.weight * sum(1 for _ in islice(c.pattern.finditer(places[c.place]), c.most)) for c in group)


def _places(doc: Document) -> dict[str, str]:
    blocks = [b for b in doc.blocks if b.zone not in (Zone.NAV, Zone.FOOTER, Zone.HEADER)]
    # A page's menu and footer are left out where they are known; else the text, whose points still have their dashes.
    zoned = len(blocks) < len(doc.blocks)
    text = "\n".join(doc.slice(b) for b in blocks)[:READ] if zoned and blocks else doc.text[:READ]
    tops = (doc.slice(b) for b in blocks if b.kind is BlockKind.HEADING and b.level <= 1)
    head = next((line for line in tops if not _furniture(line)), "")
    first = next((line for b in blocks if not _furniture(line := doc.slice(b))), text[:200])
    # A page's <title> carries the site's name: only where no heading is.
    title = clean(head or doc.title or first)[:250]
    return {"url": doc.url, "title": title, "top": text[:TOP], "text": text}


def _furniture(line: str) -> bool:
    """Tell whether a line belongs to the site and not to the page (`Siirry sisältöön`)."""
    plain = clean(line).casefold().strip(" |•-")
    return not plain or plain in load("furniture")["nav"] or bool(_BACK.match(plain))


_BACK = re.compile(r"(?:palaa|takaisin|back to|tillbaka)\b.{0,50}$")


def _by_labels(doc: Document) -> tuple[Kind, float] | None:
    """Registers, forms and sheets are told by their labels and their media type."""
    if any(s in doc.media_type for s in _SHEETS) or re.search(r"\.(?:xlsx?|csv|ods)(?:$|\?)", doc.url):
        return Kind.SHEET, 0.97
    labels = {clean(doc.slice(p.label)).casefold().rstrip(": ") for p in doc.pairs} | _line_labels(doc.text[:READ])
    register, form = (len(labels & _labels(g)) for g in ("register_labels", "form_labels"))
    title = doc.text[:400].casefold()
    form = max(form, sum(name in doc.text[:3000].casefold() for name in _labels("form_labels")))
    if register >= _number("register") and form < 4:
        return Kind.REGISTER_ENTRY, 0.99
    if _REPORTS.search(title):
        return (Kind.REPORT, 0.93) if form >= _number("form") else None
    if form >= _number("form") or (
        form and re.search(r"hankehakemus|projektihakemus|hankesuunnitelma|projektisuunnitelma", title)
    ):
        return Kind.APPLICATION_FORM, 0.9
    return None


# A report is filled in on a form with the same labels; its title says that it looks back.
_REPORTS = re.compile(r"\b(?:loppu|väli|seuranta|vuosi)raportti|\b(?:slut|mellan)rapport|\b(?:final|interim) report")


@cache
def _labels(group: str) -> frozenset[str]:
    return frozenset(load("kind-cues")[group])


_LABEL = re.compile(r"^[ \t]*([^\W\d_][^:\n]{2,60}):", re.MULTILINE)


def _line_labels(text: str) -> set[str]:
    return {clean(m.group(1)).casefold() for m in _LABEL.finditer(text)}


_EVENTS = {Kind.NEWS: Kind.PROJECT_NEWS, Kind.DECISION: Kind.PROJECT_DECISION}


def _decide(doc: Document, places: dict[str, str], project: float, scores: dict[Kind, float]) -> tuple[Kind, float]:
    best = max(scores, key=lambda k: scores[k])
    top = scores[best]
    if scores[Kind.LISTING] >= 3 and shape.lists_projects(doc, places["title"]):
        return Kind.LISTING, _sure(scores[Kind.LISTING] - 3)
    if listing.entries(doc):
        return Kind.LISTING, 0.85
    if scores[Kind.OTHER] >= 6:
        return Kind.OTHER, 0.9
    if shape.front(doc) and shape.of_body(doc):
        project *= 0.5
    if best is Kind.NEWS and shape.spoken_late(places["text"]):
        project *= 0.5
    told = project >= _number("project")
    if told and best is Kind.NEWS and _form(doc, places) is Kind.NEWSLETTER:
        return Kind.NEWSLETTER, _sure(project - 3)
    if told and best in _EVENTS and top >= _number("other") and shape.about_one_project(doc, places):
        return _EVENTS[best], _sure(project - 3)
    if told and project >= top * _number("margin"):
        return _form(doc, places), _sure(project - top)
    if top >= _number("other"):
        return best, _sure(top - project)
    return (_form(doc, places), 0.5) if project >= _number("project") - 1 and project > top else (Kind.OTHER, 0.5)


def _form(doc: Document, places: dict[str, str]) -> Kind:
    """In which form a project is described."""
    scores = {Kind(name): score(cues("forms", name), places) for name in load("kind-cues")["forms"]}
    scores[Kind.SLIDE_DECK] += shape.slides(doc)
    scores[Kind.REPORT] += shape.report(doc)
    best = max(scores, key=lambda k: scores[k])
    return best if scores[best] >= (2.5 if best is Kind.NEWSLETTER else 3.5) else Kind.PROJECT_PAGE


def _sure(lead: float) -> float:
    return round(min(0.97, 0.6 + 0.08 * max(0.0, lead)), 2)

"""What one document says of one project, put so that two documents' words can be compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from schemas.result import ReadDocument
from store.ids import fold
from store.organisations import party_key
from store.things import Thing

HOSTLESS = frozenset({"listing", "register_entry", "sheet"})  # one host tells of many parties' projects
_PARTIES = frozenset({"lead", "partner", "subsidy_recipient", None})
_MENTIONED = frozenset({"mentioned", "unit", "cooperation"})
_LONG = frozenset({"report", "application_form", "slide_deck"})  # these cite other projects' codes at length
_MANY_CODES = 4  # a page with so many codes and one project is a list that was not read as one
_SURE_NAME = 0.8
_PART = re.compile(r"\s+[-–—|:]\s+")
_NUMERAL = re.compile(r"\b(?:\d{1,2}|i{2,3}|iv|v)\b")
_NAMES = ("primary", "short", "translated", None)
OPEN = ("", "9999")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document's word of one project; `period` is ISO, open where nothing is said.

    `names` are the keys of all its names, `spelled` the names themselves folded, `titles` the folded parts of the
    document's title and first heading where its name is missing or unsure. `people` are its contacts' e-mail addresses
    and phone numbers, `hints` parties of lesser word: organisations that are mentioned, the site of a list.
    """

    document: str
    number: int
    url: str
    code: str | None
    name: str
    name_key: str
    parties: frozenset[str]
    period: tuple[str, str] = OPEN
    names: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    language: str = ""
    hints: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, int]:
        """What the candidate is known by."""
        return self.document, self.number

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Its names' keys, each with the numerals of the whole name: `Oma polku 2` is never `Oma polku`."""
        numerals = " ".join(sorted(set(_NUMERAL.findall(self.name_key.casefold()))))
        return frozenset((key, numerals) for key in self.names | {self.name_key} if key)

    @property
    def organisations(self) -> frozenset[str]:
        """The organisations among its parties."""
        return frozenset(p for p in self.parties if not p.startswith("//"))

    @property
    def nameless(self) -> bool:
        """Tell whether it can only join another's project."""
        return not self.name and not self.code


def candidates(things: Sequence[Thing], kind: str, read: ReadDocument | None = None) -> list[Candidate]:
    """Return the projects a document tells of, also those of a page that gives neither name nor code."""
    by_number: dict[int, list[Thing]] = defaultdict(list)
    for thing in things:
        by_number[thing.project].append(thing)
    made = (_candidate(by_number[n], n, kind, read) for n in sorted(by_number) if n >= 0)
    return [c for c in made if c]


def _candidate(things: list[Thing], number: int, kind: str, read: ReadDocument | None) -> Candidate | None:
    by_type: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda t: t.rank):
        by_type[thing.type].append(thing)
    codes = [t.text("value").upper() for t in by_type["project_code"] if t.qualifier("scheme") != "diary"]
    names = sorted(by_type["project_name"], key=lambda t: t.qualifier("kind") != "primary")
    if len(set(codes)) >= _MANY_CODES and kind not in _LONG:
        return None
    unsure = not codes and (not names or names[0].main.confidence < _SURE_NAME)
    titles = _titles(read) if unsure and kind not in HOSTLESS else frozenset()
    if not codes and not names and not titles:
        return None
    name = names[0].text("value") if names else ""
    source = things[0].source
    return Candidate(
        document=source.sha256,
        number=number,
        url=source.url,
        code=codes[0] if codes else None,
        name=name,
        name_key=names[0].key(name) if names else "",
        parties=frozenset(_parties(by_type["organisation"], source.url, kind)),
        period=_period(by_type["period"]),
        names=frozenset(t.key(t.text("value")) for t in names if t.qualifier("kind") in _NAMES),
        spelled=frozenset(fold(t.text("value")) for t in names),
        titles=titles,
        people=frozenset(_people(by_type["contact"] + by_type["unit_contact"])),
        language=read.language if read else "",
        hints=frozenset(_hints(by_type["organisation"], source.url, kind)),
    )


def _titles(read: ReadDocument | None) -> frozenset[str]:
    if read is None:
        return frozenset()
    heading = next((b for b in read.blocks if b.get("kind") == "heading" and b.get("zone", "main") == "main"), None)
    lines = [read.title, read.text[heading.get("start", 0) : heading["end"]] if heading else ""]
    parts = {fold(p) for line in lines for p in (line, *_PART.split(line))}
    return frozenset(p for p in parts if len(p) > 2)


def _parties(organisations: list[Thing], url: str, kind: str) -> Iterable[str]:
    for thing in organisations:
        if thing.qualifier("role") in _PARTIES:
            key = party_key(thing.key(thing.text("name")))
            yield thing.text("business_id") or key
            yield key
    host = urlsplit(url).hostname
    if host and kind not in HOSTLESS:
        yield f"//{host}"


def _hints(organisations: list[Thing], url: str, kind: str) -> Iterable[str]:
    for thing in organisations:
        if thing.qualifier("role") in _MENTIONED:
            yield party_key(thing.key(thing.text("name")))
    host = urlsplit(url).hostname
    if host and kind == "listing":
        yield f"//{host}"


def _people(contacts: list[Thing]) -> Iterable[str]:
    return (text.casefold() for t in contacts for text in (t.text("email"), t.text("phone")) if text)


def _period(periods: list[Thing]) -> tuple[str, str]:
    starts = [t.text("date") for t in periods if t.qualifier("role") == "start"]
    ends = [t.text("date") for t in periods if str(t.qualifier("role")).startswith("end")]
    return min(starts, default=OPEN[0]), max(ends, default=OPEN[1])

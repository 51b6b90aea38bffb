"""A project's own row: its names, codes and what the values around it add up to."""

from collections.abc import Mapping, Sequence

from schemas.records import Funder, Participation, Period, Project, WebLink
from store.ids import fold
from store.things import Thing
from store.value_rows import Made

_OWN = ("project_name", "project_code", "status", "summary", "authority", "priority")
_NEARNESS = {"register_entry": 0, "sheet": 1}
_PRIORITY_COLUMN = {"objective": "objective"}


def own_things(things: Sequence[Thing]) -> dict[str, list[Thing]]:
    """Return the things that fill the project's own columns, best evidence first."""
    ranked = sorted(things, key=lambda t: t.rank)
    return {type_: [t for t in ranked if t.type == type_] for type_ in _OWN}


def project_row(
    number: str, things: Sequence[Thing], made: Mapping[str, list[Made]], kinds: Mapping[str, str]
) -> Project:
    """Return the row of a project. `made` are its value rows by type, `kinds` the kinds of documents by content."""
    own = own_things(things)
    names = _names(own["project_name"])
    codes = _codes(own["project_code"])
    periods = _periods(made.get("period", []), kinds)
    funder = next((m.row for m in made.get("funder", []) if isinstance(m.row, Funder)), None)
    return Project(
        id=number,
        name=names[0] if names else codes[0],
        short_name=_first(own["project_name"], "short"),
        other_names=names[1:],
        code=codes[0] if codes else None,
        code_scheme=str(own["project_code"][0].qualifier("scheme") or "") or None if codes else None,
        other_codes=codes[1:],
        lead=_lead(made.get("organisation", [])),
        funder=funder.name if funder else None,
        programme=funder.programme if funder else None,
        start_date=_date(periods, "start"),
        end_date=_date(periods, "end_extended", "end"),
        original_end_date=_date(periods, "end_original"),
        status=_value(own["status"]),
        summary=_value(own["summary"]),
        authority=_value(own["authority"]),
        priority=_value([t for t in own["priority"] if column_of(t) == "priority"]),
        objective=_value([t for t in own["priority"] if column_of(t) == "objective"]),
        website=_website(made.get("url", [])),
        document=_main_document(things),
        documents=len({t.source.sha256 for t in things}),
        confidence=(own["project_name"] or own["project_code"])[0].main.confidence,
    )


def column_of(thing: Thing, row: Project | None = None) -> str:
    """Return the column of `projects` that the thing's value stands in, given the project's row for names and codes."""
    value = thing.text("value")
    if thing.type == "project_name":
        places = {row.name: "name", row.short_name: "short_name"} if row else {}
        return places.get(value, "other_names")
    if thing.type == "project_code":
        return "code" if row and value == row.code else "other_codes"
    if thing.type == "priority":
        return _PRIORITY_COLUMN.get(str(thing.qualifier("kind")), "priority")
    return thing.type


def _names(things: Sequence[Thing]) -> list[str]:
    """Return the names, the primary ones first; the short name is told apart unless there is no other."""
    primary = [t.text("value") for t in things if t.qualifier("kind") in ("primary", None)]
    others = [t.text("value") for t in things if t.qualifier("kind") == "translated"]
    short = [t.text("value") for t in things if t.qualifier("kind") == "short"]
    ordered = primary + others + (short[1:] if primary or others else short)
    once: dict[str, str] = {}
    for name in ordered:
        once.setdefault(fold(name), name)
    return list(once.values())


def _codes(things: Sequence[Thing]) -> list[str]:
    ordered = sorted(things, key=lambda t: t.qualifier("scheme") == "diary")
    return list(dict.fromkeys(t.text("value") for t in ordered))


def _first(things: Sequence[Thing], kind: str) -> str | None:
    return next((t.text("value") for t in things if t.qualifier("kind") == kind), None)


def _value(things: Sequence[Thing]) -> str | None:
    return things[0].text("value") if things else None


def _lead(made: Sequence[Made]) -> str | None:
    return next((m.row.organisation for m in made if isinstance(m.row, Participation) and m.row.role == "lead"), None)


def _periods(made: Sequence[Made], kinds: Mapping[str, str]) -> list[tuple[int, Period]]:
    """Return the dates, each with how near to the register it is said: its entry, its sheet, elsewhere."""
    return [
        (min(_NEARNESS.get(kinds.get(t.source.sha256, ""), len(_NEARNESS)) for t in m.things), m.row)
        for m in made
        if isinstance(m.row, Period)
    ]


def _date(periods: Sequence[tuple[int, Period]], *roles: str) -> str | None:
    """Return the register's date, else the surest, of the first role that has one nearest to the register."""
    dated = [(near, roles.index(str(p.role)), p) for near, p in periods if p.role in roles]
    if not dated:
        return None
    return min(dated, key=lambda d: (d[0], d[1], -d[2].confidence, d[2].date))[2].date


def _website(made: Sequence[Made]) -> str | None:
    return next((m.row.url for m in made if isinstance(m.row, WebLink) and m.row.kind == "website"), None)


def _main_document(things: Sequence[Thing]) -> str:
    """Return the document that says most of the project."""
    said: dict[tuple[str, str], int] = {}
    for t in things:
        where = (t.source.url, t.source.sha256)
        said[where] = said.get(where, 0) + len(t.facts)
    return min(said, key=lambda where: (-said[where], where))[1]

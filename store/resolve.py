"""Facts of all documents to records: the rows of the published database, in an order that never depends on a run.

Two passes, so that memory holds names and not texts: the first sees which documents tell of the same project and which
names are the same organisation; the second makes the rows, one project at a time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from schemas.facts import PROJECT_KINDS
from schemas.records import RECORD_OF, PublishedFact, Row, SourceDocument
from store.archive import Archive, Source
from store.candidates import HOSTLESS, Candidate, candidates
from store.ids import digest
from store.organisations import Organisations
from store.project_rows import column_of, own_things, project_row
from store.projects import group
from store.roles import is_possible, strongest
from store.staff import Staff, site
from store.things import Thing, things
from store.value_rows import SPECS, Made, Maker

_TYPES = {bool: "integer", int: "integer", float: "number", type(None): "none"}


class Resolver:
    """Resolves what one version of the extractors read from an archive. `set_aside` fills while rows are made."""

    def __init__(self, archive: Archive, version: str) -> None:
        """Take note of all projects and organisations. Raises `KeyError` when a document was not read yet."""
        self._archive, self._version = archive, version
        self._sources = archive.current()
        self._kinds = archive.kinds(version)
        self._kind_of = {s.sha256: self._kinds[s.sha256, s.url] for s in self._sources}
        self._organisations, self._staff = Organisations(), Staff()
        self.set_aside: list[str] = []
        self._things = lru_cache(maxsize=128)(self._load)
        found = [c for s in self._sources for c in self._candidates(s)]
        self._groups = group(found)
        self._placed = {c.place for g in self._groups for c in g.members}
        placed = {document for document, _ in self._placed}
        self.nameless = sum(k in PROJECT_KINDS and s not in placed for s, k in self._kind_of.items())
        self._by_content = {s.sha256: s for s in self._sources}

    def rows(self) -> Iterator[Row]:
        """Return all rows of documents, projects, values, organisations and facts."""
        yield from (self._document(s) for s in self._sources)
        staff: dict[str, list[Thing]] = defaultdict(list)
        for g in self._groups:
            yield from self._project(g.id, sorted(g.members, key=lambda c: c.place), staff)
        for source in self._sources:
            loose = [t for t in self._things(source) if (source.sha256, t.project) not in self._placed]
            kept = self._without_staff(loose, staff, whole_site=self._kind_of[source.sha256] not in HOSTLESS)
            yield from self._rows_of(self._made(kept, None, source.url), None)
        for host in sorted(staff):
            yield from self._rows_of(self._made(staff[host], None, f"//{host}"), None)
        yield from self._organisations.rows()

    def _load(self, source: Source) -> list[Thing]:
        findings = self._archive.findings(source, self._version)
        return things(source, findings, is_project=self._kinds[source.sha256, source.url] in PROJECT_KINDS)

    def _candidates(self, source: Source) -> list[Candidate]:
        all_things = self._things(source)
        self._organisations.see(all_things)
        read, kind = self._archive.document(source, self._version), self._kinds[source.sha256, source.url]
        self._staff.see(all_things, kind, read)
        return candidates(all_things, kind, read)

    def _without_staff(
        self, all_things: Sequence[Thing], staff: dict[str, list[Thing]], *, whole_site: bool = False
    ) -> list[Thing]:
        """Put contacts that are their site's (all there are, with `whole_site`) to `staff`; return the other things."""
        kept = []
        for thing in all_things:
            host = site(thing.source.url) if thing.type == "contact" else ""
            if host and (whole_site or self._staff.holds(thing)):
                staff[host].append(thing)
            else:
                kept.append(thing)
        return kept

    def _document(self, source: Source) -> SourceDocument:
        read = self._archive.document(source, self._version)
        return SourceDocument(
            **read.model_dump(exclude={"media_type"}),
            media_type=read.media_type or source.media_type,
            also_at=list(source.also_at),
            source=source.source,
            fetched_at=source.fetched_at,
            seen_at=source.seen_at,
            gone_at=source.gone_at,
        )

    def _project(self, number: str, members: Sequence[Candidate], staff: dict[str, list[Thing]]) -> Iterator[Row]:
        said = [t for c in members for t in self._things(self._by_content[c.document]) if t.project == c.number]
        all_things = self._without_staff(said, staff)
        values = self._made(all_things, number, number)
        row = project_row(number, all_things, values, self._kind_of)
        yield row
        for thing in (t for same in own_things(all_things).values() for t in same):
            yield from _facts(thing, "projects", number, {"value": column_of(thing, row)}, number, None)
        yield from self._rows_of(values, number)

    def _made(self, all_things: Sequence[Thing], project: str | None, owner: str) -> dict[str, list[Made]]:
        maker = Maker(owner, lambda t: self._more(t, project), self.set_aside)
        made: dict[str, list[Made]] = {}
        for type_ in SPECS:
            same = [t for t in all_things if t.type == type_]
            if type_ == "organisation":
                same = [t for t in same if is_possible(t)]
                self._organisations.take_part(same, project)
                same = strongest(same, self._organisation, self._kind_of)
            made[type_] = maker.rows(type_, same, self._participation if type_ == "organisation" else None)
        return made

    def _organisation(self, thing: Thing) -> str:
        name = thing.text("name")
        return self._organisations.of(name, thing.key(name), thing.text("business_id"))

    def _participation(self, thing: Thing) -> tuple[object, ...]:
        return self._organisation(thing), thing.qualifier("role")

    def _more(self, thing: Thing, project: str | None) -> dict[str, Any]:
        more: dict[str, Any] = {"project": project}
        if thing.type == "organisation":
            more["organisation"] = self._organisation(thing)
        elif thing.type == "contact":
            name = thing.text("organisation")
            more["organisation"] = self._organisations.find(name, thing.key(name)) if name else None
            if project is None and not name:
                more["organisation"] = self._owner(thing)
        return more

    def _owner(self, thing: Thing) -> str | None:
        name, key = self._staff.owner(thing.source.url)
        return self._organisations.find(name, key) if name else None

    def _rows_of(self, values: dict[str, list[Made]], project: str | None) -> Iterator[Row]:
        for type_, made in values.items():
            table, columns = RECORD_OF[type_]
            for m in made:
                yield m.row
                organisation = getattr(m.row, "organisation", None)
                for thing in m.things:
                    yield from _facts(thing, table, m.row.id, columns, project, organisation)


def _facts(
    thing: Thing, table: str, record: str, columns: Mapping[str, str], project: str | None, organisation: str | None
) -> Iterator[PublishedFact]:
    for attribute, fact in sorted(thing.facts.items()):
        yield PublishedFact(
            **fact.model_dump(exclude={"value"}),
            id=f"f-{digest(fact.document, fact.subject, fact.field, fact.start, fact.end, record, length=16)}",
            value=text_of(fact.value),
            value_type=_TYPES.get(type(fact.value), "text"),
            record_table=table,
            record_id=record,
            record_column=columns[attribute],
            project=project,
            organisation=organisation,
        )


def text_of(value: Any) -> str:
    """Return a scalar as the text that is published; `typed` is the way back."""
    return value if isinstance(value, str) else "" if value is None else repr(value)


def typed(value: str, value_type: str) -> Any:
    """Return the scalar that `text_of` was given."""
    if value_type == "integer":
        return int(value)
    if value_type == "number":
        return float(value)
    return None if value_type == "none" else value

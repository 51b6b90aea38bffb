"""Facts of all documents to records: the rows of the published database, in an order that never depends on a run.

Two passes, so that memory holds names and not texts: the first sees which documents tell of the same project and which
names are the same organisation; the second makes the rows, one project at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from schemas.facts import PROJECT_KINDS
from schemas.records import RECORD_OF, PublishedFact, Row, SourceDocument
from store.archive import Archive, Source
from store.ids import digest
from store.organisations import Organisations
from store.project_rows import column_of, own_things, project_row
from store.projects import Candidate, candidates, group
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
        self._organisations = Organisations()
        self.set_aside: list[str] = []
        self.nameless = 0
        self._things = lru_cache(maxsize=128)(self._load)
        found = [c for s in self._sources for c in self._candidates(s)]
        self._groups = group(found)
        self._placed = {c.place for c in found}
        self._by_content = {s.sha256: s for s in self._sources}

    def rows(self) -> Iterator[Row]:
        """Return all rows of documents, projects, values, organisations and facts."""
        yield from (self._document(s) for s in self._sources)
        for g in self._groups:
            yield from self._project(g.id, sorted(g.members, key=lambda c: c.place))
        for source in self._sources:
            loose = [t for t in self._things(source) if (source.sha256, t.project) not in self._placed]
            yield from self._rows_of(self._made(loose, None, source.url), None)
        yield from self._organisations.rows()

    def _load(self, source: Source) -> list[Thing]:
        findings = self._archive.findings(source, self._version)
        return things(source, findings, is_project=self._kinds[source.sha256, source.url] in PROJECT_KINDS)

    def _candidates(self, source: Source) -> list[Candidate]:
        all_things = self._things(source)
        self._organisations.see(all_things)
        found = candidates(all_things, self._kinds[source.sha256, source.url])
        self.nameless += self._kinds[source.sha256, source.url] in PROJECT_KINDS and not found
        return found

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

    def _project(self, number: str, members: Sequence[Candidate]) -> Iterator[Row]:
        all_things = [t for c in members for t in self._things(self._by_content[c.document]) if t.project == c.number]
        values = self._made(all_things, number, number)
        row = project_row(number, all_things, values)
        yield row
        for thing in (t for same in own_things(all_things).values() for t in same):
            yield from _facts(thing, "projects", number, {"value": column_of(thing, row)}, number, None)
        yield from self._rows_of(values, number)

    def _made(self, all_things: Sequence[Thing], project: str | None, owner: str) -> dict[str, list[Made]]:
        maker = Maker(owner, lambda t: self._more(t, project), self.set_aside)
        made: dict[str, list[Made]] = {}
        for type_ in SPECS:
            same = [t for t in all_things if t.type == type_]
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
        elif thing.type == "contact" and (name := thing.text("organisation")):
            more["organisation"] = self._organisations.find(name, thing.key(name))
        return more

    def _rows_of(self, values: dict[str, list[Made]], project: str | None) -> Iterator[Row]:
        for type_, made in values.items():
            table, columns = RECORD_OF[type_]
            for m in made:
                yield m.row
                organisation = getattr(m.row, "organisation", None)
                for thing in m.things:
                    if type_ == "organisation":
                        self._organisations.take_part(thing, project)
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

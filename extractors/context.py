"""What a field extractor sees: the document and what was already found out about it, each computed once, when asked."""

from dataclasses import dataclass, field
from functools import cached_property

from extractors.fields import (
    addresses,
    dates,
    identifiers,
    money,
    numbers,
    persons,
    phones,
    places,
    sections,
    sentences,
    statements,
)
from extractors.fields.sections import Section
from extractors.fields.statements import Statement
from extractors.mentions import Mention, Taken
from schemas.document import Document, Span
from schemas.facts import DocumentKind


@dataclass
class Context:
    """A document under extraction. Extractors read it and return `Found`; they never change it."""

    doc: Document
    kind: DocumentKind = DocumentKind.OTHER

    #: Labels that the kind's module left unread while reading, None before.
    left: tuple[str, ...] | None = None
    _ordered: dict[tuple[str, ...], tuple[Mention, ...]] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.doc.text

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Typed spans by kind: url, email, date, code, business_id, address, phone, money, number; in mask order."""
        taken = Taken()
        out: dict[str, list[Mention]] = {}
        for scan in (
            identifiers.scan_urls,
            identifiers.scan_emails,
            dates.scan_dates,
            identifiers.scan_codes,
            addresses.scan_addresses,
            phones.scan_phones,
            money.scan_money,
            numbers.scan_numbers,
        ):
            found = scan(self.doc, taken)
            taken.add(found)
            for mention in found:
                out.setdefault(mention.kind, []).append(mention)
        return out

    def of(self, *kinds: str) -> list[Mention]:
        """Return the mentions of the given kinds in text order."""
        return list(self.ordered(*kinds))

    def ordered(self, *kinds: str) -> tuple[Mention, ...]:
        """Return what `of` does, sorted once."""
        held = self._ordered.get(kinds)
        if held is None:
            found = sorted((m for k in kinds for m in self.mentions.get(k, [])), key=lambda m: m.start)
            held = self._ordered[kinds] = tuple(found)
        return held

    @cached_property
    def taken(self) -> Taken:
        """Every range that a mention holds."""
        return Taken(m for ms in self.mentions.values() for m in ms)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of prose blocks, in order; none crosses a block."""
        return sentences.split(self.doc)

    @cached_property
    def sections(self) -> list[Section]:
        """Ranges under headings, lead-ins and labels, each with its role (goals, actions, results, contacts …)."""
        return sections.find_sections(self.doc, self.sentences)

    @cached_property
    def statements(self) -> list[Statement]:
        """Sentences and list items that state a goal, an action or a result."""
        return statements.find_statements(self)

    @cached_property
    def persons(self) -> list[Mention]:
        """Names of persons (`kind` person, `value` the name in base form, given name first)."""
        return persons.scan_persons(self.doc, self.taken, self.of("email", "phone"))

    @cached_property
    def place_mentions(self) -> list[Mention]:
        """Places by code, persons' surnames left out."""
        return places.scan_places(self.doc, self.taken, self.persons)

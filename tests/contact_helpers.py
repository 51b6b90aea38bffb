"""A small context for the tests of contacts: the scanners in mask order, without the rest of the house."""

from functools import cached_property

from extractors.fields import addresses, dates, identifiers, persons, phones
from extractors.mentions import Mention, Taken
from schemas.document import Document


def document(text: str, **more: object) -> Document:
    return Document("0" * 64, "", "text/plain", text, **more)  # type: ignore[arg-type]


class Around:
    """What the finders of contacts ask of `Context`."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.taken = Taken()
        self.mentions: dict[str, list[Mention]] = {}
        for scan in (
            identifiers.scan_urls,
            identifiers.scan_emails,
            dates.scan_dates,
            identifiers.scan_codes,
            addresses.scan_addresses,
            phones.scan_phones,
        ):
            found = scan(doc, self.taken)
            self.taken.add(found)
            for mention in found:
                self.mentions.setdefault(mention.kind, []).append(mention)

    @property
    def text(self) -> str:
        return self.doc.text

    def of(self, *kinds: str) -> list[Mention]:
        return sorted((m for k in kinds for m in self.mentions.get(k, [])), key=lambda m: m.start)

    @cached_property
    def persons(self) -> list[Mention]:
        return persons.scan_persons(self.doc, self.taken, self.of("email", "phone"))


def around(text: str, **more: object) -> Around:
    return Around(document(text, **more))

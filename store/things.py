"""The facts of one document put together again as things: one contact, one goal, one date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemas.facts import ATTRIBUTES, Scalar
from schemas.result import Findings, PlacedFact
from store.archive import Source


@dataclass(frozen=True, slots=True)
class Thing:
    """One subject of one document: its facts by attribute. `project` is its number in the document, -1 for none."""

    type: str
    project: int
    source: Source
    facts: Mapping[str, PlacedFact]
    keys: Mapping[str, str] = field(repr=False)

    def value(self, attribute: str) -> Scalar:
        """Return an attribute's value, None where it was not read."""
        fact = self.facts.get(attribute)
        return fact.value if fact else None

    def text(self, attribute: str) -> str:
        """Return an attribute's value as text, empty where it was not read."""
        value = self.value(attribute)
        return "" if value is None else str(value)

    def qualifier(self, name: str) -> Scalar:
        """Return a classification of the thing."""
        value: Scalar = next(iter(self.facts.values())).qualifiers.get(name)
        return value

    @property
    def main(self) -> PlacedFact:
        """The fact without which the thing is not published."""
        return self.facts[ATTRIBUTES[self.type][0]]

    @property
    def rank(self) -> tuple[float, str, int, str]:
        """Best evidence first: confidence, then the address and place, so that the order never depends on a run."""
        return (-self.main.confidence, self.source.url, self.main.start, self.main.subject)

    def key(self, name: str) -> str:
        """Return the name's identity key, the folded name where there is none."""
        return self.keys.get(name) or " ".join(name.casefold().split())


def things(source: Source, findings: Findings, *, is_project: bool) -> list[Thing]:
    """Return the document's things, those without their main value left out.

    In a document that is no project's, everything belongs to the document.
    """
    by_subject: dict[str, dict[str, PlacedFact]] = {}
    for fact in findings.facts:
        by_subject.setdefault(fact.subject, {})[fact.field.partition(".")[2]] = fact
    made = (_thing(subject, facts, source, findings.keys) for subject, facts in by_subject.items())
    return list(_complete(made) if is_project else _of_document(made))


def _thing(subject: str, facts: dict[str, PlacedFact], source: Source, keys: Mapping[str, str]) -> Thing:
    owner, _, rest = subject.partition("/")
    number = int(owner.partition(":")[2]) if owner.startswith("project:") else -1
    return Thing(rest.partition(":")[0], number, source, facts, keys)


def _complete(made: Iterable[Thing]) -> Iterable[Thing]:
    return (t for t in made if ATTRIBUTES[t.type][0] in t.facts)


def _of_document(made: Iterable[Thing]) -> Iterable[Thing]:
    return (Thing(t.type, -1, t.source, t.facts, t.keys) for t in _complete(made))

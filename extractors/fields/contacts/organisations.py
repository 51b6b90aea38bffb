"""Where a contact works: by the domain of the address, named in the card, or the line above that names a body."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.fields.addresses.owners import Owners
from extractors.fields.contacts.pieces import Item
from extractors.fields.identifiers.emails import folded
from extractors.fields.organisations.names import Name, scan
from extractors.fields.organisations.values import derive_organisation, initials
from extractors.language.morphology import lemma
from extractors.language.tokens import tokens
from extractors.mentions import Taken
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Evidence

if TYPE_CHECKING:
    from extractors.context import Context

# Mail services that anybody uses say nothing; the last parts of a domain, and mail's own, neither.
_HOSTS = frozenset(("gmail", "hotmail", "outlook", "luukku", "yahoo", "icloud", "live", "suomi24", "kolumbus", "pp"))
_LAST = frozenset(("fi", "com", "org", "net", "eu", "info", "example", "www", "edu", "gov", "mail", "student", "se"))
# A funder stands in the head of many a page, above people who do not work there.
_FUNDERS = re.compile(r"euroopan|european|europeiska|ministeriö|rahasto", re.IGNORECASE)
_EXACT, _SHORT, _BEGINS, _FIRST = 4, 3, 2, 1


class Employers:
    """The bodies of a document, asked for the one a person works at."""

    def __init__(self, ctx: "Context") -> None:
        self._text = ctx.text
        self._owners = Owners(ctx.doc)
        masked = Taken(m for kind, ms in ctx.mentions.items() if kind != "number" for m in ms)
        self._names = scan(ctx.text, tokens(ctx.text), masked, Taken(ctx.persons))
        self._starts = [n.start for n in self._names]
        self._by_domain: dict[str, Name | None] = {}

    def of(self, pieces: Sequence[Item], email: str) -> Evidence | None:
        """Return the body of the person whose card's pieces these are, or None when nothing says it."""
        # An address at a body that the page does not name: only a heading close by may still be that body.
        reach = 300 if _labels(email.partition("@")[2]) else 1500
        return self.of_domain(email) or self._inside(pieces) or self._above(pieces[0].span, reach)

    def of_domain(self, email: str) -> Evidence | None:
        """Return the body of the page that the domain of an address spells, or None."""
        domain = email.partition("@")[2]
        if not domain or not _labels(domain):
            return None
        if domain not in self._by_domain:
            fits = [(max(_fit(d, n.value) for d in _labels(domain)), len(n.value), -n.start, n) for n in self._names]
            best = max(fits, default=None, key=lambda f: f[:3])
            self._by_domain[domain] = best[3] if best and best[0] else None
        name = self._by_domain[domain]
        return _evidence(name, 0.85) if name else None

    def _inside(self, pieces: Sequence[Item]) -> Evidence | None:
        names = list(self._between(pieces[0].start, pieces[-1].end))
        return _evidence(names[0], 0.85) if len({n.value for n in names}) == 1 else None

    def _above(self, span: Span, reach: int) -> Evidence | None:
        line = self._owners.above(span, reach)
        if line is None:
            return None
        names = list(self._between(line.start, line.end))
        whole = [n for n in names if n.end - n.start > 0.6 * (line.end - line.start)]
        if len(names) == 1 and whole and " " in names[0].value and not _FUNDERS.search(names[0].value):
            return _evidence(whole[0], 0.8)
        text = self._text[line.start : line.end]
        if names or re.search(r"[;,:/·]", text) or not 2 <= len(text.split()) <= 6 or text.startswith("Muu "):
            return None
        return Evidence(derive_organisation(text, {"literal": True}), line.start, line.end, 0.65, {"literal": True})

    def _between(self, start: int, end: int) -> Iterator[Name]:
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            yield self._names[i]


def _evidence(name: Name, confidence: float) -> Evidence:
    return Evidence(name.value, name.start, name.end, confidence, name.params)


@lru_cache(maxsize=2048)
def _labels(domain: str) -> tuple[str, ...]:
    """Return the telling parts of a domain, none for a mail service that anybody uses."""
    parts = [folded(p) for p in domain.split(".")]
    return () if _HOSTS & set(parts) else tuple(p.replace("-", "") for p in parts if p not in _LAST and len(p) > 1)


@lru_cache(maxsize=8192)
def _fit(label: str, name: str) -> int:
    """Return how well a part of a domain fits a body's name: 0 not at all."""
    words = [w.low for w in tokens(name) if w.low not in load("legal_suffixes")]
    if not words:
        return 0
    joined = re.sub(r"[^a-z0-9]", "", folded("".join(words)))
    if len(label) <= 6 and label in (folded(initials(name)), joined):
        return _SHORT
    if joined == label:
        return _EXACT
    if min(len(label), len(joined)) >= 5 and (joined.startswith(label) or label.startswith(joined)):
        return _BEGINS
    first = {re.sub(r"[^a-z0-9]", "", folded(w)) for w in (words[0], lemma(words[0]))}
    return _FIRST if label in first and len(label) > 2 else 0

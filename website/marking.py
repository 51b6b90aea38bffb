"""A document's text as safe HTML blocks with its evidence marked. Everything from the web is escaped here, once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

_WORDS = re.compile(r"[^\W\d_]")
_ZONES = {"header": "ylätunniste", "nav": "valikko", "aside": "sivupalsta", "footer": "alatunniste"}


@dataclass(frozen=True)
class Mark:
    """A quoted range of the text and the fact it belongs to."""

    start: int
    end: int
    fact: str
    title: str = ""


def render(text: str, blocks: Sequence[Mapping[str, Any]], marks: Sequence[Mark], chosen: str = "") -> Markup:
    """Return the document as HTML: headings, paragraphs, lists and tables by block, marks around the quotes.

    `blocks` are dicts of `schemas.document.Block` fields in reading order; text outside them that holds words becomes
    paragraphs, so that every quote can be shown. `chosen` is the fact whose mark gets `id="todiste"`.
    """
    writer = _Writer(text, sorted(marks, key=lambda m: (m.start, -m.end)), chosen)
    parts = []
    for (zone, page), group in groupby(_filled(text, blocks), key=lambda b: (b.get("zone", "main"), b.get("page", 0))):
        body = Markup("\n").join(writer.structures(list(group)))
        if zone in _ZONES:
            body = Markup('<div class="zone" data-zone="{}">{}</div>').format(_ZONES[zone], body)
        parts.append(body if not page else Markup('<section data-page="{}">{}</section>').format(page, body))
    return Markup("\n").join(parts)


def _filled(text: str, blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    at = 0
    for block in blocks:
        yield from _gap(text, at, block["start"])
        yield block
        at = max(at, block["end"])
    yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Mapping[str, Any]]:
    if end > start and _WORDS.search(text, start, end):
        yield {"kind": "paragraph", "start": start, "end": end}


class _Writer:
    """Writes blocks in order; walks the marks along with the text, so the whole is linear."""

    def __init__(self, text: str, marks: list[Mark], chosen: str) -> None:
        self.text, self.marks, self.chosen = text, marks, chosen
        self.next = 0
        self.active: list[Mark] = []
        self.named = False

    def structures(self, blocks: list[Mapping[str, Any]]) -> Iterator[Markup]:
        for (kind, group), items in groupby(blocks, key=lambda b: (b["kind"], b.get("group", 0))):
            rows = list(items)
            if kind == "list_item":
                yield Markup("<ul>{}</ul>").format(Markup("").join(self._wrap("li", b) for b in rows))
            elif kind == "cell" and group:
                yield self._table(rows)
            elif kind == "heading":
                yield from (self._wrap(f"h{min(6, max(3, b.get('level', 1) + 2))}", b) for b in rows)
            else:
                yield from (self._wrap("p", b) for b in rows)

    def _table(self, cells: list[Mapping[str, Any]]) -> Markup:
        rows = (
            Markup("").join(self._wrap("th" if c.get("header") else "td", c) for c in row)
            for _, row in groupby(cells, key=lambda c: c.get("row", 0))
        )
        return Markup('<div class="tablewrap"><table>{}</table></div>').format(
            Markup("").join(Markup("<tr>{}</tr>").format(r) for r in rows)
        )

    def _wrap(self, tag: str, block: Mapping[str, Any]) -> Markup:
        return Markup("<{0}>{1}</{0}>").format(tag, Markup("").join(self._marked(block["start"], block["end"])))

    def _marked(self, start: int, end: int) -> Iterator[Markup]:
        """Cut `[start, end)` wherever a mark begins or ends; wrap each piece in the mark that matters most there."""
        at = start
        while at < end:
            self._advance(at)
            stop = min([end, *(m.end for m in self.active), *self._upcoming(end)])
            yield self._piece(at, stop)
            at = stop

    def _advance(self, at: int) -> None:
        while self.next < len(self.marks) and self.marks[self.next].start <= at:
            self.active.append(self.marks[self.next])
            self.next += 1
        self.active = [m for m in self.active if m.end > at]

    def _upcoming(self, end: int) -> Iterable[int]:
        if self.next < len(self.marks) and self.marks[self.next].start < end:
            yield self.marks[self.next].start

    def _piece(self, start: int, stop: int) -> Markup:
        shown = escape(self.text[start:stop])
        if not self.active:
            return shown
        mark = next((m for m in self.active if m.fact == self.chosen), min(self.active, key=lambda m: m.end - m.start))
        if mark.fact != self.chosen:
            return Markup('<mark><a href="?todiste={}#todiste" title="{}">{}</a></mark>').format(
                mark.fact, mark.title, shown
            )
        name = Markup("") if self.named else Markup(' id="todiste" tabindex="-1"')
        self.named = True
        return Markup('<mark class="chosen"{}>{}</mark>').format(name, shown)

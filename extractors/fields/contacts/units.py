"""Numbers and addresses that belong to a unit and to no person."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields.addresses.owners import is_owner
from extractors.fields.contacts.cards import Card
from extractors.fields.contacts.pieces import Item
from extractors.fields.identifiers.emails import local_words
from extractors.fields.persons.names import given_weight
from extractors.language.morphology import Reading, analyse
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Span
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_REACH = 160
_MARK_END = re.compile(
    r"(?:[\s,;:–—|/(•*-]|\b(?:puh(?:elin)?|p|tel|tfn|gsm|s-?posti|sähköposti(?:osoite)?|e-?mail|e-?post|email|numero|nro|s|t)\b[.:]?)+\Z",
    re.IGNORECASE,
)


def derive_unit(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a unit's name on one line. Raises `ValueError` on an empty quote."""
    name = clean(quote).strip(" ,;:–-")
    if not name:
        raise ValueError("an empty name")
    return name


def units_of(ctx: "Context", cards: list[Card]) -> list[Found]:
    """Return one `unit_contact` a unit and number."""
    groups: dict[tuple[int, int], list[Item]] = {}
    private = {_line(ctx.text, i) for c in cards for i in c.items if _personal(i)}
    for card in cards:
        for item in () if card.first("name") else card.items:
            unit = _unit(ctx.text, item) if item.kind != "role" and not _personal(item) else None
            if unit and not _has_person(ctx, unit) and _line(ctx.text, item) not in private:
                groups.setdefault((unit.start, unit.end), []).append(item)
    return [_found(ctx, Span(*span), items) for span, items in sorted(groups.items())]


def _line(text: str, item: Item) -> int:
    """Return where the line of a piece begins."""
    return _line_start(text, item.start)


def _line_start(text: str, at: int) -> int:
    """Return where the line that ends at `at` begins, or a place not too far before."""
    reach = max(0, at - _REACH)
    return max(text.rfind("\n", reach, at) + 1, reach)


def _has_person(ctx: "Context", unit: Span) -> bool:
    """Tell whether a person is named in what looks like a unit's name: then it is none."""
    if any(p.span.overlaps(unit) for p in ctx.persons):
        return True
    name = ctx.text[unit.start : unit.end]
    words = [w.strip(" ,:") for w in name.split()]
    return given_weight(words[-1]) > 2.5 or (given_weight(words[0]) > 2.5 and not is_owner(name))


def _found(ctx: "Context", unit: Span, items: list[Item]) -> Found:
    values = {"unit": Evidence(derive_unit(ctx.text[unit.start : unit.end], {}), unit.start, unit.end, 0.85)}
    for item in items:
        params = {"zero": item.params["zero"]} if "zero" in item.params else {}
        values.setdefault(item.kind, Evidence(item.value, item.start, item.end, 0.9, params))
    return Found("unit_contact", values, project=-1)


def _personal(item: Item) -> bool:
    """Tell whether an address is a person's own, whose name is not printed."""
    if item.kind != "email":
        return False
    local = [w for w in local_words(item.value) if len(w) > 1]
    return len(local) >= 2 and given_weight(local[0]) > 1.9


def _unit(text: str, item: Item) -> Span | None:
    """Return the words that name the unit of a number: before it on its line, or the nearest short line above."""
    start = max(_line_start(text, item.start), text.rfind("\t", max(0, item.start - _REACH), item.start) + 1)
    same = _trimmed(text, start, item.start)
    if same and _names_unit(text[same.start : same.end]):
        return same
    if same and not (text[same.start].islower() and len(text[same.start : same.end].split()) <= 3):
        return _first_part(text, start, same.end)
    for _ in range(5):
        end = start - 1
        if end <= 0:
            return None
        start = _line_start(text, end)
        line = _trimmed(text, start, end)
        if line is None or _is_detail(text[line.start : line.end]):
            continue
        return line if _names_unit(text[line.start : line.end]) else None
    return None


def _first_part(text: str, start: int, end: int) -> Span | None:
    """Return the organisation that a line begins with (`Koivukoti ry, Koivukatu 1, p. …`)."""
    part = re.match(r"[^,|·\n\t]+", text[start:end])
    span = _trimmed(text, start, start + part.end()) if part else None
    return span if span and is_owner(text[span.start : span.end]) else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the last part of a line, without the mark of the number at its end and the bullet at its beginning."""
    head = _MARK_END.sub("", text[start:end])
    part = max(head.rfind(c) for c in "|·•") + 1
    lead = part + len(head[part:]) - len(head[part:].lstrip(" \t\u00a0*–-#\r"))
    return Span(start + lead, start + len(head)) if head[lead:].strip() else None


def _is_detail(line: str) -> bool:
    """Tell whether a line is an address, a number, hours or a label, over which a unit's name still reaches."""
    folded = line.casefold().strip(" :")
    if re.search(r"\d|@|www\.|https?:|\w:\s*\w", line):
        return True
    return folded in load("street-words")["owners_not"] or all(w in _marks() for w in re.findall(r"[^\W\d_]+", folded))


@cache
def _marks() -> frozenset[str]:
    return frozenset(load("contact-words")["marks"])


def _names_unit(line: str) -> bool:
    """Tell whether words are a unit's name: short, with a capital, no sentence, no number, no button."""
    words = line.split()
    folded = line.casefold().strip(" :")
    plain = line[:1].isupper() and len(words) <= 12 and not re.search(r"[.!?]\Z|[.!?] |\d{4,}|@", line)
    listed = folded in load("street-words")["owners_not"] or folded in load("contact-words")["contact_headings"]
    marks = all(w in _marks() for w in re.findall(r"[^\W\d_]+", folded))
    return plain and not listed and not marks and not _is_verb(words[0]) and not _invites(folded)


def _invites(folded: str) -> bool:
    """Tell whether a line asks to get in touch (`Ohjeita antaa …`) instead of naming anything."""
    return bool(
        re.search(r"\b(?:antaa|antavat|saa|voit|ota|lisätietoja|ohjeita|enquiries|contact|ring|kontakta)\b", folded)
    )


def _is_verb(word: str) -> bool:
    readings = analyse(word.strip(" ,.:;"))
    return bool(readings) and any(r.verb_form in ("imperative", "present") for r in readings) and not _noun(readings)


def _noun(readings: Sequence[Reading]) -> bool:
    return any(r.word_class in ("noun", "proper") and r.case == "nominative" for r in readings)

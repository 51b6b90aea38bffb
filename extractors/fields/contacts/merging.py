"""From cards to people: who is a contact, who is the same person, and which mention gives each value."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from extractors.fields.contacts.cards import Card
from extractors.fields.contacts.fit import agreement
from extractors.fields.contacts.organisations import Employers
from extractors.fields.contacts.pieces import Item
from extractors.fields.contacts.sections import Sections, only_pieces_between
from extractors.fields.contacts.titles import shared_titles
from extractors.fields.identifiers.emails import folded
from extractors.fields.persons.titles import derive_role
from schemas.facts import Evidence, Found

if TYPE_CHECKING:
    from extractors.context import Context

_NO_TITLE = frozenset(("contact", "contacts", "kontakt", "contact persons", "kontaktpersoner", "yhteyshenkilöt"))
_JOINT = re.compile(r"\s*(?:,|/|&|\bja\b|\bsekä\b|\boch\b|\band\b)\s*")


def merge(ctx: "Context", cards: list[Card]) -> list[Found]:
    """Return one `contact` a person."""
    named = [_sound(ctx.text, cards, i) for i, c in enumerate(cards) if c.first("name")]
    named = _with_shared_titles(ctx.text, named, sorted(i.start for c in cards for i in c.items))
    sections = Sections(ctx.text, sorted(i.start for c in cards for i in c.items))
    employers = Employers(ctx)
    people = _same_person(named + _named_elsewhere(ctx.text, named, cards))
    groups = [g for g in people if any(sections.is_contact(c) for c in g)]
    bound = {item.start for g in groups for c in g for item in c.items}
    loose = [i for c in cards for i in c.items if i.kind == "email" and i.start not in bound]
    return sorted((_found(ctx, g, loose, employers) for g in groups), key=lambda f: f.start)


def _named_elsewhere(text: str, named: list[Card], cards: list[Card]) -> list[Card]:
    """Return cards for addresses without a name beside them that spell the one name of the page.

    A phone number next to such an address on its line goes along.
    """
    people = {name.value: name for c in named if (name := c.first("name"))}
    out = []
    for i, card in enumerate(cards):
        email = card.first("email")
        if email is None or card.first("name"):
            continue
        owners = [n for n in people.values() if agreement(n.value, email.value) == 2]
        if len(owners) == 1:
            beside = [c.items[0] for c in cards[max(0, i - 1) : i + 2] if _lone_phone(text, c, email)]
            out.append(Card((owners[0], email, *beside)))
    return out


def _lone_phone(text: str, card: Card, email: Item) -> bool:
    phone = card.items[0]
    between = text[min(phone.end, email.end) : max(phone.start, email.start)]
    return [i.kind for i in card.items] == ["phone"] and len(between) < 30 and "\n" not in between


def _with_shared_titles(text: str, named: list[Card], starts: list[int]) -> list[Card]:
    """Return the cards, those without a title with the one in the plural that heads their list."""
    heads = shared_titles(text)
    ends = [h.end for h in heads]
    out = []
    for card in named:
        i = bisect_right(ends, card.items[0].start) - 1
        if i >= 0 and not card.first("role") and only_pieces_between(text, heads[i].end, card.items[0].start, starts):
            head = Item("role", heads[i].start, heads[i].end, "", {"plural": True})
            out.append(Card((head, *card.items)))
        else:
            out.append(card)
    return out


def _sound(text: str, cards: list[Card], index: int) -> Card:
    """Return a card without a number that two names in a row share (`Maija Koivu ja Pekka Kuusi, p. 050 …`)."""
    card, name = cards[index], cards[index].first("name")
    previous = cards[index - 1].first("name") if index else None
    alone = previous is not None and {i.kind for i in cards[index - 1].items} <= {"name", "role"}
    if previous is None or name is None or not alone or not _JOINT.fullmatch(_between(text, cards[index - 1], card)):
        return card
    return Card(
        tuple(
            i
            for i in card.items
            if i.kind in ("name", "role") or (i.kind == "email" and agreement(name.value, i.value) > 0)
        )
    )


def _between(text: str, left: Card, right: Card) -> str:
    return text[left.items[-1].end : right.items[0].start]


def _same_person(cards: list[Card]) -> list[list[Card]]:
    """Group cards by name, or by an address that is surely the person's own."""
    groups: dict[str, list[Card]] = {}
    by_email: dict[str, str] = {}
    for card in cards:
        name = card.first("name")
        assert name is not None
        key = " ".join(sorted(re.findall(r"[a-z]+", folded(name.value))))
        for item in card.all("email"):
            if agreement(name.value, item.value) == 2:
                key = by_email.setdefault(item.value, key)
        groups.setdefault(key, []).append(card)
    return _with_given_names(groups)


def _with_given_names(groups: dict[str, list[Card]]) -> list[list[Card]]:
    """Join people known by their given name to the one full name that shares a number and begins with it."""
    for key in [k for k in groups if " " not in k]:
        numbers = {i.value for c in groups[key] for i in c.items if i.kind in ("phone", "email")}
        same = [k for k, cards in groups.items() if k != key and key in k.split(" ") and _shares(cards, numbers)]
        if len(same) == 1:
            groups[same[0]] += groups.pop(key)
    return list(groups.values())


def _shares(cards: list[Card], numbers: set[str]) -> bool:
    return any(i.value in numbers for c in cards for i in c.items)


def _found(ctx: "Context", group: list[Card], loose: list[Item], employers: Employers) -> Found:
    full = sorted(group, key=lambda c: -len({i.kind for i in c.items}))
    name = _best_name(full)
    sure = 0.97 if name.params.get("agreed") else 0.75 if name.params.get("single") else 0.93
    values = {"name": _evidence(name, sure)}
    if role := _best_role(ctx.text, full):
        values["role"] = role
    if phone := next((p for c in full for p in c.all("phone")), None):
        values["phone"] = _evidence(phone, 0.96)
    if email := _best_email(name.value, full, loose, ctx.text):
        values["email"] = _evidence(email, 0.97 if agreement(name.value, email.value) == 2 else 0.85)
    if employer := employers.of(full[0].items, str(values["email"].value) if "email" in values else ""):
        values["organisation"] = employer
    return Found("contact", values)


def _best_name(cards: Iterable[Card]) -> Item:
    names = [n for c in cards if (n := c.first("name"))]
    return min(
        names,
        key=lambda n: (
            bool(n.params.get("single")),
            bool(n.params.get("base")),
            not n.params.get("agreed"),
            n.params.get("order") == "last_first",
        ),
    )


def _best_role(text: str, cards: Iterable[Card]) -> Evidence | None:
    roles = [r for c in cards for r in c.all("role") if text[r.start : r.end].casefold() not in _NO_TITLE]
    if not roles:
        return None
    best = min(
        roles,
        key=lambda r: (bool(r.params.get("bare")), bool(r.params.get("doubtful")), bool(r.params.get("inflected"))),
    )
    params = {k: True for k in ("inflected", "plural") if best.params.get(k)}
    return Evidence(
        derive_role(text[best.start : best.end], params),
        best.start,
        best.end,
        0.7 if best.params.get("doubtful") else 0.93,
        params,
    )


def _best_email(name: str, cards: Iterable[Card], loose: Iterable[Item], text: str) -> Item | None:
    """Return the person's address: one that spells the name, from anywhere; else the one printed in the card."""
    own = [(agreement(name, e.value), e, c) for c in cards for e in c.all("email")]
    own += [(2, e, Card((e,))) for e in loose if agreement(name, e.value) == 2]
    sure = [e for fits, e, _ in own if fits == 2] or [e for fits, e, _ in own if fits == 1]
    if sure:
        return sure[0]
    return next((e for fits, e, c in own if fits == 0 and _close(text, c, e)), None)


def _close(text: str, card: Card, email: Item) -> bool:
    """Tell whether an office's address stands in the card itself: after the name, without a blank line between."""
    name = card.first("name")
    return name is not None and name.end <= email.start and not re.search(r"\n\s*\n", text[name.end : email.start])


def _evidence(item: Item, confidence: float) -> Evidence:
    params: Mapping[str, str | int | float | bool | None] = {
        k: v for k, v in item.params.items() if k in ("order", "base", "zero", "single")
    }
    return Evidence(item.value, item.start, item.end, confidence, params)

"""Which name belongs to which title and number: pieces in a row are cut into cards, the cheapest way.

A card holds one name at most. Names bring their numbers and titles points; an address that spells the name many, one
that spells another name takes away more; lines, blank lines and words in between cost. A page keeps to one layout, so
the cuts are made once for cards that begin with a name and once for cards that begin with a title, and what the nearly
best ways do not agree about is left out.
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.fields.contacts.fit import agreement
from extractors.fields.contacts.items import FAR, Gaps
from extractors.fields.contacts.pieces import Item

_LAYOUTS = ("name", "role", "number")
_CLOSE = 0.7
_LONGEST = 9
_SAME_LINE = 0.12


class Card(NamedTuple):
    """Pieces that belong together, in text order."""

    items: tuple[Item, ...]

    def first(self, kind: str) -> Item | None:
        """Return the first piece of a kind."""
        return next((i for i in self.items if i.kind == kind), None)

    def all(self, kind: str) -> list[Item]:
        """Return the pieces of a kind."""
        return [i for i in self.items if i.kind == kind]


def cut_cards(items: Sequence[Item], gaps: Gaps) -> list[Card]:
    """Cut the pieces of a document into cards."""
    out: list[Card] = []
    for cluster, costs in _clusters(items, gaps):
        out += _settle(cluster, costs)
    return out


def _clusters(items: Sequence[Item], gaps: Gaps) -> list[tuple[list[Item], list[float]]]:
    """Split the pieces where two neighbours cannot belong together; the cost before each piece goes along."""
    out: list[tuple[list[Item], list[float]]] = []
    for i, item in enumerate(items):
        cost = gaps.cost(items[i - 1], item) if i else FAR
        if cost >= FAR:
            out.append(([item], [0.0]))
        else:
            out[-1][0].append(item)
            out[-1][1].append(cost)
    return out


def _settle(cluster: list[Item], costs: list[float]) -> list[Card]:
    """Return the cards of the best layout; a binding that a nearly as good layout makes otherwise is dropped."""
    worth = [_worths(cluster, costs, end) for end in range(1, len(cluster) + 1)]
    ways = sorted((_cut(cluster, costs, worth, layout) for layout in _LAYOUTS), key=lambda w: -w[0])
    best_score, best = ways[0]
    doubted: set[int] = set()
    for score, cards in ways[1:]:
        if score >= best_score - _CLOSE:
            doubted |= _differences(best, cards)
    return [_without(card, doubted) for card in best]


def _worths(cluster: list[Item], costs: list[float], end: int) -> list[tuple[int, float, bool]]:
    """Return, for every card that may end before piece `end`: its start, what it is worth, whether it has a name."""
    out = []
    inside, names = 0.0, 0
    for start in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
        names += cluster[start].kind == "name"
        if names > 1:
            break
        out.append((start, _score(cluster[start:end]) - inside, names > 0))
        inside += costs[start]
    return out


def _differences(best: Sequence[Card], other: Sequence[Card]) -> set[int]:
    """Return the starts of the pieces that the two ways bind to different names."""
    otherwise = _bindings(other)
    return {start for start, name in _bindings(best).items() if otherwise.get(start) != name}


def _bindings(cards: Sequence[Card]) -> dict[int, int]:
    out = {}
    for card in cards:
        name = card.first("name")
        for item in card.items:
            if name and item.kind != "name":
                out[item.start] = name.start
    return out


def _without(card: Card, doubted: set[int]) -> Card:
    name = card.first("name")
    sure = tuple(i for i in card.items if i.start not in doubted or i.kind == "name" or (name and _spells(name, i)))
    return Card(sure)


def _spells(name: Item, item: Item) -> bool:
    return item.kind == "email" and agreement(name.value, item.value) == 2


def _cut(
    cluster: list[Item], costs: list[float], worth: list[list[tuple[int, float, bool]]], layout: str
) -> tuple[float, list[Card]]:
    """Return the best score of cutting a cluster into cards of a layout, and the cards (dynamic programming)."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end, options in enumerate(worth, 1):
        ways = []
        for start, value, named in options:
            step = costs[start + 1] if end - start > 1 else 0.0
            first = _first_costs(cluster[start:end], layout, start == 0, step) if named else 0.0
            ways.append((best[start][0] + value - first, start))
        best.append(max(ways))
    cards, end = [], len(cluster)
    while end:
        start = best[end][1]
        cards.append(Card(tuple(cluster[start:end])))
        end = start
    return best[-1][0], cards[::-1]


def _first_costs(items: Sequence[Item], layout: str, opens: bool, step: float) -> float:
    """Return what it costs that a card begins as it does: unlike its layout, or with a number on an earlier line."""
    first = items[0]
    begins = "number" if first.kind in ("phone", "email") else first.kind
    if begins == "number" and step >= _SAME_LINE:
        return 4.0
    if begins == "name" and layout == "role":
        return 1.0 if any(i.kind == "role" for i in items) else 0.3 * (len(items) > 1)
    usual = begins == layout or (begins == "role" and (opens or bool(first.params.get("bare"))))
    return (0.0 if usual else 1.0) + 0.4 * (layout == "number")


def _score(items: Sequence[Item]) -> float:
    name = next((i for i in items if i.kind == "name"), None)
    if name is None:
        return -0.3 * (len(items) - 1) - 0.2 * sum(i.kind == "role" for i in items)
    roles = [i for i in items if i.kind == "role"]
    phones = sum(i.kind == "phone" for i in items)
    score = 1.0 + _of_roles(roles) + (2.0 + 0.3 * (phones - 1) if 0 < phones < 4 else -2.0 * (phones > 3))
    emails = (i for i in items if i.kind == "email")
    return score + sum(_of_email(agreement(name.value, i.value), n) for n, i in enumerate(emails))


def _of_roles(roles: Sequence[Item]) -> float:
    full = sum(not r.params.get("bare") for r in roles)
    return (1.5 if full else 0.8 if roles else 0.0) - 0.9 * max(0, full - 1)


def _of_email(fits: int, already: int) -> float:
    return {2: 6.0, 1: 4.0, 0: 0.7 if not already else -0.5, -1: -15.0}[fits]

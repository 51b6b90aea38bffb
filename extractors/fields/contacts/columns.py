"""Cards that stand side by side: names on one line, their titles, numbers and addresses on the next ones."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.fields.contacts.cards import Card
from extractors.fields.contacts.fit import agreement
from extractors.fields.contacts.pieces import Item

_LINES = 8


def split_columns(text: str, items: Sequence[Item]) -> tuple[list[Card], list[Item]]:
    """Return the cards of side-by-side columns, and the pieces that belong to none."""
    rows = _rows(text, items)
    cards: list[Card] = []
    used: set[int] = set()
    i = 0
    while i < len(rows):
        taken = _block(text, rows, i)
        for card in _columns(text, taken) if taken else []:
            cards.append(card)
        if taken:
            used |= {item.start for row in taken for item in row}
        i += max(1, len(taken))
    return cards, [item for item in items if item.start not in used]


def _rows(text: str, items: Sequence[Item]) -> list[list[Item]]:
    """Return the pieces line by line."""
    rows: list[list[Item]] = []
    for item in items:
        if rows and "\n" not in text[rows[-1][-1].end : item.start]:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _block(text: str, rows: list[list[Item]], i: int) -> list[list[Item]]:
    """Return the rows of a side-by-side block that begins with row `i`, none where it is no such block."""
    if not _side_by_side(text, rows[i], "name"):
        return []
    block = [rows[i]]
    for row in rows[i + 1 : i + 1 + _LINES]:
        far = text.count("\n", block[-1][-1].end, row[0].start) > 2
        if far or any(item.kind == "name" for item in row):
            break
        block.append(row)
    width = len(rows[i])
    return block if any(len(row) == width and row[0].kind == row[-1].kind for row in block[1:]) else []


def _side_by_side(text: str, row: Sequence[Item], kind: str) -> bool:
    if len(row) < 2 or any(item.kind != kind for item in row):
        return False
    return all(not text[a.end : b.start].strip(" \t\u00a0|") for a, b in pairwise(row))


def _columns(text: str, block: list[list[Item]]) -> list[Card]:
    """Return one card a name: the n-th piece of every full row; a short row binds only by an address that agrees."""
    names = block[0]
    cards = [[name] for name in names]
    for row in block[1:]:
        if len(row) == len(names) and len({item.kind for item in row}) == 1:
            for n, item in enumerate(row):
                if item.kind != "email" or agreement(names[n].value, item.value) >= 0:
                    cards[n].append(item)
            continue
        for item in row:
            fits = [
                n for n, name in enumerate(names) if item.kind == "email" and agreement(name.value, item.value) == 2
            ]
            if len(fits) == 1:
                cards[fits[0]].append(item)
    return [Card(tuple(card)) for card in cards]

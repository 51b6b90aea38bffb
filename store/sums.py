"""One sum said twice: to the cent and rounded, or once without saying what it is."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from store.things import Thing

_ROLELESS = (None, "", "none")


def sums(things: Iterable[Thing]) -> list[list[Thing]]:
    """Return sums that are one together, the exact one first, then best evidence first.

    A whole amount joins the only amount with cents of the same role less than a euro away. A sum without a role joins
    the only role that the same amount has.
    """
    groups: dict[tuple[object, ...], list[Thing]] = {}
    for thing in sorted(things, key=lambda t: t.rank):
        groups.setdefault((_amount(thing), _role(thing), thing.qualifier("currency")), []).append(thing)
    for key in [k for k in groups if _whole(k[0])]:
        _join(groups, key, [k for k in groups if k[1:] == key[1:] and not _whole(k[0]) and _near(k[0], key[0])])
    for key in [k for k in groups if k[1] == "none"]:
        _join(groups, key, [k for k in groups if k[1] != "none" and _near(k[0], key[0])])
    return list(groups.values())


def _join(
    groups: dict[tuple[object, ...], list[Thing]], key: tuple[object, ...], found: list[tuple[object, ...]]
) -> None:
    if len(found) == 1:
        groups[found[0]] += groups.pop(key)


def _amount(thing: Thing) -> object:
    try:
        return Decimal(thing.text("value")).normalize()
    except InvalidOperation:
        return thing.text("value")


def _role(thing: Thing) -> object:
    role = thing.qualifier("role")
    return "none" if role in _ROLELESS else role


def _whole(amount: object) -> bool:
    return isinstance(amount, Decimal) and amount == amount.to_integral_value()


def _near(a: object, b: object) -> bool:
    return isinstance(a, Decimal) and isinstance(b, Decimal) and abs(a - b) < 1

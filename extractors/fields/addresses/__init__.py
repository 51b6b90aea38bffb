"""Postal and street addresses.

A street is a word with a street's ending and a house number, a post box is `PL 12`; anything else counts only before a
postcode with its own town, or on a line that a label calls an address.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.fields.addresses.owners import Owners
from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_HOUSE = (
    r"(?!(?:19|20)\d\d\b)[1-9]\d{0,3}(?:\s?[-–]\s?\d{1,4})?"
    r"(?:\s?(?-i:[A-Z]|[a-h])(?![^\W_])(?:\s?\d{1,3}(?![\d.]))?)?(?:,? (?:as|bst)\.? ?\d{1,3})?"
)
_FLOOR = r"(?:,? ?(?:\d{1,2}\.? ?(?:krs|kerros|vån)\b\.?|(?:talo|rakennus|porras|hus) [A-Z0-9]{1,3}\b))?"
_NUMBER = re.compile(
    rf"[ \u00a0]({_HOUSE}){_FLOOR}(?!\d|[.:/]\d|[ \u00a0-]\d{{3}}|\s?(?:%|€|euro|vuo|kpl|kertaa|henkilö|-\w|–hanke))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’:.é-]*")
_BOX = re.compile(
    r"(?<!\w)(?:PL|PB|P\.?O\.? ?[Bb]ox|PO BOX|Postilokero|Box)\.?[ \u00a0](\d{1,5})(?![\d-])"
    r"(?:[ \u00a0]?\([^()\n]{4,40}\))?"
)
_TOWN = re.compile(
    r"(?P<gap>[ \u00a0]?,[ \u00a0]?|[ \u00a0]{1,2}|,?[ ]?\r?\n[ \u00a0]*|[ ][–-][ ])"
    r"(?P<code>(?:FI?-)?\d{5})[ \u00a0]{1,2}(?P<town>[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:[ ](?:as|kk|mlk|[A-ZÅÄÖ]{2,}))?)"
)
_CITY_ONLY = re.compile(r"(?P<gap>,[ \u00a0])(?P<town>[A-ZÅÄÖ][\wåäöÅÄÖ-]+)")
_COUNTRY = re.compile(r",[ \u00a0](?:Suomi|Finland)\b")
_POSTCODE = re.compile(r"(?<![\w.,-])(?:FI?-)?(\d{5})[ \u00a0]{1,2}([A-ZÅÄÖ][\wåäöÅÄÖ-]+)")
_HEADED = re.compile(
    r"\n[ \t\r]*\n[ \t]*(?!(?:YHTEYS|OSOITE|KÄYNTI|POSTI|KONTAKT|CONTACT|ADDRESS|BESÖK))[A-ZÅÄÖ][A-ZÅÄÖ /-]{6,60}\n"
)
_GIVEN = re.compile(r"(?:[A-ZÅÄÖ][\wåäöÅÄÖé'’-]*[ ]){1,3}\Z")


class Parts(NamedTuple):
    """An address taken apart, as it is printed; `house` may be empty."""

    street: str
    house: str
    postcode: str
    city: str


def scan_addresses(doc: Document, taken: Taken) -> list[Mention]:
    """Return addresses (kind `address`, value on one line; street, house, postcode and city in params)."""
    held = Taken()
    out: list[Mention] = []
    ranges = {*_streets(doc.text), *_boxes(doc.text), *_before_postcodes(doc.text)}
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if taken.overlaps(start, end) or held.overlaps(start, end):
            continue
        parts = take_apart(doc.text[start:end])
        if parts is None:
            continue
        mention = Mention("address", start, end, derive_address(doc.text[start:end], {}), parts._asdict())
        held.add([mention])
        out.append(mention)
    return out


def find_addresses(ctx: "Context") -> list[Found]:
    """Return the addresses of the document with their owner: the heading or organisation they stand under."""
    owners = Owners(ctx.doc)
    return [_found(ctx, m, owners) for m in ctx.of("address")]


def derive_address(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return an address on one line: `Koivukatu 1, 00100 Helsinki`. Raises `ValueError` on an empty quote."""
    lines = [" ".join(line.split()).strip(" ,") for line in quote.splitlines()]
    value = ", ".join(line for line in lines if line)
    if not value:
        raise ValueError("an empty address")
    return value


def derive_city(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a town's name, one printed in capitals with a capital first letter only."""
    name = " ".join(quote.split())
    return "-".join(p.capitalize() for p in name.split("-")) if name.isupper() else name


def derive_postcode(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return the five digits of a postcode. Raises `ValueError` when there are not five."""
    digits = re.sub(r"\D", "", quote)
    if len(digits) != 5:
        raise ValueError(f"no postcode in {quote!r}")
    return digits


def derive_street(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a street's name on one line."""
    return " ".join(quote.split())


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "address.value": derive_address,
    "address.street": derive_street,
    "address.postcode": derive_postcode,
    "address.city": derive_city,
}


def take_apart(quote: str) -> Parts | None:
    """Return the parts of an address as printed, or None when there is neither a street nor a box in it."""
    town = _TOWN.search(quote)
    head = quote[: town.start()] if town else quote
    postcode, city = (town["code"], town["town"]) if town else ("", "")
    if not town and (alone := _CITY_ONLY.search(quote)) and alone["town"].casefold() in towns():
        head, city = quote[: alone.start()], alone["town"]
    box = _BOX.match(head.strip())
    street = re.match(rf"\s*(.*?)[ \u00a0]+({_HOUSE})", head, re.IGNORECASE)
    if box and not (street and "," in head):
        return Parts(box.group(), "", postcode, city)
    return Parts(street.group(1), street.group(2), postcode, city) if street else None


@cache
def postcodes() -> Mapping[str, tuple[str, ...]]:
    """Return postcode → its town's names (folded); empty when the vocabulary is not there."""
    return {code: tuple(str(v).casefold() for v in entry[:1]) for code, entry in load("postcodes").items()}


@cache
def towns() -> frozenset[str]:
    """Return the folded names of all post towns and municipalities."""
    swedish = (str(m["sv"]).casefold() for m in load("municipalities"))
    return frozenset(name for names in postcodes().values() for name in names) | frozenset(swedish)


def _streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of addresses that begin with a street."""
    for number in _NUMBER.finditer(text):
        start = _street_start(text, number.start())
        if start is not None:
            end = _with_town(text, number.end())
            if end > number.end() or _is_street(_last_word(text, number.start())) or _alone(text, start, end):
                yield start, end


def _last_word(text: str, end: int) -> str:
    return re.split(r"[\s\u00a0]", text[max(0, end - 60) : end])[-1]


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a range is a line of its own or stands behind a word that says address."""
    before = text[max(0, start - 24) : start].rstrip(" \u00a0\t•*")
    if re.search(r"(?:osoit\w*|adress|address)\s?:?\Z", before, re.IGNORECASE):
        return True
    return (not before or before[-1] == "\n") and text[end : end + 2].strip(" \u00a0,\r")[:1] in ("", "\n")


def _street_start(text: str, end: int) -> int | None:
    """Return where the street's name that ends at `end` begins, or None when it is none."""
    line = text[max(0, end - 60, text.rfind("\n", max(0, end - 60), end) + 1) : end]
    words = list(_WORD.finditer(line))
    if not words or words[-1].end() != len(line) or not _may_be_street(words[-1].group()):
        return None
    first = words[-1].start()
    if not words[-1].group()[0].isupper():
        before = _GIVEN.search(line[:first])
        if not before:
            return None
        first = before.start()
    elif len(words) > 1 and words[-2].group() in _MODIFIERS and words[-2].end() == first - 1:
        first = words[-2].start()
    return end - len(line) + first


_MODIFIERS = frozenset(
    ("Pohjoinen", "Eteläinen", "Itäinen", "Läntinen", "Vanha", "Uusi", "Iso", "Pieni", "Suuri", "Norra", "Södra",
     "Östra", "Västra", "Gamla", "Nya", "Stora", "Lilla", "Ylä", "Ala")
)  # fmt: skip


def _may_be_street(word: str) -> bool:
    return _is_street(word) or word.casefold().endswith(tuple(load("street-words")["weak_endings"]))


def _is_street(word: str) -> bool:
    folded = word.casefold()
    words = load("street-words")
    return folded.endswith(tuple(words["endings"])) and folded not in words["not_streets"]


def _boxes(text: str) -> Iterator[tuple[int, int]]:
    for box in _BOX.finditer(text):
        yield box.start(), _with_town(text, box.end())


def _before_postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield `Any Name 3, 40100 Jyväskylä`: capital words and a number before a postcode that fits its town."""
    for m in _POSTCODE.finditer(text):
        if not _fits(m.group(1), m.group(2)):
            continue
        line_start = max(0, m.start() - 60, text.rfind("\n", max(0, m.start() - 60), m.start()) + 1)
        head = re.search(
            rf"((?:[A-ZÅÄÖ][\w'’-]+[ ]){{1,3}})({_HOUSE}){_FLOOR}[ ]?,?[ ]?\Z", text[line_start : m.start()]
        )
        if head:
            yield line_start + head.start(), m.end()


def _with_town(text: str, end: int) -> int:
    """Return the end of an address with the postcode and town, or the town, that follow it."""
    if ((m := _TOWN.match(text, end)) and (_fits(m["code"], m["town"]) or "\n" not in m["gap"])) or (
        (m := _CITY_ONLY.match(text, end)) and m["town"].casefold() in towns()
    ):
        end = m.end()
    country = _COUNTRY.match(text, end)
    return country.end() if country else end


def _fits(code: str, town: str) -> bool:
    """Tell whether a postcode is known, with this town or (Swedish names, districts) with any."""
    digits = re.sub(r"\D", "", code)
    return digits in postcodes() or town.casefold() in towns()


def _found(ctx: "Context", mention: Mention, owners: Owners) -> Found:
    values = {"value": Evidence(mention.value, mention.start, mention.end, 0.95)}
    at = mention.start
    for name, deriver in (("street", derive_street), ("postcode", derive_postcode), ("city", derive_city)):
        printed = str(mention.params[name])
        if printed:
            at = ctx.text.index(printed, at, mention.end)
            values[name] = Evidence(deriver(printed, {}), at, at + len(printed), 0.95)
            at += len(printed)
    above = owners.above(mention.span)
    headed = bool(above and _HEADED.search(ctx.text, above.end, mention.start))  # another unit's, whose kind is unknown
    owner = derive_street(ctx.text[above.start : above.end], {}) if above and not headed else None
    return Found("address", values, {"owner": owner}, project=-1)

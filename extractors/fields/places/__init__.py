"""Places a project or service works in: municipalities, regions, sub-regions, districts, by code.

A name needs its capital, may not stand inside a person's name, an address or a link, and, when it is an ordinary word
as well (Salo, Lahti, Kotka), something around it that says it is a place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.fields.places import districts
from extractors.fields.places.gazetteer import Place, is_place, places, value_of
from extractors.language.baseforms import base_form
from extractors.language.morphology import analyse
from extractors.language.phrases import Hit, keys
from extractors.language.tokens import Token, line_around, tokens
from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document, Zone
from schemas.facts import DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context
    from extractors.derive import Deriver

_ADMIN = {
    "kaupunki", "kunta", "seutu", "seutukunta", "maakunta", "alue", "talousalue", "kaupunkiseutu",
    "hyvinvointialue", "stad", "kommun", "region", "city", "town", "municipality", "läänin", "toimipiste",
    "keskusta", "kuntayhtymä",
}  # fmt: skip
_SEUTU = {"seutu", "seutukunta", "kaupunkiseutu", "talousalue", "nejden", "regionen"}
_LOCAL = {"inessive", "elative", "illative", "adessive", "ablative", "allative"}
# A body whose name says where it has its seat, not where the project works.
_SEATED = (
    "yliopisto", "korkeakoulu", "ely-keskus", "elinkeino", "elinvoimakeskus", "te-toimisto",
    "aluehallintovirasto", "sanomat", "uutiset", "lehti", "oikeus", "universitet", "yrkeshögskola", "högskola",
    "piiri", "ntm-central", "university", "kauppakamari", "akademi",
)  # fmt: skip
_LOWER = ("pääkaupunkiseu", "huvudstadsregion")  # written without a capital
_ANDS = {"ja", "sekä", "tai", "och", "samt", "and"}
# Towns that are systems and numerals too, where they stand in capitals.
_SYSTEMS = {"eura", "ii"}
_KEPT = ("kind", "code", "within", "successor", "region")
_SERVICES = {
    DocumentKind.SERVICE, DocumentKind.ORGANISATION, DocumentKind.NETWORK_DESCRIPTION, DocumentKind.COURSE,
}  # fmt: skip
_NO_PLACE_HERE = {"reference", "news"}


def scan_places(doc: Document, taken: Taken, persons: Sequence[Mention]) -> list[Mention]:
    """Return mentions of kind `place`: value the Finnish name; kind, code, successor, region and weak in params.

    `weak` marks a place that only names the seat of a body (`Turun yliopisto`). Names inside addresses are left to the
    addresses. Offsets cover the name as it is written, `Joensuun seudun` included.
    """
    words = tokens(doc.text)
    people = Taken(persons)
    out: list[Mention] = []
    for hit in _hits(words):
        if taken.overlaps(hit.start, hit.end) or people.overlaps(hit.start, hit.end):
            continue
        if not _believable(doc.text, words, hit):
            continue
        named = _name_goes_on(doc.text, words, hit)
        out.append(_mention(hit.value, hit.start, hit.end, _seat(words, hit.last + 1) or named, named))
        out.extend(_neighbourhood(words, hit, out[-1].params["weak"]))
    return out


def _hits(words: Sequence[Token]) -> Iterator[Hit[Place]]:
    known = places()
    i = 0
    while i < len(words):
        hit = known.at(words, i) if words[i].text[0].isupper() or words[i].low.startswith(_LOWER) else None
        if hit is not None:
            yield hit
            i = hit.last
        i += 1


def _mention(place: Place, start: int, end: int, weak: bool, named: bool = False) -> Mention:
    params: dict[str, Scalar] = {"kind": place.kind, "code": place.code or None, "weak": weak, "in_name": named}
    if place.successor:
        params["successor"] = place.successor
    if place.region:
        params["region"] = place.region
    return Mention("place", start, end, place.name, params)


def _neighbourhood(words: Sequence[Token], hit: Hit[Place], weak: Scalar) -> Iterator[Mention]:
    """`Joensuun seudun` is the sub-region beside the municipality."""
    after = words[hit.last + 1] if hit.last + 1 < len(words) else None
    if (
        hit.value.kind == "municipality"
        and after is not None
        and keys(after.low) & _SEUTU
        and after.start - hit.end == 1
    ):
        base = base_form(f"{words[hit.last].text} {after.text}")
        params: dict[str, Scalar] = {"kind": "subregion", "code": None, "weak": weak, "within": hit.value.name}
        yield Mention("place", hit.start, after.end, base, params)


def _name_goes_on(text: str, words: Sequence[Token], hit: Hit[Place]) -> bool:
    """`Keski-Savon Toimintakeskus`: a capital right after a genitive makes the place the beginning of a body's name."""
    after = words[hit.last + 1] if hit.last + 1 < len(words) else None
    last = words[hit.last]
    if after is None or not after.text[0].isupper() or last.text.isupper() or not _beside(text, hit.end, after.start):
        return False
    local = any(r.case in _LOCAL for r in analyse(after.low))
    genitive = last.low.endswith("n") or (last.low.endswith("s") and is_place(last.low[:-1]))
    return genitive and not local and not is_place(after.low) and not keys(after.low) & _ADMIN


def _seat(words: Sequence[Token], after: int) -> bool:
    if after + 1 < len(words) and keys(words[after].low) & _SEUTU:
        after += 1  # `Helsingin seudun kauppakamari`
    low = words[after].low if after < len(words) else ""
    return bool(low) and any(k.endswith(_SEATED) or k.startswith("elinkeino-") for k in keys(low))


def _believable(text: str, words: Sequence[Token], hit: Hit[Place]) -> bool:
    """Weigh what stands around a name that may be a person's or an ordinary word."""
    place, first = hit.value, words[hit.first]
    if place.kind == "country":
        return first.low == place.name.lower() or not any(r.verb_form for r in analyse(first.low))
    if _in_person(text, words, hit):
        return False
    if _is_acronym(words, hit):
        return False
    if not place.common:
        return True
    supported = _admin(words, hit.last + 1) or _listed(text, words, hit) or _heads_a_line(text, hit)
    if place.rare:
        return supported
    local = any(r.case in _LOCAL and r.name == "place" for r in analyse(words[hit.last].low))
    return supported or local or not _begins(text, first) or _alone(text, hit)


def _in_person(text: str, words: Sequence[Token], hit: Hit[Place]) -> bool:
    """`Minna Salo` and `Salo Minna` are people, whatever the person scanner said about them."""
    name, written = hit.value.name, words[hit.last].text
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last + 1] if hit.last + 1 < len(words) else None
    surname, given = name in load("surnames"), name in load("first_names")
    if before is not None and surname and _beside(text, before.end, hit.start) and _first_name(before):
        return not is_place(before.low)
    if after is None or not _beside(text, hit.end, after.start) or not after.text[0].isupper():
        return False
    return (given and after.text in load("surnames")) or (surname and written == name and _first_name(after))


def _first_name(word: Token) -> bool:
    return word.text in load("first_names") and load("first_names")[word.text] > 100


def _beside(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start] in " \u00a0"


def _admin(words: Sequence[Token], after: int) -> bool:
    return after < len(words) and bool(keys(words[after].low) & _ADMIN)


def _listed(text: str, words: Sequence[Token], hit: Hit[Place]) -> bool:
    """Tell whether a neighbour across a comma or an `and` is a place too."""
    return any(_place_across(text, words, at, step) for step, at in ((-1, hit.first), (1, hit.last)))


def _place_across(text: str, words: Sequence[Token], at: int, step: int) -> bool:
    near = at + step
    joined = 0 <= near < len(words) and words[near].low in _ANDS
    near += step if joined else 0
    if not 0 <= near < len(words):
        return False
    gap = text[min(words[near].end, words[at].end) : max(words[near].start, words[at].start)]
    return (joined or "," in gap) and words[near].text[0].isupper() and is_place(words[near].low)


def _begins(text: str, word: Token) -> bool:
    """Tell whether a word stands where every word has a capital: after a full stop, a bullet, a line's start."""
    before = text[max(0, word.start - 6) : word.start].rstrip(" \u00a0\t\"'”“(*–-")
    return not before or before[-1] in ".!?:;•▪▶\n\r"


def _is_acronym(words: Sequence[Token], hit: Hit[Place]) -> bool:
    """`EURA 2021`: a short word in capitals among words that are not is a system's name, no town's."""
    word = words[hit.last]
    near = [
        w for w in (*words[max(0, hit.first - 2) : hit.first], *words[hit.last + 1 : hit.last + 3]) if w.text.isalpha()
    ]
    shouted = hit.first == hit.last and word.text.isupper() and len(word.text) <= 5
    return shouted and hit.value.name.casefold() in _SYSTEMS and any(not w.text.isupper() for w in near)


def _heads_a_line(text: str, hit: Hit[Place]) -> bool:
    """`Kurikka: ohjaaja …`: a label that begins its line, in a row of lines labelled likewise."""
    if text[hit.end : hit.end + 1] != ":" or text[max(0, hit.start - 3) : hit.start].strip(" \u00a0•*-–")[-1:] not in (
        "",
        "\n",
    ):
        return False
    start = text.rfind("\n", max(0, hit.start - 240), max(0, hit.start - 1)) + 1
    above = text[start : hit.start].partition(":")[0].strip(" \u00a0\n•*-–")
    stop = text.find("\n", hit.end, hit.end + 240)
    below = text[stop + 1 : stop + 40].partition(":")[0].strip(" \u00a0\n•*-–") if stop >= 0 else ""
    return any(name and is_place(name.casefold()) for name in (above, below))


def _alone(text: str, hit: Hit[Place]) -> bool:
    """Tell whether the name is all its line says."""
    around = line_around(text, hit.start, hit.end, 12)
    return around is not None and text[around[0] : around[1]].strip(" •-–*,.\t\r") == text[hit.start : hit.end]


def find_places(ctx: "Context") -> list[Found]:
    """Return each place of the document once, with its best mention; countries and mere seats are left out."""
    found: dict[tuple[str, str], Found] = {}
    for mention in (*_relevant(ctx), *districts.find(ctx)):
        key = (str(mention.value), str(mention.params["kind"]))
        if key not in found:
            found[key] = _found(mention)
    seats = _from_addresses(ctx)
    if ctx.kind in _SERVICES:
        for seat in seats:
            found.setdefault((str(seat.values["value"].value), "municipality"), seat)
    return list(found.values()) or (seats if len(seats) == 1 else [])


def _relevant(ctx: "Context") -> Iterator[Mention]:
    skipped = Taken(
        Mention("section", s.start, s.end, None)
        for s in ctx.sections
        if s.role in _NO_PLACE_HERE and s.lead != "sentence"
    )
    menu = Taken(Mention("block", b.start, b.end, None) for b in ctx.doc.blocks if b.zone is Zone.NAV)
    for mention in ctx.place_mentions:
        if mention.params["kind"] == "country" or (mention.params["weak"] and not _own_town(ctx, mention)):
            continue
        if not skipped.overlaps(mention.start, mention.end) and not menu.overlaps(mention.start, mention.end):
            yield mention


def _own_town(ctx: "Context", mention: Mention) -> bool:
    """A town that begins a body's name (`Hyvinkään Perhetalo ry`) is where it works; a list of grants has too many."""
    listed = ctx.kind in (DocumentKind.LISTING, DocumentKind.SHEET)
    return bool(mention.params.get("in_name")) and mention.params["kind"] == "municipality" and not listed


def _found(mention: Mention) -> Found:
    kind = str(mention.params["kind"])
    qualifiers = {
        k: v for k, v in mention.params.items() if k in ("kind", "code", "within", "successor", "region") and v
    }
    confidence = 0.85 if kind in ("subregion", "district") else 0.93
    evidence = Evidence(mention.value, mention.start, mention.end, confidence, {"kind": kind})
    return Found("place", {"value": evidence}, qualifiers)


def _from_addresses(ctx: "Context") -> list[Found]:
    """Return the towns of the addresses: where a service is; where nothing else names a place, the only one counts."""
    out: dict[str, Found] = {}
    for address in ctx.of("address"):
        quote = ctx.text[address.start : address.end]
        for word in reversed(tokens(quote)):
            hit = places().at([word], 0)
            if hit is not None and hit.value.kind == "municipality":
                mention = _mention(hit.value, address.start + word.start, address.start + word.end, False)
                out.setdefault(hit.value.name, _found(mention))
                break
    return list(out.values())


def derive_place(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return the base form of a place. Raises `ValueError` when the quote names no place of `params["kind"]`."""
    kind = str(params.get("kind", ""))
    if kind == "district":
        return districts.value_of(quote)
    if params.get("listed"):  # a register's own list says of which kind the name is
        return districts.value_of(quote)
    if kind == "subregion" and keys(tokens(quote)[-1].low) & _SEUTU:
        return base_form(quote)
    return value_of(quote, kind)


DERIVERS: "dict[str, Deriver]" = {"place.value": derive_place}

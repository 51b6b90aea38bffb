"""Find names of bodies in words: known names, legal suffixes, heads with their genitives, heads with a name after.

Nothing here says what the body does in the project; that is for `organisation_roles`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.fields.organisations import foreign
from extractors.fields.organisations import words as vocabulary
from extractors.fields.organisations.foreign import begins, touch
from extractors.fields.organisations.values import Body, derive_organisation, known, same_letters
from extractors.fields.places.gazetteer import is_place
from extractors.language.phrases import Hit
from extractors.language.tokens import Token
from extractors.mentions import Taken
from schemas.facts import Scalar

_LONGEST = 9
_HERE = {"inessive", "elative", "illative", "adessive"}
_AND = {"ja", "sekä", "och", "samt"}
_PROJECT = ("hank", "projekt", "-hank", "-projekt")


class Name(NamedTuple):
    """A name in the text: range, words `[first, last]`, base form, how it was known, what its deriver needs."""

    start: int
    end: int
    first: int
    last: int
    value: str
    kind: str
    params: dict[str, Scalar]


def scan(text: str, words: Sequence[Token], taken: Taken, persons: Taken) -> list[Name]:
    """Return the names of bodies in text order, the longer of two that overlap."""
    found: list[Name] = []
    for i in range(len(words)):
        found.extend(_at(text, words, i))
    free = [n for n in found if not taken.overlaps(n.start, n.end) and not _person(n, persons)]
    return _without_aliases(text, _disjoint([n for n in free if not _project(text, words, n)]))


def _without_aliases(text: str, names: list[Name]) -> list[Name]:
    """Drop an abbreviation in brackets right after the name it stands for: `Euroopan sosiaalirahasto (ESR)`."""
    out: list[Name] = []
    for name in names:
        bracket = (
            bool(out)
            and text[out[-1].end : name.start] in (" (", "\u00a0(")
            and text[name.end : name.end + 1] in (")", "+")
        )
        if not (bracket and name.kind == "known"):
            out.append(name)
    return out


def _person(name: Name, persons: Taken) -> bool:
    return name.kind != "legal" and persons.overlaps(name.start, name.end)


def _disjoint(names: list[Name]) -> list[Name]:
    out: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not out or name.start >= out[-1].end or (name.kind == "coordinated" == out[-1].kind):
            out.append(name)
        elif name.end > out[-1].end and name.end - name.start > out[-1].end - out[-1].start:
            out[-1] = name
    return out


def _project(text: str, words: Sequence[Token], name: Name) -> bool:
    """`Setlementti Koivun Polku -hanke` names a project where the head of the phrase comes after the name."""
    rest = text[name.end : name.end + 12].lower()
    if name.kind in ("known", "legal", "public", "coordinated"):
        return rest.startswith(("-hank", "–hank", "-projekt"))
    return rest.lstrip(" -–\u2011").startswith(_PROJECT) and not vocabulary.cases(words[name.last].low) & {"genitive"}


def _at(text: str, words: Sequence[Token], i: int) -> Iterator[Name]:
    """Yield the names whose head (or first word, for a known name) is word `i`."""
    word = words[i]
    hit = known().at(words, i)
    if hit is not None and _well_known(text, words, hit):
        yield _known_name(text, words, hit)
    elif vocabulary.legal(word):
        yield from _legal(text, words, i)
    elif foreign.may_head(word.low):
        yield from (_make(text, words, f.first, f.last, f.kind, **f.params) for f in foreign.find(text, words, i))
    else:
        found = vocabulary.head(word.low)
        if found is not None:
            yield from _headed(text, words, i, *found)


def _make(text: str, words: Sequence[Token], first: int, last: int, kind: str, **params: Scalar) -> Name:
    start, end = words[first].start, words[last].end
    return Name(start, end, first, last, derive_organisation(text[start:end], params), kind, dict(params))


def _well_known(text: str, words: Sequence[Token], hit: Hit[Body]) -> bool:
    first, body = words[hit.first], hit.value
    if body.lower and (hit.first > 0 and _owner(words[hit.first - 1]) and touch(text, words, hit.first - 1)):
        return False  # `Hämeen ELY-keskus` is a name of its own
    capital = first.text[0].isupper() or hit.last > hit.first or body.lower
    return capital and same_letters(first, body) and len(first.text.partition(":")[0]) > 1


def _known_name(text: str, words: Sequence[Token], hit: Hit[Body]) -> Name:
    last = hit.last
    if last + 1 < len(words) and vocabulary.legal(words[last + 1]) and touch(text, words, last):
        last += 1
    if hit.value.foreign:
        return _make(text, words, hit.first, hit.last, "known", known=True)
    return _make(text, words, hit.first, last, "known")


def _left(text: str, words: Sequence[Token], i: int) -> int:
    """Return the first word of the name whose head is word `i`, `i` itself when nothing in front belongs to it."""
    j = i
    while j > 0 and i - j < _LONGEST and touch(text, words, j - 1):
        if not _belongs(text, words, j - 1, j == i and vocabulary.legal(words[i])):
            break
        j -= 1
    while j < i and not (words[j].text[0].isupper() and not (begins(text, words[j]) and _everyday(words, j, i))):
        j += 1
    return j


def _belongs(text: str, words: Sequence[Token], at: int, before_suffix: bool) -> bool:
    """The word right before a legal suffix is in the name whatever it is: `Liikkukaa ry`, `nuorten liitto ry`."""
    word = words[at]
    if vocabulary.shouts(words[at + 1].text) != vocabulary.shouts(word.text) and len(word.text) > 4:
        return False  # where capitals begin or end, so does a name
    if word.low in _AND:
        return _carries(text, words, at)
    if before_suffix:
        return word.text[0].isupper() or "-" not in word.text[-1]
    return vocabulary.inside(word)


def _carries(text: str, words: Sequence[Token], at: int) -> bool:
    """`Maa- ja kotitalousnaisten keskus`, `Lasten ja nuorten säätiö`: the `ja` stands inside the name."""
    if at == 0 or at + 1 >= len(words) or not touch(text, words, at - 1):
        return False
    before, after = words[at - 1], words[at + 1]
    both = "genitive" in vocabulary.cases(before.low) & vocabulary.cases(after.low)
    return before.text[-1] in "-\u2010" or (both and not is_place(after.low) and vocabulary.head(before.low) is None)


def _everyday(words: Sequence[Token], j: int, i: int) -> bool:
    """A capital at the start of a sentence counts for nothing on an everyday word, if more capitals follow or not."""
    if vocabulary.legal(words[i]):
        return False
    return (
        vocabulary.ordinary(words[j].low) and vocabulary.head(words[j].low) is None and not _capital_after(words, j, i)
    )


def _capital_after(words: Sequence[Token], j: int, i: int) -> bool:
    return all(w.text[0].isupper() for w in words[j + 1 : i])


def _legal(text: str, words: Sequence[Token], i: int) -> Iterator[Name]:
    if i == 0 or not touch(text, words, i - 1):
        return
    first = _left(text, words, i)
    if first < i:
        last = i + 1 if i + 1 < len(words) and vocabulary.legal(words[i + 1]) and touch(text, words, i) else i
        yield _make(text, words, first, last, "legal")


def _headed(text: str, words: Sequence[Token], i: int, head: str, kind: str, bare: bool) -> Iterator[Name]:
    word = words[i]
    if i + 1 < len(words) and vocabulary.legal(words[i + 1]) and touch(text, words, i):
        return  # the legal suffix yields the whole name
    if head != "palvelut" and "plural" in vocabulary.numbers(word.low) and kind != "public":
        return
    if kind == "public":
        yield from _public(text, words, i, head)
        return
    after = _name_after(text, words, i) if head != "palvelut" else i
    first = _left(text, words, i)
    if bare and text[word.start - 2 : word.start] in (" -", " –") and i > 0:
        yield from _after_hyphen(text, words, i, kind)
        return
    if bare and head != "palvelut" and first < i and word.text[0].islower() and _has_public(words, first, i):
        return  # `Kokkolan kaupungin neuvontapiste`: the name is the city's
    if after > i and (not bare or word.text[0].isupper()):
        start = first if first < i and _owner(words[first]) else i
        yield _make(text, words, start, after, "unit" if kind == "unit" else kind)
    elif first < i and _enough(text, words, first, i, bare):
        yield _make(text, words, first, i, kind)
    elif vocabulary.coined(word, kind, bare, begins(text, word)):
        yield _make(text, words, i, i, kind)


def _after_hyphen(text: str, words: Sequence[Token], i: int, kind: str) -> Iterator[Name]:
    """`Nuorten Polku -säätiö`: the capitals before the hyphen are the name."""
    first = i
    while first > 0 and words[first - 1].text[0].isupper() and (first == i or touch(text, words, first - 1)):
        first -= 1
    if first < i and words[i].start - words[i - 1].end == 2:
        yield _make(text, words, first, i, kind)


def _has_public(words: Sequence[Token], first: int, i: int) -> bool:
    found = (vocabulary.head(w.low) for w in words[first:i])
    return any(f is not None and f[1] == "public" for f in found)


def _owner(word: Token) -> bool:
    """Tell whether a name's first word says whose it is: a capital, in the genitive, or a place."""
    return word.text[0].isupper() and ("genitive" in vocabulary.cases(word.low) or is_place(word.low))


def _enough(text: str, words: Sequence[Token], first: int, i: int, bare: bool) -> bool:
    """A chain makes a name when it begins with an owner; a bare head needs a capital or a second word of the name."""
    if vocabulary.cases(words[i].low) & _HERE and not words[i].text[0].isupper() and bare:
        return False
    if begins(text, words[first]) and vocabulary.ordinary(words[first].low) and words[i].text[0].islower():
        return False
    if any(vocabulary.describes(w) for w in words[first:i]):
        return False
    if bare and vocabulary.shouts(words[i].text) and not is_place(words[first].low):
        return False  # `AIKUISTEN PALVELUT` is a heading
    unknown = not vocabulary.cases(words[first].low)
    if not (_owner(words[first]) or unknown or words[i].text[0].isupper()):
        return False
    if not bare:
        return True
    return words[i].text[0].isupper() or i - first > 1 or vocabulary.head(words[i].low) == ("palvelut", "unit", True)


def _name_after(text: str, words: Sequence[Token], i: int) -> int:
    """Return the last word of the proper name after a head (`Monikulttuurikeskus Lehdon`), or `i`."""
    if "nominative" not in vocabulary.cases(words[i].low):
        return i
    j = i
    while j + 1 < len(words) and j - i < 3 and touch(text, words, j) and words[j + 1].text[0].isupper():
        word = words[j + 1]
        if (is_place(word.low) and vocabulary.cases(word.low) & _HERE) or word.text[-1] in "-\u2010":
            break
        if vocabulary.legal(word) or vocabulary.head(word.low) is not None or vocabulary.generic(word.low):
            break
        j += 1
        if "genitive" in vocabulary.cases(word.low) and not vocabulary.cases(word.low) & {"nominative"}:
            break
    if j == i + 1 and words[i].text[0].islower() and is_place(words[j].low):
        return i
    return j


def _public(text: str, words: Sequence[Token], i: int, head: str) -> Iterator[Name]:
    """`Joensuun kaupungin`, `Jyväskylän ja Viitasaaren kaupunkien`, `Hämeen elinkeino-, … ja ympäristökeskus`."""
    word = words[i]
    if head in ("kaupunki", "kunta") and vocabulary.cases(word.low) & _HERE:
        return
    owners = _owners(text, words, i)
    if len(owners) > 1:
        for index, at in enumerate(owners):
            first = at if at == owners[-1] else owners[0]
            where = {"index": 0} if first == at == owners[-1] else {"index": index}
            yield _make(text, words, first, i, "coordinated", **where)
        return
    first = _ely_start(words, i) if head == "ympäristökeskus" else _left(text, words, i)
    if first < i and _owner(words[first]) and "plural" not in vocabulary.numbers(word.low):
        yield _make(text, words, first, i, "public")


def _owners(text: str, words: Sequence[Token], i: int) -> list[int]:
    """Return the places that share a head, in order: more than one only in a coordination."""
    out: list[int] = []
    j = i - 1
    while j >= 0 and words[j].text[0].isupper() and is_place(words[j].low) and "genitive" in _case_or_any(words[j]):
        out.insert(0, j)
        gap = text[words[j - 1].end : words[j].start] if j else ""
        if j >= 2 and words[j - 1].low in _AND and touch(text, words, j - 1) and touch(text, words, j - 2):
            j -= 2
        elif j and gap == ", ":
            j -= 1
        else:
            break
    return out if out and out[-1] == i - 1 and touch(text, words, i - 1) else []


def _case_or_any(word: Token) -> frozenset[str]:
    return vocabulary.cases(word.low) or frozenset({"genitive"})


def _ely_start(words: Sequence[Token], i: int) -> int:
    """The full name of an ELY centre holds a comma: go back over `elinkeino-, liikenne- ja`."""
    j = i
    while j > 0 and i - j < 5 and (words[j - 1].text[-1] in "-\u2010" or words[j - 1].low in _AND):
        j -= 1
    return j - 1 if j > 0 and _owner(words[j - 1]) else i

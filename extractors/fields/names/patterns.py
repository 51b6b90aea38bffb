"""Where a text speaks of a project by name: `X-hanke`, `X –projekti`, `hanke ”X”`, `projektet X`, `the X project`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.fields import verbs
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token, tokens_in
from extractors.structure import fold as fold_label
from extractors.structure import known_labels
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Document, Span, Zone

_CASES = r"(?:e|keen|keessa|keesta|keeseen|etta|keella|keelle|keeksi|keena)"  # plurals name no one project
HEAD = rf"(?:hank{_CASES}|projekt(?:i|in|issa|ista|iin|ia|illa|ille|it)|pilotti|projektet)"
# `Polku-esiselvityshanke`, `X ja Y –yhteishankkeelle`: what sort of project it is, between the hyphen and the word.
_SORT = r"(?:esiselvitys|kehittämis|kehitys|pilotti|kokeilu|jatko|tutkimus|yhteis|koordinaatio|investointi|kärki)?"
_AFTER = re.compile(rf"(?:(?<=\w)|(?<=[\"”“»’)+!])|(?<=[\w\"”“»’)+!] ))[-–—‑] ?{_SORT}{HEAD}\b", re.IGNORECASE)
_QUOTED = re.compile(
    rf"\b(?:{HEAD}|hankkeen nimi on|project|projekt)\s{{0,2}}[,:]?\s?[\"”“»«]([^\"”“»«\n]{{3,100}})[\"”“»«]",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b{HEAD}\s+(?:nimeltä|nimi on|called|named|vid namn)\s+([A-ZÅÄÖ][^.,;:\n(]{{2,80}})")
# `koko nimeltään X, Y ja Z -hanke`: introduced as a name, so that commas belong to it.
_FULL = re.compile(
    r"\b(?:(?:koko|kokonaisuudessaan|viralliselta|pitkältä) nimeltään|(?:koko|virallinen|pitkä) nimi on)\s+[\"”“]?"
    rf"([A-ZÅÄÖ0-9][^.;:\n]{{5,140}}?)[\"”“]?\s?[-–—‑]\s?{HEAD}\b"
)
# `hanke on viralliselta nimeltään X.`: the rest of the sentence.
_OFFICIAL = re.compile(
    r"\bon (?:koko|kokonaisuudessaan|viralliselta|pitkältä) nimeltään\s+[\"”“]?(?P<name>[A-ZÅÄÖ0-9][^.;:\n\"”“]{8,160})"
    r"[\"”“]?(?:\.(?=\s|$)|\n|$)"
)
# `KV-kylät hanke`, `MONIPOLKU hanke`: without a hyphen only after a word with capitals inside, or many of them.
_CAPITALS = re.compile(
    r"(?<![\w-])([A-ZÅÄÖ]{5,20}|[A-ZÅÄÖ]{2,}-[a-zåäö]{3,20}|[A-ZÅÄÖ][a-zåäö]+[A-ZÅÄÖ][\w-]{1,20}) "
    rf"(?={HEAD}\b)"
)
_HETER = re.compile(
    r"(?:^|(?<=\. ))[\"”]?([A-ZÅÄÖ][^.,;:\n\"”]{2,60}?)[\"”]? heter (?:det |vårt |ett )?(?:\w+ ){0,3}?projekt",
    re.MULTILINE,
)
_SWEDISH = re.compile(
    r"\b[Pp]rojektet\s+((?:[A-ZÅÄÖ][\w&+-]*)(?:\s+(?:[A-ZÅÄÖ][\w&+-]*|(?:för|i|och|till|med|på|en|ett)\s+\w+)){0,7})"
)
# The hyphen parts words here and is in none of them: two ways to read it would multiply.
_ENGLISH = re.compile(
    r"\b((?:[A-ZÅÄÖ][\w&+’']*+)(?:[ -](?:[A-ZÅÄÖ0-9][\w&+’']*+|in|of|the|for|and|to|a|on|"
    r"with)){0,7})[ -]{1,3}[Pp]roject\b"
)
_IS = re.compile(
    r"^[\"”“]?([A-ZÅÄÖ0-9][^.,;:\n]{2,90}?)[\"”“]?,? "
    rf"(?:(?:on|oli) (?!osa\b|mukana\b|osana\b)(?:[^\s.]+ ){{0,16}}?[-–]?(?:{HEAD}|\w+hanke|\w+projekti)"
    r"|(?:is|was) an? (?:[\w-]+ ){0,4}?project|(?:är|var) ett (?:[\w-]+ ){0,4}?projekt)\b",
    re.MULTILINE,
)
_WORDS = re.compile(r"[\w&+]+")
_END = re.compile(r"[.!?:;]\s|[,(\n\t|•/]|\s[-–—]\s")
_COMPOUND = re.compile(r"\w*(?:hanke|projekti|projekt|project)$", re.IGNORECASE)
_FUND = re.compile(r"\s?\([^()\n]{2,30}\)\s?$")


# `1. Hankkeen tausta`: a part of a text about a project, numbered or not.
_PART = re.compile(
    r"(?:page|sivu|sida|dia) \d+$"
    r"|(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?:hankkeen|projektin|projektets|hankesuunnitelm\w+)\s+\w+"
)


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return a list of name-cues.json."""
    return frozenset(load("name-cues")[name])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the text names a project; `key` is the name folded for counting."""

    span: Span
    key: str
    text: str

    def doc_key(self, span: Span) -> str:
        """Fold another range of the same text the same way."""
        return fold(self.text[span.start : span.end])


def fold(text: str) -> str:
    """Return the words of a name in lower case."""
    return " ".join(_WORDS.findall(text.casefold()))


def is_generic(text: str) -> bool:
    """Tell whether a line names no project: `Hankkeet`, `ESR`, `kehittämis`."""
    key = fold(text)
    plain = clean(text).casefold().strip(" :.-–")
    if (_PART.match(plain) and ":" not in plain) or fold_label(plain) in known_labels():
        return True
    if all(_is_plain(w) for w in key.split()):
        return True
    return not key or len(key) < 3 or plain in vocabulary("generic") or key in vocabulary("not_names") or key.isdigit()


def is_part(line: str) -> bool:
    """Tell whether a line is a part of any text about a project (`1. Hankkeen tausta`)."""
    return bool(_PART.match(line.casefold()))


@lru_cache(maxsize=20_000)
def _is_plain(word: str) -> bool:
    """A word of reports about projects rather than of a project's name (`hankkeen tulokset`)."""
    plain = {
        "hanke", "projekti", "tulos", "loppuraportti", "väliraportti", "kuvaus",
        "esittely", "rahoittaa", "rahoitettu", "yhteenveto", "uutiskirje", "tiimi", "etusivu",
    }  # fmt: skip
    return not plain.isdisjoint(lemmas(word))


def candidates(doc: Document) -> list[Candidate]:
    """Return the named mentions of projects in text order."""
    found = [
        *_before_head(doc),
        *_groups(doc.text, _QUOTED),
        *_groups(doc.text, _NAMED),
        *_groups(doc.text, _FULL),
        *_groups(doc.text, _HETER),
        *_groups(doc.text, _CAPITALS),
        *_groups(doc.text, _SWEDISH),
        *_subjects(doc.text),
        *_english(doc.text),
    ]
    out = []
    menu = [(b.start, b.end) for b in doc.blocks if b.zone is Zone.NAV or (b.zone is Zone.HEADER and b.path)]
    starts = [start for start, _ in menu]
    for span in sorted(set(found)):
        quote = doc.slice(span)
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.start < menu[at][1]:
            continue  # another project's link, or the site's name
        if not is_generic(quote) and any(c.isupper() for c in quote[:30]):
            out.append(Candidate(span, fold(quote), doc.text))
    return out


def _groups(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    return (Span(m.start(1), m.start(1) + len(m.group(1).rstrip())) for m in pattern.finditer(text))


def _subjects(text: str) -> Iterator[Span]:
    """`X on … rahoittama hanke`: a line's subject, when it is a name and not `Tämä` or `Kyseessä`."""
    for m in _IS.finditer(text):
        first = m.group(1).split()[0].casefold()
        bare = first in vocabulary("openers") or any(
            r.word_class in ("pronoun", "adverb", "verb") for r in analyse(first)[:1]
        )
        if (
            not (bare and len(m.group(1).split()) == 1)
            and first not in vocabulary("openers")
            and not verbs.verbs(tokens_in(text, m.start(1), m.end(1)))
        ):
            yield Span(m.start(1), m.end(1))


def _english(text: str) -> Iterator[Span]:
    for m in _ENGLISH.finditer(text):
        words = m.group(1).split()
        start = m.start(1)
        while words and words[0].casefold() in vocabulary("openers"):
            start += len(words.pop(0)) + 1
        if words and start < m.end(1):
            yield Span(start, m.end(1))


def _before_head(doc: Document) -> Iterator[Span]:
    for m in _AFTER.finditer(doc.text):
        spaced = doc.text[m.start() - 1 : m.start()].isspace()
        end = m.start() - 1 if spaced else m.start()
        start = _begin(doc.text, end, spaced=spaced)
        if start < end:
            yield Span(start, end)


def _begin(text: str, end: int, *, spaced: bool) -> int:
    """Return where the name that ends at `end` begins; `end` when there is none."""
    if text[end - 1] in '"”“»’':
        opened = max(text.rfind(q, max(0, end - 120), end - 1) for q in '"”“»«’')
        return opened if opened >= 0 else end
    floor = max(0, end - 140)
    bracket = _FUND.search(text, floor, end)
    inner_end = bracket.start() if bracket else end
    breaks = [m.end() for m in _END.finditer(text, floor, inner_end)]
    words = tokens_in(text, breaks[-1] if breaks else floor, inner_end)
    if floor and not breaks and words:
        words = words[1:]  # the first may be a piece of a word
    return _walk_back(words, end, spaced=spaced)


_AGENTS = (
    "rahoittama",
    "hallinnoima",
    "toteuttama",
    "koordinoima",
    "tukema",
    "johtama",
    "vetämä",
)  # `STEAn tukemassa X`


def _walk_back(words: list[Token], end: int, *, spaced: bool) -> int:
    """Go back from the last word to the capital the name begins with; a body's `ry:n` stands before the name."""
    owned = max((i for i, w in enumerate(words[:-1]) if w.low.endswith(":n")), default=-1)
    words = words[owned + 1 :]
    start = end
    for n, word in enumerate(reversed(words)):
        capital = word.text[0].isupper() or word.text[0].isdigit()
        if word.low in vocabulary("in_names") and capital and n and start == end and spaced:
            return word.start  # `kaupungin Oma polku -hanke`: a word of names too, when no other capital follows
        opens = word.low in vocabulary("openers") or (not capital and word.low.startswith(_AGENTS))
        stop = n >= (9 if spaced else 4) or opens or (n and not capital and _runs_on(word))
        if stop or (n and capital and start < end and not spaced and _owner(word)):
            break
        if capital:
            start = word.start
        elif not spaced and start < end:
            break
    first = next((w for w in words if w.start == start), None)
    if first and spaced and _owner(first) and sum(w.start > start for w in words) >= 1:
        following = [w for w in words if w.start > start and w.text[0].isupper()]
        return following[0].start if following else start
    return start


def _runs_on(word: Token) -> bool:
    """A finite verb or a conjunction between words belongs to the sentence, not to a name."""
    found = analyse(word.low)
    return verbs.finite(word.low) is not None and bool(found) and found[0].word_class == "verb"


def _owner(word: Token) -> bool:
    """Tell whether a capitalised word is a place or body in the genitive (`Oulun`, `ry:n`), the owner of a project."""
    return word.low.endswith(":n") or any(r.case == "genitive" and r.name == "place" for r in analyse(word.text))


_GOES_ON = re.compile(rf"\s?[-–—‑]\s?{HEAD}\b", re.IGNORECASE)


def full_names(text: str) -> list[Span]:
    """Return the ranges that a text gives as a project's full name (`koko nimeltään …`)."""
    return [*_groups(text, _FULL), *(s for s in _groups(text, _OFFICIAL) if "hank" not in text[s.start : s.end])]


def begins_with_name(first: Candidate, line: Span) -> bool:
    """Tell whether a line is the name itself or goes on after a dash or colon (`TARMO – taidoista ammattiin`)."""
    text = first.text[line.start : line.end]
    name = first.text[first.span.start : first.span.end].strip('"”“')
    rest = text[len(name) :] if text.casefold().startswith(name.casefold()) else "no"
    if _GOES_ON.match(rest):
        return False  # `Polku 2 -hankkeessa tuetaan …` is a sentence about it
    return not rest.strip() or (bool(re.match(r"\s+[-–—]|\s?[–—:]|\s*:", rest)) and not rest.rstrip().endswith("."))


def marked_title(text: str, span: Span) -> Span | None:
    """Return the name in a title line that says `hanke`: `X (ESR) –hanke`, `… kehittämishanke`; else None."""
    line = text[span.start : span.end]
    if len(line) > 220 or line.rstrip().endswith((".", "?", "!")) or is_generic(line):
        return None
    words = tokens_in(text, span.start, span.end)
    if not words or is_sentence(words):
        return None
    last = words[-1]
    glued = re.search(rf"[-–—]\s?{HEAD}$", line.rstrip(), re.IGNORECASE)
    if glued and not is_generic(line[: glued.start()]):
        return Span(span.start, span.start + len(line[: glued.start()].rstrip()))
    named = len(words) >= 3 and _COMPOUND.fullmatch(last.text) and words[0].text[0].isupper()
    return span if named and last.low not in ("hanke", "projekti", "projekt", "project") else None


def is_sentence(words: list[Token]) -> bool:
    """Tell whether the words of a line hold a verb that makes it a sentence."""
    return any(w.low in ("on", "ovat", "oli", "is", "are", "är") for w in words) or bool(
        [
            v
            for v in verbs.verbs(words)
            if v.passive or (v.at > 0 and not words[v.at].text[0].isupper() and v.form == "past")
        ]
    )

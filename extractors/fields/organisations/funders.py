"""Who pays for the project, as `funder`: a body in a funding role, or a fund that stands where only the payer stands.

A fund in brackets after the project's name, `ESR-hanke`, a logo's file name, a line of logos. A fund that is merely
talked about is none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.fields.organisations.values import derive_organisation
from extractors.language.phrases import Phrases, keys
from extractors.language.tokens import Token, line_around, tokens
from extractors.vocabulary import load
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context
    from extractors.fields.organisations.names import Name

_FUNDED = (
    "hanke",
    "hankk",
    "projekt",
    "rahoit",
    "avustu",
    "tuki",
    "tue",
    "osarahoit",
    "finansier",
    "funded",
    "project",
)
_PLURAL = ("hankkeet", "hankkeiden", "hankkeita", "hankkeille", "hankkeissa", "projektit", "projektien", "projekteja")
_FUNDS = "esr|eakr|stea|amif|eusa|ray|okm|tem"
_LOGO = re.compile(rf"(?i)(?:vipuvoimaa|logo|lippu|flag)[\w-]{{0,30}}[_-]({_FUNDS})\b|\b({_FUNDS})[_-]logo")
_CODE = re.compile(r", ?[sa]\d{5}\b")
# `RAY tukee hanketta`, `ESR+ -rahoitus`, `an ESF+ funded project`; of many projects (`ESR-hankkeet`) nothing is said.
_PAYS = re.compile(
    r"\+?\s?[-–\u2011]\s?(?:rahoit|avustu|tuella|tuki\b|tukea|hanke\b|hankkeen|hankkee(?:ssa|lla|sta)|projekti(?:n|ssa)?\b"
    r"|ohjelmasta\b|rahastosta\b|ohjelman (?:rahoit|tuella|tuki))"
    r"|\+?\s(?:tukee|rahoittaa|rahoitti|osarahoittaa|myönsi|on (?:myöntänyt|rahoittanut|tukenut)|beviljade|finansierar"
    r"|stöder|project\b|funds|funded|co-funded|has (?:granted|funded)|and state (?:contribution|funding))\b"
)
_PAID = re.compile(
    r"\b(?:hanketta|projektia|hankkeen toimintaa) (?:\w+ )?(?:tukee|tuki|rahoittaa|rahoitti|on (?:tuken|rahoittan)ut) $"
    r"|\b(?:rahoittaja|päärahoittaja)(?:na|jana)? (?:on|oli|toimii|toimi) $"
    r"|\b(?:understöd|stöd|bidrag|finansiering) (?:av|från) $|\b(?:funded|financed|supported) by (?:the )?$",
    re.IGNORECASE,
)
_TITLE = 120
_LINE_WORDS = {"vipuvoimaa", "eu", "unioni", "euroopan", "logo", "logot", "eu:lta", "hävkraft", "från", "ja", "och"}


class Payer(NamedTuple):
    """A range that names a payer."""

    start: int
    end: int
    value: str
    programme: str | None
    confidence: float
    params: Mapping[str, Scalar]


@cache
def _table() -> Phrases[dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    for entry in load("funders"):
        for alias in (a for a in (*entry["aliases"], *entry["abbr"]) if not a.endswith("+")):
            entries.setdefault(" ".join(t.low for t in tokens(alias)), entry)
    return Phrases(entries.items())


def canonical(quote: str) -> dict[str, Any] | None:
    """Return the entry of the funder that a quote names, also as the first half of `ESR-hanke`; None for others."""
    words = tokens(quote)
    if not words:
        return None
    hit = _table().at(words, 0)
    if hit is None:
        head = words[0].low.partition("-")[0]
        hit = _table().at([Token(0, len(head), head, head)], 0)
    if hit is None:
        return None
    plus = quote.rstrip(" )").endswith("+") and hit.value["programme"] == "ESR"
    return next(e for e in load("funders") if e["programme"] == "ESR+") if plus else hit.value


def programme_only(name: str) -> bool:
    """Tell whether a name is only a fund's abbreviation (`ESR`, `AMIF`), which is no body of its own."""
    entry = canonical(name)
    return entry is not None and name in entry["abbr"] and bool(entry.get("fund")) and name not in ("STEA", "RAY")


def derive_funder(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return a funder's canonical name. Raises `ValueError` when the quote names none."""
    if params.get("logo"):
        found = canonical(str(params["logo"])) if str(params["logo"]) in quote.lower() else None
    else:
        found = canonical(quote) if params.get("fund") else None
    if found is not None:
        return str(found["value"])
    if params.get("fund") or params.get("logo"):
        raise ValueError(f"no funder: {quote!r}")
    return derive_organisation(quote, params)


def of_name(text: str, name: "Name", confidence: float) -> Payer:
    """Return the payer that a body in a funding role is."""
    quote = text[name.start : name.end]
    entry = canonical(quote) if "index" not in name.params else None
    if entry is None:
        return Payer(name.start, name.end, name.value, None, confidence, name.params)
    end = name.end + 1 if text[name.end : name.end + 1] == "+" else name.end
    value = derive_funder(text[name.start : end], {"fund": True})
    return Payer(name.start, end, value, entry["programme"], confidence, {"fund": True})


_NOT = re.compile(
    r"\s(?:ei|eivät|edustaja\w*|sai|saa|saivat|on saanut|haki|inte|fick|får|does not|did not|received"
    r"|on (?:\w+ )?(?:kumppani|mukana|osatoteuttaja|hallinnoija)\w*)\b"
)


def denied(text: str, name: "Name") -> bool:
    """Tell whether the words after a name keep it from being a payer (`AMIF ei tukenut`, `kunnan edustaja`)."""
    return _NOT.match(text, name.end) is not None


def in_passing(ctx: "Context") -> Iterator[Payer]:
    """Yield the funds that stand in a payer's place without a sentence that says so."""
    words = tokens(ctx.text)
    for i, word in enumerate(words):
        if not word.text[0].isupper() or (canonical(word.text) is None and _table().at(words, i) is None):
            continue
        hit = _table().at(words, i)
        last = hit.last if hit is not None else i
        end = words[last].end + (ctx.text[words[last].end : words[last].end + 1] == "+")
        entry = canonical(ctx.text[word.start : end])
        confidence = (
            _standing(ctx.text, words, i, last, whole=hit is not None)
            if entry is not None and entry.get("fund")
            else 0.0
        )
        if entry is not None and confidence and not ctx.taken.overlaps(word.start, word.end):  # `Horizon 2020`
            yield Payer(word.start, end, str(entry["value"]), entry["programme"], confidence, {"fund": True})
    for match in _LOGO.finditer(ctx.text):
        short = (match.group(1) or match.group(2)).lower()
        yield Payer(*match.span(), derive_funder(match.group(), {"logo": short}), None, 0.8, {"logo": short})


def _standing(text: str, words: Sequence[Token], i: int, last: int, *, whole: bool) -> float:
    """Say how surely the fund in words `[i, last]` pays: 0 when nothing says so."""
    word = words[i]
    tail = word.low.partition("-")[2] if i == last and not whole else ""
    if tail:
        return 0.85 if tail.startswith(_FUNDED) and not tail.startswith(_PLURAL) else 0.0
    after = text[words[last].end : words[last].end + 24].lower()
    if _PAYS.match(after) or _PAID.search(text, max(0, word.start - 60), word.start):
        return 0.88
    if text[word.start - 1 : word.start] == "(" and after.startswith(("+)", ")", ",")):
        return _in_brackets(after, words, i)
    return 0.75 if _logo_line(text, words, i) else 0.0


def _in_brackets(after: str, words: Sequence[Token], i: int) -> float:
    """`Kotipolku (ESR) -hanke`, `Kotipolku (ESR, S12345)`, `(ESR)` in the title or near a word for project."""
    if after.startswith(","):
        return 0.88 if _CODE.match(after) else 0.0
    if after.lstrip("+)").lstrip(" -–\u2011").startswith(("hank", "projekt")):
        return 0.88
    near = " ".join(w.low for w in words[max(0, i - 6) : i])
    return 0.8 if "hank" in near or "projekt" in near or words[i].start < _TITLE else 0.0


def _logo_line(text: str, words: Sequence[Token], i: int) -> bool:
    """Tell whether the line holds nothing but names of funds and the words of their logos."""
    around = line_around(text, words[i].start, words[i].end, 200)
    if around is None:
        return False
    line = tokens(text[around[0] : around[1]])
    named = {at for hit in _table().find(line) for at in range(hit.first, hit.last + 1)}
    rest = [w for at, w in enumerate(line) if at not in named and not any(c.isdigit() for c in w.text)]
    return len(line) <= 12 and all(keys(w.low) & _LINE_WORDS for w in rest)


def found(payers: Sequence[Payer]) -> list[Found]:
    """Return each payer once, the surest mention first; a mere `EU` yields to the fund by name."""
    best: dict[str, Payer] = {}
    for payer in sorted(payers, key=lambda p: (-p.confidence, p.start)):
        best.setdefault(payer.value, payer)
    if any(p.programme and p.programme != "EU" for p in best.values()):
        best = {v: p for v, p in best.items() if p.programme != "EU"}
    return [
        Found(
            "funder",
            {"value": Evidence(p.value, p.start, p.end, p.confidence, dict(p.params))},
            {"programme": p.programme} if p.programme else {},
        )
        for p in sorted(best.values(), key=lambda p: p.start)
    ]

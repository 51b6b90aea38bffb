"""Numbers that are written out: digits with Finnish grouping and decimals, number words in every case, ranges.

A mention of kind `number` has the number as `value` (int where it is whole) and in params `form` (digits, word),
`case` (of a number word, "" for digits), `lang`, `percent`, `high` (the upper end of a range) and `bracket` (the number
stands alone in round brackets). Ordinals, list numbers and parts of words are no mentions.
"""

import re
from collections import Counter
from functools import cache

from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document
from schemas.facts import Scalar

SPACE = " \u00a0\u2009\u202f"
# Four groups are a thousand billions; a longer run is a column, and unbounded it would be read anew from each place.
GROUPED = rf"\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)"
DOTTED = r"\d{1,3}(?:\.\d{3}){1,4}(?!\d)"
COMMAED = r"\d{1,3}(?:,\d{3}){1,4}(?!\d)"
DIGITS = rf"(?:{GROUPED}|{DOTTED}|{COMMAED}|\d{{1,9}})(?:[.,]\d{{1,3}}(?!\d))?"

_NUMBER = re.compile(
    rf"(?<![\w.,/:§#@+-])(?:(?<=\s)[-–])?(?P<low>{DIGITS})"
    rf"(?:\s?[-–—]\s?(?P<high>{DIGITS}))?"
    r"(?=(?P<percent>\s?%|\s?prosent|\s?procent|\s?per ?cent))?"
    r"(?:(?=kpl|hlö|htv)|(?![\w€§/]|:\w|[-–—]\w|[.,]\d))"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Words that are frequent in one of the languages and none in the others.
_COMMON = {
    "fi": ("ja", "on", "oli", "sekä", "hankkeen", "hankkeessa", "hanke", "yhteensä", "että"),
    "sv": ("och", "att", "är", "för", "av", "på", "projektet", "som"),
    "en": ("the", "and", "of", "is", "with", "project", "were", "was"),
}
_ORDINAL = re.compile(r"\.\s?[a-zåäö]")
_ENGLISH_COMMA = re.compile(COMMAED)


@cache
def number_words(lang: str) -> dict[str, tuple[float, str]]:
    """Return word → (number, case) of a language (fi, sv, en)."""
    return {word: (entry[0], entry[1]) for word, entry in load("number_words")[lang].items()}


def scan_numbers(doc: Document, taken: Taken) -> list[Mention]:
    """Return the numbers of the document that overlap nothing taken, in order."""
    lang = _language(doc)
    found = [m for m in _digits(doc.text, lang) if not taken.overlaps(m.start, m.end)]
    found += [m for m in _words(doc.text, lang) if not taken.overlaps(m.start, m.end)]
    return sorted(found, key=lambda m: m.start)


def _language(doc: Document) -> str:
    """The language whose number words are read: the page's own, else the one whose commonest word is there most."""
    if doc.language[:2] in ("fi", "sv", "en"):
        return doc.language[:2]
    words = Counter(w.casefold() for w in _WORD.findall(doc.text[:20_000]))
    counts = {lang: sum(words[w] for w in common) for lang, common in _COMMON.items()}
    best = max(counts, key=lambda k: counts[k])
    return best if counts[best] else "fi"


def _digits(text: str, lang: str) -> list[Mention]:
    found = []
    for match in _NUMBER.finditer(text):
        if _is_mark(text, match):
            continue
        params: dict[str, Scalar] = {
            "form": "digits",
            "case": "",
            "lang": lang,
            "percent": match["percent"] is not None,
            "bracket": text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")",
        }
        if match["high"]:
            params["high"] = parse_number(match["high"], lang)
        found.append(Mention("number", match.start(), match.end(), parse_number(match["low"], lang), params))
    return found


def _is_mark(text: str, match: re.Match[str]) -> bool:
    """Tell an ordinal (`2. vuosi`) or a list number (`1)`, `3. Tavoite` at a line's start) from a number."""
    after = text[match.end() : match.end() + 3]
    if _ORDINAL.match(after):
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if after.startswith(")"):
        return line.count("(") <= line.count(")")
    return after.startswith(".") and not line.strip(" -•*\t\u00a0") and after[1:2].isspace()


def _words(text: str, lang: str) -> list[Mention]:
    table = number_words(lang)
    found = []
    for match in _WORD.finditer(text):
        entry = table.get(match[0].casefold())
        if entry is None or _is_part(text, match):
            continue
        params: dict[str, Scalar] = {"form": "word", "case": entry[1], "lang": lang, "percent": False, "bracket": False}
        found.append(Mention("number", match.start(), match.end(), _whole(entry[0]), params))
    return found


def _is_part(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in ("-", "–") or text[match.end() : match.end() + 1] == "-"


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number


def parse_number(quote: str, lang: str = "fi") -> int | float:
    """Read digits or a number word. Raises `ValueError` for anything else."""
    folded = quote.strip().casefold()
    if folded in number_words(lang):
        return _whole(number_words(lang)[folded][0])
    plain = "".join(c for c in folded if c not in SPACE)
    if _is_english(plain, lang):
        plain = plain.replace(",", "")
    elif re.fullmatch(DOTTED + r"(?:,\d{1,3})?", plain):
        plain = plain.replace(".", "")
    return _whole(float(plain.replace(",", ".")))


def _is_english(plain: str, lang: str) -> bool:
    whole, _, rest = plain.partition(".")
    return bool(_ENGLISH_COMMA.fullmatch(whole)) and (lang == "en" or bool(rest) or whole.count(",") > 1)

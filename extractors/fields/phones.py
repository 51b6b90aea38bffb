"""Phone numbers, as E.164.

The digits are cut into groups here and only then judged by the phone library: two numbers in one field, or a number
and a house number on one line, run together for a matcher that looks for a number anywhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

from extractors.mentions import Mention, Taken
from schemas.document import Document
from schemas.facts import Scalar

_BLANK = r"[ \t\u00a0\u2007\u2009\u202f]"
_GAP = rf"(?:{_BLANK}{{0,2}}[-–‑‐−.]{_BLANK}?|{_BLANK}{{1,2}})"
_RUN = re.compile(
    rf"\(?\+?{_BLANK}?\(?\d{{1,15}}\)?(?:/(?=\d{{3}})(?!(?:19|20)\d\d\b))?"
    rf"(?:{_GAP}?\(0\){_GAP}?\d{{1,12}}|(?:(?<=[)/])|{_GAP})\d{{1,12}}){{0,8}}"
)
_START = re.compile(
    r"\(?\+?(?:358(?=[ \u00a0(-]|[45]\d{8}(?!\d))|(?<=\+)[1-9]|00(?=[1-9])|0(?=[1-9]))|\(?\+\s?\(?[1-9]"
)
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(r"\s?(?:€|%|euro|eur\b|kpl|prosent|°)|\d|,\d(?![\d ]{6})|:\d", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:\d[.,/:–-]|isbn[\w: -]{0,14}|dnro[:. ]{0,3}|\bT |[A-Z]{2}\d{2} ?|klo\.? ?|\b(?:vuonna|vuosina|v\.) ?)\Z",
    re.IGNORECASE,
)
_DATE_OR_TIME = re.compile(
    r"\(?\d{1,2}\.\s?\d{1,2}(?!\d)|\(?\d{1,2}[-/ ]\d{1,2}[-/ ](?:19|20)\d\d(?!\d)|\d{6,7}-\d\Z|\d{4}-\d{4}\Z"
)
_MARK = re.compile(
    r"(?<![^\W\d_])(?:puh|puhelin|puhnro|p|gsm|tel|tfn|tlf|matkap|matkapuhelin|mob|mobile|phone|t|nro|numero|vaihde)[.:]?\Z",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:puhelinnumero|puhelin|puh\.?|gsm|telephone number|phone number|telefon(?:nummer)?|tel\.?)\s?:{_BLANK}{{0,3}}"
    r"([1-9](?:\d[ \u00a0-]?){7}\d)(?![\d,.-]|[ ]\d)",
    re.IGNORECASE,
)
_NATIONWIDE = ("4", "50", "10", "20", "29", "30", "60", "71", "73", "75")
_ABROAD = ("358", "46", "47", "45", "372", "49", "44", "7", "1")
_POSTCODE = re.compile(r"00(?!358)\d{3}\Z")
# Valid by the numbering plan, but a mobile number in use has nine digits: one of eight lost a digit on its way.
_SHORT_MOBILE = re.compile(r"\+358(?:4\d|50)\d{4,6}")
_FAX = re.compile(r"(?:fax|faksi|telefax|telekopio|f)[.:]?\s?\Z", re.IGNORECASE)


def scan_phones(doc: Document, taken: Taken) -> list[Mention]:
    """Return phone numbers (kind `phone`, value E.164; `fax` true in params for a fax number)."""
    text = doc.text
    out: list[Mention] = []
    position = last = 0
    while m := _START.search(text, position):
        found = _number_at(text, m.start(), last, taken)
        if found:
            out.append(found)
            last = found.end
        position = max(m.end(), last)
    held = Taken(out)
    for m in _LABELLED.finditer(text):
        free = not held.overlaps(*m.span(1)) and not taken.overlaps(*m.span(1))
        if free and (value := _without_zero(m.group(1))):
            out.append(Mention("phone", *m.span(1), value, {"zero": "left out"}))
    return sorted(out, key=lambda p: p.start)


def derive_phone(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return the E.164 number of a quote; `params["zero"]` where the leading zero is not printed.

    Raises `ValueError` when it is no valid number.
    """
    value = _without_zero(quote) if params.get("zero") else _e164(_bare(quote))
    if value is None:
        raise ValueError(f"no phone number in {quote!r}")
    return value


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {}


def _number_at(text: str, start: int, last: int, taken: Taken) -> Mention | None:
    """Return the number that begins at `start`: of its valid lengths the usual one, else the longest."""
    run = _RUN.match(text, start)
    if run is None or not _may_begin(text, start, last):
        return None
    best: tuple[tuple[int, int], int, str] | None = None
    for begin, end in _candidates(run):
        value = _e164(_bare(text[begin:end])) if not taken.overlaps(begin, end) else None
        if value and _shaped(text, begin, end) and _may_end(text, end, run.end()):
            best = max(best or ((0, 0), 0, ""), ((_usual(value), end), begin, value))
    if best is None:
        return None
    (_, end), begin, value = best
    return Mention("phone", begin, end, value, {"fax": True} if _FAX.search(text[max(0, begin - 12) : begin]) else {})


def _candidates(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the range of each leading part of a run of digit groups, an unclosed bracket before it left out."""
    for digits in _DIGITS.finditer(run.group()):
        part = run.group()[: digits.end()]
        opened = part.startswith("(") and ")" not in part.replace("(0)", "", 1)
        yield run.start() + opened, run.start() + digits.end()


def _may_begin(text: str, start: int, last: int) -> bool:
    before = text[max(0, start - 24) : start]
    if last and last >= start - 1:
        return True
    if before[-1:].isalpha():
        return bool(_MARK.search(before))
    return not before[-1:].isdigit() and before[-1:] not in ("+", "_", "=") and not _NOT_BEFORE.search(before)


def _may_end(text: str, end: int, run_end: int) -> bool:
    """Tell whether a number may end here: no sum follows, and no group that belongs to it."""
    if _AMOUNT.match(text, end):
        return False
    return end == run_end or not re.match(r"[-–‑‐.]\d", text[end : end + 2]) or text[end + 1 : end + 2] == "0"


def _shaped(text: str, start: int, end: int) -> bool:
    """Tell a number from a date, a clock time, a Y-tunnus or a row of short codes."""
    quote = text[start:end]
    groups = _DIGITS.findall(quote)
    marked = bool(_MARK.search(text[max(0, start - 14) : start].rstrip()))
    if _DATE_OR_TIME.match(quote) or sum(map(len, groups)) < (6 if marked else 7):
        return False
    abroad = groups[0].startswith("00")
    if abroad and (_POSTCODE.match(groups[0]) or not "".join(groups)[2:].startswith(_ABROAD)):
        return False
    return marked or not (len(groups) >= 4 and all(len(g) <= 2 for g in groups))


def _bare(quote: str) -> str:
    """Return the digits of a quote, with the plus of an international number, without its `(0)`."""
    plus = "+" in quote or re.match(r"\D*358(?:[ \u00a0(-]|[45]\d{8}\Z)", quote)
    quote = re.sub(r"\(0\)", "", quote) if plus else quote
    return ("+" if plus else "") + "".join(_DIGITS.findall(quote))


def _without_zero(quote: str) -> str | None:
    """Return a number printed without its leading zero, where no area code can be meant."""
    digits = "".join(_DIGITS.findall(quote))
    return _e164("0" + digits) if len(digits) == 9 and digits.startswith(_NATIONWIDE) else None


def _usual(value: str) -> int:
    """Return how usual the length of a number is: 2 for the common one, 1 for a possible one."""
    return 2 if value.startswith("+358") and len(value) in ((13,) if value[4] in "45" else (12, 13)) else 1


@lru_cache(maxsize=65536)
def _e164(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, "FI")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    value = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return None if _SHORT_MOBILE.fullmatch(value) else value

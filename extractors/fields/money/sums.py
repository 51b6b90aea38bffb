"""Sums of money as they are written.

The value is a decimal number of euros as text, in its shortest exact form: `1198849`, `379547.62`, `2200120.8`,
`4500000` for `4,5 miljoonaa euroa`. Grouping marks are left out, the decimal mark is a point and
trailing zeros are not kept.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from extractors.fields.numbers import COMMAED, DOTTED, GROUPED, SPACE, number_words
from extractors.mentions import Mention, Taken
from schemas.document import Document
from schemas.facts import Scalar

_S = rf"[{SPACE}]"
_AMOUNT = rf"(?:{GROUPED}|{DOTTED}|{COMMAED}|\d{{1,12}})(?:[.,]\d{{1,2}}(?!\d))?(?:,[-–])?"
_WORDS = "|".join(
    ("puolitoista", "puoli", "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "kymmenen", "sata", "pari")
)
_MILLION = r"miljoona(?:a|n|lla|sta)?|milj\.?|mn|million|miljon(?:er)?|mio\.?"
_THOUSAND = r"tuhat(?:ta)?|tuhannen|tuhannella|thousand|tusen"
_BILLION = r"miljardi(?:a|n|lla|sta)?|mrd\.?|billion|miljard(?:er)?"
_SCALE = rf"(?:(?P<million>{_MILLION})|(?P<thousand>{_THOUSAND})|(?P<billion>{_BILLION}))"
_UNIT = (
    r"(?:€|euro(?:a|n|lla|sta|on|t|ja|jen|ina|s)?(?![\w-])|eur(?!\w)|e(?![\w-])"
    r"|(?P<m_eur>M€|Me(?!\w)|meur(?!\w)|milj€)|(?P<t_eur>[tk]€|t\.e\.|te(?!\w)|[tk]eur(?!\w)))"
)
_SUM = re.compile(
    rf"(?<![\w.,/:§-])(?:(?P<amount>{_AMOUNT})|(?P<word>{_WORDS})(?={_S}))(?:{_S}*{_SCALE})?{_S}*{_UNIT}"
    rf"|(?<!\w)(?:€|EUR|eur){_S}*(?P<after>{_AMOUNT})(?:{_S}*(?P<after_million>million|miljoonaa|milj\.?|M(?!\w)))?(?![\w%])"
    rf"|(?<![\w.,/:§-])(?P<bare>\d{{1,3}}(?:[{SPACE}.]\d{{3}}){{1,4}},\d\d|\d{{4,9}},\d{{1,2}})(?![\d%]|{_S}?%|[.,]\d)",
    re.IGNORECASE,
)


# In a list of grants the unit is missing now and then: `• Koivu ry, 85 000` among lines that end in euros.
_LISTED = re.compile(
    rf"^{_S}*[•▪*–-]{_S}[^\n]{{3,240}},{_S}(?P<sum>\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,2}}){_S}*$", re.MULTILINE
)
_LISTED_EUROS = re.compile(rf"^{_S}*[•▪*–-]{_S}[^\n]{{3,240}}\d{_S}?(?:euroa|€|EUR){_S}*$", re.MULTILINE)


def scan_money(doc: Document, taken: Taken) -> list[Mention]:
    """Return the sums of the document that overlap nothing taken, in order.

    Params: `unit` is False for a bare sum with cents (`200 000,00`), which is money by its form only.
    """
    found = []
    for match in _SUM.finditer(doc.text):
        if not taken.overlaps(*match.span()):
            unit = match["bare"] is None
            found.append(Mention("money", match.start(), match.end(), _value(match), {"unit": unit}))
    found += [m for m in _listed(doc.text) if not taken.overlaps(m.start, m.end)]
    return sorted(found, key=lambda m: m.start)


def _listed(text: str) -> list[Mention]:
    if len(_LISTED_EUROS.findall(text)) < 2:
        return []
    params = {"unit": True, "labelled": True}
    return [Mention("money", *m.span("sum"), shortest(_amount(m["sum"])), params) for m in _LISTED.finditer(text)]


def _value(match: re.Match[str]) -> str:
    number = (
        _word_amount(match["word"]) if match["word"] else _amount(match["amount"] or match["after"] or match["bare"])
    )
    if match["million"] or match["m_eur"] or match["after_million"]:
        number *= 1_000_000
    elif match["thousand"] or match["t_eur"]:
        number *= 1_000
    elif match["billion"]:
        number *= 1_000_000_000
    return shortest(number)


def _word_amount(word: str) -> Decimal:
    return Decimal("0.5") if word.casefold() == "puoli" else Decimal(str(number_words("fi")[word.casefold()][0]))


def _amount(digits: str) -> Decimal:
    plain = re.sub(rf"[{SPACE}]|,[-–]$", "", digits)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return Decimal(plain)
    whole, rest = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
    # Three digits after the only mark are a group (85.960), one or two are decimals.
    return Decimal(whole + rest) if len(rest) == 3 else Decimal(f"{whole}.{rest}")


def shortest(number: Decimal) -> str:
    """Return the number as text without exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_money(quote: str, params: Mapping[str, Scalar]) -> str:
    """Read a quote that is one sum; `labelled`: a bare number whose label says euros. Raises `ValueError` otherwise."""
    match = _SUM.fullmatch(quote)
    if match is None and params.get("labelled") and re.fullmatch(_AMOUNT, quote):
        return shortest(_amount(quote))
    if match is None:
        raise ValueError(f"{quote!r} is no sum of money")
    return _value(match)

"""Codes that identify a project or an organisation, and diary numbers, which identify neither and are only masked."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from stdnum.fi import ytunnus

from extractors.mentions import Mention, Taken
from schemas.document import Document, Span
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_SERIES = re.compile(r"(?<![\w-])([SAJR])-?(\d{5})(?![\w]|-\d)")
_SERIES_OF = {
    "S": ((10000, 19999, "EURA2007"), (20000, 29999, "EURA2014"), (30000, 39999, "EURA2021")),
    "A": ((30000, 34999, "EURA2007"), (70000, 79999, "EURA2014"), (80000, 89999, "EURA2021")),
}
_IN_URL = re.compile(r"(?:projektikoodi|koodi|id|code)=([A-Z]-?\d{5})(?!\d)", re.IGNORECASE)
_AMIF = re.compile(r"(?<!\w)(?:SM(?:Dno)?-?\d{4}-\d{3,5}|(?:AMIF|ISF|BMVI)[-/ ]?(?:20)?\d{2}[-/]\d{1,5})(?!\w)")
_CUE = re.compile(
    r"hanke|hankk|projekt|project|koodi|tunnus|\bkod\b|code|eura|\besr\b|\besf\b|eakr|erdf|rahasto|\bjtf\b|register",
    re.IGNORECASE,
)
_NO_CODE = re.compile(r"(?:hakemus(?:numero)?|diaari(?:numero)?|dnro|ansökan|application)\W{0,3}\Z", re.IGNORECASE)
_DIARY = re.compile(
    r"(?<![\w/-])(?:"
    r"[A-ZÅÄÖ][A-ZÅÄÖa-z]{1,9}[/ ]\d{4}-\d{3,7}(?: T(?: \d\d)+)?"  # HEL 2018-007727 T 01 00 00 00
    r"|(?:[A-ZÅÄÖ][A-ZÅÄÖa-z]{0,9}/)\d{1,6}/[\d. ]{1,20}/?(?:\d{1,6}/)?\d{4}"  # OKM/387/523/2015
    r"|[A-ZÅÄÖ][A-ZÅÄÖa-z]{1,9}/\d{1,6}/\d{4}(?:-[A-ZÅÄÖ]+-\d+)?"  # VN/1234/2023-OKM-1
    r"|EURA ?20\d\d/\d{1,6}/[\d ]{2,16}/20\d\d(?:/\w+)?"
    r"|\d{1,6}/\d{2}(?:[ .]\d{2}){1,4}/\d{4}"  # 1234/02.05.01/2019
    r")(?!\w)"
)
_DIARY_LABEL = re.compile(
    r"(?:diaarinumero|diaarinro|dnro|diarienummer|dnr)[.:]?[ \t]*([\w./ -]{1,40}\d)", re.IGNORECASE
)
_BUSINESS_ID = re.compile(r"(?<![\d.,/-])(?:FI[ -]?)?(\d{6,7})(\s?[-–‑—]\s?)(\d)(?![\d,]|[-–/.]\d)")
_LABELLED_ID = re.compile(
    r"(?:y-?\s?tunnus|liike- ja yhteisötunnus|fo-?nummer|business id|alv-?(?:tunnus|numero)|vat(?: number)?)"
    r"[:.]?\s{0,3}(?:FI[ -]?)?(\d{6,7}[-–‑]?\d)(?!\d)",
    re.IGNORECASE,
)


def scan_codes(doc: Document, taken: Taken) -> list[Mention]:
    """Return project codes (kind `code`, `scheme` in params), Y-tunnus (`business_id`) and diary numbers (`diary`).

    An application number is none of them; a diary number is returned so that nothing else is read into it.
    """
    out: list[Mention] = []
    held = Taken()
    for found in (_business_ids(doc.text), _diaries(doc.text), _codes(doc.text)):
        for mention in found:
            if not taken.overlaps(mention.start, mention.end) and not held.overlaps(mention.start, mention.end):
                out.append(mention)
                held.add([mention])
    return sorted(out, key=lambda m: m.start)


def derive_code(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a project code from its quote. Raises `ValueError` when there is none."""
    found = _SERIES.search(quote) or _AMIF.search(quote)
    if not found:
        raise ValueError(f"no project code in {quote!r}")
    return found.group() if found.re is _AMIF else f"{found.group(1)}{found.group(2)}"


def derive_business_id(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return a Y-tunnus as `1234567-8`. Raises `ValueError` when the check digit is wrong."""
    digits = re.sub(r"\D", "", quote).zfill(8)
    if not ytunnus.is_valid(digits):
        raise ValueError(f"no Y-tunnus in {quote!r}")
    return f"{digits[:7]}-{digits[7]}"


def find_project_codes(ctx: "Context") -> list[Found]:
    """Return the project codes of the document, also those that only an address in the register names."""
    spans = [(m.span, str(m.value), str(m.params["scheme"])) for m in ctx.of("code")]
    for url in ctx.of("url"):
        if (m := _IN_URL.search(str(url.value))) and "eura" in str(url.value).casefold():
            spans += _in_quote(ctx.text, url, m.group(1).upper().replace("-", ""))
    out: list[Found] = []
    for span, code, scheme in spans:
        if code not in {f.values["value"].value for f in out}:
            out.append(Found("project_code", {"value": Evidence(code, span.start, span.end, 0.98)}, {"scheme": scheme}))
    return sorted(out, key=lambda f: f.start)


def scheme_of(code: str) -> str | None:
    """Return the register a code belongs to by its series, or None where no register gives such codes."""
    letter, number = code[0], int(code[1:])
    if letter in "JR":
        return "EURA2021" if number < 20000 else None
    return next((name for low, high, name in _SERIES_OF.get(letter, ()) if low <= number <= high), None)


def _in_quote(text: str, url: Mention, code: str) -> list[tuple[Span, str, str]]:
    at = text.find(code, url.start, url.end)
    scheme = scheme_of(code)
    return [(Span(at, at + len(code)), code, scheme)] if at >= 0 and scheme else []


def _codes(text: str) -> list[Mention]:
    out = []
    for m in _SERIES.finditer(text):
        scheme = scheme_of(m.group(1) + m.group(2))
        if scheme and _in_context(text, m, strict=m.group(1) in "JR"):
            out.append(Mention("code", m.start(), m.end(), derive_code(m.group(), {}), {"scheme": scheme}))
    for m in _AMIF.finditer(text):
        before = text[max(0, m.start() - 60) : m.start()]
        if _CUE.search(before) and not _NO_CODE.search(before):
            out.append(Mention("code", m.start(), m.end(), derive_code(m.group(), {}), {"scheme": "AMIF"}))
    return out


def _in_context(text: str, m: re.Match[str], strict: bool) -> bool:
    """Tell whether something near a code says that it is a project's."""
    before = text[max(0, m.start() - (30 if strict else 120)) : m.start()]
    if _NO_CODE.search(before[-24:]):
        return False
    around = before + " " + text[m.end() : m.end() + (0 if strict else 80)]
    bracketed = before.endswith("(") and text[m.end() : m.end() + 1] == ")"
    return bool(_CUE.search(around)) or (bracketed and not strict)


def _business_ids(text: str) -> list[Mention]:
    out = []
    for m in _BUSINESS_ID.finditer(text):
        if ytunnus.is_valid((m.group(1) + m.group(3)).zfill(8)) and (len(m.group(1)) == 7):
            out.append(Mention("business_id", m.start(1), m.end(), derive_business_id(text[m.start(1) : m.end()], {})))
    for m in _LABELLED_ID.finditer(text):
        if ytunnus.is_valid(re.sub(r"\D", "", m.group(1)).zfill(8)):
            out.append(Mention("business_id", m.start(1), m.end(1), derive_business_id(m.group(1), {})))
    return out


def _diaries(text: str) -> list[Mention]:
    out = [Mention("diary", m.start(), m.end(), " ".join(m.group().split())) for m in _DIARY.finditer(text)]
    out += [Mention("diary", m.start(1), m.end(1), " ".join(m.group(1).split())) for m in _DIARY_LABEL.finditer(text)]
    return out

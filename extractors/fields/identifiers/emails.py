"""E-mail addresses in every disguise that people print them in.

The separator is looked for first and the address read around it, at most 90 characters each way: linear in the text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email

from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document
from schemas.facts import Scalar

_REACH = 90
_AT = re.compile(
    r"\s?(?:[(\[{<]\s?(?:at|ät|a|att|@|miuku|miukumauku|ät-merkki|at-merkki)\s?[)\]}>]|_at_|\*at\*)\s?"
    r"|[(\[{]@(?=\w)|@[)\]}](?=\w)"
    r"|[ \u00a0]?@[ \u00a0]?\n?"
    r"|[ \u00a0](?:at|ät)[ \u00a0]",
    re.IGNORECASE,
)
_DOT = r"\s?[(\[{]\s?(?:dot|piste|punkt|\.)\s?[)\]}]\s?|[ ](?:dot|piste)[ ]"
_DOTS = re.compile(_DOT, re.IGNORECASE)
_DOMAIN = re.compile(rf"[a-zåäö0-9-]{{1,63}}(?:(?:\.|{_DOT})[a-zåäö0-9-]{{1,63}}){{1,4}}", re.IGNORECASE)
_LOCAL_END = re.compile(rf"(?:[\w+%'’-]|\.(?=[\w-])|{_DOT})+\Z", re.IGNORECASE)
_GLUED_MARK = re.compile(
    r"(?:(?:e?-?mail|email|sähköposti|sposti|epost|e-post)\.|s\.(?=\w+\.\w)|p\.(?=\w+\.\w))", re.IGNORECASE
)
_GLUED_NUMBER = re.compile(r"\d{3,}(?=[^\W\d])")
_LABEL = re.compile(r"(?:mail|posti|post|\bs\.|\be\.)\W{0,3}\Z")
_PLAIN_DOMAINS = ("fi", "com", "org", "net", "eu", "info", "example", "se", "ax")


class Read(NamedTuple):
    """An address as read: where its quote starts and ends, and its two halves."""

    start: int
    end: int
    local: str
    domain: str


def scan_emails(doc: Document, taken: Taken) -> list[Mention]:
    """Return e-mail addresses (kind `email`).

    `params["pattern"]` is true for a pattern such as `etunimi.sukunimi@…`, which is nobody's address.
    """
    out: list[Mention] = []
    for at in _AT.finditer(doc.text):
        read = _read(doc.text, at)
        if read is None or taken.overlaps(read.start, read.end) or (out and out[-1].end > read.start):
            continue
        value = _valid(f"{read.local}@{read.domain}")
        if value:
            params = {"pattern": True} if is_pattern(value) else {}
            out.append(Mention("email", read.start, read.end, value, params))
    return out


def derive_email(quote: str, _params: Mapping[str, Scalar]) -> str:
    """Return the clean address that a quote prints. Raises `ValueError` when there is none."""
    for at in _AT.finditer(quote):
        read = _read(quote, at, whole=True)
        value = _valid(f"{read.local}@{read.domain}") if read else None
        if value:
            return value
    raise ValueError(f"no e-mail address in {quote!r}")


def is_pattern(address: str) -> bool:
    """Tell whether an address is a pattern for a whole staff and nobody's own."""
    local = re.sub(r"[^a-zåäö]+", ".", address.split("@", 1)[0].casefold())
    return local in load("email-words")["patterns"]


def _read(text: str, at: re.Match[str], whole: bool = False) -> Read | None:
    before = text[max(0, at.start() - _REACH) : at.start()]
    local = _LOCAL_END.search(before, _local_start(before))
    domain = _DOMAIN.match(text, at.end(), at.end() + _REACH)
    if not local or not domain:
        return None
    left, right = _unglued(local.group()), _cut_domain(domain.group())
    start = at.start() - len(left)
    read = Read(start, at.end() + len(right), _undotted(left), _undotted(right))
    return read if right and (whole or _believable(text, read, at.group())) else None


def _local_start(before: str) -> int:
    """Return a place before which no local part begins: two blanks in a row or a line break end the walk."""
    i = len(before)
    while i > 0 and not before[i - 1].isspace() and before[i - 1] not in ',;:/<>"|=':
        i -= 1
    # ` (piste) ` and ` dot ` may hold blanks; look again from further back only where one stands.
    spaced = list(_DOTS.finditer(before))
    return 0 if spaced and spaced[-1].end() >= i - 1 and any(c.isspace() for c in spaced[-1].group()) else i


def _unglued(local: str) -> str:
    """Return a local part without a mark or a phone number's digits that are glued before it."""
    local = local.lstrip("'’-%+._")
    if m := _GLUED_MARK.match(local):
        local = local[m.end() :]
    if (m := _GLUED_NUMBER.match(local)) and not local[m.end() :].isdigit():
        local = local[m.end() :]
    return local


def _cut_domain(raw: str) -> str:
    """Return a domain cut where the next word is glued to its end (`koivu.fiPuh`)."""
    head, dot, last = raw.rpartition(".")
    for tld in _PLAIN_DOMAINS:
        rest = last[len(tld) :]
        if dot and last.lower().startswith(tld) and rest[:1].isupper() and last[: len(tld)].islower():
            return f"{head}.{last[: len(tld)]}"
    return raw.rstrip("-")


def _undotted(part: str) -> str:
    return _DOTS.sub(".", part).replace("’", "'")


def _believable(text: str, read: Read, separator: str) -> bool:
    """Tell an address from prose: a separator with blanks, or a bare `at`, needs more than two words round it."""
    tld = read.domain.rsplit(".", 1)[-1].casefold()
    if separator.strip() == "@" and separator == "@":
        return True
    if "\n" in separator and tld not in _PLAIN_DOMAINS:
        return False
    structured = (
        bool(re.search(r"[^\W\d][._\d-]", read.local)) or read.local.casefold() in load("email-words")["generic"]
    )
    labelled = bool(_LABEL.search(text[max(0, read.start - 14) : read.start].casefold()))
    lonely = text[max(0, read.start - 1) : read.start] in ("", "\n")
    if separator.strip().casefold() in ("at", "ät", "@"):
        return tld in _PLAIN_DOMAINS and (structured or labelled or (lonely and separator.strip() == "@"))
    if separator == separator.strip():
        return True
    spoken = "t" in separator.casefold() and read.local.isascii()
    return tld in _PLAIN_DOMAINS and (structured or labelled or spoken or lonely)


def _valid(address: str) -> str | None:
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        return None


def folded(text: str) -> str:
    """Return a name or local part in plain lower-case letters (`ä` → `a`), for comparing the two."""
    return text.casefold().translate(_FOLD)


_FOLD = str.maketrans(
    {
        **dict(zip("äåöéèêáàâóòôúùüñçšžćčđøőűíìïëýł", "aaoeeeaaaooouuuncszccdoouiiieyl", strict=True)),
        "æ": "ae",
        "ß": "ss",
    }
)


def local_words(address: str) -> Iterator[str]:
    """Yield the folded words of an address's local part (`maija-liisa.koivu@…` → maija, liisa, koivu)."""
    for word in re.split(r"[^a-z]+", folded(address.split("@", 1)[0])):
        if word:
            yield word

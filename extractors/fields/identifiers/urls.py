"""Web addresses: found in text and in links, made whole, and told apart by what they are for."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.mentions import Mention, Taken
from extractors.vocabulary import load
from schemas.document import Document, Link, Span, Zone
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_TLD = r"(?:fi|com|org|net|eu|info|ax|example)"
_FULL = re.compile(r"(?:https?://|(?<![\w@.-])www\.)[^\s<>\"»”“|]+", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w@.:/-])(?:[a-zåäö0-9-]{{2,63}}\.){{1,4}}{_TLD}(?![\w@-]|\.\w)(?:/[^\s<>\"»”“|]*)?")
_HOST = re.compile(r"https?://[\w.-]+\.[^\W\d]{2,}(?::\d+)?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
_TRAILING = ".,;:!?'’*_…"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
# A line break inside an address: only after a character that no sentence ends in.
_BROKEN = re.compile(r"[ \t]*\r?\n[ \t]*([^\s<>\"»”“|]+)")
_CONTINUES = re.compile(r"[a-z0-9%_~=&?.-]*(?:[/=&_%]|-[a-z0-9]|\.(?:html?|php|pdf|aspx)\b)[^\s]*$")
_SHARE = re.compile(r"(?:sharer|share\?|/share/|intent/tweet|addtoany|shareArticle)", re.IGNORECASE)


def scan_urls(doc: Document, taken: Taken) -> list[Mention]:
    """Return the web addresses that stand in the text, as mentions of kind `url` with the address made whole."""
    out = list(_full(doc.text, taken))
    masked = Taken(out)
    for m in _BARE.finditer(doc.text):
        end = m.start() + len(_trimmed(m.group()))
        if not masked.overlaps(m.start(), end) and not taken.overlaps(m.start(), end) and _alone(doc.text, m.start()):
            out.append(Mention("url", m.start(), end, derive_url(doc.text[m.start() : end], {})))
    return sorted(out, key=lambda m: m.start)


def derive_url(quote: str, params: Mapping[str, Scalar]) -> str:
    """Return the whole address that a quote prints; `params["href"]` is the target where the quote is a link's text.

    Raises `ValueError` when there is no address in it.
    """
    address = str(params.get("href") or re.sub(r"\s+", "", quote))
    if not re.match(r"https?://", address, re.IGNORECASE):
        address = "http://" + address
    if not _HOST.fullmatch(address):
        raise ValueError(f"no web address in {quote!r}")
    scheme, rest = address.split("://", 1)
    cut = min((i for i in (rest.find(c) for c in "/?#") if i >= 0), default=len(rest))
    return f"{scheme.lower()}://{rest[:cut].lower()}{rest[cut:]}"


def find_urls(ctx: "Context") -> list[Found]:
    """Return the web addresses of the document, printed ones and the targets of links in its main part."""
    out = [_found(ctx, m.span, str(m.value), {}) for m in ctx.of("url")]
    seen = {str(f.values["value"].value).rstrip("/") for f in out}
    for link in _worth_keeping(ctx.doc):
        address = derive_url("", {"href": link.href})
        if address.rstrip("/") not in seen:
            seen.add(address.rstrip("/"))
            out.append(_found(ctx, Span(link.start, link.end), address, {"href": link.href}))
    return sorted(out, key=lambda f: f.start)


def _full(text: str, taken: Taken) -> Iterator[Mention]:
    position = 0
    while m := _FULL.search(text, position):
        end = _extended(text, m.start(), m.start() + len(_trimmed(m.group())), m.end())
        position = max(end, m.end())
        try:
            value = derive_url(text[m.start() : end], {})
        except ValueError:
            continue
        if not taken.overlaps(m.start(), end):
            yield Mention("url", m.start(), end, value)


def _trimmed(raw: str) -> str:
    """Return an address without the punctuation of the sentence and the brackets it stands in."""
    while raw and (raw[-1] in _TRAILING or (raw[-1] in _CLOSERS and raw.count(raw[-1]) > raw.count(_CLOSERS[raw[-1]]))):
        raw = raw[:-1]
    return raw


def _extended(text: str, start: int, end: int, raw_end: int) -> int:
    """Return where an address ends that a line break cuts in two."""
    trimmed = end
    if text[raw_end - 1] in "-_=&?%/":
        end = raw_end
    while end == raw_end and text[end - 1] in "-_=&?%/" and (m := _BROKEN.match(text, raw_end)):
        tail = _trimmed(m.group(1))
        lonely = text[m.end() : m.end() + 1] in ("", "\n", "\r")
        if not _CONTINUES.match(tail) and not (lonely and text[end - 1] != "/" and tail.islower()):
            break
        raw_end = m.end()
        trimmed = end = m.start(1) + len(tail)
    return trimmed


def _alone(text: str, start: int) -> bool:
    """Tell whether a bare domain is not the host of an obfuscated e-mail address (`maija (at) koivu.fi`)."""
    before = text[max(0, start - 14) : start].rstrip().casefold()
    return not before.endswith(("@", ")", "]", "}", " at", " ät", "_at_", "-at-", "<at>"))


def _found(ctx: "Context", span: Span, address: str, params: Mapping[str, Scalar]) -> Found:
    evidence = Evidence(address, span.start, span.end, 0.97 if not params else 0.9, params)
    return Found("url", {"value": evidence}, {"kind": _kind(ctx.text, span, address)})


def _kind(text: str, span: Span, address: str) -> str:
    """Return what an address is for: funder_register, material, reference or website."""
    words = load("url-kinds")
    parts = urlsplit(address)
    deep = parts.path.strip("/") or parts.query
    if deep and (parts.hostname or "").endswith(tuple(words["register_hosts"])):
        return "funder_register"
    if parts.path.lower().endswith(tuple(words["material_suffixes"])):
        return "material"
    before = text[max(0, span.start - 220) : span.start].casefold()
    line = before.rsplit("\n", 1)[-1]
    return "reference" if any(w in line for w in words["reference_cues"]) or _under_sources(before) else "website"


def _under_sources(before: str) -> bool:
    lines = [line.strip(" :*#") for line in before.splitlines()[:-1]]
    return any(line in load("url-kinds")["reference_headings"] for line in lines[-3:])


def _worth_keeping(doc: Document) -> Iterator[Link]:
    """Yield the links of the main part that lead elsewhere or to a file."""
    home = (urlsplit(doc.url).hostname or "").removeprefix("www.")
    zone_at = _Zones(doc)
    for link in doc.links:
        if link.tag != "a" or link.start == link.end or not _HOST.fullmatch(link.href) or _SHARE.search(link.href):
            continue
        parts = urlsplit(link.href)
        foreign = (parts.hostname or "").removeprefix("www.") != home
        is_file = parts.path.lower().endswith(tuple(load("url-kinds")["material_suffixes"]))
        if (foreign or is_file) and zone_at(link.start) in (Zone.MAIN, Zone.ASIDE):
            yield link


class _Zones:
    """The zone at an offset, asked in ascending order."""

    def __init__(self, doc: Document) -> None:
        self._blocks = doc.blocks
        self._next = 0

    def __call__(self, offset: int) -> Zone:
        while self._next < len(self._blocks) and self._blocks[self._next].end <= offset:
            self._next += 1
        return self._blocks[self._next].zone if self._next < len(self._blocks) else Zone.MAIN

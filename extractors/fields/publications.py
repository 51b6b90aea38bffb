"""Publications and materials: titles under `Julkaisu:`, `Materiaalit:`, `Lähteet:`, with link, year and whose they are.

A title is the text itself, not `Lataa tästä`, an image's alternative text or a file name. Under `Lähteet` it is a
reference, under `Julkaisut` and `Materiaalit` the project's own.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.fields.sections import Section, is_heading
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Block, BlockKind, Span, Zone
from schemas.facts import Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_DOWNLOAD = re.compile(
    r"\s*\(?\b(?:lataa(?: tästä| julkaisu| opas| pdf)?|avaa|lue(?: lisää| tästä| julkaisu)?|"
    r"download(?: here)?|ladda ner(?: här)?|tästä|här|here|pdf|siirry|katso|klikkaa)\b"
    r"[^.!\n]{0,30}[.!]?\)?\s*$",
    re.IGNORECASE,
)
_IMAGE = re.compile(
    r"\b(?:kansi|kansikuva|logo|logot|kuva|kuvituskuva|image|cover|bild|omslag|banneri)\b|"
    r"\.(?:png|jpe?g|gif|svg|webp|pdf|docx?|pptx?)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^(?P<author>[^.\n]{2,120}?)[.,]?\s*\(?(?P<year>(?:19|"
    r"20)\d\d)[a-z]?\)?[.:,]\s+(?P<title>(?:\d{1,2}\.\s+)?[^\n]{5,250}?)(?=[.?!]?\s+(?:Viitattu|"
    r"Haettu|Luettu|Hämtad|Retrieved|Accessed|Saatavilla|Saatavissa|Available|Teoksessa|"
    r"https?:|www\.)|\.\s|\.?$)"
)
_AUTHORS = re.compile(r"[A-ZÅÄÖ][\w’'-]+,\s(?:[A-ZÅÄÖ](?:\.|$)|[A-ZÅÄÖ][\w-]+)")
# `Title. Publisher 2019. Viitattu …`, `Author. Title 2020. https://…`: a source without its year in the second place.
_SEEN = re.compile(
    r"\s*(?:Viitattu|Haettu|Luettu|Hämtad|Retrieved|Accessed|Saatavi(?:lla|ssa)|Available|https?:|www\.)"
)
_STOP = re.compile(r"(?<![A-ZÅÄÖ])\.\s+(?=[A-ZÅÄÖ\d\"”“])")
_DATED = re.compile(r"^(?P<title>[^\n]{8,160}?)\.\s(?P<rest>[^\n]{3,160}\b(?:19|20)\d\d)\.?$")
_WRITING = (
    r"(?:raport(?:ti|in|issa|ista|tia)|loppuraport(?:ti|in|issa)|opas|oppaa(?:n|ssa|sta)|opaskirja\w*|julkaisu\w{0,4}"
    r"|käsikirja\w{0,4}|kirja(?:n|ssa|sta)?|selvity(?:s|ksen|ksessä|ksestä)|artikkeli\w{0,4}|työkirja\w{0,4}"
    r"|materiaalipaket(?:ti|in|issa)|report|guide|handbook|toolkit|rapport\w{0,3}|handbok\w{0,3}|guiden?)"
)
_QUOTED = re.compile(rf"\b{_WRITING}\s{{1,2}}[\"”“»](?P<title>[^\"”“»\n]{{8,200}})[\"”“«»]", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"\b(?:syntyi|julkaistiin|julkaisi|laadittiin|tehtiin|koottiin|tuotettiin|kirjoitettiin|valmistui|published|produced)"
    rf"\s(?:\w+\s){{0,2}}?{_WRITING}\s(?P<title>(?-i:[A-ZÅÄÖ])[^.,;:()\n]{{5,150}}?)\s\((?:19|20)\d\d\)",
    re.IGNORECASE,
)
# `Välkommen på presentation av: Title`, `Raportin julkistamistilaisuus: Title`
_LAUNCHED = re.compile(
    r"\b(?:presentation av|julkistamistilaisuu\w{1,6}|julkaisutilaisuu\w{1,6}|launch of)"
    r"(?: rapporten| raportin| the report)?:\s(?P<title>(?-i:[A-ZÅÄÖ])[^\n]{8,200})",
    re.IGNORECASE,
)
# Under a line `Report:`, a person and a title in quotation marks, which may go on after them.
_AUTHORED = re.compile(
    r"^[^\n:]{0,40}\b(?i:raportti|raportit|julkaisu|julkaisut|report|reports|rapport|publikation)\b[^\n:]{0,30}:"
    r"[ \t]*\n\s*(?:[A-ZÅÄÖ][\w’-]{1,30} ){1,3}[A-ZÅÄÖ][\w’-]{1,30}: [\"”“»](?P<title>[^\n]{8,200})$",
    re.MULTILINE,
)
_LANDING = re.compile(r"^(?:julkaisun tiedot|publication details)\s*$", re.IGNORECASE | re.MULTILINE)
_IMPRINT = re.compile(r"^(?:ISBN|sivumäärä|number of pages)\b", re.IGNORECASE | re.MULTILINE)
_LONE = re.compile(r"^([^\"”“»«]+)[\"”“»](?=[^\"”“»«]*$)")  # its mate stood before the quote
_NUMBER = re.compile(r"^\d{1,2}\.\s+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONTACT = re.compile(r"@|\(at\)|\b(?:puh|tel)\.|\+358")
_LONGEST = 220


def title_value(quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Return a title on one line, without `Lataa tästä`, quotation marks and its last full stop."""
    value = _NUMBER.sub("", clean(_DOWNLOAD.sub("", quote))).strip(' "”“»«*_–-:')
    value = _LONE.sub(r"\1", value)
    value = value[:-1] if value.endswith(".") else value
    if len(value) < 3:
        raise ValueError("no title in the quote")
    return value


def url_value(quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Return the link's target: what the document's anchor points to, or the address as it is written."""
    target = str(params.get("href") or clean(quote)).strip().rstrip(".,;)")
    if not target:
        raise ValueError("no address")
    return target if re.match(r"[a-z]+:", target) else f"http://{target}"


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {
    "publication.title": title_value,
    "publication.url": url_value,
}


def find_publications(ctx: "Context") -> list[Found]:
    """Return titles with `role` (own or reference), `year` where it is told, and the address where there is one."""
    out: list[Found] = []
    seen: set[str] = set()
    links = _Links(ctx)
    for section in ctx.sections:
        if section.role not in ("publication", "reference"):
            continue
        for span, year, within in _titles(ctx, section, links):
            found = _found(ctx, section.role, span, year, links.first(within))
            key = str(found.values["title"].value).casefold()
            if key not in seen:
                seen.add(key)
                out.append(found)
    for span in _told(ctx):
        found = _found(ctx, "publication", span, _year(ctx.text[span.start : span.end + 8]), None)
        key = str(found.values["title"].value).casefold()
        if key not in seen:
            seen.add(key)
            out.append(found)
    return sorted(out, key=lambda f: f.start)


def _told(ctx: "Context") -> Iterator[Span]:
    """Titles in running text: in quotation marks after a word for a writing, or with the year in brackets."""
    yield from _landing(ctx)
    for pattern in (_QUOTED, _IN_TEXT, _LAUNCHED, _AUTHORED):
        for m in pattern.finditer(ctx.text):
            yield Span(m.start("title"), m.start("title") + len(m["title"].rstrip(" .")))


def _landing(ctx: "Context") -> Iterator[Span]:
    """The heading of a page that is about one publication: its facts stand below under `Julkaisun tiedot`."""
    head = next((b for b in ctx.doc.blocks if b.zone is Zone.MAIN and b.end - b.start > 8), None)
    if (
        head is not None
        and _LANDING.search(ctx.text)
        and _IMPRINT.search(ctx.text)
        and head.end - head.start < _LONGEST
    ):
        yield head.span


class _Links:
    """The document's anchors and written addresses in text order, looked up by range."""

    def __init__(self, ctx: "Context") -> None:
        anchors = [
            (x.start, x.end, x.href)
            for x in ctx.doc.links
            if x.tag == "a" and x.end > x.start and x.href.startswith("http")
        ]
        written = [(m.start, m.end, "") for m in ctx.of("url")]
        self._rows = sorted(anchors + written)
        self._starts = [row[0] for row in self._rows]

    def first(self, span: Span) -> tuple[int, int, str] | None:
        """Return start, end and target of the first link in a range; the target of a written address is empty."""
        i = bisect_left(self._starts, span.start)
        return self._rows[i] if i < len(self._rows) and self._rows[i][0] < span.end else None


def _titles(ctx: "Context", section: Section, links: _Links) -> Iterator[tuple[Span, int | None, Span]]:
    """Yield a title's range, its year and the block in which its link would stand."""
    for block in _blocks(ctx, section):
        if section.role == "reference":
            reference = _reference(ctx, block) or _loose(ctx, block)
            if reference:
                yield *reference, block.span
                continue
        elif (dated := _of_authors(ctx, block) or _dated(ctx, block)) is not None:
            yield *dated, block.span
            continue
        title = _own_title(ctx, block, links, told=section.lead == "label")
        if title and (section.role == "publication" or links.first(block.span)):
            yield title, _year(ctx.text[title.start : title.end]), block.span


def _blocks(ctx: "Context", section: Section) -> list[Block]:
    if section.lead != "heading":
        return [Block(BlockKind.PARAGRAPH, section.start, section.end)]
    blocks = ctx.doc.blocks
    first = bisect_left(blocks, section.start, key=lambda b: b.start)
    return list(blocks[first : bisect_left(blocks, section.end, key=lambda b: b.start)])


def _reference(ctx: "Context", block: Block) -> tuple[Span, int] | None:
    m = _REFERENCE.match(ctx.doc.slice(block).split("\n")[0])
    if not m:
        return None
    start = block.start + m.start("title") + (len(n.group()) if (n := _NUMBER.match(m.group("title"))) else 0)
    return Span(start, block.start + m.end("title")), int(m.group("year"))


def _of_authors(ctx: "Context", block: Block) -> tuple[Span, int] | None:
    """An own publication in the form of a source: only where it begins with a person's name."""
    return _reference(ctx, block) if _AUTHORS.match(ctx.doc.slice(block)) else None


def _dated(ctx: "Context", block: Block) -> tuple[Span, int | None] | None:
    """`Title. Series, 2023.`"""
    m = _DATED.match(ctx.doc.slice(block))
    if m is None or _CONTACT.search(m.group()) or _AUTHORS.search(m["title"]) or not _YEAR.search(m["rest"][-6:]):
        return None
    return Span(block.start, block.start + m.end("title")), _year(m["rest"])


def _loose(ctx: "Context", block: Block) -> tuple[Span, int | None] | None:
    """A source that says when it was seen or where it stands: its title is what comes before, or after its author."""
    line = ctx.doc.slice(block).split("\n")[0]
    seen = _SEEN.search(line)
    if seen is None or not 8 < seen.start() <= _LONGEST:
        return None
    cuts = [0, *(m.end() for m in _STOP.finditer(line, 0, seen.start())), seen.start()]
    parts = [(a, a + len(line[a:b].rstrip(" .,"))) for a, b in pairwise(cuts)]
    parts = [(a, b) for a, b in parts if b > a]
    named = bool(parts) and (len(line[slice(*parts[0])].split()) == 1 or bool(_AUTHORS.match(line)))
    if not parts or (named and len(parts) == 1):
        return None
    a, b = parts[1] if named else parts[0]
    return (Span(block.start + a, block.start + b), _year(line[: seen.start()])) if b - a > 4 else None


def _own_title(ctx: "Context", block: Block, links: _Links, *, told: bool) -> Span | None:
    """Return a block's text as a title: short, no contact, no image, no heading of another part, no running prose."""
    line = ctx.doc.slice(block).split("\n")[0]
    without = _DOWNLOAD.sub("", line).rstrip()
    linked = told or links.first(block.span) is not None or len(without) < len(line.rstrip())
    if not 8 < len(without) <= _LONGEST or _CONTACT.search(line) or _IMAGE.search(without) or "://" in without:
        return None
    if not (without[0].isupper() or without[0].isdigit() or without[0] in '"”“»'):
        return None
    if not linked and (block.kind is not BlockKind.LIST_ITEM or is_heading(ctx.doc, block)) and not _titled(without):
        return None
    return Span(block.start, block.start + len(without.rstrip(".")))


def _titled(text: str) -> bool:
    words = load("publication-words")
    plain = text.casefold()
    return (not plain.endswith(".") and any(w in plain for w in words)) or bool(re.match(r"[\"”“»]", text))


def _year(text: str) -> int | None:
    m = _YEAR.search(text)
    return int(m.group()) if m else None


def _found(ctx: "Context", told_as: str, span: Span, year: int | None, link: tuple[int, int, str] | None) -> Found:
    values = {"title": Evidence(title_value(ctx.doc.slice(span), {}), span.start, span.end, 0.85)}
    if link:
        start, end, href = link
        params: dict[str, Scalar] = {"href": href} if href else {}
        values["url"] = Evidence(url_value(ctx.text[start:end], params), start, end, 0.9, params)
    role = "reference" if told_as == "reference" else "own"
    return Found("publication", values, {"role": role, "year": year}, 0 if role == "own" else -1)

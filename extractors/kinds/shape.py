"""The shape of a document: what its blocks look like when the words are left out."""

import re
from collections import Counter

from extractors.fields.names import patterns as name_patterns
from schemas.document import Block, BlockKind, Document, Zone
from schemas.facts import DocumentKind as Kind

_TITLED = re.compile(
    r"[-–—]\s?(?:hank|projekt)|\b\w+(?:hanke|projekti|projekt)\b|\bproject\b|hankkee|projekti", re.IGNORECASE
)
_NAMED = re.compile(
    r"[-–—] ?(?:hank(?:e|keen|keessa|keelle)|projekti(?:n)?)\b|\bhankkeen (?:perustaminen|"
    r"käynnistäminen)|\bthe [\w ]{3,40} project\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:hankkeen|projektin) (?:\w+ ){0,2}?(?:tavoit|tarkoitu|kohderyhm|päämäär|toimenp)\w*"
    r"|\bhankkeessa\b|\bprojektissa\b|\bthe project\b|\bprojektet\b"
    r"|\b(?:perustaa|perustetaan|käynnistää|käynnistetään|asettaa|asetetaan|toteuttaa)\b"
    r"[^.\n]{0,60}\b(?:hanke|hankkeen|projekti|projektin)\b",
    re.IGNORECASE,
)
_SUMS = re.compile(r"^\W{0,4}[^\n]{3,160}[,)]\s\d[\d \u00a0.]{2,}(?:\s?(?:€|euroa|euro))?\s*$", re.MULTILINE)
_FACTS = re.compile(
    r"(?:Hankkeen toteuttaja|Toteutusaika|Hankkeen kuvaus|Hankkeen nimi|EU-tuki|Toteuttaja|"
    r"Hankkeen kesto|Avustuksen saajan nimi|Hankkeen alkamispäivä|EU-rahoitus)\b",
    re.IGNORECASE,
)


def slides(doc: Document) -> float:
    """How much the text looks like slides stripped of their layout: short lines, lists, hardly a full sentence."""
    if doc.pages and sum(p.width > p.height for p in doc.pages) * 2 > len(doc.pages) and len(doc.pages) > 2:
        return 4.0
    if not doc.url or "pdf" in doc.media_type or doc.url.endswith(".txt"):
        lines = [x.strip() for x in doc.text[:20_000].split("\n") if x.strip()]
        short = len(lines) > 11 and sum(len(x) for x in lines) < 45 * len(lines)
        stops = sum(x.endswith(".") for x in lines)
        if short and stops * 10 <= len(lines) and sum(x.isupper() and len(x) > 4 for x in lines) >= 2:
            return 3.6
    blocks = [b for b in doc.blocks if b.zone is Zone.MAIN]
    if doc.url.startswith("http") and not doc.pages and "pdf" not in doc.media_type and any(b.path for b in blocks):
        return 0.0
    if len(blocks) < 12:
        return 0.0
    items = sum(b.kind is BlockKind.LIST_ITEM for b in blocks) / len(blocks)
    heads = sum(b.kind is BlockKind.HEADING for b in blocks) / len(blocks)
    prose = sum(b.end - b.start > 220 for b in blocks) / len(blocks)
    capitals = sum(b.kind is BlockKind.HEADING and doc.slice(b).isupper() for b in blocks)
    looks = (
        3.0 * (items > 0.45) + 1.5 * (heads > 0.1) + 1.0 * (capitals > 1) - 4.0 * (prose > 0.08) - 1.5 * (prose > 0.02)
    )
    return looks - _sentences(doc, blocks)


def _sentences(doc: Document, blocks: list[Block]) -> float:
    """Slides hold catchwords: points as long as sentences, or paragraphs that end in full stops, are a page's."""
    points = [b.end - b.start for b in blocks if b.kind is BlockKind.LIST_ITEM]
    full = sum(b.kind is BlockKind.PARAGRAPH and doc.slice(b).endswith(".") for b in blocks)
    return 1.5 * (sum(points) > 80 * len(points)) + 1.0 * (full > 1)


def report(doc: Document) -> float:
    """A report is long: many pages, or more text than a page of the web holds."""
    return 2.0 * (len(doc.pages) > 8) + 1.5 * (len(doc.text) > 20_000) + 1.0 * (len(doc.text) > 60_000)


_LISTED = re.compile(
    r"^\W{0,4}[^\n(]{3,70}\([^)\n]*\b(?:rf|ry|Ab|Oy|stad|kaupunki|kunta|\w*akademi|\w*institut\w*)\)\s*$", re.MULTILINE
)
_GRANTS = re.compile(r"\bEU-(?:tuki|finansiering|rahoitus) [\d \u00a0]{3,}", re.IGNORECASE)
_PLAIN_TITLES = frozenset({"hankkeet", "projektit", "projects", "hankkeemme", "projekt", "hankkeet ja projektit"})


def lists_projects(doc: Document, title: str = "") -> bool:
    """Tell whether the document sets several projects side by side: lines with sums, or repeated facts of projects."""
    text = doc.text[:60_000]
    if title.strip().casefold() in _PLAIN_TITLES or len(_LISTED.findall(text)) >= 3 or len(_GRANTS.findall(text)) >= 2:
        return True
    sums = sum(1 for _ in _SUMS.finditer(text))
    facts = sum(1 for _ in _FACTS.finditer(text))
    heads = sum(
        1
        for b in doc.blocks
        if b.kind is BlockKind.HEADING and _TITLED.search(doc.slice(b)) and len(doc.slice(b).split()) < 14
    )
    names = len({c.key for c in name_patterns.candidates(doc)}) if len(doc.text) < 200_000 else 0
    return (
        sums >= 3
        or (facts >= 4 and (heads >= 2 or names >= 2 or "Avustuksen saajan" in text))
        or (heads >= 4 and names >= 3)
        or names >= 6
    )


def about_one_project(doc: Document, places: dict[str, str]) -> bool:
    """Tell whether a news item or decision is about one project: it stands in the title, or its goals are told."""
    told = len(_ONE.findall(places["text"]))
    named = Counter(c.key for c in name_patterns.candidates(doc))
    titled = bool(_TITLED.search(places["title"])) or bool(_NAMED.search(places["top"]))
    spoken = titled and bool(named) and named.most_common(1)[0][1] > 1
    return (titled and told >= 1) or spoken or told >= 3 or (len(named) == 1 and told >= 1)


_SPOKEN = re.compile(r"(?<![\w-])[\w-]*(?:hanke|hankk|projekt|project)", re.IGNORECASE)
_LATE = 800


def spoken_late(text: str) -> bool:
    """Tell whether a project is spoken of only after the middle of a longer text: it is about another thing."""
    m = _SPOKEN.search(text)
    return m is not None and m.start() > max(_LATE, 0.45 * len(text))


_NEVER_A_FRONT = (Kind.BLOG_ARTICLE, Kind.NEWS, Kind.DECISION, Kind.CALL, Kind.THESIS)
_FRONT = re.compile(r"https?://[^/?#]+/?(?:(?:fi|sv|en)/?)?(?:index\.\w+)?(?:$|[?#])", re.IGNORECASE)
_BODY = re.compile(r"\b(?:ry|rf|sr|oy|ab|säätiö|kaupunki|kunta|yhdistys|r\.y\.)\s*$", re.IGNORECASE)


def front(doc: Document) -> bool:
    """Tell whether the document is the front page of its site, which shows pieces of other pages."""
    return bool(_FRONT.match(doc.url))


def of_body(doc: Document) -> bool:
    """Tell whether the site's name, a piece of the page's title, is an organisation's and no project's."""
    pieces = re.split(r"\s[-–—|·]\s", doc.title)
    return any(_BODY.search(p) for p in pieces) and not _TITLED.search(doc.title)


def adjust(doc: Document, scores: dict[Kind, float]) -> dict[Kind, float]:
    """A long text is a programme or a thesis, not a page of services; quoted people make news of one."""
    out = dict(scores)
    if front(doc):
        out = {k: 0.0 if k in _NEVER_A_FRONT else v for k, v in out.items()}
        out[Kind.ORGANISATION] += 2.5 * of_body(doc)
    if len(doc.text) > 20_000:
        out[Kind.SERVICE] *= 0.6
        out[Kind.COURSE] *= 0.5
    if out[Kind.NEWS] >= 4:  # people are quoted and a date stands on top: news of a service
        out[Kind.SERVICE] *= 0.7
    if out[Kind.NETWORK_DESCRIPTION] >= 5:  # named in the title, spoken of throughout: what it offers is its members'
        out[Kind.SERVICE] *= 0.6
    return out

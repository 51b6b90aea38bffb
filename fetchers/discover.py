"""What a page leads to: its links under the source's rules, its canonical address, its feeds, its own opt-outs."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fetchers.scope import Scope
from fetchers.urls import canonical
from schemas.errors import FetchRefused
from schemas.snapshot import FrontierEntry

MAX_HTML = 4 << 20  # links beyond are not looked for
MAX_NESTING = 1500  # Lexbor is quadratic in depth: 40,000 nested elements take seconds
MAX_LINKS = 5000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_NESTING = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup"}
    | {"html", "head", "body"}
)
_UNREAD = "script, style, noscript, template, svg"
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """`tree` is without scripts and styles. `links` lead on.

    `text` is what a visitor reads (white space folded), `said` that and the targets of all links, `html` the page."""

    tree: LexborHTMLParser
    html: str
    text: str
    said: str
    links: tuple[FrontierEntry, ...]
    canonical_url: str | None
    noindex: bool


def decode(body: bytes, declared: str = "") -> str:
    """Decode well enough for links and words; the reader decides about the text for good."""
    name = _CHARSET.search(declared.encode("latin-1", "replace")) or _CHARSET.search(body[:2048])
    for encoding in (name[1].decode("ascii") if name else "utf-8", "utf-8"):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def nesting(html: str) -> int:
    """Return how deep elements nest, roughly and in linear time, without parsing."""
    if html.count("<") < MAX_NESTING:
        return 0
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _NOT_NESTING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def discover(body: bytes, url: str, entry: FrontierEntry, scope: Scope, declared: str = "") -> Found | None:
    """Read an HTML page for what it leads to; None where it nests too deep to be parsed.

    `url` is where the body came from (relative links), `entry` the visit of it (depth, referrer).
    """
    html = decode(body[:MAX_HTML], declared)
    if nesting(html) > MAX_NESTING:
        return None
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    robots = _meta_robots(tree) if scope.source.follow.nofollow else frozenset[str]()
    quiet = bool({"nofollow", "none"} & robots)
    links = () if quiet else _links(tree, base, entry, scope)
    own = _one(tree, "link[rel=canonical]", base)
    said = "\n".join(_targets(tree))
    tree.strip_tags(_UNREAD.split(", "))
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    return Found(tree, html, text, f"{text}\n{said}", links, own, bool({"noindex", "none"} & robots))


def _base(tree: LexborHTMLParser, url: str) -> str:
    return _one(tree, "base[href]", url) or url


def _one(tree: LexborHTMLParser, selector: str, base: str) -> str | None:
    node = tree.css_first(selector)
    return _address(node, base) if node is not None else None


def _address(node: LexborNode, base: str) -> str | None:
    href = (node.attributes.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    try:
        return canonical(href, base)
    except FetchRefused:
        return None


def _targets(tree: LexborHTMLParser) -> list[str]:
    """Return what links, hidden addresses and the title say; a fact may stand there alone."""
    title = tree.css_first("title")
    nodes = tree.css("[href], [data-cfemail]") if tree.body else []
    found = [n.attributes.get("href") or n.attributes.get("data-cfemail") or "" for n in nodes if n.tag != "link"]
    return [title.text() if title else "", *found]


def _meta_robots(tree: LexborHTMLParser) -> frozenset[str]:
    said = [
        node.attributes.get("content") or ""
        for node in tree.css("meta[name][content]")
        if (node.attributes.get("name") or "").lower() in {"robots", "kotokanta"}
    ]
    return frozenset(word.strip().lower() for content in said for word in content.split(","))


def _links(tree: LexborHTMLParser, base: str, entry: FrontierEntry, scope: Scope) -> tuple[FrontierEntry, ...]:
    if entry.depth >= scope.source.scope.depth:
        return ()
    found: dict[str, FrontierEntry] = {}
    for node in tree.css("a[href], area[href]"):
        if scope.source.follow.nofollow and "nofollow" in (node.attributes.get("rel") or "").lower().split():
            continue
        target = _address(node, base)
        if target and target not in found and scope.wants(target):
            found[target] = FrontierEntry(url=target, depth=entry.depth + 1, referrer=entry.url)
        if len(found) >= MAX_LINKS:
            break
    return (*found.values(), *_feeds(tree, base, entry, scope))


def _feeds(tree: LexborHTMLParser, base: str, entry: FrontierEntry, scope: Scope) -> list[FrontierEntry]:
    if not scope.source.follow.feeds:
        return []
    nodes = tree.css(
        'link[rel=alternate][type="application/rss+xml"], link[rel=alternate][type="application/atom+xml"]'
    )
    targets = {t for n in nodes if (t := _address(n, base)) and scope.holds(t)}
    return [FrontierEntry(url=t, depth=entry.depth + 1, purpose="feed", referrer=entry.url) for t in sorted(targets)]

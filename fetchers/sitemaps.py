"""Sitemaps (index and gzip included) and feeds: lists of addresses. Read by pattern: no XML entity is ever expanded."""

import html
import re

from fetchers.discover import decode
from fetchers.limits import undo
from fetchers.scope import Scope
from fetchers.urls import canonical
from schemas.errors import FetchRefused
from schemas.snapshot import FrontierEntry

MAX_ENTRIES = 50_000
MAX_DEPTH = 3  # a sitemap index may name an index; deeper is a loop
_LOC = re.compile(r"<(?:(?!image|video|news)\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
_ITEM = re.compile(r"<(item|entry)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_RSS_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
_ATOM_LINK = re.compile(r"<link\b(?![^>]*rel=[\"'](?!alternate))[^>]*href=[\"']([^\"']+)", re.IGNORECASE)


def sitemap_entries(body: bytes, entry: FrontierEntry, scope: Scope, limit: int) -> list[FrontierEntry]:
    """Return what a sitemap leads to: pages in scope, or further sitemaps. Plain lists of addresses count too.

    Raises FetchRefused where a gzip body is broken or a bomb (`limit` bytes).
    """
    text = decode(undo(body, ["gzip"], limit) if body.startswith(b"\x1f\x8b") else body)
    if "<sitemapindex" in text[:4096].lower():
        return _nested(text, entry, scope)
    addresses = _LOC.findall(text) if "<" in text[:200] else text.split()
    return _pages(addresses, entry, scope)


def feed_entries(body: bytes, entry: FrontierEntry, scope: Scope) -> list[FrontierEntry]:
    """Return the pages that the items of an RSS or Atom feed are about."""
    items = (item for _, item in _ITEM.findall(decode(body)))
    found = (_RSS_LINK.search(i) or _ATOM_LINK.search(i) for i in items)
    return _pages([m[1] for m in found if m], entry, scope)


def _pages(addresses: list[str], entry: FrontierEntry, scope: Scope) -> list[FrontierEntry]:
    found: dict[str, FrontierEntry] = {}
    for address in addresses[:MAX_ENTRIES]:
        url = _canonical(address, entry.url)
        if url and scope.wants(url):
            found.setdefault(url, FrontierEntry(url=url, depth=min(1, scope.source.scope.depth), referrer=entry.url))
    return list(found.values())


def _nested(text: str, entry: FrontierEntry, scope: Scope) -> list[FrontierEntry]:
    if entry.depth >= MAX_DEPTH:
        return []
    urls = dict.fromkeys(u for a in _LOC.findall(text)[:500] if (u := _canonical(a, entry.url)) and scope.holds(u))
    return [FrontierEntry(url=u, depth=entry.depth + 1, purpose="sitemap", referrer=entry.url) for u in urls]


def _canonical(address: str, base: str) -> str | None:
    try:
        return canonical(html.unescape(address), base)
    except FetchRefused:
        return None

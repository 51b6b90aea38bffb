"""What a page says about itself: its date, language, title."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_META = (
    'meta[property="article:published_time"]', 'meta[name="dcterms.created"]', 'meta[name="DC.date"]',
    'meta[name="date"]', 'meta[itemprop="datePublished"]', 'meta[name="pubdate"]', 'meta[name="dcterms.date"]',
)  # fmt: skip
_TIME = (
    "time[datetime][pubdate], time[datetime][itemprop=datePublished], time.published[datetime], "
    "time.entry-date[datetime]"
)


def published(tree: LexborHTMLParser) -> str | None:
    """Return the page's own date, ISO: JSON-LD `datePublished`, then meta, then a marked `<time>`; None if unknown."""
    for value in _dates(tree):
        m = _ISO.match(value.strip())
        if m and _is_day(*map(int, m.groups())):
            return m.group()
    return None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return 1990 <= date(year, month, day).year <= 2100
    except ValueError:
        return False


def _dates(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css('script[type="application/ld+json"]'):
        yield from _json_dates(node.text() or "")
    for selector in _META:
        for node in tree.css(selector):
            yield node.attributes.get("content") or ""
    for node in tree.css(_TIME):
        yield node.attributes.get("datetime") or ""


def _json_dates(source: str) -> Iterator[str]:
    try:
        data: Any = json.loads(source)
    except (ValueError, RecursionError):
        return
    queue = [data]
    while queue:
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            if isinstance(item.get("datePublished"), str):
                yield item["datePublished"]
            queue.extend(v for v in item.values() if isinstance(v, list | dict))


def language(tree: LexborHTMLParser) -> str:
    """Return the primary language tag of the page (`fi`), "" when it does not say."""
    root = tree.root
    value = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    return value.strip().lower().partition("-")[0].partition("_")[0][:3]


def base(tree: LexborHTMLParser) -> str:
    """Return the address of the `<base>` element, "" when there is none."""
    node = tree.css_first("base[href]")
    return (node.attributes.get("href") or "").strip() if node is not None else ""


def title(tree: LexborHTMLParser) -> str:
    """Return the title of the page on one line."""
    node = tree.css_first("head > title") or tree.css_first("title")
    return " ".join((node.text() or "").split())[:500] if node is not None else ""

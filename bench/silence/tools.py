"""What mutations and edits share: the pages of a source as text, and putting changed ones in their place."""

import random
import re
from collections.abc import Callable

from bench.silence.site import Base, Page

_HTML = "text/html; charset=utf-8"
BODY = re.compile(r"(<body[^>]*>)(.*)(</body>)", re.I | re.S)
MAIN = re.compile(r"(<(main|article)\b[^>]*>)(.*)(</\2>)", re.I | re.S)
_META = re.compile(r"<meta[^>]+charset[^>]*>", re.I)


def pages(base: Base, ending: str = "") -> list[str]:
    """Return the good HTML pages, or with `ending` the files of that ending."""
    good = [u for u, v in base.view.items() if not v.state]
    if ending:
        return [u for u in good if base.site[u].body[:5] == b"%PDF-"] if ending == "pdf" else []
    return [u for u in good if b"<" in base.site[u].body[:300] and b"%PDF" not in base.site[u].body[:8]]


def text_of(page: Page) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return page.body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return page.body.decode("latin-1")


def html(text: str) -> Page:
    return Page(_META.sub("", text).encode("utf-8"), _HTML)


def some(urls: list[str], rng: random.Random) -> list[str]:
    """Pick half of many pages or all of few, sometimes all."""
    return urls if len(urls) < 4 or rng.random() < 0.5 else sorted(rng.sample(urls, (len(urls) + 1) // 2))


def replaced(base: Base, urls: list[str], make: Callable[[str, Page], Page]) -> dict[str, Page] | None:
    return {u: make(u, p) if u in urls else p for u, p in base.site.items()} if urls else None

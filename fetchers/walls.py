"""Status 200, but not the page: bot checks, cookie questions, sign-in forms, script shells, soft 404s."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from schemas.snapshot import Outcome

_WORDS = Path(__file__).parents[1] / "data" / "vocabulary" / "walls.json"
_SHORT = 700  # a page of real content says more than this
_SHELL = 200
_LITTLE = 120  # prose beside the wall's own words: such as a site's name
_SAID_FIRST = 160
_TITLE_ENDS = re.compile(r"\s[|–—-]\s|\s*[:|–—]\s|[.!]")


@cache
def _lists() -> dict[str, list[str]]:
    entries: dict[str, list[str]] = json.loads(_WORDS.read_text("utf-8"))["entries"]
    return entries


def wall(tree: LexborHTMLParser, html: str, text: str) -> tuple[Outcome, str] | None:
    """Name the wall that stands in place of a page's content, with what gave it away; None for a real page.

    `text` is what a visitor reads. Banners, captchas and sign-in boxes stand beside real content too, so each sign
    counts only where there is little else to read.
    """
    if sign := _missing(tree, len(text)):
        return Outcome.SOFT_404, f"says {sign!r}"
    if len(text) >= _SHORT:
        return None
    low, source = text.casefold(), html.lower()
    if sign := _challenge(tree, source, low):
        return Outcome.CHALLENGE, f"bot check ({sign})"
    if len(text) < _SHELL and (sign := _shell(tree, source)):
        return Outcome.JS_SHELL, f"empty until scripts run ({sign})"
    if tree.css_first("input[type=password]") and _prose(tree, ()) < _LITTLE:
        return Outcome.LOGIN_WALL, "sign-in form"
    consent = _lists()["consent_text"]
    if sum(word in low for word in consent) >= 2 and _prose(tree, consent) < _LITTLE:
        return Outcome.CONSENT_WALL, "cookie question instead of the page"
    return None


def _challenge(tree: LexborHTMLParser, source: str, low: str) -> str | None:
    title = tree.css_first("title")
    first = f"{title.text().casefold() if title else ''} {low[:_SAID_FIRST]}"
    sign = _first("challenge_html", source) or _first("challenge_text", first)
    return sign or (_first("captcha_html", source) if _prose(tree, ()) < _LITTLE else None)


def _prose(tree: LexborHTMLParser, besides: Iterable[str]) -> int:
    """Count the characters of paragraphs, list items, cells and headings that say none of the given words."""
    total = 0
    for node in tree.css("p, li, td, dd, h1, h2, h3"):
        said = " ".join(node.text().split()).casefold()
        total += 0 if any(word in said for word in besides) else len(said)
    return total


def _first(name: str, text: str) -> str | None:
    return next((word for word in _lists()[name] if word in text), None)


def _missing(tree: LexborHTMLParser, length: int) -> str | None:
    """Look in title and first headings: their first part must be such a message and nothing else."""
    if length > 4 * _SHORT:
        return None
    for node in (tree.css_first("title"), *tree.css("h1")[:2]):
        if node is not None:
            whole = " ".join(node.text().split()).casefold()
            parts = {whole.strip(" .!"), *(p.strip(" .!") for p in _TITLE_ENDS.split(whole))}
            if found := parts.intersection(_lists()["missing_title"]):
                return min(found)
    return None


def _shell(tree: LexborHTMLParser, html: str) -> str | None:
    if "<script" not in html:
        return None
    if sign := _first("script_text", html):
        return sign
    return next((root for root in _lists()["script_roots"] if tree.css_first(root)), None)

"""Status 200, but not the page: bot checks, cookie questions, sign-in forms, script shells, soft 404s."""

import json
import re
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from schemas.snapshot import Outcome

_WORDS = Path(__file__).parents[1] / "data" / "vocabulary" / "walls.json"
_SHORT = 700  # a page of real content says more than this
_SHELL = 200
_TITLE_ENDS = re.compile(r"\s[|–—-]\s|\s*[:|–—]\s|[.!]")


@cache
def _lists() -> dict[str, list[str]]:
    entries: dict[str, list[str]] = json.loads(_WORDS.read_text("utf-8"))["entries"]
    return entries


def wall(tree: LexborHTMLParser, html: str, text: str) -> tuple[Outcome, str] | None:
    """Name the wall that stands in place of a page's content, with what gave it away; None for a real page.

    `text` is what a visitor reads. Each sign counts only on a page with little else to read.
    """
    short, low = len(text) < _SHORT, text.casefold()
    if short and (sign := _first("challenge_html", html.lower()) or _first("challenge_text", low)):
        return Outcome.CHALLENGE, f"bot check ({sign})"
    if sign := _missing(tree, len(text)):
        return Outcome.SOFT_404, f"says {sign!r}"
    if short and tree.css_first("input[type=password]"):
        return Outcome.LOGIN_WALL, "sign-in form"
    if len(text) < _SHELL and (sign := _shell(tree, html.lower())):
        return Outcome.JS_SHELL, f"empty until scripts run ({sign})"
    if short and sum(word in low for word in _lists()["consent_text"]) >= 3 and not _has_content(tree):
        return Outcome.CONSENT_WALL, "cookie question instead of the page"
    return None


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


def _has_content(tree: LexborHTMLParser) -> bool:
    return any(len(" ".join(p.text().split())) > 150 for p in tree.css("main p, article p")[:20])

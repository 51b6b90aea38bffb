"""Calendars, filters and endless pagers: groups of addresses that breed more of themselves and say nothing new.

Addresses belong to one group when their paths are equal but for numbers; the query does not count. A group that
finds its own members from its own pages is watched: once a run of its pages brings hardly a word the group had not said
before, it is a trap. A register's entries come from a listing and each says something new, so they are none; what
matches the source's `details` is never asked about here.
"""

import re
from dataclasses import dataclass, field

import ada_url

from fetchers.urls import host_of, repeats

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(r"(?:^|\D)(?:19|20)\d\d(?:\D|$)|kalenteri|calendar|kalender|month|kuukausi", re.IGNORECASE)
_PAGER = re.compile(r"[?&](?:page|paged|sivu|p|start|offset|sida)=", re.IGNORECASE)
_WORDS_KEPT = 50_000
BARREN_PAGES = 20
BRED = 20
NEW_SHARE = 0.02


def group_of(url: str) -> str:
    """Return the group of an address: host and path, numbers folded."""
    return host_of(url) + _NUMBER.sub("N", str(ada_url.URL(url).pathname))


@dataclass
class _Group:
    pages: int = 0
    bred: int = 0
    barren: int = 0
    example: str = ""
    words: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


class TrapWatch:
    """Watches the pages of one visit."""

    def __init__(self) -> None:
        self._groups: dict[str, _Group] = {}
        self.named: dict[str, str] = {}

    def is_trap(self, url: str) -> str:
        """Return why an address is not worth a request, or nothing."""
        if repeats(url):
            return "its path repeats itself"
        return self.named.get(group_of(url), "") if self.named else ""

    def page(self, url: str, text: str, links: tuple[str, ...]) -> None:
        """Look at a page that was fetched."""
        key = group_of(url)
        bred = [link for link in links if link != url and group_of(link) == key]
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = _Group(example=url)
        group.pages += 1
        fresh = set(bred) - group.members
        if len(group.members) < _WORDS_KEPT:
            group.members |= fresh
        group.bred += len(fresh)
        if group.bred or "?" in url or _NUMBER.search(key):
            self._novelty(key, group, text)

    def _novelty(self, key: str, group: _Group, text: str) -> None:
        words = set(_WORD.findall(text.casefold()))
        new = words - group.words
        if len(group.words) < _WORDS_KEPT:
            group.words |= new
        group.barren = 0 if len(new) > max(2, NEW_SHARE * len(words)) else group.barren + 1
        if group.barren >= BARREN_PAGES and group.bred >= BRED:
            self.named[key] = (
                f"{_kind(group.example)}: {key} ({group.pages} pages, nothing new in the last {group.barren})"
            )


def _kind(url: str) -> str:
    if _PAGER.search(url):
        return "endless pager"
    if _DATE.search(url):
        return "calendar"
    return "filters" if "?" in url else "endless pages"

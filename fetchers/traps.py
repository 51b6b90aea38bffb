"""Calendars, filters and endless pagers: groups of addresses that breed more of themselves and say nothing new.

Addresses belong to one group when their paths are equal but for numbers; the query does not count. A group whose own
pages are the first to lead to its members is watched: once a run of its pages brings hardly a word that the group had
not said before, and no address that it had not led to, it is a trap. A register's entries say something new each, a
long listing leads to new ones, so they are none. Only what the group itself bred is left out: a page that another page
or a sitemap led to is visited all the same, and what matches the source's `details` is never asked about here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fetchers.urls import host_of, path_of, repeats

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(r"(?:^|\D)(?:19|20)\d\d(?:\D|$)|kalenteri|calendar|kalender|month|kuukausi", re.IGNORECASE)
_PAGER = re.compile(r"[?&](?:page|paged|sivu|p|start|offset|sida)=", re.IGNORECASE)
_KEPT = 50_000
_FOUND = 500_000
BARREN_PAGES = 20
BRED = 20
NEW_SHARE = 0.02


BARREN_ENOUGH = 5  # a group this barren already is no proof that a page leading to it is worth anything


@lru_cache(maxsize=100_000)
def group_of(url: str) -> str:
    """Return the group of an address: host and path, numbers folded."""
    return host_of(url) + _NUMBER.sub("#", path_of(url))


@dataclass
class _Group:
    """`bred` members were first found on members' pages; `barren` pages in a row said and led to nothing new."""

    example: str
    pages: int = 0
    barren: int = 0
    words: set[str] = field(default_factory=set)
    bred: set[str] = field(default_factory=set)
    led_to: set[str] = field(default_factory=set)


class TrapWatch:
    """Watches the pages of one visit."""

    def __init__(self) -> None:
        self._groups: dict[str, _Group] = {}
        self._finder: dict[str, str] = {}  # address -> group of the page that was the first to lead to it
        self.named: dict[str, str] = {}

    def is_trap(self, url: str) -> str:
        """Return why an address is not worth a request, or nothing."""
        if repeats(url):
            return "its path repeats itself"
        return self.named.get(self._finder.get(url, ""), "")

    def page(self, url: str, text: str, links: Sequence[str]) -> None:
        """Look at a page that was fetched: its readable text and its links that are followed."""
        key = group_of(url)
        self.listed(links, key)
        if "?" not in url and "#" not in key:
            return  # one page of its own
        group = self._groups.setdefault(key, _Group(url))
        group.pages += 1
        leads = self._leads_on(key, group, links)
        if not group.bred:
            return  # words are worth counting only where a group grows by itself
        says = self._says_something(group, text)
        group.barren = 0 if leads or says else group.barren + 1
        if group.barren >= BARREN_PAGES and len(group.bred) >= BRED:
            nothing = f"{group.pages} pages, nothing new in the last {group.barren}"
            self.named[key] = f"{_kind(group.example)}: {key} ({nothing})"

    def listed(self, links: Sequence[str], by: str = "") -> None:
        """Note which addresses are found now, and by which group; a sitemap is none."""
        if len(self._finder) < _FOUND:
            for link in links:
                self._finder.setdefault(link, by if group_of(link) == by else "")

    def _leads_on(self, key: str, group: _Group, links: Sequence[str]) -> bool:
        """Tell whether a page leads to an address outside its group that no other page of the group led to."""
        stem = key[: key.index("#") + 1] if "#" in key else key
        fresh = False
        for link in links:
            target = group_of(link)
            if target == key and self._finder.get(link) == key and len(group.bred) < _KEPT:
                group.bred.add(link)
            inside = target == key or ("#" in key and target.startswith(stem)) or self._is_barren(target)
            if not inside and link not in group.led_to and len(group.led_to) < _KEPT:
                group.led_to.add(link)
                fresh = True
        return fresh

    def _is_barren(self, key: str) -> bool:
        return key in self._groups and self._groups[key].barren >= BARREN_ENOUGH

    def _says_something(self, group: _Group, text: str) -> bool:
        words = set(_WORD.findall(text.casefold()))
        new = words - group.words
        if len(group.words) < _KEPT:
            group.words |= new
        return len(new) > max(2, NEW_SHARE * len(words))


def _kind(url: str) -> str:
    if _PAGER.search(url):
        return "endless pager"
    if _DATE.search(url):
        return "calendar"
    return "filters" if "?" in url else "endless pages"

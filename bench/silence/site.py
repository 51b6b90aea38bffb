"""The sample web's sources as they were crawled, and a visit of a changed copy of one, without any network.

A changed page goes the whole way a fetched one goes: judged as a response, read, extracted, profiled. What did not
change is not done again.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx

from extractors.results import result_of
from fetchers.client import Response
from fetchers.memory import MemorySink
from fetchers.pages import read_page
from fetchers.scope import Scope
from flows.crawling import crawl_sources, reachable
from flows.ingesting import fetch_settings
from flows.settings import SOURCES
from flows.watch.profile import profile
from flows.watch.reading import is_cut
from schemas.health import Observation, PageProfile, PageView, View
from schemas.snapshot import GOOD, FrontierEntry, Outcome
from schemas.source import Source
from schemas.source_files import load_sources


@dataclass(frozen=True, slots=True)
class Page:
    """What a server would send; an empty `state` is status 200."""

    body: bytes
    content_type: str
    state: str = ""


Site = Mapping[str, Page]


@dataclass(frozen=True, slots=True)
class Base:
    """A source as it was crawled, and what was made of it."""

    source: Source
    site: Site
    view: View
    ways: Mapping[str, tuple[str, ...]]  # addresses that redirect to a page


class Reader:
    """Reads pages, each content once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str, str], tuple[PageProfile, frozenset[tuple[str, str]]]] = {}
        self.ways: dict[str, tuple[str, ...]] = {}
        self._judged: dict[tuple[str, str, str], tuple[str, str, tuple[str, ...]]] = {}

    def view(self, source: Source, site: Site) -> dict[str, PageView]:
        """Visit every page of the site."""
        scope = Scope(source)
        seen = {url: self._judge(scope, url, page) for url, page in site.items()}
        linked = {target for state, _, links in seen.values() if not state for target in links}
        return {
            url: PageView(
                url,
                state,
                detail,
                None if state else self._profile(url, site[url])[0],
                bool(linked & {url, *self.ways.get(url, ())}),
            )
            for url, (state, detail, _) in seen.items()
        }

    def values(self, url: str, page: Page) -> frozenset[tuple[str, str]]:
        """Return all (field, value) of a page."""
        return self._profile(url, page)[1]

    def _judge(self, scope: Scope, url: str, page: Page) -> tuple[str, str, tuple[str, ...]]:
        if page.state:
            return page.state, "", ()
        key = (hashlib.sha256(page.body).hexdigest(), url, page.content_type)
        if key not in self._judged:
            headers = httpx.Headers({"content-type": page.content_type} if page.content_type else {})
            response = Response(url, 200, headers, page.body, len(page.body), 1.7e9, 0.1, ())
            read = read_page(response, FrontierEntry(url=url), scope, None)
            good = read.snapshot.outcome in GOOD
            links = tuple(sorted({e.url for e in read.links}))
            self._judged[key] = ("" if good else str(read.snapshot.outcome), read.snapshot.detail, links)
        return self._judged[key]

    def _profile(self, url: str, page: Page) -> tuple[PageProfile, frozenset[tuple[str, str]]]:
        key = (hashlib.sha256(page.body).hexdigest(), url, page.content_type)
        if key not in self._read:
            headers = httpx.Headers({"content-type": page.content_type} if page.content_type else {})
            scope = Scope(Source(name="bench", owner="bench", start=(url,)))
            response = Response(url, 200, headers, page.body, len(page.body), 1.7e9, 0.1, ())
            kind = read_page(response, FrontierEntry(url=url), scope, None).snapshot.media_type
            result = result_of(page.body, url=url, media_type=kind)
            values = frozenset((f.field, str(f.value)) for f in result.findings.facts)
            self._read[key] = (profile(result.document, result.findings, cut=is_cut(page.body, kind)), values)
        return self._read[key]


def bases(reader: Reader) -> list[Base]:
    """Crawl the sample web and return its sources that have pages."""
    sources = [s for s in load_sources(SOURCES) if s.sample and s.active]
    sink = MemorySink()
    with reachable(sources, fetch_settings()) as settings:
        asyncio.run(crawl_sources(sources, sink, settings))
    reader.ways |= {u: r.newest.redirects for u, r in sink.pages.items() if r.newest.redirects}
    found = []
    for source in sources:
        rows = {u: r for u, r in sink.pages.items() if r.newest.source == source.name and r.newest.purpose == "page"}
        site = {
            url: Page(sink.bodies[row.newest.sha256], row.newest.declared_type,
                      "gone" if row.gone_at else "")
            for url, row in sorted(rows.items())
        }  # fmt: skip
        found.append(Base(source, site, reader.view(source, site), reader.ways))
    return found


def observe(base: Base, view: View, *, since: str = "2026-01-01T00:00:00.000Z") -> Observation:
    """Set a visit beside the base's."""
    counts: dict[str, int] = {}
    for page in view.values():
        outcome = page.state or str(Outcome.UNCHANGED)
        counts[outcome] = counts.get(outcome, 0) + 1
    return Observation(base.source.name, view, base.view, since, (), counts)


def with_body(page: Page, body: bytes) -> Page:
    """Return the page with another body."""
    return replace(page, body=body)

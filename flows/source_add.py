"""`kotokanta source add URL`: look at one page, guess how its site is to be visited, write the source's file."""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import ada_url

from extractors.extract import extract
from extractors.readers import read
from fetchers.fetcher import Caller, Fetcher
from fetchers.memory import MemorySink
from fetchers.settings import FetchSettings
from fetchers.single import fetch_one
from fetchers.urls import canonical, host_of, origin_of
from flows.crawling import SAMPLE_FOLDER
from flows.settings import SOURCES
from flows.source_draft import Draft, write
from schemas.document import Document
from schemas.errors import UsageError
from schemas.facts import DocumentKind, Extraction
from schemas.snapshot import GOOD, Snapshot
from schemas.source import SourceKind
from schemas.source_files import load_source

_KINDS = {
    DocumentKind.LISTING: SourceKind.LISTING, DocumentKind.SHEET: SourceKind.EXPORT,
    DocumentKind.REGISTER_ENTRY: SourceKind.REGISTER, DocumentKind.REPORT: SourceKind.DOCUMENTS,
    DocumentKind.SLIDE_DECK: SourceKind.DOCUMENTS, DocumentKind.APPLICATION_FORM: SourceKind.DOCUMENTS,
}  # fmt: skip
_CODE = re.compile(r"[?&]projektikoodi=", re.IGNORECASE)
_SHARED = 3  # links below one path from which they look like the entries of a list
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Added:
    """The file that was written, and what to tell a person about it."""

    path: Path
    text: str


def add(url: str, settings: FetchSettings, folder: Path = SOURCES, *, sample_folder: Path = SAMPLE_FOLDER) -> Added:
    """Fetch the page (and its robots.txt), guess, write `folder/<name>.toml`.

    A source on the network is written disabled: a person reads the file first. One request for robots.txt and one for
    the page are made, nothing is kept but the file.

    Raises FetchRefused when the page cannot be had, UsageError when it is no page to start from.
    """
    sink = MemorySink()
    snapshot, delay, sitemaps = asyncio.run(_look(url, sink, settings))
    if snapshot.outcome not in GOOD and snapshot.outcome != "unchanged":
        raise UsageError(f"{url}: {snapshot.outcome}, {snapshot.detail}; give the address of a page with content")
    body = sink.body(snapshot.sha256) or b""
    doc = read(body, snapshot.url, snapshot.media_type)
    found = extract(doc)
    sample = (sample_folder / ada_url.URL(snapshot.url).hostname).is_dir()
    draft = _guess(snapshot, doc, found, max(5.0, delay), sitemaps=sitemaps, sample=sample)
    path = write(draft, folder)
    load_source(path)
    return Added(path, "\n".join([*_told(draft, path), *_extracted(found)]))


async def _look(url: str, sink: MemorySink, settings: FetchSettings) -> tuple[Snapshot, float, bool]:
    async with Fetcher(settings) as fetcher:
        snapshot = await fetch_one(url, sink, fetcher)
        robots = await fetcher.robots.rules(origin_of(snapshot.url), Caller("url", sink))
        return snapshot, robots.delay(fetcher.clock.time()), bool(robots.sitemaps)


def _guess(
    snapshot: Snapshot, doc: Document, found: Extraction, delay: float, *, sitemaps: bool, sample: bool
) -> Draft:
    host = host_of(snapshot.url)
    links = _links(doc, host)
    details = _details(links, host)
    path = ada_url.URL(snapshot.url).pathname
    codes = sum(bool(_CODE.search(u)) for u in links)
    register = SourceKind.REGISTER if codes >= _SHARED else _KINDS.get(found.kind, SourceKind.PAGES)
    under = [u for u in links if ada_url.URL(u).pathname.startswith(_parent(path))]
    return Draft(
        host=host, url=snapshot.url, title=doc.title, kind=register, delay=0.0 if sample else delay,
        paths=(_parent(path),), details=details, codes=codes > 0, sitemaps=sitemaps, sample=sample,
        pdfs=sum(u.lower().endswith(".pdf") for u in links), linked=max(1, len(under)),
    )  # fmt: skip


def _links(doc: Document, host: str) -> list[str]:
    found = {canonical(link.href): None for link in doc.links if link.href.startswith(("http://", "https://"))}
    return [u for u in found if host_of(u).removeprefix("www.") == host.removeprefix("www.")]


def _parent(path: str) -> str:
    return path[: path.rfind("/") + 1] or "/"


def _details(links: list[str], host: str) -> tuple[str, ...]:
    """Return patterns for paths below which several pages are linked: a list's entries."""
    parents = Counter(_parent(ada_url.URL(u).pathname.rstrip("/")) for u in links if "?" not in u)
    named = [p for p, n in parents.most_common() if n >= _SHARED and p != "/"]
    return tuple(rf"^https?://{re.escape(host)}{re.escape(p)}[^/?]+/?$" for p in named[:3])


def _told(draft: Draft, path: Path) -> list[str]:
    state = "enabled" if draft.sample else "disabled until you have read the file"
    return [
        f"{path}: {draft.kind} source of {draft.host}, {state}",
        f"  {draft.linked} links below {draft.paths[0]}, {draft.pdfs} PDFs"
        + (", links with a project code" if draft.codes else "")
        + (", a sitemap" if draft.sitemaps else ""),
        *(f"  details: {p}" for p in draft.details),
        f"Next: read the file, then `kotokanta source try {path.stem}`",
    ]


def _extracted(found: Extraction) -> list[str]:
    lines = [f"What this page gives ({found.kind}):"]
    for item in found.found:
        for name, evidence in item.values.items():
            lines.append(f"  {item.type + '.' + name:<24} {str(evidence.value)[:_LONGEST]}")
    return lines if len(lines) > 1 else [*lines, "  nothing by itself; its links may"]

"""A crawl onto a disk that fills up stops, says so, and goes on once there is room."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from fetch_helpers import Reply, page, settings, source, tiny_server

from flows.crawling import crawl_sources
from store.archive import Archive

WORDS = " ".join(f"sana{n * 7919 % 10007}" for n in range(400))
PAGES = {
    "/": page("Koti", *(f"/{n}" for n in range(40))),
    **{f"/{n}": page(f"Sivu {n}", words=f"{n} {WORDS[n * 50 :]}") for n in range(40)},
}


def crawl(path: Path, port: int, pages: int | None = None) -> None:
    """Crawl; SQLite refuses to grow beyond `pages`, with the very error of a full disk."""
    with Archive(path) as archive:
        if pages:
            archive.db.execute(f"pragma max_page_count = {pages}")
        other = source(name="kuusi", start=["http://kuusi.example/"])
        asyncio.run(crawl_sources([source(), other], archive.sink, settings(port, "koivu.example", "kuusi.example")))


def size(path: Path) -> int:
    with Archive(path) as archive:
        return int(archive.db.execute("pragma page_count").fetchone()[0])


def contents(path: Path) -> dict[str, str]:
    with Archive(path, read_only=True) as archive:
        return {url: s.sha256 for s in archive.current() for url in (s.url, *s.also_at)}


def test_a_full_disk_stops_the_crawl_and_loses_nothing(tmp_path: Path) -> None:
    path, calm = tmp_path / "archive.db", tmp_path / "calm.db"
    with tiny_server(lambda _, path, __: PAGES.get(path) or Reply(status=404)) as server:
        crawl(calm, server.port)
        with pytest.raises(sqlite3.OperationalError, match="full"):
            crawl(path, server.port, pages=(size(path) + size(calm)) // 2)
        kept = contents(path)
        assert 0 < len(kept) < len(contents(calm))
        crawl(path, server.port)
    assert contents(path) == contents(calm)
    assert kept.items() <= contents(path).items()

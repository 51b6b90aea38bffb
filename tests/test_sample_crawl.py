"""The sample web, crawled as any other: every source in data/sources/, over real HTTP."""

import json
from pathlib import Path

import pytest

from fetchers.ledger_check import replay
from fetchers.memory import MemorySink
from fetchers.sampleweb import SampleWeb
from fetchers.settings import FetchSettings
from flows.crawling import crawl_sources, crawlable, fetch_url
from schemas.errors import FetchRefused
from schemas.snapshot import CrawlReport
from schemas.source_files import load_sources

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "sample" / "expected.json").read_text("utf-8"))


async def crawl(web: SampleWeb, sink: MemorySink) -> list[CrawlReport]:
    settings = FetchSettings(contact="yllapito@kotokanta.example", allow=web.allow)
    return await crawl_sources(crawlable(load_sources(DATA / "sources")), sink, settings)


def total(reports: list[CrawlReport], outcome: str) -> int:
    return sum(r.counts.get(outcome, 0) for r in reports)


@pytest.fixture(scope="module")
def web() -> SampleWeb:
    return SampleWeb(DATA / "sample", generation=0)


def test_real_sources_are_switched_off_and_say_who_owns_them() -> None:
    real = [s for s in load_sources(DATA / "sources") if not s.sample]
    assert real
    assert all(not s.enabled and s.owner and s.politeness.delay >= 5 for s in real)


async def test_every_document_is_found_and_the_second_run_fetches_nothing(web: SampleWeb) -> None:
    sink = MemorySink()
    with web:
        reports = await crawl(web, sink)
        assert [(r.source, r.alarms) for r in reports if r.alarms or not r.complete] == []
        odd = {u: row.newest.outcome.value for u, row in sink.pages.items() if not row.good}
        assert odd == {
            "http://setlementti-koivu.example/hankkeet/vanha-hanke/": "soft_404",
            "http://arkisto.paperilaari.example/d/virhe.pdf": "wrong_type",
        }
        wanted = {d["url"] for d in EXPECTED["documents"]} - set(EXPECTED["failing"])
        reached = set(sink.pages) | {via for row in sink.pages.values() for via in row.newest.redirects}
        assert wanted - reached == set()
        assert not {r.url for r in sink.requests} & set(EXPECTED["forbidden"])
        assert {h.partition(":")[0] for h, _, _ in web.requests} == set(web.sites)
        again = await crawl(web, sink)
    assert total(again, "new") == total(again, "changed") == 0
    assert total(again, "unchanged") == total(reports, "new")
    assert replay(sink.requests, sink.body) == []


async def test_pages_that_change_are_seen(web: SampleWeb) -> None:
    sink = MemorySink()
    with web:
        await crawl(web, sink)
        web.generation = 1
        try:
            again = await crawl(web, sink)
        finally:
            web.generation = 0
    assert total(again, "changed") >= 1
    assert total(again, "new") + total(again, "changed") <= 20


async def test_a_single_page_is_fetched_with_its_redirects(web: SampleWeb) -> None:
    sink = MemorySink()
    with web:
        settings = FetchSettings(contact="yllapito@kotokanta.example", allow=web.allow)
        first = await fetch_url("http://setlementti-koivu.example/oma-polku", sink, settings)
        again = await fetch_url("http://setlementti-koivu.example/oma-polku", sink, settings)
        assert first.url == "http://setlementti-koivu.example/hankkeet/oma-polku/"
        assert first.redirects == ("http://setlementti-koivu.example/oma-polku",)
        assert (first.outcome, again.outcome) == ("new", "unchanged")
        for url, outcome in (
            ("http://setlementti-koivu.example/hankkeet/saarelma/", "gone"),
            ("http://setlementti-koivu.example/jasenet/hallitus.html", "robots"),
            ("file:///etc/passwd", "bad_url"),
        ):
            with pytest.raises(FetchRefused) as refused:
                await fetch_url(url, sink, settings)
            assert refused.value.outcome == outcome

import asyncio
import gzip
from collections.abc import Callable
from threading import Event

import pytest
from fetch_helpers import FakeClock, Reply, Respond, Tiny, page, settings, source, tiny_server

from fetchers.crawl import MAX_AGE, Progress, crawl
from fetchers.fetcher import Fetcher
from fetchers.memory import MemorySink
from schemas.snapshot import CrawlReport

HTML = {"Content-Type": "text/html; charset=utf-8"}


def site(pages: dict[str, Reply]) -> Respond:
    """Answer with ETags; 304 where they are sent back."""

    def respond(host: str, path: str, headers: dict[str, str]) -> Reply:
        reply = pages.get(path)
        if reply is None:
            return Reply(status=404)
        tag = f'"{hash(reply.body)}"'
        if reply.status == 200 and headers.get("if-none-match") == tag:
            return Reply(status=304)
        return Reply(reply.body, reply.status, {**reply.headers, "ETag": tag}, reply.raw)

    return respond


class Run:
    """A sink and a clock that outlive several crawls."""

    def __init__(self) -> None:
        self.sink, self.clock = MemorySink(), FakeClock()
        self.server: Tiny | None = None

    async def crawl(self, respond: Respond, hosts: tuple[str, ...] = (), **changes: object) -> CrawlReport:
        with tiny_server(respond) as self.server:
            async with Fetcher(settings(self.server.port, *hosts, attempts=2), self.clock) as fetcher:
                return await crawl(source(**changes), self.sink, fetcher)

    @property
    def asked(self) -> list[str]:
        assert self.server
        return [p for p in self.server.paths if p not in {"/robots.txt", "/sitemap.xml"}]


THREE = {"/": page("Koti", "/a", "/b"), "/a": page("A", "/"), "/b": page("B", "/a")}


async def test_a_site_is_visited_once_each_page() -> None:
    run = Run()
    report = await run.crawl(site(THREE))
    assert sorted(run.asked) == ["/", "/a", "/b"]
    assert (report.counts, report.complete, report.alarms) == ({"new": 3}, True, ())
    assert sorted(run.sink.pages) == ["http://koivu.example/", "http://koivu.example/a", "http://koivu.example/b"]


async def test_the_second_run_fetches_nothing_that_has_not_changed() -> None:
    run = Run()
    first = await run.crawl(site(THREE))
    bodies = dict(run.sink.bodies)
    second = await run.crawl(site(THREE))
    assert second.counts == {"unchanged": 3}
    assert second.wire_bytes == 0
    assert second.saved_bytes == sum(len(b.body) for b in THREE.values())
    assert first.wire_bytes > 0
    assert run.sink.bodies == bodies
    assert len(run.sink.snapshots) == 3


async def test_the_same_bytes_without_validators_are_unchanged_too() -> None:
    run = Run()
    plain: Respond = lambda _, path, __: THREE.get(path, Reply(status=404))  # noqa: E731
    await run.crawl(plain)
    assert (await run.crawl(plain)).counts == {"unchanged": 3}
    assert len(run.sink.snapshots) == 3


async def test_changed_gone_and_new_pages_are_told_apart() -> None:
    run = Run()
    await run.crawl(site(THREE))
    later = {"/": page("Koti", "/a", "/c"), "/a": page("A2", "/"), "/c": page("C")}
    report = await run.crawl(site(later))
    # b is linked from nowhere now: it is asked for because it is known
    assert report.counts == {"changed": 2, "gone": 1, "new": 1}
    gone = run.sink.latest("http://koivu.example/b")
    assert gone is not None
    assert gone.gone_at is not None
    assert run.sink.body(gone.sha256) == THREE["/b"].body
    back = await run.crawl(site(THREE))
    assert back.counts["gone"] == 1  # c this time
    known = run.sink.latest("http://koivu.example/b")
    assert known is not None
    assert known.gone_at is None


async def test_other_follow_rules_find_other_links_on_unchanged_pages() -> None:
    run = Run()
    pages = {"/": page("Koti", "/a", "/t.xlsx"), "/a": page("A"), "/t.xlsx": Reply(b"PK\x03\x04xl/workbook.xml")}
    await run.crawl(site(pages))
    report = await run.crawl(site(pages), follow={"files": ["xlsx"]})
    assert report.counts == {"new": 1, "unchanged": 2}


async def test_redirects_are_recorded_and_their_target_is_one_page() -> None:
    run = Run()
    moved = {
        "/": page("Koti", "/vanha", "/uusi"),
        "/vanha": Reply(status=301, headers={"Location": "/uusi?utm_source=x"}),
        "/uusi": page("Uusi"),
    }
    report = await run.crawl(site(moved))
    assert report.counts == {"new": 2, "redirected": 1}
    assert run.asked.count("/uusi") == 1


@pytest.mark.parametrize(
    ("replies", "outcome"),
    [
        ({"/": "/a", "/a": "/"}, "redirect_loop"),
        ({"/": "/"}, "redirect_loop"),
        ({"/": "http://muu.example/"}, "out_of_scope"),
        ({"/": "http://koivu.example:1/"}, "out_of_scope"),
        ({"/": "mailto:a@b.example"}, "bad_url"),
        ({f"/{n or ''}": f"/{n + 1}" for n in range(30)}, "too_many_redirects"),
    ],
)  # fmt: skip
async def test_redirects_that_lead_nowhere_end(replies: dict[str, str], outcome: str) -> None:
    run = Run()
    report = await run.crawl(site({p: Reply(status=302, headers={"Location": to}) for p, to in replies.items()}))
    assert report.counts[outcome] == 1
    assert len(run.asked) <= 12
    assert report.alarms == ("no good page at all",)


async def test_a_redirect_into_the_private_network_is_refused() -> None:
    run = Run()
    inside = site({"/": Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"})})
    report = await run.crawl(inside, scope={"hosts": ["koivu.example", "169.254.169.254"]})
    assert report.counts == {"private_address": 1, "redirected": 1}


async def test_sitemaps_and_robots_guide_the_visit() -> None:
    run = Run()
    body = b"<urlset><url><loc>http://koivu.example/kartta</loc></url><url><loc>http://koivu.example/ei/x</loc></url></urlset>"
    pages = {
        "/": page("Koti", "/ei/y"),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /ei/\nSitemap: http://koivu.example/s.xml.gz"),
        "/s.xml.gz": Reply(gzip.compress(body)),
        "/kartta": page("Kartta"),
    }
    report = await run.crawl(site(pages))
    assert report.counts == {"new": 2, "robots": 2}
    assert not [p for p in run.asked if p.startswith("/ei/")]


async def test_the_budget_ends_the_visit_and_says_so() -> None:
    run = Run()
    pages = {"/": page("Koti", *(f"/{c}" for c in "abcdefgh")), **{f"/{c}": page(c) for c in "abcdefgh"}}
    report = await run.crawl(site(pages), scope={"pages": 4})
    assert report.counts == {"new": 4, "over_budget": 5}
    assert len(run.asked) == 4


async def test_expectations_raise_alarms() -> None:
    run = Run()
    report = await run.crawl(site(THREE), expect={"documents": [10, 20]})
    assert report.alarms == ("3 good pages, expected 10 to 20",)


async def test_odd_pages_are_kept_as_evidence_and_listed() -> None:
    run = Run()
    lost = Reply(b"<html><title>404</title><body><h1>Sivua ei loytynyt</h1></body></html>", headers=HTML)
    report = await run.crawl(site({"/": page("Koti", "/x"), "/x": lost}))
    assert report.counts == {"new": 1, "soft_404": 1}
    assert report.odd == (("http://koivu.example/x", "soft_404", "says '404'"),)
    assert run.sink.snapshots[-1].outcome == "soft_404"
    await run.crawl(site({"/": page("Koti", "/x"), "/x": lost}))
    assert [s.outcome for s in run.sink.snapshots].count("soft_404") == 1


def calendar(_: str, path: str, __: dict[str, str]) -> Reply:
    """A site with two real pages, an endless calendar and endless filters."""
    if path == "/":
        return page("Koti", "/kalenteri/2024/1", "/haku?kunta=1", "/hanke", "/robots.txt")
    if path == "/hanke":
        return page("Hanke", "/tiimi")
    if path == "/tiimi":
        return page("Tiimi")
    if path.startswith("/kalenteri/"):
        year, month = (int(p) for p in path.split("/")[2:4])
        following = f"/kalenteri/{year + month // 12}/{month % 12 + 1}"
        return page(f"Kalenteri {month}.{year}", following, f"{path}/{year * month % 28}", words="Ei tapahtumia. " * 20)
    if path.startswith("/haku?"):
        return page("Haku", *(f"{path}&{k}={len(path)}" for k in ("teema", "vuosi")), words="Tuloksia: nolla. " * 20)
    return Reply(status=404)


async def test_calendars_and_filters_are_named_and_the_rest_is_complete() -> None:
    run = Run()
    report = await run.crawl(calendar, scope={"pages": 5000, "depth": 50})
    assert len(run.asked) <= 200
    assert {"/hanke", "/tiimi"} <= set(run.asked)
    assert len([t for t in report.traps if t.startswith("calendar: koivu.example/kalenteri/#/#")]) >= 1
    assert [t for t in report.traps if t.startswith("filters: koivu.example/haku")]
    assert report.complete


async def test_a_register_and_a_long_listing_are_no_traps() -> None:
    words = [f"{a}{b}{c}{d}" for a in "kmnprstvhl" for b in "aeiou" for c in "knrstl" for d in ("la", "sta", "kka")]

    def register(_: str, path: str, __: dict[str, str]) -> Reply:
        if path == "/robots.txt":
            return Reply(status=404)
        n = int(path.rpartition("=")[2]) if "=" in path else 0
        if path.startswith("/lista") or path == "/":
            more = [f"/lista?sivu={n + 1}"] if n < 60 else []
            return page(f"Lista {n}", *more, *(f"/projekti?id={n * 5 + k}" for k in range(5)), words="Hankkeita. " * 20)
        return page(f"Projekti {n}", f"/projekti?id={n + 1}", words=" ".join(words[3 * n : 3 * n + 3]))

    run = Run()
    report = await run.crawl(register, scope={"pages": 5000, "depth": 50})
    assert report.traps == ()
    assert report.counts["new"] >= 300


async def cancelled(run: Run, respond: Respond, when: Callable[[Progress], bool]) -> None:
    """Crawl and cancel as soon as `when` says so."""
    reached = asyncio.Event()

    def on_progress(progress: Progress) -> None:
        if when(progress):
            reached.set()

    with tiny_server(respond) as run.server:
        async with Fetcher(settings(run.server.port), run.clock) as fetcher:
            task = asyncio.create_task(crawl(source(), run.sink, fetcher, on_progress))
            await reached.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task


MANY = {"/": page("Koti", *(f"/{n}" for n in range(30))), **{f"/{n}": page(f"Sivu {n}") for n in range(30)}}


async def test_a_cancelled_visit_goes_on_where_it_was() -> None:
    calm, run = Run(), Run()
    await calm.crawl(site(MANY))
    await cancelled(run, site(MANY), lambda p: p.counts.get("new", 0) >= 10)
    stopped = run.sink.reports[-1]
    assert not stopped.complete
    saved = len(run.sink.snapshots)
    assert saved >= 10
    report = await run.crawl(site(MANY))
    assert report.resumed
    assert report.complete
    assert report.counts == {"new": 31}
    assert {u: r.newest.sha256 for u, r in run.sink.pages.items()} == {
        u: r.newest.sha256 for u, r in calm.sink.pages.items()
    }
    fetched = [e.url for e in run.sink.requests if e.purpose == "page"]
    assert len(fetched) <= 31 + 1  # at most the page that was under way is asked for again
    assert len(run.sink.snapshots) == 31


async def test_cancelling_does_not_wait_for_a_hanging_server() -> None:
    release = Event()
    try:

        def hanging(_: str, path: str, __: dict[str, str]) -> Reply:
            if path == "/1":
                release.wait(30)
            return MANY.get(path, Reply(status=404))

        await asyncio.wait_for(cancelled(Run(), hanging, lambda p: p.url.endswith("/0")), 5)
    finally:
        release.set()


async def test_a_dead_host_is_gone_on_with_in_the_next_run() -> None:
    run, alive = Run(), [True]

    def dying(host: str, path: str, headers: dict[str, str]) -> Reply:
        if path == "/3":
            alive.clear()
        return site(MANY)(host, path, headers) if alive else Reply(raw=b"")

    first = await run.crawl(dying)
    assert not first.complete
    assert first.counts["dead_host"] > 20
    assert len([r for r in run.sink.requests if r.status is None]) <= 6
    second = await run.crawl(site(MANY))
    assert second.resumed
    assert second.complete
    assert second.counts["new"] + second.counts.get("network_error", 0) == 31


async def test_an_unfinished_visit_that_is_too_old_begins_afresh() -> None:
    run = Run()
    await cancelled(run, site(MANY), lambda p: p.counts.get("new", 0) >= 5)
    run.clock.now += MAX_AGE + 1
    report = await run.crawl(site(MANY))
    assert not report.resumed
    assert report.counts["new"] + report.counts["unchanged"] == 31


def stamped(token: str, link: str = "mailto:a@koivu.example", words: str = "Hanke päättyi 31.12.2019.") -> Reply:
    html = (
        f'<!doctype html><title>Koti</title><meta name="csrf" content="{token}"><body class="v{token}">'
        f"<h1>Koti</h1><p>{words} Sivun kieli on suomi ja se kertoo hankkeesta laajasti.</p>"
        f'<a href="{link}">Kirjoita</a><p>Tänään on 20.9.2026 klo 12:13:{token}</p><script>var t="{token}"</script>'
    )
    return Reply(html.encode(), headers=HTML)


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (stamped("42"), "unchanged"),
        (stamped("42", "mailto:b@koivu.example"), "changed"),
        (stamped("42", words="Hanke päättyi 31.12.2020."), "changed"),
    ],
)
async def test_another_token_or_clock_is_no_change_but_another_fact_is(later: Reply, outcome: str) -> None:
    run = Run()
    run.clock.now = 1_789_900_000.0  # 20.9.2026
    await run.crawl(site({"/": stamped("07")}))
    report = await run.crawl(site({"/": later}))
    assert report.counts == {outcome: 1}
    assert len(run.sink.snapshots) == 1 + (outcome == "changed")

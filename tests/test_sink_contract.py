"""What every archive promises the fetchers: the one in memory and the one on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fetchers.memory import MemorySink
from schemas.snapshot import CrawlReport, FrontierEntry, Hold, LedgerEntry, Outcome, Snapshot, SnapshotSink
from store.archive import Archive

A, B, C = (f"http://koivu.example/{x}" for x in "abc")
AT, LATER = "2026-11-22T10:00:00.000Z", "2026-11-23T10:00:00.000Z"


@pytest.fixture(params=["memory", "disk"])
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SnapshotSink]:
    if request.param == "memory":
        yield MemorySink()
        return
    with Archive(tmp_path / "archive.db") as archive:
        yield archive.sink


def entry(url: str, depth: int = 0) -> FrontierEntry:
    return FrontierEntry(url=url, depth=depth, referrer=A)


def snapshot(url: str, body: bytes, outcome: Outcome = Outcome.NEW, at: str = AT) -> Snapshot:
    import hashlib

    return Snapshot(
        url=url, final_url=url, source="koivu", fetched_at=at, status=200, outcome=outcome, etag='"1"', depth=1,
        sha256=hashlib.sha256(body).hexdigest(), bytes=len(body), media_type="text/html", referrer=A, rules="r",
    )  # fmt: skip


def report(complete: bool) -> CrawlReport:
    return CrawlReport(source="koivu", visit=1, started_at=AT, finished_at=LATER, complete=complete)


def waiting(sink: SnapshotSink, limit: int = 10) -> list[str]:
    return [e.url for e in sink.pending(sink.begin("koivu", AT), limit)]


def test_the_frontier_keeps_its_order_and_takes_each_address_once(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    assert sink.push(visit, [entry(B), entry(A), entry(B)]) == 2
    assert sink.push(visit, [entry(A, 7), entry(C)]) == 1
    assert waiting(sink) == [B, A, C]
    assert waiting(sink, 2) == [B, A]
    assert sink.pending(visit, 3)[1].depth == 0


def test_an_unfinished_visit_is_resumed_with_what_is_left(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    assert not visit.resumed
    sink.push(visit, [entry(A), entry(B)])
    sink.save(visit, snapshot(A, b"a"), b"a", [entry(C, 1)])
    sink.finish(visit, report(complete=False))
    again = sink.begin("koivu", LATER)
    assert (again.id, again.started_at, again.resumed) == (visit.id, AT, True)
    assert waiting(sink) == [B, C]
    assert sink.visited(again) == {"new": 1}
    assert not sink.begin("kuusi", AT).resumed
    sink.finish(again, report(complete=True))
    fresh = sink.begin("koivu", LATER)
    assert (fresh.resumed, waiting(sink)) == (False, [])
    assert fresh.id != visit.id


def test_what_was_saved_is_known(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    sink.save(visit, snapshot(A, b"a"), b"a", [entry(B, 1), entry(C, 1)])
    known = sink.latest(A)
    assert known is not None
    assert (known.etag, known.bytes, known.rules, known.seen_at, known.gone_at) == ('"1"', 1, "r", AT, None)
    assert sink.body(known.sha256) == b"a"
    assert [e.url for e in sink.links(A)] == [B, C]
    assert sink.latest(B) is None
    assert sink.links(B) == []
    assert sink.body("0" * 64) is None


def test_touching_confirms_and_pushes(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    sink.save(None, snapshot(A, b"a"), b"a")
    sink.push(visit, [entry(A)])
    sink.touch(visit, A, LATER, [entry(B, 1)])
    known = sink.latest(A)
    assert known is not None
    assert (known.seen_at, known.fetched_at) == (LATER, AT)
    assert waiting(sink) == [B]
    assert sink.visited(visit) == {"unchanged": 1}


def test_an_odd_body_does_not_push_out_the_good_one(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    sink.save(visit, snapshot(A, b"good"), b"good")
    sink.save(visit, snapshot(A, b"odd", Outcome.CONSENT_WALL, LATER), b"odd")
    sink.save(visit, snapshot(B, b"odd", Outcome.SOFT_404), b"odd")
    good, odd = sink.latest(A), sink.latest(B)
    assert good is not None
    assert odd is not None
    assert (good.outcome, sink.body(good.sha256)) == ("new", b"good")
    assert odd.outcome == "soft_404"


def test_a_gone_page_keeps_its_body_and_first_date_until_it_is_back(sink: SnapshotSink) -> None:
    visit = sink.begin("koivu", AT)
    sink.save(visit, snapshot(A, b"a"), b"a")
    sink.done(visit, A, Outcome.GONE, AT, "status 404")
    sink.done(visit, A, Outcome.GONE, LATER, "status 404")
    known = sink.latest(A)
    assert known is not None
    assert known.gone_at == AT
    assert sink.body(known.sha256) == b"a"
    sink.save(visit, snapshot(A, b"a", Outcome.CHANGED, LATER), b"a")
    known = sink.latest(A)
    assert known is not None
    assert known.gone_at is None


def test_known_pages_that_were_not_visited_are_told(sink: SnapshotSink) -> None:
    first = sink.begin("koivu", AT)
    for url in (A, B, C):
        sink.push(first, [entry(url)])
        sink.save(first, snapshot(url, url.encode()), url.encode())
    sink.save(None, snapshot("http://koivu.example/robots.txt", b"r").model_copy(update={"purpose": "robots"}), b"r")
    sink.done(first, B, Outcome.GONE, AT)
    sink.finish(first, report(complete=True))
    second = sink.begin("koivu", LATER)
    sink.push(second, [entry(A)])
    assert sink.unvisited(second) == [FrontierEntry(url=C, depth=1, referrer=A)]


def test_a_hold_ends_by_itself(sink: SnapshotSink) -> None:
    sink.hold(Hold(host="koivu.example", until=AT, reason="kauemmin"))
    sink.hold(Hold(host="koivu.example", until=LATER, reason="odota"))
    held = sink.held("koivu.example", AT)
    assert held is not None
    assert held.reason == "odota"
    assert sink.held("koivu.example", LATER) is None
    assert sink.held("kuusi.example", AT) is None


def test_the_ledger_takes_every_field(sink: SnapshotSink) -> None:
    line = LedgerEntry(
        visit=None, source="koivu", purpose="page", host="koivu.example", url=A, started_at=AT, elapsed=0.1, status=301,
        outcome=Outcome.REDIRECTED, redirect_to=B, robots="absent", user_agent="Kotokanta/0.1",
    )  # fmt: skip
    sink.ledger(line)
    sink.ledger(line)

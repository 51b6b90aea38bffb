import sqlite3
from pathlib import Path

import pytest
from store_helpers import AT, VERSION, fill, reading, snapshot, thing

from schemas.errors import KotokantaError, UsageError
from schemas.snapshot import CrawlReport, FrontierEntry, Hold, LedgerEntry, Outcome, SnapshotSink
from store.archive import Archive
from store.connection import writer_lock

URL = "http://setlementti-koivu.example/hanke"
LATER = "2026-02-02T03:04:05.000Z"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive.db")


def report(**changes: object) -> CrawlReport:
    values = {"source": "koivu", "visit": 1, "started_at": AT, "finished_at": LATER, "complete": True}
    return CrawlReport(**values | changes)


def test_the_sink_is_what_fetchers_ask_for(archive: Archive) -> None:
    sink: SnapshotSink = archive.sink
    promised = {n for n in vars(SnapshotSink) if not n.startswith("_")}
    assert promised <= set(dir(sink))


def test_a_body_comes_back_to_the_byte(archive: Archive) -> None:
    body = bytes(range(256)) * 50
    archive.sink.save(None, snapshot(URL, body), body)
    assert archive.sink.body(snapshot(URL, body).sha256) == body
    assert archive.sink.body("0" * 64) is None


def test_a_body_that_is_not_its_hash_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="body is not"):
        archive.sink.save(None, snapshot(URL, b"one"), b"two")
    assert archive.sink.latest(URL) is None


def test_the_same_body_is_stored_once(archive: Archive) -> None:
    for url in (URL, f"{URL}?a=1"):
        archive.sink.save(None, snapshot(url, b"same"), b"same")
    assert archive.db.execute("select count(*) from bodies").fetchone()[0] == 1


def test_a_page_turned_odd_keeps_its_last_good_body(archive: Archive) -> None:
    archive.sink.save(None, snapshot(URL, b"good"), b"good")
    archive.sink.save(None, snapshot(URL, b"robot?", outcome=Outcome.CHALLENGE, fetched_at=LATER), b"robot?")
    known = archive.sink.latest(URL)
    assert known is not None
    assert known.sha256 == snapshot(URL, b"good").sha256
    assert [archive.body(s.sha256) for s in archive.current()] == [b"good"]


def test_an_odd_page_alone_is_known_but_not_read(archive: Archive) -> None:
    archive.sink.save(None, snapshot(URL, b"robot?", outcome=Outcome.CHALLENGE), b"robot?")
    known = archive.sink.latest(URL)
    assert known is not None
    assert known.outcome is Outcome.CHALLENGE
    assert archive.current() == []


def test_robots_files_are_no_documents(archive: Archive) -> None:
    archive.sink.save(None, snapshot(URL, b"User-agent: *", purpose="robots"), b"User-agent: *")
    assert archive.current() == []


def test_gone_is_dated_once_and_a_return_clears_it(archive: Archive) -> None:
    archive.sink.save(None, snapshot(URL, b"good"), b"good")
    visit = archive.sink.begin("koivu", AT)
    archive.sink.done(visit, URL, Outcome.GONE, AT)
    archive.sink.done(visit, URL, Outcome.GONE, LATER)
    known = archive.sink.latest(URL)
    assert known is not None
    assert known.gone_at == AT
    assert len(archive.current()) == 1
    archive.sink.touch(visit, URL, LATER)
    known = archive.sink.latest(URL)
    assert known is not None
    assert (known.gone_at, known.seen_at) == (None, LATER)


def test_an_unfinished_visit_goes_on_with_its_frontier(archive: Archive) -> None:
    sink = archive.sink
    visit = sink.begin("koivu", AT)
    assert not visit.resumed
    entries = [FrontierEntry(url=f"{URL}/{n}") for n in range(3)]
    assert sink.push(visit, entries) == 3
    assert sink.push(visit, entries) == 0
    links = [FrontierEntry(url=f"{URL}/new", depth=1)]
    sink.save(visit, snapshot(f"{URL}/0", b"zero"), b"zero", links)
    sink.finish(visit, report(complete=False))
    again = sink.begin("koivu", LATER)
    assert (again.id, again.resumed) == (visit.id, True)
    assert [e.url for e in sink.pending(again, 10)] == [f"{URL}/1", f"{URL}/2", f"{URL}/new"]
    assert sink.visited(again) == {"new": 1}
    assert sink.links(f"{URL}/0") == links


def test_a_complete_visit_ends(archive: Archive) -> None:
    visit = archive.sink.begin("koivu", AT)
    archive.sink.push(visit, [FrontierEntry(url=URL)])
    archive.sink.finish(visit, report())
    fresh = archive.sink.begin("koivu", LATER)
    assert (fresh.id != visit.id, fresh.resumed) == (True, False)
    assert archive.sink.pending(fresh, 10) == []
    assert [r.finished_at for _, r in archive.reports()] == [LATER]


def test_pages_that_a_visit_did_not_meet_are_told(archive: Archive) -> None:
    sink = archive.sink
    for name in ("met", "missed", "gone"):
        sink.save(None, snapshot(f"{URL}/{name}", name.encode(), depth=2), name.encode())
    sink.save(None, snapshot(f"{URL}/other", b"other", source="tuuli"), b"other")
    visit = sink.begin("koivu", AT)
    sink.push(visit, [FrontierEntry(url=f"{URL}/met")])
    sink.done(visit, f"{URL}/gone", Outcome.GONE, AT)
    assert sink.unvisited(visit) == [FrontierEntry(url=f"{URL}/missed", depth=2)]


def test_holds_end(archive: Archive) -> None:
    archive.sink.hold(Hold(host="koivu.example", until=LATER, reason="Retry-After"))
    assert archive.sink.held("koivu.example", AT) == Hold(host="koivu.example", until=LATER, reason="Retry-After")
    assert archive.sink.held("koivu.example", LATER) is None
    assert archive.sink.held("tuuli.example", AT) is None


def test_the_ledger_keeps_each_request(archive: Archive) -> None:
    entry = LedgerEntry(
        visit=None, source="url", purpose="page", host="koivu.example", url=URL, started_at=AT, elapsed=0.5,
        outcome=Outcome.NEW, robots="absent", user_agent="Kotokanta/0.1",
    )  # fmt: skip
    archive.sink.ledger(entry)
    archive.sink.ledger(entry)
    names = [c[1] for c in archive.db.execute("pragma table_info(ledger)")]
    rows = [dict(zip(names, row, strict=True)) for row in archive.db.execute("select * from ledger")]
    assert len(rows) == 2
    assert LedgerEntry(**{k: v for k, v in rows[0].items() if k != "id"}) == entry


def test_one_content_at_two_addresses_is_one_document(archive: Archive) -> None:
    for url in (f"{URL}?print=1", URL):
        archive.sink.save(None, snapshot(url, b"same"), b"same")
    only = archive.current()
    assert [(s.url, s.also_at) for s in only] == [(URL, (f"{URL}?print=1",))]


def test_what_was_read_is_not_read_again_until_the_version_changes(tmp_path: Path) -> None:
    result = reading(URL, [thing("goal", value="Tavoite")])
    fill(tmp_path / "archive.db", [result])
    with Archive(tmp_path / "archive.db") as archive:
        sources = archive.current()
        assert archive.unread(sources, VERSION) == []
        assert archive.unread(sources, "newer") == sources
        assert archive.document(sources[0], VERSION) == result.document
        assert archive.findings(sources[0], VERSION) == result.findings
        archive.keep([result], "newer")
        assert archive.unread(sources, VERSION) == sources
        archive.forget_readings()
        assert archive.unread(sources, "newer") == sources


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
    before = path.read_bytes()
    with pytest.raises(UsageError, match=r"newer Kotokanta.*upgrade"):
        Archive(path)
    assert path.read_bytes() == before


def test_a_damaged_archive_is_found_before_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    body = bytes(range(256)) * 4000
    with Archive(path) as archive:
        for n in range(20):
            own = body + bytes([n])
            archive.sink.save(None, snapshot(f"{URL}/{n}", own), own)
    damaged = bytearray(path.read_bytes())
    damaged[4096:12288] = b"\xff" * 8192
    path.write_bytes(damaged)
    with pytest.raises(KotokantaError, match="damaged"):
        Archive(path)
    assert path.read_bytes() == bytes(damaged)


def test_no_database_at_all_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(b"<html>not a database</html>" * 100)
    with pytest.raises(KotokantaError, match="damaged") as caught:
        Archive(path)
    assert "\n" not in str(caught.value)


def test_there_is_one_writer(tmp_path: Path) -> None:
    with writer_lock(tmp_path), pytest.raises(UsageError, match="another run"), writer_lock(tmp_path):
        pass
    with writer_lock(tmp_path):
        pass

"""Visits of invented sources in a real archive, one after another."""

from collections.abc import Mapping

from store_helpers import VERSION, reading, snapshot, thing

from flows.watch.watching import watch
from schemas.result import Result
from schemas.snapshot import CrawlReport, FrontierEntry, Outcome
from schemas.source import Expect, Source
from store.archive import Archive
from store.watched import Raised

HOST = "http://koivu.example"
KOIVU = Source(name="koivu", owner="Koivu", start=(f"{HOST}/",), expect=Expect(fresh_days=14))
KUUSI = Source(name="kuusi", owner="Kuusi", start=("http://kuusi.example/",))


def day(number: int) -> str:
    return f"2026-02-{number:02}T03:00:00.000Z"


def hanke(number: int, host: str = HOST, **changes: str) -> Result:
    values = {"project_name": f"Hanke {number}", "project_code": f"S2900{number}", "goal": f"Tavoite {number} on hyvä"}
    values |= changes
    found = [thing(t, value=v) for t, v in values.items() if v]
    found += [
        thing("contact", name=f"Aino Esimerkki {number}", email=changes.get("mail", f"a{number}@koivu.example")),
        thing("period", qualifiers={"role": "start", "precision": "year"}, date=f"201{number}"),
    ]
    return reading(f"{host}/hanke-{number}", [f for f in found if f[0] != "mail"])


def hankkeet(**changes: str) -> list[Result]:
    return [hanke(n, **changes) for n in range(6)]


def visit(
    archive: Archive,
    number: int,
    results: list[Result],
    odd: Mapping[str, Outcome] | None = None,
    source: str = "koivu",
) -> CrawlReport:
    """Make a finished visit: good pages, and others by their outcome."""
    at = day(number)
    v = archive.sink.begin(source, at)
    counts: dict[str, int] = {}
    archive.sink.push(v, [FrontierEntry(url=r.document.url) for r in results])
    for r in results:
        body = f"{r.document.url}\n{r.document.text}".encode()
        known = archive.sink.latest(r.document.url)
        if known and known.sha256 == r.document.id:
            archive.sink.touch(v, r.document.url, at)
        else:
            outcome = Outcome.CHANGED if known else Outcome.NEW
            archive.sink.save(v, snapshot(r.document.url, body, source=source, fetched_at=at, outcome=outcome), body)
        counts["changed"] = counts.get("changed", 0) + 1
    for url, outcome in (odd or {}).items():
        body = f"{outcome}".encode()
        archive.sink.save(v, snapshot(url, body, source=source, fetched_at=at, outcome=outcome), body)
        counts[outcome.value] = counts.get(outcome.value, 0) + 1
    report = CrawlReport(
        source=source, visit=v.id, started_at=at, finished_at=at, complete=True, counts=counts,
        odd=tuple((u, o.value, "") for u, o in (odd or {}).items()),
    )  # fmt: skip
    archive.sink.finish(v, report)
    archive.keep(results, VERSION)
    return report


def look(archive: Archive, report: CrawlReport, *sources: Source) -> list[Raised]:
    return watch(archive, VERSION, sources or (KOIVU,), [report], report.finished_at)

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.clock import iso
from fetchers.ledger_check import replay
from schemas.snapshot import LedgerEntry, Outcome

ROBOTS = b"User-agent: *\nDisallow: /ei/\nCrawl-delay: 5\nVisit-time: 0000-2200"
SHA = hashlib.sha256(ROBOTS).hexdigest()
NOON = 1_790_164_800.0  # 12:00 UTC


def line(at: float, path: str = "/a", **changes: object) -> LedgerEntry:
    fields: dict[str, object] = {
        "visit": 1, "source": "koivu", "purpose": "page", "host": "koivu.example", "robots": SHA, "delay": 5.0,
        "url": f"http://koivu.example{path}", "started_at": iso(NOON + at), "elapsed": 0.1, "status": 200,
        "outcome": Outcome.NEW, "user_agent": "Kotokanta/0.1",
    }  # fmt: skip
    return LedgerEntry.model_validate({**fields, **changes})


def breaches(*lines: LedgerEntry) -> list[str]:
    return [b.what for b in replay(lines, {SHA: ROBOTS}.get)]


def test_a_polite_run_has_no_breach() -> None:
    robots = line(0, "/robots.txt", purpose="robots", robots="exempt", delay=0)
    assert breaches(robots, line(5), line(10), line(10, host="kuusi.example", robots="absent")) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line(0), line(3)], "3.000 s after the one before"),
        ([line(0, "/ei/x")], "does not allow"),
        ([line(0, delay=1.0)], "robots.txt asks for 5"),
        ([line(11 * 3600)], "outside the visit-time"),
        ([line(0, robots="exempt")], "without robots.txt"),
        ([line(0, robots="0" * 64)], "not in the archive"),
        ([line(0, status=503, retry_after=60), line(30)], "before Retry-After was over"),
    ],
)
def test_each_breach_is_seen(lines: list[LedgerEntry], words: str) -> None:
    (what,) = breaches(*lines)
    assert words in what


@given(st.lists(st.floats(5.0, 50.0), max_size=20), st.integers(0, 19), st.floats(0.1, 4.9))
def test_one_early_request_among_many_is_found(gaps: list[float], where: int, early: float) -> None:
    starts = [0.0]
    for n, gap in enumerate(gaps):
        starts.append(starts[-1] + (early if n == where else gap))
    assert len(breaches(*(line(s) for s in starts))) == int(where < len(gaps))

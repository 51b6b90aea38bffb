"""robots.txt by RFC 9309: what one file says to us."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Literal

from protego import Protego

from fetchers.settings import PRODUCT

MAX_BYTES = 500 << 10  # RFC 9309 asks for at least 500 KiB; the rest is not read
ABSENT = "absent"
_DAY = 86_400


@dataclass(frozen=True)
class Robots:
    """The rules of one origin.

    `state`: `file`, `absent` (4xx: everything is allowed) or `unreachable` (5xx, no answer: wait, nothing is allowed).
    `body`: the bytes as fetched, empty unless `file`. `status` and `detail` say why it is unreachable.
    """

    state: Literal["file", "absent", "unreachable"]
    body: bytes = b""
    detail: str = ""

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.body[:MAX_BYTES].decode("utf-8-sig", errors="replace"))

    @cached_property
    def identity(self) -> str:
        """SHA-256 of the file for the ledger, or `absent`."""
        return hashlib.sha256(self.body).hexdigest() if self.state == "file" else ABSENT

    def allows(self, url: str) -> bool:
        """Tell whether our product name may ask for `url`. robots.txt itself may always be asked for."""
        if self.state != "file":
            return self.state == "absent"
        return bool(self._rules.can_fetch(url, PRODUCT))

    def delay(self, now: float) -> float:
        """Return the seconds between requests that Crawl-delay and Request-rate ask for, 0 where they say nothing."""
        if self.state != "file":
            return 0.0
        wanted = float(self._rules.crawl_delay(PRODUCT) or 0.0)
        rate = self._rules.request_rate(PRODUCT)
        if rate and rate.requests > 0 and _within(now, rate.start_time, rate.end_time):
            wanted = max(wanted, rate.seconds / rate.requests)
        return max(0.0, wanted)

    def opens_in(self, now: float) -> float:
        """Return the seconds until Visit-time lets us in (UTC), 0 where it is open now or not limited."""
        window = self._rules.visit_time(PRODUCT) if self.state == "file" else None
        if window is None or _within(now, window.start_time, window.end_time):
            return 0.0
        return (_seconds(window.start_time) - _second_of_day(now)) % _DAY

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names."""
        return list(self._rules.sitemaps) if self.state == "file" else []


def _within(now: float, start: time | None, end: time | None) -> bool:
    if start is None or end is None:
        return True
    first, last, second = _seconds(start), _seconds(end), _second_of_day(now)
    return first <= second <= last if first <= last else (second >= first or second <= last)


def _seconds(moment: time) -> float:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _second_of_day(now: float) -> float:
    return _seconds(datetime.fromtimestamp(now, UTC).time())

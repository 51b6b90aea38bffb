"""Time as the fetchers see it, so that tests drive it and nothing sleeps for real."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall-clock seconds since the epoch, and waiting."""

    def time(self) -> float:
        """Return seconds since 1970-01-01 UTC; never runs backwards within a run."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's clock, advanced by the monotonic one so that a corrected wall clock cannot break a delay."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def time(self) -> float:
        """Return seconds since the epoch."""
        return time.monotonic() + self._offset

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def iso(seconds: float) -> str:
    """Write epoch seconds as UTC ISO 8601 with milliseconds and Z."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def epoch(stamp: str) -> float:
    """Read what `iso` wrote."""
    return datetime.fromisoformat(stamp).timestamp()

"""`Retry-After` in both of its forms."""

from datetime import UTC
from email.utils import parsedate_to_datetime

_YEAR = 366 * 86_400.0


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds to wait from `now` (epoch), at most a year; None where the header is missing or nonsense."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), _YEAR)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(0.0, when.timestamp() - now), _YEAR)

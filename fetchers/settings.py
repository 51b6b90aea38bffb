"""What a person sets for all sources at once."""

from dataclasses import dataclass, field

from fetchers.limits import Limits

PRODUCT = "Kotokanta"
VERSION = "0.1"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Settings of the fetchers.

    `contact`: an e-mail or web address that a site's owner can write to; it stands in every User-Agent.
    `allow`: hosts that do not go through DNS but to a fixed (address, port), private ones included: the sample web
    and tests, nothing else. `wait_cap`: seconds a run waits for one host at the most; longer means "not in this run".
    `attempts`: requests for one URL. `dead_after`: failed requests in a row after which a host is left alone.
    """

    contact: str = ""
    allow: dict[str, tuple[str, int]] = field(default_factory=dict)
    connections: int = 16
    limits: Limits = field(default_factory=Limits)
    wait_cap: float = 300.0
    attempts: int = 3
    backoff: float = 2.0
    dead_after: int = 5
    http2: bool = True

    def user_agent(self, contact: str = "") -> str:
        """Return the honest name: product, version, and where to complain."""
        who = contact or self.contact
        address = f"+{who}" if "@" not in who or "://" in who else f"+mailto:{who}"
        return f"{PRODUCT}/{VERSION} ({address})" if who else f"{PRODUCT}/{VERSION}"

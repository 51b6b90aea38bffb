"""What one request brought back, and what a fetcher needs from the archive.

The fetchers produce these, the store keeps them, the flows bring the two together: neither imports the other. Times
are UTC in ISO 8601 with milliseconds and `Z` (`2026-11-22T03:51:18.123Z`), so that they sort as text.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field


class Outcome(StrEnum):
    """How the visit of one URL ended. Every URL that was looked at ends in exactly one of these."""

    NEW = "new"  # a page never seen before
    CHANGED = "changed"  # other bytes than last time
    UNCHANGED = "unchanged"  # 304, the same bytes again, or other markup that says the same
    REDIRECTED = "redirected"  # the target stands in the frontier as a URL of its own
    GONE = "gone"  # 404 or 410
    LISTED = "listed"  # a sitemap or feed: read for where it leads, or not there; never counted as a page
    SOFT_404 = "soft_404"  # status 200, the text says "not found"
    CHALLENGE = "challenge"  # a bot check instead of the page
    CONSENT_WALL = "consent_wall"  # a cookie question instead of the page
    LOGIN_WALL = "login_wall"  # a sign-in form, 401 or 403
    JS_SHELL = "js_shell"  # a page without content until scripts run
    WRONG_TYPE = "wrong_type"  # not what the address or the header promised (an HTML error page called .pdf)
    UNSUPPORTED = "unsupported"  # a type that nothing here reads (video, archive …)
    TOO_DEEP = "too_deep"  # its elements nest too deep to be parsed
    OPTED_OUT = "opted_out"  # the page asks not to be indexed (robots meta element, X-Robots-Tag); its body is not kept
    EMPTY = "empty"  # status 200, no bytes
    CLIENT_ERROR = "client_error"  # any other 4xx
    SERVER_ERROR = "server_error"  # 5xx after the retries
    NETWORK_ERROR = "network_error"  # no connection, broken connection, no such host, bad TLS
    DEAD_HOST = "dead_host"  # not asked: the circuit breaker of the host is open
    RETRY_LATER = "retry_later"  # 429/503 whose Retry-After is over the cap; or a visit-time of robots: not in this run
    ROBOTS = "robots"  # disallowed
    ROBOTS_UNREACHABLE = "robots_unreachable"  # robots.txt could not be read: wait, not go
    PRIVATE_ADDRESS = "private_address"  # the name leads into a private network
    BAD_URL = "bad_url"  # not http or https, or not a URL
    OUT_OF_SCOPE = "out_of_scope"  # redirected outside the source's hosts and paths
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"  # body over the limit
    BOMB = "bomb"  # decompressed body over the limit
    BAD_ENCODING = "bad_encoding"  # the compressed body cannot be decompressed
    HEADERS_TOO_LARGE = "headers_too_large"
    TOO_SLOW = "too_slow"  # total time over the limit, slow drip included
    TRAP = "trap"  # a calendar or facet trap: not asked
    OVER_BUDGET = "over_budget"  # the source's page budget was used up: not asked


#: Outcomes after which the page's current body is good to extract from.
GOOD = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED})
#: Outcomes that leave a URL in the frontier: the next run goes on with it.
DEFERRED = frozenset({Outcome.RETRY_LATER, Outcome.DEAD_HOST, Outcome.ROBOTS_UNREACHABLE})
#: Outcomes with a body that is kept as evidence of what went wrong, and never extracted from.
ODD = frozenset({Outcome.SOFT_404, Outcome.CHALLENGE, Outcome.CONSENT_WALL, Outcome.LOGIN_WALL, Outcome.JS_SHELL,
                 Outcome.WRONG_TYPE, Outcome.UNSUPPORTED, Outcome.TOO_DEEP})  # fmt: skip

Purpose = Literal["page", "robots", "sitemap", "feed"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Snapshot(_Model):
    """The metadata of one fetched body. The body itself is stored once under its `sha256`.

    Saved when the body is new or other than the last one of this URL; an unchanged body is only touched.
    Only snapshots with `purpose == "page"` and an `outcome` in `GOOD` are documents to extract from.
    """

    url: str = Field(description="The canonical URL that was asked for; the page's identity")
    final_url: str = Field(description="Where the body came from, after redirects; relative links resolve against it")
    canonical_url: str | None = Field(None, description="What the page itself says its address is (rel=canonical)")
    source: str = Field(description="Name of the source, `upload` for files and `url` for single pages")
    purpose: Purpose = "page"
    fetched_at: str = Field(description="When the response was complete")
    status: int
    outcome: Outcome
    detail: str = Field("", description="Why the outcome is not a good one, in words")
    request_headers: tuple[tuple[str, str], ...] = ()
    response_headers: tuple[tuple[str, str], ...] = ()
    sha256: str = Field(description="Of the decoded body (after Content-Encoding), hex")
    bytes: int = Field(description="Length of the decoded body")
    wire_bytes: int = Field(0, description="Length as it was sent")
    media_type: str = Field(description="By magic bytes first, then header; lower case without parameters")
    declared_type: str = Field("", description="The Content-Type header as it was")
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = Field((), description="The URLs on the way from the first request to `final_url`")
    elapsed: float = Field(0.0, description="Seconds from request to last byte")
    depth: int = Field(0, description="Links from a start URL")
    referrer: str | None = Field(None, description="The page whose link led here")
    rules: str = Field("", description="Hash of the source's scope and follow rules under which links were taken")
    said_sha256: str = Field(
        "", description="Of what an HTML page says and links to, without markup, today's date, clock"
    )


class Known(_Model):
    """What the archive remembers of a URL: its newest snapshot and when that was last confirmed."""

    url: str
    sha256: str
    outcome: Outcome
    media_type: str
    bytes: int
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str
    seen_at: str = Field(description="When this body was last fetched or confirmed as unchanged")
    gone_at: str | None = Field(None, description="When the page was first found gone, if it still is")
    rules: str = ""
    said_sha256: str = ""


class LedgerEntry(_Model):
    """One request that left this machine, robots.txt and redirect hops included. Append only."""

    visit: int | None = Field(description="The visit's id, none for a single page")
    source: str
    purpose: Purpose
    host: str = Field(description="host or host:port, lower case: what politeness is counted by")
    url: str
    started_at: str
    elapsed: float
    attempt: int = 1
    status: int | None = Field(None, description="None when there was no response")
    outcome: Outcome
    detail: str = ""
    wire_bytes: int = 0
    saved_bytes: int = Field(0, description="Bytes that a 304 spared")
    waited: float = Field(0.0, description="Seconds of politeness before the request")
    delay: float = Field(0.0, description="Seconds that had to lie between this request and the one before, per host")
    retry_after: float | None = Field(None, description="Seconds the server asked to wait, either form")
    redirect_to: str | None = None
    robots: str = Field(
        description="SHA-256 of the robots.txt it was made under; `absent`, or `exempt` for robots itself"
    )
    user_agent: str


class FrontierEntry(_Model):
    """A URL to visit. Unique by `url` within a visit."""

    url: str
    depth: int = 0
    purpose: Purpose = "page"
    referrer: str | None = None
    via: tuple[str, ...] = Field((), description="Redirects that led here, oldest first")


class Visit(_Model):
    """One run over one source. An unfinished visit is resumed, with its frontier, by the next run."""

    id: int
    source: str
    started_at: str
    resumed: bool = False


class Hold(_Model):
    """A host that asked to be left alone for longer than a run."""

    host: str
    until: str
    reason: str


class CrawlReport(_Model):
    """What one visit did."""

    source: str
    visit: int | None
    started_at: str
    finished_at: str
    resumed: bool = False
    complete: bool = Field(description="False when cancelled: the rest waits in the frontier")
    counts: dict[str, int] = Field(default_factory=dict, description="Pages by outcome")
    requests: int = 0
    wire_bytes: int = 0
    saved_bytes: int = 0
    waited: float = 0.0
    odd: tuple[tuple[str, str, str], ...] = Field((), description="(url, outcome, detail) a person should look at")
    traps: tuple[str, ...] = Field((), description="URL patterns that were named as traps, in words")
    alarms: tuple[str, ...] = Field((), description="Where the source's `expect` was not met, in words")


class SnapshotSink(Protocol):
    """The archive as a fetcher sees it.

    All methods are called from one thread (the event loop's), return quickly and are durable when they return. Each
    is one transaction, so a process that is killed between two calls loses at most the page it was on and stores
    nothing twice. `save`, `touch` and `done` take a URL off the visit's frontier and put its links on it at once.
    """

    def begin(self, source: str, at: str) -> Visit:
        """Start a visit, or resume the source's unfinished one (`resumed`)."""
        ...

    def push(self, visit: Visit, entries: Sequence[FrontierEntry]) -> int:
        """Put URLs on the frontier; those already in this visit (waiting or done) are left alone. Return how many."""
        ...

    def pending(self, visit: Visit, limit: int) -> list[FrontierEntry]:
        """Return waiting URLs in the order they were pushed. They stay until `save`, `touch` or `done`."""
        ...

    def visited(self, visit: Visit) -> dict[str, int]:
        """Return how many URLs of this visit are done, by outcome (so that a resumed visit keeps its budget)."""
        ...

    def unvisited(self, visit: Visit) -> list[FrontierEntry]:
        """Return pages (`purpose` page, not gone) known of this source that this visit's frontier never held."""
        ...

    def latest(self, url: str) -> Known | None:
        """Return what is known of a URL: the newest snapshot with an outcome in `GOOD`, else the newest."""
        ...

    def links(self, url: str) -> list[FrontierEntry]:
        """Return the links given with the last `save` of this URL."""
        ...

    def body(self, sha256: str) -> bytes | None:
        """Return a stored body."""
        ...

    def save(self, visit: Visit | None, snapshot: Snapshot, body: bytes, links: Sequence[FrontierEntry] = ()) -> None:
        """Store a new or changed body with its metadata and links, push the links, mark the URL done.

        Without a visit (robots.txt, single pages) nothing is pushed or marked.
        """
        ...

    def touch(self, visit: Visit | None, url: str, at: str, links: Sequence[FrontierEntry] = ()) -> None:
        """Confirm the known body of `url` as unchanged at `at`, push the links, mark the URL done as unchanged."""
        ...

    def done(
        self, visit: Visit, url: str, outcome: Outcome, at: str, detail: str = "", links: Sequence[FrontierEntry] = ()
    ) -> None:
        """Mark a URL done without a body; with `Outcome.GONE` the known page gets its `gone_at`. Push the links."""
        ...

    def ledger(self, entry: LedgerEntry) -> None:
        """Append one request."""
        ...

    def hold(self, hold: Hold) -> None:
        """Remember that a host asked to be left alone (replaces an earlier hold of the host)."""
        ...

    def held(self, host: str, at: str) -> Hold | None:
        """Return the hold of a host that is still in force at `at`."""
        ...

    def finish(self, visit: Visit, report: CrawlReport) -> None:
        """Keep the report; with `report.complete` the visit ends and its frontier may be dropped."""
        ...

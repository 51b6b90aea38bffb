"""What a response to a page's request is: its outcome, its snapshot, and where it leads. Pure, run in a thread."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fetchers.client import Response
from fetchers.clock import iso
from fetchers.conditional import kept_validators
from fetchers.discover import Found, discover
from fetchers.media import HTML, PDF, media_type, promised, readable
from fetchers.scope import Scope
from fetchers.walls import wall
from schemas.snapshot import GOOD, FrontierEntry, Known, Outcome, Snapshot

_CLOCK = re.compile(r"\b\d{1,2}:\d\d:\d\d\b")


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched body and what was made of it. `text` is an HTML page's readable text, for the trap watch."""

    snapshot: Snapshot
    links: tuple[FrontierEntry, ...] = ()
    text: str = ""


def same_bytes(response: Response, known: Known | None) -> bool:
    """Tell whether the body is the good one that is already known."""
    if known is None or known.outcome not in GOOD or known.gone_at:
        return False
    return known.sha256 == hashlib.sha256(response.body).hexdigest()


def says_the_same(snapshot: Snapshot, known: Known | None) -> bool:
    """Tell whether only markup is new: tokens, class names, counters, today's date."""
    if known is None or known.outcome not in GOOD or known.gone_at or snapshot.outcome not in GOOD:
        return False
    return bool(snapshot.said_sha256) and snapshot.said_sha256 == known.said_sha256


def _said_sha256(said: str, at: float) -> str:
    """Hash what a page says. The day it was fetched and the time to the second are the server's, not the page's."""
    for days in (0, 1):
        day = datetime.fromtimestamp(at, UTC) + timedelta(days=days)
        for form in (f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}"):
            said = said.replace(form, "")
    return hashlib.sha256(_CLOCK.sub("", said).encode("utf-8", "surrogatepass")).hexdigest()


def read_page(response: Response, entry: FrontierEntry, scope: Scope, known: Known | None) -> Page:
    """Judge a 200 response."""
    declared = response.headers.get("content-type", "")
    kind = media_type(response.body, declared, response.url)
    found = discover(response.body, response.url, entry, scope, declared) if kind == HTML and response.body else None
    said = _said_sha256(found.said, response.started) if found else ""
    outcome, detail = _judged(response, kind, declared, found) or (_new_or_changed(known), "")
    return Page(
        _snapshot(response, entry, scope, kind, outcome, detail, found.canonical_url if found else None, said),
        found.links if found else (),
        found.text if found else "",
    )


def _judged(response: Response, kind: str, declared: str, found: Found | None) -> tuple[Outcome, str] | None:
    if not response.body:
        return Outcome.EMPTY, "status 200 without a body"
    hoped = promised(declared, response.url)
    if hoped and kind != hoped and (hoped == PDF or kind == HTML):
        return Outcome.WRONG_TYPE, f"announced as {hoped}, is {kind}"
    if not readable(kind):
        return Outcome.UNSUPPORTED, f"nothing here reads {kind}"
    if kind == HTML and found is None:
        return Outcome.TOO_DEEP, "its elements nest too deep to be parsed"
    if found is None:
        return None
    if found.noindex or _says_noindex(response):
        return Outcome.OPTED_OUT, "the page asks not to be indexed"
    return wall(found.tree, found.html, found.text)


def _says_noindex(response: Response) -> bool:
    """Read X-Robots-Tag where it is for everybody or for us; a rule for a named other robot is not ours."""
    for value in response.headers.get_list("x-robots-tag"):
        agent, colon, rest = value.lower().partition(":")
        if colon and agent.strip() not in {"kotokanta", "*"}:
            continue
        if {"noindex", "none"} & {word.strip() for word in (rest if colon else value.lower()).split(",")}:
            return True
    return False


def _new_or_changed(known: Known | None) -> Outcome:
    return Outcome.CHANGED if known and known.outcome in GOOD else Outcome.NEW


def _snapshot(
    response: Response,
    entry: FrontierEntry,
    scope: Scope,
    kind: str,
    outcome: Outcome,
    detail: str,
    own: str | None,
    said: str,
) -> Snapshot:
    etag, modified = kept_validators(response.headers)
    return Snapshot(
        url=entry.url, final_url=response.url, canonical_url=own, source=scope.source.name, purpose=entry.purpose,
        fetched_at=iso(response.started + response.elapsed), status=response.status, outcome=outcome, detail=detail,
        request_headers=response.request_headers, response_headers=tuple(response.headers.multi_items()),
        sha256=hashlib.sha256(response.body).hexdigest(), bytes=len(response.body), wire_bytes=response.wire_bytes,
        media_type=kind, declared_type=response.headers.get("content-type", "")[:200], etag=etag,
        last_modified=modified, redirects=entry.via, elapsed=round(response.elapsed, 4), depth=entry.depth,
        referrer=entry.referrer, rules=scope.rules, said_sha256=said,
    )  # fmt: skip

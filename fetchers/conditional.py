"""Asking "has it changed?" instead of fetching again."""

import httpx

from schemas.snapshot import GOOD, Known


def validators(known: Known | None) -> dict[str, str]:
    """Return the headers of a conditional request. A page whose last body was not good is asked for in full."""
    if known is None or known.outcome not in GOOD or known.gone_at:
        return {}
    headers = {}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def kept_validators(headers: httpx.Headers) -> tuple[str | None, str | None]:
    """Return ETag and Last-Modified of a response as they are to be sent back; oversized ones are dropped."""
    etag, modified = headers.get("etag"), headers.get("last-modified")
    return (etag if etag and len(etag) < 300 else None), (modified if modified and len(modified) < 100 else None)

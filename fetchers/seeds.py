"""Where a visit begins."""

from fetchers.fetcher import Caller, Fetcher
from fetchers.urls import canonical, origin_of
from schemas.errors import FetchRefused
from schemas.snapshot import FrontierEntry
from schemas.source import Source


def seeds(source: Source) -> list[FrontierEntry]:
    """Return the source's start addresses and its codes' addresses."""
    addresses = [*source.start, *(a for codes in source.codes for a in codes.addresses())]
    return [FrontierEntry(url=url) for url in dict.fromkeys(canonical(a) for a in addresses)]


async def sitemap_seeds(source: Source, fetcher: Fetcher, caller: Caller) -> list[FrontierEntry]:
    """Return the sitemaps that robots.txt names, else `/sitemap.xml`, of each start address's origin."""
    if not source.follow.sitemaps:
        return []
    found: list[FrontierEntry] = []
    for origin in dict.fromkeys(origin_of(canonical(a)) for a in source.start):
        try:
            named = (await fetcher.robots.rules(origin, caller)).sitemaps
        except FetchRefused:
            continue  # the start page itself meets the same refusal and is counted with it
        found += [FrontierEntry(url=u, purpose="sitemap") for u in _canonical(named or ["/sitemap.xml"], origin)]
    return found


def _canonical(addresses: list[str], origin: str) -> list[str]:
    urls: dict[str, None] = {}
    for address in addresses:
        try:
            urls[canonical(address, origin)] = None
        except FetchRefused:
            continue  # a sitemap line that is no address leads nowhere
    return list(urls)

"""Pages that are no longer what they were: walls, errors, gone, damaged, garbled, all the same. One alarm a cause."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flows.watch.symptoms import removed_by_hand
from schemas.alarm import Alarm
from schemas.health import Observation, PageProfile, PageView

SHOWN = 20  # rows of an alarm

#: What keeps a page from being a good one → the alarm's cause.
_STATES: Mapping[str, str] = {
    "challenge": "challenge", "consent_wall": "consent_wall", "login_wall": "login_wall", "js_shell": "js_shell",
    "opted_out": "opted_out", "robots": "opted_out",
    "wrong_type": "wrong_type", "unsupported": "wrong_type",
    "soft_404": "missing", "gone": "missing",
    "redirected": "moved", "out_of_scope": "moved", "redirect_loop": "moved", "too_many_redirects": "moved",
    "empty": "damaged", "too_deep": "damaged", "bad_encoding": "damaged", "bomb": "damaged", "too_large": "damaged",
    "headers_too_large": "damaged", "too_slow": "failing", "client_error": "failing", "server_error": "failing",
    "network_error": "failing", "dead_host": "failing", "retry_later": "failing", "robots_unreachable": "failing",
    "private_address": "failing", "bad_url": "failing", "unseen": "failing",
}  # fmt: skip
#: Causes that no site's ordinary life brings: one page is enough.
_ALWAYS = frozenset({"challenge", "consent_wall", "login_wall", "js_shell", "wrong_type", "damaged"})
_FEW, _SHARE = 3, 0.25
_HALF = 0.5
_THIRD = 0.35
_RICH = 5  # values of a page whose loss matters by itself


@dataclass(frozen=True, slots=True)
class Pair:
    """A page that was good before, then and now."""

    url: str
    then: PageProfile
    now: PageProfile


def page_alarms(seen: Observation) -> tuple[list[Alarm], set[str]]:
    """Return the alarms and the addresses they explain, so that nothing else is said of those."""
    alarms: list[Alarm] = []
    explained: set[str] = set()
    good = [url for url, view in seen.before.items() if not view.state]
    for cause, urls in _fallen(seen, good).items():
        explained |= set(urls)
        if cause in _ALWAYS or _many(seen, urls, len(good)):
            alarms.append(_alarm(seen, cause, urls, len(good), _state_row))
    for cause, odd in _ODDITIES:
        pairs = pairs_of(seen, explained)
        urls = odd(pairs)
        if urls:
            explained |= set(urls)
            alarms.append(_alarm(seen, cause, urls, len(pairs), _profile_row))
    return alarms, explained


def pairs_of(seen: Observation, without: set[str]) -> list[Pair]:
    """Return the pages that are good pages then and now, those already explained left out."""
    return [
        Pair(url, then.profile, now.profile)
        for url, then in sorted(seen.before.items())
        if url not in without
        and (now := seen.now.get(url))
        and not then.state
        and not now.state
        and then.profile
        and now.profile
    ]


def first_walls(seen: Observation) -> list[Alarm]:
    """Judge a first visit: walls and errors on a good part of the site."""
    fallen: dict[str, list[str]] = defaultdict(list)
    for url, view in sorted(seen.now.items()):
        if view.state in _STATES:
            fallen[_STATES[view.state]].append(url)
    several = ((c, u) for c, u in fallen.items() if c in _ALWAYS and len(u) >= 2 and len(u) >= _SHARE * len(seen.now))
    return [_alarm(seen, cause, urls, len(seen.now), _state_row) for cause, urls in several]


def _fallen(seen: Observation, good: Sequence[str]) -> dict[str, list[str]]:
    """Group the pages that were good before and are not now by cause. A page nobody asked for is not fallen."""
    fallen: dict[str, list[str]] = defaultdict(list)
    for url in sorted(good):
        view = seen.now.get(url, PageView(url, "unseen"))
        if view.state in _STATES:
            fallen[_STATES[view.state]].append(url)
    return fallen


def _many(seen: Observation, urls: Sequence[str], of: int) -> bool:
    """Tell whether so many pages left that it is no ordinary tidying up: by number, or by what stood on them."""
    if (len(urls) >= _FEW and len(urls) >= _SHARE * of) or seen.starts & set(urls):
        return True
    if len(urls) >= 2 and len(urls) >= _HALF * of:
        return True
    then = {k for v in seen.before.values() if v.profile for k in _keys(v.profile)}
    left = {k for url in urls if (p := seen.before[url].profile) for k in _keys(p)}
    kept = {k for url, v in seen.now.items() if not v.state and v.profile and url not in urls for k in _keys(v.profile)}
    n = len(left - kept)
    if (n >= _FEW and n >= _SHARE * len(then)) or (n >= 2 and len(urls) >= 2 and n >= _HALF * len(then)):
        return True
    about = [u for u, v in seen.before.items() if v.profile and v.profile.projects]
    return len(set(urls) & set(about)) >= max(2, _THIRD * len(about))


def _keys(profile: PageProfile) -> set[str]:
    return {p.key for p in profile.projects}


def _unreadable(pairs: Sequence[Pair]) -> list[str]:
    return [p.url for p in pairs if p.then.outcome == "read" and p.now.outcome != "read"]


def _cut(pairs: Sequence[Pair]) -> list[str]:
    return [p.url for p in pairs if p.now.cut and not p.then.cut]


def _garbled(pairs: Sequence[Pair]) -> list[str]:
    return [p.url for p in pairs if _lost_letters(p.then, p.now)]


def _lost_letters(then: PageProfile, now: PageProfile) -> bool:
    if now.garbled >= 2 and now.garbled > 2 * then.garbled + 1:
        return True
    if removed_by_hand(now.length / max(1, then.length)):
        return False
    usual = then.nordic / max(1, then.length)
    return then.nordic >= 12 and now.length >= 200 and now.nordic / now.length < usual / 4


def _same(pairs: Sequence[Pair]) -> list[str]:
    """Find pages that said different things and now say one and the same."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.now.said:
            groups[pair.now.said].append(pair)
    alike = (g for g in groups.values() if len({p.then.said for p in g}) > 1)
    changed = [p for g in alike for p in g if p.then.said != p.now.said]
    rich = any(p.then.facts >= _RICH for p in changed)
    return [p.url for p in changed] if rich or len(changed) > 1 else []


_ODDITIES: tuple[tuple[str, Callable[[Sequence[Pair]], list[str]]], ...] = (
    ("unreadable", _unreadable),
    ("cut", _cut),
    ("garbled", _garbled),
    ("same_content", _same),
)


def _alarm(
    seen: Observation, cause: str, urls: Sequence[str], of: int, row: Callable[[Observation, str], str]
) -> Alarm:
    rows = tuple(row(seen, url) for url in urls[:SHOWN])
    return Alarm(source=seen.source, cause=cause, numbers={"n": len(urls), "of": of}, rows=rows, rows_fi=rows,
                 since=seen.since)  # fmt: skip


def _state_row(seen: Observation, url: str) -> str:
    view = seen.now.get(url)
    return f"{url}: {view.state}{f', {view.detail}' if view.detail else ''}" if view else f"{url}: unseen"


def _profile_row(seen: Observation, url: str) -> str:
    now = seen.now[url].profile
    return f"{url}: {now.outcome}, {now.detail}" if now and now.outcome != "read" else url

"""One address for one page: WHATWG parsing, then what only tracks or identifies a visitor is taken out."""

import re

import ada_url

from schemas.errors import FetchRefused
from schemas.snapshot import Outcome

MAX_LENGTH = 2000
_TRACKING = re.compile(
    r"^(utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hs(enc|mi)|"
    r"mkt_tok|oly_(anon|enc)_id|vero_id|wt_mc|piwik_\w+|pk_\w+|mtm_\w+|matomo_\w+|ref_src|s_cid|sc_campaign)$",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"^(phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|sess_?id|cfid|cftoken|sid|zenid|"
    r"oscsid|osclid|s)$",
    re.IGNORECASE,
)
# `sid=12` is a page number, `sid=9f86d081884c7d659a2f` a session
_RANDOM = re.compile(r"^(?=[^\d]*\d)(?=[^a-zA-Z]*[a-zA-Z])[\w,-]{16,}$|^[0-9a-fA-F]{24,}$")
# nothing to take out: most links of most pages
_PLAIN = re.compile(r"https?://[^/@:;?#]+[^/@:;?#.](?::\d+)?/[^?#;]*\Z")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_ALWAYS_SESSION = re.compile(r"^(phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid)$", re.IGNORECASE)


def canonical(url: str, base: str | None = None) -> str:
    """Return the one form of an address, resolved against `base`.

    Idempotent. Raises FetchRefused `bad_url` for anything but http and https, and for addresses with credentials.
    """
    parsed = _parse(url, base)
    href = str(parsed.href)
    if len(href) <= MAX_LENGTH and _PLAIN.match(href):
        return href
    return _cleaned(parsed, url)


def _cleaned(parsed: ada_url.URL, url: str) -> str:
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        raise FetchRefused(Outcome.BAD_URL, f"{url[:200]}: only http:// and https:// addresses are fetched")
    if parsed.username or parsed.password:
        raise FetchRefused(Outcome.BAD_URL, f"{parsed.hostname}: an address with a user name in it is not followed")
    parsed.hash = ""
    if ";" in parsed.pathname:
        parsed.pathname = _PATH_SESSION.sub("", parsed.pathname)
    parsed.search = _search(parsed.search)
    if parsed.hostname.endswith(".") and parsed.hostname.rstrip("."):
        parsed.hostname = parsed.hostname.rstrip(".")
    if len(parsed.href) > MAX_LENGTH:
        raise FetchRefused(Outcome.BAD_URL, f"an address of {len(parsed.href)} characters is not followed")
    return str(parsed.href)


def _parse(url: str, base: str | None) -> ada_url.URL:
    try:
        return ada_url.URL(url, base) if base else ada_url.URL(url)
    except ValueError:
        raise FetchRefused(Outcome.BAD_URL, f"{url[:200]} is not a web address") from None


def _search(search: str) -> str:
    """Drop tracking and session parameters; the rest stays as it was, in order and in its own escapes."""
    parts = [p for p in search.removeprefix("?").split("&") if p]
    return "&".join(p for p in parts if not _personal(p))


def _personal(part: str) -> bool:
    name, _, value = part.partition("=")
    if _TRACKING.match(name) or _ALWAYS_SESSION.match(name):
        return True
    return bool(_SESSION.match(name) and _RANDOM.match(value))


def host_of(url: str) -> str:
    """Return `host` or `host:port` of a canonical address, lower case: what scope and politeness go by."""
    return url.split("/", 3)[2]


def origin_of(url: str) -> str:
    """Return `scheme://host[:port]` of a canonical address."""
    return url[: url.index("/", 8)]


def path_of(url: str) -> str:
    """Return the path of a canonical address, without its query."""
    return url[url.index("/", 8) :].partition("?")[0]


def repeats(url: str) -> bool:
    """Tell whether path segments repeat as relative links that lead into themselves do (`/a/b/a/b/a/b`)."""
    parts = [p for p in path_of(url).split("/") if p]
    return any(
        parts[i : i + n] * 2 == parts[i + n : i + 3 * n] for n in (1, 2, 3) for i in range(len(parts) - 3 * n + 1)
    )

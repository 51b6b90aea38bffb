"""What silently breaks a source, done to the pages as they were crawled. Each gives a new site, or None where there is
nothing to break. `rng` picks the variant and the pages."""

import csv
import io
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html import unescape

from bench.silence.site import Base, Page, Site, with_body
from bench.silence.tools import BODY, MAIN, html, pages, replaced, some, text_of
from bench.silence.walls import challenge, consent_wall, cut_pdf, error_page_as_pdf, js_shell, soft_404
from fetchers.urls import canonical
from schemas.errors import FetchRefused

Mutation = Callable[[Base, random.Random], dict[str, Page] | None]
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.I | re.S)
_CELL = re.compile(r"(<(t[dh])\b[^>]*>)(.*?)(</\2>)", re.I | re.S)
_DD = re.compile(r"(<dd\b[^>]*>)(.*?)(</dd>)", re.I | re.S)


def swapped_columns(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """Swap two columns of the body rows under an unchanged header, or the values of two labels."""
    site, done = dict(base.site), 0
    picks = (rng.random(), rng.random())
    for url in pages(base):
        text = text_of(base.site[url])
        new = _swap_values(_swap_rows(text, picks), picks)
        if new != text:
            site[url], done = html(new), done + 1
    for url, page in base.site.items():
        if page.content_type.startswith("text/csv") and not page.state:
            site[url], done = with_body(page, _swap_csv(text_of(page), picks).encode("utf-8")), done + 1
    return site if done else None


def _swap_csv(text: str, picks: tuple[float, float]) -> str:
    head, *lines = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    a = int(picks[0] * len(head))
    b = (a + 1 + int(picks[1] * (len(head) - 1))) % len(head)
    for line in lines:
        if len(line) == len(head):
            line[a], line[b] = line[b], line[a]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([head, *lines])
    return out.getvalue()


def _swap_rows(text: str, picks: tuple[float, float]) -> str:
    def row(match: re.Match[str]) -> str:
        cells = list(_CELL.finditer(match[0]))
        if len(cells) < 3 or any(c[2].lower() == "th" for c in cells[1:]):
            return match[0]
        first = int(picks[0] * len(cells))
        second = (first + 1 + int(picks[1] * (len(cells) - 1))) % len(cells)
        return _exchange(match[0], cells[min(first, second)], cells[max(first, second)])

    return _ROW.sub(row, text)


def _swap_values(text: str, picks: tuple[float, float]) -> str:
    values = list(_DD.finditer(text))
    values = values or [
        c[-1] for r in _ROW.finditer(text) if len(c := list(_CELL.finditer(text, r.start(), r.end()))) == 2
    ]
    if len(values) < 3:
        return text
    first = int(picks[0] * min(len(values), 14))
    second = (first + 1 + int(picks[1] * (min(len(values), 14) - 1))) % min(len(values), 14)
    group = 2 if values[0].re is _DD else 3
    a, b = values[min(first, second)], values[max(first, second)]
    return text[: a.start(group)] + b[group] + text[a.end(group) : b.start(group)] + a[group] + text[b.end(group) :]


def _exchange(text: str, a: re.Match[str], b: re.Match[str]) -> str:
    return text[: a.start(3)] + b[3] + text[a.end(3) : b.start(3)] + a[3] + text[b.end(3) :]


_LABEL = re.compile(
    r"<(th|dt|h2|h3|h4)\b[^>]*>\s*([^<>\d@]{3,40}?)\s*:?\s*</\1>|<(strong|b|td|p)\b[^>]*>\s*([^<>\d@]{3,40}?)\s*:", re.I
)


def renamed_label(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """Give one of the labels that stand most often on the site another name."""
    texts = {u: text_of(base.site[u]) for u in pages(base)}
    found = Counter((m[2] or m[4]).strip() for t in texts.values() for m in _LABEL.finditer(t))
    common = [k for k, n in found.most_common(12) if n >= 2] or [k for k, _ in found.most_common(3)]
    if not common:
        return None
    label, new = rng.choice(common), rng.choice(("Lumikko", "Kohta X", "Tiedot B", "Osio"))
    pattern = re.compile(rf"(>\s*){re.escape(label)}(\s*:?\s*<|\s*:)")
    return {u: html(pattern.sub(rf"\g<1>{new}\g<2>", texts[u])) if u in texts else p for u, p in base.site.items()}


def wrong_encoding(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """Write letters as a server with a wrong setting does."""
    way = rng.choice(("utf8 as latin1", "lost", "cyrillic", "mac", "replacement"))

    def garble(text: str) -> str:
        if way == "utf8 as latin1":
            return text.encode("utf-8").decode("cp1252", "replace")
        if way == "lost":
            return text.encode("ascii", "replace").decode()
        if way == "replacement":
            return text.encode("cp1252", "replace").decode("utf-8", "replace")
        return text.encode("cp1252", "replace").decode("cp1251" if way == "cyrillic" else "mac_roman", "replace")

    return replaced(base, some(pages(base), rng), lambda u, p: html(garble(text_of(p))))


_ANCHOR = re.compile(r"<a\b[^>]*href\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.*?)</a>", re.I | re.S)


def pagination_stop(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """The list ends early: pages that only it led to are linked from nowhere, or its later pages repeat the first."""
    known = [u for u in pages(base) if base.view[u].linked]
    if len(known) < 4:
        return None
    left = set(rng.sample(sorted(known), max(2, len(known) // 2)))

    ways = {way for u in left for way in (u, *base.ways.get(u, ()))}

    def unlink(url: str, page: Page) -> Page:
        cut = _ANCHOR.sub(lambda m: m[2] if _target(url, m[1]) in ways else m[0], text_of(page))
        return html(cut)

    return replaced(base, pages(base), unlink)


def _target(url: str, href: str) -> str:
    try:
        return canonical(unescape(href), url)
    except FetchRefused:
        return ""


_ITEM = re.compile(r"<(tr|li|article|section|dd)\b[^>]*>.*?</\1>", re.I | re.S)


def half_the_list(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """Half of a list's items are not there: on the page with most projects, or half of the detail pages gone."""
    many = max(pages(base), key=lambda u: _projects(base, u), default=None)
    if many and _projects(base, many) >= 4:
        return {**base.site, many: html(_halved(text_of(base.site[many])))}
    details = [u for u in pages(base) if _projects(base, u)]
    if len(details) < 4:
        return None
    gone = rng.sample(details, len(details) // 2)
    return {u: Page(b"", "", "gone") if u in gone else p for u, p in base.site.items()}


def _projects(base: Base, url: str) -> int:
    found = base.view[url].profile
    return len(found.projects) if found else 0


def _halved(text: str) -> str:
    items = [m for tag in ("tr", "article", "li", "section", "p") if len(m := _items(text, tag)) >= 5][:1]
    if not items:
        return text[: len(text) * 6 // 10]
    body = items[0][1:]
    return text[: body[len(body) // 2].start()] + text[body[-1].end() :]


def _items(text: str, tag: str) -> list[re.Match[str]]:
    part = MAIN.search(text) or BODY.search(text)
    inside = (part.start(), part.end()) if part else (0, len(text))
    return list(re.compile(rf"<{tag}\b[^>]*>.*?</{tag}>", re.I | re.S).finditer(text, *inside))


_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d/])")


def dates_shifted(base: Base, rng: random.Random) -> dict[str, Page] | None:
    days = rng.choice((-1, 1, 365, -365, 31, 3653))

    def day(m: re.Match[str]) -> str:
        try:
            moved = date(int(m[3]), int(m[2]), int(m[1])) + timedelta(days=days)
        except ValueError:
            return m[0]
        return f"{moved.day}.{moved.month}.{moved.year}"

    def shift(text: str) -> str:
        years = round(days / 365)
        # the digits of whole dates are already moved: they stand after a full stop
        return _YEAR.sub(lambda m: str(int(m[1]) + years), _DAY.sub(day, text)) if years else _DAY.sub(day, text)

    return replaced(base, pages(base), lambda u, p: html(_outside_tags(shift, text_of(p))))


def _outside_tags(change: Callable[[str], str], text: str) -> str:
    return "".join(part if part.startswith("<") else change(part) for part in re.split(r"(<[^>]*>)", text))


_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
_PHONE = re.compile(r"(?<![\d.])(?:\+358[ \d]{8,14}|0\d{1,3}[ -]?\d{3}[ -]?\d{2,4}(?:[ -]?\d{2})?)(?![\d.])")


def one_contact(base: Base, rng: random.Random) -> dict[str, Page] | None:
    """A template that fills the same contact in everywhere. Only where there were three or more to lose."""
    had = {v for u in pages(base) for v in _contacts(base, u)}
    if len(had) < 3:
        return None
    mail, phone = f"info{rng.randrange(9)}@sivupohja.example", f"040 555 0{rng.randrange(100, 199)}"

    def fill(text: str) -> str:
        return _PHONE.sub(phone, _MAIL.sub(mail, text))

    return replaced(base, pages(base), lambda u, p: html(fill(text_of(p))))


def _contacts(base: Base, url: str) -> set[tuple[str, ...]]:
    found = base.view[url].profile
    several = [p.values for p in found.projects] + [found.loose] if found else []
    return {v[name] for v in several for name in ("contact_email", "contact_phone") if name in v}


MUTATIONS: Mapping[str, Mutation] = {
    "soft 404": soft_404, "consent wall": consent_wall, "script shell": js_shell, "challenge page": challenge,
    "swapped columns": swapped_columns, "renamed label": renamed_label, "cut PDF": cut_pdf,
    "wrong encoding": wrong_encoding, "list stops early": pagination_stop, "half the list gone": half_the_list,
    "error page named .pdf": error_page_as_pdf, "dates shifted": dates_shifted, "one contact for all": one_contact,
}  # fmt: skip


def unchanged(base: Base, site: Site) -> bool:
    return all(site[u] == p for u, p in base.site.items())

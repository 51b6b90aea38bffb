"""What happens on a healthy site between two visits: small edits by people, and what a server changes by itself."""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

from bench.silence.site import Base, Page
from bench.silence.tools import html, text_of
from bench.silence.tools import pages as crawled

Edit = Callable[[Base, dict[str, Page], random.Random], None]
_ITEM = re.compile(r"<(tr|li)\b[^>]*>(?:(?!<\1\b).)*?</\1>", re.I | re.S)
_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.I | re.S)
_PHONE = re.compile(r"(?<![\d.])0\d{1,3} \d{3} \d{2,4}(?: \d{2})?(?![\d.])")
_MAIL = re.compile(r"[\w.+-]+(@[\w.-]+\.\w+)")
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b")
_EURO = re.compile(r"\b(\d{1,3}(?:(?:\s|&nbsp;)\d{3})*)(?:\s|&nbsp;)(?:€|euro|&euro;)")
_SENTENCES = (
    "Seuraava tapaaminen on ensi kuussa.", "Lämpimästi tervetuloa mukaan!", "Toiminta jatkuu kesätauon jälkeen.",
    "Työpajoihin mahtuu vielä.", "Kiitos kaikille mukana olleille.",
)  # fmt: skip
_NAMES = ("Aava", "Kaarna", "Lumme", "Pihlaja", "Sarastus", "Virta", "Kide", "Havina")
_PEOPLE = ("Aino Esimerkki", "Lauri Malli", "Sari Näyte", "Otso Koe")


def pages(base: Base, site: dict[str, Page]) -> list[str]:
    """Return the HTML pages that are still there."""
    return [u for u in crawled(base) if not site[u].state]


def _pick(base: Base, rng: random.Random, site: dict[str, Page], pattern: re.Pattern[str]) -> tuple[str, str] | None:
    urls = pages(base, site)
    rng.shuffle(urls)
    for url in urls:
        if pattern.search(text := text_of(site[url])):
            return url, text
    return None


def _one(text: str, pattern: re.Pattern[str], rng: random.Random, make: Callable[[re.Match[str]], str]) -> str:
    """Change one occurrence, and all that are the same: a person changes a number wherever it stands on the page."""
    chosen = rng.choice(list(pattern.finditer(text)))
    return text.replace(chosen[0], make(chosen))


def changed_phone(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _PHONE):
        site[found[0]] = html(
            _one(found[1], _PHONE, rng, lambda m: f"040 {rng.randrange(100, 999)} 4{rng.randrange(100, 999)}")
        )


def changed_switchboard(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """A number changes wherever it stands on the site."""
    if found := _pick(base, rng, site, _PHONE):
        old = rng.choice(list(_PHONE.finditer(found[1])))[0]
        new = f"09 310 {rng.randrange(1000, 9999)}"
        for url in pages(base, site):
            if old in (text := text_of(site[url])):
                site[url] = html(text.replace(old, new))


def changed_email(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _MAIL):
        site[found[0]] = html(_one(found[1], _MAIL, rng, lambda m: f"uusi.osoite{rng.randrange(100)}{m[1]}"))


def changed_contact(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """Another person: number and address change together."""
    if found := _pick(base, rng, site, _MAIL):
        text = _one(
            found[1], _MAIL, rng, lambda m: f"{rng.choice(_PEOPLE).lower().replace(' ', '.').replace('ä', 'a')}{m[1]}"
        )
        site[found[0]] = html(
            _one(text, _PHONE, rng, lambda m: f"050 {rng.randrange(100, 999)} 1{rng.randrange(100, 999)}")
            if _PHONE.search(text)
            else text
        )


def reordered_list(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _ITEM):
        url, text = found
        items = [m for m in _ITEM.finditer(text) if "<th" not in m[0].lower()]
        if len(items) > 1:
            i = rng.randrange(len(items) - 1)
            a, b = items[i], items[i + 1]
            text = text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]
            site[url] = html(text)


def new_project(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """A page like one there is, under a new name, linked from the first page."""
    own = [u for u in pages(base, site) if (p := base.view[u].profile) and p.projects]
    if not own:
        return
    model, name = rng.choice(own), rng.choice(_NAMES)
    text = re.sub(r"\b([A-ZÅÄÖ][a-zåäö]+)(-hank)", rf"{name}\2", text_of(base.site[model]))
    text = re.sub(r"(<h1[^>]*>).*?(</h1>)", rf"\g<1>{name}\g<2>", text, flags=re.S)
    text = re.sub(r"\b([SAR]\d{5})\b", f"S2{rng.randrange(1000, 9999)}", text)
    new = f"{model.rstrip('/')}-{name.lower()}"
    site[new] = html(text)
    first = pages(base, site)[0]
    page = text_of(site[first])
    site[first] = html(page.replace("</body>", f'<p><a href="{new}">{name}</a></p></body>'))


def new_row(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """One more item in a list."""
    if found := _pick(base, rng, site, _ITEM):
        url, text = found
        m = rng.choice(list(_ITEM.finditer(text)))
        extra = re.sub(r"[A-ZÅÄÖ][a-zåäö]{4,}", rng.choice(_NAMES), m[0], count=1)
        site[url] = html(text[: m.end()] + extra + text[m.end() :])


def removed_row(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """One item of a long list goes."""
    if found := _pick(base, rng, site, _ITEM):
        items = [m for m in _ITEM.finditer(found[1]) if "<th" not in m[0].lower()]
        if len(items) >= 6:
            m = rng.choice(items[1:])
            site[found[0]] = html(found[1][: m.start()] + found[1][m.end() :])


def removed_page(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """An old page goes, with the links to it."""
    urls = [u for u in pages(base, site)[1:] if len(base.view[u].profile.projects if base.view[u].profile else ()) < 2]
    if len(urls) >= 4:
        site[rng.choice(urls)] = Page(b"", "", "gone")


def new_sentence(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _PARAGRAPH):
        m = rng.choice(list(_PARAGRAPH.finditer(found[1])))
        site[found[0]] = html(found[1][: m.end() - 4] + " " + rng.choice(_SENTENCES) + found[1][m.end() - 4 :])


def removed_paragraph(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _PARAGRAPH):
        several = list(_PARAGRAPH.finditer(found[1]))
        if len(several) >= 4:
            m = rng.choice(several)
            site[found[0]] = html(found[1][: m.start()] + found[1][m.end() :])


def moved_end(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """One date moves: an extension, or an event."""
    if found := _pick(base, rng, site, _DAY):

        def later(m: re.Match[str]) -> str:
            try:
                day = date(int(m[3]), int(m[2]), int(m[1])) + timedelta(days=rng.choice((7, 31, 184, 365)))
            except ValueError:
                return m[0]
            return f"{day.day}.{day.month}.{day.year}"

        site[found[0]] = html(_one(found[1], _DAY, rng, later))


def changed_amount(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    if found := _pick(base, rng, site, _EURO):
        site[found[0]] = html(
            _one(
                found[1],
                _EURO,
                rng,
                lambda m: m[0].replace(m[1], f"{rng.randrange(10, 900)} {rng.randrange(100, 999)}"),
            )
        )


def server_noise(base: Base, site: dict[str, Page], rng: random.Random) -> None:
    """Tokens, counters and a banner on every page."""
    for url in pages(base, site):
        text = text_of(site[url])
        banner = f"<div class=banner><p>Uutiskirje {rng.randrange(10, 99)} on ilmestynyt.</p></div>"
        site[url] = html(text.replace("</body>", f"{banner}<!-- {rng.random()} --></body>"))


EDITS: tuple[Edit, ...] = (
    changed_phone, changed_switchboard, changed_email, changed_contact, reordered_list, new_project, new_row,
    removed_row, removed_page, new_sentence, removed_paragraph, moved_end, changed_amount, server_noise,
)  # fmt: skip


def edited(base: Base, rng: random.Random) -> tuple[dict[str, Page], list[str]]:
    """Return the site after one to three ordinary edits, and which."""
    site = dict(base.site)
    chosen = rng.choices(EDITS, k=rng.choice((1, 1, 2, 3)))
    for edit in chosen:
        edit(base, site, rng)
    return site, [e.__name__ for e in chosen]

"""What the crawl page asks the published database, and the Finnish words for how a visit of a page ended."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from website.queries import Row, rows

#: How pages ended, in the order they are told.
OUTCOMES = {
    "new": "uutta",
    "changed": "muuttunutta",
    "unchanged": "ennallaan",
    "gone": "poistunutta",
    "redirected": "ohjattu muualle",
    "soft_404": "poistunut (sivu sanoo niin)",
    "challenge": "bottitarkistuksen takana",
    "consent_wall": "evästekyselyn takana",
    "login_wall": "kirjautumisen takana",
    "js_shell": "tyhjä ilman skriptejä",
    "wrong_type": "muuta kuin nimi lupaa",
    "unsupported": "tiedostomuotoa ei lueta",
    "too_deep": "liian syvä rakenne",
    "opted_out": "pyytää, ettei indeksoida",
    "empty": "tyhjää",
    "client_error": "virhe",
    "server_error": "palvelinvirhe",
    "network_error": "ei yhteyttä",
    "dead_host": "palvelin ei vastaa",
    "retry_later": "pyysi tulemaan myöhemmin",
    "robots": "robots.txt kieltää",
    "robots_unreachable": "robots.txt ei auennut",
    "out_of_scope": "sivuston ulkopuolella",
    "trap": "silmukka",
    "over_budget": "yli sivumäärän",
    "too_large": "liian suuri",
    "too_slow": "liian hidas",
}
_PAGES = {"new": "Uudet", "changed": "Muuttuneet", "gone": "Poistuneet"}
_SHOWN = 20


def visits(db: sqlite3.Connection) -> dict[str, Any]:
    """Return the open alarms, the newest visit of each source with its pages, and the sources that brought nothing."""
    newest = rows(db, _NEWEST)
    for run in newest:
        _unpack(db, run)
    return {
        "alarms": [
            _alarm(row) for row in rows(db, f"{_ALARMS} where ended_at is null order by a.raised_at desc, a.id")
        ],
        "over": rows(db, f"{_ALARMS} where ended_at is not null order by a.ended_at desc limit 10"),
        "runs": newest,
        "quiet": [r for r in newest if not r["counted"].get("new") and not r["counted"].get("changed")],
    }


def _alarm(row: Row) -> Row:
    return row | {"rows": json.loads(row["rows"] or "[]")}


def _unpack(db: sqlite3.Connection, run: Row) -> None:
    run["counted"] = json.loads(run["counts"] or "{}")
    run["told"] = [(n, OUTCOMES.get(o, o)) for o, n in sorted(run["counted"].items(), key=_place) if n]
    pages, odd = json.loads(run["pages"] or "{}"), json.loads(run["odd"] or "[]")
    run["odd_pages"] = [(url, OUTCOMES.get(outcome, outcome), detail) for url, outcome, detail in odd]
    known = _documents(db, {url for urls in pages.values() for url in urls[:_SHOWN]})
    run["lists"] = [
        (title, [(url, known.get(url)) for url in pages[key][:_SHOWN]], max(0, run["counted"].get(key, 0) - _SHOWN))
        for key, title in _PAGES.items()
        if pages.get(key)
    ]
    run["trap_list"] = json.loads(run["traps"] or "[]")


def _place(item: tuple[str, int]) -> int:
    order = list(OUTCOMES)
    return order.index(item[0]) if item[0] in order else len(order)


def _documents(db: sqlite3.Connection, urls: Iterable[str]) -> dict[str, str]:
    """Return the ids of the documents at these addresses, where they are published."""
    found = {}
    for url in sorted(urls):
        row = db.execute("select id from documents where url = ?", (url,)).fetchone()
        if row:
            found[url] = row[0]
    return found


def feed(db: sqlite3.Connection) -> bytes:
    """Return the alarms as an Atom feed, the newest first; one that is over changes its entry."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "fi"})
    SubElement(root, "title").text = "Kotokanta: hälytykset"
    SubElement(root, "id").text = "urn:kotokanta:alarms"
    listed = rows(db, f"{_ALARMS} order by coalesce(a.ended_at, a.raised_at) desc limit 100")
    newest = (listed[0]["ended_at"] or listed[0]["raised_at"]) if listed else "1970-01-01T00:00:00Z"
    SubElement(root, "updated").text = newest
    SubElement(SubElement(root, "author"), "name").text = "Kotokanta"
    for row in map(_alarm, listed):
        entry = SubElement(root, "entry")
        SubElement(entry, "title").text = f"{'Ohi: ' if row['ended_at'] else ''}{row['title']}: {row['what']}"
        SubElement(entry, "id").text = f"urn:kotokanta:alarm:{row['id']}"
        SubElement(entry, "published").text = row["raised_at"]
        SubElement(entry, "updated").text = row["ended_at"] or row["raised_at"]
        SubElement(entry, "content", {"type": "text"}).text = "\n".join(
            [row["what"], *row["rows"], f"Kokeile: {row['attempt']}"]
        )
    whole: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


_ALARMS = """
    select a.*, coalesce(nullif(s.title, ''), a.source) as title from alarms a left join sources s on s.name = a.source
"""
_NEWEST = """
    select r.*, coalesce(nullif(s.title, ''), r.source) as title, s.stale_since
    from runs r left join sources s on s.name = r.source
    where r.id in (select max(id) from runs group by source) order by title collate nocase
"""

"""Alarms as an Atom feed (RFC 4287): a file in the home folder, for any feed reader."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from store.watched import Raised

_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = "Kotokanta: hälytykset"


def write_feed(path: Path, raised: Iterable[Raised]) -> None:
    """Write the feed whole: a reader never sees half of it."""
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(feed(raised))
    draft.replace(path)


def feed(raised: Iterable[Raised]) -> bytes:
    """Return the feed, the newest entry first. An alarm that ends is an entry changed, not a second one."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "fi"})
    SubElement(root, "title").text = _TITLE
    SubElement(root, "id").text = "urn:kotokanta:alarms"
    entries = sorted(raised, key=lambda r: (r.ended or r.alarm.at, r.id), reverse=True)
    SubElement(root, "updated").text = entries[0].ended or entries[0].alarm.at if entries else "1970-01-01T00:00:00Z"
    author = SubElement(root, "author")
    SubElement(author, "name").text = "Kotokanta"
    for r in entries:
        _entry(root, r)
    whole: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _entry(root: Element, r: Raised) -> None:
    entry = SubElement(root, "entry")
    over = "Ohi: " if r.ended else ""
    SubElement(entry, "title").text = f"{over}{r.alarm.source}: {r.alarm.what_fi}"
    SubElement(entry, "id").text = f"urn:kotokanta:alarm:{r.id}"
    SubElement(entry, "published").text = r.first
    SubElement(entry, "updated").text = r.ended or r.alarm.at
    SubElement(entry, "category", {"term": r.alarm.cause})
    SubElement(entry, "content", {"type": "text"}).text = body_fi(r)


def body_fi(r: Raised) -> str:
    """Return an alarm in Finnish: what, since when, the rows, what to try."""
    since = f"Viimeksi kunnossa {r.alarm.since[:10]}." if r.alarm.since else "Ei ole ollut kunnossa."
    over = [f"Päättyi {r.ended[:16]}."] if r.ended else []
    return "\n".join([f"{r.alarm.what_fi}. {since}", *over, *r.alarm.rows_fi, f"Kokeile: {r.alarm.attempt_fi}"])


def body(r: Raised) -> str:
    """Return an alarm in English: what, since when, the rows, what to try."""
    since = f"right until {r.alarm.since[:10]}" if r.alarm.since else "never right so far"
    over = [f"over since {r.ended[:16]}"] if r.ended else []
    return "\n".join([r.alarm.what, since, *over, *(f"- {row}" for row in r.alarm.rows), f"try: {r.alarm.attempt}"])

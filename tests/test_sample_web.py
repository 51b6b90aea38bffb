"""The sample web holds together: its links lead somewhere, its table covers it, and what it invents is well formed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import phonenumbers
import pytest
from selectolax.lexbor import LexborHTMLParser
from stdnum.fi import ytunnus

from fetchers.sample_site import Answer, Site
from schemas.facts import PROJECT_KINDS, DocumentKind

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
EXPECTED: dict[str, Any] = json.loads((SAMPLE / "expected.json").read_text("utf-8"))
DOCUMENTS: list[dict[str, Any]] = EXPECTED["documents"]
HOSTS = {p.name: Site(p) for p in sorted(SAMPLE.iterdir()) if p.is_dir() and p.name.endswith(".example")}
TEXTS = [p for p in SAMPLE.rglob("*") if p.suffix in {".html", ".htm", ".txt", ".csv", ".tsv"}]

MARKED_NUMBER = re.compile(r"(?i)(?:\bp\.|\bpuh\.?|\btfn|\btel\.|numero:)\s+((?:\+358|\(?0)[\d ()–-]{6,16}\d)")


def get(url: str, generation: int = 0) -> tuple[str, Answer]:
    """Follow redirects within the sample web; return the last address and its answer."""
    for _ in range(6):
        parts = urlsplit(url)
        site = HOSTS.get(parts.netloc)
        if site is None:
            return url, Answer(421)
        answer = site.answer((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), generation)
        if answer.status // 100 != 3:
            return url, answer
        url = urljoin(url, dict(answer.headers)["Location"])
    raise AssertionError(f"{url}: redirects without end")


def links(url: str, answer: Answer) -> Iterator[str]:
    """Yield the addresses a page's anchors lead to, on hosts of the sample web."""
    if not answer.media_type.startswith("text/html"):
        return
    for anchor in LexborHTMLParser(answer.body.decode("utf-8", "replace")).css("a[href]"):
        href = (anchor.attributes.get("href") or "").strip()
        if href and not re.match(r"(?i)(mailto|javascript|data|tel):|#|/cdn-cgi/", href):
            target = urldefrag(urljoin(url, href)).url
            if urlsplit(target).netloc in HOSTS:
                yield target


def walk() -> tuple[dict[str, str], dict[str, int]]:
    """Crawl from the seeds; return documents by address with the page that linked them, and addresses that failed."""
    todo, seen, found, failed = [(s, "seed") for s in EXPECTED["seeds"]], set(), {}, {}
    while todo:
        asked, source = todo.pop()
        if asked in seen:
            continue
        seen.add(asked)
        url, answer = get(asked)
        if answer.status != 200:
            failed[asked] = answer.status
            continue
        if url not in found:
            found[url] = source
            todo += [(t, url) for t in links(url, answer)]
    return found, failed


def read(path: Path) -> str:
    """Return a source's text with the hyphens and spaces of telephone numbers made plain."""
    text = path.read_bytes().decode("cp1252" if "rantatupa" in str(path) else "utf-8")
    return text.replace("&#8209;", "-").replace("&nbsp;", " ").replace("&#160;", " ")


def test_every_document_is_linked_and_listed() -> None:
    found, _ = walk()
    listed = {d["url"] for d in DOCUMENTS}
    failing = {u for u, why in EXPECTED["failing"].items() if isinstance(why, str)}
    assert set(found) - failing == listed


def test_only_the_listed_links_are_dead() -> None:
    _, failed = walk()
    dead = {u: s for u, s in EXPECTED["failing"].items() if isinstance(s, int)}
    assert {u: s for u, s in failed.items() if u not in dead} == {}
    assert all(get(u)[1].status == s for u, s in dead.items())


def test_forbidden_pages_exist_and_nobody_links_them() -> None:
    found, _ = walk()
    for url in EXPECTED["forbidden"]:
        assert get(url)[1].status == 200
        assert url not in found


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_sitemap_addresses_answer(host: str) -> None:
    body = HOSTS[host].answer("/sitemap.xml").body.decode()
    dead = [u for u in re.findall(r"<loc>(.*?)</loc>", body) if get(u)[1].status != 200]
    assert dead == []


def test_redirects_end_where_the_table_says() -> None:
    assert {u: get(u)[0] for u in EXPECTED["redirects"]} == EXPECTED["redirects"]


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.get("changes")], ids=lambda d: d["url"])
def test_a_page_that_changes_differs(document: dict[str, Any]) -> None:
    assert get(document["url"], 0)[1].body != get(document["url"], 1)[1].body


def test_kinds_agree_with_projects() -> None:
    for document in DOCUMENTS:
        kinds = {DocumentKind(k) for k in (document["kind"], *document.get("also", []))}
        assert bool(document["projects"]) == (DocumentKind(document["kind"]) in PROJECT_KINDS), document["url"]
        assert kinds, document["url"]


def test_same_projects_are_listed_documents() -> None:
    listed = {d["url"] for d in DOCUMENTS}
    assert {u for p in EXPECTED["same_project"] for u in p["documents"]} <= listed


def test_codes_stand_in_their_documents() -> None:
    for document in DOCUMENTS:
        answer = get(document["url"])[1]
        if answer.media_type.startswith("text/"):
            text = answer.body.decode("utf-8", "replace")
            codes = [c for p in document["projects"] for c in p.get("codes", [])]
            assert [c for c in codes if c not in text] == [], document["url"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_business_ids_are_well_formed_and_unissued(path: Path) -> None:
    ids = re.findall(r"\b\d{7}-\d\b", read(path))
    assert [i for i in ids if not (ytunnus.is_valid(i) and i.startswith("91"))] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_mail_addresses_end_in_example(path: Path) -> None:
    found = re.findall(r"[\w.-]+\s?(?:@|\(at\)|\(a\)|\[at\]|\[ät\])([\w-]+(?:\.[\w-]+)+)", read(path))
    assert [d for d in found if not re.search(r"\.?example$|-$", d.rstrip("."))] == []


def test_numbers_after_a_mark_are_valid() -> None:
    wrong = []
    for path in TEXTS:
        text = re.sub(r"<[^>]+>", " ", read(path))
        for match in re.finditer(
            r"(?i)(?:\bp\.|\bpuh\.?|\btfn|\btel\.|numero:)\s+((?:\+358|\(?0)[\d ()–-]{6,16}\d)", text
        ):
            if not phonenumbers.is_valid_number(phonenumbers.parse(match.group(1), "FI")):
                wrong.append((path.name, match.group(1)))
    assert wrong == []


def test_no_file_is_large() -> None:
    assert [p.name for p in SAMPLE.rglob("*") if p.is_file() and p.stat().st_size > 1_000_000] == []


def test_totals_add_up() -> None:
    for document in (d for d in DOCUMENTS if "total" in d):
        text = LexborHTMLParser(get(document["url"])[1].body.decode()).body.text(separator="\n")  # type: ignore[union-attr]
        items = [int(m.replace(" ", "")) for m in re.findall(r", (\d{2,3} 000|\d{3} \d{3})(?: (?:euroa|€)|\s|$)", text)]
        assert sum(items) == int(document["total"]), document["url"]

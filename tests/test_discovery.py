import gzip

import pytest
from fetch_helpers import source
from hypothesis import given
from hypothesis import strategies as st

from fetchers.discover import discover, nesting
from fetchers.scope import Scope
from fetchers.sitemaps import feed_entries, sitemap_entries
from schemas.errors import FetchRefused
from schemas.snapshot import FrontierEntry

HOME = FrontierEntry(url="http://koivu.example/hankkeet/")


def urls(html: str, entry: FrontierEntry = HOME, **changes: object) -> list[str]:
    found = discover(html.encode(), entry.url, entry, Scope(source(**changes)))
    assert found is not None
    return [link.url.removeprefix("http://koivu.example") for link in found.links]


def anchors(*hrefs: str) -> str:
    return "<html><body>" + "".join(f'<a href="{h}">x</a>' for h in hrefs) + "</body></html>"


def test_links_are_resolved_made_canonical_and_given_once() -> None:
    assert urls(anchors("oma", "./oma#a", "/hankkeet/oma?utm_source=x", "#ylos", "")) == ["/hankkeet/oma"]


def test_a_base_element_is_respected() -> None:
    assert urls('<base href="/muu/"><a href="x">x</a>') == ["/muu/x"]


def test_other_hosts_assets_and_other_schemes_are_left() -> None:
    assert (
        urls(anchors("http://muu.example/", "/a.jpg", "/b.css", "mailto:a@b.example", "javascript:x()", "tel:1")) == []
    )


def test_www_is_the_same_host() -> None:
    assert urls(anchors("http://www.koivu.example/a")) == ["http://www.koivu.example/a"]


def test_scope_keeps_paths_and_excludes() -> None:
    found = urls(
        anchors("/hankkeet/a", "/tapahtumat/b", "/hankkeet/arkisto/c"),
        scope={"paths": ["/hankkeet/"], "exclude": ["/hankkeet/arkisto/"]},
    )
    assert found == ["/hankkeet/a"]


def test_details_codes_and_pdfs_are_followed_outside_the_paths() -> None:
    found = urls(
        anchors("/projekti.php?projektikoodi=S29001", "/tiedostot/esite.PDF", "/show/12", "/muu", "/taulukko.xlsx"),
        scope={"paths": ["/hankkeet/"]},
        follow={"codes": True, "details": [r"/show/\d+$"]},
    )
    assert found == ["/projekti.php?projektikoodi=S29001", "/tiedostot/esite.PDF", "/show/12"]


def test_files_are_followed_when_asked_for() -> None:
    assert urls(anchors("/t.xlsx"), follow={"files": ["xlsx"]}) == ["/t.xlsx"]
    assert urls(anchors("/t.pdf"), follow={"pdfs": False}) == []


def test_nofollow_is_obeyed() -> None:
    assert urls('<a href="/a" rel="nofollow noopener">x</a><a href="/b">x</a>') == ["/b"]
    assert urls('<meta name="ROBOTS" content="noindex, NOFOLLOW"><a href="/a">x</a>') == []


def test_the_depth_ends_the_way() -> None:
    entry = HOME.model_copy(update={"depth": 3})
    assert urls(anchors("/a"), entry) == []


def test_the_page_names_its_own_address_and_its_feeds() -> None:
    html = (
        '<link rel="canonical" href="/oma"><link rel="alternate" type="application/rss+xml" href="/syote">'
        "<body>Teksti <script>ei()</script><style>ei{}</style></body>"
    )
    found = discover(html.encode(), HOME.url, HOME, Scope(source(follow={"feeds": True})))
    assert found is not None
    assert found.canonical_url == "http://koivu.example/oma"
    assert [(link.url, link.purpose) for link in found.links] == [("http://koivu.example/syote", "feed")]
    assert found.text == "Teksti"


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "windows-1252"])
def test_pages_in_any_charset_give_their_links(charset: str) -> None:
    html = f'<meta charset="{charset}"><a href="/äiti">Äiti</a>'.encode(charset)
    found = discover(html, HOME.url, HOME, Scope(source()))
    assert found is not None
    assert [link.url for link in found.links] == ["http://koivu.example/%C3%A4iti"]


def test_a_page_that_nests_without_end_is_not_parsed() -> None:
    assert discover(b"<div>" * 40_000, HOME.url, HOME, Scope(source())) is None
    assert nesting("<p>a" * 5000 + "<li>b" * 5000) < 10
    assert nesting("<div><span>x</span></div>" * 5000) < 10


@given(st.binary(max_size=500))
def test_any_bytes_are_survived(data: bytes) -> None:
    discover(data, HOME.url, HOME, Scope(source()))
    feed_entries(data, HOME, Scope(source()))
    try:
        sitemap_entries(data, HOME, Scope(source()), 10_000)
    except FetchRefused as refused:
        assert data.startswith(b"\x1f\x8b"), refused


SITEMAP = """<?xml version="1.0"?><urlset xmlns:image="x"><url><loc> http://koivu.example/a?x=1&amp;y=2 </loc>
<image:image><image:loc>http://koivu.example/kuva</image:loc></image:image></url>
<url><loc><![CDATA[http://koivu.example/b]]></loc></url><url><loc>http://muu.example/c</loc></url></urlset>"""


def site_urls(body: bytes, entry: FrontierEntry = HOME) -> list[tuple[str, str]]:
    return [(e.url, e.purpose) for e in sitemap_entries(body, entry, Scope(source()), 1_000_000)]


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps_give_the_pages_in_scope(packed: bool) -> None:
    body = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    assert site_urls(body) == [("http://koivu.example/a?x=1&y=2", "page"), ("http://koivu.example/b", "page")]


def test_a_plain_list_is_a_sitemap_too() -> None:
    assert site_urls(b"http://koivu.example/a\nhttp://koivu.example/b\n") == [
        ("http://koivu.example/a", "page"),
        ("http://koivu.example/b", "page"),
    ]


def test_a_sitemap_index_leads_to_sitemaps_but_not_for_ever() -> None:
    index = b"<sitemapindex><sitemap><loc>http://koivu.example/s.xml.gz</loc></sitemap></sitemapindex>"
    assert site_urls(index) == [("http://koivu.example/s.xml.gz", "sitemap")]
    assert site_urls(index, HOME.model_copy(update={"depth": 3})) == []


def test_a_sitemap_bomb_is_refused() -> None:
    with pytest.raises(FetchRefused) as refused:
        site_urls(gzip.compress(bytes(5_000_000)))
    assert refused.value.outcome == "bomb"


def test_entities_are_not_expanded() -> None:
    body = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://koivu.example/&a;</loc></url></urlset>'
    assert site_urls(body) == [("http://koivu.example/&a;", "page")]


def test_feeds_give_their_items() -> None:
    rss = b"<rss><channel><link>http://koivu.example/</link><item><link>http://koivu.example/1</link></item></channel></rss>"
    atom = (
        b'<feed><entry><link rel="self" href="/x"/><link rel="alternate" href="http://koivu.example/2"/></entry></feed>'
    )
    assert [e.url for b in (rss, atom) for e in feed_entries(b, HOME, Scope(source()))] == [
        "http://koivu.example/1",
        "http://koivu.example/2",
    ]

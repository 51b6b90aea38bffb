import io
import zipfile

import httpx
import pytest
from fetch_helpers import source

from fetchers.client import Response
from fetchers.media import media_type
from fetchers.pages import read_page
from fetchers.scope import Scope
from schemas.snapshot import FrontierEntry, Snapshot

PROSE = "<p>" + "Hanke tukee maahanmuuttajien työllistymistä ja osallisuutta kolmessa kunnassa. " * 12 + "</p>"


def read(
    body: str | bytes, url: str = "http://koivu.example/sivu", declared: str = "text/html", **headers: str
) -> Snapshot:
    data = body.encode() if isinstance(body, str) else body
    response = Response(url, 200, httpx.Headers({"content-type": declared, **headers}), data, len(data), 0.0, 0.1, ())
    return read_page(response, FrontierEntry(url=url), Scope(source()), None).snapshot


def html(body: str, title: str = "Setlementti Koivu", head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def test_a_page_is_a_page() -> None:
    snapshot = read(html(f"<h1>Oma polku</h1>{PROSE}"))
    assert (snapshot.outcome, snapshot.media_type) == ("new", "text/html")


WALLS = {
    "challenge": [
        html("<h1>Just a moment...</h1>", "Just a moment..."),
        html("<p>Tarkistetaan selaintasi ennen sivulle siirtymistä.</p><script>window._cf_chl_opt={}</script>"),
        html('<form><div class="h-captcha"></div><button>Jatka</button></form>'),
    ],
    "consent_wall": [
        html("<h1>Evästeet</h1><p>Käytämme evästeitä. Anna suostumuksesi.</p><button>Hyväksy kaikki</button>"),
        html("<h2>We value your privacy</h2><p>We use cookies. Manage consent.</p><button>Accept all</button>"),
    ],
    "login_wall": [html('<h1>Kirjaudu</h1><form>Tunnus <input> Salasana <input type="password"></form>')],
    "js_shell": [
        html('<div id="root"></div><script src="/main.js"></script>'),
        html("<noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script>"),
    ],
    "soft_404": [
        html("<h1>Sivua ei löytynyt</h1><p>Etsi hakukoneella.</p>"),
        html(f"<h1>Hups!</h1>{PROSE}", "404 – Setlementti Koivu"),
        html("<p>Sorry.</p>", "Page not found | Koivu"),
        html("<h1>Sidan hittades inte.</h1>"),
    ],
    "opted_out": [html(PROSE, head='<meta name="robots" content="noindex">')],
}


@pytest.mark.parametrize(("outcome", "body"), [(o, b) for o, bodies in WALLS.items() for b in bodies])
def test_what_is_not_the_page_is_named(outcome: str, body: str) -> None:
    snapshot = read(body)
    assert snapshot.outcome == outcome
    assert snapshot.detail


REAL = [
    html("<div>Käytämme evästeitä. <button>Hyväksy kaikki evästeet</button></div><h1>Infopiste</h1><p>Neuvomme "
         "maahanmuuttajia arkisin kello 9–15 osoitteessa Koulukatu 1. Soita 040 000 1234 tai tule käymään.</p>"
         "<p>Palvelu on maksuton ja sitä saa kuudella kielellä.</p>"),
    html('<h1>Ota yhteyttä</h1><p>Toimisto: Koulukatu 1, 00100 Helsinki, puh. 040 000 1234</p><p>Projektipäällikkö, '
         'puh. 050 555 0101, sekä toiminnanjohtaja, puh. 050 555 0102, vastaavat hankkeesta.</p>'
         '<form><div class="g-recaptcha"></div></form>'),
    html(f'<form><input type="password"></form><h1>Hanke</h1>{PROSE}'),
    html(f'<div id="app"><h1>Hanke</h1>{PROSE}</div><script src="a.js"></script>'),
    html("<h1>404 osallistujaa löysi työn</h1><p>Hanke tavoitti 404 osallistujaa kahdessa vuodessa.</p>"),
    html(f"<h1>Kun sivua ei löydy: opas verkkoviestintään</h1>{PROSE}"),
    html("<h1>Oikeus evästeisiin ja tietosuojaan</h1>" + PROSE),
]  # fmt: skip


@pytest.mark.parametrize("body", REAL)
def test_banners_captchas_and_numbers_do_not_hide_a_real_page(body: str) -> None:
    assert read(body).outcome == "new"


def office(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(member, "x" * 9000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "declared", "url", "wanted"),
    [
        (b"%PDF-1.7\n", "text/html", "/a", "application/pdf"),
        (b"\n\n%PDF-1.4", "application/octet-stream", "/a", "application/pdf"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "/a.pdf", "text/html"),
        (b"\xef\xbb\xbf<html>", "text/plain", "/a", "text/html"),
        (b"<?xml version='1.0'?><!-- x --><html>", "", "/a", "text/html"),
        (b"<?xml version='1.0'?><urlset>", "text/html", "/a", "application/xml"),
        (b"nimi;summa\n", "application/octet-stream", "/a.csv", "text/csv"),
        (b"nimi;summa\n", "text/csv; charset=utf-8", "/a", "text/csv"),
        (b"pelkkaa tekstia", "", "/a", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/html", "/a", "image/png"),
        (b"PK\x03\x04roina", "", "/a", "application/zip"),
        ("hei".encode("utf-16"), "text/plain", "/a", "text/plain"),
    ],
)  # fmt: skip
def test_the_bytes_say_what_a_body_is(body: bytes, declared: str, url: str, wanted: str) -> None:
    assert media_type(body, declared, f"http://koivu.example{url}") == wanted


@pytest.mark.parametrize(("member", "ending"), [("xl/workbook.xml", "sheet"), ("word/document.xml", "document")])
def test_office_files_are_told_apart(member: str, ending: str) -> None:
    assert media_type(office(member), "application/zip", "http://koivu.example/a").endswith(ending)


def test_an_error_page_called_pdf_is_the_wrong_type() -> None:
    snapshot = read(html("<h1>Virhe</h1>"), "http://koivu.example/raportti.pdf", "application/pdf")
    assert (snapshot.outcome, snapshot.detail) == ("wrong_type", "announced as application/pdf, is text/html")


def test_a_pdf_without_the_name_is_fine() -> None:
    assert read(b"%PDF-1.5 ...", declared="text/html").outcome == "new"


@pytest.mark.parametrize(("body", "outcome"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unsupported"),
                                               (b"<!doctype html>" + b"<div>" * 9000, "too_deep")])  # fmt: skip
def test_what_cannot_be_read_is_named(body: bytes, outcome: str) -> None:
    assert read(body).outcome == outcome


@pytest.mark.parametrize(("tag", "outcome"), [("noindex", "opted_out"), ("kotokanta: none", "opted_out"),
                                              ("otherbot: noindex", "new"), ("noarchive", "new")])  # fmt: skip
def test_the_header_opts_out_too(tag: str, outcome: str) -> None:
    assert read(html(PROSE), **{"x-robots-tag": tag}).outcome == outcome

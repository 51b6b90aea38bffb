from pathlib import Path

import httpx
import pytest

from fetchers.sample_site import SampleSiteError, Site
from fetchers.sampleweb import SampleWeb

SITE = """
[redirects]
"/vanha" = "/uusi/"
"/p.php?id=2" = "/uusi/"
[redirects.302]
"/hetki" = "/uusi/"
[files]
"/p.php?id=1" = "sivut/1.html"
[status]
"/poissa" = 410
"/kiire" = 503
[retry_after]
"/kiire" = 120
[media_types]
"/latin" = "text/html; charset=iso-8859-1"
[changes]
"/uusi/" = ["eka.html", "toka.html"]
[headers."/latin"]
X-Robots-Tag = "noindex"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    host = tmp_path / "koivu.example"
    for name, text in {
        "index.html": "etusivu " * 200, "uusi/eka.html": "eka", "uusi/toka.html": "toka", "sivut/1.html": "yksi",
        "robots.txt": "User-agent: *", "sitemap.xml": "<urlset/>", "alla/index.html": "alla", "site.toml": SITE,
    }.items():  # fmt: skip
        (host / name).parent.mkdir(parents=True, exist_ok=True)
        (host / name).write_text(text)
    (host / "latin").write_bytes("äiti".encode("latin-1"))
    (tmp_path / "kuusi.example").mkdir()
    (tmp_path / "kuusi.example" / "index.html").write_text("kuusi")
    return tmp_path


class Asker:
    def __init__(self, web: SampleWeb) -> None:
        self.web = web

    def __call__(self, path: str, host: str = "koivu.example", **headers: str) -> httpx.Response:
        sent = {"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}}
        return httpx.get(f"http://127.0.0.1:{self.web.port}{path}", headers=sent, trust_env=False)


def test_hosts_are_folders(folder: Path) -> None:
    with SampleWeb(folder) as web:
        ask = Asker(web)
        assert ask("/").text.startswith("etusivu")
        assert ask("/", "kuusi.example").text == "kuusi"
        assert ask("/", "kuusi.example:80").text == "kuusi"
        assert ask("/", "tuntematon.example").status_code == 421
        assert web.allow["koivu.example"] == ("127.0.0.1", web.port)


def test_rules_of_the_site_are_kept(folder: Path) -> None:
    with SampleWeb(folder) as web:
        ask = Asker(web)
        assert (ask("/vanha").status_code, ask("/vanha").headers["location"]) == (301, "/uusi/")
        assert ask("/p.php?id=2").status_code == 301
        assert ask("/hetki").status_code == 302
        assert ask("/p.php?id=1").text == "yksi"
        assert ask("/p.php?id=3").status_code == 404
        assert ask("/poissa").status_code == 410
        assert (ask("/kiire").status_code, ask("/kiire").headers["retry-after"]) == (503, "120")
        assert ask("/latin").text == "äiti"
        assert ask("/latin").headers["x-robots-tag"] == "noindex"
        assert (ask("/alla").status_code, ask("/alla").headers["location"]) == (301, "/alla/")
        assert ask("/robots.txt").headers["content-type"].startswith("text/plain")
        assert "xml" in ask("/sitemap.xml").headers["content-type"]


def test_nothing_outside_the_folder_is_served(folder: Path) -> None:
    site = Site(folder / "koivu.example")
    for path in ("/../kuusi.example/index.html", "/%2e%2e/kuusi.example/", "/site.toml", "//etc/passwd"):
        assert site.answer(path).status == 404


def test_validators_spare_the_body(folder: Path) -> None:
    with SampleWeb(folder) as web:
        ask = Asker(web)
        first = ask("/", Accept_Encoding="gzip")
        assert first.headers["content-encoding"] == "gzip"
        for headers in (
            {"If_None_Match": first.headers["etag"]},
            {"If_Modified_Since": first.headers["last-modified"]},
        ):
            again = ask("/", **headers)
            assert (again.status_code, again.content) == (304, b"")
        other = ask("/", If_None_Match='"muu"', If_Modified_Since=first.headers["last-modified"])
        assert other.status_code == 200


def test_pages_change_with_the_generation(folder: Path) -> None:
    with SampleWeb(folder, generation=0) as web:
        ask = Asker(web)
        texts = []
        for web.generation in (0, 1, 7):
            texts.append(ask("/uusi/").text)
    assert texts == ["eka", "toka", "toka"]


@pytest.mark.parametrize("text", ["[redirect]\n", '[changes]\n"/x" = ["ei-ole.html"]\n'])
def test_mistakes_in_site_toml_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "site.toml").write_text(text)
    with pytest.raises(SampleSiteError, match=r"site\.toml"):
        Site(tmp_path).answer("/x")

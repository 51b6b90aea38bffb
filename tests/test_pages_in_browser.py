"""The pages in a real browser: a value opens its sentence, nothing from a page is run, phones and keyboards work."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from flows.ingesting import ingest
from flows.progress import Reporter
from flows.serving import arguments
from flows.settings import Home

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium"),
]

PAGE = """<!doctype html><html lang="fi"><title>Lyhtypolku-hanke</title><body><nav><a href="/">Etusivu</a></nav><main>
<h1>Lyhtypolku-hanke</h1><p>Toteutusaika: 1.2.2021–31.1.2023</p><h2>Hankkeen tavoitteet</h2>
<ul><li>Vahvistaa maahanmuuttajanaisten työelämätaitoja</li>
<li>Lisätä &lt;b onclick=alert(1)&gt;osallisuutta&lt;/b&gt;</li></ul>
<p>Hanketta rahoittaa Euroopan sosiaalirahasto. Hankkeessa valmennettiin 86 osallistujaa.</p>
<h2>Yhteystiedot</h2><p>Projektipäällikkö<br>
Helena Koskinen<br>puh. 040 123 4567<br>helena.koskinen@lyhtypolku.example</p>
</main><footer>Lyhty ry, Satamakatu 1, 00160 Helsinki</footer></body></html>"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("site")
    (folder / "in").mkdir()
    (folder / "in" / "lyhtypolku.html").write_text(PAGE, "utf-8")
    shutil.copy(next((ROOT / "data" / "sample").rglob("*diat*.pdf"), _any_pdf()), folder / "in" / "esitys.pdf")
    made = Home(folder / "home")
    ingest(made, [str(folder / "in")], Reporter(quiet=True))
    return made


def _any_pdf() -> Path:
    return max((ROOT / "data" / "sample").rglob("*.pdf"), key=lambda p: p.stat().st_size)


@pytest.fixture(scope="module")
def site(home: Home) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from datasette.cli import serve; serve.main(sys.argv[1:])"
    command = [sys.executable, "-c", code, str(ROOT), *arguments(home.published, "127.0.0.1", port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        said = ""
        for line in server.stdout:
            said += line
            if "running on" in line:
                break
        assert "running on" in said, said
        Thread(target=server.stdout.read, daemon=True).start()  # a full pipe would stop the server
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport={"width": 1100, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(_complaint(m)))
    opened.on("pageerror", lambda e: complaints.append(str(e)))
    yield opened
    assert [c for c in complaints if c] == []
    context.close()


def _complaint(message: ConsoleMessage) -> str:
    return message.text if message.type == "error" and "favicon" not in str(message.location) else ""


def open_project(page: Page) -> None:
    page.goto("/hankkeet?haku=Lyhtypolku")
    page.get_by_role("link", name="Lyhtypolku").first.click()
    page.wait_for_url("**/hanke/**")
    page.wait_for_load_state("load")


def test_the_home_page_says_what_it_is_and_leads_to_the_projects(page: Page) -> None:
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Kotoutumistyön avoin tietokanta"
    page.get_by_role("link", name="Hankkeet", exact=True).click()
    assert page.get_by_role("link", name="Lyhtypolku").count() == 1


def test_a_value_opens_the_document_at_its_marked_sentence(page: Page) -> None:
    open_project(page)
    page.get_by_role("link", name="+358 40 123 4567").click()
    mark = page.locator("mark.chosen")
    assert mark.inner_text() == "040 123 4567"
    assert mark.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }")


def test_a_contact_stands_with_role_phone_and_mail(page: Page) -> None:
    open_project(page)
    card = page.locator(".card", has_text="Helena Koskinen").inner_text()
    assert "projektipäällikkö" in card
    assert "helena.koskinen@lyhtypolku.example" in card


def test_markup_from_a_page_is_shown_and_never_run(page: Page) -> None:
    open_project(page)
    assert "<b onclick=alert(1)>osallisuutta</b>" in page.locator("#goals + ul").inner_text()
    assert page.locator("b[onclick]").count() == 0


def test_keys_go_from_value_to_value(page: Page) -> None:
    open_project(page)
    page.get_by_role("link", name="+358 40 123 4567").click()
    page.wait_for_url("**todiste=**")
    page.wait_for_load_state("load")
    first = page.url
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url != first
    assert page.locator("mark.chosen").count() >= 1


def test_a_value_of_a_pdf_opens_the_page_picture_with_its_box(page: Page) -> None:
    page.goto("/asiakirjat")
    page.locator("li", has_text="esitys.pdf").get_by_role("link").click()
    page.locator(".side a.value").first.click()
    page.wait_for_selector("svg.pageview rect")
    loaded = page.evaluate(
        "async () => (await fetch(document.querySelector('svg.pageview image').href.baseVal)).status"
    )
    assert loaded == 200


def test_an_empty_search_says_what_to_try(page: Page) -> None:
    page.goto("/hankkeet?haku=eitällaistaole")
    assert "Kokeile" in page.locator(".empty").inner_text()


@pytest.mark.parametrize("path", ["/", "/hankkeet", "/organisaatiot", "/asiakirjat"])
def test_pages_fit_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_project_page_fits_a_phone_and_follows_dark_mode(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_project(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Siirry sisältöön"


def test_tables_and_json_are_datasettes_own(page: Page) -> None:
    page.goto("/kotokanta/projects")
    assert page.locator("table.rows-and-columns tbody tr").count() >= 1
    answer = page.request.get("/kotokanta/projects.json?_shape=array")
    assert any(p["name"].startswith("Lyhtypolku") for p in answer.json())
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize(
    "path",
    ["/kotokanta", "/kotokanta/facts?_facet=field", "/kotokanta?sql=select+1+as+yksi"],
)
def test_datasettes_pages_keep_to_the_policy(page: Page, path: str) -> None:
    """The `page` fixture fails on any complaint of the browser, such as a blocked script or style."""
    page.goto(path)
    assert page.get_by_role("heading", level=1).count() == 1


def test_a_row_has_its_own_page_and_links_to_the_page_for_people(page: Page) -> None:
    key = page.request.get("/kotokanta/projects.json?_shape=array").json()[0]["id"]
    page.goto(f"/kotokanta/projects/{key}")
    page.get_by_role("link", name=key[:20]).first.click()
    assert page.url.endswith(f"/hanke/{key}")


@pytest.mark.parametrize("path", ["/hanke/ei-ole", "/kotokanta/projects/ei-ole", "/eisivua"])
def test_a_missing_page_says_so_in_finnish(page: Page, path: str) -> None:
    answer = page.request.get(path)
    assert answer.status == 404
    assert "Sivua ei löytynyt" in answer.text()


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "/-/versions", "/-/settings"])
def test_addresses_that_lead_elsewhere_or_inside_are_not_served(page: Page, site: str, path: str) -> None:
    assert page.request.get(f"{site}{path}", max_redirects=0).status == 404

# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from page_helpers import PAGES, context, values

from extractors.fields.publications import DERIVERS, find_publications
from schemas.facts import DocumentKind

OWN = """Siltana arkeen -hanke

Hankkeessa järjestettiin kerhoja perheille.

Julkaisu:

Siltana arkeen -hankkeen kokemukset ja toimintatavat. Lataa tästä.

Siltana arkeen julkaisun kansi

Kotikylä. Opas perheelle. Arki ja asiointi Koivulassa. Lataa tästä.

Home Village. A Guide for Families. Download here.

silta_logo.png

Lisätietoja:

Projektipäällikkö, puh. 040 000 1234
"""

REFERENCES = """Kylien voima

Kirjoitus kertoo kylien arjesta ja siitä, miten naapurit auttavat toisiaan.

Lähteet:

Kylälehti, 2021. Naapurit kunnassa. Viitattu 4.02.2022. https://kylalehti.example/naapurit

Koivula, 2020. 7. Vahvistetaan verkostoja ja rohkeutta. Viitattu 4.02.2022. https://koivula.example/verkostot
"""


def test_own_publications_without_download_words_images_and_contacts() -> None:
    found = find_publications(context(OWN))
    assert values(found, "title") == [
        "Siltana arkeen -hankkeen kokemukset ja toimintatavat",
        "Kotikylä. Opas perheelle. Arki ja asiointi Koivulassa",
        "Home Village. A Guide for Families",
    ]
    assert {f.qualifiers["role"] for f in found} == {"own"}


def test_references_give_title_year_and_address() -> None:
    found = find_publications(context(REFERENCES, DocumentKind.BLOG_ARTICLE))
    assert values(found, "title") == ["Naapurit kunnassa", "Vahvistetaan verkostoja ja rohkeutta"]
    assert [f.qualifiers["year"] for f in found] == [2021, 2020]
    assert [f.values["url"].value for f in found] == [
        "https://kylalehti.example/naapurit",
        "https://koivula.example/verkostot",
    ]
    assert {f.qualifiers["role"] for f in found} == {"reference"}


def test_materials_listed_with_links_are_publications() -> None:
    text = "Materiaalit\n\n • Kerhonohjaajan opas https://koivu.example/opas.pdf\n • Perheiden työkirja\n\nYhteystiedot\n\n • Koivukatu 1\n"
    assert values(find_publications(context(text)), "title")[-1] == "Perheiden työkirja"


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_every_title_and_address_derives_from_its_quote(text: str) -> None:
    ctx = context(text)
    for found in find_publications(ctx):
        for name, evidence in found.values.items():
            assert (
                DERIVERS[f"publication.{name}"](ctx.text[evidence.start : evidence.end], evidence.params)
                == evidence.value
            )


def titles(text: str, kind: DocumentKind = DocumentKind.PROJECT_PAGE) -> list[object]:
    return values(find_publications(context(text, kind)), "title")


def test_writings_that_the_text_speaks_of() -> None:
    start = "Kotisatama-hanke\n\n"
    assert titles(start + "Raportissa ”Kylien ääni – kokemuksia kerhoista” kerrotaan arjesta.\n") == [
        "Kylien ääni – kokemuksia kerhoista"
    ]
    assert titles(start + "Hankkeesta syntyi opas Kerho kulkee kylään (2024).\n") == ["Kerho kulkee kylään"]
    assert titles(start + "Opas ”Kerho” on hyvä, sanoi lukija. Raportti Koivulan kunnalle valmistui (2024).\n") == []


def test_a_title_before_its_series_and_year() -> None:
    text = "Kotisatama-hanke\n\nJulkaisut\n\nKerho kuuluu kaikille : opas ohjaajalle. Koivulan opiston julkaisuja, sarja C 18, 2023.\n"
    assert titles(text) == ["Kerho kuuluu kaikille : opas ohjaajalle"]


def test_sources_without_a_year_in_the_second_place() -> None:
    text = (
        "Kerhosta\n\nLähteet:\n\nKuvat mukaan kerhoon. Kuva-hanke 2019. https://kuva.example/kortit. Viitattu 10.3.2021.\n\n"
        "Kylätilasto. Muuttajat 2020. Viitattu 10.3.2021.\n"
    )
    assert titles(text, DocumentKind.BLOG_ARTICLE) == ["Kuvat mukaan kerhoon", "Muuttajat 2020"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Inbjudan\n\nVälkommen på presentation av: Byn som växer – En kartläggning av byar\n\nTorsdagen kl. 12.\n", "Byn som växer – En kartläggning av byar"),
        ("Project\n\nReport (In Swedish):\n\nAnna Exempel: ”Vid stranden” : Vardag i byn\n\nMore later.\n", "Vid stranden : Vardag i byn"),
        ("Kylien opas: naapurit ja arki\n\nTämä opas kertoo kylistä.\n\nJulkaisun tiedot\nISBN 000-0000-00-0\nSivumäärä 42\n", "Kylien opas: naapurit ja arki"),
    ],
)  # fmt: skip
def test_publications_of_launches_authors_and_their_own_pages(text: str, title: str) -> None:
    assert title in values(find_publications(context(text)), "title")


def test_what_a_person_says_is_no_publication() -> None:
    assert find_publications(context("Kerho\n\nAino Esimerkki: ”Kerho oli mukava ja opin paljon uutta.”\n")) == []

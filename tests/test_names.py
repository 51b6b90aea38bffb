# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from page_helpers import PAGES, PROJECT, context, values

from extractors.context import Context
from extractors.fields.names import DERIVERS, find_project_names
from extractors.readers import read
from schemas.facts import DocumentKind


def names(text: str, kind: DocumentKind = PROJECT) -> dict[str, object]:
    found = find_project_names(context(text + "\n", kind))
    return {str(f.qualifiers["kind"]): f.values["value"].value for f in reversed(found)}


BODY = "\n\nHankkeessa järjestetään kerhoja ja neuvontaa perheille neljässä kylässä koko vuoden ajan.\n"


@pytest.mark.parametrize(
    ("title", "primary"),
    [
        ("Siltana arkeen -hanke", "Siltana arkeen"),
        ("Siltana arkeen (ESR) –hanke", "Siltana arkeen"),
        ("Kotisatama-projekti", "Kotisatama"),
        ("Monta polkua – hanke", "Monta polkua"),
        ("Arjen kummi-hanke", "Arjen kummi"),
        (
            "Polkuja rakentamassa – Koivulan seudun\nneuvontapalvelujen kehittämis- ja\nkäynnistämishanke",
            "Polkuja rakentamassa – Koivulan seudun neuvontapalvelujen kehittämis- ja käynnistämishanke",
        ),
    ],
)
def test_title_lines(title: str, primary: str) -> None:
    assert names(title + BODY)["primary"] == primary


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        (
            "Mitä teemme\n\nAlueella toimii Kotisatama-hanke, jossa neuvotaan perheitä. Kotisatama-hankkeessa työskentelee kaksi ohjaajaa.",
            "Kotisatama",
        ),
        ("Hankekuvaus\n\nSiltoja Arkeen -hankkeen tavoitteena on tukea perheitä arjessa.", "Siltoja Arkeen"),
        ("Kuvaus\n\nSäätiö käynnisti syksyllä hankkeen ”Yhteinen pöytä”, jossa kokataan.", "Yhteinen pöytä"),
        ("Beskrivning\n\nProjektet Broar till vardagen ordnar kurser för familjer.", "Broar till vardagen"),
        ("About\n\nThe Open Harbour project offers courses for newcomers.", "Open Harbour"),
        (
            "Kerho Koivu\n\nKerho on osa Kylätalo ry:n Sanoja suuhun -hanketta, jota rahoittaa säätiö.",
            "Sanoja suuhun",
        ),
        ("Hankkeen nimi: Kotisatama\nToteutusaika: 1.1.2020 - 31.12.2021\n\nHanke tukee perheitä.", "Kotisatama"),
        (
            "Briefly\n\nHarbour for all was a project aimed at families. The project was funded by a foundation.",
            "Harbour for all",
        ),
    ],
)
def test_names_in_labels_and_text(text: str, primary: str) -> None:
    assert names(text)["primary"] == primary


def test_short_and_long_names_of_one_project() -> None:
    found = names("Hankkeen nimi: KUMMI - Kylien kummit perheiden tukena\n\nHankkeessa koulutetaan kummeja.")
    assert found["primary"] == "KUMMI - Kylien kummit perheiden tukena"
    assert found["short"] == "KUMMI"


@pytest.mark.parametrize(
    "text",
    [
        "Kylätalo\n\n • Hanketoiminta\n • Kerhot",
        "Palvelut\n\nESR-hankkeessa kehitettiin palveluja. Kehittämishankkeen jälkeen työ jatkuu.",
        "Uutisia\n\nSuunnittelemme tapahtumia ja rahoitettuja projekteja yhdessä.",
        "Hankkeet\n\nYhdistyksen hankkeet ovat päättyneet.",
    ],
)
def test_generic_words_name_nothing(text: str) -> None:
    assert not any(
        "hanke" in str(v).casefold() or str(v) in ("ESR", "Hankkeet", "Kehittämis") for v in names(text).values()
    )


@pytest.mark.parametrize(
    "kind", [DocumentKind.SERVICE, DocumentKind.BLOG_ARTICLE, DocumentKind.LISTING, DocumentKind.CALL]
)
def test_pages_that_are_not_of_one_project_have_no_name(kind: DocumentKind) -> None:
    assert names("Siltana arkeen -hanke" + BODY, kind) == {}


@given(PAGES)
@settings(max_examples=120, deadline=None)
def test_every_name_derives_from_its_quote(text: str) -> None:
    ctx = context(text)
    for found in find_project_names(ctx):
        evidence = found.values["value"]
        assert (
            DERIVERS["project_name.value"](ctx.text[evidence.start : evidence.end], evidence.params) == evidence.value
        )
    assert len(set(map(str, values(find_project_names(ctx))))) == len(find_project_names(ctx))


@pytest.mark.parametrize("unit", ["A-hanke ", "”", "X ", "hanke nimeltä ", "Projektet A ", "(a", "A-"])
def test_long_pages_of_one_sign_are_read(unit: str) -> None:
    assert isinstance(find_project_names(context("Alku\n\n" + unit * 10_000)), list)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Uutinen\n\nSilta-hanke auttaa. Silta-hanke alkoi. Silta tai koko nimeltään Neuvonta, ohjaus ja tuki kylien perheille -hanke auttaa.", "long", "Neuvonta, ohjaus ja tuki kylien perheille"),
        ("Polku 2 -hankkeessa tuetaan perheitä\n\nPolku 2- Yhdessä kylän arjen puolesta -hankkeessa kehitetään malleja.", "primary", "Polku 2"),
        ("1. Hankkeen tausta, miksi hanke\n\nKyläseura ry KV-kylät hanke alkoi. Hankkeen avulla tehtiin seminaari.", "primary", "KV-kylät"),
        ("Hankkeen tulokset: Ensilumi\n\nTyössä tavoitettiin perheitä.", "primary", "Ensilumi"),
        ("Nyheter\n\nSjung med! heter det tvååriga projekt som föreningen startar. Projektet pågår länge.", "primary", "Sjung med!"),
        ("Page 1\n\nMONIPOLKU hanke auttaa perheitä ja kyliä arjessa.", "primary", "MONIPOLKU"),
        ("Koivulan kesäyliopisto: SILTA\n\nKehitystyössä etsitään käytäntöjä.", "primary", "SILTA"),
        ("Projekttid\n\nKontakter:\n\nAnna Koivu\n\nFöreningar för alla\n\nMålgruppen är familjer som nyss flyttat till orten.", "primary", "Föreningar för alla"),
    ],
)  # fmt: skip
def test_names_beyond_titles(text: str, kind: str, name: str) -> None:
    assert names(text)[kind] == name


def test_a_headline_is_no_name() -> None:
    text = "Nytt projekt ger familjer en väg in i musiken\n\nProjektet Takt ordnar körer. Projektet Takt pågår."
    assert names(text, DocumentKind.PROJECT_NEWS) == {"primary": "Takt"}
    assert names("Kylien perheet saavat kummeja\n\nHanke alkoi.", DocumentKind.PROJECT_NEWS) == {}


@pytest.mark.parametrize("text", ["OKM hanke jatkuu.", "Tämä EU hanke alkoi.", "Sivu 2\n\nHanke jatkuu kylissä."])
def test_abbreviations_of_payers_and_page_numbers_name_nothing(text: str) -> None:
    assert names("Hankkeen tausta\n\n" + text) == {}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Ohjelma\n\nKoivulan liitto rahoittaa Lyhty-esiselvityshanketta. Lyhty-esiselvityshankkeessa kootaan tietoa.", "primary", "Lyhty"),
        ("Kuvaus\n\nLyhty -hanke on viralliselta nimeltään Perheiden kielitaidon ja osallisuuden tuki Koivulassa. Hankkeessa neuvotaan.", "long", "Perheiden kielitaidon ja osallisuuden tuki Koivulassa"),
        ("Päätös\n\nKaupunki perustaa toiveiden mukaan Tervetuloa satamaan -hankkeen. Hankkeessa neuvotaan perheitä.", "primary", "Tervetuloa satamaan"),
        ("Pihat\n\nPihatoiminta on osa STEAn rahoittamaa Pihapiiri 2022–2025 -hanketta, jossa neuvotaan.", "primary", "Pihapiiri 2022–2025"),
        ("Uutisia\n\nMukana on Koivulan Oma satama -hanke, jossa neuvotaan perheitä.", "primary", "Oma satama"),
    ],
)  # fmt: skip
def test_names_with_a_sort_a_full_form_or_a_common_first_word(text: str, kind: str, name: str) -> None:
    assert names(text)[kind] == name


@pytest.mark.parametrize(
    ("over", "heading", "name"),
    [
        ("<p>Siirry sisältöön</p>", "Oma satama – nuoren asumisvalmennus", "Oma satama – nuoren asumisvalmennus"),
        ("<div>TiedeportaaliHae tekijöitäFI EN</div>", "Harbour Nest", "Harbour Nest"),
        ("<p>Koivulan nuoret sr</p><p>Vipuvoimaa EU:lta</p>", "Projekt Ringar i sanden", "Ringar i sanden"),
        ("<nav><a href='/a'>Lyhty-hanke</a></nav><header><p>Rannan opisto</p></header>", "Verkko työhön", "Verkko työhön"),
    ],
)  # fmt: skip
def test_a_page_is_named_by_its_main_heading_not_by_what_stands_over_it(over: str, heading: str, name: str) -> None:
    page = f"<html><body>{over}<main><h1>{heading}</h1><p>Hankkeessa neuvotaan perheitä.</p></main></body></html>"
    doc = read(page.encode(), "http://koivula.example/hankkeet/x/", "text/html")
    found = find_project_names(Context(doc, PROJECT))
    assert found[0].values["value"].value == name


def test_the_title_is_the_name_where_the_text_says_its_beginning_in_the_genitive() -> None:
    text = (
        "“PIENI-SIMPUKKA” – Perheiden osallisuuden lisääminen\n\nPieni-Simpukan-hankkeen tavoitteena on tukea perheitä."
    )
    assert names(text)["primary"] == "PIENI-SIMPUKKA – Perheiden osallisuuden lisääminen"

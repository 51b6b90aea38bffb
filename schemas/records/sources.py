"""Where everything comes from: documents, their pages, the facts read from them, sources, runs, the build itself."""

from typing import Any, ClassVar

from schemas.records.base import Row, col


class SourceDocument(Row):
    """A document as it was read: the newest snapshot of an address."""

    table: ClassVar[str] = "documents"
    heading: ClassVar[str] = "Asiakirjat"
    heading_en: ClassVar[str] = "Documents"
    about: ClassVar[str] = "Luetut verkkosivut ja tiedostot teksteineen; myös ne, joita ei voitu lukea."
    about_en: ClassVar[str] = "Pages and files with their text; those that could not be read too."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("url",), ("kind",), ("source",), ("outcome",))
    fts: ClassVar[tuple[str, ...]] = ("title", "text")
    label: ClassVar[str | None] = "title"
    facets: ClassVar[tuple[str, ...]] = ("kind", "language", "source", "outcome")
    sort: ClassVar[str | None] = "url"

    id: str = col("Sisällön SHA-256", "SHA-256 of the bytes")
    url: str = col("Osoite", "Address", example="http://setlementti-koivu.example/hankkeet/koivu")
    also_at: list[str] = col(
        "Muut osoitteet, joissa on sama sisältö", "Other addresses with the same bytes", default=[]
    )
    title: str = col("Otsikko", "Title", default="")
    kind: str = col("Asiakirjan laji", "Kind of document", default="other", example="project_page")
    is_project: bool = col("Kertooko asiakirja hankkeesta", "Whether it describes projects", default=False)
    language: str = col("Kieli", "Language", default="", example="fi")
    media_type: str = col("Tiedostomuoto", "Media type", default="", example="text/html")
    text: str = col(
        "Luettu teksti; faktojen alku ja loppu viittaavat siihen", "The text that offsets refer to", default=""
    )
    blocks: list[dict[str, Any]] = col(
        "Tekstin osat: kind, start, end, zone, level, group, row, col, header, page",
        "Parts of the text, defaults left out",
        default=[],
    )
    published: str | None = col("Sivun oma päiväys", "The page's own date", default=None, example="2024-04-19")
    pages: int = col("Sivujen määrä (PDF)", "Number of pages (PDF)", default=0)
    outcome: str = col(
        "Luettiinko: read, tai miksi ei: empty, encrypted, broken, scanned, too_large, too_deep, wrong_type, "
        "unsupported, failed",
        "Whether it was read, or why not",
        example="read",
    )
    detail: str = col("Selitys lopputulokselle", "The outcome in words", default="")
    notes: list[str] = col("Lukijan huomautukset", "The reader's notes", default=[])
    unread_labels: list[str] = col("Lomakkeen kentät, joita ei tunnistettu", "Labels nobody consumed", default=[])
    source: str | None = col("Lähde", "Source", default=None, references="sources.name")
    confidence: float = col("Luottamus lajiin 0–1", "Confidence in the kind", default=0.0)
    fetched_at: str = col("Milloin haettu", "When it was fetched", volatile=True)
    seen_at: str = col("Milloin viimeksi todettu samaksi", "When last confirmed unchanged", volatile=True)
    gone_at: str | None = col("Milloin todettu poistuneeksi", "When found gone", default=None, volatile=True)


class PageImage(Row):
    """A drawn PDF page."""

    table: ClassVar[str] = "pages"
    heading: ClassVar[str] = "Sivukuvat"
    heading_en: ClassVar[str] = "Page images"
    about: ClassVar[str] = "PDF-sivujen kuvat niiltä sivuilta, joilta on luettu tietoja."
    about_en: ClassVar[str] = "Pictures of the PDF pages that facts were read from."
    pk: ClassVar[tuple[str, ...]] = ("document", "number")

    document: str = col("Asiakirja", "Document", references="documents.id")
    number: int = col("Sivunumero", "Page number, from 1", example=1)
    width: float = col("Leveys pisteinä", "Width in points", unit="pt")
    height: float = col("Korkeus pisteinä", "Height in points", unit="pt")
    png: bytes = col("Kuva", "Picture (PNG)")


class PublishedFact(Row):
    """A value with its evidence: the sentence it was read from."""

    table: ClassVar[str] = "facts"
    heading: ClassVar[str] = "Faktat ja näyttö"
    heading_en: ClassVar[str] = "Facts and evidence"
    about: ClassVar[str] = (
        "Jokainen arvo ja kohta, josta se luettiin: documents.text[start:end] on sama kuin quote, "
        "ja arvo johdetaan siitä uudelleen komennolla kotokanta verify."
    )
    about_en: ClassVar[str] = "Every value and where it was read: documents.text[start:end] equals quote."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("document", "start"),
        ("record_table", "record_id"),
        ("project",),
        ("organisation",),
    )
    facets: ClassVar[tuple[str, ...]] = ("field", "extractor")

    id: str = col("Pysyvä tunniste", "Stable id")
    document: str = col("Asiakirja", "Document", references="documents.id")
    subject: str = col("Asia asiakirjassa", "The thing in the document", example="project:0/contact:2")
    field: str = col("Kenttä", "Field", example="contact.phone")
    value: str = col("Arvo tekstinä", "The value as text", example="+358400001234")
    value_type: str = col("Arvon tyyppi: text, integer, number, none", "How to read the value", example="text")
    quote: str = col("Kohta sanasta sanaan", "The text it was read from, to the letter", example="040 000 1234")
    start: int = col("Alku tekstissä (merkkeinä)", "First code point in the document's text")
    end: int = col("Loppu tekstissä", "Code point after the quote")
    page: int = col("PDF-sivu, 0 muille", "PDF page, 0 for others", default=0)
    box: list[list[float]] = col(
        "Suorakulmiot PDF-sivulla [x0, y0, x1, y1] pisteinä vasemmasta yläkulmasta",
        "Rectangles on the PDF page in points from its top left corner",
        default=[],
    )
    record_table: str = col("Taulu, johon arvo kuuluu", "Table of the record", example="contacts")
    record_id: str = col("Rivin tunniste", "Id of the record")
    record_column: str = col("Sarake, jonka arvo se on", "Column of the record it is the value of", example="phone")
    project: str | None = col("Hanke", "Project", default=None, references="projects.id")
    organisation: str | None = col("Organisaatio", "Organisation", default=None, references="organisations.id")
    qualifiers: dict[str, Any] = col("Luokitukset", "Classifications", default={})
    params: dict[str, Any] = col("Mitä johtaminen tarvitsee lainauksen lisäksi", "What the deriver needs", default={})
    extractor: str = col("Lukija", "Extractor")
    version: str = col("Lukijan versio", "Extractor version")
    confidence: float = col("Luottamus 0–1", "Calibrated confidence", example=0.9)


class PublishedSource(Row):
    """A source: whose pages they are."""

    table: ClassVar[str] = "sources"
    heading: ClassVar[str] = "Lähteet"
    heading_en: ClassVar[str] = "Sources"
    about: ClassVar[str] = "Mistä asiakirjat ovat peräisin."
    about_en: ClassVar[str] = "Where the documents come from."
    pk: ClassVar[tuple[str, ...]] = ("name",)
    label: ClassVar[str | None] = "title"

    name: str = col("Tunniste", "Name", example="setlementti-koivu")
    title: str = col("Nimi", "Title", default="")
    owner: str = col("Omistaja", "Owner", default="")
    licence: str = col("Lisenssi", "Licence", default="")
    note: str = col("Huomautus", "Note", default="")
    documents: int = col("Asiakirjojen määrä", "Number of documents", default=0)
    last_seen: str | None = col("Milloin viimeksi käyty", "Last visit", default=None, volatile=True)
    stale_since: str | None = col(
        "Tiedot ovat tältä päivältä, koska uudempi haku ei läpäissyt tarkistuksia; tyhjä, jos tiedot ovat ajan tasalla",
        "The records are of this date, because a newer visit did not pass the gates; empty when they are up to date",
        default=None,
        volatile=True,
    )


class PublishedRun(Row):
    """A visit to a source and what it brought."""

    table: ClassVar[str] = "runs"
    heading: ClassVar[str] = "Haut"
    heading_en: ClassVar[str] = "Runs"
    about: ClassVar[str] = "Käynnit lähteissä: mikä oli uutta, muuttunutta tai poissa."
    about_en: ClassVar[str] = "Visits to sources: what was new, changed or gone."
    volatile: ClassVar[bool] = True
    sort: ClassVar[str | None] = "started_at"

    id: int = col("Numero", "Number")
    source: str = col("Lähde", "Source")
    started_at: str = col("Alkoi", "Started")
    finished_at: str = col("Päättyi", "Finished")
    complete: bool = col("Saatiinko loppuun", "Whether it was finished")
    counts: dict[str, Any] = col("Sivut lopputuloksittain", "Pages by outcome", default={})
    requests: int = col("Pyyntöjä", "Requests", default=0)
    alarms: list[str] = col("Hälytykset", "Alarms", default=[])
    traps: list[str] = col("Silmukat, joihin ei menty", "Traps that were named", default=[])
    pages: dict[str, Any] = col(
        "Uudet, muuttuneet ja poistuneet sivut (new, changed, gone), enintään 50 kutakin",
        "New, changed and gone pages, 50 of each at the most",
        default={},
    )
    odd: list[list[str]] = col(
        "Sivut, joita ihmisen kannattaa katsoa: osoite, lopputulos, selitys",
        "Pages a person should look at: address, outcome, detail",
        default=[],
    )


class PublishedAlarm(Row):
    """What is wrong with a source: one row a cause."""

    table: ClassVar[str] = "alarms"
    heading: ClassVar[str] = "Hälytykset"
    heading_en: ClassVar[str] = "Alarms"
    about: ClassVar[str] = "Mikä lähteissä on vialla: mitä, mistä lähtien, minkä perusteella ja mitä voi kokeilla."
    about_en: ClassVar[str] = "What is wrong with sources: what, since when, on what grounds, what to try."
    volatile: ClassVar[bool] = True
    facets: ClassVar[tuple[str, ...]] = ("source", "cause")

    id: int = col("Numero", "Number")
    source: str = col("Lähde", "Source", example="setlementti-koivu")
    cause: str = col("Syy", "Cause", example="consent_wall")
    what: str = col("Mitä", "What is wrong")
    attempt: str = col("Mitä voi kokeilla", "What to try")
    rows: list[str] = col("Rivit luvun takana", "The rows behind the number", default=[])
    since: str | None = col("Milloin viimeksi kunnossa", "When it was last right", default=None)
    raised_at: str = col("Milloin havaittu", "When it was raised")
    ended_at: str | None = col("Milloin päättynyt; tyhjä, jos yhä voimassa", "When it ended", default=None)


class About(Row):
    """What the build says about itself."""

    table: ClassVar[str] = "about"
    heading: ClassVar[str] = "Tietoa tietokannasta"
    heading_en: ClassVar[str] = "About"
    about: ClassVar[str] = "Milloin ja mistä tietokanta on koottu."
    about_en: ClassVar[str] = "When and from what the database was built."
    pk: ClassVar[tuple[str, ...]] = ("key",)
    volatile: ClassVar[bool] = True

    key: str = col("Avain", "Key", example="built_at")
    value: str = col("Arvo", "Value")

"""What projects aim at, do, reach, cost, where and for whom."""

from typing import ClassVar

from schemas.records.base import ValueRow, col


class _Passage(ValueRow):
    label: ClassVar[str | None] = "text"
    text: str = col("Teksti, kuten lähde sen sanoo", "The text as the source has it")
    section: str | None = col(
        "Otsikko, jonka alla se on", "The heading it stands under", default=None, example="Tavoitteet"
    )


class Goal(_Passage):
    """What a project aims at."""

    table: ClassVar[str] = "goals"
    heading: ClassVar[str] = "Tavoitteet"
    heading_en: ClassVar[str] = "Goals"
    about: ClassVar[str] = "Mihin hanke pyrkii."
    about_en: ClassVar[str] = "What a project aims at."
    fts: ClassVar[tuple[str, ...]] = ("text",)
    facets: ClassVar[tuple[str, ...]] = ("kind",)
    kind: str | None = col("Laji: stated_goal, benefit, plan", "Kind", default=None, example="stated_goal")


class Action(_Passage):
    """What a project does."""

    table: ClassVar[str] = "actions"
    heading: ClassVar[str] = "Toimenpiteet"
    heading_en: ClassVar[str] = "Actions"
    about: ClassVar[str] = "Mitä hankkeessa tehdään."
    about_en: ClassVar[str] = "What a project does."
    fts: ClassVar[tuple[str, ...]] = ("text",)


class Result(_Passage):
    """What a project says it reached."""

    table: ClassVar[str] = "results"
    heading: ClassVar[str] = "Tulokset"
    heading_en: ClassVar[str] = "Results"
    about: ClassVar[str] = "Mitä hanke kertoo saaneensa aikaan."
    about_en: ClassVar[str] = "What a project says it reached."
    fts: ClassVar[tuple[str, ...]] = ("text",)


class TargetGroup(ValueRow):
    """Whom a project is for."""

    table: ClassVar[str] = "target_groups"
    heading: ClassVar[str] = "Kohderyhmät"
    heading_en: ClassVar[str] = "Target groups"
    about: ClassVar[str] = "Kenelle hanke on suunnattu."
    about_en: ClassVar[str] = "Whom a project is for."
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("kind",)
    name: str = col("Kohderyhmä", "Target group", example="maahanmuuttajanuoret")
    kind: str | None = col("direct (varsinainen) tai indirect (välillinen)", "Direct or indirect", default=None)


class Metric(ValueRow):
    """A planned or reached number."""

    table: ClassVar[str] = "metrics"
    heading: ClassVar[str] = "Luvut"
    heading_en: ClassVar[str] = "Metrics"
    about: ClassVar[str] = "Hankkeen suunnitellut ja toteutuneet määrät."
    about_en: ClassVar[str] = "Planned and reached numbers of a project."
    facets: ClassVar[tuple[str, ...]] = ("kind", "noun")
    value: float = col("Luku", "Number", example=260)
    noun: str | None = col("Mitä lasketaan", "What is counted", default=None, example="henkilö")
    unit: str | None = col("Yksikkö, jos muu kuin kappale", "Unit where it is not a count", default=None, example="%")
    kind: str | None = col("planned, realised, staffing tai none", "Planned, realised, staffing or none", default=None)
    subgroup: str | None = col("Osajoukko, esimerkiksi women", "Subgroup, such as women", default=None)


class Period(ValueRow):
    """A date of a project and what it means."""

    table: ClassVar[str] = "periods"
    heading: ClassVar[str] = "Ajat"
    heading_en: ClassVar[str] = "Periods"
    about: ClassVar[str] = "Hankkeen päivämäärät rooleineen."
    about_en: ClassVar[str] = "Dates of a project with their roles."
    facets: ClassVar[tuple[str, ...]] = ("role",)
    date: str = col("Päivä, kuukausi tai vuosi", "Date, as exact as stated", example="2018-01-01")
    role: str | None = col("start, end, end_original, end_extended tai event", "Role", default=None, example="start")
    precision: str | None = col("Tarkkuus: day, month, season, year", "Precision", default=None, example="day")


class Place(ValueRow):
    """Where a project works."""

    table: ClassVar[str] = "places"
    heading: ClassVar[str] = "Paikat"
    heading_en: ClassVar[str] = "Places"
    about: ClassVar[str] = "Kunnat, maakunnat ja muut alueet, joilla toimitaan."
    about_en: ClassVar[str] = "Municipalities, regions and other areas."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project",), ("document",), ("code",))
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("kind", "name")
    name: str = col("Paikka", "Place", example="Jyväskylä")
    kind: str | None = col("municipality, region, subregion, district tai country", "Kind", default=None)
    code: str | None = col("Tilastokeskuksen koodi", "Statistics Finland code", default=None, example="179")
    within: str | None = col("Alue, johon paikka kuuluu", "The area it lies in", default=None)


class Money(ValueRow):
    """A sum and its role."""

    table: ClassVar[str] = "money"
    heading: ClassVar[str] = "Rahoitus"
    heading_en: ClassVar[str] = "Money"
    about: ClassVar[str] = "Hankkeiden budjetit, tuet ja avustukset."
    about_en: ClassVar[str] = "Budgets, shares and grants of projects."
    facets: ClassVar[tuple[str, ...]] = ("role",)
    amount: float = col("Summa", "Amount", example=258695.0, unit="€")
    currency: str | None = col("Valuutta", "Currency", default=None, example="EUR")
    role: str | None = col("total, eu_share, own_share, grant tai none", "Role", default=None, example="eu_share")


class Publication(ValueRow):
    """A report, guide or other material."""

    table: ClassVar[str] = "publications"
    heading: ClassVar[str] = "Julkaisut"
    heading_en: ClassVar[str] = "Publications"
    about: ClassVar[str] = "Hankkeiden julkaisut ja aineistot."
    about_en: ClassVar[str] = "Publications and materials of projects."
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("role",)
    name: str = col("Nimi", "Title")
    url: str | None = col("Osoite", "Address", default=None)
    role: str | None = col("own (hankkeen oma) tai reference (viite)", "Own or reference", default=None)
    year: int | None = col("Vuosi", "Year", default=None, example=2021)


class WebLink(ValueRow):
    """A web address and what it is for."""

    table: ClassVar[str] = "links"
    heading: ClassVar[str] = "Linkit"
    heading_en: ClassVar[str] = "Links"
    about: ClassVar[str] = "Verkko-osoitteet, joihin asiakirjat viittaavat."
    about_en: ClassVar[str] = "Web addresses the documents refer to."
    facets: ClassVar[tuple[str, ...]] = ("kind",)
    url: str = col("Osoite", "Address", example="https://setlementti-koivu.example/hanke")
    kind: str | None = col("website, funder_register, reference tai material", "Kind", default=None)


class ServiceLanguage(ValueRow):
    """A language that is served, published in or taught."""

    table: ClassVar[str] = "languages"
    heading: ClassVar[str] = "Kielet"
    heading_en: ClassVar[str] = "Languages"
    about: ClassVar[str] = "Kielet, joilla palvellaan, julkaistaan tai joita opetetaan."
    about_en: ClassVar[str] = "Languages that are served, published in or taught."
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("name", "usage")
    name: str = col("Kieli", "Language", example="arabia")
    code: str | None = col("ISO 639 -koodi", "ISO 639 code", default=None, example="ar")
    usage: str | None = col("service, publication tai taught", "Usage", default=None)

"""Projects and who takes part in them."""

from typing import ClassVar

from schemas.records.base import Row, ValueRow, col


class Project(Row):
    """A project: what all documents about it add up to."""

    table: ClassVar[str] = "projects"
    heading: ClassVar[str] = "Hankkeet"
    heading_en: ClassVar[str] = "Projects"
    about: ClassVar[str] = (
        "Kotoutumista edistävät hankkeet; yksi rivi hanketta kohti, vaikka siitä kertoisi moni asiakirja."
    )
    about_en: ClassVar[str] = "Integration projects; one row a project, however many documents tell of it."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("code",), ("lead",), ("start_date",), ("document",))
    fts: ClassVar[tuple[str, ...]] = ("name", "other_names", "code", "summary")
    fts_related: ClassVar[tuple[tuple[str, str], ...]] = (
        ("goals", "text"),
        ("actions", "text"),
        ("results", "text"),
        ("target_groups", "name"),
        ("places", "name"),
        ("participations", "name"),
        ("funders", "name"),
    )
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("funder", "programme", "status")
    sort: ClassVar[str | None] = "name"

    id: str = col(
        "Pysyvä tunniste: hankekoodi pienin kirjaimin, muuten nimestä muodostettu",
        "The project code in lower case, otherwise made from the name",
        example="s29001",
    )
    name: str = col("Hankkeen nimi", "Name", example="Kotona Koivussa")
    short_name: str | None = col("Lyhyt nimi", "Short name", default=None, example="Koivu")
    other_names: list[str] = col("Muut nimet ja käännökset", "Other names and translations", default=[])
    code: str | None = col("Hankekoodi", "Project code", default=None, example="S29001")
    code_scheme: str | None = col("Koodin järjestelmä", "Where the code comes from", default=None, example="EURA2014")
    other_codes: list[str] = col("Muut koodit ja diaarinumerot", "Other codes and diary numbers", default=[])
    lead: str | None = col(
        "Päätoteuttaja", "Lead organisation", default=None, references="organisations.id", example="fi-1234567-1"
    )
    funder: str | None = col("Päärahoittaja", "Main funder", default=None, example="Euroopan sosiaalirahasto (ESR)")
    programme: str | None = col("Rahoitusohjelma", "Programme", default=None, example="ESR")
    start_date: str | None = col(
        "Alkaa (niin tarkasti kuin tiedetään)", "Start, as exact as known", default=None, example="2018-01-01"
    )
    end_date: str | None = col(
        "Päättyy, jatkoaika mukaan lukien", "End, extension included", default=None, example="2020-12-31"
    )
    original_end_date: str | None = col(
        "Alkuperäinen päättymispäivä, jos hanketta jatkettiin", "Original end where it was extended", default=None
    )
    status: str | None = col("Tila, kuten lähde sen sanoo", "Status as the source says", default=None, example="ended")
    summary: str | None = col("Tiivistelmä", "Summary", default=None)
    authority: str | None = col("Vastuuviranomainen", "Responsible authority", default=None)
    priority: str | None = col("Toimintalinja", "Priority axis", default=None)
    objective: str | None = col("Erityistavoite", "Specific objective", default=None)
    website: str | None = col("Hankkeen verkkosivu", "Website", default=None)
    document: str = col("Tärkein asiakirja", "The main document", references="documents.id")
    documents: int = col("Asiakirjojen määrä", "Number of documents", example=2)
    confidence: float = col("Luottamus nimeen 0–1", "Confidence in the name", example=0.9)


class Organisation(Row):
    """An organisation that the documents name."""

    table: ClassVar[str] = "organisations"
    heading: ClassVar[str] = "Organisaatiot"
    heading_en: ClassVar[str] = "Organisations"
    about: ClassVar[str] = "Hankkeiden toteuttajat, kumppanit ja rahoittajat."
    about_en: ClassVar[str] = "Those who run, join and fund projects."
    fts: ClassVar[tuple[str, ...]] = ("name", "other_names", "business_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("business_id",),)
    label: ClassVar[str | None] = "name"
    sort: ClassVar[str | None] = "name"

    id: str = col(
        "Pysyvä tunniste: Y-tunnus, muuten nimestä", "Business ID, otherwise from the name", example="fi-1234567-1"
    )
    name: str = col("Nimi", "Name", example="Setlementti Koivu ry")
    business_id: str | None = col("Y-tunnus", "Business ID", default=None, example="1234567-1")
    other_names: list[str] = col("Muut kirjoitusasut", "Other spellings", default=[])
    projects: int = col("Hankkeiden määrä", "Number of projects", example=3)
    documents: int = col("Asiakirjojen määrä", "Number of documents", example=5)


class Participation(ValueRow):
    """An organisation's part in a project, or its mention in a document."""

    table: ClassVar[str] = "participations"
    heading: ClassVar[str] = "Osallistujat"
    heading_en: ClassVar[str] = "Participations"
    about: ClassVar[str] = "Mikä organisaatio on missä hankkeessa ja missä roolissa."
    about_en: ClassVar[str] = "Which organisation takes part in which project, in what role."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project",), ("document",), ("organisation",))
    facets: ClassVar[tuple[str, ...]] = ("role",)

    organisation: str = col("Organisaatio", "Organisation", references="organisations.id")
    name: str = col("Nimi, kuten asiakirja sen kirjoittaa", "Name as the document writes it")
    business_id: str | None = col("Y-tunnus", "Business ID", default=None)
    role: str | None = col(
        "Rooli: lead, partner, subsidy_recipient, funder, cooperation, unit, mentioned",
        "Role",
        default=None,
        example="lead",
    )


class Funder(ValueRow):
    """Who funds a project."""

    table: ClassVar[str] = "funders"
    heading: ClassVar[str] = "Rahoittajat"
    heading_en: ClassVar[str] = "Funders"
    about: ClassVar[str] = "Hankkeiden rahoittajat vakiintuneilla nimillään."
    about_en: ClassVar[str] = "Funders of projects under their established names."
    label: ClassVar[str | None] = "name"
    facets: ClassVar[tuple[str, ...]] = ("name", "programme")

    name: str = col("Rahoittajan vakiintunut nimi", "Canonical name", example="Euroopan sosiaalirahasto (ESR)")
    programme: str | None = col("Rahasto tai ohjelma", "Fund or programme", default=None, example="ESR")


class Contact(ValueRow):
    """A person at work whom an organisation itself names as a contact."""

    table: ClassVar[str] = "contacts"
    heading: ClassVar[str] = "Yhteyshenkilöt"
    heading_en: ClassVar[str] = "Contacts"
    about: ClassVar[str] = "Yhteyshenkilöt työtehtävässään, kuten organisaatio on heidät itse julkaissut."
    about_en: ClassVar[str] = "People at work, as their organisation published them."
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project",), ("document",), ("organisation",))
    label: ClassVar[str | None] = "name"

    name: str = col("Nimi", "Name", example="Testi Henkilö")
    role: str | None = col("Tehtävä", "Role", default=None, example="projektipäällikkö")
    phone: str | None = col("Työpuhelin (E.164)", "Work phone (E.164)", default=None, example="+358400001234")
    email: str | None = col(
        "Työsähköposti", "Work e-mail", default=None, example="testi.henkilo@setlementti-koivu.example"
    )
    organisation_name: str | None = col(
        "Organisaatio, kuten lähde sen kirjoittaa", "Organisation as written", default=None
    )
    organisation: str | None = col("Organisaatio", "Organisation", default=None, references="organisations.id")


class UnitContact(ValueRow):
    """A unit's own phone or e-mail, without a person."""

    table: ClassVar[str] = "unit_contacts"
    heading: ClassVar[str] = "Yksiköiden yhteystiedot"
    heading_en: ClassVar[str] = "Unit contacts"
    about: ClassVar[str] = "Toimipisteiden ja palveluiden yhteiset numerot ja osoitteet."
    about_en: ClassVar[str] = "Shared numbers and addresses of units and services."
    label: ClassVar[str | None] = "unit"

    unit: str = col("Yksikkö", "Unit", example="Neuvontapiste Koivu")
    phone: str | None = col("Puhelin (E.164)", "Phone (E.164)", default=None)
    email: str | None = col("Sähköposti", "E-mail", default=None)


class Address(ValueRow):
    """A street or post address of an organisation or unit."""

    table: ClassVar[str] = "addresses"
    heading: ClassVar[str] = "Osoitteet"
    heading_en: ClassVar[str] = "Addresses"
    about: ClassVar[str] = "Organisaatioiden ja toimipisteiden osoitteet. Yksityisosoitteita ei julkaista."
    about_en: ClassVar[str] = "Addresses of organisations and units; private addresses are not published."
    label: ClassVar[str | None] = "address"
    facets: ClassVar[tuple[str, ...]] = ("city",)

    address: str = col("Koko osoite", "Whole address", example="Koivukuja 1, 00100 Helsinki")
    street: str | None = col("Katuosoite tai postilokero", "Street or box", default=None)
    postcode: str | None = col("Postinumero", "Postcode", default=None, example="00100")
    city: str | None = col("Postitoimipaikka", "Post town", default=None, example="Helsinki")
    owner: str | None = col("Kenen osoite", "Whose address", default=None)

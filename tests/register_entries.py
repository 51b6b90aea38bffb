"""Invented entries of the project registers, in every way the registers print them."""

# ruff: noqa: E501  (samples are long lines)

from dataclasses import dataclass, field

LABELS = {
    "fi": ("Hankekoodi", "Hankkeen nimi", "Toimintalinja", "Erityistavoite", "Suunnitelman mukainen toteutusaika", "Toiminnan tila", "Vastuuviranomainen", "Hakijan virallinen nimi", "Organisaatiotyyppi", "Y-tunnus", "Jakeluosoite", "Puhelinnumero", "Postinumero", "Postitoimipaikka", "WWW-osoite", "Hankkeen yhteyshenkilön nimi", "Yhteyshenkilön asema hakijaorganisaatiossa", "Yhteyshenkilön sähköpostisoite", "Yhteyshenkilön puhelinnumero", "Hakijoiden lukumäärä tai tuen siirto -menettely"),
    "en": ("Project code", "Project name", "Policy", "Specific objective", "Planned completion time", "Operational status", "Responsible authority", "Official name of the applicant", "Organisation type", "Business ID", "Street", "Telephone number", "Postal code", "City/town", "Website", "Project contact person's name", "Contact person's position in the organisation", "Contact person’s email address", "Contact person's phone number", "Number of applicants or subsidy transfer"),
}  # fmt: skip
HEADS = {
    "fi": ("Euroopan unioni Vipuvoimaa EU:lta", "1 Hanke", "2 Hakijan perustiedot", "3 Suunnitelman mukainen tiivistelmä toteutuksesta", "4 Hankkeen kohderyhmät", "Osatoteuttajat"),
    "en": ("European Union Leverage from the EU", "1 Project", "2 Basic applicant information", "3 Plan-specified summary of the project completion", "4 Target groups of the project", "Co-organisers"),
}  # fmt: skip


@dataclass(frozen=True)
class Entry2014:
    code: str = "S29901"
    name: str = "Kotopolku – neuvontaa muuttajille"
    axis: str = "5. Sosiaalinen osallisuus ja köyhyyden torjunta"
    objective: str = "10.1. Työelämän ulkopuolella olevien työ- ja toimintakyvyn parantaminen"
    period: str = "Alkaa 1.8.2018 ja päättyy 31.12.2020"
    status: str = "Toiminta päättynyt"
    authority: str = "Keski-Suomen elinkeino-, liikenne- ja ympäristökeskus"
    lead: str = "Setlementti Koivu ry"
    kind: str = "Muu järjestö tai yhdistys"
    business_id: str = "9100101-6"
    street: str = "Koivukatu 12 B"
    phone: str = "014 555 0100"
    postcode: str = "40100"
    city: str = "Jyväskylä"
    website: str = "http://setlementti-koivu.example"
    person: str = "Anna Koivuniemi"
    position: str = "Toiminnanjohtaja"
    mail: str = "anna.koivuniemi(at)setlementti-koivu.example"
    mobile: str = "040 000 1234"
    mode: str = "Vain yksi hakija"
    partners: tuple[str, ...] = ()
    partners_title: str = ""
    summary: str = "Hankkeen tavoitteena on kehittää neuvontaa."
    title: str = "Euroopan sosiaalirahaston (ESR) rahoittaman hankkeen kuvaus"
    language: str = "fi"
    groups: str = "Varsinaisena kohderyhmänä ovat maahanmuuttajanaiset."
    after: tuple[str, ...] = field(default=())

    def lines(self) -> list[str]:
        head = HEADS[self.language]
        labels = LABELS[self.language]
        values = (
            self.code, self.name, self.axis, self.objective, self.period, self.status, self.authority, self.lead,
            self.kind, self.business_id, self.street, self.phone, self.postcode, self.city, self.website, self.person,
            self.position, self.mail, self.mobile, self.mode,
        )  # fmt: skip
        pairs = [f"{label}: {value}".rstrip() for label, value in zip(labels, values, strict=True)]
        partners = [self.partners_title or head[5], *self.partners] if self.partners or self.partners_title else []
        return [
            head[0], self.title, head[1], *pairs[:7], head[2], *pairs[7:], *partners, head[3], self.summary,
            head[4], self.groups, *self.after,
        ]  # fmt: skip

    def printed(self, way: str) -> bytes:
        """As plain text with empty lines between, in one line, or as HTML."""
        lines = self.lines()
        if way == "html":
            rows = "".join(f"<p>{_html(x)}</p>" for x in lines)
            return f"<!doctype html><html><body><h1>{self.title}</h1><div>{rows}</div></body></html>".encode()
        if way == "table":
            rows = "".join(f"<tr>{_cells(x)}</tr>" for x in lines)
            return f"<!doctype html><html><body><h1>{self.title}</h1><table>{rows}</table></body></html>".encode()
        return ("\n\n" if way == "lines" else " ").join(lines).encode()


def _html(line: str) -> str:
    label, colon, value = line.partition(":")
    return f"<b>{label}:</b>{value}" if colon and label in {*LABELS["fi"], *LABELS["en"]} else line


def _cells(line: str) -> str:
    label, colon, value = line.partition(":")
    if colon and label in {*LABELS["fi"], *LABELS["en"]}:
        return f"<td>{label}:</td><td>{value}</td>"
    return f"<td colspan=2>{line}</td>"


@dataclass(frozen=True)
class Entry2007:
    code: str = "S19901"
    name: str = "Kumppanina töihin"
    part: str = "Valtakunnallinen"
    axis: str = "2: Työllistymisen edistäminen sekä syrjäytymisen ehkäiseminen"
    period: str = "Alkaa 1.3.2010 ja päättyy 31.12.2012"
    lead: str = "Koivukylän kaupunki/Talouskeskus/Yrityspalvelut"
    street: str = "PL 5, Koivukatu 1"
    phone: str = "09 555 0100, 050 555 0101"
    web: str = "www.koivukyla.example"
    home: str = "www.kumppani.example"
    person: str = "Tammela Sirkka"
    position: str = "toimialajohtaja vs."
    mail: str = "sirkka.tammela(at)koivukyla.example"
    mobile: str = "040 509 01 97"
    area: tuple[str, ...] = ("Maakunnat: Keski-Suomi", "Seutukunnat: Jyväskylän", "Kunnat: Jyväskylä, Nastola")
    planned: str = "1460, joista naisia 500"
    realised: str = "1829, joista naisia 885"

    def printed(self, way: str) -> bytes:
        lines = [
            "Euroopan unioni", "Vipuvoimaa EU:lta", "Euroopan sosiaalirahaston (ESR) rahoittaman projektin kuvaus",
            "1. Projekti", f"Projektikoodi: {self.code}", f"Projektin nimi: {self.name}", f"Osio: {self.part}",
            f"Toimintalinja: {self.axis}", "Projektityyppi: Projekti, jossa on henkilöitä mukana",
            f"Suunnitelman mukainen toteutusaika: {self.period}", "Toiminnan tila: Toiminta päättynyt",
            "Vastuuviranomainen: Hämeen elinkeino-, liikenne- ja ympäristökeskus", "2. Projektin toteuttaja",
            f"Toteuttajaorganisaation nimi: {self.lead}", "Organisaatiotyyppi: Kunta", "Y-tunnus: 9100212-3",
            f"Osoite: {self.street}", f"Puhelinnumero: {self.phone}", f"Toteuttajaorganisaation Web-osoite: {self.web}",
            f"Projektin kotisivun osoite: {self.home}", f"Vastuuhenkilön nimi: {self.person}", f"Asema: {self.position}",
            f"Sähköposti: {self.mail}", f"Puhelinnumero: {self.mobile}",
            "3. Projektin toteutusalue ja kohderyhmän kuvaus", "3.1 Maantieteellinen kohdealue", *self.area,
            "3.2 Varsinaiset kohderyhmät", "Maahanmuuttajanuoret ja heidän vanhempansa.", "3.3 Välilliset kohderyhmät",
            "Kuntien työntekijät.", "3.4 Aloittaneiden henkilöiden määrä", f"Suunniteltu: {self.planned}",
            f"Toteutunut seurantatietojen mukaan: {self.realised}", "4. Projektin tavoitteet, tulokset ja vaikutukset",
            "4.1 Uusien työpaikkojen määrä", "Suunniteltu: 10, joista naisten työpaikkoja 4",
            "Toteutunut seurantatietojen mukaan: 12, joista naisten työpaikkoja 5", "4.2 Uusien yritysten määrä",
            "Suunniteltu: 2, joista naisten perustamia 0", "Toteutunut seurantatietojen mukaan: 3, joista naisten perustamia 1",
        ]  # fmt: skip
        return ("\n\n" if way == "lines" else " ").join(lines).encode()

"""Application forms and pages that speak by label."""

# ruff: noqa: E501  (samples are long lines)

from typing import Any

import pytest

from extractors.context import Context
from extractors.kinds import application_form, label_page
from extractors.readers import read
from schemas.facts import DocumentKind, Found
from tests.test_kinds_register import prove, values

FORM = (
    "1 (7) Hankehakemus Kestävää kasvua ja työtä 2014 2020 Viranomaisen merkintöjä Saapumispäivämäärä 29.8.2016 "
    "Käsittelijä Marja Virkailija Diaarinumero EURA 2014/9256/09 02 01 01/2016/XSL Puhelinnumero 0295 123 441 "
    "Hakemusnumero 303947 Hakemustyyppi Uusi Hankekoodi S29901 Tila Saapunut 1 Viranomainen, jolle hakemus osoitetaan "
    "Viranomainen Koivu-Savon liitto 2 Hakijan perustiedot Hakijan virallinen nimi Setlementti Koivu ry "
    "Organisaatiotyyppi Muu järjestö tai yhdistys Jakeluosoite PL 24, Koivukatu 1 Postinumero 70101 Tilinumero (IBAN) "
    "FI0000000000000000 WWW-osoite http://setlementti-koivu.example Hankkeen yhteyshenkilön nimi {person} "
    "Yhteyshenkilön sähköpostiosoite anna.koivuniemi@setlementti-koivu.example Hakijoiden lukumäärä tai tuen siirto "
    "-menettely ý Vain yksi hakija 3 Hankkeen perustiedot Hakijoita on useampi kuin yksi (yhteishanke) Y-tunnus "
    "9100101-6 Puhelinnumero 0145550100 Postitoimipaikka Kuopio BIC XXBAFIHH Yhteyshenkilön asema "
    "hakijaorganisaatiossa Toiminnanjohtaja Yhteyshenkilön puhelinnumero 040 000 1234 Hakija siirtää osan haettavasta "
    "tuesta yhdelle tai useammalle taholle hankkeen toteuttamista varten (tuen siirto) Osatoteuttajat Hakijan "
    "(osatoteuttajan) nimi Y-tunnus Organisaatiotyyppi Koivun ammattikorkeakoulu Oy Ammattikorkeakoulu Lahden "
    "kaupunki Kunta Perustele, miksi hanke toteutetaan yhteishankkeena. Osaaminen täydentää toistaan. Hankkeen "
    "julkinen nimi Kotopolku Alkamispäivämäärä Päättymispäivämäärä 1.9.2016 31.12.2018 Toimintalinja 5. Sosiaalinen "
    "osallisuus Erityistavoite 10.1. Toimintakyvyn parantaminen 4 Tiivistelmä (julkaistaan internetin tietopalvelussa)\n"
    "2 (7) 4.1 Hankkeen julkinen tiivistelmä (tavoitteet, toimenpiteet, tulokset) Hankkeen tavoitteena on kehittää "
    "maahanmuuttajien neuvontaa. Hankkeessa järjestetään ryhmiä kolmella paikkakunnalla. 4.2 Hankkeen nimi englanniksi"
)
OLD_FORM = (
    "1 ESR-PROJEKTISUUNNITELMA Ohjelmakausi Viranomaisen merkintöjä Saapumispvm Diaarinumero 39/9562/09 Käsittelijä leena "
    "virkailija Puhelinnumero Hakemusnumero Projektikoodi S19901 Hakemustyyppi Uusi hakemus Tila Käynnissä 2. PROJEKTI, "
    "JOLLE HAETAAN RAHOITUSTA Projektin nimi KUMPPANI Ohjelma Manner-Suomen ESR-ohjelma Ohjelman osio Etelä-Suomen "
    "suuralueosio Toimintalinja 4 : Alueiden välinen yhteistyö Projektityyppi Projekti, jossa ei ole henkilöitä mukana "
    "Aloituspäivämäärä Päättymispäivämäärä 3. PROJEKTIN HAKIJAN TIEDOT Hakijaorganisaation nimi Koivun yliopisto "
    "Organisaatiotyyppi Yliopisto Y-tunnus Lähiosoite Kirkkokatu 16 Puhelinnumero (09) 1911 Postinumero Postitoimipaikka "
    "Lahti Projektin vastuuhenkilön nimi Anna Koivuniemi Asema organisaatiossa Kehittämispäällikkö Sähköpostiosoite "
    "anna.koivuniemi@koivu.example Puhelinnumero 040 000 1234 Taloushallinnon vastuuhenkilön nimi Leena Kaukola Asema "
    "organisaatiossa Kamreeri Sähköpostiosoite Puhelinnumero 050 555 0101 Projektipäällikön nimi valitaan myöhemmin "
    "Sähköpostiosoite Puhelinnumero Seurantayhdyshenkilön nimi Ilse Palmu Sähköpostiosoite ilse.palmu@koivu.example "
    "Puhelinnumero EURA JÄRJESTELMÄ 1/21"
)


def form(text: str) -> list[Found]:
    ctx = Context(read(text.encode()), DocumentKind.APPLICATION_FORM)
    out = application_form.read(ctx)
    prove(ctx.doc, out)
    return out


def cards(out: list[Found]) -> list[dict[str, Any]]:
    return [{k: e.value for k, e in f.values.items()} for f in out if f.type == "contact"]


def test_labels_that_run_ahead_of_their_values() -> None:
    out = form(FORM.format(person="KOIVUNIEMI ANNA"))
    assert values(out, "project_code") == ["S29901"]
    assert values(out, "project_name") == ["Kotopolku"]
    assert values(out, "organisation", "business_id") == ["9100101-6"]
    assert values(out, "organisation", "name", role="lead") == ["Setlementti Koivu ry"]
    assert values(out, "organisation", "name", role="partner") == ["Koivun ammattikorkeakoulu Oy", "Lahden kaupunki"]
    assert values(out, "period", "date") == ["2016-09-01", "2018-12-31"]
    assert values(out, "address", "postcode") == ["70101"]
    assert values(out, "address", "city") == ["Kuopio"]
    assert values(out, "unit_contact", "phone") == ["+358145550100"]
    assert cards(out) == [{
        "name": "Anna Koivuniemi", "role": "toiminnanjohtaja", "phone": "+358400001234",
        "email": "anna.koivuniemi@setlementti-koivu.example",
    }]  # fmt: skip
    assert values(out, "goal") == ["Hankkeen tavoitteena on kehittää maahanmuuttajien neuvontaa."]


@pytest.mark.parametrize("person", ["Myöhemmin palkattava muutosjohtaja", "valitaan myöhemmin", "N.N."])
def test_somebody_to_be_hired_is_nobody(person: str) -> None:
    assert cards(form(FORM.format(person=person))) == []


def test_the_officials_number_and_name_are_not_the_applicants() -> None:
    out = form(FORM.format(person="KOIVUNIEMI ANNA"))
    said = {str(e.value) for f in out for e in f.values.values()}
    assert "+358295123441" not in said
    assert not any("irkailija" in s for s in said)


def test_each_persons_label_begins_a_card_of_its_own() -> None:
    out = form(OLD_FORM)
    assert values(out, "project_code") == ["S19901"]
    assert values(out, "project_name") == ["KUMPPANI"]
    assert values(out, "period", "date") == []
    assert values(out, "address", "city") == ["Lahti"]
    assert cards(out) == [
        {"name": "Anna Koivuniemi", "role": "kehittämispäällikkö", "phone": "+358400001234", "email": "anna.koivuniemi@koivu.example"},
        {"name": "Leena Kaukola", "role": "kamreeri", "phone": "+358505550101"},
        {"name": "Ilse Palmu", "email": "ilse.palmu@koivu.example"},
    ]  # fmt: skip


def page(body: str) -> list[Found]:
    ctx = Context(read(f"<html lang=fi><body><main>{body}</main></body></html>".encode()), DocumentKind.PROJECT_PAGE)
    out = label_page.read(ctx)
    prove(ctx.doc, out)
    return out


def rows(pairs: dict[str, str], way: str) -> str:
    shape = {
        "spans": '<div><span class="l">{}</span><span class="v">{}</span></div>',
        "divs": '<div class="l">{}</div><div class="v">{}</div>',
        "colon": "<p><strong>{}:</strong> {}</p>",
        "table": "<tr><th>{}</th><td>{}</td></tr>",
        "dl": "<dt>{}</dt><dd>{}</dd>",
        "glued": "<p>{}{}</p>",
    }[way]
    body = "".join(shape.format(k, v) for k, v in pairs.items())
    return {"table": f"<table>{body}</table>", "dl": f"<dl>{body}</dl>"}.get(way, body)


PORTAL = {
    "Hankkeen nimi": "Rannikon kielet – kaksikielisten kuntien valinnat", "Päärahoittaja": "Opetus- ja kulttuuriministeriö",
    "Päärahoittajan myöntämä tuki (€)": "200 000,00", "Hankkeen aloituspäivämäärä": "01.01.2020",
    "Hankkeen päättymispäivämäärä": "31.08.2021", "Tavoite": "Tuottaa kunnille suositukset ohjaukseen",
}  # fmt: skip


@pytest.mark.parametrize("way", ["spans", "divs", "colon", "table", "dl", "glued"])
def test_a_research_portal_however_its_labels_are_set(way: str) -> None:
    out = page(f"<h1>Rannikon kielet</h1>{rows(PORTAL, way)}")
    assert values(out, "project_name", kind="primary") == ["Rannikon kielet – kaksikielisten kuntien valinnat"]
    assert values(out, "money", role="grant") == ["200000"]
    assert values(out, "period", "date") == ["2020-01-01", "2021-08-31"]
    assert values(out, "goal") == ["Tuottaa kunnille suositukset ohjaukseen"]
    assert values(out, "funder") == ["Opetus- ja kulttuuriministeriö (OKM)"]


def test_the_projects_name_outranks_the_models() -> None:
    out = page("<h1>Malli</h1>" + rows({"Toimintamallin nimi": "Polkumalli", "Hankkeen nimi": "Oma polku"}, "divs"))
    assert values(out, "project_name", kind="primary") == ["Oma polku"]


def test_an_authoritys_fact_box() -> None:
    out = page(
        rows(
            {
                "Toteuttaja": "Lahden kaupunki",
                "Toteutusaika": "1.5.2019 - 31.10.2021",
                "Toimintalinja": "3. Työllisyys",
            },
            "colon",
        )
    )
    assert values(out, "organisation", "name", role="lead") == ["Lahden kaupunki"]
    assert values(out, "period", "date") == ["2019-05-01", "2021-10-31"]
    assert values(out, "priority", kind="axis") == ["3. Työllisyys"]

"""Finnish words of the pages for the codes of the database, and how values are shown."""

import re
from typing import Any

_NUMBER = re.compile(r"-?\d+(\.\d+)?")

KINDS = {
    "project_page": "hankesivu",
    "register_entry": "rekisterimerkintä",
    "listing": "luettelo",
    "sheet": "taulukko",
    "slide_deck": "diaesitys",
    "report": "raportti",
    "application_form": "hakemuslomake",
    "newsletter": "uutiskirje",
    "project_news": "uutinen hankkeesta",
    "project_decision": "päätös hankkeesta",
    "service": "palvelu",
    "network_description": "verkosto",
    "organisation": "organisaatio",
    "blog_article": "blogikirjoitus",
    "news": "uutinen",
    "decision": "päätös",
    "call": "haku",
    "course": "kurssi",
    "thesis": "opinnäyte",
    "programme": "ohjelma",
    "other": "muu",
}
ROLES = {
    "lead": "toteuttaja",
    "partner": "kumppani",
    "subsidy_recipient": "tuen saaja",
    "funder": "rahoittaja",
    "cooperation": "yhteistyötaho",
    "unit": "yksikkö",
    "mentioned": "mainittu",
    "start": "alkaa",
    "end": "päättyy",
    "end_original": "päättyi alun perin",
    "end_extended": "päättyy jatkettuna",
    "event": "tapahtuma",
    "planned": "suunniteltu",
    "realised": "toteutunut",
    "staffing": "henkilöstö",
    "none": "",
    "total": "kokonaisbudjetti",
    "eu_share": "EU-tuki",
    "own_share": "omarahoitus",
    "grant": "avustus",
    "municipality": "kunta",
    "region": "maakunta",
    "subregion": "seutu",
    "district": "kaupunginosa",
    "country": "maa",
    "direct": "varsinainen",
    "indirect": "välillinen",
    "service": "palvelukieli",
    "taught": "opetettava kieli",
    "publication": "julkaisukieli",
    "own": "oma",
    "reference": "viite",
    "women": "naisia",
}
FIELDS = {
    "project_name": "hankkeen nimi",
    "project_code": "hankekoodi",
    "funder": "rahoittaja",
    "period": "päivä",
    "organisation": "organisaatio",
    "contact": "yhteyshenkilö",
    "unit_contact": "yksikön yhteystieto",
    "address": "osoite",
    "goal": "tavoite",
    "action": "toimenpide",
    "result": "tulos",
    "target_group": "kohderyhmä",
    "metric": "luku",
    "money": "rahasumma",
    "language": "kieli",
    "place": "paikka",
    "publication": "julkaisu",
    "url": "linkki",
    "authority": "viranomainen",
    "priority": "toimintalinja",
    "status": "tila",
    "summary": "tiivistelmä",
}
STATES = {"running": "käynnissä", "ended": "päättynyt"}
TABLES = {
    "projects": "hanketta",
    "organisations": "organi\u00adsaatiota",
    "contacts": "yhteys\u00adhenkilöä",
    "goals": "tavoitetta",
    "actions": "toimen\u00adpidettä",
    "metrics": "lukua",
    "periods": "päivää",
    "money": "rahasummaa",
    "documents": "asia\u00adkirjaa",
    "facts": "faktaa näyttöineen",
}
OUTCOMES = {
    "read": "luettu",
    "empty": "tyhjä",
    "encrypted": "salattu",
    "broken": "rikki",
    "scanned": "skannattu kuva",
    "too_large": "liian suuri",
    "too_deep": "liian syvä rakenne",
    "wrong_type": "väärä tiedostotyyppi",
    "unsupported": "tiedostomuotoa ei tueta",
    "failed": "lukeminen epäonnistui",
}


def date(value: Any) -> str:
    """Return an ISO date, month, season or year as Finns write it; anything else as it is."""
    seasons = {"spring": "kevät", "summer": "kesä", "autumn": "syksy", "winter": "talvi"}
    parts = str(value or "")[:10].split("-")
    if len(parts) == 3 and all(p.isdigit() for p in parts):
        return f"{int(parts[2])}.{int(parts[1])}.{parts[0]}"
    if len(parts) == 2 and parts[1].isdigit():
        return f"{int(parts[1])}/{parts[0]}"
    return f"{seasons[parts[1]]} {parts[0]}" if len(parts) == 2 and parts[1] in seasons else str(value or "")


def number(value: Any) -> str:
    """Return a number with a no-break space between thousands and a decimal comma; whole ones without decimals."""
    amount = float(value)
    text = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}".rstrip("0")
    return text.replace(",", "\u00a0").replace(".", ",")


def phone(value: str) -> str:
    """Return an E.164 number in groups, `+358 40 123 4567`; others as they are."""
    if not value.startswith("+358"):
        return value
    rest = value[4:]
    return f"+358 {rest[:2]} {rest[2:5]} {rest[5:]}".strip()


def shown(field: str, value: Any) -> str:
    """Return a fact's value as Finns write it, by its field (`contact.phone`, `period.date`, `money.value` …)."""
    text = str(value)
    if field == "period.date":
        return date(text)
    if field.endswith(".phone"):
        return phone(text)
    if field == "money.value":
        return f"{number(text)}\u00a0€" if _NUMBER.fullmatch(text) else text
    if field == "metric.value" and _NUMBER.fullmatch(text):
        return number(text)
    return STATES.get(text, text) if field == "status.value" else text

# ruff: noqa: E501 - a register prints its labels on long lines
"""A register entry's own town, and lines of partners whose names hold a colon."""

from extractors.extract import extract
from extractors.readers import read

ENTRY = """Euroopan sosiaalirahaston (ESR) rahoittaman hankkeen kuvaus

1 Hanke

Hankekoodi: S29999

Hankkeen nimi: Koivupolku

Toimintalinja: 5. Sosiaalinen osallisuus ja köyhyyden torjunta

Toiminnan tila: Päättynyt

Suunnitelman mukainen toteutusaika: Alkaa 1.5.2016 ja päättyy 28.2.2019

Vastuuviranomainen: Keski-Suomen elinkeino-, liikenne- ja ympäristökeskus

2 Hakijan perustiedot

Hakijan virallinen nimi: Koivukoti ry

Organisaatiotyyppi: Kansalaisjärjestö

Y-tunnus: 9101400-1

Jakeluosoite: Koivukatu 1

Postinumero: 94100

Postitoimipaikka: KEMI

Hankkeen yhteyshenkilön nimi: Koivu Maija

Yhteyshenkilön sähköpostiosoite: maija.koivu(at)koivukoti.example

Hakijoiden lukumäärä tai tuen siirto -menettely: Hakija siirtää osan haettavasta tuesta yhdelle tai useammalle taholle hankkeen toteuttamista varten (tuen siirto)

Tuen siirronsaajat

Kuusikoti ry., 9101402-8
KKL:n Koivulan Piiri, 9101403-6
Lehdon 4K-kerho ry., 9101404-4

3 Suunnitelman mukainen tiivistelmä toteutuksesta

Hankkeen tavoitteena on parantaa nuorten osallisuutta.
"""


def found(kind: str, attribute: str) -> list[object]:
    extraction = extract(read(ENTRY.encode(), url="file:entry.txt"))
    return [f.values[attribute].value for f in extraction.found if f.type == kind and attribute in f.values]


def test_the_leads_town_is_a_place() -> None:
    assert found("place", "value") == ["Kemi"]


def test_a_case_ending_after_a_colon_opens_no_label() -> None:
    ids = found("organisation", "business_id")
    assert ids == ["9101400-1", "9101402-8", "9101403-6", "9101404-4"]

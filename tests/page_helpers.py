# ruff: noqa: E501  (the texts are documents: their lines are theirs)
"""Contexts of invented plain texts, for the tests of sentences, sections, statements, names and kinds."""

import hashlib

from hypothesis import strategies as st

from extractors.context import Context
from extractors.kinds.classify import classify
from extractors.readers.plain import read
from schemas.document import Document
from schemas.facts import DocumentKind, Found

PROJECT = DocumentKind.PROJECT_PAGE


def document(text: str, url: str = "") -> Document:
    data = text.encode()
    return read(data, hashlib.sha256(data).hexdigest(), url)


def context(text: str, kind: DocumentKind | None = PROJECT) -> Context:
    doc = document(text)
    return Context(doc, kind or classify(doc)[0])


def values(found: list[Found], attribute: str = "value") -> list[object]:
    return [f.values[attribute].value for f in found]


# Pieces of which random pages are built: every lead-in, list form and language that the rules know, and noise.
PIECES = (
    "Hankkeen tavoitteena on kehittää neuvontaa ja lisätä osallisuutta.", "Tavoitteet", "Tavoitteet:", "Kohderyhmä: maahanmuuttajat, nuoret",
    "Hankkeen toimenpiteet ovat: 1) ohjaus, 2) neuvonta, 3) koulutus", "- ryhmätoimintaa naisille", "• Kielikahvila", "1. Kartoittaa tarpeet",
    "Hankkeessa järjestettiin kursseja maahanmuuttajille.", "Tulokset", "Osallistujien kielitaito on parantunut.", "Julkaisut:", "Lähteet:",
    "Koivu, 2021. Arjen sillat. Viitattu 1.2.2022. https://koivu.example/sillat", "Lataa tästä.", "Arjen silta -hanke", "”Silta”-projekti",
    "Projektets mål är att stöda invandrare.", "The project offers courses for immigrants.", "1) 2) 3)", "a) b)", "(1) (2)", "i) ii)", "….", "\n\n", "\n",
    "-", "–", "•", ":", ";", "\u00a0", "\u200b", "esim.", "mm.", "1.1.2019", "S12345", "Yhteystiedot", "x@y.example", "TAVOITTEET", "hanke", "-hanke",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=25).map(
    lambda parts: " ".join(parts) + "\nloppu"
)

"""The one door to Finnish morphology: readings, lemmas, base forms of names, spelling. Everything else asks here."""

from extractors.analysis import analyse, engine, fold, is_known, lemma, lemmas, suggest
from extractors.baseforms import base_form, genitive, plural
from extractors.fst import Reading

__all__ = [
    "Reading",
    "analyse",
    "base_form",
    "engine",
    "fold",
    "genitive",
    "is_known",
    "lemma",
    "lemmas",
    "plural",
    "suggest",
]

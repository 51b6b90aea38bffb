"""The one door to Finnish morphology: readings, lemmas, base forms of names, spelling. Everything else asks here."""

from extractors.language.analysis import analyse, engine, fold, is_known, lemma, lemmas, suggest
from extractors.language.baseforms import base_form, genitive, plural
from extractors.language.fst import Reading

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

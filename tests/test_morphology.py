import multiprocessing
import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language import analysis
from extractors.language.analysis import Engine, LibvoikkoEngine, PyvoikkoEngine, readings
from extractors.language.morphology import (
    analyse,
    base_form,
    engine,
    genitive,
    is_known,
    lemma,
    lemmas,
    plural,
    suggest,
)
from extractors.language.tokens import tokens, tokens_in

WORDS_TEXT = (
    "maahanmuuttajien kotoutumiskoulutuksen ohjaus- kaupungissa rahoitetaan rahoittama tukea hankkeessamme kolmelle\n"
    "nopeasti tampereen keski-suomessa johanna virtasen arabiaksi työllistymistä ry:n stea:n polku-hankkeessa ja hän\n"
    "elokuussa pohjanmaalla yhdeksässä isonäidin ely-keskuksen uudenmaan kouluttamassa viides tehden xyzzyq"
)
WORDS = WORDS_TEXT.split()


def engines() -> list[Engine]:
    import libvoikko

    out: list[Engine] = [PyvoikkoEngine()]
    with suppress(OSError, libvoikko.VoikkoException):
        out.append(LibvoikkoEngine())
    return out


@pytest.fixture(params=engines(), ids=lambda e: e.name)
def source(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


@pytest.mark.parametrize(
    ("word", "lemma_", "word_class", "case", "number"),
    [
        ("maahanmuuttajien", "maahanmuuttaja", "noun", "genitive", "plural"),
        ("kaupungissa", "kaupunki", "noun", "inessive", "singular"),
        ("arabiaksi", "arabia", "noun", "translative", "singular"),
        ("kolmelle", "kolme", "numeral", "allative", "singular"),
        ("hankkeessamme", "hanke", "noun", "inessive", "singular"),
        ("ry:n", "ry", "abbreviation", "genitive", "singular"),
        ("stea:n", "stea", "noun", "genitive", "singular"),
        ("ely-keskuksen", "ELY-keskus", "noun", "genitive", "singular"),
        ("uudenmaan", "Uusimaa", "proper", "genitive", "singular"),
    ],
)
def test_the_best_reading_is_the_same_on_both_engines(
    source: Engine, word: str, lemma_: str, word_class: str, case: str, number: str
) -> None:
    best = readings(source, word)[0]
    assert (best.lemma, best.word_class, best.case, best.number) == (lemma_, word_class, case, number)


def test_both_engines_give_the_same_readings_in_the_same_order() -> None:
    both = engines()
    if len(both) < 2:
        pytest.skip("libvoikko or its dictionary is not installed")
    for word in WORDS:
        assert readings(both[0], word) == readings(both[1], word), word


def test_compounds_have_their_parts_and_verbs_their_form(source: Engine) -> None:
    assert readings(source, "kotoutumiskoulutuksen")[0].parts == ("kotoutuminen", "koulutus")
    forms = {(r.verb_form, r.root) for r in readings(source, "rahoittama")}
    assert ("participle_agent", "rahoittaa") in forms
    assert readings(source, "rahoitetaan")[0].verb_form == "passive_present"
    assert "infinitive_a" in {r.verb_form for r in readings(source, "edistää")}


def test_names_come_after_common_words_and_carry_their_class(source: Engine) -> None:
    found = readings(source, "lehdon")
    assert [r.name for r in found] == ["", "last"]
    assert readings(source, "johanna")[0].name == "first"
    assert readings(source, "tampereen")[0].name == "place"


def test_a_word_of_no_dictionary_is_read_by_its_ending_or_last_part(source: Engine) -> None:
    assert readings(source, "xyzzyq") == ()
    compound = readings(source, "kotopolku9-hankkeessa")[0]
    assert (compound.lemma, compound.case) == ("kotopolku9-hanke", "inessive")


def test_suggestions_repair_a_slip(source: Engine) -> None:
    assert "koordinaattori" in source.suggest("koordinattori")


def test_case_and_soft_hyphens_do_not_matter() -> None:
    assert analyse("MAAHAN\u00adMUUTTAJIEN") == analyse("maahanmuuttajien")
    assert lemma("Tavoitteena") == "tavoite"
    assert lemma("Qwzxq") == "qwzxq"
    assert {"tuki", "tukea"} <= lemmas("tukea")
    assert is_known("kaupunki") and not is_known("STEA:n") and not is_known("")
    assert engine() in ("libvoikko", "pyvoikko")
    assert "koordinaattori" in suggest("koordinattori")


@pytest.mark.parametrize(
    ("phrase", "base"),
    [
        ("Jyväskylän kaupungin", "Jyväskylän kaupunki"),
        ("Setlementti Koivun", "Setlementti Koivu"),
        ("STEA:n", "STEA"),
        ("Monikulttuurikeskus Lehdon", "Monikulttuurikeskus Lehto"),
        ("Lehdon Naapurien Tuki ry:n", "Lehdon Naapurien Tuki ry"),
        ("Suomen Punaisen Ristin", "Suomen Punainen Risti"),
        ("Kansainvälisen keskuksen", "Kansainvälinen keskus"),
        ("Vantaan nuorisopalveluiden", "Vantaan nuorisopalvelut"),
        ("Hämeen elinkeino-, liikenne- ja ympäristökeskuksen", "Hämeen elinkeino-, liikenne- ja ympäristökeskus"),
        ("Aino Koivusen", "Aino Koivunen"),
        ("Keski-Suomessa", "Keski-Suomi"),
        ("Raision", "Raisio"),
        ("TAMPEREEN KAUPUNGIN", "TAMPEREEN KAUPUNKI"),
        ("Koulutuskeskus Digivirran", "Koulutuskeskus Digivirta"),
        ("Koivun Säätiö", "Koivun Säätiö"),
        ("", ""),
    ],
)
def test_base_forms_of_names(phrase: str, base: str) -> None:
    assert base_form(phrase) == base


def test_forms_are_made_only_when_the_dictionary_agrees() -> None:
    assert genitive("Vaasa") == "Vaasan"
    assert genitive("Mikkeli") == "Mikkelin"
    assert genitive("Xyzzyq") is None
    palvelu = next(r for r in analyse("palveluiden") if r.number == "plural")
    assert plural(palvelu) == "palvelut"


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    base_form(text)
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        analyse(token.text)


def test_words_keep_hyphens_and_endings_after_a_colon() -> None:
    text = "Keski-Suomen ohjaus- ja STEA:n klo 12:30, Kuusi ry:n."
    assert [t.text for t in tokens(text)][:4] == ["Keski-Suomen", "ohjaus-", "ja", "STEA:n"]
    assert "ry:n" in [t.text for t in tokens(text)]
    assert [t.text for t in tokens_in(text, 13, 24)] == ["ohjaus-", "ja"]


def test_threads_read_alike() -> None:
    results: list[list[object]] = []

    def work() -> None:
        results.append([readings(analysis._engine(), w) for w in WORDS * 20])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(results) == 6
    assert all(r == results[0] for r in results)


def test_a_forked_process_reads_alike() -> None:
    here = [analyse(w) for w in WORDS]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(analyse, WORDS) == here

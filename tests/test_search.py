"""Finnish search: the labelled set, what may be typed, and the site's own searches."""

import json
import sqlite3
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from datasette.utils import escape_fts
from hypothesis import example, given
from hypothesis import strategies as st
from search_helpers import FINNISH, PLAIN, corpus, indexed, queries, score
from store_helpers import VERSION, fill, reading, thing

from extractors.language.search_query import Part, parse, query
from extractors.language.search_terms import index_text, terms
from flows.publishing import publish
from flows.settings import METADATA, WEBSITE, Home
from store.archive import Archive
from website.hits import best, wanted
from website.search import Vocabulary, finnish_query, read


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    return indexed(index_text, FINNISH)


def test_the_labelled_set_is_found(index: sqlite3.Connection) -> None:
    vocabulary = Vocabulary(index)
    done = score(index, lambda text: finnish_query(text, vocabulary))
    plain = score(indexed(lambda text, _: text, PLAIN), escape_fts)
    print(f"\nsearch: {done.queries} queries, recall {done.recall:.3f}, precision {done.precision:.3f}")
    print(f"unicode61: recall {plain.recall:.3f}, precision {plain.precision:.3f}", *done.wrong, sep="\n  ")
    assert len({typed for typed, _ in queries()}) >= 150
    assert done.recall >= 0.90, done.wrong
    assert done.precision >= 0.90, done.wrong
    assert plain.recall < 0.5


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("maahanmuuttajien", {"maahanmuuttajien", "maahanmuuttaja", "muuttaja"}),
        ("neuvontapalveluiden", {"neuvontapalvelu", "neuvonta", "palvelu"}),
        ("kotoutumiskoulutuksen", {"kotoutumiskoulutus", "kotoutuminen", "koulutus"}),
        ("Jyväskylässä", {"jyväskylä"}),
        ("työelämätaitoja", {"työelämä", "elämätaito", "taito"}),
    ],
)
def test_a_word_is_found_by_its_base_forms_and_parts(text: str, found_by: set[str]) -> None:
    assert found_by <= set(terms(text)[0])


def test_names_are_not_cut() -> None:
    assert "kylä" not in terms("Jyväskylässä")[0]


@given(st.text(max_size=80), st.sampled_from(["fi", "sv", "en", "ru", ""]))
def test_every_word_has_a_base_form_and_its_form_and_terms_are_one_token(text: str, language: str) -> None:
    for own in terms(text, language):
        assert len(own) >= 2
        assert not any(c.isspace() or c in "\"*():^'" for t in own for c in t)


@given(
    st.text(alphabet=st.one_of(st.sampled_from("\"*()^:-+{}'\\ \0“”äabcAND OR NOT NEAR"), st.characters()), max_size=60)
)
@example('"')
@example("a AND OR (b NEAR/2 c) NOT ^d* {x y}: -e + f")
@example("text:koulutus")
@example("\0'; drop table documents; --")
def test_nothing_typed_is_an_operator_or_an_error(index: sqlite3.Connection, text: str) -> None:
    found = finnish_query(text, Vocabulary(index))
    index.execute("select rowid from documents_fts where documents_fts match ?", (found,)).fetchall()


def test_what_is_typed_is_cut_into_words_phrases_and_beginnings() -> None:
    assert parse('koulutus "suomen kieli" maahan*') == [
        Part(("koulutus",)),
        Part(("suomen", "kieli"), phrase=True),
        Part(("maahan",), prefix=True),
    ]
    assert parse("järjestöt ja kunnat") == [Part(("järjestöt",)), Part(("kunnat",))]
    assert query("") == query('"" * -') == '""'


def test_slips_are_mended_only_in_words_that_stand_nowhere(index: sqlite3.Connection) -> None:
    vocabulary = Vocabulary(index)
    assert read("koulutus", vocabulary) == ([Part(("koulutus",))], False)
    mended, changed = read("jyvskylä neuvonta", vocabulary)
    assert (changed, mended[1]) == (True, Part(("neuvonta",)))
    assert mended[0].words[0].startswith("jyväskylä")
    assert read("S2941", vocabulary)[0] == [Part(("s2941",), prefix=True)]
    assert read("S2947 hanke", vocabulary)[1] is False


def test_hits_are_marked_in_the_original_text_and_all_is_escaped() -> None:
    asked = wanted(parse("maahanmuuttaja neuvonta"))
    assert best(["Muuta.", "<b>Maahanmuuttajien</b> neuvontapalveluiden & muu."], asked) == (
        "&lt;b&gt;<mark>Maahanmuuttajien</mark>&lt;/b&gt; <mark>neuvontapalveluiden</mark> &amp; muu."
    )
    assert best(["Ei mitään."], asked) is None
    long = best(["alku " * 100 + "neuvontaa " + "loppu " * 100], asked)
    assert long is not None
    assert long.startswith("… alku")
    assert long.endswith("loppu …")
    assert len(long) < 300


def test_threads_search_at_once() -> None:
    texts = [text for _, _, text in corpus()]
    expected = [index_text(t) for t in texts]
    done: list[bool] = []
    threads = [Thread(target=lambda: done.append([index_text(t) for t in texts] == expected)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True] * 4


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    goal = "Parantaa maahanmuuttajien neuvontapalveluiden <saatavuutta> Jyväskylässä."
    pages = {
        "named": [thing("project_name", value="Neuvontapolku"), thing("goal", value="Lisätä osallisuutta kylissä.")],
        "told": [thing("project_name", value="Kotikenttä"), thing("goal", value=goal)],
    }
    fill(tmp_path / "archive.db", [reading(f"http://koivu.example/{name}", found) for name, found in pages.items()])
    with Archive(tmp_path / "archive.db") as archive:
        publish(Home(tmp_path), archive, VERSION)
    return Datasette(
        files=[], immutables=[str(tmp_path / "kotokanta.db")], metadata=json.loads(METADATA.read_text("utf-8")),
        plugins_dir=str(WEBSITE / "plugins"), template_dir=str(WEBSITE / "templates"),
    )  # fmt: skip


async def found_in(site: Datasette, table: str, column: str, typed: str, arguments: str = "") -> list[str]:
    address = f"/kotokanta/{table}.json?_shape=objects&_search={quote(typed)}{arguments}"
    answer = await site.client.get(address)
    assert answer.status_code == 200, answer.text
    return [row[column] for row in answer.json()["rows"]]


@pytest.mark.parametrize(
    "typed", ["maahanmuuttaja neuvonta", "Jyväskylä", "neuvontapal", "mahanmuuttaja", '"jyväskylä"']
)
async def test_the_search_of_every_table_is_finnish(site: Datasette, typed: str) -> None:
    assert len(await found_in(site, "goals", "text", typed)) == 1
    assert await found_in(site, "documents", "url", typed) == ["http://koivu.example/told"]
    assert await found_in(site, "projects", "name", typed) == ["Kotikenttä"]


async def test_a_column_can_be_searched_alone_and_facets_go_with_a_search(site: Datasette) -> None:
    answer = await site.client.get("/kotokanta/projects.json?_search_name=neuvonta&_shape=objects")
    assert [row["name"] for row in answer.json()["rows"]] == ["Neuvontapolku"]
    assert await found_in(site, "projects", "name", "kylä", "&_facet=funder") == ["Neuvontapolku"]


@pytest.mark.parametrize("typed", ['"', "AND", "NEAR(a b", "name:koti", "*", "'; --", "koti)", "ä" * 5_000])
async def test_no_search_is_an_error(site: Datasette, typed: str) -> None:
    await found_in(site, "documents", "url", typed)
    assert (await site.client.get(f"/hankkeet?haku={quote(typed)}")).status_code == 200


async def test_projects_are_ranked_with_the_name_over_what_is_told_and_hits_are_marked(site: Datasette) -> None:
    text = (await site.client.get("/hankkeet?haku=neuvonta")).text
    assert text.index("<mark>Neuvontapolku</mark>") < text.index("Kotikenttä")
    assert "<mark>neuvontapalveluiden</mark> &lt;saatavuutta&gt; Jyväskylässä." in text


async def test_what_was_searched_for_instead_is_said(site: Datasette) -> None:
    text = (await site.client.get("/hankkeet?haku=neuvotna%20jyväskylä")).text
    assert "haettiin: <strong>neuvonta jyväskylä</strong>" in text
    assert "haettiin" not in (await site.client.get("/hankkeet?haku=neuvonta")).text

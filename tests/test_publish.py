import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_helpers import AT, snapshot

from flows.extracting import extract_archive
from flows.gates import failures, unproven
from flows.publishing import publish
from flows.settings import Home, reading_version
from flows.verifying import verify
from schemas.errors import GateFailed, UsageError
from schemas.records import TABLES, About
from store.archive import Archive
from store.judgements import open_judgements
from store.published import Building, content_hash

HOST = "http://setlementti-koivu.example"
PAGES = {
    f"{HOST}/hanke": """<html lang="fi"><head><title>Kotona Koivussa -hanke</title></head><body><main>
        <h1>Kotona Koivussa -hanke</h1><p>Hankekoodi: S24901</p><p>Kotona Koivussa -hanke on Setlementti Koivu ry:n
        hanke. Hankkeen toteutusaika on 1.1.2018–31.12.2020. Hanketta rahoittaa Euroopan sosiaalirahasto (ESR).</p>
        <h2>Tavoitteet</h2><ul><li>Tukea maahanmuuttajien kotoutumista</li><li>Vahvistaa suomen kielen taitoa</li></ul>
        <h2>Yhteystiedot</h2><p>Projektipäällikkö Testi Virtanen<br>puh. 040 000 1234<br>
        testi.virtanen@setlementti-koivu.example</p></main></body></html>""",
    f"{HOST}/hanke/esite": """Kotona Koivussa -hanke

Hankekoodi: S24901
Hankkeen tavoitteena on tukea maahanmuuttajien kotoutumista.

Toteutusaika: 1.1.2018–31.12.2020
Hankkeen kohderyhmä: maahanmuuttajanuoret
""",
    f"{HOST}/palvelut": """<html lang="fi"><body><h1>Neuvontapiste</h1><p>Neuvontapiste palvelee maahanmuuttajia
        suomeksi, arabiaksi ja somaliksi. Avoinna ma–pe klo 9–15. Puh. 050 555 0101.</p></body></html>""",
}  # fmt: skip


def archive_with(folder: Path, pages: dict[str, str]) -> Home:
    home = Home(folder)
    with Archive(home.archive) as archive:
        for url, page in pages.items():
            body = page.encode()
            kind = "text/html" if "<html" in page else "text/plain"
            archive.sink.save(None, snapshot(url, body, media_type=kind), body)
    return home


def build(home: Home, workers: int = 1) -> str:
    with Archive(home.archive) as archive:
        extract_archive(archive, reading_version(), workers)
        return publish(home, archive, reading_version()).content_hash


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = archive_with(tmp_path_factory.mktemp("built"), PAGES)
    build(home)
    return home


@pytest.fixture
def copy(built: Home, tmp_path: Path) -> Home:
    shutil.copytree(built.folder, tmp_path, dirs_exist_ok=True)
    return Home(tmp_path)


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home.published) as db:
        return db.execute(sql).fetchall()


def test_a_page_and_a_leaflet_become_one_project_with_evidence(built: Home) -> None:
    assert rows(built, "select id, code, start_date, end_date, documents from projects") == [
        ("s24901", "S24901", "2018-01-01", "2020-12-31", 2)
    ]
    contacts = rows(built, "select name, phone, email from contacts where project = 's24901'")
    assert contacts == [("Testi Virtanen", "+358400001234", "testi.virtanen@setlementti-koivu.example")]


def test_every_fact_stands_where_it_says(built: Home) -> None:
    at_its_place = "substr(d.text, start + 1, end - start) = quote"
    wrong = f"select count(*) from facts f join documents d on d.id = f.document where not {at_its_place}"
    assert rows(built, wrong) == [(0,)]
    assert rows(built, "select count(*) > 10 from facts") == [(1,)]


def test_every_fact_belongs_to_a_row_that_holds_it(built: Home) -> None:
    with sqlite3.connect(built.published) as db:
        for table, key in db.execute("select distinct record_table, record_id from facts"):
            assert db.execute(f"select count(*) from {table} where id = ?", (key,)).fetchone() == (1,)


def test_full_text_search_knows_finnish_letters(built: Home) -> None:
    found = "select title from documents where rowid in (select rowid from documents_fts where documents_fts match ?)"
    with sqlite3.connect(built.published) as db:
        assert len(db.execute(found, ('"kotoutumista"',)).fetchall()) == 2
        assert db.execute(found, ('"paallikko"',)).fetchall() == []


def test_the_same_archive_gives_the_same_database(built: Home, tmp_path: Path) -> None:
    backwards = archive_with(tmp_path / "backwards", dict(reversed(PAGES.items())))
    spread = archive_with(tmp_path / "spread", PAGES | {f"{HOST}/{n}": f"Sivu {n}\n\nTekstiä." for n in range(4)})
    forwards = archive_with(tmp_path / "forwards", PAGES | {f"{HOST}/{n}": f"Sivu {n}\n\nTekstiä." for n in range(4)})
    first = rows(built, "select value from about where key = 'content_hash'")[0][0]
    assert build(backwards) == first
    assert build(spread, workers=3) == build(forwards, workers=1) != first


def test_the_hash_covers_what_was_found_and_no_run_times(copy: Home) -> None:
    with sqlite3.connect(copy.published) as db:
        before = content_hash(db)
        db.execute("update documents set fetched_at = 'x', seen_at = 'y'")
        db.execute("update about set value = 'z'")
        assert content_hash(db) == before
        db.execute("update goals set text = text || '!' where rowid = 1")
        assert content_hash(db) != before


def test_nothing_is_read_twice(copy: Home) -> None:
    with Archive(copy.archive) as archive:
        done = extract_archive(archive, reading_version(), 1)
    assert (done.documents, done.before) == (0, len(PAGES))


def test_verify_proves_every_value_from_the_bytes(copy: Home) -> None:
    done = verify(copy)
    assert done.problems == []
    assert done.proven == done.total == rows(copy, "select count(*) from facts")[0][0]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("update facts set value = '+358400009999' where field = 'contact.phone'", "gives"),
        ("update facts set start = start + 1, end = end + 1 where field = 'contact.email'", "does not stand at"),
        ("update facts set quote = quote || 'x' where field = 'goal.value'", "does not stand at"),
    ],
)
def test_verify_and_gate_find_a_value_that_was_tampered_with(copy: Home, change: str, why: str) -> None:
    with sqlite3.connect(copy.published) as db:
        changed = db.execute(change).rowcount
        db.commit()
        assert changed > 0
        assert len(list(unproven(db))) == changed
        assert why in failures(db)[0]
    done = verify(copy)
    assert (done.total - done.proven, len(done.problems)) == (changed, changed)


def test_verify_finds_a_document_that_the_archive_lost(copy: Home) -> None:
    with Archive(copy.archive) as archive, archive.db:
        archive.db.execute("update urls set good = null where url = ?", (f"{HOST}/hanke",))
    done = verify(copy)
    assert done.problems
    assert "no longer holds" in done.problems[0]


def test_a_failed_gate_leaves_the_old_database_and_says_why(copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy.published.read_bytes()
    monkeypatch.setattr("flows.publishing.failures", lambda _: ["3 values do not prove themselves"])
    with pytest.raises(GateFailed, match="the old one stays: 3 values do not prove themselves"):
        build(copy)
    assert copy.published.read_bytes() == before
    assert [p.name for p in copy.folder.glob("*.building*")] == []


def test_an_empty_archive_publishes_nothing(tmp_path: Path) -> None:
    home = archive_with(tmp_path, {})
    with pytest.raises(GateFailed, match="nothing is published: the archive holds no documents"):
        build(home)
    assert not home.published.exists()


def test_a_reference_that_leads_nowhere_is_no_database(tmp_path: Path) -> None:
    from schemas.records import Goal

    with Building(tmp_path / "kotokanta.db") as building:
        building.insert([Goal(id="g", document="missing", confidence=1.0, text="Tavoite", section=None)])
        with pytest.raises(GateFailed, match="lead nowhere"):
            building.complete()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_the_old_or_the_new_and_never_half(copy: Home) -> None:
    reader = sqlite3.connect(f"file:{copy.published}?mode=ro", uri=True)
    count = "select count(*) from documents"
    with Building(copy.published) as building:
        building.insert([About(key="built_at", value="now")])
        building.complete()
        assert reader.execute(count).fetchone() == (len(PAGES),)
        building.swap()
    assert reader.execute(count).fetchone() == (len(PAGES),)
    reader.close()
    assert rows(copy, count) == [(0,)]


def test_a_build_that_fails_half_way_leaves_nothing(copy: Home) -> None:
    before = copy.published.read_bytes()
    with pytest.raises(RuntimeError), Building(copy.published) as building:
        building.insert([About(key="built_at", value="now")])
        raise RuntimeError
    assert copy.published.read_bytes() == before
    assert not building.path.exists()


def test_judgements_are_copied_before_each_publish(copy: Home) -> None:
    open_judgements(copy.judgements).close()
    build(copy)
    (kept,) = copy.backups.iterdir()
    assert kept.name.startswith(f"judgements-{datetime.now(UTC):%Y}")


def test_what_a_document_went_through_is_published(tmp_path: Path) -> None:
    home = archive_with(tmp_path, PAGES | {f"{HOST}/rikki.pdf": "%PDF-1.7 broken"})
    build(home)
    assert rows(home, "select outcome, detail != '' from documents where url like '%.pdf'") == [("broken", 1)]


def test_a_page_that_is_gone_stays_with_its_date(copy: Home) -> None:
    from schemas.snapshot import Outcome

    with Archive(copy.archive) as archive:
        visit = archive.sink.begin("koivu", AT)
        archive.sink.done(visit, f"{HOST}/palvelut", Outcome.GONE, AT)
    build(copy)
    assert rows(copy, "select url from documents where gone_at = '" + AT + "'") == [(f"{HOST}/palvelut",)]


def test_the_tables_are_those_of_the_models(built: Home) -> None:
    with sqlite3.connect(built.published) as db:
        for model in TABLES:
            names = [c[1] for c in db.execute(f"pragma table_info({model.table})")]
            assert names == list(model.model_fields)


def test_nothing_to_verify_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not there yet"):
        verify(Home(tmp_path))

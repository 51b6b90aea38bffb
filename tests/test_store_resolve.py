from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_helpers import VERSION, Found, fill, reading, thing

from schemas.facts import ATTRIBUTES
from schemas.records import RECORD_OF, Contact, Metric, Organisation, Participation, Project, PublishedFact, Row
from schemas.result import Result
from store.archive import Archive
from store.candidates import Candidate
from store.ids import digest, fold, slug
from store.project_rows import own_things
from store.projects import group
from store.resolve import Resolver, text_of, typed
from store.signs import overlap
from store.value_rows import SPECS

PAGE, ENTRY = "http://setlementti-koivu.example/hanke", "http://rekisteri.example/projekti?koodi=S29001"


def name(value: str, kind: str = "primary", project: int = 0) -> Found:
    return thing("project_name", project, {"kind": kind}, value=value)


def code(value: str = "S29001", scheme: str = "EURA2014", project: int = 0) -> Found:
    return thing("project_code", project, {"scheme": scheme}, value=value)


def organisation(value: str, role: str = "lead", project: int = 0, **more: str) -> Found:
    return thing("organisation", project, {"role": role}, name=value, **more)


def date(role: str, value: str, project: int = 0) -> Found:
    return thing("period", project, {"role": role, "precision": "day"}, date=value)


def resolved(folder: Path, *results: Result) -> list[Row]:
    fill(folder / "archive.db", results)
    with Archive(folder / "archive.db", read_only=True) as archive:
        return list(Resolver(archive, VERSION).rows())


def projects(rows: list[Row]) -> list[Project]:
    return [r for r in rows if isinstance(r, Project)]


def test_every_type_of_thing_has_a_table_and_a_rule() -> None:
    assert set(RECORD_OF) == set(ATTRIBUTES)
    assert set(SPECS) | set(own_things([])) == set(ATTRIBUTES)
    for type_, attributes in ATTRIBUTES.items():
        assert set(RECORD_OF[type_][1]) == set(attributes)


def test_page_and_register_entry_meet_by_code(tmp_path: Path) -> None:
    page = reading(PAGE, [name("Kotona Koivussa"), code(), date("end", "2021-08-31")])
    entry = reading(ENTRY, [name("KOTONA KOIVUSSA"), code("s29001"), date("start", "2018-01-01")], "register_entry")
    (project,) = projects(resolved(tmp_path, page, entry))
    assert project.id == "s29001"
    assert (project.start_date, project.end_date, project.documents) == ("2018-01-01", "2021-08-31", 2)


def test_page_and_report_meet_by_name_party_and_time(tmp_path: Path) -> None:
    page = reading(PAGE, [name("Kotona Koivussa"), organisation("Koivu ry"), date("start", "2018-01-01")])
    report = reading(
        "file:raportti.pdf", [name("kotona koivussa"), organisation("Koivu ry"), date("end", "2019")], "report"
    )
    assert len(projects(resolved(tmp_path, page, report))) == 1


@pytest.mark.parametrize(
    "other",
    [
        [name("Kotona Koivussa"), organisation("Tuuli ry"), date("start", "2018-01-01")],
        [name("Kotona Tuulessa"), organisation("Koivu ry"), date("start", "2018-01-01")],
        [name("Kotona Koivussa"), organisation("Koivu ry"), date("start", "2022-01-01"), date("end", "2023-01-01")],
        [name("Kotona Koivussa"), organisation("Koivu ry"), code("S29002")],
    ],
    ids=["another organisation", "another name", "another time", "another code"],
)
def test_what_differs_stays_apart(tmp_path: Path, other: list[Found]) -> None:
    mine = [name("Kotona Koivussa"), organisation("Koivu ry"), date("start", "2018-01-01"), date("end", "2020-12-31")]
    if any(f[0] == "project_code" for f in other):
        mine.append(code())
    rows = resolved(tmp_path, reading(PAGE, mine), reading("file:toinen.pdf", other))
    assert len(projects(rows)) == 2


def test_a_page_that_fits_two_codes_joins_neither(tmp_path: Path) -> None:
    first = reading(ENTRY, [name("Kotona"), organisation("Koivu ry"), code("S29001")], "register_entry")
    second = reading(f"{ENTRY}2", [name("Kotona"), organisation("Koivu ry"), code("S29002")], "register_entry")
    page = reading(PAGE, [name("Kotona"), organisation("Koivu ry")])
    assert len(projects(resolved(tmp_path, first, second, page))) == 3


def test_one_value_in_two_documents_is_one_row_with_all_its_evidence(tmp_path: Path) -> None:
    goal = thing("goal", qualifiers={"kind": "stated_goal"}, value="Tukea arjessa.")
    again = thing("goal", value="tukea  arjessa")
    rows = resolved(tmp_path, reading(PAGE, [code(), goal]), reading(ENTRY, [code(), again]))
    facts = [r for r in rows if isinstance(r, PublishedFact) and r.field == "goal.value"]
    assert len({f.record_id for f in facts}) == 1
    assert {f.document for f in facts} == {f.document for f in rows if isinstance(f, PublishedFact)}
    assert all((f.record_table, f.record_column, f.project) == ("goals", "text", "s29001") for f in facts)


def test_the_extended_end_is_the_end(tmp_path: Path) -> None:
    dates = [date("end_original", "2020-12-31"), date("end_extended", "2021-08-31"), date("end", "2020-12-31")]
    (project,) = projects(resolved(tmp_path, reading(PAGE, [code(), *dates])))
    assert (project.end_date, project.original_end_date) == ("2021-08-31", "2020-12-31")


def test_the_first_name_is_the_name_and_spellings_are_listed_once(tmp_path: Path) -> None:
    names = [name("Kotona Koivussa"), name("Hemma i Koivu", "translated"), name("KOTONA KOIVUSSA"), name("KK", "short")]
    (project,) = projects(resolved(tmp_path, reading(PAGE, [code(), *names])))
    assert (project.name, project.short_name, project.other_names) == ("Kotona Koivussa", "KK", ["Hemma i Koivu"])


def test_a_listing_gives_each_project_its_own_values(tmp_path: Path) -> None:
    found = [
        name("Koivu", project=0), thing("money", 0, {"role": "grant"}, value="50000.00"),
        name("Tuuli", project=1), thing("money", 1, {"role": "grant"}, value="50000.00"),
    ]  # fmt: skip
    rows = resolved(tmp_path, reading(PAGE, found, "listing"))
    named = {p.name: p.id for p in projects(rows)}
    money = {f.project for f in rows if isinstance(f, PublishedFact) and f.field == "money.value"}
    assert money == set(named.values())
    assert len(named) == 2


def test_a_document_that_is_no_project_keeps_its_contacts_without_one(tmp_path: Path) -> None:
    contact = thing("contact", name="Testi Henkilö", phone="+358400001234")
    rows = resolved(tmp_path, reading(PAGE, [name("Palvelu"), contact], "service", is_project=False))
    assert projects(rows) == []
    assert [(c.name, c.project) for c in rows if isinstance(c, Contact)] == [("Testi Henkilö", None)]


def test_a_contact_without_a_name_is_not_published(tmp_path: Path) -> None:
    rows = resolved(tmp_path, reading(PAGE, [code(), thing("contact", phone="+358400001234")]))
    assert not [r for r in rows if isinstance(r, Contact)]
    assert not [r for r in rows if isinstance(r, PublishedFact) and r.field == "contact.phone"]


def test_a_person_named_twice_is_one_contact(tmp_path: Path) -> None:
    first = thing("contact", name="Testi Henkilö", phone="+358400001234")
    second = thing("contact", name="Henkilö Testi", email="testi.henkilo@koivu.example", role="ohjaaja")
    rows = resolved(tmp_path, reading(PAGE, [code(), first]), reading(ENTRY, [code(), second]))
    (contact,) = [r for r in rows if isinstance(r, Contact)]
    assert (contact.phone, contact.email, contact.role) == ("+358400001234", "testi.henkilo@koivu.example", "ohjaaja")


def test_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    numbers = [("+358400001234", "a@koivu.example"), ("+358505550101", "b@koivu.example")]
    both = [thing("contact", name="Testi Henkilö", phone=p, email=e) for p, e in numbers]
    rows = resolved(tmp_path, reading(PAGE, [code(), *both]))
    contacts = [r for r in rows if isinstance(r, Contact)]
    assert sorted((c.phone, c.email) for c in contacts) == sorted(numbers)


def test_organisations_meet_by_business_id_and_by_key(tmp_path: Path) -> None:
    with_id = organisation("Setlementti Koivu ry", business_id="1234567-1")
    rows = resolved(
        tmp_path,
        reading(ENTRY, [code(), with_id]),
        reading(PAGE, [code(), organisation("Setlementti Koivu", "partner")]),
    )
    (one,) = [r for r in rows if isinstance(r, Organisation)]
    assert (one.id, one.name, one.business_id) == ("fi-1234567-1", "Setlementti Koivu ry", "1234567-1")
    assert (one.other_names, one.projects, one.documents) == (["Setlementti Koivu"], 1, 2)
    assert {r.organisation for r in rows if isinstance(r, Participation)} == {"fi-1234567-1"}


def test_alike_names_stay_apart(tmp_path: Path) -> None:
    both = [organisation("Koivun kaupunki"), organisation("Kaivun kaupunki", "partner")]
    rows = resolved(tmp_path, reading(PAGE, [code(), *both]))
    assert len([r for r in rows if isinstance(r, Organisation)]) == 2


def test_many_bodies_under_one_business_id_are_told_apart_by_name(tmp_path: Path) -> None:
    bodies = [organisation(f"Virasto {n}", "partner", business_id="1234567-1") for n in ("A", "B", "C", "D", "E")]
    rows = resolved(tmp_path, reading(PAGE, [code(), *bodies]))
    assert len([r for r in rows if isinstance(r, Organisation)]) == 5


def test_a_value_that_fits_no_column_is_set_aside_alone(tmp_path: Path) -> None:
    found = [code(), thing("metric", value="monta", noun="kerta"), thing("metric", value=12, noun="henkilö")]
    fill(tmp_path / "archive.db", [reading(PAGE, found)])
    with Archive(tmp_path / "archive.db", read_only=True) as archive:
        resolver = Resolver(archive, VERSION)
        rows = list(resolver.rows())
    assert [(m.value, m.noun) for m in rows if isinstance(m, Metric)] == [(12.0, "henkilö")]
    assert len(resolver.set_aside) == 1
    assert "monta" in resolver.set_aside[0]


def test_a_project_document_without_name_and_code_is_counted(tmp_path: Path) -> None:
    fill(tmp_path / "archive.db", [reading(PAGE, [thing("goal", value="Tavoite")])])
    with Archive(tmp_path / "archive.db", read_only=True) as archive:
        resolver = Resolver(archive, VERSION)
        assert projects(list(resolver.rows())) == []
    assert resolver.nameless == 1


candidate = st.builds(
    Candidate,
    document=st.text("abcdef0123456789", min_size=4, max_size=8),
    number=st.integers(0, 3),
    url=st.sampled_from([PAGE, ENTRY, "file:a.pdf"]),
    code=st.sampled_from([None, None, "S29001", "S29002"]),
    name=st.just("Koivu"),
    name_key=st.sampled_from(["koivu", "tuuli", ""]),
    parties=st.frozensets(st.sampled_from(["x", "y", "z"]), max_size=2),
    period=st.sampled_from([("", "9999"), ("2015", "2016"), ("2016-06", "2018"), ("2020", "2021")]),
)


@given(st.lists(candidate, max_size=9, unique_by=lambda c: c.place), st.randoms())
def test_grouping_depends_on_no_order_and_joins_no_two_codes(given: list[Candidate], random: object) -> None:
    def shape(candidates: list[Candidate]) -> list[tuple[str, frozenset[tuple[str, int]]]]:
        return [(g.id, frozenset(c.place for c in g.members)) for g in group(candidates)]

    shuffled = list(given)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert shape(given) == shape(shuffled)
    groups = group(given)
    assert sorted(c.place for g in groups for c in g.members) == sorted(c.place for c in given)
    assert len({g.id for g in groups}) == len(groups)
    for g in groups:
        assert len({c.code for c in g.members if c.code}) <= 1


def test_rows_do_not_depend_on_the_order_of_documents(tmp_path: Path) -> None:
    results = [
        reading(PAGE, [name("Kotona"), organisation("Koivu ry"), thing("goal", value="Yksi")]),
        reading(ENTRY, [name("Kotona"), organisation("Koivu", business_id="1234567-1"), code()]),
        reading("file:a.pdf", [name("Tuuli"), organisation("Koivu ry", "partner"), thing("goal", value="Kaksi")]),
    ]
    built = []
    for n, order in enumerate(permutations(results)):
        built.append([r.model_dump() for r in resolved(tmp_path / str(n), *order)])
    assert all(rows == built[0] for rows in built)


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.none()))
def test_a_published_value_reads_back_as_itself(value: object) -> None:
    kinds = {int: "integer", float: "number", type(None): "none"}
    assert typed(text_of(value), kinds.get(type(value), "text")) == value


@given(st.text())
def test_slugs_are_safe_in_an_address(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug(text)) <= 60


def test_parts_of_a_digest_are_told_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert fold(" Tukea  ARJESSA. ") == "tukea arjessa"


def test_periods_of_any_precision_overlap_by_their_words() -> None:
    assert overlap(("2018", "2019"), ("2019-06", "2020"))
    assert not overlap(("2018", "2019-05"), ("2019-06", "2020"))
    assert overlap(("", "9999"), ("2019-06-01", "2020"))

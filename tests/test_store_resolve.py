from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_helpers import VERSION, Found, fill, reading, thing

from schemas.facts import ATTRIBUTES
from schemas.records import (
    RECORD_OF,
    Contact,
    Metric,
    Money,
    Organisation,
    Participation,
    Period,
    Project,
    PublishedFact,
    Row,
)
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


def person(value: str = "Testi Henkilö", **more: str) -> Found:
    return thing("contact", 0, None, name=value, **more)


def zoned(result: Result, zone: str, value: str) -> Result:
    """Return the reading with the line that holds `value` in a zone of its page."""
    start = result.document.text.index(value)
    block = {"kind": "paragraph", "start": start, "end": start + len(value), "zone": zone}
    return Result(document=result.document.model_copy(update={"blocks": [block]}), findings=result.findings)


def titled(result: Result, title: str, language: str = "") -> Result:
    changed = result.document.model_copy(update={"title": title, "language": language})
    return Result(document=changed, findings=result.findings)


REGISTERED = [name("Kotona Koivussa"), organisation("Koivu ry"), code(), date("start", "2018-05-01")]
ENDED = date("end", "2020-10-31")


@pytest.mark.parametrize(
    "page",
    [
        [name("Hemma", "primary"), name("Kotona Koivussa", "short"), organisation("Koivu ry")],
        [name("Kotona Koivussa"), person(email="testi@koivu.example")],
        [name("Kotona Koivussa"), person("Toinen Nimi", phone="+358400001234")],
        [name("Kotona Koivussa"), date("start", "2018-05"), date("end", "2020-10")],
        [name("Kotona Koivussa"), date("start", "2018"), date("end", "2020")],
    ],
    ids=["short name and lead", "e-mail", "phone", "same term", "term and no organisation"],
)
def test_an_equal_name_and_a_witness_join_a_page_to_a_register_entry(tmp_path: Path, page: list[Found]) -> None:
    asked = person(email="testi@koivu.example", phone="+358400001234")
    entry = reading(ENTRY, [*REGISTERED, ENDED, asked], "register_entry")
    assert [p.id for p in projects(resolved(tmp_path, reading("http://koivu.example/h", page), entry))] == ["s29001"]


@pytest.mark.parametrize(
    "page",
    [
        [name("Kotona Koivussa")],
        [name("Kotona Koivussa 2"), name("Kotona Koivussa", "short"), organisation("Koivu ry")],
        [name("Kotona Koivuissa"), organisation("Koivu ry"), person(phone="+358400001234")],
        [name("Kotona Koivussa"), organisation("Tuuli ry"), date("start", "2018"), date("end", "2020")],
    ],
    ids=["name alone", "the second of a series", "a likely name", "a term of the years and another lead"],
)
def test_a_page_without_an_equal_name_and_a_witness_stays_apart(tmp_path: Path, page: list[Found]) -> None:
    entry = reading(ENTRY, [*REGISTERED, ENDED, person(phone="+358400001234")], "register_entry")
    assert len(projects(resolved(tmp_path, reading("http://koivu.example/h", page), entry))) == 2


def test_a_page_whose_name_was_not_read_joins_by_its_title_and_a_contact(tmp_path: Path) -> None:
    entry = reading(ENTRY, [*REGISTERED, person(phone="+358400001234")], "register_entry")
    page = titled(reading(PAGE, [person(phone="+358400001234")]), "Koivu ry – Kotona Koivussa")
    stranger = titled(reading("http://tuuli.example/", [person(phone="+358505550101")]), "Kotona Koivussa")
    (project,) = projects(resolved(tmp_path, entry, page, stranger))
    assert (project.id, project.documents) == ("s29001", 2)


def test_a_translation_joins_by_site_term_and_contact_unless_two_pages_fit(tmp_path: Path) -> None:
    term = [date("start", "2021-02-01"), date("end", "2023-01-31"), person(phone="+358400001234")]
    finnish = titled(reading(PAGE, [name("Oma avain"), *term]), "", "fi")
    english = titled(reading(f"{PAGE}/en", [name("Own Key"), *term]), "", "en")
    second = titled(reading(f"{PAGE}/2", [name("Oma ovi"), *term]), "", "fi")
    assert len(projects(resolved(tmp_path / "1", finnish, english))) == 1
    assert len(projects(resolved(tmp_path / "2", finnish, english, second))) == 3


def test_news_that_mention_the_lead_and_the_sites_own_list_join_and_a_strangers_list_does_not(tmp_path: Path) -> None:
    page = reading(PAGE, [*REGISTERED, ENDED])
    news = reading("http://lehti.example/", [name("Kotona Koivussa"), organisation("Koivu ry", "mentioned")])
    own = reading("http://setlementti-koivu.example/hankkeet", [name("Kotona Koivussa")], "listing")
    strange = reading("http://avustukset.example/", [name("Kotona Koivussa")], "listing")
    assert sorted(p.documents for p in projects(resolved(tmp_path, page, news, own, strange))) == [1, 3]


def test_a_search_result_page_is_no_project(tmp_path: Path) -> None:
    codes = [code(f"S2900{n}") for n in range(1, 6)]
    rows = resolved(tmp_path, reading(PAGE, [name("Hakutulos"), *codes]), reading(ENTRY, REGISTERED, "register_entry"))
    assert [(p.id, p.documents) for p in projects(rows)] == [("s29001", 1)]


def roles(rows: list[Row]) -> list[str]:
    return sorted(str(r.role) for r in rows if isinstance(r, Participation))


def test_an_organisation_has_its_strongest_role_and_the_registers_before_a_pages(tmp_path: Path) -> None:
    page = reading(PAGE, [code(), organisation("Koivu ry", "mentioned"), organisation("Koivu ry", "lead")])
    assert roles(resolved(tmp_path / "1", page)) == ["lead"]
    entry = reading(ENTRY, [code(), organisation("Koivu ry", "partner")], "register_entry")
    assert roles(resolved(tmp_path / "2", page, entry)) == ["partner"]


def test_a_funder_may_lead_and_a_fund_may_not(tmp_path: Path) -> None:
    both = [organisation("Koivun kaupunki"), organisation("Koivun kaupunki", "funder")]
    fund = [organisation("Euroopan sosiaalirahasto"), organisation("Euroopan sosiaalirahasto", "funder")]
    rows = resolved(tmp_path, reading(PAGE, [code(), *both, *fund]))
    assert roles(rows) == ["funder", "funder", "lead"]
    assert [p.lead for p in projects(rows)] == [r.id for r in rows if isinstance(r, Organisation) and "Koivu" in r.name]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("koivu ely-keskus", "Koivu elinkeino liikenne ja ympäristökeskus", True),
        ("koivu ely-keskus", "elinkeino liikenne ja ympäristökeskus Koivu", True),
        ("elinkeino liikenne ja ympäristökeskus sekä tuuli koivu toimisto", "ely-keskus", False),
        ("koivu ely-keskus", "tuuli elinkeino liikenne ja ympäristökeskus", False),
        ("Koivu sr", "Koivu sr säätiö", True),
        ("Koivu ry", "Koivu säätiö", False),
    ],
)
def test_long_and_short_names_of_one_organisation_meet(tmp_path: Path, one: str, other: str, together: bool) -> None:
    rows = resolved(tmp_path, reading(PAGE, [code(), organisation(one), organisation(other, "partner")]))
    assert len([r for r in rows if isinstance(r, Organisation)]) == (1 if together else 2)


def test_two_bodies_in_one_name_are_no_organisation(tmp_path: Path) -> None:
    rows = resolved(tmp_path, reading(PAGE, [code(), organisation("Koivu ry:n ja Tuuli ry"), organisation("Koivu ry")]))
    assert [r.name for r in rows if isinstance(r, Organisation)] == ["Koivu ry"]


def test_a_sum_and_its_rounding_are_one_and_other_sums_stand(tmp_path: Path) -> None:
    said = [
        ("402977", "grant"),
        ("402977.12", "grant"),
        ("402977.12", "none"),
        ("402977", "total"),
        ("418250", "grant"),
    ]
    found = [thing("money", qualifiers={"role": role}, value=value) for value, role in said]
    rows = resolved(tmp_path, reading(PAGE, [code(), *found[:1], *found[1:2], *found[3:]]), reading(ENTRY, [code()]))
    sums = sorted((m.amount, m.role) for m in rows if isinstance(m, Money))
    assert sums == [(402977.0, "total"), (402977.12, "grant"), (418250.0, "grant")]


def test_a_sum_without_a_role_joins_the_only_role_it_has(tmp_path: Path) -> None:
    found = [thing("money", qualifiers={"role": role}, value="471000") for role in ("total", "none")]
    (money,) = [r for r in resolved(tmp_path, reading(PAGE, [code(), *found])) if isinstance(r, Money)]
    assert money.role == "total"


def test_the_registers_dates_are_the_projects_and_others_stand_beside(tmp_path: Path) -> None:
    page = reading(PAGE, [code(), date("end_extended", "2020-08-31")])
    entry = reading(ENTRY, [code(), date("end", "2020-12-31")], "register_entry")
    rows = resolved(tmp_path, page, entry)
    assert [p.end_date for p in projects(rows)] == ["2020-12-31"]
    assert sorted(p.date for p in rows if isinstance(p, Period)) == ["2020-08-31", "2020-12-31"]


def contacts(rows: list[Row]) -> list[tuple[str, str | None]]:
    return sorted(((c.name, c.project) for c in rows if isinstance(c, Contact)), key=str)


def test_a_person_in_every_pages_footer_is_the_sites_once(tmp_path: Path) -> None:
    chief, worker = person("Johtaja Jokela", phone="+358400001234"), person("Ohjaaja Oja", phone="+358505550101")
    found = {"S29001": [chief, worker], "S29002": [chief]}
    pages = [zoned(reading(f"{PAGE}/{c}", [code(c), *found[c]]), "footer", "Johtaja Jokela") for c in found]
    assert contacts(resolved(tmp_path, *pages)) == [("Johtaja Jokela", None), ("Ohjaaja Oja", "s29001")]


def test_the_same_line_on_three_pages_is_the_sites_but_not_a_project_managers(tmp_path: Path) -> None:
    info = person("Neuvoja Niemi", phone="+358400001234")
    manager = person("Vetäjä Vesa", phone="+358505550101", role="projektipäällikkö")
    pages = [reading(f"{PAGE}/{n}", [code(), thing("goal", value=f"Tavoite {n}"), info, manager]) for n in range(3)]
    assert contacts(resolved(tmp_path, *pages)) == [("Neuvoja Niemi", None), ("Vetäjä Vesa", "s29001")]


def test_a_person_with_a_middle_name_is_one_by_the_same_phone(tmp_path: Path) -> None:
    long, other = person("Testi Tyyni Henkilö", phone="+358400001234"), person("Testi Tuuli Henkilö")
    rows = resolved(tmp_path, reading(PAGE, [code(), person(phone="+358400001234"), long, other]))
    assert [n for n, _ in contacts(rows)] == ["Testi Henkilö", "Testi Tuuli Henkilö"]


candidate = st.builds(
    Candidate,
    document=st.text("abcdef0123456789", min_size=4, max_size=8),
    number=st.integers(0, 3),
    url=st.sampled_from([PAGE, ENTRY, "file:a.pdf"]),
    code=st.sampled_from([None, None, "S29001", "S29002"]),
    name=st.just("Koivu"),
    name_key=st.sampled_from(["koivu", "tuuli", ""]),
    parties=st.frozensets(st.sampled_from(["x", "y", "//z"]), max_size=2),
    names=st.frozensets(st.sampled_from(["koivu", "tuuli 2"]), max_size=2),
    spelled=st.just(frozenset({"koivu"})),
    titles=st.frozensets(st.just("koivu"), max_size=1),
    people=st.frozensets(st.sampled_from(["+358400001234", "a@koivu.example"]), max_size=1),
    language=st.sampled_from(["", "fi", "en"]),
    hints=st.frozensets(st.sampled_from(["x", "//z"]), max_size=1),
    period=st.sampled_from([("", "9999"), ("2015", "2016"), ("2016-06", "2018-05"), ("2020-01-01", "2021-12-31")]),
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

"""The gates, each on an invented source: what raises an alarm, what does not, and that one cause is one alarm."""

import pytest
from watch_helpers import HOST, SINCE, each, fallen, numbers, page, project, seen, site, source

from flows.watch.judge import judge
from schemas.alarm import CAUSES
from schemas.health import PageProfile, PageView


def causes(*args: object, **kwargs: object) -> list[str]:
    return [a.cause for a in judge(source(), seen(*args, **kwargs))]  # type: ignore[arg-type]


def test_a_visit_like_the_one_before_says_nothing() -> None:
    assert causes(site(), site()) == []
    assert causes(site()) == []


@pytest.mark.parametrize(
    ("state", "cause"),
    [("challenge", "challenge"), ("consent_wall", "consent_wall"), ("js_shell", "js_shell"),
     ("login_wall", "login_wall"), ("wrong_type", "wrong_type"), ("empty", "damaged")],
)  # fmt: skip
def test_one_wall_in_place_of_a_good_page_is_an_alarm_that_names_the_page(state: str, cause: str) -> None:
    (alarm,) = judge(source(), seen(fallen(site(), state, 1), site()))
    assert (alarm.source, alarm.cause, alarm.since) == ("koivu", cause, SINCE)
    assert "1 of 10 pages" in alarm.what
    assert alarm.rows == (f"http://setlementti-koivu.example/hanke-0: {state}",)


def test_one_cause_is_one_alarm_however_many_pages_and_projects_it_takes() -> None:
    assert [a.numbers["n"] for a in judge(source(), seen(fallen(site(), "consent_wall", 9), site()))] == [9]
    assert causes(fallen(site(), "soft_404", 6), site()) == ["missing"]


def test_two_causes_are_two_alarms() -> None:
    now = fallen(site(), "challenge", 2) | {p.url: p for p in [page(9, garbled=30)]}
    assert causes(now, site()) == ["challenge", "garbled"]


@pytest.mark.parametrize("state", ["gone", "soft_404", "redirected", "server_error"])
def test_one_page_that_goes_is_a_site_s_ordinary_life(state: str) -> None:
    assert causes(fallen(site(), state, 1), site()) == []


def test_nothing_at_all_is_a_failure_and_is_held_back() -> None:
    (alarm,) = judge(source(), seen(fallen(site(), "gone", 10), site()))
    assert (alarm.cause, alarm.holds) == ("nothing", True)
    assert "10 gone" in alarm.what
    (first,) = judge(source(), seen({}, counts={"robots_unreachable": 1}, complete=False))
    assert first.cause == "nothing"


def test_a_visit_that_was_stopped_says_nothing_before_it_has_come_to_something() -> None:
    assert causes({}, site(), counts={}, complete=False) == []


def test_pages_without_one_value_are_a_failure() -> None:
    assert causes(each(site(), lambda _: {"facts": 0, "projects": ()})) == ["no_facts"]


@pytest.mark.parametrize(
    ("changes", "cause"),
    [({"outcome": "broken"}, "unreadable"), ({"cut": True}, "cut"), ({"garbled": 9}, "garbled"),
     ({"nordic": 0}, "garbled"), ({"said": "s5"}, "same_content")],
)  # fmt: skip
def test_one_page_damaged_inside_is_an_alarm_that_holds_the_source(changes: dict[str, object], cause: str) -> None:
    (alarm,) = judge(source(), seen(site() | {p.url: p for p in [page(0, **changes)]}, site()))
    assert (alarm.cause, alarm.holds) == (cause, True)


def content(change: object) -> str:
    (alarm,) = judge(source(), seen(each(site(), change), site()))  # type: ignore[arg-type]
    assert (alarm.cause, alarm.holds) == ("content", True)
    return "\n".join([alarm.what, *alarm.rows])


def number_of(profile: PageProfile) -> int:
    return int(profile.said[1:])


def with_project(**values: str) -> object:
    return lambda p: {"projects": (project(number_of(p), **values),)}


def test_a_field_that_empties_is_named() -> None:
    assert "end_date: 0 of 10 projects that had a value still have one" in content(with_project(end_date=""))


def test_values_that_all_change_at_once_are_named() -> None:
    def other(p: PageProfile) -> dict[str, object]:
        return {"projects": (project(number_of(p), organisation=f"muu {number_of(p)}"),)}

    assert "organisation: every value changed in 10 of 10 projects" in content(other)


def test_one_value_changed_everywhere_is_one_edit() -> None:
    before = each(site(), with_project(contact_email="vaihde@koivu.example"))  # type: ignore[arg-type]
    after = each(site(), with_project(contact_email="uusi@koivu.example"))  # type: ignore[arg-type]
    assert causes(after, before) == []


def test_columns_that_changed_places_are_named() -> None:
    def other(p: PageProfile) -> dict[str, object]:
        n = number_of(p)
        return {"projects": (project(n, organisation=f"tavoite {n}", goal=f"org {n}"),)}

    assert "goal and organisation have changed places in 10 projects" in content(other)


def test_the_start_page_may_not_go() -> None:
    view = site() | {f"{HOST}/": PageView(f"{HOST}/", profile=page(0, projects=(), said="alku").profile)}
    assert causes(view | {f"{HOST}/": PageView(f"{HOST}/", "soft_404")}, view) == ["missing"]


def test_one_contact_for_all_is_seen() -> None:
    assert "contact_email: one value in 10 of 10 places" in content(with_project(contact_email="info@koivu.example"))


def test_dates_that_move_together_are_seen() -> None:
    def moved(p: PageProfile) -> dict[str, object]:
        n = number_of(p)
        return {"projects": (project(n, start_date=f"20{10 + n}-01-02", end_date=f"20{13 + n}-01-01"),)}

    assert "20 of 20 dates moved by 1 days" in content(moved)


def test_an_extension_of_one_project_is_no_alarm() -> None:
    longer = page(3, projects=(project(3, end_date="2016-06-30"),))
    assert causes(site() | {longer.url: longer}, site()) == []


def test_half_of_a_list_gone_is_seen() -> None:
    before = page(0, projects=tuple(map(project, range(10))))
    after = page(0, projects=tuple(map(project, range(5))))
    (alarm,) = judge(source(), seen({after.url: after}, {before.url: before}))
    assert "5 of 10 projects are no longer found" in alarm.what


def test_a_new_project_and_another_order_are_no_alarm() -> None:
    before = page(0, projects=tuple(map(project, range(10))))
    after = page(0, projects=tuple(map(project, reversed(range(11)))))
    assert causes({after.url: after}, {before.url: before}) == []


def test_a_renamed_label_is_named_with_its_new_name() -> None:
    text = content(lambda p: {
        "labels": {"tavoitteet": 1, "lumikko": 1, "yhteyshenkilö": 1},
        "projects": (project(number_of(p), start_date="", end_date=""),),
    })  # fmt: skip
    assert "“toteutusaika” → “lumikko” (10 ×)" in text
    assert "end_date: 0 of 10" in text


def test_labels_left_over_are_a_template_change_that_does_not_hold_the_source() -> None:
    now = each(site(), lambda _: {"unread_labels": ("lumikko",)})
    (alarm,) = judge(source(), seen(now, site()))
    assert (alarm.cause, alarm.holds) == ("template", False)
    assert "“lumikko” (10 ×)" in alarm.what


def test_pages_that_nothing_leads_to_any_more_are_named() -> None:
    now = {u: PageView(u, profile=v.profile, linked=i > 4) for i, (u, v) in enumerate(site().items())}
    (alarm,) = judge(source(), seen(now, site()))
    assert alarm.cause == "orphaned"
    assert "5 of 10 pages are no longer linked" in alarm.what


@pytest.mark.parametrize(
    ("expect", "cause"),
    [({"documents": (11, 20)}, "expect"), ({"projects": (11, 20)}, "expect"), ({"fill": {"money": 0.5}}, "expect"),
     ({"documents": (1, 9)}, "many"), ({"documents": (10, 10), "projects": (1, 10), "fill": {"end_date": 1}}, "")],
)  # fmt: skip
def test_expectations_hold_from_the_first_visit(expect: dict[str, object], cause: str) -> None:
    assert [a.cause for a in judge(source(**expect), seen(site()))] == ([cause] if cause else [])


def test_several_failed_expectations_are_one_alarm_with_a_row_each() -> None:
    (alarm,) = judge(source(documents=(50, 90), projects=(40, 90)), seen(site()))
    assert alarm.what == "10 documents, expected at least 50"
    assert alarm.rows == ("10 projects, expected at least 40",)


def test_what_goes_slowly_is_seen_against_the_history() -> None:
    past = (numbers(documents=30, projects=30),) * 5
    (alarm,) = judge(source(), seen(site(), site(), history=past))
    assert alarm.cause == "dwindling"
    assert "documents: 10, usually 30" in alarm.what
    assert causes(site(), site(), history=(numbers(),) * 5) == []


def test_every_alarm_says_what_and_what_to_try_in_both_languages() -> None:
    alarms = [
        *judge(source(), seen(fallen(site(), "challenge", 2), site())),
        *judge(source(documents=(50, 90)), seen(site())),
        *judge(source(), seen(fallen(site(), "gone", 10), site())),
    ]
    for alarm in alarms:
        for text in (alarm.what, alarm.attempt, alarm.what_fi, alarm.attempt_fi):
            assert text
            assert "{" not in text


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_both_languages(cause: str) -> None:
    c = CAUSES[cause]
    assert c.what and c.attempt and c.what_fi and c.attempt_fi
    assert c.what != c.what_fi

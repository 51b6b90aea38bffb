"""Invented sources for the gates' tests: pages with projects, then and now."""

from collections.abc import Callable, Mapping

from schemas.health import Numbers, Observation, PageProfile, PageView, ProjectProfile
from schemas.source import Expect, Source

HOST = "http://setlementti-koivu.example"
SINCE = "2026-01-01T03:00:00.000Z"


def source(**expect: object) -> Source:
    return Source(name="koivu", owner="Koivu", start=(f"{HOST}/",), expect=Expect.model_validate(expect))


def project(number: int, **values: str) -> ProjectProfile:
    usual = {
        "name": f"hanke {number}",
        "code": f"S{29000 + number}",
        "start_date": f"20{10 + number}-01-01",
        "end_date": f"20{12 + number}-12-31",
        "contact_email": f"a{number}@koivu.example",
        "organisation": f"org {number}",
        "goal": f"tavoite {number}",
    }
    return ProjectProfile(key=f"k{number}", values={k: (v,) for k, v in (usual | values).items() if v})


def page(number: int, **changes: object) -> PageView:
    profile = PageProfile(
        kind="project_page", length=1200, facts=12, nordic=60, said=f"s{number}",
        labels={"tavoitteet": 1, "toteutusaika": 1, "yhteyshenkilö": 1}, projects=(project(number),),
    )  # fmt: skip
    return PageView(f"{HOST}/hanke-{number}", profile=profile.model_copy(update=changes))


def site(pages: int = 10) -> dict[str, PageView]:
    return {v.url: v for v in map(page, range(pages))}


def fallen(view: Mapping[str, PageView], state: str, number: int) -> dict[str, PageView]:
    """Let the first pages be something else."""
    return {u: PageView(u, state) if i < number else v for i, (u, v) in enumerate(view.items())}


def each(view: Mapping[str, PageView], change: Callable[[PageProfile], dict[str, object]]) -> dict[str, PageView]:
    """Change the profile of every page."""
    return {
        u: PageView(u, v.state, v.detail, v.profile and v.profile.model_copy(update=change(v.profile)), v.linked)
        for u, v in view.items()
    }


def seen(now: Mapping[str, PageView], before: Mapping[str, PageView] | None = None, **more: object) -> Observation:
    counts: dict[str, int] = {}
    for v in now.values():
        counts[v.state or "unchanged"] = counts.get(v.state or "unchanged", 0) + 1
    values: dict[str, object] = {"counts": counts, "since": SINCE if before else ""}
    return Observation("koivu", now, before or {}, **(values | more))  # type: ignore[arg-type]


def numbers(**changes: object) -> Numbers:
    return Numbers.model_validate({"documents": 10, "projects": 10, "facts": 120, "fill": {"end_date": 1.0}} | changes)

"""A source: one TOML file in `data/sources/` that says where to look, how politely, and what to expect.

The file's keys are this model's fields; `docs/add-a-source.md` walks through one.
"""

import difflib
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from schemas.health import FIELD_NAMES


class SourceKind(StrEnum):
    """What a source's pages are. A hint to a person and to the gates; every document is still classified by itself."""

    PAGES = "pages"  # project and service pages of an organisation
    REGISTER = "register"  # one page a project, found by its code
    LISTING = "listing"  # a page that lists many projects
    EXPORT = "export"  # a spreadsheet or data file that someone publishes
    DOCUMENTS = "documents"  # PDFs: reports, slide decks


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be a web address that begins with http:// or https://")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return value


def _cron(value: str) -> str:
    try:
        CronSim(value, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f"is not a cron line such as '0 3 * * 1': {error}") from error
    return value


def _fill_field(value: str) -> str:
    if value not in FIELD_NAMES:
        near = difflib.get_close_matches(value, FIELD_NAMES, 1)
        known = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(sorted(FIELD_NAMES))}"
        raise ValueError(f"is no field of a project; {known}")
    return value


def _ordered(bounds: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= bounds[0] <= bounds[1]:
        raise ValueError("must be two numbers, the smaller one first: [180, 400]")
    return bounds


WebAddress = Annotated[str, AfterValidator(_web_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Cron = Annotated[str, AfterValidator(_cron)]
Share = Annotated[float, Field(ge=0, le=1)]
FillField = Annotated[str, AfterValidator(_fill_field)]
Bounds = Annotated[tuple[int, int], AfterValidator(_ordered)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(_Table):
    """`[scope]`: which pages belong to the source."""

    hosts: tuple[str, ...] = Field((), description="Hosts to stay on; without it those of the start addresses")
    paths: tuple[str, ...] = Field(("/",), description="A page's path must begin with one of these")
    exclude: tuple[str, ...] = Field((), description="…and must not begin with any of these")
    depth: int = Field(3, ge=0, le=50, description="Links from a start address at the most")
    pages: int = Field(500, ge=1, le=1_000_000, description="Requests for pages in one visit at the most")


class Codes(_Table):
    """`[[codes]]`: pages of a register that are known by number. `{}` in `address` takes the number."""

    address: str = Field(description="Such as https://www.example.fi/projekti.php?projektikoodi=S{}")
    first: int = Field(ge=0)
    last: int = Field(ge=0)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if "{}" not in self.address:
            raise ValueError("`address` needs a {} where the number goes")
        _web_address(self.address.replace("{}", str(self.first)))
        if self.last < self.first:
            raise ValueError("`last` must not be smaller than `first`")
        return self

    def addresses(self) -> list[str]:
        """Return the address of every number."""
        return [self.address.replace("{}", str(n)) for n in range(self.first, self.last + 1)]


class Follow(_Table):
    """`[follow]`: which links lead on."""

    links: bool = Field(True, description="Ordinary links within the scope")
    details: tuple[Pattern, ...] = Field(
        (), description="Regular expressions for the pages a listing is about: always followed, never taken for a trap"
    )
    codes: bool = Field(False, description="Links with a project code (`projektikoodi=`), on any host of the scope")
    pdfs: bool = Field(True, description="Links to PDFs on the scope's hosts, under any path")
    files: tuple[str, ...] = Field((), description="Other endings to fetch, such as xlsx or docx")
    sitemaps: bool = Field(True, description="Sitemaps named in robots.txt, and /sitemap.xml")
    feeds: bool = Field(False, description="RSS and Atom feeds that a page announces")
    nofollow: bool = Field(True, description="Obey rel=nofollow and the robots meta element")


class Politeness(_Table):
    """`[politeness]`: how gently. robots.txt may make it gentler, never rougher."""

    delay: float = Field(5.0, ge=0, le=86_400, description="Seconds between two requests to one host")
    concurrency: int = Field(1, ge=1, le=16, description="Requests under way to one host at a time")


class Expect(_Table):
    """`[expect]`: what a healthy visit gives. Below a lower bound its old records stay and an alarm is raised."""

    documents: Bounds | None = Field(None, description="Good pages: [at least, at most]")
    projects: Bounds | None = Field(None, description="Projects found: [at least, at most]")
    fill: dict[FillField, Share] = Field(
        default_factory=dict, description="Share of projects that have a value, by field: fill.end_date = 0.9"
    )
    fresh_days: int | None = Field(None, ge=1, description="A visit must succeed at least every this many days")


class Schedule(_Table):
    """`[schedule]`: when."""

    cron: Cron | None = Field(None, description="Minute, hour, day, month, weekday, in Finnish time")


class Source(_Table):
    """A source of the database."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,60}$", description="Same as the file's name without .toml")
    title: str = Field("", description="What people call it")
    owner: str = Field(min_length=1, description="Who publishes the pages")
    contact: str = Field(
        "", description="Who answers for our visits: e-mail or web address, sent in the User-Agent; else the setting"
    )
    kind: SourceKind = SourceKind.PAGES
    enabled: bool = True
    paused: str = Field("", description="Why nothing is fetched for now; empty when it is")
    sample: bool = Field(False, description="Resolved to the sample web on this machine, not to the network")
    start: tuple[WebAddress, ...] = Field((), description="Where a visit begins")
    codes: tuple[Codes, ...] = ()
    scope: Scope = Scope()
    follow: Follow = Follow()
    schedule: Schedule = Schedule()
    politeness: Politeness = Politeness()
    expect: Expect = Expect()
    licence: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _has_a_start(self) -> Self:
        if not self.start and not self.codes:
            raise ValueError("needs `start` (a list of web addresses) or `[[codes]]`")
        return self

    @property
    def active(self) -> bool:
        """Whether a run visits it."""
        return self.enabled and not self.paused

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of the scope, with and without `www.`."""
        named = self.scope.hosts or tuple(urlsplit(a).netloc for a in (*self.start, *(c.address for c in self.codes)))
        bare = {h.lower().rpartition("@")[2].removeprefix("www.") for h in named}
        return frozenset(bare | {f"www.{h}" for h in bare})

"""What a source looked like on one day: what its pages said, counted, so that the next visit can be held against it.

Values stand here as short digests: enough to see that they changed, too little to find a person by. Dates stand as
they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

#: What a project may have a value of, by the type and attribute of the fact (periods by their role).
FIELDS: Mapping[str, str] = {
    "project_name.value": "name",
    "project_code.value": "code",
    "period.date/start": "start_date",
    "period.date/end": "end_date",
    "period.date/end_original": "end_date",
    "period.date/end_extended": "end_date",
    "period.date/event": "event_date",
    "funder.value": "funder",
    "organisation.name": "organisation",
    "contact.name": "contact",
    "contact.role": "contact_role",
    "contact.email": "contact_email",
    "contact.phone": "contact_phone",
    "unit_contact.email": "contact_email",
    "unit_contact.phone": "contact_phone",
    "address.value": "address",
    "goal.value": "goal",
    "action.value": "action",
    "result.value": "result",
    "target_group.value": "target_group",
    "metric.value": "metric",
    "money.value": "money",
    "language.value": "language",
    "place.value": "place",
    "publication.title": "publication",
    "url.value": "link",
    "authority.value": "authority",
    "priority.value": "priority",
    "status.value": "status",
    "summary.value": "summary",
}
FIELD_NAMES = frozenset(FIELDS.values())


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProjectProfile(_Model):
    """One project of one page. `key` is its code, else its name, as a digest."""

    key: str
    values: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Field → digests; dates as ISO text")


class PageProfile(_Model):
    """What was read from one page's content."""

    outcome: str = Field("read", description="`read`, or why it could not be")
    detail: str = ""
    kind: str = "other"
    length: int = Field(0, description="Characters of text")
    facts: int = 0
    garbled: int = Field(0, description="Places where letters were lost to a wrong encoding")
    nordic: int = Field(0, description="Letters å, ä, ö")
    cut: bool = Field(False, description="The file ends before its end")
    said: str = Field("", description="Digest of the text")
    labels: dict[str, int] = Field(default_factory=dict, description="Labels in reading order, with how often")
    unread_labels: tuple[str, ...] = ()
    projects: tuple[ProjectProfile, ...] = ()
    loose: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Values of the page, of no project")


class Numbers(_Model):
    """A source in numbers, kept for every visit."""

    documents: int = Field(0, description="Good pages")
    projects: int = 0
    facts: int = 0
    length: int = Field(0, description="Median characters of text of a page")
    kinds: dict[str, int] = Field(default_factory=dict)
    fill: dict[str, float] = Field(default_factory=dict, description="Share of projects that have a value, by field")


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as a visit left it. `state` is empty for a good page, else the outcome that keeps it from being one."""

    url: str
    state: str = ""
    detail: str = ""
    profile: PageProfile | None = None
    linked: bool = True


View = Mapping[str, PageView]


@dataclass(frozen=True, slots=True)
class Observation:
    """A source's last visit beside the one that was found good before it (`before`, empty for the first)."""

    source: str
    now: View
    before: View = field(default_factory=dict)
    since: str = ""
    history: tuple[Numbers, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True
    starts: frozenset[str] = frozenset()

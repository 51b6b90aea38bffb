"""What extractors return: things found in a document, each value with its evidence, and the facts they become."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Scalar = str | int | float | bool | None


class DocumentKind(StrEnum):
    """What a document is. The first group describes projects, the second does not."""

    PROJECT_PAGE = "project_page"
    REGISTER_ENTRY = "register_entry"
    LISTING = "listing"
    SHEET = "sheet"
    SLIDE_DECK = "slide_deck"
    REPORT = "report"
    APPLICATION_FORM = "application_form"
    NEWSLETTER = "newsletter"
    PROJECT_NEWS = "project_news"
    PROJECT_DECISION = "project_decision"

    SERVICE = "service"
    NETWORK_DESCRIPTION = "network_description"
    ORGANISATION = "organisation"
    BLOG_ARTICLE = "blog_article"
    NEWS = "news"
    DECISION = "decision"
    CALL = "call"
    COURSE = "course"
    THESIS = "thesis"
    PROGRAMME = "programme"
    OTHER = "other"


PROJECT_KINDS = frozenset(list(DocumentKind)[:10])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value and where it was read.

    `start` and `end` are code points of the document's text. `params` is what, beside the quoted text, the value's
    deriver needs to compute it again (`{"part": "start"}` of a range; `{"href": …}` of a link).
    `confidence` is calibrated: of values marked 0.9, nine in ten should be right.
    """

    value: Scalar
    start: int
    end: int
    confidence: float = 0.9
    params: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a document: its type, its values by attribute, and what it was classified as.

    `type` and the attributes are those of `ATTRIBUTES`; `qualifiers` are classifications (`kind`, `role`, `precision`,
    `usage`, `section`) and not quotes. `project` is the number of the project it belongs to in this document
    (0 for the only one), -1 when it belongs to the document and not to a project.
    """

    type: str
    values: Mapping[str, Evidence]
    qualifiers: Mapping[str, Scalar] = field(default_factory=dict)
    project: int = 0

    @property
    def start(self) -> int:
        """Where the thing begins: the smallest start of its values."""
        return min(e.start for e in self.values.values())


# type → attributes that carry evidence; the first is the one without which the thing is not published.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "project_name": ("value",),  # kind: primary | short | translated
    "project_code": ("value",),  # scheme: EURA2007 | EURA2014 | EURA2021 | AMIF | diary
    "funder": ("value",),  # value is the canonical name; programme: ESR, AMIF … where known
    "period": ("date",),  # role: start | end | end_original | end_extended | event ; precision: day|month|season|year
    "organisation": ("name", "business_id"),  # role: lead|partner|subsidy_recipient|funder|cooperation|unit|mentioned
    "contact": ("name", "role", "phone", "email", "organisation"),
    "unit_contact": ("unit", "phone", "email"),
    "address": ("value", "street", "postcode", "city"),  # owner: name of the organisation or unit
    "goal": ("value",),  # kind: stated_goal | benefit | plan ; section
    "action": ("value",),  # section
    "result": ("value",),
    "target_group": ("value",),  # kind: direct | indirect
    "metric": ("value", "noun"),  # value: number; unit ; kind: planned | realised | staffing | none ; group: women
    "money": ("value",),  # value: decimal as text, euros ; role: total|eu_share|own_share|grant|none ; currency
    "language": ("value",),  # code ; usage: service | publication | taught
    "place": ("value",),  # kind: municipality|region|subregion|district|country ; code ; within
    "publication": ("title", "url"),  # role: own | reference ; year
    "url": ("value",),  # kind: website | funder_register | reference | material
    "authority": ("value",),  # the responsible authority of a register entry
    "priority": ("value",),  # kind: axis | objective
    "status": ("value",),  # running | ended, as the source says
    "summary": ("value",),
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document: its kind, language, the things found, and labels nobody consumed."""

    document: str
    kind: DocumentKind
    language: str
    found: tuple[Found, ...]
    unread_labels: tuple[str, ...] = ()

    @property
    def is_project(self) -> bool:
        """Tell whether the document describes one or more projects."""
        return self.kind in PROJECT_KINDS


class Fact(BaseModel):
    """A value with its evidence, as it is stored and published.

    Law: `document.text[start:end] == quote`, and `derive(type, attribute, quote, params) == value`.
    """

    model_config = ConfigDict(frozen=True)

    document: str = Field(description="SHA-256 of the document's bytes")
    subject: str = Field(description="The thing in the document, e.g. `project:0/contact:2`")
    field: str = Field(description="Type and attribute, e.g. `contact.phone`")
    value: Any = Field(description="The normalised value")
    quote: str = Field(description="The text it was read from, to the letter")
    start: int = Field(ge=0, description="First code point of the quote in the document's text")
    end: int = Field(ge=0, description="Code point after the quote")
    params: dict[str, Any] = Field(default_factory=dict, description="What the deriver needs beside the quote")
    qualifiers: dict[str, Any] = Field(default_factory=dict, description="Classifications: role, kind, precision …")
    extractor: str = Field(description="Name of the extractor")
    version: str = Field(description="Version of the extractor")
    confidence: float = Field(ge=0, le=1, description="Calibrated: of values marked 0.9, nine in ten are right")

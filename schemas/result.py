"""What reading and extracting one snapshot gave: the row the store keeps, so that no document is read twice."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schemas.facts import Fact


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlacedFact(Fact):
    """A fact and where its quote is drawn in a PDF."""

    page: int = Field(0, description="PDF page from 1, 0 where there are none")
    box: list[list[float]] = Field(default_factory=list, description="[x0, y0, x1, y1] in points, one a line")


class ReadDocument(_Model):
    """A document as read. `outcome` is `read`, one of `DocumentUnreadable`'s, or `failed` (an error of ours)."""

    id: str
    url: str
    media_type: str = ""
    outcome: str = "read"
    detail: str = ""
    kind: str = "other"
    is_project: bool = False
    confidence: float = 0.0
    language: str = ""
    title: str = ""
    text: str = ""
    blocks: list[dict[str, Any]] = Field(default_factory=list, description="Defaults left out")
    published: str | None = None
    pages: int = 0
    notes: list[str] = Field(default_factory=list)
    unread_labels: list[str] = Field(default_factory=list)


class Findings(_Model):
    """The facts of one document that prove themselves.

    `dropped` says in words which did not. `keys` maps names of organisations and projects to what makes two spellings
    the same name (`extractors.keys`), so that the store can compare them without knowing Finnish.
    """

    facts: list[PlacedFact] = Field(default_factory=list)
    dropped: list[str] = Field(default_factory=list)
    keys: dict[str, str] = Field(default_factory=dict)


class DrawnPage(_Model):
    """A PDF page as a PNG picture; width and height in points."""

    number: int
    width: float
    height: float
    png: bytes


class Result(_Model):
    """All that one snapshot gave."""

    document: ReadDocument
    findings: Findings = Field(default_factory=Findings)
    images: list[DrawnPage] = Field(default_factory=list)

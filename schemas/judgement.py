"""What a person said about a value or a record. Bound to the evidence it saw; never rebuilt, never overwritten."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Verdict(StrEnum):
    """What was said."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REMOVE = "remove"
    MERGE = "merge"
    KEEP_APART = "keep_apart"


class Judgement(BaseModel):
    """One judgement, append only: changing one's mind is another judgement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="Random id, also the number of the receipt")
    made_at: str = Field(description="UTC, ISO 8601")
    made_by: str = Field(description="Organisation id or `maintainer`")
    verdict: Verdict
    record_table: str
    record_id: str
    field: str = Field("", description="Type and attribute, e.g. `contact.phone`; empty for a whole record")
    old_value: str | None = None
    new_value: str | None = None
    document: str | None = Field(None, description="SHA-256 of the document that was judged")
    quote: str | None = Field(None, description="The evidence that was judged, to the letter")
    reason: str = ""

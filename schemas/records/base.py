"""What a published table is: a pydantic model whose fields are the columns.

Titles and descriptions are Finnish, because the site shows them; `en` carries the English ones.
"""

import types
from typing import Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

SCHEMA_VERSION = 1


class Row(BaseModel):
    """One row of a published table. Rows with the same content are equal, whatever order they were built in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    heading: ClassVar[str]
    heading_en: ClassVar[str]
    about: ClassVar[str]
    about_en: ClassVar[str]
    pk: ClassVar[tuple[str, ...]] = ("id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()
    fts: ClassVar[tuple[str, ...]] = ()
    #: (table, column) of what other tables say about a row and it is found by too; they refer to it by `project`.
    fts_related: ClassVar[tuple[tuple[str, str], ...]] = ()
    label: ClassVar[str | None] = None
    facets: ClassVar[tuple[str, ...]] = ()
    sort: ClassVar[str | None] = None
    #: The table is left out of the content hash: it tells about the build and not about the archive.
    volatile: ClassVar[bool] = False


def col(
    fi: str,
    en: str,
    *,
    default: Any = ...,
    example: Any = None,
    references: str | None = None,
    volatile: bool = False,
    unit: str | None = None,
) -> Any:
    """Describe a column: Finnish and English description, an example, the table whose key it holds.

    A `volatile` column tells when something ran and not what was found; it is left out of the content hash.
    """
    extra: dict[str, Any] = {"en": en, "references": references, "volatile": volatile, "unit": unit}
    return Field(default, description=fi, examples=[] if example is None else [example], json_schema_extra=extra)


def extra(field: FieldInfo, key: str) -> Any:
    """Return what `col` noted under `key`."""
    return (field.json_schema_extra or {}).get(key) if isinstance(field.json_schema_extra, dict) else None


def plain_type(annotation: Any) -> tuple[type, bool]:
    """Return the column's Python type (str, int, float, bool, bytes, list, dict) and whether it may be empty."""
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return plain_type(inner[0])[0], len(inner) < len(get_args(annotation))
    origin = get_origin(annotation) or annotation
    return ({tuple: list}.get(origin, origin), False)


def columns(model: type[Row]) -> dict[str, type]:
    """Return a table's columns in order, each with its plain type."""
    return {name: plain_type(field.annotation)[0] for name, field in model.model_fields.items()}


def stable_columns(model: type[Row]) -> list[str]:
    """Return the columns that the content hash covers."""
    return [n for n, f in model.model_fields.items() if not extra(f, "volatile")]


class ValueRow(Row):
    """A value that one or more documents state. `document` is the one with the best evidence; all stand in `facts`."""

    id: str = col(
        "Pysyvä tunniste, laskettu sisällöstä", "Stable id, computed from the content", example="g-5f0c2a91d3e4"
    )
    project: str | None = col(
        "Hanke, jota arvo koskee; tyhjä, jos arvo koskee vain asiakirjaa",
        "The project it belongs to; empty when it belongs to the document alone",
        default=None,
        example="s29001",
        references="projects.id",
    )
    document: str = col(
        "Asiakirja, josta arvo luettiin (paras näyttö)",
        "The document with the best evidence",
        references="documents.id",
    )
    confidence: float = col(
        "Luottamus 0–1: arvoista, joilla on 0,9, yhdeksän kymmenestä on oikein",
        "Calibrated: of values marked 0.9, nine in ten are right",
        example=0.9,
    )
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project",), ("document",))

"""The published tables, as models: SQLite schema, Datasette metadata and data dictionary follow from them."""

from collections.abc import Mapping

from schemas.records.base import SCHEMA_VERSION, Row, ValueRow, col, columns, extra, plain_type, stable_columns
from schemas.records.projects import Address, Contact, Funder, Organisation, Participation, Project, UnitContact
from schemas.records.sources import (
    About,
    PageImage,
    PublishedAlarm,
    PublishedFact,
    PublishedRun,
    PublishedSource,
    SourceDocument,
)
from schemas.records.values import (
    Action,
    Goal,
    Metric,
    Money,
    Period,
    Place,
    Publication,
    Result,
    ServiceLanguage,
    TargetGroup,
    WebLink,
)

__all__ = [
    "BY_TABLE", "RECORD_OF", "SCHEMA_VERSION", "TABLES", "About", "Action", "Address", "Contact", "Funder", "Goal",
    "Metric", "Money", "Organisation", "PageImage", "Participation", "Period", "Place", "Project", "Publication",
    "PublishedAlarm", "PublishedFact", "PublishedRun", "PublishedSource", "Result", "Row", "ServiceLanguage",
    "SourceDocument", "TargetGroup", "UnitContact", "ValueRow", "WebLink", "col", "columns", "extra", "plain_type",
    "stable_columns",
]  # fmt: skip

#: In an order in which a table comes after those it refers to.
TABLES: tuple[type[Row], ...] = (
    About, PublishedSource, PublishedRun, PublishedAlarm, SourceDocument, PageImage, Organisation, Project,
    Participation, Funder, Contact, UnitContact, Address, Goal, Action, Result, TargetGroup, Metric, Period, Place,
    Money, ServiceLanguage, Publication, WebLink, PublishedFact,
)  # fmt: skip
BY_TABLE: Mapping[str, type[Row]] = {model.table: model for model in TABLES}

#: Type of a found thing → its table and the column that each attribute fills. Of a project's own attributes the
#: fact's qualifiers decide the column (store/resolve.py).
RECORD_OF: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "project_name": ("projects", {"value": "name"}),
    "project_code": ("projects", {"value": "code"}),
    "status": ("projects", {"value": "status"}),
    "summary": ("projects", {"value": "summary"}),
    "authority": ("projects", {"value": "authority"}),
    "priority": ("projects", {"value": "priority"}),
    "funder": ("funders", {"value": "name"}),
    "period": ("periods", {"date": "date"}),
    "organisation": ("participations", {"name": "name", "business_id": "business_id"}),
    "contact": (
        "contacts",
        {"name": "name", "role": "role", "phone": "phone", "email": "email", "organisation": "organisation_name"},
    ),
    "unit_contact": ("unit_contacts", {"unit": "unit", "phone": "phone", "email": "email"}),
    "address": ("addresses", {"value": "address", "street": "street", "postcode": "postcode", "city": "city"}),
    "goal": ("goals", {"value": "text"}),
    "action": ("actions", {"value": "text"}),
    "result": ("results", {"value": "text"}),
    "target_group": ("target_groups", {"value": "name"}),
    "metric": ("metrics", {"value": "value", "noun": "noun"}),
    "money": ("money", {"value": "amount"}),
    "language": ("languages", {"value": "name"}),
    "place": ("places", {"value": "name"}),
    "publication": ("publications", {"title": "name", "url": "url"}),
    "url": ("links", {"value": "url"}),
}

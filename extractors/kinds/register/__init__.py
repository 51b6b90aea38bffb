"""An entry of a project register: which register it is from, and what it says."""

import re
from types import ModuleType

from extractors.context import Context
from extractors.kinds import page
from extractors.kinds.register import eura2007 as register_2007
from extractors.kinds.register import eura2014 as register_2014
from schemas.facts import Found

_OLD = re.compile(r"rahoittaman projektin kuvaus|Projektikoodi\s*:|Toteuttajaorganisaation nimi\s*:", re.I)


def _module(ctx: Context) -> ModuleType:
    return register_2007 if _OLD.search(ctx.text[:4000]) else register_2014


def read(ctx: Context) -> list[Found]:
    """Return everything the entry says about its project."""
    found: list[Found] = _module(ctx).read(ctx)
    # A help page of the register looks like an entry and holds none of its labels.
    return found if any(f.type in ("project_code", "project_name") for f in found) else page.read(ctx)


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the labels and section titles that nobody consumed."""
    labels: tuple[str, ...] = _module(ctx).unread_labels(ctx)
    return labels

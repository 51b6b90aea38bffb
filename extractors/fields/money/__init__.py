"""What sums of money are to the project: its total, the EU's share, its own share, a grant.

The value is the exact decimal number of euros as text in its shortest form (see `sums.py`). Prices, fees, wages, fines,
national budgets and sums for many projects at once are not the project's money and are left alone.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields.money.sums import parse_money, scan_money
from extractors.fields.periods.cues import Around, Surroundings, cue
from extractors.mentions import Mention
from extractors.vocabulary import load
from schemas.document import BlockKind, Document, Span
from schemas.facts import PROJECT_KINDS, DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

ROLES = ("total", "eu_share", "own_share", "grant")
_SMALLEST, _LARGEST = Decimal(500), Decimal(25_000_000)
# How far a cue may stand from its sum within the sentence, in characters.
_REACH = 110
# A cue after the sum counts as a little farther away: `josta EU-tuki 300 000 euroa, omarahoitus …`.
_AFTER_HANDICAP = 2


def find_money(ctx: "Context", within: Span | None = None, project: int = 0) -> list[Found]:
    """Return the project's sums, each with its role (total, eu_share, own_share, grant, none).

    `within` limits the search to a range (one project of a listing), `project` is that project's number.
    """
    reader = _Reader(ctx.doc, ctx.kind, within is not None)
    seen: set[tuple[str, str]] = set()
    out = []
    for mention in ctx.of("money"):
        if within is not None and not mention.span.overlaps(within):
            continue
        role, confidence = reader.role(mention)
        if confidence and (role, str(mention.value)) not in seen:
            seen.add((role, str(mention.value)))
            out.append(_found(mention, role, confidence, project))
    return out


def _found(mention: Mention, role: str, confidence: float, project: int) -> Found:
    params: dict[str, Scalar] = {"labelled": True} if mention.params.get("labelled") else {}
    evidence = Evidence(mention.value, mention.start, mention.end, confidence, params)
    return Found("money", {"value": evidence}, {"role": role, "currency": "EUR"}, project)


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(load('money_cues')[name])})", re.IGNORECASE)


class _Reader:
    """Decides on the sums of one document."""

    def __init__(self, doc: Document, kind: DocumentKind, within: bool) -> None:
        self._doc = doc
        self._around = Around(doc)
        self._lenient = within or kind in PROJECT_KINDS
        self._listing = within or kind in (DocumentKind.LISTING, DocumentKind.SHEET)
        self._columns = _column_roles(doc)
        self._headers = {(b.group, b.col): doc.slice(b) for b in doc.blocks if b.kind is BlockKind.CELL and b.row == 0}
        self._cells = {b.start: b for b in doc.blocks if b.kind is BlockKind.CELL}

    def role(self, mention: Mention) -> tuple[str, float]:
        """Return (role, confidence); confidence 0 when the sum is not the project's."""
        amount = Decimal(str(mention.value))
        near = self._around.of(mention)
        if not _SMALLEST <= amount <= _LARGEST or _cues("per").match(near.after.lstrip()):
            return "none", 0
        header = self._header(mention)
        if header and _nearest(header, ""):
            return _nearest(header, ""), 0.97
        if not mention.params["unit"]:
            return self._bare(mention, near)
        return self._written(near)

    def _header(self, mention: Mention) -> str:
        cell = self._cells.get(mention.start)
        return self._headers.get((cell.group, cell.col), "") if cell and cell.row > 0 else ""

    def _bare(self, mention: Mention, near: Surroundings) -> tuple[str, float]:
        labelled = _nearest(near.head[-60:], "")
        if labelled and ":" in near.head:
            return labelled, 0.95
        place = _place_in_run(self._doc.text, mention)
        if self._lenient and place < len(self._columns):
            return self._columns[place], 0.85
        return (labelled, 0.7) if labelled and self._lenient else ("none", 0)

    def _written(self, near: Surroundings) -> tuple[str, float]:
        if _is_label(near.head):
            role = _nearest(near.head[-60:], "")
            if role and not _cues("not_project").search(near.head) and not _cues("many").search(near.sentence):
                return role, 0.97 if self._lenient else 0.7
        if _cues("not_project").search(near.sentence) or _cues("many").search(near.sentence):
            return "none", 0
        about_project = bool(cue("project").search(near.sentence))
        role = _nearest(near.before, near.after)
        if role and (about_project or self._lenient):
            return role, 0.9 if about_project else 0.8
        if self._listing and len(near.line) < 250 and near.after.strip(" .;") == "":
            return "grant", 0.85
        funded = about_project or bool(_nearest(near.head, ""))
        return ("none", 0.6) if funded and self._lenient else ("none", 0)


def _is_label(head: str) -> bool:
    return bool(re.search(r"[:(€)]\s*(?:noin\s|n\.\s|yht\.?\s)?$", head)) or len(head.split()) <= 4


def _nearest(before: str, after: str) -> str:
    """The role whose cue stands nearest to the sum; of two at one place the more specific one."""
    best, role = _REACH, ""
    for name in ROLES:
        for match in _cues(name).finditer(before):
            if len(before) - match.end() < best:
                best, role = len(before) - match.end(), name
        match_after = _cues(name).search(after)
        if match_after and match_after.start() + _AFTER_HANDICAP < best:
            best, role = match_after.start() + _AFTER_HANDICAP, name
    return role


def _column_roles(doc: Document) -> list[str]:
    """The roles of the money columns of a table that lost its cells, in the order of its header line."""
    match = re.search(
        r"^.*(?:Toteutt|toteutusaika|alkamispäivä|Hakija|saaja|Kuvaus).*$",
        doc.text[:6000],
        re.MULTILINE | re.IGNORECASE,
    )
    line = match[0] if match else ""
    if ":" in line or len(line) > 2000:
        return []
    found = {m.start(): name for name in reversed(ROLES) for m in _cues(name).finditer(line)}
    return [found[at] for at in sorted(found) if found[at] != "grant"]


def _place_in_run(text: str, mention: Mention) -> int:
    """How many bare sums stand directly before this one on its line."""
    before = text[max(0, mention.start - 60) : mention.start]
    run = re.search(r"(?:(?:\d{1,3}(?: \d{3})+|\d{4,9}),\d{1,2}\s)+$", before.rpartition("\n")[2])
    return len(re.findall(r",\d{1,2}\s", run[0])) if run else 0


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {"money.value": parse_money}

__all__ = ["DERIVERS", "find_money", "scan_money"]

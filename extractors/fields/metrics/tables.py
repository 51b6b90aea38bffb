"""Counts in forms: a register's planned and realised pairs, and tables with columns for target and outcome."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.mentions import Mention
from schemas.document import Block, BlockKind, Document, Span

_PAIR = re.compile(
    r"(?P<label>Suunniteltu|Toteutunut(?:\s+seurantatietojen\s+mukaan)?|Planned|Realised|Achieved|Planerat|Förverkligat)"
    r"(?:\s+(?P<own>[^\W\d_]{4,30})\s+(?:luku)?määrä)?\s*:\s*(?P<all>\d{1,7})(?P<tail>,\s*(?:joista|of\s+which|varav)\s+(?P<women>[^\W\d][^\d\n]{1,40}?)\s*:?\s*(?P<part>\d{1,7}))?(?!\d)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[\s\d.]*(?P<noun>[^\W\d][^\n:]{3,80}?)\s*:?\s*$", re.MULTILINE)
_PLANNED = re.compile(r"tavoit|suunnitel|planned|target|mål|plan", re.IGNORECASE)
_REALISED = re.compile(r"toteu|saavut|tulos|realised|achieved|actual|reached|utfall|resultat|förverklig", re.IGNORECASE)
_ROW = re.compile(
    r"^(?P<noun>[^\W\d][^\n\d]{1,69}?[^\s\d:|])[ \t\u00a0:|]{1,40}(?P<one>\d{1,3}(?:[\u00a0 ]\d{3})+|\d{1,7})"
    r"[ \t\u00a0]{0,20}[ \t|/][ \t\u00a0]{0,20}(?P<two>\d{1,7})[ \t]{0,3}(?:kpl|hlö)?$",
    re.MULTILINE,
)
_HEAD_ROW = re.compile(
    r"^[^\n.]{0,60}(?:tavoite|target|suunniteltu)\w*[\s|/]+(?:toteu|saavut|actual|achieved|tulos)\w*[^\n.]{0,30}$",
    re.MULTILINE | re.IGNORECASE,
)
# How many characters above a pair its heading may stand, and how long a table without cells is read on.
_ABOVE, _TABLE = 200, 2500


@dataclass(frozen=True, slots=True)
class Row:
    """A count of a form: the number's range, its kind, the range of the words counted, whether it counts women."""

    start: int
    end: int
    kind: str
    noun: Span | None
    women: bool = False


def register_pairs(doc: Document) -> Iterator[Row]:
    """Yield the counts of `Suunniteltu: 260, joista naisia 60` and of the realised line below it."""
    for match in _PAIR.finditer(doc.text):
        kind = "planned" if re.match(r"suunnit|plan", match["label"], re.IGNORECASE) else "realised"
        own = Span(*match.span("own")) if match["own"] else _noun_above(doc.text, match.start())
        yield Row(*match.span("all"), kind, own)
        if match["part"]:
            yield Row(*match.span("part"), kind, Span(*match.span("women")), women=True)


def _noun_above(text: str, at: int) -> Span | None:
    low = max(0, at - _ABOVE)
    heads = [m for m in _HEADING.finditer(text[low:at]) if not _PAIR.search(m[0])]
    if not heads:
        return None
    return Span(low + heads[-1].start("noun"), low + heads[-1].end("noun"))


def table_rows(doc: Document, numbers: Sequence[Mention]) -> Iterator[Row]:
    """Yield the counts of tables whose columns are headed as target and outcome."""
    at = {n.start: n for n in numbers}
    seen: set[int] = set()
    for row in _cell_rows(doc, at):
        seen.add(row.start)
        yield row
    for head in _HEAD_ROW.finditer(doc.text):
        for match in _ROW.finditer(doc.text, head.end(), head.end() + _TABLE):
            noun = Span(*match.span("noun"))
            for group, kind in (("one", "planned"), ("two", "realised")):
                if match.start(group) not in seen and match.start(group) in at:
                    number = at[match.start(group)]
                    yield Row(number.start, number.end, kind, noun)


def _cell_rows(doc: Document, at: dict[int, Mention]) -> Iterator[Row]:
    kinds: dict[tuple[int, int], str] = {}
    labels: dict[tuple[int, int], Block] = {}
    for cell in (b for b in doc.blocks if b.kind is BlockKind.CELL):
        if cell.col == 0:
            labels[cell.group, cell.row] = cell
        kind = _column_kind(doc.slice(cell)) if cell.row == 0 or cell.header else ""
        if kind:
            kinds[cell.group, cell.col] = kind
        number = at.get(cell.start)
        label = labels.get((cell.group, cell.row))
        if number and label and cell.col > 0 and number.end == cell.end and (cell.group, cell.col) in kinds:
            yield Row(number.start, number.end, kinds[cell.group, cell.col], label.span)


def _column_kind(title: str) -> str:
    if _REALISED.search(title):
        return "realised"
    return "planned" if _PLANNED.search(title) else ""

"""The lines at the top of a document that may be its project's name.

On a page of the web that is its main heading: what stands over it (a link past the menu, the site's name and slogan)
is the site's. Elsewhere it is the first line, or the first heading under furniture and labels.
"""

import re
from collections.abc import Iterator

from extractors.fields.names import patterns as name_patterns
from extractors.language.tokens import tokens_in
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Block, BlockKind, Document, Span, Zone

_TOPS = 8
_LEAD = re.compile(r"(?:projektet|projekt|projekti|hanke|project)\s*[:–-]?\s+(?=[\"”“»A-ZÅÄÖ0-9])", re.IGNORECASE)


def titles(doc: Document) -> Iterator[tuple[Span, bool]]:
    """Yield the lines that may name the project, and whether they say `hanke`."""
    tops = _tops(doc)
    plain = _plain_title(doc, tops)
    for n, block in enumerate(tops):
        span = _goes_on(doc, tops, n)
        marked = name_patterns.marked_title(doc.text, span)
        if marked:
            yield marked, True
        elif block is plain:
            named = after_owner(doc.text, span)
            lead = _LEAD.match(doc.text, named.start, named.end)
            yield (Span(lead.end(), named.end), True) if lead else (named, False)


def _tops(doc: Document) -> list[Block]:
    """The first lines; of a page of the web those from its main heading on, where it has one."""
    if "html" in doc.media_type:
        main = [b for b in doc.blocks if b.zone is Zone.MAIN and b.kind is not BlockKind.CELL]
        first = next((n for n, b in enumerate(main) if b.kind is BlockKind.HEADING and b.level == 1), None)
        return main[: _TOPS if first is None else first + _TOPS][first or 0 :]
    lines = (b for b in doc.blocks if b.zone in (Zone.MAIN, Zone.HEADER) and b.kind is not BlockKind.CELL)
    return [b for _, b in zip(range(_TOPS), lines, strict=False)]


def _plain_title(doc: Document, tops: list[Block]) -> Block | None:
    """The first line, or the first heading where what stands above it is furniture, labels and their values."""
    for n, block in enumerate(tops):
        value = n and doc.slice(tops[n - 1]).rstrip().endswith(":")  # what stands under `Yhteyshenkilö:`
        heading = not n or (block.kind is BlockKind.HEADING and not value)
        if heading and not is_furniture(doc.slice(block)) and may_be_title(doc.slice(block)):
            return block
        if not n and not name_patterns.is_generic(doc.slice(block)) and not is_furniture(doc.slice(block)):
            return None
    return None


def is_furniture(line: str) -> bool:
    """Tell whether a line is the site's: a link past the menu, a logo's text, links glued together."""
    plain = clean(line).casefold().strip(" |•-–")
    return plain in load("furniture")["nav"] or bool(_SITE.search(plain)) or bool(_GLUED.search(clean(line)))


_SITE = re.compile(
    r"\bvipuvoimaa\b|\bhävkraft\b|^(?:siirry|hyppää) (?:\w+ )?(?:sisältöön|pääsisältöön|valikkoon)|^skip to"
)
# `PortaaliHae tietojaFI EN`: a word goes on in a capital letter, and the languages stand at the end.
_GLUED = re.compile(r"[a-zåäö](?:FI|SV|EN)(?: (?:FI|SV|EN))*$|^(?:FI|SV|EN)(?:[ |/]?(?:FI|SV|EN))+$")


def _goes_on(doc: Document, tops: list[Block], n: int) -> Span:
    """Return a block's range, with the next one where a slide's title in capitals stands on two lines."""
    block = tops[n]
    if not doc.pages or n or len(tops) < 2 or not (_shouted(doc, block) and _shouted(doc, tops[1])):
        return block.span
    near = not doc.text[block.end : tops[1].start].strip() and block.level == tops[1].level
    return Span(block.start, tops[1].end) if near and not name_patterns.is_generic(doc.slice(tops[1])) else block.span


def _shouted(doc: Document, block: Block) -> bool:
    return block.kind is BlockKind.HEADING and doc.slice(block).isupper()


_OWNED = re.compile(r"([^:\n]{4,80}):\s+(?=[A-ZÅÄÖ0-9\"”“])")


def after_owner(text: str, span: Span) -> Span:
    """Return a title's range without its owner or part (`Koivulan opisto: SILTA`, `Hankkeen tulokset: X`)."""
    m = _OWNED.match(text, span.start, span.end)
    if m is None or not (_is_owner(m.group(1)) or name_patterns.is_part(m.group(1))):
        return span
    return Span(m.end(), span.end)


def _is_owner(line: str) -> bool:
    heads = load("organisation_heads")
    ends = tuple(w for kind in ("public", "school", "body") for w in heads[kind])
    last = line.rsplit(maxsplit=1)[-1].casefold()
    return last.endswith(ends) or last in ("ry", "rf", "oy", "sr", "ab", "oyj", "r.y.", "r.f.")


def may_be_title(line: str) -> bool:
    """Tell whether a first line without `hanke` may name the project: short, no sentence, no body's name."""
    plain = clean(line)
    if not 3 < len(plain) <= 140 or plain.endswith((".", "?", ":")) or name_patterns.is_generic(plain):
        return False
    last = plain.casefold().split()[-1]
    if last in ("ry", "oy", "rf", "ab", "sr", "säätiö", "kaupunki", "kunta", "kuntayhtymä") or "@" in plain:
        return False
    return plain[0].isupper() or plain[0].isdigit() or plain[0] in '"”“'


def titled(first: name_patterns.Candidate, line: Span) -> bool:
    """Tell whether a title begins with the words that the text calls its project by, and is no sentence about it."""
    said, there = first.key.split(), first.doc_key(line).split()
    *most, last = said
    begins = there[: len(most)] == most and len(there) >= len(said) and _same_word(last, there[len(most)])
    text = first.text[line.start : line.end]
    return (
        begins
        and not re.search(rf"[-–—‑] ?{name_patterns.HEAD}\b", text)
        and not name_patterns.is_sentence(tokens_in(text, 0, len(text)))
    )


def _same_word(said: str, there: str) -> bool:
    """Tell whether a word is another or its genitive (`mustikan`, `mustikka`)."""
    return said == there or (said.endswith("n") and len(said) > 4 and there.startswith(said[: max(4, len(said) - 3)]))

"""Word files (.docx): paragraphs, headings, lists and tables in their order."""

import io
import zipfile
import zlib
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from extractors.readers import detect
from extractors.readers.buffer import Buffer, Frame
from extractors.structure import find_pairs
from schemas.document import BlockKind, Document, Link, Zone
from schemas.errors import DocumentUnreadable


def read(data: bytes, key: str, url: str = "") -> Document:
    """Read a Word file. Raises `DocumentUnreadable`: `broken`, `empty`."""
    try:
        source = docx.Document(io.BytesIO(data))
        buffer = _buffer(source)
        title = str(source.core_properties.title or "")[:300]
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        XMLSyntaxError,
        OSError,
        AttributeError,
    ) as error:
        raise DocumentUnreadable("broken", f"the Word file cannot be read ({error})") from error
    text = buffer.text()
    if not text:
        raise DocumentUnreadable("empty", "the Word file holds no text")
    blocks = tuple(buffer.blocks)
    first = next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind is BlockKind.HEADING), "")
    return Document(
        key, url, detect.MEDIA[detect.DOCX], text, blocks, find_pairs(text, blocks), buffer.links_inside(text),
        title=title or first[:300],
    )  # fmt: skip


def _buffer(source: Any) -> Buffer:
    buffer = Buffer()
    groups = 0
    in_list = False
    for item in source.iter_inner_content():
        if isinstance(item, Table):
            groups += 1
            _table(buffer, item, groups)
            in_list = False
            continue
        frame = _frame(item)
        groups += frame.kind is BlockKind.LIST_ITEM and not in_list
        in_list = frame.kind is BlockKind.LIST_ITEM
        group = groups if in_list else 0
        buffer.begin(Frame(frame.kind, level=frame.level, group=group), "\n" if in_list else "\n\n")
        _paragraph(buffer, item)
    _margins(buffer, source)
    return buffer


def _frame(paragraph: Paragraph) -> Frame:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style.startswith(("heading", "otsikko", "title", "rubrik")):
        level = next((int(c) for c in style if c.isdigit()), 1)
        return Frame(BlockKind.HEADING, level=max(1, min(level, 6)))
    properties: Any = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    if numbered or "list" in style or "luettelo" in style:
        depth = properties.numPr.ilvl if numbered else None
        return Frame(BlockKind.LIST_ITEM, level=1 + (depth.val if depth is not None else 0))
    return Frame()


def _paragraph(buffer: Buffer, paragraph: Paragraph) -> None:
    for piece in paragraph.iter_inner_content():
        start = buffer.position
        for i, line in enumerate(piece.text.split("\n")):
            if i:
                buffer.line_break()
            buffer.write(line)
        address = getattr(piece, "url", "")
        if address:
            buffer.links.append(Link(start, buffer.position, address))


def _table(buffer: Buffer, table: Table, group: int) -> None:
    for r, row in enumerate(table.rows):
        seen: set[int] = set()
        for c, cell in enumerate(row.cells):
            if id(cell._tc) in seen or not cell.text.strip():
                continue
            seen.add(id(cell._tc))
            buffer.begin(Frame(BlockKind.CELL, group=group, row=r, col=c), "\t" if c else "\n")
            for i, line in enumerate(cell.text.split("\n")):
                if i:
                    buffer.line_break()
                buffer.write(line)


def _margins(buffer: Buffer, source: Any) -> None:
    """Headers and footers once each, after the body: contacts stand there."""
    seen: set[str] = set()
    for section in source.sections:
        for zone, part in ((Zone.HEADER, section.header), (Zone.FOOTER, section.footer)):
            text = "\n".join(p.text for p in part.paragraphs if p.text.strip())
            if text and text not in seen:
                seen.add(text)
                buffer.begin(Frame(zone=zone))
                for i, line in enumerate(text.split("\n")):
                    if i:
                        buffer.line_break()
                    buffer.write(line)

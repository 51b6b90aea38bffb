"""HTML: the whole page as text and blocks. Nothing visible is thrown away: contacts stand in asides and footers."""

from selectolax.lexbor import LexborHTMLParser

from extractors.readers import encoding
from extractors.readers.html import depth as html_depth
from extractors.readers.html import meta as html_meta
from extractors.readers.html.walk import Walker
from extractors.structure import find_pairs
from schemas.document import BlockKind, Document
from schemas.errors import DocumentUnreadable


def read(data: bytes, key: str, url: str = "", media_type: str = "", notes: tuple[str, ...] = ()) -> Document:
    """Read a page. Raises `DocumentUnreadable("empty")` when nothing of it is text."""
    source, repaired = encoding.decode(data, media_type, html=True)
    source, cut = html_depth.flatten(source.replace("\x00", ""))
    tree = LexborHTMLParser(source)
    walker = Walker(url, html_meta.base(tree))
    top = tree.body or tree.root
    if top is not None:
        walker.run(top)
    text = walker.buffer.text()
    if not text:
        raise DocumentUnreadable("empty", "the page shows no text (it may be written by a script)")
    blocks = tuple(walker.buffer.blocks)
    first = next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING), "")
    return Document(
        key, url, "text/html", text, blocks, find_pairs(text, blocks), walker.buffer.links_inside(text),
        inserted=tuple(walker.buffer.inserted), title=html_meta.title(tree) or " ".join(first.split()),
        language=html_meta.language(tree), published=html_meta.published(tree),
        notes=notes + repaired + (("nested too deeply, deepest tags left out",) if cut else ()),
    )  # fmt: skip

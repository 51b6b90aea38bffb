"""The walk over a page's tree that fills the buffer: one pass, no recursion."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from extractors.readers.buffer import Buffer, Frame
from extractors.readers.html import mail as html_mail
from extractors.readers.html.nodes import hidden, is_bold_line, join, label_beside, shown
from extractors.readers.html.table import Table
from extractors.readers.html.zones import zone_of
from schemas.document import BlockKind, Link, Zone

_SKIP = frozenset(
    [
        "script",
        "style",
        "template",
        "select",
        "textarea",
        "svg",
        "math",
        "object",
        "canvas",
        "audio",
        "video",
        "datalist",
        "head",
        "title",
        "meta",
        "link",
    ]
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "form",
        "fieldset",
        "legend",
        "address",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "details",
        "summary",
        "hr",
        "center",
        "noscript",
        "body",
    ]
)
_HEADING = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 4}
_LAYOUT = "td table, th table, td h1, td h2, td h3, td h4, td form, td article"
_CARD = "h1, h2, h3, h4, h5, h6, table, dl"
_RTL = re.compile(r"direction\s*:\s*rtl", re.I)


_PLAIN = Frame()


@dataclass(frozen=True, slots=True)
class State:
    """What holds for everything inside an element."""

    zone: Zone = Zone.MAIN
    frame: Frame = _PLAIN
    inline: bool = False  # inside a cell, list item or heading: block elements are line breaks
    depth: int = 0  # of lists
    group: int = 0
    article: bool = False
    pre: bool = False
    table: Table | None = None
    link: tuple[int, str] | None = None
    path: str = ""


def _placed(state: State) -> Frame:
    """Return the state's frame at the state's place."""
    f = state.frame
    return Frame(f.kind, state.zone, f.level, f.group, f.row, f.col, f.header, f.page, state.path)


class Walker:
    """Walks one page. `buffer` holds the result."""

    def __init__(self, url: str, base: str = "") -> None:
        self.buffer = Buffer()
        self._base = join(url, base) or url
        self._states = [State()]
        self._counts: list[Counter[str]] = [Counter()]
        self._groups = 0

    def run(self, top: LexborNode) -> None:
        """Walk the tree under `top`."""
        node: LexborNode | None = top
        end = top.mem_id
        while node is not None:
            entered = self._enter(node)
            child = node.first_child if entered else None
            if child is not None:
                node = child
                continue
            while True:
                if entered:
                    self._leave(node)
                if node.mem_id == end:
                    return
                if (after := node.next) is not None:
                    node = after
                    break
                node, entered = node.parent, True
                if node is None:
                    return

    def _enter(self, node: LexborNode) -> bool:
        state = self._states[-1]
        if node.is_text_node:
            self.buffer.write(node.text_content or "", keep_space=state.pre)
            return False
        tag = node.tag or ""
        if not node.is_element_node:
            return False
        attributes: dict[str, str | None] = node.attributes
        if tag in _SKIP or self._replaced(node, tag, attributes) or hidden(tag, attributes):
            return False
        self._counts[-1][tag] += 1
        if tag == "span" and label_beside(node, attributes):
            self.buffer.line_break()
        state = self._state(node, tag, attributes, state)
        self._states.append(state)
        self._counts.append(Counter())
        return True

    def _replaced(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Elements that are shown as something else than their content."""
        if tag == "br":
            self.buffer.line_break()
        elif tag == "img":
            self._image(attributes)
        elif tag in ("iframe", "embed"):
            self._link(self.buffer.position, attributes.get("src") or "", tag="iframe")
        elif attributes.get("data-cfemail"):
            self.buffer.write(html_mail.of_cloudflare(attributes["data-cfemail"] or "") or node.text() or "")
        elif _RTL.search(attributes.get("style") or "") and "bidi" in (attributes.get("style") or ""):
            self.buffer.write(html_mail.reversed_text(node.text() or ""))
        else:
            return tag == "input"
        return True

    def _image(self, attributes: dict[str, str | None]) -> None:
        alt, start = (attributes.get("alt") or "").strip(), self.buffer.position
        if sign := html_mail.sign_of(alt):
            self.buffer.write(sign)
        elif len(alt) > 3 and alt.lower() not in ("logo", "image", "kuva", "icon"):
            self.buffer.line_break()
            start = self.buffer.position
            self.buffer.insert(alt)
            self.buffer.line_break()
        self._link(start, attributes.get("src") or attributes.get("data-src") or "", tag="img")

    def _state(self, node: LexborNode, tag: str, attributes: dict[str, str | None], above: State) -> State:
        zone = zone_of(tag, attributes, above.zone, inside_article=above.article)
        path = f"{above.path}/{tag}[{self._counts[-1][tag]}]" if above.path else tag
        link = None
        if tag == "a" and attributes.get("href"):
            link = (self.buffer.position, (attributes["href"] or "").strip())
        article = above.article or tag in ("article", "main")
        # Spelt out, since `replace` takes five times as long and every element comes through here.
        state = State(
            zone, above.frame, above.inline, above.depth, above.group, article, above.pre, above.table, link, path
        )
        if link is not None:
            return state
        if tag not in _BLOCK:
            return replace(state, pre=True) if tag == "pre" else state
        if state.inline and tag not in ("li", "ul", "ol"):
            self.buffer.line_break()
            return state
        return self._block(node, tag, state)

    def _block(self, node: LexborNode, tag: str, state: State) -> State:
        if tag in ("ul", "ol", "dl"):
            return self._list(tag, state)
        if tag == "table":
            layout = node.attributes.get("role") == "presentation" or node.css_first(_LAYOUT) is not None
            self._groups += 1
            return self._open(replace(state, table=None if layout else Table(self._groups)))
        if state.table is not None and tag in ("tr", "td", "th", "dt", "dd"):
            return self._cell(node, tag, state)
        if tag == "li":
            card = node.css_first(_CARD) is not None
            frame = Frame(BlockKind.LIST_ITEM, level=max(1, state.depth), group=state.group)
            return self._open(replace(state, inline=False) if card else replace(state, frame=frame, inline=True), "\n")
        if tag in _HEADING:
            return self._open(replace(state, frame=Frame(BlockKind.HEADING, level=_HEADING[tag]), inline=True))
        return self._open(replace(state, frame=Frame(), pre=state.pre or tag == "pre"))

    def _list(self, tag: str, state: State) -> State:
        if state.frame.kind is BlockKind.CELL:
            self.buffer.line_break()
            return replace(state, inline=True)
        self._groups += 1
        if tag == "dl":
            return self._open(replace(state, table=Table(self._groups), inline=False))
        return replace(state, depth=state.depth + 1, group=self._groups, inline=False, table=None)

    def _cell(self, node: LexborNode, tag: str, state: State) -> State:
        table = state.table
        assert table is not None
        if tag == "tr":
            table.next_row()
            return state
        row, col, header = table.place(tag, node.attributes)
        frame = Frame(BlockKind.CELL, group=table.group, row=row, col=col, header=header)
        return self._open(replace(state, frame=frame, inline=True), table.separator)

    def _open(self, state: State, separator: str = "\n\n") -> State:
        frame = _placed(state)
        self.buffer.begin(frame, separator)
        return replace(state, frame=frame)

    def _leave(self, node: LexborNode) -> None:
        state = self._states.pop()
        self._counts.pop()
        above = self._states[-1]
        tag = node.tag or ""
        if state.link is not None:
            self._anchor(node, *state.link)
        if tag not in _BLOCK:
            return
        if above.inline and state.frame is above.frame:
            self.buffer.line_break()
        elif tag in ("p", "div") and state.frame.kind is BlockKind.PARAGRAPH and is_bold_line(node):
            self.buffer.retitle()
            self.buffer.begin(_placed(above))
        elif state.frame is not above.frame or tag == "table":
            self.buffer.begin(_placed(above))

    def _anchor(self, node: LexborNode, start: int, href: str) -> None:
        scheme, address = html_mail.of_href(href)
        if not scheme and "email-protection#" in href:
            scheme, address = "mailto", html_mail.of_cloudflare(href.rpartition("#")[2])
        if address and not shown(node.text() or "", address):
            self.buffer.write(" ")
            self.buffer.write("(")
            self.buffer.insert(address)
            self.buffer.write(")")
        self._link(start, f"{scheme}:{address}" if scheme and address else href)

    def _link(self, start: int, href: str, tag: str = "a") -> None:
        target = join(self._base, href)
        if target and not href.startswith(("#", "javascript:", "data:")):
            self.buffer.links.append(Link(start, max(start, self.buffer.position), target, tag))

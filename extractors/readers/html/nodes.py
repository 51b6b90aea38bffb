"""What an element is to a visitor: hidden, a heading made by hand, a label beside its value."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TOGGLE = re.compile(r"accordion|collaps|panel|tab|toggle|expand|haitari|content", re.I)


def join(base: str, href: str) -> str:
    """Return the absolute address of a link, "" when it has none."""
    try:
        return urljoin(base, href.strip())
    except ValueError:  # a broken host such as http://[x
        return ""


def shown(text: str, address: str) -> bool:
    """Whether the visible text already tells the address, however it is written."""
    squeezed = re.sub(r"\s+", "", text.lower())
    if "@" in address:
        local, _, domain = address.lower().partition("@")
        return local in squeezed and domain in squeezed
    digits, wanted = re.sub(r"\D", "", text), re.sub(r"\D", "", address)
    return wanted[-6:] in digits


def hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Hidden for good; what a visitor unfolds (accordions, tabs) stays."""
    if "hidden" not in attributes and not _NONE.search(attributes.get("style") or ""):
        return False
    words = f"{attributes.get('id') or ''} {attributes.get('class') or ''} {attributes.get('role') or ''}"
    return tag in ("span", "a", "b", "i", "em", "strong") or not _TOGGLE.search(words)


def label_beside(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """`<span class="l">Rahoittaja</span><span class="v">OKM</span>`: a label and its value, parted by style alone."""
    before = node.prev
    if before is None or before.tag != "span" or "class" not in attributes or "class" not in before.attributes:
        return False
    label, value = (before.text() or "").rstrip(), (node.text() or "").lstrip()
    return bool(label and value) and (label[-1].islower() or label[-1] in ":)") and not value[0].islower()


def is_bold_line(node: LexborNode) -> bool:
    """`<p><strong>Tavoitteet</strong></p>`: a heading that was made by hand."""
    text = (node.text() or "").strip() if node.first_child is not None else ""
    if not 2 < len(text) <= 80 or text.endswith((".", ",")) or "@" in text or sum(c.isdigit() for c in text) > 4:
        return False
    child, bold = node.first_child, 0
    while child is not None:
        if child.is_text_node and (child.text_content or "").strip():
            return False
        if child.is_element_node and child.tag not in ("b", "strong", "br"):
            return False
        bold += bool(child.is_element_node and child.tag in ("b", "strong"))
        child = child.next
    return bold == 1

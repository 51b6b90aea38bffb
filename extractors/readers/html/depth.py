"""Cuts nesting before parsing: the parser's time grows with the square of the depth, and 300,000 divs are 300 kB."""

import re

LIMIT = 250
# Open formatting elements are made anew inside every paragraph: a hundred of them cost a hundred nodes each time.
_MAX_FORMATTING = 12
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_OPTIONAL = frozenset(
    [
        "a",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "html",
        "head",
        "body",
    ]
)
_FORMATTING = frozenset(["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_RAW = frozenset(("script", "style", "textarea", "title", "xmp"))


def flatten(source: str, limit: int = LIMIT) -> tuple[str, bool]:
    """Return `source` without the tags that lie deeper than `limit` (their text stays), and whether any was dropped.

    One linear scan; tags whose end may be left out are not counted, since the parser closes them itself.
    """
    if source.count("<") <= limit:
        return source, False
    cuts = _cuts(source, limit)
    if not cuts:
        return source, False
    out, at = [], 0
    for start, end in cuts:
        out.append(source[at:start])
        out.append(" ")
        at = end
    out.append(source[at:])
    return "".join(out), True


def _cuts(source: str, limit: int) -> list[tuple[int, int]]:
    stack: list[str] = []
    open_tags: dict[str, int] = {}
    cuts: list[tuple[int, int]] = []
    at = 0
    while (m := _TAG.search(source, at)) is not None:
        at = m.end()
        name = m.group(2).lower()
        if name in _VOID or name in _OPTIONAL:
            continue
        if name in _RAW and not m.group(1):
            close = _raw_end(source, name, at)
            if close < 0:
                break
            at = close
            continue
        if _step(stack, open_tags, name, closing=bool(m.group(1)), limit=limit):
            end = source.find(">", at)
            end = len(source) if end < 0 else end + 1
            cuts.append((m.start(), end))
            at = end
    return cuts


def _step(stack: list[str], open_tags: dict[str, int], name: str, *, closing: bool, limit: int) -> bool:
    """Follow one tag; return True when it must go."""
    if not closing:
        if name in _FORMATTING and sum(open_tags.get(f, 0) for f in _FORMATTING) >= _MAX_FORMATTING:
            return True
        stack.append(name)
        open_tags[name] = open_tags.get(name, 0) + 1
        return len(stack) > limit
    # Closing a wrapped <b> leaves what stands inside it open (the parser moves it), so only the innermost may go.
    if not open_tags.get(name) or (name in _FORMATTING and stack[-1] != name):
        return False
    deep = len(stack) > limit
    while stack:
        top = stack.pop()
        open_tags[top] -= 1
        if top == name:
            break
    return deep


def _raw_end(source: str, name: str, at: int) -> int:
    m = re.compile(rf"</{name}", re.I).search(source, at)
    return m.end() if m else -1

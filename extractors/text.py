"""Small text helpers that every field shares."""

import re

_WHITE = re.compile(r"\s+")
_BULLET = re.compile(r"^(?:[-–—•▪▶*·o]\s+|\(?\d{1,2}\s?\)\s*|\d{1,2}\.\s+|[a-z]\)\s*)+")


def clean(text: str) -> str:
    """Return `text` on one line: white space collapsed, ends stripped. The value of a quoted passage."""
    return _WHITE.sub(" ", text).strip()


def without_bullet(text: str) -> str:
    """Return `text` without a leading bullet or list number."""
    return _BULLET.sub("", text.lstrip())

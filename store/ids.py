"""Ids that depend on content alone, so that every build gives a thing the same one."""

import hashlib
import re
import unicodedata

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_WHITE = re.compile(r"\s+")
_LONGEST = 60


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII letters, digits and hyphens, cut at a word near 60 characters."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    whole = _NOT_SLUG.sub("-", folded).strip("-")
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def digest(*parts: object, length: int = 12) -> str:
    """Return the first hex digits of a hash of the parts; parts are told apart whatever they hold."""
    joined = "\x1f".join(repr(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


def fold(value: object) -> str:
    """Return what makes two spellings of a value the same: case, white space and closing punctuation left out."""
    return _WHITE.sub(" ", str(value).casefold()).strip(" .,;:")

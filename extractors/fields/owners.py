"""Whose an address, a number or a person is: the organisation or unit whose name stands above it."""

import re
from bisect import bisect_right
from typing import NamedTuple

from extractors.vocabulary import load
from schemas.document import BlockKind, Document, Span


class Owners:
    """The headings and organisation lines of a document, and which of them a place stands under."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def above(self, span: Span) -> str | None:
        return None

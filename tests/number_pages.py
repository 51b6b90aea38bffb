"""Pages for the tests of dates, money, numbers and counts: a text and what is read from it."""

from collections.abc import Iterable

from extractors.context import Context
from extractors.derive import derive
from extractors.readers import read
from schemas.facts import DocumentKind, Found

PAGE, REGISTER, LISTING = DocumentKind.PROJECT_PAGE, DocumentKind.REGISTER_ENTRY, DocumentKind.LISTING


def page(text: str, kind: DocumentKind = PAGE) -> Context:
    return Context(read(text.encode()), kind)


def assert_law(ctx: Context, found: Iterable[Found]) -> None:
    """Every value derives from the text at its place again."""
    for thing in found:
        for attribute, evidence in thing.values.items():
            quote = ctx.text[evidence.start : evidence.end]
            assert quote
            assert derive(f"{thing.type}.{attribute}", quote, evidence.params) == evidence.value, quote

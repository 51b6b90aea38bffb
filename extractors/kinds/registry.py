"""Which module reads which kind of document, and what it leaves unread."""

from collections.abc import Callable, Mapping

from extractors.context import Context
from extractors.kinds import application_form, label_page, listing, page, register, sheet
from schemas.facts import DocumentKind, Found

Reader = Callable[[Context], list[Found]]

READERS: Mapping[DocumentKind, Reader] = {
    DocumentKind.REGISTER_ENTRY: register.read,
    DocumentKind.SHEET: sheet.read,
    DocumentKind.LISTING: listing.read,
    DocumentKind.APPLICATION_FORM: application_form.read,
    DocumentKind.REPORT: application_form.report,
    DocumentKind.PROJECT_PAGE: label_page.read,
}

_UNREAD: Mapping[DocumentKind, Callable[[Context], tuple[str, ...]]] = {
    DocumentKind.REGISTER_ENTRY: register.unread_labels,
    DocumentKind.SHEET: sheet.unread_labels,
    DocumentKind.LISTING: listing.unread_labels,
    DocumentKind.APPLICATION_FORM: application_form.unread_labels,
    DocumentKind.PROJECT_PAGE: label_page.unread_labels,
}


def read(ctx: Context) -> list[Found]:
    """Return everything the document says, read as its kind."""
    return READERS.get(ctx.kind, page.read)(ctx)


def unread_labels(ctx: Context) -> tuple[str, ...]:
    """Return the labels of the document that its kind's module did not consume (`Extraction.unread_labels`)."""
    reader = _UNREAD.get(ctx.kind)
    return reader(ctx) if reader is not None else ()

"""The law: every published value re-derives from its quote. One deriver a `type.attribute`, from the field modules."""

from collections.abc import Callable, Mapping

from extractors.fields import (
    addresses,
    contacts,
    goals,
    identifiers,
    languages,
    metrics,
    money,
    names,
    organisations,
    periods,
    places,
    publications,
    register,
    target_groups,
)
from schemas.document import Document
from schemas.facts import Fact, Scalar

Deriver = Callable[[str, Mapping[str, Scalar]], Scalar]

DERIVERS: dict[str, Deriver] = {
    name: deriver
    for module in (
        addresses,
        contacts,
        goals,
        identifiers,
        languages,
        metrics,
        money,
        names,
        organisations,
        periods,
        places,
        publications,
        register,
        target_groups,
    )
    for name, deriver in module.DERIVERS.items()
}


def derive(field: str, quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Compute the value of `field` (`contact.phone`) from its quote again.

    Raises `KeyError` for a field nobody derives, `ValueError` when the quote does not give a value.
    """
    return DERIVERS[field](quote, params)


def proves(fact: Fact, doc: Document) -> str | None:
    """Return None when the fact holds in the document, else one line that says why it does not."""
    if doc.text[fact.start : fact.end] != fact.quote:
        return f"{fact.field}: the quote does not stand at {fact.start}–{fact.end}"
    try:
        value = derive(fact.field, fact.quote, fact.params)
    except (KeyError, ValueError) as error:
        return f"{fact.field}: {fact.quote!r} gives no value ({error})"
    return None if value == fact.value else f"{fact.field}: {fact.quote!r} gives {value!r}, not {fact.value!r}"

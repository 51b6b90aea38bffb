"""Base forms of group phrases: `työikäisille maahanmuuttajille` → `työikäiset maahanmuuttajat`."""

from functools import lru_cache

from extractors.language.baseforms import base_form
from extractors.language.morphology import analyse
from extractors.text import clean


@lru_cache(maxsize=20_000)
def base(quote: str) -> str:
    """Return the base form of a group phrase: one line, lower case at its beginning, the head in the nominative."""
    phrase = clean(quote).strip(' .,;:()"”-–•*')
    if not phrase:
        return ""
    value = _plural_head(base_form(phrase), phrase.split(" ")[-1])
    first = value.split(" ")[0]
    keep = first.isupper() or (any(r.name for r in analyse(first)) and not any(not r.name for r in analyse(first)))
    return value if keep else value[:1].lower() + value[1:]


def _plural_head(value: str, surface: str) -> str:
    """Put the head into the plural where the quote has it so: `asiakkaille` → `asiakkaat`."""
    *front, last = value.split(" ")
    plural = [r for r in analyse(surface) if r.number == "plural" and r.case and r.lemma.casefold() == last.casefold()]
    forms = (
        (surface[:k] + tail for k in range(len(surface), 2, -1) for tail in ("t", "at", "ät", "et", "it"))
        if plural
        else ()
    )
    made = next((f for f in forms if _is_plural_of(f, plural[0].lemma)), last)
    return " ".join([*front, made])


@lru_cache(maxsize=20_000)
def _is_plural_of(form: str, lemma: str) -> bool:
    return any(r.case == "nominative" and r.number == "plural" and r.lemma == lemma for r in analyse(form))

"""Which language a text is written in, by its first characters."""

from functools import lru_cache
from typing import Any

HEAD = 4_000
_SHORTEST = 20
_LANGUAGES = (
    "FINNISH", "SWEDISH", "ENGLISH", "RUSSIAN", "ESTONIAN", "ARABIC", "SOMALI", "PERSIAN", "UKRAINIAN", "FRENCH",
    "GERMAN", "SPANISH",
)  # fmt: skip


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    chosen = [getattr(Language, name) for name in _LANGUAGES]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()


def identify(text: str) -> str:
    """Return the ISO 639-1 code of the text's language (`fi`, `sv`, `en`, …), "" when it has too few letters to tell.

    Only the first 4,000 characters are read. The model (low accuracy, twelve languages) is loaded at the first call.
    """
    head = text[:HEAD]
    if sum(c.isalpha() for c in head) < _SHORTEST:
        return ""
    found = _detector().detect_language_of(head)
    return "" if found is None else str(found.iso_code_639_1.name).lower()

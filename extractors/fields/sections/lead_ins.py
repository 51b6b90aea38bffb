"""Lead-ins: what a sentence announces before a colon or the first number of its list."""

import re

from extractors.fields import cues, verbs
from extractors.fields.sections.lists import first_mark
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token, tokens_in
from schemas.document import Span

LONGEST = 320  # characters before the colon; more is no announcement
_COLON = re.compile(r":(?=\s|$)")
_ANNOUNCED = frozenset(
    {"goal", "action", "result", "target_group", "publication", "partner", "funding", "contact", "background", "values"}
)


def announces(text: str, sentence: Span) -> tuple[str, int]:
    """Return the role a sentence announces and where the colon before its list ends.

    The role is "" when the sentence announces nothing; the place is -1 when a list may only follow in other blocks or
    begins without a colon.
    """
    mark = first_mark(text, sentence.start, sentence.end)
    colon = next(
        (m.start() for m in _COLON.finditer(text, sentence.start, min(sentence.end, sentence.start + LONGEST))), -1
    )
    if colon < 0 and mark >= sentence.end and not _open_end(text, sentence):
        return "", -1
    lead_end = min(colon if colon >= 0 else sentence.end, mark)
    if lead_end - sentence.start > LONGEST or lead_end == sentence.start:
        return "", -1
    words = tokens_in(text, sentence.start, lead_end)
    return role_of(words), (colon + 1 if 0 <= colon <= mark else -1)


def _open_end(text: str, sentence: Span) -> bool:
    """A sentence that stops in the air announces what follows (`Hankkeen tavoitteena on` above a list)."""
    stem = text[sentence.start : sentence.end]
    last = stem.rsplit(None, 1)[-1].casefold().rstrip(".")
    return len(stem) <= LONGEST and last in (
        "on",
        "ovat",
        "oli",
        "olivat",
        "is",
        "are",
        "to",
        "att",
        "är",
        "että",
        "mm",
        "kuten",
        "hankkeessa",
        "projektissa",
        "kokeilussa",
    )


def role_of(words: list[Token]) -> str:
    """Return what the words announce: the last role noun that is no mere genitive, else what their verb does."""
    if words and words[-1].low in ("joista", "heistä", "whom", "vilka"):
        return ""  # `Haastateltiin 40 osallistujaa, joista:` counts them
    if _of_clients(words):
        return "target_group"
    if any(w.low in ("hyödyistä", "hyötyjä", "hyödyiksi") for w in words) and any(_tells(w.low) for w in words):
        return "result"  # `Osallistujien mainitsemia hyötyjä:` came of it already
    nouns = [(w, cues.word_role(w.low)) for w in words]
    strong = [role for w, role in nouns if role in _ANNOUNCED and not cues.is_genitive(w.low)]
    return strong[-1] if strong else _by_verb(words)


def _tells(word: str) -> bool:
    """Tell whether a word is about what participants said (`mainintoja`, `palautetta`, `kertoivat`)."""
    return not lemmas(word).isdisjoint(_SAID)


_SAID = frozenset(
    {"maininta", "mainita", "palaute", "kokemus", "kokea", "kertoa", "vastaaja", "mainitsema", "kommentti", "arvio"}
)
_CLIENTS = frozenset({"asiakas", "asiakaskunta", "asiakasryhmä"})
_FOREIGN_CLIENTS = frozenset({"customers", "clients", "kunder", "klienter", "kunderna", "klienterna"})
_ARE = frozenset({"ovat", "olivat", "on", "kuuluvat", "are", "were", "include", "included", "är", "var", "omfattar"})


def _of_clients(words: list[Token]) -> bool:
    """`Toimiston asiakkaita ovat:`, `Our customers include:` announce those who are served."""
    if not any(w.low in _ARE for w in words):
        return False
    foreign = any(w.low in _FOREIGN_CLIENTS for w in words)
    return foreign or any(
        r.lemma in _CLIENTS and r.case in ("nominative", "partitive") for w in words[-5:] for r in analyse(w.low)
    )


def _by_verb(words: list[Token]) -> str:
    found = verbs.verbs(words)
    if any(v.lemma in verbs.lexicon("aim") for v in found):
        return "goal"
    if any(v.lemma in verbs.lexicon("promote") and not v.passive for v in found):
        return "goal"
    if any(v.lemma in verbs.lexicon("do") for v in found):
        return "action"
    for language in ("en", "sv"):
        if any(verbs.in_class(w.low, "aim", language) for w in words):
            return "goal"
    if any(w.low in ("hankkeessa", "projektissa", "kokeilussa") for w in words[-1:]):
        return "action"
    return ""

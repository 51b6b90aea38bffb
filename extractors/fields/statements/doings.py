"""Doings: who does what in a Finnish sentence of a project's text."""

from functools import lru_cache

from extractors.fields import verbs
from extractors.fields.statements.setting import Setting, is_one_of, is_subject, place_of_doing
from extractors.fields.verbs import Verb
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token


def doing(words: list[Token], found: list[Verb], here: bool, setting: Setting) -> tuple[str, float] | None:
    """Return "action" (or "goal", under a heading of goals) and how sure, None when nothing is done in the sentence."""
    if any(v.lemma in ("myöntää", "rahoittaa") for v in found):
        return None
    for verb in found:
        if setting.plan and not here and verb.form in ("past", "passive_past"):
            continue  # a plan tells of the past only as background
        if verb.lemma not in verbs.lexicon("do") or _about_the_project_itself(words, verb):
            continue
        if _works_together(words, verb):
            continue
        if verb.passive:
            concrete = verb.lemma in verbs.lexicon("hold")
            if setting.role == "goal" and verb.form == "passive_present" and not concrete:
                return "goal", 0.75
            return "action", 0.88 if here else 0.75
        if verb.lemma in verbs.lexicon("topic") and any(is_subject(w.low, "frame") for w in words[: verb.at]):
            continue  # `Hanke käsittelee …` names its topic
        if verb.word.endswith(("mme",)) or _acts(words, verb, setting):
            return "action", 0.85 if here else 0.7
    return None


def _acts(words: list[Token], verb: Verb, setting: Setting) -> bool:
    """The doer is the project, a body that carries it, or its people."""
    if setting.named and verb.at < 12:
        return True
    if any(is_one_of(w.low, "frame") and place_of_doing(w.low) for w in words[:3]) and verb.lemma not in (
        "työskennellä",
        "saada",
    ):
        return True  # `Hankkeessa nuoret tekevät yhdessä …`
    before = words[max(0, verb.at - 8) : verb.at]
    return any(is_subject(w.low, "frame") or is_subject(w.low, "agents") for w in before)


def _about_the_project_itself(words: list[Token], verb: Verb) -> bool:
    """`Hanke toteutetaan yhteistyössä …`, `hankkeelle haetaan rahoitusta` tell how, not what is done."""
    if verb.lemma not in verbs.lexicon("run"):
        return False
    first = max(0, verb.at - 6)
    helps = verb.lemma in verbs.lexicon("promote") and not verb.passive  # `hanke tukee …`: the project is who acts
    return any(
        is_itself(w.low)
        and not place_of_doing(w.low)
        and _as_object(w.low, beside=abs(i - verb.at) == 1)
        and not (helps and is_subject(w.low, "frame"))
        for i, w in enumerate(words[first : verb.at + 4], first)
    )


def _as_object(word: str, *, beside: bool) -> bool:
    """A genitive away from the verb belongs to another word (`hankkeen avulla seura toteutti …`)."""
    cases = {r.case for r in analyse(word)}
    return bool(cases & {"nominative", "partitive"}) or (beside and "genitive" in cases)


def _works_together(words: list[Token], verb: Verb) -> bool:
    """`Hankkeessa tehdään yhteistyötä … kanssa` names partners, not a doing."""
    near = words[max(0, verb.at - 3) : verb.at + 4]
    return verb.lemma == "tehdä" and any(w.low in ("yhteistyötä", "yhteistyössä") for w in near)


@lru_cache(maxsize=50_000)
def is_itself(word: str) -> bool:
    """Tell whether a word means the project, its time or its money (`yhteishanke`, `hankeaikaa`, `rahoitusta`)."""
    wanted = verbs.lexicon("not_object") | {"avustus", "hakemus", "kustannus", "budjetti"}
    return not wanted.isdisjoint(lemmas(word)) or any(
        r.parts and r.parts[-1] in ("hanke", "projekti") for r in analyse(word)
    )

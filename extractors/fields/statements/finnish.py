"""What a Finnish sentence of a project's text says: a goal, a doing, a result, or none of these.

Who acts decides (the project, `hankkeessa`, an unnamed doer in the passive), then the class of the verb and its tense.
Background (statistics, laws, what municipalities must do) is none of them.
"""

import re
from collections.abc import Iterator

from extractors.fields import cues, verbs
from extractors.fields.statements import asides, doings
from extractors.fields.statements.setting import Setting, has_frame, is_one_of, is_subject, words_of
from extractors.fields.verbs import Verb
from extractors.language.morphology import analyse
from extractors.language.tokens import Token

_STATISTIC = re.compile(
    r"\d\s?(?:%|prosent)|\b\d{1,3}(?:[ \u00a0]\d{3})+\b|\b(?:1[89]|20)\d\d\s+(?:mennessä|lopussa|alussa)"
)


def judge(text: str, words: list[Token], setting: Setting) -> tuple[str, float]:
    """Return the role of a sentence (goal, action, result, or "") and how sure that is."""
    found = verbs.verbs(words)
    here = has_frame(words) or setting.named
    if _quoted_or_denied(words, found) and not _goal_noun(words):
        return "", 0.0
    said = _by_noun(words, found, here, setting) or _by_verb(text, words, found, here, setting)
    return said or ("", 0.0)


def _quoted_or_denied(words: list[Token], found: list[Verb]) -> bool:
    first = {w.low for w in words[:2]}
    if first & {"jos", "mikäli", "vaikka", "miksi", "mitä", "miten"}:
        return True
    if words and any(r.case == "nominative" and r.lemma in words_of("calls") for r in analyse(words[0].low)):
        return True  # `Haku on suunnattu …` speaks of a call for money
    denied = {w.low for w in words} & words_of("denials")
    if denied and not any(v.passive or v.lemma in verbs.lexicon("promote") for v in found):
        return True
    return any(w.low in words_of("quoting") for w in words) or bool({w.low for w in words} & words_of("obligations"))


def _goal_noun(words: list[Token]) -> int:
    """Return the place of the noun that makes a goal of the sentence, plus one; 0 for none."""
    copula = any(w.low in ("on", "ovat", "oli", "olivat", "olisi", "ollut", "olleet") for w in words)
    for i, word in enumerate(words):
        if cues.word_role(word.low) != "goal" and not _intends(words, i):
            continue
        cases = {r.case for r in analyse(word.low)}
        counted = "partitive" in cases and i and any(r.word_class == "numeral" for r in analyse(words[i - 1].low))
        initial = i < 4 or has_frame(words[:i]) or any(w.low == "tavoitteet" for w in words[i : i + 1])
        if "essive" in cases or counted or (copula and "nominative" in cases and i < 12 and initial):
            return i + 1
    return 0


def _intends(words: list[Token], i: int) -> bool:
    """`Ajatuksena oli kehittää …`: a thought that is followed by what is to be done."""
    thought = i < 3 and words[i].low in ("ajatuksena", "ideana", "pyrkimyksenä", "aikomuksena")
    copula = words[i + 1].low if i + 1 < len(words) else ""
    return thought and copula in ("on", "oli", "olisi") and verbs.has_infinitive(words[i + 2 : i + 4])


def _by_noun(words: list[Token], found: list[Verb], here: bool, setting: Setting) -> tuple[str, float] | None:
    """`tavoitteena on …`, `tuloksena …`; another body's goal (`lain tarkoituksena`) is background."""
    at = _goal_noun(words)
    if at:
        others = any(is_one_of(w.low, "outsiders") for w in words[max(0, at - 4) : at - 1])
        if (others or _of_law(words[max(0, at - 9) : at - 1])) and not has_frame(words[:at]):
            return "", 0.0
        if at > 1 and words[at - 2].low == "joiden":
            return "", 0.0  # `hankkeita, joiden tarkoituksena on …`: many projects' aims
        if any(
            v.lemma in ("saavuttaa", "ylittää", "toteutua") and v.form not in ("present", "passive_present")
            for v in found
        ):
            return "result", 0.8
        sure = here or setting.framed or setting.role == "goal"
        return "goal", 0.92 if sure else 0.75
    if _names_measures(words) and not asides.is_meant_for(words):
        return "action", 0.85
    if any(w.low in ("tuloksena", "tuloksina", "lopputuloksena", "tuotoksena", "vaikutuksena") for w in words) and (
        here or setting.framed
    ):
        return "result", 0.85
    return None


def _of_law(words: list[Token]) -> bool:
    """`Lain kotoutumisen tukemisesta (KL) tavoitteena on`: whose goal it is stands in the genitive, with its title."""
    return any(w.low.endswith(("lain", "asetuksen", "direktiivin")) and cues.is_genitive(w.low) for w in words)


def _names_measures(words: list[Token]) -> bool:
    """`Hankkeen toimenpiteitä ovat …`, `tehtävänä on …`, `toimintaan kuuluu …`: the measures are told by name."""
    for i, word in enumerate(words[:8]):
        if cues.word_role(word.low) != "action" or len(words) < i + 3:
            continue
        near = {w.low for w in words[max(0, i - 3) : i + 3]}
        readings = analyse(word.low)
        if near & words_of("belongs") and any(r.case == "illative" for r in readings):
            return True
        told = any(
            r.case == "essive" or (r.number == "plural" and r.case in ("nominative", "partitive")) for r in readings
        )
        if told and near & {"ovat", "olivat", "on"} and not any(is_one_of(w.low, "outsiders") for w in words[:i]):
            return True
    return False


def _by_verb(
    text: str, words: list[Token], found: list[Verb], here: bool, setting: Setting
) -> tuple[str, float] | None:
    if not (here or setting.framed) or (_background(text, words) and not here) or asides.says_nothing(words):
        return None
    found = [v for v in found if not asides.is_relative(words, found, v) and not asides.is_modal(words, v)]
    return (
        _aim(words, found, here)
        or _reached(words, found, setting)
        or _changed(words, found, here, setting)
        or _promotes(words, found, here, setting)
        or doings.doing(words, found, here, setting)
    )


def _background(text: str, words: list[Token]) -> bool:
    outside = (w for i, w in enumerate(words) if not _is_finnish(words, i))
    return bool(_STATISTIC.search(text)) or any(is_one_of(w.low, "background_words") for w in outside)


def _is_finnish(words: list[Token], i: int) -> bool:
    """`harjoitellaan suomea`, `suomen kielen kursseja`: the language, not the country."""
    following = words[i + 1].low if i + 1 < len(words) else ""
    return words[i].low == "suomea" or (words[i].low == "suomen" and following.startswith("kiel"))


def _aim(words: list[Token], found: list[Verb], here: bool) -> tuple[str, float] | None:
    for verb in found:
        if verb.word.endswith("imme") and verb.form == "past":
            continue  # `Halusimme selvittää …` tells of the writers
        if verb.lemma in verbs.lexicon("aim") and "perfect" not in verb.form and (verb.passive or here):
            doing = any(
                r.verb_form == "infinitive_ma" and r.lemma in _ARRANGE for w in words[verb.at :] for r in analyse(w.low)
            )
            return ("action", 0.7) if doing else ("goal", 0.9 if here else 0.82)
    return None


def _reached(words: list[Token], found: list[Verb], setting: Setting) -> tuple[str, float] | None:
    """What came of it: the past under `Tulokset`; `heistä 30 työllistyi`; a body that `otti käyttöön` something."""
    if setting.plan:
        return None
    past = [v for v in found if v.form in ("past", "passive_past", "perfect", "passive_perfect")]
    if past and setting.role == "result":
        return "result", 0.85
    if any(a.low in ("saatu", "saatiin", "saanut") and "aikaan" in (b.low, c.low) for a, b, c in _triples(words)):
        return "result", 0.8
    for verb in past:
        if (
            verb.passive
            and verb.lemma in verbs.lexicon("attain")
            and not any(doings.is_itself(w.low) for w in words[1:])
        ):
            return "result", 0.75
        counted = any(w.low.isdigit() for w in words[max(0, verb.at - 6) : verb.at + 3])
        own = any(doings.is_itself(w.low) or w.low.endswith(("matta", "mättä")) for w in words)
        if counted and not own and verb.lemma in verbs.lexicon("reach") and not verb.passive:
            return "result", 0.75
        if (
            verb.lemma == "ottaa"
            and not verb.passive
            and any(w.low == "käyttöön" for w in words[verb.at : verb.at + 4])
        ):
            return "result", 0.75
    return None


def _triples(words: list[Token]) -> Iterator[tuple[Token, Token, Token]]:
    return zip(words, words[1:], [*words[2:], *words[-1:]], strict=False)


_ARRANGE = frozenset({"järjestää", "tarjota", "toteuttaa", "pitää", "kokoontua"})
_PAST = frozenset({"past", "perfect"})


def _changed(words: list[Token], found: list[Verb], here: bool, setting: Setting) -> tuple[str, float] | None:
    """`on lisännyt`, `nopeutui`, `edisti`: something changed, and not merely the number of people in the world."""
    if setting.plan:
        return None
    for verb in found:
        if verb.form in _PAST and verb.lemma in verbs.lexicon("change"):
            if any(is_one_of(w.low, "growing") and not cues.is_genitive(w.low) for w in words[: verb.at]):
                return None
            return "result", 0.75
    return None


def _promotes(words: list[Token], found: list[Verb], here: bool, setting: Setting) -> tuple[str, float] | None:
    """`Hanke edistää …`: the project itself is the subject of a promoting verb in the present."""
    promote = verbs.lexicon("promote")
    if found and found[0].form == "present" and found[0].lemma in verbs.lexicon("do") - promote - {"luoda"}:
        return None  # `Hanke kokoaa toimijoita ja vahvistaa verkostoa`: the doing comes first
    for verb in found:
        if verb.form == "present" and verb.lemma in promote and verb.lemma not in _MAKING:
            subject = any(is_subject(w.low, "frame") for w in words[: verb.at]) or (setting.named and verb.at < 10)
            if subject and not _by_means(words, verb):
                return "goal", 0.8
    return None


def _by_means(words: list[Token], verb: Verb) -> bool:
    """`Hanke tukee perheitä vertaisryhmien avulla` tells what is done, and with what."""
    return verb.lemma in ("tukea", "auttaa") and any(w.low in ("avulla", "keinoin") for w in words[verb.at :])


_MAKING = frozenset({"kehittää", "juurruttaa"})

"""Whether a count is the project's, and of which kind: planned, realised, staffing."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.fields.metrics.amounts import Counted
from extractors.language.morphology import analyse
from extractors.mentions import Mention
from extractors.vocabulary import load

# More than so many workers are people reached, not the project's own.
_LARGE_STAFF = 60
_CLAUSE = re.compile(r"[,;:(–]\s|\b(?:mutta|kun taas|ja|sekä|joista|joissa|but|and|och|men)\b")
_AGE = re.compile(r"\s?-?\s?(?:vuoti|v\.|year-old|years old|-åri)", re.IGNORECASE)
_MONEY = re.compile(r"\s?%\s?(?:kustannu|rahoitu|hyväksyt|budje|tuki|työaika|työaja|työpano|osa-aik)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:§|luku|luvun|momentti|mom\.|artikla|sivu|s\.|nro|numero|kuva|taulukko|liite|kpl\.|vaihe|osa|toimintalinja|tl|luokka|taso|versio|vol|no|page|pp?\.|chapter|klo|kl\.)\s?$",
    re.IGNORECASE,
)
# A passive past straight before the number: what was done so many times.
_DEED = re.compile(r"\w(?:ttiin|tiin)(?:\s[^\W\d]+){0,2}\s$")
_PROJECT = re.compile(r"hank(?:e|kee)|projekt|project|osallistuj|asiakka|participant|deltagar|client", re.IGNORECASE)
_WOMEN = re.compile(r"(?:nainen|naiset|tyttö|women|woman|female|kvinn\w*|flick\w*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: its sentence before and after it, the heading above, and how strict the document is.

    `listed`: a count of the same sentence was accepted before it, `recent`: or one of the sentence before.
    """

    before: str
    after: str
    heading: str
    needed: int
    default_kind: str
    listed: bool = False
    recent: bool = False

    @property
    def sentence(self) -> str:
        """The sentence with a blank for the number."""
        return f"{self.before} {self.after}"


@cache
def cues(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of cues; each begins a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(load('metric_cues')[name])})", re.IGNORECASE)


@cache
def _nouns(*names: str) -> frozenset[str]:
    return frozenset(n for name in names for n in load("metric_cues")[name])


def noun_class(found: Counted, lang: str) -> str:
    """Return people, outputs, staff, banned or other for what is counted."""
    suffix = "" if lang == "fi" else f"_{lang}"
    names = [found.lemma.casefold()]
    if lang == "fi":
        names += [r.parts[-1] for r in analyse(found.head) if r.lemma == found.lemma and len(r.parts) > 1]
    for name in names:
        for kind in ("staff", "people", "outputs"):
            if name in _nouns(kind + suffix):
                return kind
        # A day of training is counted, a year of working life is not.
        if lang == "fi" and name in (_nouns("banned") if name == names[0] else _nouns("durations")):
            return "banned"
    return "other"


def is_barred(number: Mention, near: Setting) -> bool:
    """Tell a number that counts nothing: an age, a statute, a page, a share of costs or of working time."""
    return bool(
        _AGE.match(near.after)
        or _MONEY.match(near.after)
        or _REFERENCE.search(near.before[-20:])
        or _ends_with_bar(near.before[-40:])
        or near.after.lstrip()[:1] in ("§", "€", "°")
    )


def _ends_with_bar(before: str) -> bool:
    """`siihen mahtuu 15`, `viikolla 8`: a place in a group or in the calendar, at most one word before the number."""
    last = list(cues("barred_before").finditer(before))
    return bool(last) and len(before[last[-1].end() :].split()) <= 1


def belongs(number: Mention, found: Counted, kind: str, near: Setting) -> float:
    """Return how surely the count is the project's (0 when it is not)."""
    if found.lemma in _nouns("pronouns"):
        kind = "people" if near.recent else "banned"
    if found.bond == "item":
        return 0.7 if near.recent or cues("results_heading").match(near.heading) else 0
    if kind == "banned" or (kind == "other" and found.bond in ("before", "bracket", "agreeing", "listed", "share")):
        return 0
    calm = near.recent and not cues("background").search(near.sentence)
    deed = found.bond == "governed" and bool(_DEED.search(near.before[-60:]))
    score = {"staff": 2, "people": 2, "outputs": 2}.get(kind, 0) + (
        found.bond in ("governed", "before", "of", "shared", "listed")
    )
    strong = len({m[0].casefold()[:6] for m in cues("strong").finditer(near.sentence)})
    score += min(2, strong) + (near.listed or calm) + bool(cues("results_heading").match(near.heading))
    if kind == "staff":
        score += bool(cues("staff_context").search(near.sentence))
    score -= _penalty(number, found, kind, near)
    if kind == "other" and deed and strong:
        score += 2
    if not (strong or near.listed or (calm and kind == "people") or _is_told(found, kind, near)):
        return 0
    return 0 if score < near.needed else min(0.95, 0.74 + 0.06 * (score - near.needed + 1))


def _is_told(found: Counted, kind: str, near: Setting) -> bool:
    """Without a project cue in its sentence a count needs a heading on results, or staff words for staff."""
    staff = kind == "staff" and cues("staff_context").search(near.sentence)
    plain = kind != "other" and near.needed <= 3 and not cues("background").search(near.sentence)
    # How many municipalities or languages there are is said of a region as often as of a project.
    plain = plain and found.lemma not in _nouns("geography")
    return bool(staff or plain or cues("results_heading").match(near.heading))


def _penalty(number: Mention, found: Counted, kind: str, near: Setting) -> int:
    background = {m[0].casefold() for m in cues("background").finditer(near.sentence)}
    penalty = 2 * min(2, len(background))
    if _PROJECT.search(near.sentence):
        penalty = max(0, penalty - 1)
    value = number.value if isinstance(number.value, int | float) else 0
    if number.params["form"] == "word" and kind != "staff":
        penalty += (not near.listed) + (value <= 1)
    if value <= 1 and number.params["form"] == "digits" and kind != "staff":
        penalty += 1
    if value >= 10_000:
        penalty += 1 + (found.bond != "before")
    return penalty + (
        (found.bond == "bracket" and kind != "staff") or (found.bond == "share" and not _PROJECT.search(near.sentence))
    )


def kind_of(noun: str, near: Setting, value: float = 0, lemma: str = "") -> str:
    """Return staffing, planned or realised: the clause decides, then the sentence, then the heading."""
    few = value <= _LARGE_STAFF
    if (
        noun == "staff"
        and few
        and (cues("staff_context").search(near.sentence) or not cues("reached").search(near.sentence))
    ):
        return "staffing"
    if (
        noun == "people"
        and few
        and lemma in _nouns("persons")
        and re.search(r"työskentel", near.sentence, re.IGNORECASE)
    ):
        return "staffing"
    clause_before = near.before[_last_cut(near.before) :]
    cut = _CLAUSE.search(near.after)
    clause = clause_before + " " + (near.after[: cut.start()] if cut else near.after)
    for part in (clause, near.before, near.sentence):
        plan, done = cues("plan").search(part), cues("done").search(part)
        if plan and not (done and _is_met(part)):
            return "planned"
        if done:
            return "realised"
    if cues("plan_heading").match(near.heading):
        return "planned"
    return "realised" if cues("results_heading").match(near.heading) else near.default_kind


def _last_cut(text: str) -> int:
    cuts = list(_CLAUSE.finditer(text))
    return cuts[-1].end() if cuts else 0


def _is_met(part: str) -> bool:
    """A goal that was met or passed is a result: `tavoite ylittyi`, `tavoite saavutettiin`."""
    return bool(re.search(r"ylitty|saavut|täytty|toteutui", part, re.IGNORECASE))


def is_women(found: Counted) -> bool:
    """Tell whether women or girls are counted."""
    return bool(_WOMEN.search(found.lemma))

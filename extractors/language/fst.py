"""Parse the output of the Finnish transducer: one string such as `[Ln][Xp]hanke[X]hankkee[Sine][Ny]ssa` is one reading.

Both engines (libvoikko, pyvoikko) carry the same dictionary and give the same strings, so that parsing them here makes
the two interchangeable. Tags: `[L…]` word class, `[S…]` case, `[N…]` number, `[T…]` mood, `[R…]` participle,
`[P4]` passive, `[Xp]…[X]` base form, `[Xj]…[X]` base of a derivation's ending, `[Bc]` border of a compound.
"""

import re
from typing import NamedTuple

CLASSES = {
    "n": "noun", "l": "adjective", "nl": "noun", "h": "interjection", "ee": "proper", "es": "proper", "ep": "proper",
    "em": "proper", "t": "verb", "a": "abbreviation", "s": "adverb", "u": "numeral", "ur": "numeral", "r": "pronoun",
    "c": "conjunction", "d": "adposition", "k": "negation", "p": "prefix",
}  # fmt: skip
NAMES = {"ee": "first", "es": "last", "ep": "place", "em": "organisation"}
CASES = {
    "n": "nominative", "g": "genitive", "p": "partitive", "ine": "inessive", "ela": "elative", "ill": "illative",
    "ade": "adessive", "abl": "ablative", "all": "allative", "es": "essive", "tr": "translative", "ab": "abessive",
    "ko": "comitative", "in": "instructive", "ak": "accusative",
}  # fmt: skip
MOODS = {
    "n1": "infinitive_a", "n2": "infinitive_e", "n3": "infinitive_ma", "n4": "infinitive_minen",
    "n5": "infinitive_maisilla", "e": "conditional", "k": "imperative", "m": "potential",
}  # fmt: skip
PARTICIPLES = {
    "v": "participle_present", "a": "participle_passive_present", "u": "participle_past",
    "t": "participle_passive_past", "m": "participle_agent", "e": "participle_negative",
}  # fmt: skip

_PIECES = re.compile(r"\[([^\]]+)\]|([^\[]+)")
_OPENS = {"Xp", "Xj"}
_SKIPS = {"Xr", "Xs"}


class Reading(NamedTuple):
    """One way to read a word form.

    `lemma`: base form, names with their capital. `word_class`: noun, adjective, verb, numeral, pronoun, adverb,
    conjunction, adposition, proper, abbreviation, prefix (the first half of `ohjaus-`), other.
    `case`: nominative, genitive … or "". `number`: singular, plural or "". `parts`: lemmas of the parts of a compound,
    empty for a simple word. `verb_form`: infinitive_a, infinitive_ma, present, past, passive_present, passive_past,
    conditional, imperative, participle_…, infinitive_minen (the noun in -minen), or "".
    `name`: first, last, place, organisation or "". `root`: the verb that a noun or participle was derived from, or "".
    """

    lemma: str
    word_class: str
    case: str
    number: str
    parts: tuple[str, ...]
    verb_form: str
    name: str
    root: str = ""


class _Segment:
    """One part of a compound while its tags are read."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {}
        self.surface = ""
        self.stem = ""  # what stands before the piece of base form that was read last
        self.base = ""
        self.root = ""
        self.derivations = 0
        self.flags: set[str] = set()

    def feed(self, fst: str) -> "_Segment":
        mode = ""
        for tag, text in _PIECES.findall(fst):
            if tag:
                mode = self._tag(tag, mode)
            elif mode in _OPENS:
                self.base += text
            elif mode not in _SKIPS:
                self.surface += text
        return self

    def _tag(self, tag: str, mode: str) -> str:
        if tag in _OPENS:
            if tag == "Xj" and (self.tags.get("L") == "t" or "R" in self.tags) and not self.root:
                self.root = self.lemma
            self.stem, self.base = self.surface, ""
            self.derivations += tag == "Xj"
            return tag
        if tag == "Tn4":
            self.root = self.root or self.lemma
            self.stem, self.base = self.surface + "minen", ""
        if tag == "X" or tag in _SKIPS:
            return tag
        # A second class (a participle is a verb first) overrides what was read before.
        self.tags[tag[0]] = tag[1:]
        self.flags.add(tag)
        return mode

    @property
    def lemma(self) -> str:
        text = (self.stem + self.base).replace("=", "")
        return (text or self.surface).strip("-")

    @property
    def bases(self) -> list[str]:
        """The lemmas it is made of: `maahan=muuttaja` is one dictionary word and two parts."""
        whole = self.stem + self.base
        if "=" in whole and self.tags.get("L") not in NAMES:
            return [p for p in whole.replace("-", "").split("=") if p]
        return [self.lemma]


def parse(fst: str) -> list[Reading]:
    """Return the readings of one output string (two for words that are noun and adjective alike)."""
    segments = [_Segment().feed(s) for s in fst.split("[Bc]")]
    suspended = len(segments) > 1 and not segments[-1].tags
    segments = [s for s in segments if s.surface or s.tags]
    if not segments:
        return []
    last = segments[-1]
    kind = last.tags.get("L", "")
    name = _name(segments)
    reading = Reading(
        lemma=_capitals(_lemma(segments), name),
        word_class="prefix" if suspended else "proper" if name else _word_class(last.tags, kind),
        case=CASES.get(last.tags.get("S", ""), ""),
        number={"y": "singular", "m": "plural"}.get(last.tags.get("N", ""), ""),
        parts=_parts(segments),
        verb_form=_verb_form(last.tags),
        name=name,
        root=last.root,
    )
    both = kind == "nl" and reading.word_class == "noun"
    return [reading, reading._replace(word_class="adjective")] if both else [reading]


def weight(fst: str) -> tuple[int, int, int, int]:
    """Rank an output: common words before names, rare moods and cases last, then few parts, then few derivations."""
    tags = set(re.findall(r"\[([A-Z][a-z0-9]*)\]", fst))
    name = bool(tags & {"Lee", "Les", "Lep", "Lem", "Icu"})
    rare = bool(tags & {"Sin", "Sko", "Sab", "Tk", "Tm", "Te"}) + ("Lr" not in tags and bool(tags & {"O2y", "O2m"}))
    form = 2 if tags & {"Tn3", "Rm"} else 0 if "Tn1" in tags or tags >= {"Sn", "Ny"} else 1
    return (int(name), rare, fst.count("[Bc]"), fst.count("[Xj]") * 2 + form)


def _word_class(tags: dict[str, str], kind: str) -> str:
    if tags.get("S") == "sti":
        return "adverb"
    return "noun" if kind == "t" and tags.get("T") == "n4" else CLASSES.get(kind, "other")


def _name(segments: list[_Segment]) -> str:
    if any("Icu" in s.flags for s in segments[1:]):  # a place name that makes a new one: Purola + katu
        return "place"
    return NAMES.get(segments[-1].tags.get("L", ""), "")


def _capitals(lemma: str, name: str) -> str:
    if name == "place":
        return "-".join(p[:1].upper() + p[1:] for p in lemma.split("-"))
    return lemma[:1].upper() + lemma[1:] if name else lemma


def _lemma(segments: list[_Segment]) -> str:
    """Finnish inflects the last part; some adjectives (`isonäidin`) and numerals in front of it inflect too."""
    return "".join(_front(s) for s in segments[:-1]) + segments[-1].lemma


def _front(segment: _Segment) -> str:
    kind = segment.tags.get("L")
    if (kind == "u" and segment.lemma[:1].isalpha()) or (
        kind in ("l", "nl") and "De" in segment.flags and segment.tags.get("S", "n") != "n"
    ):
        return segment.lemma or segment.surface
    letters = segment.surface.strip("-")
    same = segment.lemma.lower() == letters.lower()  # keeps the capitals of `EU-` and `Meri-`
    return segment.lemma + segment.surface[len(letters) :] if same else segment.surface


def _parts(segments: list[_Segment]) -> tuple[str, ...]:
    parts = [b for s in segments for b in s.bases if b]
    return tuple(parts) if len(parts) > 1 else ()


def _verb_form(tags: dict[str, str]) -> str:
    if "R" in tags:
        return PARTICIPLES.get(tags["R"], "participle")
    mood = tags.get("T")
    if not mood:
        return ""
    if mood == "t":
        tense = {"p": "present", "i": "past"}.get(tags.get("A", ""), "present")
        return f"passive_{tense}" if tags.get("P") == "4" else tense
    return MOODS.get(mood, "")


def pieces(fst: str) -> list[tuple[str, str]]:
    """Return the parts of a word, each as it stands before another part and in its base form.

    `kotoutumiskoulutuksen` gives `kotoutumis`, `kotoutuminen` and `koulutuksen`, `koulutus`; names are not cut.
    """
    out: list[tuple[str, str]] = []
    for segment in (_Segment().feed(s) for s in fst.split("[Bc]")):
        surface, bases = segment.surface.replace("=", "").strip("-"), segment.bases
        out += [(base, base) for base in bases[:-1]]
        out.append((surface[sum(map(len, bases[:-1])) :], bases[-1] if bases else surface))
    return [piece for piece in out if piece[1]]

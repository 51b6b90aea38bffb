"""What stands around a date and tells what the date is: label, line, sentence, and the cue words in them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from extractors.mentions import Mention
from extractors.vocabulary import load
from schemas.document import Document, Pair

_SENTENCE_END = re.compile(r"[.!?:;][\"”)]?\s+(?=[A-ZÅÄÖ”\"(–-])|\n")
_STOP = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")
_REACH = 220
_FILLER = (
    r"\s*(?:\([^)\n]{0,30}\))?\s*(?:[:：]|[-–—]\s)?\s*"
    r"(?:(?:alkaa|start(?:s|ing)?|from|on|oli|ajalla|vuosina|vuodet|v\.|noin|den|från|år|åren)\s*:?\s*)?$"
)
_DURATION = re.compile(r"\d+(?:,\d)?\s*-?(?:vuo\w+|v\.?|kk|kuukau\w+|år|years?|months?|månader)", re.IGNORECASE)
_BULLET = re.compile(r"^[\s•▪▶*·o|>–—-]+|[\s|•–—-]+$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts around a mention: its label or the line's head, its sentence cut in two, and its whole line."""

    head: str
    before: str
    after: str
    line: str

    @property
    def sentence(self) -> str:
        """The sentence without the mention."""
        return f"{self.before} {self.after}"

    @property
    def alone(self) -> bool:
        """Tell whether the mention has its line to itself."""
        return not self.line


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of cues; each stands at a word's beginning."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(load('period_cues')[name])})", re.IGNORECASE)


@cache
def label(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of labels, as the end of what stands before the value."""
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(load('period_cues')[name])}){_FILLER}", re.IGNORECASE)


class Around:
    """Reads the surroundings of mentions of one document."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._pairs = sorted((p for p in doc.pairs if p.value.start < p.value.end), key=lambda p: p.value.start)
        self._starts = [p.value.start for p in self._pairs]

    def of(self, mention: Mention) -> Surroundings:
        """Return what stands around `mention`."""
        text = self._doc.text
        line_start = text.rfind("\n", max(0, mention.start - _REACH), mention.start) + 1
        line_start = line_start or max(0, mention.start - _REACH)
        line_end = text.find("\n", mention.end, mention.end + _REACH)
        line_end = min(len(text), mention.end + _REACH) if line_end < 0 else line_end
        left, right = text[line_start : mention.start], text[mention.end : line_end]
        line = _BULLET.sub("", f"{left} {right}").strip()
        return Surroundings(self._head(mention, line_start), _tail(left), _first(right), line)

    def _head(self, mention: Mention, line_start: int) -> str:
        pair = self._pair(mention.start)
        if pair is not None:
            between = self._doc.text[pair.value.start : mention.start][-80:]
            if _STOP.search(between):
                return _STOP.split(between)[-1]
            # `Kesto: 3 vuotta (2019–2021)`: the duration only qualifies, the label still announces the dates.
            return self._doc.slice(pair.label) + ": " + _DURATION.sub("", between).lstrip(" (,")
        own = _STOP.split(self._doc.text[max(line_start, mention.start - 100) : mention.start])[-1]
        if _DURATION.sub("", _BULLET.sub("", own)).strip(" (),"):
            return own
        return _line_above(self._doc.text, line_start) if line_start else ""

    def _pair(self, position: int) -> Pair | None:
        i = bisect_right(self._starts, position) - 1
        return self._pairs[i] if i >= 0 and position < self._pairs[i].value.end else None


def _line_above(text: str, line_start: int) -> str:
    """The last line with words above; a label stands there alone, so a long line is none."""
    above = text[max(0, line_start - 80) : line_start].rstrip()
    line = above[above.rfind("\n") + 1 :]
    return line if len(line) <= 60 else ""


def _tail(text: str) -> str:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def _first(text: str) -> str:
    match = _SENTENCE_END.search(text)
    return text[: match.start()] if match else text

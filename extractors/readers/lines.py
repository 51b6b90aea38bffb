"""Lines of plain text: where they stand, what bullet they carry, what they look like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# One bullet; a line may carry several (`- ▶ `, `- 1) `). `1.` is decided later: it may head a part.
_SIGN = (
    r"[•▪▶►●○◦■□‣⁃∙·✓✔➢➤→»❖◆◾▫❑\uf0b7\uf0a7\uf0d8]\s*|-\.\s*|\.\*\s*"
    r"|[-–—*+](?!\*)\s+|o\s+(?=\S)|[-*](?=[^\W\d_])"
)
_COUNT = r"\(?\d{1,2}\s?\)\s*|\(?[a-zåäö]\)\s+|\(?[ivx]{1,4}\)\s+|\d{1,2}\.\)\s*"
_BULLET = re.compile(rf"(?:{_SIGN}|{_COUNT})(?:(?:{_SIGN}|{_COUNT}|\d{{1,2}}\.\s+))?")
_NOT_BULLET = re.compile(r"-(?:hank|projekt|ohjelm|kuntout|verkosto|toimint)", re.I)
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(\.?)[ \t]+(?=\S)")
_MONTH = re.compile(r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu", re.I)
_CONTACT = re.compile(
    r"@|\(at\)|\(a\)|\[at\]|\bhttps?:|\bwww\.|^(?:puh|p|s|tel|gsm|e-?mail|sähköposti|faksi|fax|matkapuh\w*|mobil|mob)\b[.:]?\s"
    r"|(?:\+358|\b0\d)[\d\s-]{5,}|\b\d{5}\s+[A-ZÅÄÖ]",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(slots=True)
class Line:
    """A line that is not blank. `start`–`end` hold its text without bullet and surrounding blanks.

    `bullet`: the bullet's text or "". `number`: `3.1` of a numbered line. `blank_before`: an empty line stands above.
    """

    start: int
    end: int
    text: str
    indent: int
    bullet: str = ""
    number: str = ""
    dotted: bool = False
    blank_before: bool = False
    level: int = 0

    @property
    def contact(self) -> bool:
        """Whether the line looks like a part of a contact card."""
        return bool(_CONTACT.search(self.text))

    @property
    def words(self) -> list[str]:
        """Its words."""
        return _WORD.findall(self.text)

    @property
    def name_like(self) -> bool:
        """Whether every word begins with a capital and there are at most four (a person, a place, a unit)."""
        words = self.words
        return 0 < len(words) <= 4 and all(w[0].isupper() for w in words) and not self.text.endswith((",", ";", "-"))


def split(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold something, in order."""
    blank = True
    position = 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if body:
            start = position + len(raw) - len(raw.lstrip())
            yield _line(body, start, len(raw) - len(raw.lstrip()), blank_before=blank)
        blank = not body
        position += len(raw)


def _line(body: str, start: int, indent: int, *, blank_before: bool) -> Line:
    line = Line(start, start + len(body), body, indent, blank_before=blank_before)
    if body.startswith("#") and (m := re.match(r"(#{1,6})\s+(?=\S)", body)):
        _cut(line, m.end())
        line.level = len(m.group(1))
    elif (m := _BULLET.match(body)) and m.end() < len(body) and not _NOT_BULLET.match(body):
        line.bullet = m.group().strip()
        _cut(line, m.end())
    elif (m := NUMBERED.match(body)) and not _MONTH.match(body, m.end()):
        line.number, line.dotted = m.group(1), bool(m.group(2))
    return line


def _cut(line: Line, by: int) -> None:
    line.start += by
    line.text = line.text[by:]

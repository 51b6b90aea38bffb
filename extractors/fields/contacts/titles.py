"""The titles of a page that may belong to a card."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractors.fields.contacts.pieces import Item
from extractors.fields.persons.titles import Role, find_roles, singular
from extractors.language.morphology import analyse
from extractors.mentions import Mention, Taken
from extractors.vocabulary import load

_WIDER = re.compile(r",[ ][^\n\r\t|,.;:()\d@]{3,60}(?=[ ]*(?:[\n\r\t|,]|$))")
# A work title that no list holds stands right before a name, or behind it between commas or on the next line.
_NOUN_BEFORE = re.compile(r"(?:\A|[\n,;:(]\s?|\b(?:antaa|antavat|vastaa|saa|tai|ja)\s)([a-zåäö]{6,40})[ \u00a0]\Z")
_NOUN_AFTER = re.compile(r"(?:,[ ]|[ ]?\r?\n|[ ]\(|\t)([a-zåäö]{6,40})(?=[ ]?[,\n\r)\t]|\Z)")
_PLURAL = re.compile(
    r"^[ \t\u00a0•*-]*([A-ZÅÄÖ][a-zåäö-]{4,40}t)(?=[ ]?:?[ ]*\r?$|[ :]{1,2}[A-ZÅÄÖ][a-zåäö]+[ ][A-ZÅÄÖ])",
    re.MULTILINE,
)
_AGENT = re.compile(r"(?:[ij]a|[ij]ä|ri|ssi|tti|sti|nti|ikko|ikkö|kko|kkö|logi|nomi|are|ör|ent|ist)\Z")


def titles(text: str, pieces: list[Item], names: list[Mention]) -> list[Item]:
    """Return the titles that stand outside names and numbers, near enough to one of them to matter."""
    starts = sorted(p.start for p in pieces)
    held = Taken(Mention(p.kind, p.start, p.end, p.value) for p in pieces)
    ends = sorted(m.end for m in names)
    out: list[Item] = []
    for role in find_roles(text):
        i = bisect_left(starts, role.start - 200)
        near = i < len(starts) and starts[i] <= role.end + 300
        if near and not held.overlaps(role.start, role.end) and (not role.weak or _stands_out(text, role, ends)):
            out.append(_item(_widened(text, role, starts)))
    held.add(Mention("role", r.start, r.end, None) for r in out)
    return [*out, *(_item(role) for role in _unlisted(text, names) if not held.overlaps(role.start, role.end))]


def shared_titles(text: str) -> list[Role]:
    """Return titles in the plural that head a list of people (`Neuvojat`), alone on their line or before a name."""
    out = []
    for m in _PLURAL.finditer(text):
        if singular(m.group(1)):
            out.append(Role(m.start(1), m.end(1)))
    return out


def _item(role: Role) -> Item:
    flags = {"inflected": role.inflected, "bare": role.bare, "doubtful": role.doubtful}
    return Item("role", role.start, role.end, "", flags)


def _unlisted(text: str, names: list[Mention]) -> Iterator[Role]:
    """Yield nouns that no list holds where a title stands (`museoamanuenssi Maija Koivu`), known by their form."""
    for name in names:
        reach = max(0, name.start - 60)
        before = _NOUN_BEFORE.search(text[reach : name.start])
        after = _NOUN_AFTER.match(text, name.end)
        if before and _is_agent(before.group(1)):
            yield Role(reach + before.start(1), reach + before.end(1), doubtful=True)
        elif after and _is_agent(after.group(1)):
            yield Role(*after.span(1), doubtful=True)


def _is_agent(word: str) -> bool:
    words = load("contact-words")
    if word in words["marks"] or word in words["not_contacts"] or not _AGENT.search(word):
        return False
    nouns = [r for r in analyse(word) if r.word_class == "noun"]
    return not analyse(word) or any(r.case == "nominative" and r.number != "plural" for r in nouns)


def _stands_out(text: str, role: Role, name_ends: list[int]) -> bool:
    """Tell whether a doubtful title (`opettaja`) is alone on its line or joined to a name."""
    before, after = text[max(0, role.start - 3) : role.start], text[role.end : role.end + 3].lstrip(" \u00a0")
    i = bisect_right(name_ends, role.start)
    joined = i > 0 and role.start - name_ends[i - 1] <= 3
    return (
        joined or (("\n" in before or not before.strip()) and after[:1] in ("\n", ",", "\r", "")) or after[:1].isupper()
    )


def _widened(text: str, role: Role, starts: list[int]) -> Role:
    """Let `Asiantuntija, kotoutuminen` take the rest of its line, where that is no name and no organisation."""
    m = _WIDER.match(text, role.end)
    if m is None:
        return role
    i = bisect_left(starts, role.end)
    free = not (i < len(starts) and starts[i] < m.end())
    return role._replace(end=m.end()) if free and m.group()[2].islower() and len(m.group().split()) <= 6 else role

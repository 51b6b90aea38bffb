"""What one page's content amounts to: counted and digested from what was read."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.health import FIELDS, Numbers, PageProfile, ProjectProfile, View
from schemas.result import Findings, PlacedFact, ReadDocument

_LONGEST = 48  # characters of a label
_MOST = 120  # labels kept of a page
_LABEL = re.compile(r"([^\W\d_][^:\n\d@]{1,47}):(?:\s|$)")
# U+FFFD; UTF-8 read as Latin-1, Mac Roman or an old DOS page; Latin-1 read as Cyrillic, Greek or Mac Roman; and the
# letter that became a question mark inside a word
_GARBLED = re.compile(
    "\ufffd|Ã[\u0080-\u00bf\u20ac\u2013\u2014\u2018-\u2026\u0160\u0161\u0178\u0152\u0153\u017d\u017e]|Â[\u00a0-\u00bf]|â€|√[§¶]|├[ñ╢]|"
    r"[a-zåäö](?:‰|[\u0370-\u04ff])[a-zåäö]?|[^\W\d_]\?[^\W\d_]"
)
_WEB = re.compile(r"\S*(?://|www\.|\?\w+=)\S*")
_DATES = frozenset({"start_date", "end_date", "event_date"})


def profile(document: ReadDocument, findings: Findings, *, cut: bool = False) -> PageProfile:
    """Return the profile of a content that was read, or that could not be."""
    by_project: dict[int, list[PlacedFact]] = {}
    for fact in findings.facts:
        by_project.setdefault(_number(fact.subject), []).append(fact)
    loose = by_project.pop(-1, [])
    return PageProfile(
        outcome=document.outcome,
        detail=document.detail,
        kind=document.kind,
        length=len(document.text),
        facts=len(findings.facts),
        garbled=sum(1 for _ in _GARBLED.finditer(_WEB.sub(" ", document.text))),
        nordic=sum(map(document.text.lower().count, "åäö")),
        cut=cut,
        said=digest(document.text) if document.text else "",
        labels=_labels(document),
        unread_labels=tuple(document.unread_labels),
        projects=tuple(_project(document, n, facts) for n, facts in sorted(by_project.items())),
        loose=_values(loose),
    )


def digest(text: str) -> str:
    """Return six hex digits: two values with the same ones are common enough that no value can be told from them."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _number(subject: str) -> int:
    owner = subject.partition("/")[0]
    return int(owner.partition(":")[2]) if owner.startswith("project:") else -1


def _project(document: ReadDocument, number: int, facts: Sequence[PlacedFact]) -> ProjectProfile:
    values = _values(facts)
    return ProjectProfile(key=_key(facts) or digest(f"{document.url}#{number}"), values=values)


def _key(facts: Iterable[PlacedFact]) -> str:
    """The code that is no diary number, else the name that is not a short or translated one."""
    named: list[tuple[int, int, str]] = []
    for f in facts:
        if f.field == "project_code.value" and f.qualifiers.get("scheme") != "diary":
            named.append((0, f.start, str(f.value)))
        elif f.field == "project_name.value":
            named.append((1 + (f.qualifiers.get("kind") != "primary"), f.start, str(f.value)))
    return digest(min(named)[2]) if named else ""


def _values(facts: Iterable[PlacedFact]) -> dict[str, tuple[str, ...]]:
    values: dict[str, set[str]] = {}
    for fact in facts:
        role = f"/{fact.qualifiers.get('role')}" if fact.field == "period.date" else ""
        name = FIELDS.get(fact.field + role)
        if name:
            values.setdefault(name, set()).add(str(fact.value) if name in _DATES else digest(str(fact.value)))
    return {name: tuple(sorted(found)) for name, found in sorted(values.items())}


def _labels(document: ReadDocument) -> dict[str, int]:
    """Count what stands for a label: headings, headers and first cells of tables, what a colon closes."""
    return dict(list(Counter(_candidates(document)).items())[:_MOST])


def _candidates(document: ReadDocument) -> Iterator[str]:
    for block in document.blocks:
        text = document.text[block["start"] : block["end"]].strip()
        match = _LABEL.match(text)
        if match:
            yield match[1].strip().casefold()
        elif _is_label(block, text):
            yield text.casefold()


def _is_label(block: Mapping[str, object], text: str) -> bool:
    if not text or len(text) > _LONGEST or any(c.isdigit() for c in text):
        return False
    cell = block["kind"] == "cell" and (bool(block.get("header")) or block.get("col", -1) == 0)
    return cell or block["kind"] == "heading"


def numbers(view: View) -> Numbers:
    """Return a source in numbers: its good pages and the projects on them."""
    profiles = [p.profile for p in view.values() if not p.state and p.profile and p.profile.outcome == "read"]
    projects: dict[str, set[str]] = {}
    for page in profiles:
        for project in page.projects:
            projects.setdefault(project.key, set()).update(project.values)
    filled = Counter(name for names in projects.values() for name in names)
    lengths = sorted(p.length for p in profiles)
    return Numbers(
        documents=len(profiles),
        projects=len(projects),
        facts=sum(p.facts for p in profiles),
        length=lengths[len(lengths) // 2] if lengths else 0,
        kinds=dict(sorted(Counter(p.kind for p in profiles).items())),
        fill={name: round(n / len(projects), 4) for name, n in sorted(filled.items())},
    )

"""Names of projects: from labels, from the title, and from `X-hanke` in running text; one primary, others beside it.

Generic words (`hanketoiminta`, `ESR-hanke`, `kehittämishankkeessa`) name nothing. A name keeps the form the source
gives it, without `-hanke`, quotation marks and a fund in brackets.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields.names import patterns as name_patterns
from extractors.fields.names.patterns import Candidate, vocabulary
from extractors.fields.names.titles import titled
from extractors.fields.names.titles import titles as titles_of
from extractors.text import clean
from schemas.document import Document, Span, Zone
from schemas.facts import PROJECT_KINDS, DocumentKind, Evidence, Found, Scalar

if TYPE_CHECKING:
    from extractors.context import Context

_TAIL = re.compile(
    (
        r"\s*[-–—]\s?(?:hank(?:e|keen|keessa|keesta|keeseen|etta|keella|keelle)|projekt(?:i|in|"
        r"issa|ista|iin|ia)?|projekt|projektet|project)$"
    ),
    re.IGNORECASE,
)
_GLUED_DASH = re.compile(r"(?<=\w) [-–](?=\w)")
_LONE = re.compile(r"^([^\"”“»«]+)[\"”“»](?=\s*[-–—:][^\"”“»«]*$)")  # `”POLKU” – taidoista työhön`: its mate is cut off
_BRACKET = re.compile(r"\s*\(([^()]{1,40})\)")
_SHORT = re.compile(r"^(.{3,60}?)(?:\s+[-–—]\s?|\s?[-–—]\s+|:\s+)\S")
_EVENTS = frozenset({DocumentKind.PROJECT_NEWS, DocumentKind.PROJECT_DECISION, DocumentKind.NEWSLETTER})
_NAMES_A_PROJECT = frozenset(PROJECT_KINDS - {DocumentKind.LISTING, DocumentKind.SHEET})


@cache
def _funds() -> frozenset[str]:
    return vocabulary("funds")


def name_value(quote: str, params: Mapping[str, Scalar]) -> Scalar:
    """Return the name in a quote: one line, no quotation marks, no `(ESR)`, no `-hanke` at its end."""
    value = clean(quote).strip(" \"”“»«’'*_#.,:;")
    value = _BRACKET.sub(lambda m: "" if m.group(1).casefold().rstrip("-") in _funds() else m.group(), value)
    shorter = _TAIL.sub("", value).strip(" \"”“»«’'-–—")
    value = _GLUED_DASH.sub(" - ", shorter if shorter and not shorter.endswith((" ja", " ja ")) else value)
    value = _LONE.sub(r"\1", value)
    if not value:
        raise ValueError("no name in the quote")
    return value


DERIVERS: dict[str, Callable[[str, Mapping[str, Scalar]], Scalar]] = {"project_name.value": name_value}


def find_project_names(ctx: "Context") -> list[Found]:
    """Return the names of the document's one project: the primary name, then shorter and translated ones."""
    if ctx.kind not in _NAMES_A_PROJECT:
        return []
    out: list[Found] = []
    seen: set[str] = set()
    for kind, span, sure in _chosen(ctx.doc, headline=ctx.kind in _EVENTS):
        value = name_value(ctx.doc.slice(span), {})
        key = re.sub(r"\W+", " ", str(value)).casefold().strip()
        if key not in seen:
            seen.add(key)
            out.append(Found("project_name", {"value": Evidence(value, span.start, span.end, sure)}, {"kind": kind}))
    return out


def name_spans(ctx: "Context") -> list[Span]:
    """Return every place where the project is spoken of by one of its names."""
    if ctx.kind not in _NAMES_A_PROJECT:
        return []
    texts = {str(name_value(ctx.doc.slice(s), {})) for _, s, _ in _chosen(ctx.doc, headline=ctx.kind in _EVENTS)}
    return sorted({s for t in texts if len(t) > 3 for s in _occurrences(ctx.text, t)})


def _occurrences(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _chosen(doc: Document, *, headline: bool = False) -> Iterator[tuple[str, Span, float]]:
    """Yield kind, range and confidence of each name: the primary one first. A headline tells, it does not name."""
    labelled = list(_labelled(doc))
    titles = [(span, marked) for span, marked in titles_of(doc) if marked or not headline]
    spoken = name_patterns.candidates(doc)
    best = _primary(labelled, titles, _lines(doc), spoken)
    if best is None:
        return
    yield ("primary", *best)
    value = str(name_value(doc.slice(best[0]), {}))
    yield from _shorter(doc, best[0], value)
    yield from _akin(doc, value, [c.span for c in spoken] + [s for s, _ in titles])
    yield from _acronyms(doc, best[0], value, spoken)
    yield from (("long", s, 0.88) for s in name_patterns.full_names(doc.text))
    yield from (("translated", s, 0.85) for s in _translated(doc))


def _primary(
    labelled: list[Span], titles: list[tuple[Span, bool]], lines: list[Span], spoken: list[Candidate]
) -> tuple[Span, float] | None:
    """A label says it; else a title with `-hanke`; else what the text calls its project most; else the title."""
    if labelled:
        return labelled[0], 0.97
    marked = [s for s, certain in titles if certain]
    counts = Counter(c.key for c in spoken)
    common = counts.most_common(1)[0][0] if counts else ""
    if marked:
        return marked[0], 0.95
    if common:
        first = next(c for c in spoken if c.key == common)
        holding = next((s for s in lines if name_patterns.begins_with_name(first, s)), None) or _titled(titles, first)
        return (holding, 0.9) if holding else (first.span, 0.9 if counts[common] > 1 or len(counts) == 1 else 0.8)
    return (titles[0][0], 0.72) if titles else None


def _titled(titles: list[tuple[Span, bool]], first: Candidate) -> Span | None:
    """Return the title that begins with the words the text calls its project by, which may be only its first."""
    return next((s for s, _ in titles if titled(first, s)), None)


def _labelled(doc: Document) -> Iterator[Span]:
    names = vocabulary("labels")
    for pair in doc.pairs:
        label = clean(doc.slice(pair.label)).casefold().rstrip(": ")
        value = doc.slice(pair.value)
        if label in names and 2 < len(value.strip()) < 250 and not name_patterns.is_generic(value):
            yield pair.value


def _translated(doc: Document) -> Iterator[Span]:
    names = vocabulary("translated_labels")
    for pair in doc.pairs:
        if (
            clean(doc.slice(pair.label)).casefold().rstrip(": ") in names
            and 2 < pair.value.end - pair.value.start < 250
        ):
            yield pair.value


def _lines(doc: Document) -> list[Span]:
    """Short blocks among which the long form of a name may stand."""
    return [b.span for b in doc.blocks[:60] if b.end - b.start <= 140 and b.zone in (Zone.MAIN, Zone.HEADER)]


def _shorter(doc: Document, span: Span, value: str) -> Iterator[tuple[str, Span, float]]:
    """The part before a dash or colon, the word in brackets, and a beginning that the text uses alone."""
    quote = doc.slice(span)
    m = _SHORT.match(quote)
    if m and not name_patterns.is_generic(m.group(1)):
        yield "short", Span(span.start, span.start + m.end(1)), 0.88
    for b in _BRACKET.finditer(quote):
        inner = b.group(1).casefold()
        if inner not in _funds() and not inner.replace("-", "").replace("–", "").isdigit() and b.group(1)[:1].isupper():
            yield "short", Span(span.start + b.start(1), span.start + b.end(1)), 0.8
    words = value.split()
    if not m and len(words) > 2 and words[-2][:1].isupper():
        head = " ".join(words[:-1])
        if doc.text.count(head) >= doc.text.count(value) + 2 and quote.startswith(head):
            yield "short", Span(span.start, span.start + len(head)), 0.8


def _acronyms(doc: Document, best: Span, primary: str, spoken: list[Candidate]) -> Iterator[tuple[str, Span, float]]:
    """`MAIKO-hankkeen (Maahanmuuttajien …)`: capitals that the text uses for the long name."""
    for c in spoken:
        quote = doc.slice(c.span)
        spelled = primary[:20] in doc.text[c.span.end : c.span.end + 60]
        if (
            quote.isupper()
            and " " not in quote
            and len(quote) > 2
            and (spelled or best.start == 0 or "hankkeen nimi" in doc.text[:3000].casefold())
        ):
            yield "short", c.span, 0.8
            return


def _akin(doc: Document, primary: str, spans: list[Span]) -> Iterator[tuple[str, Span, float]]:
    """Other forms of the same name: the long form of a short one and the other way round."""
    words = re.sub(r"\W+", " ", primary).casefold().split()
    for span in spans:
        other = re.sub(r"\W+", " ", str(name_value(doc.slice(span), {}))).casefold().split()
        same = other != words and (other[: len(words)] == words or words[: len(other)] == other)
        if same and len(other) > 0:
            yield "short" if len(other) < len(words) else "long", span, 0.85

"""Statements: each sentence and list item of a document's own text, with what it says: goal, action, result.

The announcement decides for lists; sentences in running text are judged by their language. One statement a sentence
or item, none twice: a summary repeated at the foot of a page counts once.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.fields import cues, names, verbs
from extractors.fields.sections import Section, is_heading
from extractors.fields.sentences import split_range
from extractors.fields.statements import finnish, germanic, parts
from extractors.fields.statements.headings import aims_at_a_doing, says_itself
from extractors.fields.statements.index import TOLD, Items, Labels, masked
from extractors.fields.statements.setting import Setting, has_frame
from extractors.language.tokens import Token, tokens_in
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Block, BlockKind, Span, Zone
from schemas.facts import DocumentKind

if TYPE_CHECKING:
    from extractors.context import Context

_SILENT = frozenset({"contact", "funding", "reference", "publication", "period", "area", "news", "partner", "values"})
_NARROW = frozenset({"publication", "period", "area", "news", "partner", "funding"})  # never most of a page
_CONTACT = re.compile(r"@|\(at\)|\(ät\)|\[at\]|https?://|www\.|\b(?:puh|tel|p)\.\s*[+0]|\+358")
_PLANS = frozenset({DocumentKind.REGISTER_ENTRY, DocumentKind.APPLICATION_FORM, DocumentKind.LISTING})
LONGEST_TITLE = 120
LONGEST = 900  # characters; a longer "sentence" is a table or a contents list that lost its line ends


@dataclass(frozen=True, slots=True)
class Statement:
    """A range, what it says (goal, action, result), how sure, and the section it stands in."""

    span: Span
    role: str
    confidence: float
    section: Section | None = None


def find_statements(ctx: "Context") -> list[Statement]:
    """Return the document's statements in text order."""
    seen: set[str] = set()
    out: list[Statement] = []
    for statement in sorted(_statements(ctx), key=lambda s: (s.span.start, -s.confidence)):
        key = clean(ctx.text[statement.span.start : statement.span.end]).casefold().rstrip(".")
        if key not in seen and (not out or not out[-1].span.overlaps(statement.span)):
            seen.add(key)
            out.append(statement)
    return out


def _statements(ctx: "Context") -> Iterator[Statement]:
    reader = _Reader(ctx)
    for block in ctx.doc.blocks or (Block(BlockKind.PARAGRAPH, 0, len(ctx.text)),):
        yield from reader.block(block)


class _Reader:
    """Goes through the blocks once and remembers whether the project has been spoken of."""

    def __init__(self, ctx: "Context") -> None:
        self.ctx = ctx
        self.text = ctx.text
        self.starts = [s.start for s in ctx.sentences]
        self.names = sorted(names.name_spans(ctx))
        self.name_starts = [s.start for s in self.names]
        self.masked = masked(ctx)
        self.items = Items(ctx.sections)
        self.labels = Labels(ctx.sections)
        self.bare_leads = {
            s.heading.start for s in ctx.sections if s.lead == "sentence" and s.heading and _is_bare(ctx.text, s)
        }
        self.claimed = {
            i.start for s in ctx.sections if s.lead == "sentence" and s.role not in TOLD for i in s.items
        }  # items that a lead-in makes groups, partners, values of
        self.before: Block | None = None
        self.plan = ctx.kind in _PLANS
        self.framed = ctx.kind in (DocumentKind.SERVICE, DocumentKind.NETWORK_DESCRIPTION, DocumentKind.ORGANISATION)
        self.open: list[Section] = []
        self.list_heads = _list_heads(ctx)
        self.queue = sorted((s for s in ctx.sections if s.lead != "sentence"), key=lambda s: (s.start, -s.end))
        self.next = 0

    def block(self, block: Block) -> Iterator[Statement]:
        """Yield the statements of one block."""
        section = self._section(block.start)
        if block.zone in (Zone.NAV, Zone.HEADER, Zone.FOOTER) or (block.kind is BlockKind.CELL and block.header):
            return
        before, self.before = self.before, block
        labelled = list(self.labels.within(block.start, block.end))
        if labelled:
            for at in labelled:
                yield from self._labelled(self.labels[at])
            return
        if is_heading(self.ctx.doc, block):
            yield from self._heading(block, section, before)
            return
        if self._is_activity(block, self._words(block.span)[:7], section, before) and block.end - block.start < 70:
            yield Statement(block.span, "action", 0.72, section)
            return
        if block.start in self.claimed or self._is_headline(block, before):
            return
        if block.start in self.items and block.kind is BlockKind.LIST_ITEM:
            yield from self._item(block.span, self.items[block.start])
            return
        if block.kind is BlockKind.LIST_ITEM and section and section.role in TOLD:
            yield from self._item(block.span, section)
            return
        yield from self._prose(block, section)

    def _is_headline(self, block: Block, before: Block | None) -> bool:
        """The first line of a page, without a full stop, is its name."""
        line = self.text[block.start : block.end]
        first = before is None and block.kind is BlockKind.PARAGRAPH and len(line) < LONGEST_TITLE
        headline = first and "\n" not in line and not line.endswith((".", "!", "?", ":"))
        self.framed = self.framed or (headline and has_frame(self._words(block.span)))
        return headline

    def _labelled(self, section: Section) -> Iterator[Statement]:
        """The value of `Tavoite: …`: its items, else its sentences; what they say themselves goes before the label."""
        for span in section.items or split_range(self.text, section.start, section.end):
            words = self._words(span)
            said, sure = ("", 0.0) if section.items else self._judge(span, words, section.role)
            if self._worth(span, least=1):
                yield Statement(span, said if sure >= 0.85 else section.role, 0.9, section)

    def _section(self, at: int) -> Section | None:
        while self.next < len(self.queue) and self.queue[self.next].start <= at:
            self.open.append(self.queue[self.next])
            self.next += 1
        self.open = [s for s in self.open if s.end > at]
        # A heading that says nothing (`Osa 1`) goes on with what the heading above it said.
        return next((s for s in reversed(self.open) if s.role), self.open[-1] if self.open else None)

    def _sentences(self, block: Block) -> list[Span]:
        i = bisect_right(self.starts, block.start - 1)
        j = bisect_right(self.starts, block.end - 1)
        return self.ctx.sentences[i:j]

    def _heading(self, block: Block, section: Section | None, before: Block | None) -> Iterator[Statement]:
        """A lead-in in heading form may say something itself (`Keskus edistää kotoutumista alueella:`)."""
        words = self._words(block.span)
        if has_frame(words):
            self.framed = True
        if self._is_activity(block, words, section, before):
            yield Statement(_without_colon(self.text, block.span), "action", 0.75, section)
            return
        if aims_at_a_doing(words) and not self.text[block.start : block.end].endswith(":"):
            yield Statement(block.span, "goal", 0.8, section)
            return
        announcing = self.text[block.start : block.end].endswith(":") or block.start in self.list_heads
        if cues.roles(self.text[block.start : block.end]) or len(words) < 4 or not announcing:
            return  # a headline or a name says what a page is about, no more
        found = verbs.verbs(words)
        if any(v.form == "present" and v.lemma in verbs.lexicon("promote") for v in found):
            yield Statement(_without_colon(self.text, block.span), "goal", 0.75, section)

    def _is_activity(self, block: Block, words: list[Token], section: Section | None, before: Block | None) -> bool:
        """A heading inside `Palvelut` or right under `Mitä toimintaa` is an activity itself."""
        said = cues.roles(self.text[block.start : block.end])[:1]
        if (
            not said
            and section
            and section.role == "action"
            and len(words) > 1
            and block.kind is not BlockKind.LIST_ITEM
        ):
            return block.start in self.list_heads and not self.text[block.start : block.end].endswith((".", ":"))
        under = (
            before and is_heading(self.ctx.doc, before) and cues.roles(self.ctx.doc.slice(before))[:1] == ("action",)
        )
        return bool(under) and said == ("action",) and len(words) > 3

    def _item(self, span: Span, section: Section) -> Iterator[Statement]:
        """A list item says what its announcement promised."""
        if not self._worth(span, least=2 if section.role == "result" else 1):
            return
        words = self._words(span)
        told = section.role == "goal" and any(v.form in ("past", "passive_past") for v in verbs.verbs(words))
        done = told and self._judge(span, words, section.role)[0] == "action"
        yield Statement(span, "action" if done else section.role, 0.8 if done else 0.92, section)

    def _prose(self, block: Block, section: Section | None) -> Iterator[Statement]:
        done = block.start
        for sentence in self._sentences(block):
            inline = [item for item in self.items.within(sentence.start, sentence.end) if item.start >= done]
            for item in inline:
                yield from self._item(item, self.items[item.start])
                done = item.end
            if inline or sentence.start < done:
                self.framed = self.framed or has_frame(self._words(sentence))
                continue
            yield from self._sentence(sentence, section)

    def _sentence(self, sentence: Span, section: Section | None) -> Iterator[Statement]:
        if not self._worth(sentence, least=3) or sentence.start in self.bare_leads:
            return
        words = self._words(sentence)
        role = self._role(section)
        said, sure = self._judge(sentence, words, role)
        if not said and role in TOLD:
            foreign = germanic.language_in(self.text, [w.low for w in words]) != "fi"
            said, sure = _foreign_by_section(words, role) if foreign else _by_section(words, role)
        aside = (role in _SILENT or role == "background") and sure < 0.9
        if said and not aside and not (role == "target_group" and said == "action" and sure < 0.85):
            told = parts.without_label(self.text, sentence)
            yield from (Statement(p, said, sure, section) for p in parts.parts(self.text, told, said))

    def _role(self, section: Section | None) -> str:
        """Return a section's role; a date line or title over most of the page announces nothing.

        Nor does a heading that is a sentence: it says its thing itself (`Tavoitteena on …`, `Hanke sai kontaktin …`).
        """
        if section and section.lead == "heading" and section.heading and says_itself(self._words(section.heading)):
            return ""
        if not section or section.role not in _NARROW or 2 * (section.end - section.start) < len(self.text):
            return section.role if section else ""
        heading = self._words(section.heading) if section.heading else []
        return section.role if section.role == "publication" and len(heading) < 4 else ""

    def _judge(self, sentence: Span, words: list[Token], role: str) -> tuple[str, float]:
        text = self.text[sentence.start : sentence.end]
        language = germanic.language_in(self.text, [w.low for w in words])
        if language != "fi":
            return germanic.judge(text, language, role)
        setting = Setting(self.framed, self._named(sentence), role, self.plan)
        said = finnish.judge(text, words, setting)
        self.framed = self.framed or has_frame(words) or said[0] == "goal"
        return said

    def _named(self, sentence: Span) -> bool:
        i = bisect_right(self.name_starts, sentence.end - 1) - 1
        return i >= 0 and self.names[i].start >= sentence.start and self.names[i].start - sentence.start < 60

    def _worth(self, span: Span, least: int) -> bool:
        text = self.text[span.start : span.end]
        if len(text) > LONGEST or _CONTACT.search(text) or text.rstrip().endswith("?"):
            return False
        return not self.masked.covers(span.start) and len(self._words(span)) >= least

    def _words(self, span: Span) -> list[Token]:
        return tokens_in(self.text, span.start, span.end)


def _by_section(words: list[Token], role: str) -> tuple[str, float]:
    """A line without a verb of its own that names a doing is, under `Tavoitteet`, what the heading says."""
    if not words or any(w.low in _copulas() for w in words) or any(v.at for v in verbs.verbs(words)):
        return "", 0.0
    names_doing = any(verbs.is_action_noun(w.low) for w in words)
    begins = verbs.has_infinitive(words[:1])
    return (role, 0.85) if role in ("goal", "action") and (names_doing or begins) else ("", 0.0)


def _foreign_by_section(words: list[Token], role: str) -> tuple[str, float]:
    """A Swedish or English line without a finite verb under a heading of goals (`Utveckla en gemensam modell`)."""
    nominal = len(words) <= 30 and not any(w.low in _copulas() for w in words)
    return (role, 0.75) if nominal and role == "goal" else ("", 0.0)


@cache
def _copulas() -> frozenset[str]:
    return frozenset(load("statement-cues")["copulas"])


def _list_heads(ctx: "Context") -> frozenset[int]:
    """Return where the headings begin that stand right above a list."""
    blocks = ctx.doc.blocks
    return frozenset(a.start for a, b in itertools.pairwise(blocks) if b.kind is BlockKind.LIST_ITEM)


def _is_bare(text: str, section: Section) -> bool:
    """`Hankkeen tavoitteet ovat:` says nothing itself; `Keskus edistää kotoutumista:` does."""
    if not section.heading or section.items[0].start < section.heading.start:
        return False
    lead = tokens_in(text, section.heading.start, min(section.heading.end, section.items[0].start))
    named = [i for i, w in enumerate(lead) if cues.word_role(w.low) in TOLD | {"target_group"}]
    return (len(lead) - named[-1] <= 5) if named else len(lead) < 5


def _without_colon(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(" :")))

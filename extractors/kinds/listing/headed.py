"""Pages that tell of several projects one after the other: a name as heading, then what is said about it.

An organisation's own page `Hankkeet`, or one that says at its top how many projects or grants it has. Headings of parts
that any page has (`Yhteystiedot`, `Tavoitteet`) are none, and a heading counts only where its text speaks of a project.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractors.context import Context
from extractors.fields.names.patterns import is_generic
from extractors.kinds.listing.entries import Entry
from extractors.text import clean
from extractors.vocabulary import load
from schemas.document import Block, BlockKind, Zone

_TOP = 1500
_SHORTEST = 60
_STARS = re.compile(r"[|*_#>\s]+")


def headed(ctx: Context) -> list[Entry]:
    """Return an entry for each heading that names a project; none where the page does not announce several."""
    main = _from_title([b for b in ctx.doc.blocks if b.zone is Zone.MAIN and _STARS.sub("", ctx.doc.slice(b))])
    if not _announced(ctx, main):
        return []
    titled = main[0].level == 1 and bool(_cue("title").fullmatch(clean(ctx.doc.slice(main[0]))))
    found = [e for head, body in _parts(main) if (e := _entry(ctx, head, body, titled)) is not None]
    return found if len(found) > 1 else []


def _from_title(main: list[Block]) -> list[Block]:
    """Leave out what stands over the page's main heading where that is near the top: the site's links and name."""
    first = next((n for n, b in enumerate(main[:12]) if b.kind is BlockKind.HEADING and b.level == 1), 0)
    return main[first:]


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(str(load("list-cues")[name]), re.IGNORECASE)


def _announced(ctx: Context, main: list[Block]) -> bool:
    """The title is `Hankkeet`, or the beginning counts several (`kolme uutta hanketta`, `viisi avustusta`)."""
    if not main:
        return False
    title = clean(ctx.doc.slice(main[0]))
    return bool(_cue("title").fullmatch(title) or _cue("several").search(ctx.text, main[0].start, main[0].start + _TOP))


def _parts(main: list[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """Each heading after the title with the blocks up to the next heading."""
    heads = [i for i, b in enumerate(main) if b.kind is BlockKind.HEADING and i]
    for i, stop in pairwise([*heads, len(main)]):
        yield main[i], main[i + 1 : stop]


def _entry(ctx: Context, head: Block, body: list[Block], titled: bool) -> Entry | None:
    """Under a main heading `Hankkeet` a sentence is enough; elsewhere the text must speak of a project."""
    name = clean(ctx.doc.slice(head))
    text = " ".join(ctx.doc.slice(b) for b in body)
    spoken = len(text) >= _SHORTEST and _cue("speaks").search(name + "\n" + text)
    if not _may_name(name) or not (spoken or (titled and text.rstrip().endswith("."))):
        return None
    return Entry(name=head.span, prose=[b.span for b in body])


def _may_name(line: str) -> bool:
    """A name is short, begins with a capital or digit, is no sentence and none of the headings that pages share."""
    plain = len(line.split()) <= 14 and line[:1] in line[:1].upper() and not line.endswith((".", "?", "!", ":"))
    return plain and not is_generic(line) and not _cue("parts").match(line)

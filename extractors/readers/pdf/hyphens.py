"""Words broken at the end of a line: joined when the dictionary knows the whole."""

import re
from functools import lru_cache

_SUSPENDED = re.compile(r"(?:ja|tai|sekä|eli|och|eller|and|or)\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]+$")


@lru_cache(maxsize=20_000)
def _known(word: str) -> bool:
    from extractors.language.morphology import analyse

    return any(r.word_class != "unknown" for r in analyse(word))


def glue(before: str, after: str) -> str | None:
    """Say how `before-` at a line's end meets `after`: "" (one word), "-" (a compound with hyphen), None (a blank).

    `ohjaus-` + `ja` stays apart; `keino-` + `ja` is `keinoja`, so the joined word is tried first.
    """
    stem = before.rstrip("-‐\u00ad")
    tail = re.split(r"[^\w-]", after, maxsplit=1)[0]
    head = _LETTERS.search(stem)
    if head is None or not tail or not tail[0].isalpha():
        return None if _SUSPENDED.match(after) else "-"
    if tail[0].islower() and _known(head.group() + tail):
        return ""
    if _SUSPENDED.fullmatch(tail):
        return None
    if not tail[0].islower() or _known(head.group() + "-" + tail):
        return "-"
    # An unknown word: names and English words break too, and a hyphen in the middle of a name is rarer than a break.
    return "" if len(head.group()) > 2 else "-"

"""Search as the site does it: Finnish queries, words the index has never seen mended, hits marked in the text."""

import sqlite3

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extractors.language.search_query import Part, alternatives, combined, parse
from extractors.language.search_terms import term

#: Together these hold every word that any table can be searched by.
SOURCES = ("documents_fts", "projects_fts", "organisations_fts")
_VOCABULARY = "temp.search_words_{}"
_SHORTEST_PREFIX = 3
_SHORTEST_TYPO = 4
_LONGEST_TYPO = 40
_LONGEST_QUERY = 500  # characters; what stands after them is left out
_CANDIDATES = 8


class Vocabulary:
    """The words of a connection's full-text indexes. Reading only; lives as long as the connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        there = {row[0] for row in db.execute("select name from sqlite_master where sql like '%using fts5%'")}
        self.tables = []
        for source in SOURCES:
            if source in there:
                table = _VOCABULARY.format(source)
                db.execute(f"create virtual table if not exists {table} using fts5vocab(main, {source}, row)")
                self.tables.append(table)

    def holds(self, words: list[str]) -> bool:
        """Tell whether any of the words is in an index."""
        return any(self._any(f"term = '{_quoted(word)}'") for word in words)

    def begins(self, start: str) -> bool:
        """Tell whether a word in an index begins with `start`."""
        return self._any(_from(start))

    def near(self, word: str) -> str | None:
        """Return the index's nearest word that begins with the word's first letter, or else with its second.

        The fewest slips win, then the most documents. Reading every word would take a third of a second at 100,000.
        """
        return self._nearest(word, _from(word[0])) or self._nearest(word, _from(word[1]))

    def _nearest(self, word: str, where: str) -> str | None:
        most = 1 if len(word) < 7 else 2
        length = f"length(term) between {len(word) - most} and {len(word) + most} and instr(term, '_') = 0"
        counts: dict[str, int] = {}
        for table in self.tables:
            for known, documents in self.db.execute(f"select term, doc from {table} where {where} and {length}"):  # noqa: S608 - ours
                counts[known] = counts.get(known, 0) + documents
        found = extract(word, counts.keys(), scorer=OSA.distance, score_cutoff=most, limit=_CANDIDATES)
        return min(((slips, -counts[known], known) for known, slips, _ in found), default=(0, 0, None))[2]

    def _any(self, where: str) -> bool:
        return any(self.db.execute(f"select 1 from {t} where {where} limit 1").fetchone() for t in self.tables)  # noqa: S608 - ours


def _quoted(word: str) -> str:
    return word.replace("'", "''")


def _from(start: str) -> str:
    """Return the condition that a term begins with `start`, as a range that the index can walk."""
    return f"term >= '{_quoted(start)}' and term < '{_quoted(start)}\U0010ffff'"


def mended(part: Part, last: bool, vocabulary: Vocabulary) -> Part:
    """Return the part as the index knows it: as it is, as the beginning of a word being typed, or without its slips."""
    form = term(part.words[0])
    if part.prefix or not form or vocabulary.holds([w for half in _halves(form) for w in alternatives(half)]):
        return part
    if last and len(form) >= _SHORTEST_PREFIX and vocabulary.begins(form):
        return part._replace(prefix=True)
    if not _SHORTEST_TYPO <= len(form) <= _LONGEST_TYPO or not form.replace("-", "").isalpha():
        return part
    near = vocabulary.near(form)
    return part._replace(words=(near,)) if near else part


def _halves(form: str) -> list[str]:
    return [form, *form.split("-")] if "-" in form else [form]


def read(text: str, vocabulary: Vocabulary) -> tuple[list[Part], bool]:
    """Return the parts of what a person typed, words that stand nowhere mended, and whether any was."""
    parts = parse(text[:_LONGEST_QUERY])
    found = [p if p.phrase else mended(p, i == len(parts) - 1, vocabulary) for i, p in enumerate(parts)]
    return found, found != parts


def finnish_query(text: str, vocabulary: Vocabulary) -> str:
    """Return the FTS5 query for what a person typed. Never an error, whatever it is."""
    return combined(read(text, vocabulary)[0])

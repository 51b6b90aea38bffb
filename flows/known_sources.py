"""The sources for commands that can do without one: a file that is not right is warned of, and the rest goes on."""

import sys
from collections.abc import Callable

from flows import settings
from schemas.source import Source
from schemas.source_files import read_sources


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr)


def known_sources(warn: Callable[[str], None] = _to_stderr) -> list[Source]:
    """Return the sources whose files are right; `warn` gets a line for each mistake in the others."""
    sources, mistakes = read_sources(settings.SOURCES)
    for mistake in mistakes:
        warn(f"warning: {mistake}; going on without this source's file")
    return sources

"""What a person sees while something runs: one live line a stage in a terminal, plain lines elsewhere, or nothing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

_PLAIN_EVERY = 10.0  # seconds between plain lines of a long stage


class Stage:
    """A stage under way; `update` says how far it is."""

    def __init__(self, reporter: "Reporter", title: str, live: Live | None) -> None:
        self._reporter, self._title, self._live = reporter, title, live
        self._text = ""
        self._started = self._said = time.monotonic()

    def update(self, text: str) -> None:
        """Show how far the stage is: `12 fetched, 3 unchanged`."""
        self._text = text
        if self._live:
            self._live.update(Spinner("dots", Text(f"{self._title}  {text}")))
        elif time.monotonic() - self._said > _PLAIN_EVERY:
            self._said = time.monotonic()
            self._reporter.say(f"{self._title}  {text} …")

    def last_line(self, mark: str) -> str:
        """Return the line that stays."""
        seconds = time.monotonic() - self._started
        return f"{mark} {self._title}  {self._text}  ({seconds:.1f} s)".replace("    ", "  ")


class Reporter:
    """Tells of stages on standard error, so that standard output stays for results."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True, highlight=False)

    def say(self, text: str) -> None:
        """Print a line, unless quiet."""
        if not self._quiet:
            self._console.print(Text(text), soft_wrap=True)

    def warn(self, text: str) -> None:
        """Print a line that is never left out."""
        print(text, file=sys.stderr)

    @contextmanager
    def stage(self, title: str) -> Iterator[Stage]:
        """Show a stage while the block runs; its last line stays, marked by how it ended."""
        if self._quiet or not self._console.is_terminal:
            stage = Stage(self, title, None)
            mark = "stopped:"
            try:
                yield stage
                mark = "✓"
            finally:
                self.say(stage.last_line(mark))
            return
        with Live(Spinner("dots", Text(title)), console=self._console, transient=True) as live:
            stage = Stage(self, title, live)
            mark = "stopped:"
            try:
                yield stage
                mark = "✓"
            finally:
                live.stop()
                self.say(stage.last_line(mark))

"""One small error tree, by loudness. Every message says what, where, and what to do next."""


class KotokantaError(Exception):
    """Base of every error that is shown to a person as one line."""


class UsageError(KotokantaError):
    """The caller asked for something that cannot be done; nothing was changed."""


class SourceChanged(KotokantaError):
    """A source no longer looks as its file says; it is stopped until a person has looked."""


class DocumentUnreadable(KotokantaError):
    """One document cannot be read. `outcome` is recorded for it and the run goes on.

    Outcomes: `empty`, `encrypted`, `broken`, `scanned`, `too_large`, `too_deep`, `wrong_type`, `unsupported`.
    """

    def __init__(self, outcome: str, detail: str) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = detail


class FetchRefused(KotokantaError):
    """A request may not be made, or was refused. `outcome` names why (`robots`, `private_address`, `retry_later` …)."""

    def __init__(self, outcome: str, detail: str, retry_after: float | None = None) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = detail
        self.retry_after = retry_after


class GateFailed(KotokantaError):
    """The new database did not pass a quality gate; the old one stays published."""

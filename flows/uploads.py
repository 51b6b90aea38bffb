"""Files that a person already has: found, checked before anything is kept, put into the archive as snapshots."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fetchers.media import HTML, PDF, media_type
from schemas.errors import KotokantaError, UsageError
from schemas.snapshot import Outcome, Snapshot
from store.archive import Archive

SOURCE = "upload"
ENDINGS = frozenset({".html", ".htm", ".pdf", ".txt", ".docx", ".xlsx", ".csv"})
CONTAINERS = (".zip", ".warc", ".warc.gz", ".wacz")
_ALL = (*sorted(ENDINGS), *CONTAINERS)
LARGEST = 128_000_000  # bytes


class NotTaken(KotokantaError):
    """A file that is left out: what it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and the name it is known by: its own, or its way from the folder given; no path of the machine."""

    path: Path
    name: str


@dataclass(slots=True)
class Uploaded:
    """What became of the files: names that are new, replaced, known with this content; and lines about the rest."""

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def taken(self) -> list[str]:
        """All that is in the archive now."""
        return [*self.new, *self.replaced, *self.known]

    def add(self, name: str, outcome: Outcome) -> None:
        """Note what became of a file or page that was taken."""
        lists = {Outcome.NEW: self.new, Outcome.CHANGED: self.replaced, Outcome.UNCHANGED: self.known}
        lists[outcome].append(name)

    def line(self) -> str:
        """Return how many of each, in words."""
        replaced = [f"{len(self.replaced)} replaced"] if self.replaced else []
        parts = [
            f"{len(self.new)} new",
            *replaced,
            f"{len(self.known)} known already",
            f"{len(self.left_out)} left out",
        ]
        return ", ".join(parts)


def find_files(paths: Sequence[Path]) -> list[Upload]:
    """Return the files to take, folders searched. Raises `UsageError` for what is not there and for empty folders."""
    found = [upload for path in paths for upload in _under(path)]
    named: dict[str, Upload] = {}
    for upload in found:
        other = named.setdefault(upload.name, upload)
        if other.path.resolve() != upload.path.resolve():
            raise UsageError(
                f"{upload.path} and {other.path}: two files called {upload.name}; "
                "rename one, or give the folder that holds both"
            )
    return list(named.values())


def _under(path: Path) -> Iterator[Upload]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder; check the spelling")
    if path.is_file():
        yield Upload(path, path.name)
        return
    files = sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(_ALL))
    files = [p for p in files if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    if not files:
        raise UsageError(f"{path}: nothing readable in this folder; files that are read end in {_endings()}")
    yield from (Upload(p, p.relative_to(path).as_posix()) for p in files)


def upload_all(archive: Archive, files: Sequence[Upload], at: str) -> Uploaded:
    """Put the files into the archive. One that cannot be taken is left out with a line; the others go on."""
    done = Uploaded()
    for file in files:
        try:
            done.add(file.name, upload(archive, file, at))
        except NotTaken as error:
            done.left_out.append(str(error))
    return done


def upload(archive: Archive, file: Upload, at: str) -> Outcome:
    """Put one file into the archive as `file:<name>`; return NEW, CHANGED or UNCHANGED. Raises `NotTaken`."""
    return keep_body(archive, file.name, _content(file.path), str(file.path), at)


def keep_body(archive: Archive, name: str, body: bytes, label: str, at: str) -> Outcome:
    """Put a body into the archive as `file:<name>`, as `upload` does. Raises `NotTaken` about `label`."""
    if not body.strip():
        raise NotTaken(f"{label}: the file is empty; get it again")
    url = f"file:{name}"
    kind = _kind(label, name, body)
    sha256 = hashlib.sha256(body).hexdigest()
    known = archive.sink.latest(url)
    if known and known.sha256 == sha256:
        archive.sink.touch(None, url, at)
        return Outcome.UNCHANGED
    outcome = Outcome.CHANGED if known else Outcome.NEW
    archive.sink.save(None, Snapshot(
        url=url, final_url=url, canonical_url=None, source=SOURCE, fetched_at=at, status=200, outcome=outcome,
        sha256=sha256, bytes=len(body), media_type=kind, referrer=None,
    ), body)  # fmt: skip
    return outcome


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in ENDINGS:
        raise NotTaken(f"{path}: files of this kind are not read; those that are end in {_endings()}")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise NotTaken(
                f"{path}: {size // 1_000_000} MB, the limit is {LARGEST // 1_000_000} MB; split it or export less of it"
            )
        body = path.read_bytes()
    except OSError as error:
        raise NotTaken(f"{path}: cannot be opened ({error.strerror}); check who may read it") from error
    return body


def _kind(label: str, name: str, body: bytes) -> str:
    kind = media_type(body, "", name)
    if name.lower().endswith(".pdf") and kind != PDF:
        what = "an HTML page, perhaps an error page" if kind == HTML else f"{kind}"
        raise NotTaken(f"{label}: called a PDF but it is {what}; get it again, or rename it if that is what you want")
    return kind


def _endings() -> str:
    return ", ".join(_ALL)

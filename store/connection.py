"""Opening our SQLite files: checked before anything is written, and what is wrong said in one line."""

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from schemas.errors import KotokantaError, UsageError
from store.seal import broken_seal, seal, unseal

_BUSY_SECONDS = 10
_SEALED = "archive.db"  # judgements are written by the running site too, at any time
_locked: set[Path] = set()  # home folders whose lock this process holds
_checked: set[Path] = set()  # databases in them that were found sound since: nobody else writes there


def connect(path: Path, schema: int, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a database of ours, WAL, foreign keys on. An absent one is made unless `read_only`.

    One that is to be written is checked as a whole first, once a run: against its seal (a second a gigabyte), or by
    SQLite where the last run was killed.

    Raises `UsageError` for an absent file that is only to be read and for a database of a newer schema,
    `KotokantaError` for a file that is damaged or no database.
    """
    if read_only and not path.exists():
        raise UsageError(f"{path}: not there yet; run `kotokanta refresh` or `kotokanta ingest` first")
    whole = not read_only and path not in _checked
    sealed = _sealed(path) if whole else False
    db = sqlite3.connect(f"file:{path}{'?mode=ro' if read_only else ''}", uri=True, timeout=_BUSY_SECONDS)
    try:
        _check(db, path, schema, whole=whole and not sealed)
        db.execute("pragma foreign_keys = on")
        if not read_only:
            unseal(path)
            if path.parent in _locked:
                _checked.add(path)
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = full")
    except BaseException:
        db.close()
        raise
    return db


def _sealed(path: Path) -> bool:
    """Hold a file against its seal; False when it has none. Raises `KotokantaError` when it is not what was closed."""
    problem = broken_seal(path) if path.exists() else None
    if problem:
        raise KotokantaError(
            f"{path}: damaged ({problem}); nothing was written. {way_back(path)}. If a backup has just been put in "
            f"its place, delete {path.name}.seal"
        )
    return problem is not None


def _check(db: sqlite3.Connection, path: Path, schema: int, *, whole: bool) -> None:
    try:
        version = db.execute("pragma user_version").fetchone()[0]
        problem = db.execute("pragma integrity_check(1)").fetchone()[0] if whole else "ok"
    except sqlite3.OperationalError as error:
        raise KotokantaError(
            f"{path}: cannot be opened ({error}); is another run using it, is the disk full?"
        ) from error
    except sqlite3.DatabaseError as error:
        raise KotokantaError(f"{path}: damaged ({error}); nothing was written. {way_back(path)}") from error
    if version > schema:
        raise UsageError(
            f"{path}: made by a newer Kotokanta (schema {version}, this one knows {schema}); "
            "upgrade Kotokanta or give another --home"
        )
    if problem != "ok":
        raise KotokantaError(f"{path}: damaged ({problem}); nothing was written. {way_back(path)}")


def damaged(path: Path) -> str:
    """Read a whole database of ours; return what is wrong with it and the way back, empty when it is sound or absent.

    For telling why a command failed: it reads every page, a second or more a gigabyte.
    """
    if not path.exists():
        return ""
    try:
        problem = broken_seal(path) if path.name == _SEALED else ""
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as db:
            problem = problem or _unsound(db)
    except sqlite3.OperationalError:
        return ""  # busy or not to be opened: not known to be damaged
    except (sqlite3.DatabaseError, ValueError) as error:
        problem = str(error)
    return f"{path}: damaged ({problem}). {way_back(path)}" if problem else ""


def _unsound(db: sqlite3.Connection) -> str:
    said = str(db.execute("pragma integrity_check(1)").fetchone()[0])
    return "" if said == "ok" else said.splitlines()[-1]


def way_back(path: Path) -> str:
    """Say what to do about a damaged file."""
    if path.name == "kotokanta.db":
        return "Build it again with `kotokanta rebuild`"
    return f"Put a backup in its place, or move {path.name} away and run `kotokanta refresh` to fetch again"


@contextmanager
def writer_lock(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the one writer's lock of a home folder; the databases written meanwhile are sealed at the end.

    Another run that holds it is waited for, or without `wait` told of by a `UsageError`; so is a folder that cannot be
    made or written to.
    """
    handle = _lock_file(folder)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
            raise UsageError(
                f"{folder}: another run (process {owner}) is writing there; wait for it or give another --home"
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        _locked.add(folder)
        yield
    finally:
        _release(folder)
        os.close(handle)


def _lock_file(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / "kotokanta.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise UsageError(
            f"{folder}: cannot be written to ({error.strerror}); give another --home or check who may write there"
        ) from error


def _release(folder: Path) -> None:
    _locked.discard(folder)
    for path in [p for p in _checked if p.parent == folder]:
        _checked.discard(path)
        if path.name == _SEALED:
            seal(path)

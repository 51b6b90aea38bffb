"""A checksum over a database file, taken when a run ends: damage that SQLite's own check cannot see is found by it.

The seal stands in `<name>.seal` beside the file from the end of one run to the beginning of the next. A run that was
killed leaves none; then SQLite's full check has to do.
"""

import contextlib
import hashlib
import json
import sqlite3
from pathlib import Path

_CHUNK = 1 << 20


def seal(path: Path) -> bool:
    """Seal a database that nobody has open for writing; False when that cannot be done now, which harms nothing."""
    try:
        if not _settled(path):
            return False
        draft = _place(path).with_name(f"{_place(path).name}.part")
        draft.write_text(json.dumps({"size": path.stat().st_size, "blake2b": _digest(path)}), "ascii")
        draft.replace(_place(path))
    except (OSError, sqlite3.Error):  # a full disk: the next run checks the file in the slower way
        unseal(path)
        return False
    return True


def broken_seal(path: Path) -> str | None:
    """Return what is wrong with a sealed file, empty when nothing is, None when it is not sealed.

    A write-ahead log beside it means that somebody wrote since, outside a run: the seal says nothing then.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return None
    try:
        kept = json.loads(_place(path).read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        return f"{_place(path).name} cannot be read"
    size = path.stat().st_size
    if size != kept["size"]:
        return f"{size} bytes, {kept['size']} when it was closed"
    return "" if _digest(path) == kept["blake2b"] else "not the bytes it was closed with"


def unseal(path: Path) -> None:
    """Take the seal off: the file is about to be written to."""
    with contextlib.suppress(FileNotFoundError):
        _place(path).unlink()


def _place(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")


def _settled(path: Path) -> bool:
    """Bring what waits in the write-ahead log into the file; False while a reader keeps it from getting there."""
    log = path.with_name(f"{path.name}-wal")
    if not path.exists():
        return False
    if not log.exists() or log.stat().st_size == 0:
        return True
    db = sqlite3.connect(path)
    try:
        busy: int = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    finally:
        db.close()
    return not busy


def _digest(path: Path) -> str:
    whole = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()

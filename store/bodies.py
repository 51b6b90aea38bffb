"""Bytes kept once under their SHA-256, compressed."""

import hashlib
import sqlite3

import zstandard

_LEVEL = 9


def put(db: sqlite3.Connection, sha256: str, body: bytes) -> None:
    """Keep a body; one that is kept already is left alone. Raises `ValueError` when the hash is not the body's."""
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ValueError(f"body is not {sha256}")
    if db.execute("select 1 from bodies where sha256 = ?", (sha256,)).fetchone() is None:
        packed = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
        db.execute("insert into bodies (sha256, length, zstd) values (?, ?, ?)", (sha256, len(body), packed))


def get(db: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return a body, or None. Raises `ValueError` when what is stored is not what was put in."""
    row = db.execute("select length, zstd from bodies where sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return None
    body = unpack(row[1], row[0])
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ValueError(f"the stored body of {sha256} is damaged")
    return body


def pack(text: str) -> bytes:
    """Compress a text."""
    return zstandard.ZstdCompressor(level=3).compress(text.encode("utf-8"))


def unpack(packed: bytes, length: int = 0) -> bytes:
    """Decompress; `length` is the size where it is known. Raises `ValueError` for what is damaged."""
    try:
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=length)
    except zstandard.ZstdError as error:
        raise ValueError(f"what is stored is damaged: {error}") from error

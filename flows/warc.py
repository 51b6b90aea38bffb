"""The archive as WARC 1.1, for other tools; and WARC or WACZ files of others as a source."""

import gzip
import hashlib
import uuid
import zipfile
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from fetchers.client import Response
from fetchers.clock import epoch
from fetchers.media import readable
from fetchers.pages import read_page, same_bytes
from fetchers.scope import Scope
from fetchers.urls import canonical
from schemas.errors import FetchRefused, UsageError
from schemas.snapshot import FrontierEntry, Snapshot
from schemas.source import Scope as ScopeTable
from schemas.source import Source
from store.archive import Archive

LARGEST = 100 << 20  # bytes of one record that is taken
_SOURCE = "warc"
# they speak of the bytes on the wire; the archive holds the decoded body
_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})


@dataclass(slots=True)
class Taken:
    """What became of a file's pages; `left_out` has lines for a person."""

    new: int
    known: int
    left_out: list[str]


def export_warc(archive: Archive, out: Path) -> int:
    """Write every snapshot, robots files included, as a `response` record with its request; return how many.

    The same archive gives the same bytes. One gzip member a record, so that readers can jump.
    """
    draft = out.with_name(out.name + ".part")
    count = 0
    with draft.open("wb") as file:
        for (meta,) in archive.db.execute("select meta from snapshots order by id"):
            snapshot = Snapshot.model_validate_json(meta)
            if not count:
                file.write(_info(snapshot.fetched_at))
            for record in _records(snapshot, archive.body(snapshot.sha256)):
                file.write(record)
            count += 1
    draft.replace(out)
    return count


def _info(at: str) -> bytes:
    text = b"software: Kotokanta\r\nformat: WARC File Format 1.1\r\n"
    return _record("warcinfo", "kotokanta:archive", at, "application/warc-fields", text, ())


def _records(snapshot: Snapshot, body: bytes) -> Iterator[bytes]:
    at, url = snapshot.fetched_at, snapshot.final_url
    key = f"{snapshot.url} {at}"
    kept = [(k, v) for k, v in snapshot.response_headers if k.lower() not in _WIRE]
    head = _head(f"HTTP/1.1 {snapshot.status} {_reason(snapshot.status)}", [*kept, ("Content-Length", str(len(body)))])
    digest = b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    fields = (("WARC-Target-URI", url), ("WARC-Payload-Digest", f"sha1:{digest}"))
    yield _record("response", f"response {key}", at, "application/http;msgtype=response", head + body, fields)
    if snapshot.request_headers:
        path = httpx.URL(url).raw_path.decode("ascii")
        asked = _head(f"GET {path} HTTP/1.1", list(snapshot.request_headers))
        extra = (("WARC-Target-URI", url), ("WARC-Concurrent-To", _identity(f"response {key}")))
        yield _record("request", f"request {key}", at, "application/http;msgtype=request", asked, extra)


def _head(first: str, headers: list[tuple[str, str]]) -> bytes:
    lines = [first, *(f"{_line(k)}: {_line(v)}" for k, v in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _reason(status: int) -> str:
    return httpx.codes.get_reason_phrase(status)


def _identity(key: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}>"


def _record(kind: str, key: str, at: str, content: str, block: bytes, extra: tuple[tuple[str, str], ...]) -> bytes:
    fields = [
        ("WARC-Type", kind), ("WARC-Record-ID", _identity(key)), ("WARC-Date", at), *extra,
        ("Content-Type", content), ("Content-Length", str(len(block))),
    ]  # fmt: skip
    return gzip.compress(_head("WARC/1.1", fields) + block + b"\r\n\r\n", 6, mtime=0)


def take_warc(archive: Archive, path: Path, source: str = _SOURCE) -> Taken:
    """Put the pages of a .warc, .warc.gz or .wacz file into the archive, judged as if they had been fetched.

    Raises UsageError for a file that cannot be read as such; records before the damage are kept.
    """
    taken = Taken(0, 0, [])
    try:
        for stream in _streams(path):
            for record in ArchiveIterator(stream, WarcRecordType.response, parse_http=True, auto_decode="all"):
                _take(archive, record, source, taken)
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path}: cannot be read as WARC or WACZ: {error}") from error
    if not (taken.new or taken.known or taken.left_out):
        raise UsageError(f"{path}: holds no response record; is it a WARC or WACZ file?")
    return taken


def _streams(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() != ".wacz":
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as container:
        for name in sorted(container.namelist()):
            if name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz")):
                with container.open(name) as file:
                    yield file


def _take(archive: Archive, record: WarcRecord, source: str, taken: Taken) -> None:
    try:
        response = _response(record)
    except FetchRefused as refused:
        taken.left_out.append(str(refused))
        return
    if response is None:
        return
    known = archive.sink.latest(response.url)
    if same_bytes(response, known):
        taken.known += 1
        return
    alone = Source(name=source, owner=source, start=(response.url,), scope=ScopeTable(depth=0))
    page = read_page(response, FrontierEntry(url=response.url), Scope(alone), known)
    if not response.body or not readable(page.snapshot.media_type) or page.snapshot.outcome == "opted_out":
        taken.left_out.append(f"{response.url}: {page.snapshot.outcome}, {page.snapshot.detail}")
        return
    archive.sink.save(None, page.snapshot, response.body)
    taken.new += 1


def _response(record: WarcRecord) -> Response | None:
    """Read a record; None for what is no page: other statuses, other schemes."""
    http = record.http_headers
    address = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
    if http is None or http.status_code != 200 or not address.startswith(("http://", "https://")):
        return None
    if address.endswith("/robots.txt"):
        return None  # rules, not a page
    body = record.reader.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise FetchRefused("too_large", f"{address}: over {LARGEST >> 20} MB")
    headers = httpx.Headers([(k, v) for k, v in http if k.lower() not in _WIRE])
    at = epoch(str(record.headers["WARC-Date"]))
    return Response(canonical(address), 200, headers, body, len(body), at, 0.0, ())

import asyncio
import io
import zipfile
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from fetch_helpers import source

from fetchers.sampleweb import SampleWeb
from fetchers.settings import FetchSettings
from flows.crawling import crawl_sources
from flows.warc import export_warc, take_warc
from schemas.errors import UsageError
from store.archive import Archive

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warc") / "archive.db"
    chosen = source(name="monitaival", start=["http://www.monitaival.example/"])
    with SampleWeb(SAMPLE) as web, Archive(path) as archive:
        asyncio.run(crawl_sources([chosen], archive.sink, FetchSettings(contact="a@b.example", allow=web.allow)))
    return path


def pages(path: Path) -> dict[str, tuple[str, str]]:
    with Archive(path, read_only=True) as archive:
        return {s.url: (s.sha256, s.media_type) for s in archive.current()}


def test_other_tools_read_the_export(crawled: Path, tmp_path: Path) -> None:
    out = tmp_path / "vienti.warc.gz"
    with Archive(crawled, read_only=True) as archive:
        count = export_warc(archive, out)
        again = tmp_path / "toinen.warc.gz"
        export_warc(archive, again)
        wanted = {s.url: archive.body(s.sha256) for s in archive.current()}
    assert out.read_bytes() == again.read_bytes()
    with out.open("rb") as file:
        both = WarcRecordType.response | WarcRecordType.request
        records = [
            (r.record_type, r.headers["WARC-Target-URI"], r.verify_payload_digest(), r.reader.read())
            for r in ArchiveIterator(file, both, parse_http=True)
        ]
    responses = {url: body for kind, url, _, body in records if kind == WarcRecordType.response}
    assert len(responses) == count
    assert all(right for kind, _, right, _ in records if kind == WarcRecordType.response)
    assert wanted.items() <= responses.items()
    assert len([1 for kind, *_ in records if kind == WarcRecordType.request]) == count


@pytest.mark.parametrize("packed", [False, True])
def test_an_export_comes_back_as_it_was(crawled: Path, tmp_path: Path, packed: bool) -> None:
    out, path = tmp_path / "vienti.warc.gz", tmp_path / "uusi.db"
    with Archive(crawled, read_only=True) as archive:
        export_warc(archive, out)
    if packed:
        whole = out.read_bytes()
        out = tmp_path / "vienti.wacz"
        with zipfile.ZipFile(out, "w") as container:
            container.writestr("archive/data.warc.gz", whole)
            container.writestr("pages/pages.jsonl", "{}")
    with Archive(path) as archive:
        first, second = take_warc(archive, out), take_warc(archive, out)
    assert pages(path) == pages(crawled)
    assert (second.new, second.known) == (0, first.new)


@pytest.mark.parametrize(
    ("name", "body"), [("a.warc", b"<html>virhe</html>"), ("a.wacz", b"PK\x03\x04rikki"), ("a.warc.gz", b"")]
)
def test_what_is_no_warc_is_told(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(io.BytesIO(body).getvalue())
    with Archive(tmp_path / "archive.db") as archive, pytest.raises(UsageError, match=name):
        take_warc(archive, tmp_path / name)

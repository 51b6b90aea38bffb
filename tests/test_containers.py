"""Files that hold files, as `ingest` takes them: folders in a .zip, web archives; and what must not get in that way."""

import struct
import zipfile
from pathlib import Path

import pytest

from flows import containers
from flows.containers import take_container
from flows.ingesting import ingest
from flows.progress import Reporter
from flows.settings import Home
from flows.uploads import Upload, Uploaded, find_files
from flows.warc import export_warc
from schemas.errors import KotokantaError
from store.archive import Archive

PAGE = "<!doctype html><html lang=fi><title>Lyhty</title><body><h1>Lyhtypolku-hanke</h1><p>Toteutusaika 2021–2023.</p>"
AT = "2026-02-01T00:00:00.000Z"


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as container:
        for name, body in members.items():
            container.writestr(zipfile.ZipInfo(name), body, method)
    return path


def taken(folder: Path, path: Path) -> tuple[Uploaded, list[str]]:
    done = Uploaded()
    with Archive(folder / "archive.db") as archive:
        take_container(archive, Upload(path, path.name), AT, done)
        return done, sorted(s.url for s in archive.current())


def test_a_zip_is_a_folder(tmp_path: Path) -> None:
    path = zipped(tmp_path / "hankkeet.zip", {
        "a/sivu.html": PAGE.encode(), "muistio.txt": b"Hankkeen muistio", "__MACOSX/._sivu.html": b"x", "a/": b"",
        "kuva.jpg": b"\xff\xd8\xff",
    })  # fmt: skip
    done, urls = taken(tmp_path, path)
    assert urls == ["file:hankkeet.zip/a/sivu.html", "file:hankkeet.zip/muistio.txt"]
    assert len(done.new) == 2
    (left,) = done.left_out
    assert "kuva.jpg: files of this kind are not read" in left


def test_the_same_zip_again_is_known(tmp_path: Path) -> None:
    path = zipped(tmp_path / "h.zip", {"sivu.html": PAGE.encode()})
    taken(tmp_path, path)
    done, _ = taken(tmp_path, path)
    assert (done.new, done.known) == ([], ["h.zip/sivu.html"])


@pytest.mark.parametrize("name", ["../../etc/sivu.html", "/etc/sivu.html", "..\\sivu.html", "C:/sivu.html"])
def test_a_name_that_leads_out_is_left_out(tmp_path: Path, name: str) -> None:
    done, urls = taken(tmp_path, zipped(tmp_path / "h.zip", {name: PAGE.encode(), "hyva.html": PAGE.encode()}))
    assert urls == ["file:h.zip/hyva.html"]
    assert "leads out of the folder" in done.left_out[0]
    assert {p.name for p in tmp_path.iterdir()} <= {"h.zip", "archive.db", "archive.db-wal", "archive.db-shm"}


def test_a_bomb_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = zipped(tmp_path / "h.zip", {"pommi.txt": b"a" * 40_000_000, "hyva.html": PAGE.encode()})
    assert path.stat().st_size < 60_000
    done, urls = taken(tmp_path, path)
    assert urls == ["file:h.zip/hyva.html"]
    assert "unpacks to too much" in done.left_out[0]


def test_a_size_that_the_directory_lies_about_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "h.zip", {"pommi.txt": b"a" * 5_000_000})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 100)
    path.write_bytes(data)
    done, urls = taken(tmp_path, path)
    assert urls == []
    assert "Bad CRC" in done.left_out[0]


def test_the_whole_has_a_limit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_IN_ALL", 1000)
    members = {f"{n}.txt": f"{n} {'sana ' * 60}".encode() for n in range(9)}
    done, urls = taken(tmp_path, zipped(tmp_path / "h.zip", members))
    assert len(urls) == 3
    assert "split it" in done.left_out[-1]
    monkeypatch.setattr(containers, "MOST_MEMBERS", 5)
    done, _ = taken(tmp_path, tmp_path / "h.zip")
    assert "9 files, the limit is 5" in done.left_out[0]


def test_a_broken_zip_and_one_with_a_password_say_so(tmp_path: Path) -> None:
    broken = tmp_path / "rikki.zip"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    assert "rikki.zip" in taken(tmp_path, broken)[0].left_out[0]
    locked = zipped(tmp_path / "lukko.zip", {"a.txt": b"salaisuus"})
    data = bytearray(locked.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    locked.write_bytes(data)
    assert "password" in taken(tmp_path, locked)[0].left_out[0]


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "sisa.zip", {"a.txt": b"a"}).read_bytes()
    done, urls = taken(tmp_path, zipped(tmp_path / "h.zip", {"sisa.zip": inner}))
    assert urls == []
    assert "not read" in done.left_out[0]


def test_an_error_page_called_pdf_is_left_out_of_a_zip_too(tmp_path: Path) -> None:
    done, urls = taken(tmp_path, zipped(tmp_path / "h.zip", {"esite.pdf": PAGE.encode()}))
    assert urls == []
    assert "called a PDF" in done.left_out[0]


def test_containers_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.zip", "b.warc.gz", "c.wacz", "d.warc", "e.gz"):
        (tmp_path / name).write_bytes(b"x")
    assert [u.name for u in find_files([tmp_path])] == ["a.zip", "b.warc.gz", "c.wacz", "d.warc"]


def test_ingest_takes_a_zip_and_a_web_archive_to_the_published_database(tmp_path: Path) -> None:
    first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
    ingest(first, [str(zipped(tmp_path / "h.zip", {"sivu.html": PAGE.encode()}))], Reporter(quiet=True))
    assert first.published.exists()
    with Archive(first.archive) as archive:
        archive.db.execute("update snapshots set url = 'http://lyhty.example/', meta = json_set(meta, '$.url', "
                           "'http://lyhty.example/', '$.final_url', 'http://lyhty.example/')")  # fmt: skip
        archive.db.commit()
        export_warc(archive, tmp_path / "osa.warc.gz")
    ingest(second, [str(tmp_path / "osa.warc.gz")], Reporter(quiet=True))
    with Archive(second.archive) as archive:
        assert [s.url for s in archive.current()] == ["http://lyhty.example/"]


def test_a_file_that_is_no_web_archive_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.warc.gz").write_bytes(b"nothing")
    with pytest.raises(KotokantaError, match="nothing was taken"):
        ingest(Home(tmp_path / "home"), [str(tmp_path / "x.warc.gz")], Reporter(quiet=True))
    assert "x.warc.gz" in capsys.readouterr().err

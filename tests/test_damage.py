"""A damaged database is found before anything is written to it, with the way back; two runs never write at once."""

import multiprocessing
import random
import shutil
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from store_helpers import fill, reading, snapshot, thing

from schemas.errors import KotokantaError, UsageError
from store.archive import Archive
from store.connection import writer_lock
from store.seal import broken_seal, seal

Damage = Callable[[bytearray, random.Random], bytes]


def flipped_bit(data: bytearray, rng: random.Random) -> bytes:
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def overwritten(data: bytearray, rng: random.Random) -> bytes:
    length = rng.randrange(4, 2000)
    start = rng.randrange(len(data) - length)
    data[start : start + length] = rng.randbytes(length)
    return bytes(data)


def zeroed_page(data: bytearray, rng: random.Random) -> bytes:
    page = rng.randrange(1, len(data) // 4096)
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    return bytes(data)


def cut_short(data: bytearray, rng: random.Random) -> bytes:
    return bytes(data[: rng.randrange(200, len(data))])


def swapped_pages(data: bytearray, rng: random.Random) -> bytes:
    a, b = 0, 0
    while data[a * 4096 : (a + 1) * 4096] == data[b * 4096 : (b + 1) * 4096]:
        a, b = rng.sample(range(1, len(data) // 4096), 2)
    data[a * 4096 : (a + 1) * 4096], data[b * 4096 : (b + 1) * 4096] = (
        data[b * 4096 : (b + 1) * 4096],
        data[a * 4096 : (a + 1) * 4096],
    )
    return bytes(data)


DAMAGES: tuple[Damage, ...] = (flipped_bit, overwritten, zeroed_page, cut_short, swapped_pages)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive as a run leaves it, full enough that most of the file is in use."""
    folder = tmp_path_factory.mktemp("sound")
    with writer_lock(folder):
        results = [
            reading(f"http://koivu.example/{n}", [thing("goal", value=f"Tavoite {n} " + "sana " * 40)])
            for n in range(60)
        ]
        fill(folder / "archive.db", results)
        with Archive(folder / "archive.db") as archive:
            body = random.Random(1).randbytes(60_000)
            archive.sink.save(None, snapshot("http://koivu.example/kuva", body), body)
    return folder


def copy_of(sound: Path, folder: Path) -> Path:
    for name in ("archive.db", "archive.db.seal"):
        shutil.copy(sound / name, folder / name)
    return folder / "archive.db"


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "kotokanta.lock"}


@pytest.mark.parametrize("number", range(50))
def test_each_damaged_copy_is_found_and_left_as_it_is(sound: Path, tmp_path: Path, number: int) -> None:
    path = copy_of(sound, tmp_path)
    damage = DAMAGES[number % len(DAMAGES)]
    path.write_bytes(damage(bytearray(path.read_bytes()), random.Random(number)))
    assert path.read_bytes() != (sound / "archive.db").read_bytes()
    before = files(tmp_path)
    with pytest.raises(KotokantaError, match=r"damaged .*nothing was written.*(backup|refresh)"):
        Archive(path)
    assert files(tmp_path) == before


@pytest.mark.parametrize("damage", [zeroed_page, cut_short, swapped_pages])
@pytest.mark.parametrize("number", range(5))
def test_after_a_killed_run_damage_to_the_structure_is_found(
    sound: Path, tmp_path: Path, number: int, damage: Damage
) -> None:
    path = copy_of(sound, tmp_path)
    (tmp_path / "archive.db.seal").unlink()
    path.write_bytes(damage(bytearray(path.read_bytes()), random.Random(number)))
    with pytest.raises(KotokantaError, match="damaged"):
        Archive(path)


def test_a_sound_archive_opens_and_is_sealed_again_at_the_end(sound: Path, tmp_path: Path) -> None:
    path = copy_of(sound, tmp_path)
    with writer_lock(tmp_path):
        with Archive(path) as archive:
            assert len(archive.current()) == 61
            assert not (tmp_path / "archive.db.seal").exists()
            archive.forget_readings()
        with Archive(path) as archive:
            archive.forget_readings()
    assert broken_seal(path) == ""


def test_a_reader_does_not_take_the_seal_off(sound: Path, tmp_path: Path) -> None:
    path = copy_of(sound, tmp_path)
    with Archive(path, read_only=True) as archive:
        assert archive.current()
    assert broken_seal(path) == ""


def test_a_file_in_use_is_not_sealed(sound: Path, tmp_path: Path) -> None:
    path = copy_of(sound, tmp_path)
    with Archive(path) as archive, sqlite3.connect(path) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from urls").fetchone()
        archive.forget_readings()
        assert not seal(path)
    assert broken_seal(path) is None


def test_a_backup_put_in_place_says_what_to_delete(sound: Path, tmp_path: Path) -> None:
    path = copy_of(sound, tmp_path)
    db = sqlite3.connect(path)
    db.execute("create table older (a)")
    db.close()
    with pytest.raises(KotokantaError, match=r"delete archive\.db\.seal"):
        Archive(path)
    (tmp_path / "archive.db.seal").unlink()
    Archive(path).__exit__(None, None, None)


def _second(folder: str, wait: bool, pipe: Connection) -> None:
    pipe.send("trying")
    try:
        with writer_lock(Path(folder), wait=wait):
            pipe.send("in")
    except UsageError as error:
        pipe.send(str(error))


@pytest.mark.parametrize("wait", [True, False])
def test_the_second_run_waits_or_says_so(tmp_path: Path, wait: bool) -> None:
    here, there = multiprocessing.Pipe()
    second = multiprocessing.get_context("spawn").Process(target=_second, args=(str(tmp_path), wait, there))
    with writer_lock(tmp_path):
        second.start()
        assert here.recv() == "trying"
        if not wait:
            assert "another run (process" in here.recv()
        else:
            assert not here.poll(0.2)
    if wait:
        assert here.recv() == "in"
    second.join()
    assert second.exitcode == 0

"""Files that hold files: .zip folders and web archives (.warc, .warc.gz, .wacz). Nothing is ever unpacked to disk."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from flows.uploads import CONTAINERS, ENDINGS, LARGEST, NotTaken, Upload, Uploaded, keep_body
from flows.warc import take_warc
from schemas.errors import UsageError
from store.archive import Archive

MOST_MEMBERS = 20_000
LARGEST_IN_ALL = 2_000_000_000  # bytes, unpacked
_RATIO = 200  # how many times its packed size a member may unpack to, from a megabyte on
_MEGABYTE = 1 << 20


def is_container(path: Path) -> bool:
    """Tell whether a file holds others."""
    return path.name.lower().endswith(CONTAINERS)


def take_container(archive: Archive, file: Upload, at: str, done: Uploaded) -> None:
    """Take what a container holds; what cannot be taken is left out with a line, and the rest goes on."""
    if file.path.name.lower().endswith(".zip"):
        _take_members(archive, file, at, done)
    else:
        _take_pages(archive, file, done)


def _take_pages(archive: Archive, file: Upload, done: Uploaded) -> None:
    try:
        taken = take_warc(archive, file.path)
    except UsageError as error:
        done.left_out.append(str(error))
        return
    done.new += [f"{file.name}#{n}" for n in range(taken.new)]
    done.known += [f"{file.name}#{n}" for n in range(taken.known)]
    done.left_out += taken.left_out


def _take_members(archive: Archive, file: Upload, at: str, done: Uploaded) -> None:
    try:
        with zipfile.ZipFile(file.path) as container:
            for name, body in _members(container, file, done):
                _take_member(archive, file, name, body, at, done)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, NotTaken) as error:
        done.left_out.append(f"{file.path}: {error}")


def _take_member(archive: Archive, file: Upload, name: str, body: bytes, at: str, done: Uploaded) -> None:
    whole = f"{file.name}/{name}"
    try:
        done.add(whole, keep_body(archive, whole, body, f"{file.path}: {name}", at))
    except NotTaken as error:
        done.left_out.append(str(error))


def _members(container: zipfile.ZipFile, file: Upload, done: Uploaded) -> Iterator[tuple[str, bytes]]:
    """Return the readable members, each read only as far as the limits go: what the directory claims is not believed.

    Raises NotTaken when the whole is a bomb: what was taken until then stays.
    """
    infos = [i for i in container.infolist() if not i.is_dir()]
    if len(infos) > MOST_MEMBERS:
        raise NotTaken(f"{len(infos)} files, the limit is {MOST_MEMBERS}; split it")
    left = LARGEST_IN_ALL
    for info in infos:
        why = _refusal(info)
        if why is not None:
            done.left_out += [f"{file.path}: {info.filename}: {why}"] if why else []
            continue
        with container.open(info) as member:
            body = member.read(min(left, LARGEST) + 1)
        left -= len(body)
        if left < 0:
            raise NotTaken(f"unpacks to more than {LARGEST_IN_ALL // 1_000_000} MB; split it")
        if len(body) > LARGEST or _is_bomb(info, body):
            done.left_out.append(
                f"{file.path}: {info.filename}: unpacks to too much; unpack it yourself and look at it"
            )
            continue
        yield info.filename, body


def _refusal(info: zipfile.ZipInfo) -> str | None:
    """Say why a member is not read; empty for what nobody misses, None for one that is read."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in info.filename:
        return "its name leads out of the folder; rename it"
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return ""
    if info.flag_bits & 1:
        return "asks for a password; unpack it yourself"
    if path.suffix.lower() not in ENDINGS:
        return f"files of this kind are not read; those that are end in {', '.join(sorted(ENDINGS))}"
    return None


def _is_bomb(info: zipfile.ZipInfo, body: bytes) -> bool:
    return len(body) > _MEGABYTE and len(body) > _RATIO * max(1, info.compress_size)

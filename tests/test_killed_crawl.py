"""A crawl that is killed loses no finished page, stores none twice and goes on where it was."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from fetch_helpers import Reply, page, settings, source, tiny_server

from fetchers.crawl import crawl
from fetchers.fetcher import Fetcher
from store.archive import Archive

PAGES = {"/": page("Koti", *(f"/{n}" for n in range(40))), **{f"/{n}": page(f"Sivu {n}", "/") for n in range(40)}}
KILLS = 50


def run(path: Path, port: int, steps: int | None) -> None:
    """Crawl in this process; die in the middle of whatever the database does after `steps` of its instructions."""
    with Archive(path) as archive:
        if steps:
            left = iter(range(steps))
            archive.db.set_progress_handler(
                lambda: next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL), 1
            )
        asyncio.run(_crawl(archive, port))


async def _crawl(archive: Archive, port: int) -> None:
    async with Fetcher(settings(port)) as fetcher:
        await crawl(source(politeness={"delay": 0, "concurrency": 3}), archive.sink, fetcher)


def killed(path: Path, port: int, steps: int) -> bool:
    """Crawl in a fork of this process, which has no threads; tell whether it was killed."""
    child = os.fork()
    if child == 0:
        run(path, port, steps)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, -signal.SIGKILL}, status
    return status != 0


def rounds(folder: Path, port: int) -> list[int]:
    """Crawl into one archive after another until KILLS crawls were killed; return the kills of each archive."""
    rng, kills = random.Random(20261122), list[int]()
    while sum(kills) < KILLS:
        kills.append(0)
        while killed(folder / f"{len(kills)}.db", port, rng.randrange(50, 3000)):
            kills[-1] += 1
    return kills


def kept(path: Path) -> tuple[dict[str, str], int, int]:
    """Return content by address, how many bodies were stored as new or changed, and requests for pages."""
    with Archive(path, read_only=True) as archive:
        assert archive.db.execute("pragma integrity_check").fetchone() == ("ok",)
        snapshots = archive.db.execute("select count(*) from snapshots where purpose = 'page'").fetchone()[0]
        requests = archive.db.execute("select count(*) from ledger where purpose = 'page'").fetchone()[0]
        return {url: s.sha256 for s in archive.current() for url in (s.url, *s.also_at)}, snapshots, requests


def test_fifty_kills_change_nothing(tmp_path: Path) -> None:
    with tiny_server(lambda _, path, __: PAGES.get(path) or Reply(status=404)) as server:
        run(tmp_path / "calm.db", server.port, None)
        command = [sys.executable, __file__, str(tmp_path), str(server.port)]
        paths = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)])
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}
        )
    assert done.returncode == 0, done.stderr
    kills = json.loads(done.stdout)
    assert sum(kills) >= KILLS
    content, snapshots, requests = kept(tmp_path / "calm.db")
    assert snapshots == len(PAGES)
    for number, times in enumerate(kills, 1):
        disturbed = kept(tmp_path / f"{number}.db")
        assert disturbed[:2] == (content, snapshots)
        assert disturbed[2] <= requests + 3 * times  # what was under way: three at a time


if __name__ == "__main__":
    print(json.dumps(rounds(Path(sys.argv[1]), int(sys.argv[2]))))

"""Work in processes that may crash or hang without taking the run with them."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import TypeVar

from schemas.errors import KotokantaError

_CRASHES_IN_A_ROW = 5

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class TookTooLong(Exception):
    """Raised inside a job that is over its time."""


@contextlib.contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise `TookTooLong` in the block after `seconds`; without effect outside a process's main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def spread(
    work: Callable[[list[Job]], list[Answer]],
    batches: Iterable[list[Job]],
    workers: int,
    crashed: Callable[[Job], Answer],
) -> Iterator[list[Answer]]:
    """Run `work` on batches in `workers` processes and give the answers as they come, in any order.

    `work` must be a module's function. A job that kills its process is found by running the batches that were under
    way one job at a time, and answered by `crashed`. Stopping early (an exception, Ctrl-C) ends the processes at once.

    Raises `KotokantaError` when one process after another dies: then it is the machine and not a job.
    """
    waiting = iter(batches)
    suspects: deque[Job] = deque()
    in_a_row = 0
    while True:
        under_way: dict[Future[list[Answer]], list[Job]] = {}
        try:
            with _pool(workers) as pool:
                yield from _run(pool, work, waiting, under_way, workers)
            return
        except BrokenProcessPool:
            suspects.extend(job for batch in under_way.values() for job in batch)
        while suspects:
            answer, died = _alone(work, suspects.popleft(), crashed)
            in_a_row = in_a_row + 1 if died else 0
            if in_a_row > _CRASHES_IN_A_ROW:
                raise KotokantaError(
                    "processes die as soon as they start; is the memory full, is the installation whole?"
                )
            yield [answer]


def _run(
    pool: ProcessPoolExecutor,
    work: Callable[[list[Job]], list[Answer]],
    waiting: Iterator[list[Job]],
    under_way: dict[Future[list[Answer]], list[Job]],
    workers: int,
) -> Iterator[list[Answer]]:
    while True:
        while len(under_way) < workers + 1 and (batch := next(waiting, None)) is not None:
            under_way[_submit(pool, work, batch, under_way)] = batch
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            answers = future.result()
            del under_way[future]
            yield answers


def _submit(
    pool: ProcessPoolExecutor,
    work: Callable[[list[Job]], list[Answer]],
    batch: list[Job],
    under_way: dict[Future[list[Answer]], list[Job]],
) -> Future[list[Answer]]:
    try:
        return pool.submit(work, batch)
    except BrokenProcessPool:
        under_way[Future()] = batch  # taken from `waiting` already: it must not be lost
        raise


def _alone(
    work: Callable[[list[Job]], list[Answer]], job: Job, crashed: Callable[[Job], Answer]
) -> tuple[Answer, bool]:
    try:
        with _pool(1) as pool:
            return pool.submit(work, [job]).result()[0], False
    except BrokenProcessPool:
        return crashed(job), True


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet_worker)
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _quiet_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone (killed, power back)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)

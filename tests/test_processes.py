import os
import signal

import pytest

from flows.processes import TookTooLong, spread, time_limit
from schemas.errors import KotokantaError


def double(jobs: list[int]) -> list[int]:
    """Stand in for reading: 13 kills its process, as a broken C library would."""
    if 13 in jobs:
        os._exit(1)
    return [2 * job for job in jobs]


def die(jobs: list[int]) -> list[int]:
    os._exit(1)


def crashed(job: int) -> int:
    return -job


def test_every_job_is_answered_once() -> None:
    batches = [[1, 2], [3], [4, 5, 6]]
    assert sorted(a for answers in spread(double, batches, 2, crashed) for a in answers) == [2, 4, 6, 8, 10, 12]


def test_a_job_that_kills_its_process_takes_no_other_with_it() -> None:
    batches = [[1, 2], [3, 13, 4], [5], [6, 7]]
    answers = sorted(a for batch in spread(double, batches, 2, crashed) for a in batch)
    assert answers == [-13, 2, 4, 6, 8, 10, 12, 14]


def test_a_machine_on_which_processes_die_is_not_taken_for_bad_documents() -> None:
    with pytest.raises(KotokantaError, match="processes die"):
        list(spread(die, [[n] for n in range(20)], 2, crashed))


def test_stopping_early_leaves_no_process() -> None:
    import multiprocessing

    before = set(multiprocessing.active_children())
    answers = spread(double, ([n] for n in range(1000)), 2, crashed)
    assert next(answers)
    answers.close()  # type: ignore[attr-defined]
    for child in set(multiprocessing.active_children()) - before:
        child.join(10)
    assert set(multiprocessing.active_children()) <= before


def test_an_alarm_ends_a_job_and_the_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TookTooLong, match="longer than 9 s"), time_limit(9):
        signal.raise_signal(signal.SIGALRM)
    assert signal.getsignal(signal.SIGALRM) is before

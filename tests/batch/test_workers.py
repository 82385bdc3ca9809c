"""Who does the work: results come in order, and a worker that dies is replaced."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from so_cli.batch.engine import (
    AHEAD,
    FEW,
    MAX_DEATHS,
    Here,
    Processes,
    check_scheduler,
    engine_for,
    in_order,
)
from so_cli.errors import NoAccess, WrongUse


class Mortal:
    """An engine whose workers die at the steps that are given, counted over all its executors.

    at_the_door  what giving them the task raises, where they die before they even take it.
    """

    workers = 2
    most = sys.maxsize
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, *deaths: int, at_the_door: Exception | None = None) -> None:
        self.steps = count()
        self.deaths = deaths
        self.at_the_door = at_the_door
        self.executors = 0

    def executor(self) -> Executor:
        self.executors += 1
        return _Mortal(self)

    def end(self, executor: Executor, left: Sequence[Future[Any]]) -> None:
        del executor, left  # all that waits here is done at once

    def close(self) -> None:
        pass


class _Mortal(Executor):
    def __init__(self, engine: Mortal) -> None:
        self.engine = engine
        self.is_dead = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.is_dead |= next(self.engine.steps) in self.engine.deaths
        if self.is_dead and self.engine.at_the_door:
            raise self.engine.at_the_door
        future: Future[Any] = Future()
        if self.is_dead:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def double(number: int) -> int:
    return number * 2


def slower_at_first(number: int) -> int:
    time.sleep(0.05 if number % 2 == 0 else 0)
    return number


def die_once(task: tuple[Path, int]) -> int:
    """Its worker dies the first time that it comes to the number 3."""
    mark, number = task
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_where_nobody_else_works_each_task_is_done_when_it_is_its_turn() -> None:
    done = []

    def work(number: int) -> int:
        done.append(number)
        return number

    results = in_order(Here(), work, range(100))

    assert next(results) == 0
    assert len(done) == AHEAD
    assert list(results) == list(range(1, 100))


def test_only_a_few_tasks_are_under_way_at_a_time() -> None:
    taken = []

    def tasks() -> Any:
        for number in count():
            taken.append(number)
            yield number

    assert list(islice(in_order(Mortal(), double, tasks()), 10)) == [
        0,
        2,
        4,
        6,
        8,
        10,
        12,
        14,
        16,
        18,
    ]
    assert len(taken) <= 10 + AHEAD * Mortal.workers


@pytest.mark.parametrize(
    "at_the_door", [None, BrokenProcessPool(), OSError("handle is closed"), BrokenPipeError()]
)
@pytest.mark.parametrize("deaths", [(0,), (3,), (5, 6), (1, 9, 30), (7, 14, 21, 28, 35)])
def test_what_a_dead_worker_had_is_given_out_again(
    deaths: tuple[int, ...], at_the_door: Exception | None
) -> None:
    engine = Mortal(*deaths, at_the_door=at_the_door)

    assert list(in_order(engine, double, range(20))) == [2 * number for number in range(20)]
    assert 1 < engine.executors <= len(deaths) + 1


def test_workers_that_die_again_and_again_end_it_with_a_sentence() -> None:
    engine = Mortal(*range(1000))

    with pytest.raises(NoAccess, match="again and again"):
        list(in_order(engine, double, range(20)))
    assert engine.executors == MAX_DEATHS + 1


def test_a_task_that_fails_is_no_dead_worker() -> None:
    def work(number: int) -> float:
        return 1 / number

    engine = Mortal()
    with pytest.raises(ZeroDivisionError):
        list(in_order(engine, work, [1, 0]))
    assert engine.executors == 1


@pytest.mark.slow
def test_processes_keep_the_order_and_survive_the_death_of_one_of_them(tmp_path: Path) -> None:
    assert list(in_order(Processes(2), slower_at_first, range(12))) == list(range(12))
    tasks = [(tmp_path / "died", number) for number in range(12)]
    assert list(in_order(Processes(2), die_once, tasks)) == list(range(12))
    assert (tmp_path / "died").exists()


def test_workers_give_way_to_new_ones_after_so_many_tasks() -> None:
    engine = Mortal(4)
    engine.most = 6

    assert list(in_order(engine, double, range(18))) == [2 * number for number in range(18)]
    assert engine.executors >= 3


@pytest.mark.parametrize(
    ("tasks", "workers", "tasks_each", "kind"),
    [
        (FEW, 2, None, Here),
        (FEW + 1, 1, None, Here),
        (FEW + 1, 2, None, Processes),
        (FEW, 2, 5, Here),
        (FEW + 1, 1, 5, Processes),
    ],
)
def test_for_a_few_tasks_no_other_process_is_started(
    tasks: int, workers: int, tasks_each: int | None, kind: type
) -> None:
    engine, all_ = engine_for(iter(range(tasks)), workers, tasks_each)

    assert isinstance(engine, kind)
    assert list(all_) == list(range(tasks))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:8786",
        "tcp://127.0.0.1:8786",
        "tcp://localhost:1",
        "[::1]:8786",
        "tls://far.example:1",
    ],
)
def test_an_address_that_keeps_what_is_private(address: str) -> None:
    check_scheduler(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.7:8786",
        "tcp://far.example:8786",
        "ws://far.example:1",
        "localhost.example:1",
        "tcp://127.0.0.1.example:1",
        "",
    ],
)
def test_an_address_of_another_machine_without_encryption_is_refused(address: str) -> None:
    with pytest.raises(WrongUse):
        check_scheduler(address)

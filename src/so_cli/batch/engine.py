"""Who does the work: this process, several on this machine, or a cluster.

All are executors of Python's own kind, and all run the same function.
"""

from __future__ import annotations

import ipaddress
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import connection
from threading import Thread
from time import monotonic
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from so_cli import wording
from so_cli.errors import NoAccess, WrongUse

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 3
"""Tasks that wait for each worker, so that none has to wait for a task."""
FEW = 4
"""So few tasks are done before other processes have even started."""
PATIENCE = 20.0
"""Seconds in which workers end by themselves, unless something is wrong with them."""
MAX_DEATHS = 3
"""How often workers may die with nothing done in between."""


class Engine(Protocol):
    """Who works, and how many they are.

    broken  errors that say that workers are gone, and not that a task failed
    most    how many tasks an executor is given before another one takes over
    """

    workers: int
    most: int
    broken: tuple[type[BaseException], ...]

    def executor(self) -> Executor:
        """A new executor, also after another one broke."""
        ...

    def end(self, executor: Executor, left: Sequence[Future[Any]]) -> None:
        """Stop an executor without waiting for it; nobody wants what is left of its work."""

    def close(self) -> None:
        """Send the workers home."""


class Here:
    """No other process than the one that asks."""

    workers = 1
    most = sys.maxsize
    broken: tuple[type[BaseException], ...] = ()

    def executor(self) -> Executor:
        return _Here()

    def end(self, executor: Executor, left: Sequence[Future[Any]]) -> None:
        pass

    def close(self) -> None:
        pass


class _Here(Executor):
    """Does each task at once."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised again where the result is asked for
            future.set_exception(error)
        return future


class Processes:
    """Several processes of this machine."""

    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, workers: int, tasks_each: int = sys.maxsize) -> None:
        """`tasks_each`: after so many tasks a process gives way to a new one, with empty memory."""
        self.workers = workers
        self.most = workers * tasks_each

    def executor(self) -> Executor:
        # A process that begins anew, and not as a copy of this one, is the same on every system.
        context = multiprocessing.get_context("spawn")
        return _Processes(self.workers, context, initializer=_begin_work)

    def end(self, executor: Executor, left: Sequence[Future[Any]]) -> None:
        del left  # it cancels them itself, and would stumble over one that is cancelled already
        executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        # They end what they have begun. But one that was killed while it took its next task keeps
        # the others waiting for ever, and so an orderly end.
        latest = monotonic() + PATIENCE
        for process in multiprocessing.active_children():
            process.join(max(latest - monotonic(), 0))
            process.kill()


class _Processes(ProcessPoolExecutor):
    """Its processes are deaf to Ctrl-C from their first moment, before `_begin_work` is reached."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        with _ctrl_c_later():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Ctrl-C comes when this ends. A process that begins in here takes the deafness over."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_work() -> None:
    """Stop with the one who asked for the work, and not by Ctrl-C, which reaches everybody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)  # nobody is left to whom an orderly end would matter


class Dask:
    """A Dask cluster: one that is there already, or one on this machine for as long as it takes."""

    most = sys.maxsize  # how long its workers live is for the cluster to say

    def __init__(self, scheduler: str | None, workers: int) -> None:
        """Raises WrongUse for an address that would carry people's data in the open."""
        try:
            import distributed
            from distributed.comm.core import CommClosedError
            from distributed.scheduler import KilledWorker
        except ImportError as error:
            raise WrongUse(wording.NO_DASK, wording.GET_DASK) from error
        if scheduler:
            check_scheduler(scheduler)
        dask: Any = distributed  # it has no types
        self._cluster: Any = None
        self.broken: tuple[type[BaseException], ...] = (
            KilledWorker,
            CommClosedError,
            CancelledError,
        )
        try:
            if not scheduler:
                self._cluster = dask.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    host="127.0.0.1",
                )
            self._client = dask.Client(scheduler or self._cluster)
        except (OSError, ValueError, TimeoutError) as error:
            wrong = wording.NO_SCHEDULER.format(address=scheduler)
            raise NoAccess(wrong, wording.START_A_SCHEDULER) from error
        self.workers = max(len(self._client.scheduler_info()["workers"]), 1)

    def executor(self) -> Executor:
        made: Executor = self._client.get_executor(pure=False)
        return made

    def end(self, executor: Executor, left: Sequence[Future[Any]]) -> None:
        for future in left:
            future.cancel()
        executor.shutdown(wait=False)

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def check_scheduler(address: str) -> None:
    """Raise WrongUse for an address of another machine without encryption."""
    parts = urlsplit(address if "//" in address else f"tcp://{address}")
    host = parts.hostname or ""
    with suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return
    if host != "localhost" and parts.scheme != "tls":
        raise WrongUse(wording.NOT_PRIVATE.format(address=address), wording.USE_TLS)


class _Gone(Exception):
    """A task could not be given out: its worker, or the pipe to it, is no longer there."""


def in_order(engine: Engine, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results of the tasks, in their order; only a few are under way at a time.

    Tasks whose worker died are given out again. Raises NoAccess where that does not help, and
    whatever a task raises.
    """
    coming = iter(tasks)
    waiting: deque[tuple[T, Future[R]]] = deque()
    deaths = given = 0
    executor = engine.executor()
    gone: tuple[type[BaseException], ...] = (*engine.broken, _Gone)
    refused: tuple[type[BaseException], ...] = (*engine.broken, OSError)

    def give(task: T) -> Future[R]:
        try:
            return executor.submit(work, task)
        except refused:  # a worker died while nobody waited for it
            lost: Future[R] = Future()
            lost.set_exception(_Gone())
            return lost

    try:
        while True:
            room = min(engine.workers * AHEAD - len(waiting), engine.most - given)
            new = [(task, give(task)) for task in islice(coming, room)]
            given += len(new)
            waiting.extend(new)
            if not waiting and given < engine.most:
                return
            if not waiting:
                executor.shutdown(wait=False)
                executor, given = engine.executor(), 0
                continue
            try:
                result = waiting[0][1].result()
            except gone as error:
                deaths += 1
                if deaths > MAX_DEATHS:
                    raise NoAccess(wording.WORKERS_DIE, wording.RESUME_LATER) from error
                engine.end(executor, [])
                executor = engine.executor()
                waiting = deque((task, give(task)) for task, _lost in waiting)
                continue
            deaths = 0
            waiting.popleft()
            yield result
    finally:
        engine.end(executor, [future for _task, future in waiting])


def engine_for(
    tasks: Iterator[T], workers: int, tasks_each: int | None
) -> tuple[Engine, Iterator[T]]:
    """The engine for these tasks on this machine; a few of them are done right here.

    tasks_each  where memory grows with every task: after how many a process is to be replaced
    """
    first = list(islice(tasks, FEW + 1))
    engine: Engine = Here()
    if len(first) > FEW and (workers > 1 or tasks_each):
        engine = Processes(workers, tasks_each or sys.maxsize)
    return engine, chain(first, tasks)

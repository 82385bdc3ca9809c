"""A real Dask cluster on this machine: the same bytes as without, and a worker may die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from exporting import RunSo, finished, pages, start, tree, write_lists

pytestmark = pytest.mark.slow
LISTS, COUNT = 6, 2


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on this machine, and its two workers."""
    pytest.importorskip("distributed")
    told = tmp_path / "scheduler.json"
    local = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as stack:

        def begin(what: str, *arguments: str) -> subprocess.Popen[bytes]:
            running = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, *local],
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.enter_context(running)
            stack.callback(running.kill)
            return running

        begin("scheduler", "--port", "0", "--scheduler-file", str(told))
        end = time.monotonic() + 60
        while not (told.exists() and told.read_text("utf-8").endswith("}")):
            assert time.monotonic() < end
            time.sleep(0.02)
        address: str = json.loads(told.read_bytes())["address"]
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path / "dask"))
        yield address, [begin("worker", address, *options) for _ in range(2)]


def test_a_cluster_makes_the_same_bytes_and_a_worker_that_dies_loses_nothing(
    tmp_path: Path, own_home: None, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    lists = [path.name for path in write_lists(tmp_path, LISTS, COUNT)]
    common = (*lists, "--quiet", "-f", "pdf", "-f", "md")
    assert finished(start(*common, "--out", "here", "--jobs", "1", cwd=tmp_path)) == (0, "")
    there = ("--engine", "dask", "--scheduler", address)

    assert finished(start(*common, "--out", "there", *there, cwd=tmp_path)) == (0, "")
    running = start(*common, "--out", "dying", *there, cwd=tmp_path)
    while not pages(tmp_path / "dying"):
        assert running.poll() is None
        time.sleep(0.002)
    os.kill(workers[0].pid, signal.SIGKILL)

    assert finished(running)[0] == 0  # Dask itself speaks of what it lost
    assert len(pages(tmp_path / "here")) == 2 * LISTS * COUNT
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert tree(tmp_path / "dying") == tree(tmp_path / "here")


def test_where_no_scheduler_is_given_a_cluster_is_made_for_the_run(
    tmp_path: Path, own_home: None
) -> None:
    pytest.importorskip("distributed")
    lists = [path.name for path in write_lists(tmp_path, 2, 2)]

    running = start(
        *lists, "--out", "out", "--engine", "dask", "--jobs", "1", "--quiet", cwd=tmp_path
    )

    assert finished(running) == (0, "")
    assert len(pages(tmp_path / "out")) == 4


@pytest.mark.parametrize(
    ("source", "options", "code", "words"),
    [
        (".", ("--engine", "dask", "--scheduler", "tcp://10.0.0.7:8786"), 2, "unencrypted"),
        ("-", ("--engine", "dask"), 2, "cannot read the standard input"),
        (".", ("--scheduler", "tcp://127.0.0.1:1"), 2, "goes with --engine dask"),
        (".", ("--engine", "spark"), 2, "no engine 'spark'"),
    ],
)
def test_what_does_not_go_with_a_cluster(
    run_so: RunSo, source: str, options: tuple[str, ...], code: int, words: str
) -> None:
    if "dask" in options and source != "-":
        pytest.importorskip("distributed")
    done = run_so("export", source, "--out", "out", *options)

    assert done.returncode == code
    assert words in done.stderr


def test_where_no_scheduler_answers_it_is_said(run_so: RunSo, tmp_path: Path) -> None:
    dask = pytest.importorskip("dask")
    pytest.importorskip("distributed")
    write_lists(tmp_path, 1, 1)

    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        done = run_so(
            "export",
            "list-00.jsonl",
            "--out",
            "out",
            "--engine",
            "dask",
            "--scheduler",
            "127.0.0.1:1",
        )

    assert done.returncode == 4
    assert done.stderr.startswith("No Dask scheduler answers at 127.0.0.1:1.")

"""A disk that fills up in the middle: a clear sentence, no half file, and it goes on later."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting import cases, finished, start, tree, write_lines

if sys.platform == "win32":
    pytest.skip("no limits for files here", allow_module_level=True)

import resource

pytestmark = pytest.mark.slow

FEW = 3_000
ENOUGH_FOR_A_MANIFEST = 90_000
"""A page with everything in it is smaller, and many lines with packets are larger."""


def at_most(size: int) -> Callable[[], None]:
    """No file may grow beyond this; to write more fails, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("target", [("--out", "out", "-f", "json"), ("--to-jsonl", "out/lines")])
@pytest.mark.parametrize("size", [FEW, ENOUGH_FOR_A_MANIFEST])
def test_what_is_done_stays_and_the_rest_can_be_made_later(
    tmp_path: Path, own_home: None, target: tuple[str, ...], size: int, jobs: str
) -> None:
    (tmp_path / "out").mkdir()
    lists = [write_lines(tmp_path / f"{each}.jsonl", cases(2, 2 * each)) for each in range(1, 7)]
    words = (*map(str, lists), *target, "--jobs", jobs, "--quiet")

    code, said = finished(start(*words, cwd=tmp_path, preexec_fn=at_most(size)))

    if code == 0:
        assert size == ENOUGH_FOR_A_MANIFEST, "it was enough for all"
    else:
        assert code == 4, said
        assert "cannot be written" in said
        assert said.endswith("What is done stays. To go on: the same command with --resume.\n")
        assert len(said.splitlines()) == 2
    assert not list(tmp_path.rglob("*so-unfinished*"))
    done = tree(tmp_path / "out")
    assert finished(start(*words, "--resume", cwd=tmp_path)) == (0, "")
    whole = tree(tmp_path / "out")
    assert len(whole.get("lines", b"").splitlines() or whole) == 12
    for name, data in done.items():
        assert whole[name].startswith(data)
        assert name == "lines" or whole[name] == data

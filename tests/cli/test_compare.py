"""`so compare opinions`: side by side in every form, and kind below two."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.json import decode

from so_cli.packet.comparison import Comparison

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
BEGIN = "so: 1\nid: pat\nstage: in-treatment\n"
FIRST = "  - {id: first, by: Dr. Stone, plan: {surgery: {value: mastectomy}}}\n"
SECOND = (
    "  - {id: second, by: Dr. Rivera, plan: {surgery: {value: lumpectomy}}, reason: It is small.}\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., Path]:
    def written(*opinions: str) -> Path:
        path = tmp_path / "pat.yaml"
        path.write_text(BEGIN + ("opinions:\n" + "".join(opinions) if opinions else ""))
        return path

    return written


def test_both_stand_side_by_side(run_so: RunSo, case: Callable[..., Path]) -> None:
    done = run_so("compare", "opinions", "--case", case(FIRST, SECOND))
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout
    assert told.startswith("# Opinions side by side\n")
    assert "**The plans differ.**" in told
    assert "- **Surgery**\n  - First opinion: Dr. Stone: taking out one whole breast" in told
    assert "How they compare: Different" in told
    assert "**Second opinion: Dr. Rivera.** It is small." in told
    assert "Could your tumor board look at both of my plans side by side?" in told
    assert "Do not stop or skip treatment" in told, "she is in treatment while she compares"
    assert "Not medical advice" in told


def test_opinions_that_say_nothing_yet_are_no_empty_page(
    run_so: RunSo, case: Callable[..., Path]
) -> None:
    done = run_so("compare", "--case", case("  - {id: first}\n", "  - {id: second}\n"))
    assert done.returncode == 0
    assert "not written down yet" in done.stdout


def test_opinions_is_what_it_compares_if_nothing_is_said(
    run_so: RunSo, case: Callable[..., Path]
) -> None:
    path = case(FIRST, SECOND)
    assert (
        run_so("compare", "--case", path).stdout
        == run_so("compare", "opinions", "--case", path).stdout
    )


def test_json_is_all_of_it(run_so: RunSo, case: Callable[..., Path]) -> None:
    done = run_so("compare", "--case", case(FIRST, SECOND), "--json")
    read = decode(done.stdout, type=Comparison)
    assert read.outcome
    assert read.outcome.kinds == ("different-plan",)
    assert [each.by for each in read.opinions] == ["Dr. Stone", "Dr. Rivera"]


@pytest.mark.parametrize(
    ("opinions", "says", "command"),
    [
        ([], "No opinion is written down yet", "so visit --case"),
        ([FIRST], "One opinion is written down", "so visit --case"),
        ([SECOND], "One opinion is written down", "so visit --opinion first --case"),
    ],
)
def test_below_two_it_says_how_to_write_one_down(
    opinions: list[str], says: str, command: str, run_so: RunSo, case: Callable[..., Path]
) -> None:
    path = case(*opinions)
    done = run_so("compare", "--case", path)
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    assert says in said
    assert f"{command} {path}" in said
    assert json.loads(run_so("compare", "--case", path, "--json").stdout)["outcome"] is None


@pytest.mark.parametrize("kind", ["html", "pdf", "txt", "md"])
def test_every_form_goes_into_a_file(
    kind: str, run_so: RunSo, case: Callable[..., Path], tmp_path: Path
) -> None:
    target = tmp_path / f"opinions.{kind}"
    done = run_so("compare", "--case", case(FIRST, SECOND), "-o", target)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.stat().st_size > 500


def test_another_word_is_refused(run_so: RunSo, case: Callable[..., Path]) -> None:
    done = run_so("compare", "doctors", "--case", case(FIRST, SECOND))
    assert done.returncode == 2
    assert "opinions" in done.stderr

"""`so summary`: the packet on paper, in a pipe, or as JSON."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.store import load_case
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
RICH = Path(__file__).parents[1] / "cases" / "metastatic.yaml"
STRANGE = """
so: 1
id: pat
stage: post-biopsy
facts: {strange_fact: x, er: positive}
questions: {top: [strange-question]}
records: {strange-record: {status: arrived}}
"""


def test_to_a_pipe_it_is_the_plain_markdown(
    run_so: RunSo, rich_path: Path, bank: Bank, today: date
) -> None:
    done = run_so("summary", "--case", rich_path)
    packet = make_packet(bank, load_case(rich_path, bank), today)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == to_markdown(packet_document(packet))


@pytest.mark.parametrize("flags", [["--json"], ["-f", "json"], ["--format", "json"]])
def test_as_json_it_is_the_packet(flags: list[str], run_so: RunSo, bank: Bank, today: date) -> None:
    done = run_so("summary", "--case", RICH, *flags)
    assert done.stdout == to_json(make_packet(bank, load_case(RICH, bank), today))


def test_into_a_file_for_its_owner_alone_and_never_over_another(
    run_so: RunSo, tmp_path: Path
) -> None:
    target = tmp_path / "pages.md"
    first = run_so("summary", "--case", RICH, "-o", target)
    assert (first.returncode, first.stdout) == (0, "")
    assert str(target) in first.stderr
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = run_so("summary", "--case", RICH, "-o", target, "-f", "json")
    assert again.returncode == 4
    assert "--force" in again.stderr
    assert target.read_text("utf-8").startswith("# Rosa Diaz")
    forced = run_so("summary", "--case", RICH, "-o", target, "-f", "json", "--force")
    assert forced.returncode == 0
    assert json.loads(target.read_text("utf-8"))["id"] == "rosa"


def test_a_case_is_found_by_name_by_path_and_by_the_environment(
    run_so: RunSo, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    (folder / "pat.yaml").write_text("so: 1\nid: pat\nperson: {name: Pat}\n", "utf-8")
    (folder / "me.yaml").write_text("so: 1\nid: me\nperson: {name: Me}\n", "utf-8")
    assert run_so("summary").stdout.startswith("# Me\n")
    assert run_so("summary", "--case", "pat").stdout.startswith("# Pat\n")
    assert run_so("summary", "-c", folder / "pat.yaml").stdout.startswith("# Pat\n")
    assert run_so("summary", env={"SO_CASE": "pat"}).stdout.startswith("# Pat\n")


def test_ids_of_another_bank_are_named_left_out_and_kept(run_so: RunSo, tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    path.write_text(STRANGE, "utf-8")
    done = run_so("summary", "--case", path)
    assert done.returncode == 0
    assert "strange_fact, strange-question, strange-record" in done.stderr
    assert "strange" not in done.stdout
    assert path.read_text("utf-8") == STRANGE


def test_o_with_a_dash_is_standard_output(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("summary", "--case", RICH, "-o", "-")
    assert done.stdout.startswith("# Rosa Diaz")
    assert not (tmp_path / "-").exists()


def test_of_very_many_strange_ids_some_are_named(run_so: RunSo, tmp_path: Path) -> None:
    lines = "".join(f"  strange_{number}: x\n" for number in range(500))
    tumor = "other_tumors: [{facts: {a_strange_tumor: x}}]\n"
    (tmp_path / "pat.yaml").write_text(f"so: 1\nid: pat\n{tumor}facts:\n{lines}", "utf-8")
    done = run_so("summary", "--case", "pat.yaml")
    assert done.returncode == 0
    assert "a_strange_tumor, strange_0" in done.stderr
    assert "and 481 more" in done.stderr
    assert len(done.stderr) < 1000


def test_without_a_case_it_says_how_to_begin(run_so: RunSo) -> None:
    done = run_so("summary")
    assert done.returncode == 4
    assert done.stderr.endswith("To begin: so interview\n")


def test_another_bank_lies_over_ours(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "letterhead.yaml").write_text("name: City Clinic\n", "utf-8")
    (tmp_path / "pat.yaml").write_text("so: 1\nid: pat\n", "utf-8")
    by_flag = run_so("summary", "--case", "./pat.yaml", "--json", "--bank", "ours")
    by_name = run_so("summary", "--case", "./pat.yaml", "--json", env={"SO_BANK": "ours"})
    assert json.loads(by_flag.stdout)["letterhead"]["name"] == "City Clinic"
    assert by_flag.stdout == by_name.stdout

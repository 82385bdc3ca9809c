"""`so case copy`, `export` and `import`: a case to another name, to a file, and back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.locked import decrypt, encrypt
from so_cli.case.store import dump_case, load_case
from so_cli.outputs.as_json import to_json

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
PASSPHRASE = "zebra giraffe"
TEXT = "so: 1\nid: pat\nstage: metastatic\ndecision: zebra\n"
HERE = ("--case", "pat")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "cases"
    folder.mkdir(parents=True)
    (folder / "pat.yaml").write_text(TEXT, "utf-8")
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- Copy ----------------------------------------------------------------------------------------


def test_a_copy_has_the_answers_and_an_id_of_its_own(
    run_so: RunSo, folder: Path, bank: Bank
) -> None:
    done = run_so("case", "copy", "ann", *HERE)
    assert (done.returncode, done.stdout) == (0, f"Saved: {folder / 'ann.yaml'}\n")
    copied = load_case(folder / "ann.yaml", bank)
    assert (copied.id, copied.decision) == ("ann", "zebra")
    assert (folder / "ann.yaml").stat().st_mode & 0o777 == 0o600
    assert (folder / "pat.yaml").read_text("utf-8") == TEXT


@pytest.mark.parametrize("there", ["ann.yaml", "ann.yaml.age"])
def test_a_copy_goes_over_no_case_without_force(
    run_so: RunSo, folder: Path, bank: Bank, there: str
) -> None:
    (folder / there).write_text("so: 1\nid: old\n", "utf-8")
    done = run_so("case", "copy", "ann", *HERE)
    assert (done.returncode, done.stdout) == (4, "")
    assert "--force" in done.stderr
    assert names(folder) == {"pat.yaml", there}
    assert run_so("case", "copy", "ann", *HERE, "--force").returncode == 0
    assert load_case(folder / "ann.yaml", bank).decision == "zebra"
    kept = folder / (there if there.endswith(".age") else ".ann.yaml.previous")
    assert kept.read_text("utf-8") == "so: 1\nid: old\n"


def test_a_case_is_not_copied_over_itself(run_so: RunSo, folder: Path) -> None:
    assert run_so("case", "copy", "pat", *HERE).returncode == 4
    assert (folder / "pat.yaml").read_text("utf-8") == TEXT


@pytest.mark.parametrize("name", ["not a name", "pat!", "new.yaml.age"])
def test_a_copy_needs_a_name_that_a_case_can_have(run_so: RunSo, folder: Path, name: str) -> None:
    done = run_so("case", "copy", name, *HERE)
    assert (done.returncode, done.stdout) == (2, "")
    assert names(folder) == {"pat.yaml"}


@pytest.mark.slow
def test_the_copy_of_a_locked_case_is_locked_with_the_same_passphrase(
    run_so: RunSo, folder: Path
) -> None:
    (folder / "pat.yaml").unlink()
    (folder / "pat.yaml.age").write_bytes(encrypt(TEXT.encode(), PASSPHRASE))
    done = run_so("case", "copy", "ann", *HERE, stdin=f"{PASSPHRASE}\n")
    assert (done.returncode, done.stdout) == (0, f"Saved: {folder / 'ann.yaml.age'}\n")
    assert names(folder) == {"pat.yaml.age", "ann.yaml.age"}
    opened = decrypt((folder / "ann.yaml.age").read_bytes(), PASSPHRASE, "").decode()
    assert "id: ann\n" in opened
    assert "decision: zebra\n" in opened


# --- Export --------------------------------------------------------------------------------------


def test_a_case_is_written_as_yaml_and_json_for_its_owner_alone(
    run_so: RunSo, folder: Path, tmp_path: Path, bank: Bank
) -> None:
    case = load_case(folder / "pat.yaml", bank)
    for name, text in (("out.yaml", dump_case(case)), ("out.JSON", to_json(case))):
        done = run_so("case", "export", "-o", name, *HERE)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Written: {name}\n")
        assert (tmp_path / name).read_text("utf-8") == text
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_a_case_is_written_locked(run_so: RunSo, folder: Path, tmp_path: Path) -> None:
    done = run_so("case", "export", "-o", "out.age", *HERE, stdin=f"{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "out.age").read_bytes()
    assert b"zebra" not in data
    assert b"decision: zebra\n" in decrypt(data, PASSPHRASE, "out.age")
    assert names(folder) == {"pat.yaml"}


def test_an_export_replaces_nothing_without_force_and_no_case_with_it(
    run_so: RunSo, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.yaml").write_text("hers", "utf-8")
    assert run_so("case", "export", "-o", "out.yaml", *HERE).returncode == 4
    assert (tmp_path / "out.yaml").read_text("utf-8") == "hers"
    assert run_so("case", "export", "-o", "out.yaml", *HERE, "--force").returncode == 0
    for inside in ("pat.yaml", "new.yaml"):
        assert run_so("case", "export", "-o", folder / inside, *HERE, "--force").returncode == 4
    assert (folder / "pat.yaml").read_text("utf-8") == TEXT


@pytest.mark.parametrize("output", [[], ["-o", "out.pdf"], ["-o", "out"], ["-o", "-"]])
def test_an_export_needs_a_name_that_says_its_kind(
    run_so: RunSo, folder: Path, output: list[str]
) -> None:
    done = run_so("case", "export", *output, *HERE)
    assert (done.returncode, done.stdout) == (2, "")
    assert ".yaml, .json or .age" in done.stderr


# --- Import --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out.yaml", "out.json"])
def test_what_was_exported_is_imported_whole(
    run_so: RunSo, rich_path: Path, tmp_path: Path, bank: Bank, name: str
) -> None:
    assert run_so("case", "export", "-o", name, "--case", rich_path).returncode == 0
    done = run_so("case", "import", name)
    case = load_case(rich_path, bank)
    path = tmp_path / "home" / "cases" / f"{case.id}.yaml"
    assert (done.returncode, done.stdout) == (0, f"Saved: {path}\n"), done.stderr
    assert load_case(path, bank) == case


@pytest.mark.slow
def test_a_locked_file_is_imported_with_its_passphrase(
    run_so: RunSo, folder: Path, tmp_path: Path, bank: Bank
) -> None:
    (tmp_path / "out.age").write_bytes(encrypt(TEXT.encode(), PASSPHRASE))
    done = run_so("case", "import", "out.age", "--case", "ann", stdin="wrong\n")
    assert (done.returncode, names(folder)) == (4, {"pat.yaml"})
    done = run_so("case", "import", "out.age", "--case", "ann", stdin=f"{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert load_case(folder / "ann.yaml", bank).id == "ann"


def test_an_import_is_checked_and_every_problem_has_its_line(
    run_so: RunSo, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.yaml").write_text("so: 1\nid: ann\nstage: no\nfacts: {er: purple}\n", "utf-8")
    done = run_so("case", "import", "in.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert "in.yaml:3: stage: " in done.stderr
    assert "in.yaml:4: facts.er: " in done.stderr
    assert names(folder) == {"pat.yaml"}


def test_an_import_goes_over_no_case_without_force_and_keeps_it_with_it(
    run_so: RunSo, folder: Path, tmp_path: Path, bank: Bank
) -> None:
    (tmp_path / "in.json").write_text(json.dumps({"so": 1, "id": "pat"}), "utf-8")
    for more in ([], list(HERE)):
        done = run_so("case", "import", "in.json", *more)
        assert (done.returncode, done.stdout) == (4, "")
        assert (folder / "pat.yaml").read_text("utf-8") == TEXT
    assert run_so("case", "import", "in.json", "--force").returncode == 0
    assert load_case(folder / "pat.yaml", bank).decision == ""
    assert (folder / ".pat.yaml.previous").read_text("utf-8") == TEXT


@pytest.mark.parametrize("inside", ["Ana Example", "a.yaml", "x.age"])
def test_an_id_that_is_no_name_leads_nowhere_else(
    run_so: RunSo, folder: Path, tmp_path: Path, inside: str
) -> None:
    (tmp_path / "in.yaml").write_text(f"so: 1\nid: {inside}\n", "utf-8")
    done = run_so("case", "import", "in.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--case NAME" in done.stderr
    assert names(tmp_path) == {"home", "in.yaml"}
    assert run_so("case", "import", "in.yaml", "--case", "ann").returncode == 0
    assert names(folder) == {"pat.yaml", "ann.yaml"}


def test_without_an_id_the_name_of_the_file_counts(
    run_so: RunSo, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "ann.yaml").write_text("so: 1\nstage: metastatic\n", "utf-8")
    assert run_so("case", "import", "ann.yaml").returncode == 0
    assert names(folder) == {"pat.yaml", "ann.yaml"}


@pytest.mark.parametrize("file", ["none.yaml", "none.age", "."])
def test_a_file_that_is_none_is_said(run_so: RunSo, folder: Path, file: str) -> None:
    done = run_so("case", "import", file)
    assert done.returncode in {3, 4}
    assert "Traceback" not in done.stderr

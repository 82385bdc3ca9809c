"""What the Tab key offers, as the shells ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.cli.app import COMMANDS, main

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Tab = Callable[..., list[str]]


def in_bash(line: str) -> dict[str, str]:
    """What the bash script sets when Tab is pressed at the end of this line."""
    at = len(line.split()) - (not line.endswith(" "))
    return {"_SO_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(at)}


def elsewhere(shell: str, line: str) -> dict[str, str]:
    return {
        "_SO_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


@pytest.fixture
def tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tab:
    """`tab("so letter ")`: what bash is offered; the cases are pat (locked) and sam."""
    cases = tmp_path / "cases"
    cases.mkdir()
    for name in ("pat.yaml.age", "sam.yaml", "not a name.yaml"):
        (cases / name).write_bytes(b"whatever stands here is never read")
        (cases / name).chmod(0)
    monkeypatch.setenv("SO_HOME", str(tmp_path))

    def press(line: str) -> list[str]:
        for name, value in in_bash(line).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit):
            main()
        said = capsys.readouterr()
        assert said.err == ""
        return said.out.splitlines()

    return press


def test_the_first_word_is_a_command(tab: Tab) -> None:
    assert tab("so ") == [name for name, _module, _help in COMMANDS]
    assert tab("so le") == ["letter"]
    assert "--version" in tab("so --")


def test_no_command_is_imported_for_its_name() -> None:
    code = (
        "import sys\nfrom so_cli.cli.app import main\n"
        "try:\n    main()\n"
        "finally:\n    print(*(set(sys.modules) & {'so_cli.cli.letter', 'msgspec', 'yaml'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | in_bash("so lett"),
        check=True,
    )
    assert done.stdout.split() == ["letter"]


def test_cases_are_offered_by_name_and_never_opened(tab: Tab) -> None:
    assert tab("so letter --case ") == ["pat", "sam"]
    assert tab("so case show -c s") == ["sam"]


def test_what_stands_in_the_bank_is_offered(tab: Tab, bank: Bank) -> None:
    assert tab("so letter ") == [letter.id for letter in bank.letters]
    assert tab("so records set ") == [record.id for record in bank.records]
    assert tab("so steps set ") == [step.id for step in bank.steps]
    assert tab("so explain her2-") == [w.id for w in bank.words if w.id.startswith("her2-")]
    assert tab("so bank show her2-ish") == ["her2-ish"]
    assert tab("so checklist --stage p") == ["post-biopsy", "pre-surgery", "post-surgery"]
    assert tab("so centers --state u") == ["ut"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("so records ", ["list", "set"]),
        ("so records set biopsy-slides re", ["requested"]),
        ("so steps set call-insurer ", ["done", "open"]),
        ("so medicines ", ["list", "add", "remove"]),
        ("so summary --for ", ["doctor", "me", "both"]),
        ("so summary -f m", ["md"]),
        ("so checklist c", ["card", "compare"]),
        ("so bank sc", ["schema"]),
    ],
)
def test_words_of_a_few_are_offered(line: str, offered: list[str], tab: Tab) -> None:
    assert tab(line) == offered


def test_a_bank_laid_over_has_its_own(
    tab: Tab, overlay: Callable[..., Path], tmp_path: Path
) -> None:
    step = "{id: parking, title: Parking, text: Ask., stages: [metastatic], lead_days: 1}"
    folder = overlay(steps=f"steps: [{step}]")
    assert tab(f"so steps --bank {folder} set pa") == ["parking"]
    broken = overlay(steps="steps: nonsense")
    assert tab(f"so steps --bank {broken} set call-i") == ["call-insurer"]


def test_nothing_in_the_title_of_an_entry_is_run_by_a_shell(
    run_so: RunSo, overlay: Callable[..., Path]
) -> None:
    title = r"'Park [/b] \`touch /tmp/so-was-here\`'"
    step = f"{{id: parking, title: {title}, text: Ask., stages: [metastatic], lead_days: 1}}"
    folder = overlay(steps=f"steps: [{step}]")
    done = run_so(env=elsewhere("zsh", f"so steps --bank {folder} set parking"))
    assert done.stdout == (
        '_arguments \'*: :(("parking":"Park /b \\`touch /tmp/so-was-here\\`"))\'\n'
    )


def test_zsh_and_fish_get_the_meaning_too(run_so: RunSo) -> None:
    zsh = run_so(env=elsewhere("zsh", "so checklist --stage meta"))
    assert zsh.stdout == """_arguments '*: :(("metastatic":"Metastatic (stage IV)"))'\n"""
    fish = run_so(env=elsewhere("fish", "so checklist --stage meta"))
    assert fish.stdout == "metastatic\tMetastatic (stage IV)\n"


def test_an_error_offers_nothing_and_says_nothing(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder of cases belongs", "utf-8")
    (tmp_path / "home").chmod(0)
    for env in (in_bash("so letter --case "), in_bash("so ") | {"COMP_CWORD": "nonsense"}):
        done = run_so(env=env)
        assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_take_its_script(shell: str, run_so_apart: RunSo, tmp_path: Path) -> None:
    for name in ("--show-completion", "--install-completion"):
        assert name in run_so_apart("--help").stdout
    env = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    shown = run_so_apart("--show-completion", shell, env=env)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "_SO_COMPLETE" in shown.stdout
    installed = run_so_apart("--install-completion", shell, env=env)
    assert (installed.returncode, installed.stderr) == (0, "")
    written = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert [text for text in written if shown.stdout.strip() in text]


def test_where_the_script_cannot_be_written_it_is_said(run_so_apart: RunSo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    env = {"HOME": str(tmp_path / "file"), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = run_so_apart("--install-completion", "bash", env=env)
    assert done.returncode == 4
    assert str(tmp_path / "file") in done.stderr
    assert "Traceback" not in done.stderr

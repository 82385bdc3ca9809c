"""The docs are true: their sessions run, their examples are real, every command is in the README.

A ```console block is run by bash, line by line: `$ ` begins a command, `> ` goes on with it, the
rest is what it prints, and a line `...` stands for anything. A page is one session, in a folder of
its own, with the examples in it. `make demo` runs this file as a program and writes what has
changed into the pages; what stands around a `...` is for a person to change.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from so_cli.bank import codes, model
from so_cli.bank.model import Entry
from so_cli.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
END = "== so: end of this command =="
ANYTHING = "..."


@dataclass(frozen=True)
class Command:
    """One command of a block, and what the page says that it prints."""

    shown: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def script(self) -> str:
        return "\n".join(line[2:] for line in self.shown)


def commands(text: str) -> list[Command]:
    found: list[tuple[list[str], list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(([line], []))
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1][0].append(line)
        elif found:
            found[-1][1].append(line)
        else:
            pytest.fail(f"this block does not begin with a command: {line}")
    return [Command(tuple(shown), tuple(printed)) for shown, printed in found]


def run(found: list[Command], folder: Path) -> list[list[str]]:
    """What each command prints, both streams together."""
    end = f"__code=$?; printf '\\n{END}\\n'; (exit $__code)"
    script = "\n".join(f"{command.script}\n{end}" for command in found)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SO_")}
    done = subprocess.run(
        ["bash"],
        input=script,
        cwd=folder,
        env=kept
        | {
            "HOME": str(folder),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "LC_ALL": "C.UTF-8",
            "SO_HOME": str(folder / ".so"),
            "SO_TODAY": "2026-11-20",
            "TERM": "dumb",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    printed = done.stdout.split(f"\n{END}\n")[:-1]
    # What a command printed may itself end in a line break, or in none.
    return [text.removesuffix("\n").split("\n") if text else [] for text in printed]


def matches(printed: list[str], wanted: tuple[str, ...]) -> bool:
    """Whether lines are the wanted ones, `...` standing for any number of lines."""
    parts = ["".join(f"{line}\n" for line in part) for part in _between(wanted)]
    pattern = r"(?:.*\n)*?".join(map(re.escape, parts))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def _between(lines: tuple[str, ...]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == ANYTHING:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def blocks(page: Path, kind: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [found["text"] for found in BLOCK.finditer(text) if found["kind"] == kind]


def new_folder(folder: Path) -> Path:
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if blocks(page, "console")],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_the_sessions_in_the_docs_run_as_they_are_shown(page: Path, tmp_path: Path) -> None:
    found = [command for text in blocks(page, "console") for command in commands(text)]
    for command, printed in zip(found, run(found, new_folder(tmp_path)), strict=True):
        assert matches(printed, command.printed), "\n".join(
            [*command.shown, "prints (make demo writes it into the page):", *printed]
        )


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name, _module, _help in COMMANDS if f"`so {name}" not in text] == []


def test_the_case_in_the_readme_is_taken_from_an_example() -> None:
    examples = [path.read_text("utf-8") for path in (ROOT / "examples").glob("*.yaml")]
    shown = blocks(README, "yaml")
    assert shown
    for text in shown:
        parts = [
            "".join(f"{line}\n" for line in part) for part in _between(tuple(text.splitlines()))
        ]
        assert any(all(part in example for part in parts) for example in examples), text


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_key_of_a_bank_is_in_its_guide() -> None:
    guide = (ROOT / "docs" / "writing-a-bank.md").read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", guide))
    missing = {
        f"{kind.__name__}.{key}"
        for kind in _kinds()
        for key in kind.__struct_encode_fields__
        if key not in words
    }
    assert missing == set()


def _kinds() -> Iterator[type[Entry]]:
    for found in (*vars(model).values(), *vars(codes).values()):
        if isinstance(found, type) and issubclass(found, Entry):
            yield found


def test_three_dots_stand_for_any_lines_and_for_nothing_else() -> None:
    assert matches(["a", "b", "c"], ("a", "...", "c"))
    assert matches(["a", "c"], ("a", "...", "c"))
    assert matches(["a", "b"], ("...",))
    assert matches([], ())
    assert not matches(["a", "b", "c"], ("a", "c"))
    assert not matches(["a", "b", "cc"], ("a", "...", "c"))


def _renewed(command: Command, printed: list[str]) -> list[str]:
    """The lines of a command as they belong into the page."""
    if any(line.startswith("Traceback ") for line in printed):
        sys.exit("\n".join([*command.shown, *printed]))
    if not any(line.strip() == ANYTHING for line in command.printed):
        return [*command.shown, *printed]
    if not matches(printed, command.printed):
        print("Please change by hand:", command.shown[0], *printed, sep="\n", file=sys.stderr)
    return [*command.shown, *command.printed]


def renew(page: Path) -> None:
    """Write into a page what its sessions print now; around a `...` only say what differs."""
    text = page.read_text(encoding="utf-8")
    found = [command for block in blocks(page, "console") for command in commands(block)]
    with tempfile.TemporaryDirectory() as name:
        printed = iter(run(found, new_folder(Path(name))))

    def again(block: re.Match[str]) -> str:
        if block["kind"] != "console":
            return block[0]
        lines = (line for each in commands(block["text"]) for line in _renewed(each, next(printed)))
        return "\n".join(["```console", *lines, "```"])

    renewed = BLOCK.sub(again, text)
    if renewed != text:
        page.write_text(renewed, encoding="utf-8")
        print(f"Written: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    for each in PAGES:
        renew(each)

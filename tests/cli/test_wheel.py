"""The program as it is installed: built into a wheel, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.store import load_case

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
REPOSITORY = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet"]
    subprocess.run([*pip, "wheel", *offline, "-w", folder, REPOSITORY], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`so` in an environment of its own; only the libraries are shared, nothing is downloaded."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=True)
    (site,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)  # a wheel of pure Python is installed by being unpacked

    def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        code = (
            f"import runpy, sys; sys.path.append({sysconfig.get_path('purelib')!r}); "
            "import so_cli; assert so_cli.__file__.startswith(sys.prefix); "
            "runpy.run_module('so_cli', run_name='__main__')"
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SO_")}
        kept.pop("PYTHONPATH", None)
        return subprocess.run(
            [home / "bin" / "python", "-c", code, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=kept | {"SO_HOME": str(home / "data"), "SO_TODAY": "2026-11-20"},
            check=False,
        )

    return run


def test_the_wheel_holds_the_data_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry,) = [name for name in names if name.endswith("entry_points.txt")]
        assert "so = so_cli.cli.app:main" in archive.read(entry).decode()
    shipped = {f"so_cli/data/{path.name}" for path in (REPOSITORY / "data").glob("*.yaml")}
    assert shipped
    assert shipped <= names
    assert [name for name in names if name.endswith("/data/share/man/man1/so.1")]
    assert not [name for name in names if {"tests", "__pycache__"} & {*Path(name).parts}]


def test_from_another_folder_a_case_becomes_a_packet(
    installed: Run, tmp_path: Path, rich_path: Path, bank: Bank
) -> None:
    done = installed("interview", "--answers", rich_path, "--case", "x.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    pages = installed("summary", "--case", "x.yaml", "-f", "md", cwd=tmp_path)
    assert (pages.returncode, pages.stderr) == (0, "")
    packet: dict[str, Any] = json.loads(
        installed("summary", "--case", "x.yaml", "-f", "json", cwd=tmp_path).stdout
    )
    assert packet["bank"] == bank.digest, "the data in the wheel are those of the repository"

    case = load_case(rich_path, bank)
    facts = {fact["id"]: fact for fact in packet["facts"]}
    assert case.facts.keys() <= facts.keys()
    doctor, own = pages.stdout.split("\n\n---\n\n")[:: max(1, len(packet["visits"]))]
    plain = doctor.replace("\\", "")
    for fact in packet["facts"]:
        assert f"{fact['label']}: {fact['text']}" in own.replace("\\", "")
        if fact["doctor"] and fact["value"] is None:
            assert fact["label"] in plain
        elif fact["doctor"]:
            said = fact["text"] if fact["id"] in {"concerns", "urgent_signs"} else fact["shorthand"]
            lead = {"had:", "proposed:"}
            words = [word.strip(",;:") for word in said.split() if word not in lead]
            assert all(word in plain for word in words), fact["id"]
    assert packet["top"][0]["own"]
    assert packet["top"][0]["text"] == facts["main_question"]["value"]

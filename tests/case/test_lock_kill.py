"""`kill -9` while a case is locked or unlocked: it opens one way or the other, and is the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lock_driver import turned

from so_cli.bank.bank import Bank
from so_cli.case.locked import decrypt, encrypt
from so_cli.case.reading import read_case
from so_cli.case.store import held, load_case

pytestmark = pytest.mark.slow

DRIVER = Path(__file__).with_name("lock_driver.py")
MARKER = b"zebra-and-giraffe"
TEXT = b"so: 1\nid: pat\ndecision: " + MARKER + b"\nallergies: [" + b"penicillin, " * 500 + b"x]\n"
PASSPHRASE = "four words that fit"
KILLS = 50
REAL_KILLS = 4


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """The plain file of a case, in a home of its own; everything temporary goes there too."""
    for folder in ("home/cases", "tmp"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "home" / "cases" / "pat.yaml"
    path.write_bytes(TEXT)
    yield path
    assert list((tmp_path / "tmp").iterdir()) == []


def environment(path: Path) -> dict[str, str]:
    root = path.parents[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SO_")}
    return kept | {"SO_HOME": str(root / "home"), "TMPDIR": str(root / "tmp")}


def shown(path: Path) -> list[str]:
    """The files below the home and the temporary folder in which the marker can be read."""
    root = path.parents[2]
    return [
        str(each.relative_to(root))
        for each in sorted(root.rglob("*"))
        if each.is_file() and MARKER in each.read_bytes()
    ]


def start(path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(path),
    )


def test_no_moment_of_locking_and_unlocking_is_wrong_for_the_plug_to_be_pulled(
    place: Path, bank: Bank
) -> None:
    sealed = place.with_name("pat.yaml.age")
    chance = random.Random(20261120)  # noqa: S311 - moments, not secrets
    found = set()
    for _ in range(KILLS):
        with start(place, str(DRIVER), str(place)) as child:
            assert child.stdout
            assert child.stdout.readline() == b"begun\n"
            time.sleep(chance.uniform(0.02, 0.1))
            child.send_signal(signal.SIGKILL)
        left = sorted(each.name for each in place.parent.iterdir())
        found.add(tuple(each.split(".")[-1] for each in left))
        # The plain one counts; both hold all of it, each where it is there.
        assert place.exists() or sealed.exists()
        if place.exists():
            assert place.read_bytes() == TEXT
            load_case(place, bank)
        if sealed.exists():
            assert turned(sealed.read_bytes()) == TEXT
        with held(place):
            pass  # the next opening clears away what a killed one left
        assert {each.name for each in place.parent.iterdir()} <= {"pat.yaml", "pat.yaml.age"}
        assert shown(place) == (["home/cases/pat.yaml"] if place.exists() else [])
    assert len(found) > 3, "the moments must fall all over it"


def test_once_lock_has_said_done_nothing_can_be_read_anywhere(place: Path) -> None:
    folder = place.parent
    (folder / ".pat.yaml.previous").write_bytes(TEXT)
    (folder / ".pat.yaml.k3x9.unfinished").write_bytes(TEXT)
    (folder / ".pat.yaml.edit").mkdir()
    (folder / ".pat.yaml.edit" / "pat.yaml~").write_bytes(TEXT)
    done = start(place, "-m", "so_cli", "case", "lock", "--case", "pat")
    said, _ = done.communicate(f"{PASSPHRASE}\n".encode())
    assert done.returncode == 0
    assert said.startswith(b"Locked: ")
    assert shown(place) == []
    assert [each.name for each in folder.iterdir()] == ["pat.yaml.age"]
    assert decrypt((folder / "pat.yaml.age").read_bytes(), PASSPHRASE, "") == TEXT


@pytest.mark.parametrize("command", ["lock", "unlock"])
def test_the_real_program_may_be_killed_too(place: Path, bank: Bank, command: str) -> None:
    sealed = place.with_name("pat.yaml.age")
    closed = encrypt(TEXT, PASSPHRASE)
    chance = random.Random(command)  # noqa: S311 - moments, not secrets
    for _ in range(REAL_KILLS):
        for path in (place, sealed):
            path.unlink(missing_ok=True)
        if command == "lock":
            place.write_bytes(TEXT)
        else:
            sealed.write_bytes(closed)
        child = start(place, "-m", "so_cli", "case", command, "--case", "pat")
        assert child.stdin
        assert child.stdout
        child.stdin.write(f"{PASSPHRASE}\n".encode())
        child.stdin.close()
        time.sleep(chance.uniform(0.3, 2.2))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert place.exists() or sealed.exists()
        opened = [place.read_bytes()] if place.exists() else []
        if sealed.exists() and sealed.read_bytes() != closed:
            opened.append(decrypt(sealed.read_bytes(), PASSPHRASE, ""))
        assert all(text == TEXT for text in opened)
        assert read_case(TEXT.decode(), "pat.yaml", bank)[0] is not None

"""A case is saved whole or not at all, privately, by one writer at a time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from so_cli.bank.bank import Bank
from so_cli.case.model import (
    Answer,
    Case,
    GivenAnswer,
    Medicine,
    OwnQuestion,
    Person,
    Questions,
    StepState,
    Visit,
)
from so_cli.case.reading import read_case
from so_cli.case.store import (
    case_files,
    case_path,
    delete_case,
    dump_case,
    load_case,
    open_for_writing,
    previous_path,
)
from so_cli.errors import BadFile, NoAccess, WrongUse

HOSTILE = st.sampled_from(
    [
        "null", "~", "true", "no", "007", "1e5", "0x1F", "2026-12-10", "12:30", "- a",
        "--- x", "...",
        "a: b", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "?", ": ",
        "{a", "[a",
        "'", '"', "\\", "a\nb", "\n\n a\n", "  a  ", "a\tb", "\x85", "a\u2028b", "\ufeffa",
        "\x00\x07\x1b[2J", "\u202e",
        "\U0001f469\u200d\u2695\ufe0f", "=", "<<", "x" * 200, "word " * 60,
    ]
)  # fmt: skip
CLOCKS = st.just("") | st.times().map(lambda time: f"{time:%H:%M}")
TEXTS = HOSTILE | st.text(max_size=60)
IDS = st.sampled_from(["", "pat", "no", "12", "Ana Example", "MRN-4471.b", "żółw"])
CASES = st.builds(
    Case,
    id=IDS,
    decision=TEXTS,
    decide_by=st.none() | st.dates(),
    person=st.builds(Person, name=TEXTS, born=st.none() | st.dates(), phone=TEXTS),
    visits=st.lists(st.builds(Visit, with_=TEXTS, time=CLOCKS, date=st.none() | st.dates())).map(
        tuple
    ),
    facts=st.fixed_dictionaries(
        {},
        optional={
            "er": st.sampled_from([Answer(value="positive"), Answer(state="later")]),
            "age": st.builds(Answer, value=st.integers(18, 99)),
            "main_question": st.builds(Answer, value=TEXTS.map(str.strip), told_by=TEXTS),
            "from-a-newer-bank": st.builds(Answer, value=TEXTS),
        },
    ),
    questions=st.builds(
        Questions,
        own=st.lists(
            st.builds(OwnQuestion, id=TEXTS, text=TEXTS), max_size=2, unique_by=lambda own: own.id
        ).map(tuple),
        answers=st.dictionaries(TEXTS, st.builds(GivenAnswer, text=TEXTS), max_size=2),
    ),
    medicines=st.lists(st.builds(Medicine, name=TEXTS), max_size=2).map(tuple),
    allergies=st.lists(TEXTS, max_size=2).map(tuple),
    steps=st.dictionaries(TEXTS, st.builds(StepState, note=TEXTS), max_size=2),
)


@settings(deadline=None, max_examples=200)
@given(CASES)
def test_what_is_saved_is_what_is_loaded(bank: Bank, case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pat.yaml"
        with open_for_writing(path) as file:
            file.save(case)
        assert load_case(path, bank) == case


@pytest.mark.parametrize("value", ["\ud800", "a\udcffb"])
def test_bytes_that_were_never_text_do_not_stop_a_save(
    tmp_path: Path, bank: Bank, value: str
) -> None:
    with open_for_writing(tmp_path / "pat.yaml") as file:
        file.save(Case(decision=value))
    assert (
        load_case(tmp_path / "pat.yaml", bank).decision == value.encode("utf-8", "replace").decode()
    )


def test_a_file_is_for_people_to_read(tmp_path: Path) -> None:
    case = Case(id="pat", decide_by=date(2026, 12, 20), facts={"her2": Answer(value="equivocal")})
    assert dump_case(case) == (
        "# Written by so. You may edit it; comments are not kept.\n"
        "so: 1\nid: pat\ndecide_by: 2026-12-20\nfacts:\n  her2: equivocal\n"
    )


def test_a_case_too_large_to_be_read_again_is_not_saved(tmp_path: Path, bank: Bank) -> None:
    path = tmp_path / "pat.yaml"
    with open_for_writing(path) as file:
        file.save(Case(decision="small"))
        with pytest.raises(BadFile, match="too large"):
            file.save(Case(allergies=("x" * 100_000,) * 50))
    assert load_case(path, bank).decision == "small"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_folders_and_files_are_for_their_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SO_HOME", str(tmp_path / "so"))
    before = os.umask(0)
    try:
        path = case_path("pat")
        with open_for_writing(path) as file:
            file.save(Case(id="pat"))
            path.chmod(0o644)
        with open_for_writing(path) as file:
            file.save(Case(id="pat", decision="x"))
            assert {mode(each) for each in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(before)
    assert [mode(tmp_path / "so"), mode(path.parent)] == [0o700, 0o700]


def test_the_version_before_this_session_is_kept(tmp_path: Path, bank: Bank) -> None:
    path = tmp_path / "pat.yaml"
    for session in ("one", "two"):
        with open_for_writing(path) as file:
            for answer in ("first", "last"):
                file.save(Case(decision=f"{session} {answer}"))
    assert load_case(path, bank).decision == "two last"
    assert load_case(previous_path(path), bank).decision == "one last"


def test_where_there_are_no_links_the_previous_version_is_kept_too(
    tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    test_the_version_before_this_session_is_kept(tmp_path, bank)
    assert mode(previous_path(tmp_path / "pat.yaml")) == 0o600


def test_nothing_but_the_case_and_its_previous_version_stays(tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    for _ in range(2):
        with open_for_writing(path) as file:
            file.save(Case(id="pat"))
    assert {each.name for each in tmp_path.iterdir()} == {"pat.yaml", ".pat.yaml.previous"}


def test_what_a_killed_program_left_half_written_goes_at_the_next_opening(tmp_path: Path) -> None:
    left = tmp_path / ".pat.yaml.k3x9.unfinished"
    other = tmp_path / ".ann.yaml.k3x9.unfinished"
    left.write_text("half")
    other.write_text("another case's")
    with open_for_writing(tmp_path / "pat.yaml"):
        pass
    assert (left.exists(), other.exists()) == (False, True)


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    path = tmp_path / "pat.yaml"
    with open_for_writing(path) as file:
        file.save(Case(decision="old"))

    def fail(_handle: int) -> None:
        raise failure

    monkeypatch.setattr("os.fsync", fail)
    expected = NoAccess if isinstance(failure, OSError) else type(failure)
    with open_for_writing(path) as file, pytest.raises(expected):
        file.save(Case(decision="new"))
    assert load_case(path, bank).decision == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"pat.yaml"}


LIMITED = """
import resource, signal, sys
from pathlib import Path
from so_cli.case.model import Case
from so_cli.case.store import open_for_writing
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
with open_for_writing(Path(sys.argv[1])) as file:
    file.save(Case(decision="x" * 5000))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are for POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, bank: Bank) -> None:
    path = tmp_path / "pat.yaml"
    with open_for_writing(path) as file:
        file.save(Case(decision="old"))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=False
    )
    assert "NoAccess" in done.stderr
    assert "cannot be written: File too large" in done.stderr
    assert load_case(path, bank).decision == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"pat.yaml"}


def test_a_linked_case_stays_a_link(tmp_path: Path, bank: Bank) -> None:
    real = tmp_path / "stick" / "pat.yaml"
    real.parent.mkdir()
    link = tmp_path / "pat.yaml"
    link.symlink_to(real)
    for decision in ("old", "new"):
        with open_for_writing(link) as file:
            file.save(Case(decision=decision))
    assert link.is_symlink()
    assert load_case(real, bank).decision == "new"


HOLDER = """
import sys
from pathlib import Path
from so_cli.case.store import open_for_writing
with open_for_writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_names_of_one_case_have_one_holder(tmp_path: Path) -> None:
    (tmp_path / "pat.yaml").touch()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "pat.yaml")
    with (
        open_for_writing(tmp_path / "pat.yaml"),
        pytest.raises(NoAccess, match="is open in"),
        open_for_writing(tmp_path / "link.yaml"),
    ):
        pass


def test_a_second_writer_is_told_who_holds_it_every_time(tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for _ in range(3):
            with (
                pytest.raises(NoAccess, match=rf"process {holder.pid}\b") as caught,
                open_for_writing(path),
            ):
                pass
        assert "Finish there first" in caught.value.advice
        holder.communicate()
    with open_for_writing(path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_that_a_killed_program_left_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / ".pat.yaml.lock").write_text("99999")
    with open_for_writing(tmp_path / "pat.yaml") as file:
        file.save(Case())
    assert not (tmp_path / ".pat.yaml.lock").exists()


@pytest.mark.parametrize("place", ["gone/pat.yaml", "file/pat.yaml"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoAccess, match="no folder"), open_for_writing(tmp_path / place):
        pass


def test_delete_takes_the_case_and_all_that_is_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "pat.yaml"
    for _ in range(2):
        with open_for_writing(path) as file:
            file.save(Case())
    (tmp_path / ".pat.yaml.k3x9.unfinished").write_text("half")
    delete_case(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("pat", "home/cases/pat.yaml"),
        ("Pat_2-b", "home/cases/Pat_2-b.yaml"),
        ("./pat", "pat"),
        ("pat.yaml", "pat.yaml"),
        ("pat.json", "pat.json"),
        ("pat.yaml.age", "pat.yaml.age"),
        ("sub/pat", "sub/pat"),
        ("~no-such-user/pat", "~no-such-user/pat"),
        (None, "home/cases/me.yaml"),
    ],
)
def test_a_case_is_called_by_name_or_by_path(
    monkeypatch: pytest.MonkeyPatch, name: str | None, path: str
) -> None:
    monkeypatch.setenv("SO_HOME", "home")
    monkeypatch.delenv("SO_CASE", raising=False)
    assert case_path(name) == Path(path)


@pytest.mark.parametrize(
    "name", ["", ".age", "-pat", "a b", "pat!", "..", "pat\n", "x" * 65, "пат"]
)
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(WrongUse, match="cannot be the name") as caught:
        case_path(name)
    assert "give a path" in caught.value.advice


def test_without_a_name_so_case_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SO_HOME", "home")
    monkeypatch.setenv("SO_CASE", "ann")
    assert case_path(None) == Path("home/cases/ann.yaml")
    assert case_path("pat") == Path("home/cases/pat.yaml")


def test_cases_are_listed_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SO_HOME", str(tmp_path))
    assert case_files() == []
    for name in ("pat", "ann"):
        with open_for_writing(case_path(name)) as file:
            file.save(Case(id=name))
            file.save(Case(id=name))
    assert [path.stem for path in case_files()] == ["ann", "pat"]


SAVER = """
import sys
from pathlib import Path
from so_cli.case.model import Case
from so_cli.case.store import open_for_writing
number = int(sys.argv[2])
while True:
    with open_for_writing(Path(sys.argv[1])) as file:
        for _ in range(5):
            number += 1
            file.save(Case(id=str(number), decision="words " * number))
            print(number, flush=True)
"""


@pytest.mark.slow
def test_a_program_killed_at_any_moment_loses_nothing_that_it_said_was_saved(
    tmp_path: Path, bank: Bank
) -> None:
    path = tmp_path / "pat.yaml"
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    saved = 0
    for _ in range(30):
        with subprocess.Popen(
            [sys.executable, "-c", SAVER, path, str(saved)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            said = [int(child.stdout.readline())]
            time.sleep(chance.uniform(0, 0.08))
            child.send_signal(signal.SIGKILL)
            said += [int(line) for line in child.stdout if line.endswith("\n")]
        text = path.read_text(encoding="utf-8")
        case, problems = read_case(text, str(path), bank)
        assert case is not None, problems
        saved = int(case.id)
        assert saved in {said[-1], said[-1] + 1}
        if previous_path(path).exists():
            assert int(load_case(previous_path(path), bank).id) <= saved
    with open_for_writing(path) as file, suppress(NoAccess):
        file.save(replace(Case(), id="last"))
    assert {each.name for each in tmp_path.iterdir()} == {"pat.yaml", ".pat.yaml.previous"}

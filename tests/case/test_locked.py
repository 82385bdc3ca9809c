"""A locked case opens with its passphrase alone, and no moment loses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from so_cli.bank.bank import Bank
from so_cli.case import locked
from so_cli.case.atomic import write_whole
from so_cli.case.locked import (
    decrypt,
    encrypt,
    load_locked,
    lock_case,
    save_locked,
    tidy,
    unlock_case,
)
from so_cli.case.model import Case
from so_cli.case.store import (
    case_files,
    case_path,
    delete_case,
    held,
    load_case,
    name_of,
    open_for_writing,
    previous_path,
)
from so_cli.errors import BadFile, NoAccess, WrongUse

MARKER = b"zebra-and-giraffe"
PASSPHRASE = "four words  that fit"
TEXT = f"# a comment of hers\nso: 1\nid: pat\ndecision: {MARKER.decode()}\n"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """A case under the passphrase, made by the real age."""
    return encrypt(TEXT.encode(), PASSPHRASE)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for age that takes no time: what is tested is what happens to the files."""

    def open_(data: bytes, passphrase: str, file: str) -> bytes:
        key, _, text = data.partition(b"\n")
        if key != passphrase.encode():
            raise NoAccess(file)
        return bytes(byte ^ 255 for byte in text)

    monkeypatch.setattr(
        locked,
        "encrypt",
        lambda data, passphrase: passphrase.encode() + b"\n" + bytes(byte ^ 255 for byte in data),
    )
    monkeypatch.setattr(locked, "decrypt", open_)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "pat.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def locked_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.age")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def lock(path: Path, passphrase: str = PASSPHRASE) -> None:
    with held(path) as file:
        lock_case(file, passphrase)


def unlock(path: Path, passphrase: str = PASSPHRASE) -> None:
    with held(path) as file:
        unlock_case(file, passphrase)


# --- What is in the file -------------------------------------------------------------------------


def test_what_is_locked_is_what_is_opened(sealed: bytes) -> None:
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert MARKER not in sealed
    assert decrypt(sealed, PASSPHRASE, "pat.yaml.age") == TEXT.encode()


@pytest.mark.parametrize("wrong", ["four words that fit", PASSPHRASE.upper(), " " + PASSPHRASE])
def test_a_wrong_passphrase_is_said_and_shown_nowhere(sealed: bytes, wrong: str) -> None:
    with pytest.raises(NoAccess, match=r"does not open pat\.yaml\.age") as caught:
        decrypt(sealed, wrong, "pat.yaml.age")
    assert wrong.strip() not in str(caught.value)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda data: data[:10],
        lambda data: data[:60],
        lambda data: data[:-1],
        lambda data: data[:-40],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data + b"more",
        lambda _: b"so: 1\nid: pat\n",
        lambda _: b"\x00\xff" * 100,
        lambda _: b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\nabc",
        lambda data: data.replace(b"-> scrypt", b"-> scrypto"),
    ],
    ids=[
        "empty", "cut in the first line", "cut in the header", "one byte short", "cut in the text",
        "one bit flipped", "longer", "plain text", "noise", "for a key", "of another kind",
    ],
)  # fmt: skip
def test_a_file_that_is_cut_or_foreign_is_one_sentence(
    sealed: bytes, harm: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(BadFile) as caught:
        decrypt(harm(sealed), PASSPHRASE, "pat.yaml.age")
    (problem,) = caught.value.problems
    assert str(problem).startswith("pat.yaml.age: this ")


@pytest.mark.parametrize("work", [23, 25, 64, 9999])
def test_a_file_that_asks_for_hours_of_work_is_refused_at_once(sealed: bytes, work: int) -> None:
    asking = re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 %d\n" % work, sealed)
    with pytest.raises(BadFile, match="so much work"):
        decrypt(asking, PASSPHRASE, "pat.yaml.age")


def test_more_than_a_case_can_hold_is_refused(
    sealed: bytes, tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locked, "MAX_CASE_BYTES", 20)
    with pytest.raises(BadFile, match="too large"):
        decrypt(sealed, PASSPHRASE, "pat.yaml.age")
    path = tmp_path / "pat.yaml.age"
    path.write_bytes(sealed.ljust(5_000_000))
    with pytest.raises(BadFile, match="too large"):
        load_locked(path, PASSPHRASE, bank)


# --- Locking and unlocking -----------------------------------------------------------------------


def test_a_case_is_locked_read_and_unlocked_to_the_same_bytes(plain: Path, bank: Bank) -> None:
    lock(plain)
    assert names(plain.parent) == {"pat.yaml.age"}
    assert locked_of(plain).stat().st_mode & 0o777 == 0o600
    assert load_locked(locked_of(plain), PASSPHRASE, bank).decision == MARKER.decode()
    unlock(plain)
    assert names(plain.parent) == {"pat.yaml"}
    assert plain.read_text("utf-8") == TEXT
    assert plain.stat().st_mode & 0o777 == 0o600


def test_locking_leaves_nothing_in_plain_text(quick: None, plain: Path) -> None:
    folder = plain.parent
    previous_path(plain).write_bytes(MARKER)
    (folder / ".pat.yaml.k3.unfinished").write_bytes(MARKER)
    (folder / ".pat.yaml.previous.unfinished").write_bytes(MARKER)
    (folder / ".pat.yaml.edit").mkdir()
    (folder / ".pat.yaml.edit" / ".pat.yaml.swp").write_bytes(MARKER)
    lock(plain)
    assert names(folder) == {"pat.yaml.age"}


def test_an_older_locked_version_is_written_over(quick: None, plain: Path, bank: Bank) -> None:
    locked_of(plain).write_text("older")
    lock(plain)
    assert load_locked(locked_of(plain), PASSPHRASE, bank).decision == MARKER.decode()


def test_what_cannot_be_opened_again_is_never_the_only_one(
    quick: None, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locked, "encrypt", lambda _data, passphrase: passphrase.encode() + b"\nx")
    with pytest.raises(BadFile, match="damaged"):
        lock(plain)
    assert plain.read_text("utf-8") == TEXT
    assert names(plain.parent) == {"pat.yaml"}


def test_a_wrong_passphrase_leaves_the_case_locked(quick: None, plain: Path, bank: Bank) -> None:
    lock(plain)
    before = locked_of(plain).read_bytes()
    with pytest.raises(NoAccess):
        unlock(plain, "another")
    assert names(plain.parent) == {"pat.yaml.age"}
    assert locked_of(plain).read_bytes() == before


def test_a_full_disk_leaves_the_case_as_it_was(
    quick: None, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", fail)
        with pytest.raises(NoAccess, match="No space left"):
            lock(plain)
    assert names(plain.parent) == {"pat.yaml"}
    lock(plain)
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(NoAccess, match="No space left"):
        unlock(plain)
    assert names(plain.parent) == {"pat.yaml.age"}


def test_a_case_with_a_mistake_in_it_is_locked_and_unlocked_too(
    quick: None, plain: Path, bank: Bank
) -> None:
    plain.write_text("so: [", "utf-8")
    lock(plain)
    with pytest.raises(BadFile, match=r"pat\.yaml\.age:\d") as caught:
        load_locked(locked_of(plain), PASSPHRASE, bank)
    assert "so case unlock" in caught.value.advice
    unlock(plain)
    assert plain.read_text("utf-8") == "so: ["


def test_what_is_no_text_is_not_unlocked(quick: None, plain: Path) -> None:
    plain.write_bytes(b"\xff\xfe\x00")
    lock(plain)
    with pytest.raises(BadFile, match="not a text file"):
        unlock(plain)
    assert names(plain.parent) == {"pat.yaml.age"}


def test_a_case_that_is_saved_locked_was_never_in_plain_text(
    quick: None, tmp_path: Path, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []

    def watch(path: Path, data: bytes) -> None:
        written.append(data)
        write_whole(path, data)

    monkeypatch.setattr(locked, "write_whole", watch)
    with held(tmp_path / "pat.yaml") as file:
        save_locked(file, Case(id="pat", decision=MARKER.decode()), PASSPHRASE)
    assert load_locked(tmp_path / "pat.yaml.age", PASSPHRASE, bank).decision == MARKER.decode()
    assert not [data for data in written if MARKER in data]


def test_what_a_killed_unlock_left_goes_when_the_case_is_next_opened(
    quick: None, plain: Path
) -> None:
    lock(plain)
    left = plain.with_name(".pat.yaml.k3x9.unfinished")
    openings: tuple[Callable[[], None], ...] = (
        lambda: tidy(locked_of(plain)),
        lambda: unlock(plain),
        lambda: lock(plain),
    )
    for opening in openings:
        left.write_bytes(MARKER)
        opening()
        assert not left.exists()


# --- Which of the two counts ---------------------------------------------------------------------


def test_where_only_the_locked_one_is_there_it_is_the_case(
    quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SO_HOME", str(tmp_path))
    path = case_path("pat")
    with open_for_writing(path) as file:
        file.save(Case(id="pat"))
    assert case_path("pat") == path
    lock(path)
    assert case_path("pat") == locked_of(path)
    assert case_path(str(path)) == locked_of(path)
    assert case_path(f"{path}.age") == locked_of(path)
    path.write_text(TEXT, "utf-8")
    assert case_path("pat") == path
    assert case_path(f"{path}.age") == path


def test_the_list_of_cases_has_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SO_HOME", str(tmp_path))
    folder = tmp_path / "cases"
    folder.mkdir()
    for name in ("pat.yaml", "pat.yaml.age", "ann.yaml.age", "ed.yaml", ".x.yaml.age", "b.age"):
        (folder / name).touch()
    found = case_files()
    assert [path.name for path in found] == ["ann.yaml.age", "ed.yaml", "pat.yaml"]
    assert [name_of(path) for path in found] == ["ann", "ed", "pat"]


def test_a_locked_case_is_not_changed(quick: None, plain: Path, bank: Bank) -> None:
    lock(plain)
    for path in (plain, locked_of(plain)):
        with pytest.raises(NoAccess, match="is locked") as caught, open_for_writing(path):
            pass
        assert "so case unlock" in caught.value.advice
    with pytest.raises(NoAccess, match="is locked"):
        load_case(locked_of(plain), bank)
    assert names(plain.parent) == {"pat.yaml.age"}


def test_no_case_begins_under_the_name_of_a_locked_one(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml.age"
    with pytest.raises(NoAccess, match="no file"), open_for_writing(path):
        pass
    assert names(tmp_path) == set()


def test_the_locked_and_the_plain_one_have_one_holder(plain: Path) -> None:
    locked_of(plain).touch()
    with held(plain), pytest.raises(NoAccess, match="is open in"), held(locked_of(plain)):
        pass


def test_of_a_link_the_case_behind_it_is_locked(quick: None, tmp_path: Path, bank: Bank) -> None:
    real = tmp_path / "stick" / "pat.yaml"
    real.parent.mkdir()
    real.write_text(TEXT, "utf-8")
    link = tmp_path / "pat.yaml"
    link.symlink_to(real)
    lock(link)
    assert names(real.parent) == {"pat.yaml.age"}
    assert case_path(str(link)) == locked_of(real)
    unlock(link)
    assert load_case(link, bank).decision == MARKER.decode()


def test_delete_takes_every_form(quick: None, plain: Path) -> None:
    for path in (plain, locked_of(plain)):
        for each in (plain, locked_of(plain), previous_path(plain)):
            each.write_text(TEXT, "utf-8")
        delete_case(path)
        assert names(plain.parent) == set()


def test_a_name_is_never_a_path_when_it_must_be_a_name() -> None:
    from so_cli.case.store import named_case

    for name in ("a.yaml", "../a", "a/b", "a.age"):
        with pytest.raises(WrongUse):
            named_case(name)


def busy_for(tries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that seems too slow for a file, so many times."""
    waits = iter([True] * tries)
    real = pyrage.passphrase.decrypt

    def decrypt(data: bytes, passphrase: str) -> bytes:
        if next(waits, False):
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        opened: bytes = real(data, passphrase)
        return opened

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    monkeypatch.setattr(locked, "_PAUSE", 0)


def test_a_busy_computer_is_no_damaged_file(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_for(3, monkeypatch)
    assert decrypt(sealed, PASSPHRASE, "pat.yaml.age") == TEXT.encode()


def test_one_that_stays_too_busy_is_told_so(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_for(1_000, monkeypatch)
    with pytest.raises(NoAccess, match=r"too busy, or too slow, to open pat\.yaml\.age"):
        decrypt(sealed, PASSPHRASE, "pat.yaml.age")

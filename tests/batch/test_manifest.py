"""What an export has done so far: kept whatever happens, and never trusted blindly."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from so_cli.batch.manifest import OUTDATED, VERSION, Entry, Manifest
from so_cli.errors import NoAccess

DAY = date(2026, 11, 20)


def entry(name: str, digest: bytes = b"1", **files: int) -> Entry:
    return Entry(name, name, "a.jsonl", 1, digest, files or {f"{name}.md": 7}, ())


def opened(path: Path, made_of: str = "now") -> Manifest:
    manifest = Manifest(path)
    manifest.begin(DAY, made_of)
    return manifest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A manifest with one entry."""
    manifest = opened(tmp_path / "m.sqlite")
    manifest.write([entry("ann")], [])
    manifest.settle()
    manifest.close()
    return tmp_path / "m.sqlite"


def test_only_its_owner_may_read_it(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_case_is_found_by_its_bytes_where_it_would_be_made_the_same_way(path: Path) -> None:
    manifest = opened(path)
    assert manifest.made_on == DAY
    assert manifest.find(b"1") == entry("ann")
    assert manifest.find(b"2") is None
    manifest.begin(DAY, "otherwise")
    assert manifest.find(b"1") is None


def test_what_was_under_way_when_all_stopped_is_not_there_yet(path: Path) -> None:
    manifest = opened(path)
    manifest.write([entry("ben", b"2")], [])
    manifest.close()

    manifest = opened(path)
    assert manifest.find(b"1") is not None
    assert manifest.find(b"2") is None
    before, _is_holder = manifest.before("ben")
    assert before == entry("ben", b"2"), "its outputs may be there, and are ours"
    manifest.write([entry("cem", b"3")], [])
    assert manifest.find(b"2") is not None


def test_an_id_is_held_by_who_had_it_in_this_run(path: Path) -> None:
    manifest = opened(path)
    assert manifest.before("ann") == (entry("ann"), False)
    assert manifest.before("ben") == (None, False)
    moved = entry("ann")._replace(source="b.jsonl", line=5)
    manifest.write([], [moved])
    assert manifest.before("ann") == (moved, True)


def test_what_was_made_otherwise_is_ours_and_out_of_date(path: Path) -> None:
    before, _is_holder = opened(path, "another bank").before("ann")
    assert before is not None
    assert before.files == {"ann.md": OUTDATED}


def test_only_one_export_may_have_it(path: Path) -> None:
    manifest = Manifest(path)
    with pytest.raises(NoAccess, match="in use"):
        Manifest(path)
    manifest.close()
    Manifest(path).close()


def test_one_of_a_newer_program_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("UPDATE about SET value = ? WHERE name = 'version'", (VERSION + 1,))
        rows.execute("DROP TABLE cases")
    before = path.read_bytes()
    with pytest.raises(NoAccess, match="newer so"):
        Manifest(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET files = '{'",
        "UPDATE cases SET urgent = x'00'",
        "UPDATE about SET value = 'soon' WHERE name = 'made_on'",
        "UPDATE about SET value = 'x' WHERE name = 'version'",
    ],
)
def test_what_makes_no_sense_in_it_is_damage(path: Path, change: str) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute(change)
    with pytest.raises(NoAccess, match="damaged"):
        look_at_all(path)


@pytest.mark.parametrize("piece", range(12))
def test_bytes_that_were_lost_are_damage_or_no_loss(path: Path, piece: int) -> None:
    data = bytearray(path.read_bytes())
    size = len(data) // 12
    data[piece * size : (piece + 1) * size] = bytes(size)
    path.write_bytes(data)
    with suppress(NoAccess):
        look_at_all(path)


def look_at_all(path: Path) -> None:
    manifest = Manifest(path)
    try:
        assert manifest.made_on in {DAY, None}
        manifest.begin(DAY, "now")
        manifest.find(b"1")
        manifest.before("ann")
        list(manifest.unseen())
        manifest.write([entry("ann"), entry("ben")], [])
        manifest.settle()
    finally:
        manifest.close()

"""A folder gives what the zip would have given that a computer unpacked by itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from made_papers import CCDA, PATIENT, gzip_of, opened, sorted_out, why_none, zip_of

from so_cli.errors import NoAccess
from so_cli.inputs.files import folder
from so_cli.inputs.files.opening import papers_of

DOWNLOADS: dict[str, dict[str, bytes]] = {
    "a portal": {
        "IHE_XDM/JANE1/DOC0001.XML": CCDA,
        "IHE_XDM/JANE1/METADATA.XML": b"<SubmitObjectsRequest/>",
        "INDEX.HTM": b"<html></html>",
    },
    "a phone": {
        "export.xml": b"<HealthData/>",
        "clinical-records/Condition-1.json": PATIENT,
        "clinical-records/Condition-2.json": b"no json",
        "other.json": PATIENT,
    },
    "a phone without records": {"export_cda.xml": CCDA},
    "reports": {"a.pdf": b"%PDF-", "b.txt": b"ER: positive", "deep/er/c.json": PATIENT},
    "packed files": {"a.json": PATIENT, "b.json.gz": gzip_of(PATIENT)},
    "pictures": {"breast.jpg": b"\xff\xd8", "._a.json": PATIENT},
}


def folder_of(place: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


@pytest.mark.parametrize("files", DOWNLOADS.values(), ids=DOWNLOADS)
def test_it_is_read_as_its_zip_would_be(files: Mapping[str, bytes], tmp_path: Path) -> None:
    papers, troubles = sorted_out(papers_of(folder_of(tmp_path / "paper", files)))
    zipped, wrong = opened(zip_of(files))
    assert [(each.file, each.kind) for each in papers] == [
        (each.file, each.kind) for each in zipped
    ]
    assert troubles == wrong


def test_the_folder_that_one_is_in_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_of(tmp_path / "portal", {"a.json": PATIENT}))
    assert [paper.file for paper in sorted_out(papers_of(Path()))[0]] == ["portal: a.json"]


def test_what_is_packed_once_more_is_named(tmp_path: Path) -> None:
    place = folder_of(tmp_path / "p", {"a.json.gz": gzip_of(PATIENT)})
    assert "not opened: a.json.gz" in why_none(papers_of(place))


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = folder_of(tmp_path / "outside", {"a.json": PATIENT})
    inside = folder_of(tmp_path / "inside", {"seen.txt": b"ER: positive"})
    (inside / "round").symlink_to(inside)
    (inside / "out").symlink_to(outside)
    (inside / "a.json").symlink_to(outside / "a.json")
    assert "seen.txt" in why_none(papers_of(inside))


def test_a_whole_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_MEMBERS", 2)
    files = {f"{number}.json": PATIENT for number in range(3)}
    assert "more than 2 files" in why_none(papers_of(folder_of(tmp_path, files)))


def test_a_file_that_is_too_large_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAX_JSON", 1_000)
    place = folder_of(tmp_path / "p", {"a.json": b" " * 1_001, "b.json": PATIENT})
    papers, troubles = sorted_out(papers_of(place))
    assert [paper.file for paper in papers] == ["p: b.json"]
    assert [trouble.file for trouble in troubles] == ["p: a.json"]


def test_all_of_it_together_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_TOTAL", 100)
    place = folder_of(tmp_path / "p", {f"{number}.json": PATIENT for number in range(4)})
    papers, troubles = sorted_out(papers_of(place))
    assert len(papers) == 2
    assert [trouble.file for trouble in troubles] == ["p"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    place = folder_of(tmp_path / "p", {"a.json": PATIENT, "b.json": PATIENT})
    (place / "a.json").chmod(0)
    papers, troubles = sorted_out(papers_of(place))
    assert (len(papers), [trouble.file for trouble in troubles]) == (1, ["p: a.json"])
    place.chmod(0)
    with pytest.raises(NoAccess):
        list(papers_of(place))
    place.chmod(0o700)

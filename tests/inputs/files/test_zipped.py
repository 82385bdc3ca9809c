"""A zip gives what is wanted of it, and cannot be used against the one who opens it."""

from __future__ import annotations

import io
import struct
import tracemalloc
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from made_papers import CCDA, PATIENT, opened, refused, zip_of

from so_cli.inputs.files import zipped
from so_cli.inputs.files.opening import papers_of


def files(data: bytes) -> list[str]:
    return [paper.file.removeprefix("paper: ") for paper in opened(data)[0]]


def test_a_download_from_a_portal_gives_its_summaries() -> None:
    data = zip_of(
        {
            "INDEX.HTM": b"<html></html>",
            "IHE_XDM/JANE1/DOC0001.XML": CCDA,
            "IHE_XDM/JANE1/METADATA.XML": b"<SubmitObjectsRequest/>",
            "IHE_XDM/JANE1/STYLE.XSL": b"<xsl/>",
            "IHE_XDM/JANE1/DOC0002.XML": CCDA,
        }
    )
    assert files(data) == ["IHE_XDM/JANE1/DOC0001.XML", "IHE_XDM/JANE1/DOC0002.XML"]


@pytest.mark.parametrize("folder", ["apple_health_export", "esportazione", "导出"])
def test_an_apple_export_gives_its_clinical_records_alone(folder: str) -> None:
    data = zip_of(
        {
            f"{folder}/export.xml": b"<HealthData/>",
            f"{folder}/export_cda.xml": CCDA,
            f"{folder}/clinical-records/Condition-1.json": PATIENT,
            f"{folder}/other.json": PATIENT,
        }
    )
    assert files(data) == [f"{folder}/clinical-records/Condition-1.json"]


def test_an_apple_export_without_records_says_how_to_get_them() -> None:
    data = zip_of({"apple_health_export/export_cda.xml": CCDA})
    assert "Health Records" in refused(data)


def test_what_is_not_wanted_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    chunk = b" " * 1_000_000
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        with made.open("apple_health_export/export.xml", "w", force_zip64=True) as stream:
            for _ in range(100):
                stream.write(chunk)
        made.writestr("apple_health_export/clinical-records/a.json", PATIENT)
    tracemalloc.start()
    papers = list(papers_of(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(papers) == 1
    assert most < 20_000_000


def test_a_summary_may_begin_with_a_long_remark() -> None:
    remark = b"<!--" + b" licence " * 2_000 + b"-->"
    assert files(zip_of({"DOC1.XML": remark + CCDA, "other.xml": remark + b"<a/>"})) == ["DOC1.XML"]


def test_what_a_mac_adds_is_left_out() -> None:
    assert files(zip_of({"__MACOSX/._a.json": b"\0", "._a.json": b"\0", "a.json": PATIENT})) == [
        "a.json"
    ]


def test_a_long_name_is_short_and_clean() -> None:
    [name] = files(zip_of({"x" * 200 + "/\x1b[2J.json": PATIENT}))
    assert len(name) == 60
    assert name.isprintable()


def test_a_report_that_was_left_in_the_zip_is_mentioned() -> None:
    _, troubles = opened(zip_of({"a.json": PATIENT, "pathology.pdf": b"%PDF"}))
    assert "pathology.pdf" in troubles[0].sentence
    assert "take it out" in troubles[0].advice
    assert "pathology.pdf" in refused(zip_of({"pathology.pdf": b"%PDF"}))


def test_a_zip_in_a_zip_is_not_opened() -> None:
    assert "inner.zip" in refused(zip_of({"inner.zip": zip_of({"a.json": PATIENT})}))


def test_an_empty_zip_says_so() -> None:
    assert "no medical records" in refused(zip_of({}))


def test_a_member_that_grows_without_measure_is_refused_and_the_rest_read() -> None:
    papers, troubles = opened(zip_of({"bomb.json": b" " * 3_000_000, "a.json": PATIENT}))
    assert len(papers) == 1
    assert "grows too large" in troubles[0].sentence


def test_a_member_larger_than_the_limit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipped, "MAX_FILE", 1_000)
    papers, troubles = opened(zip_of({"large.json": bytes(range(256)) * 8, "a.json": PATIENT}))
    assert len(papers) == 1
    assert "larger than" in troubles[0].sentence


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_TOTAL", len(PATIENT) * 2)
    papers, troubles = opened(zip_of({f"{number}.json": PATIENT for number in range(4)}))
    assert len(papers) == len(troubles) == 2


def test_a_zip_has_at_most_so_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 3)
    assert "more than 3" in refused(zip_of({f"{number}.json": PATIENT for number in range(4)}))


def test_a_list_of_members_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({f"{number}.json": PATIENT for number in range(100)})
    monkeypatch.setattr(zipped, "MAX_DIRECTORY", 5_000)
    assert "damaged" in refused(data)


def test_a_locked_member_is_named() -> None:
    data = bytearray(zip_of({"a.json": PATIENT, "b.json": PATIENT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    papers, troubles = opened(bytes(data))
    assert len(papers) == 1
    assert "password" in troubles[0].sentence


def test_a_member_packed_in_a_way_that_cannot_be_bounded_is_refused() -> None:
    assert "packed in a way" in refused(zip_of({"a.json": PATIENT}, ZIP_LZMA))


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zip_of({"a.json": PATIENT}, ZIP_STORED))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", len(PATIENT) - 3)
    assert "damaged" in refused(bytes(data))


def test_members_that_share_their_bytes_are_refused() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as made:
        made.writestr("a.json", PATIENT)
        second = ZipInfo("b.json")
        for name in ("header_offset", "CRC", "compress_size", "file_size"):
            setattr(second, name, getattr(made.filelist[0], name))
        made.filelist.append(second)
        made.NameToInfo["b.json"] = second
    assert "damaged" in refused(file.getvalue())


def test_a_broken_zip_says_so() -> None:
    assert "damaged" in refused(zip_of({"a.json": PATIENT})[:-10])
    assert "damaged" in refused(b"PK\x03\x04 and nothing more")


def test_a_member_without_a_name_is_no_paper() -> None:
    data = zip_of({"QQQ": b"x", "IHE_XDM/A/DOC.XML": CCDA})
    assert files(data.replace(b"QQQ", b"\0QQ")) == ["IHE_XDM/A/DOC.XML"]

"""Any file is opened by what is in it, and whatever cannot be read says so in a sentence."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import (
    CCDA,
    PATIENT,
    RECORDS,
    gzip_of,
    opened,
    pdf_of,
    refused,
    sorted_out,
    why_none,
    zip_of,
)

from so_cli.errors import NoAccess
from so_cli.inputs.files.opening import papers_in, papers_of
from so_cli.inputs.files.paper import Paper

_PDF = pdf_of("ER: positive")
STARTS = [
    b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"%PDF-1.7\n", b"{", b'{"a":', b'[{"', b"<", b"<?xml ",
    b"<ClinicalDocument xmlns='urn:hl7-org:v3'>", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\x89PNG",
    b"shlink:/", CCDA[:60], PATIENT[:20], b"\0" * 128 + b"DICM", b"\xef\xbb\xbf{",
]  # fmt: skip


def papers_at(path: Path) -> list[Paper]:
    return sorted_out(papers_of(path))[0]


def check_answered(data: bytes) -> None:
    """There are papers in these bytes, or a sentence says why there are none."""
    papers, troubles = opened(data)
    assert papers or troubles
    assert all(each.sentence.strip() for each in troubles)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PATIENT, "fhir"),
        (b"[" + PATIENT + b"]", "fhir"),
        (PATIENT + b"\n" + PATIENT, "fhir"),
        (gzip_of(PATIENT), "fhir"),
        (CCDA, "ccda"),
        (gzip_of(CCDA), "ccda"),
        (b"ER: positive", "report"),
        (b"<html><body>ER: positive</body></html>", "report"),
    ],
)
def test_the_content_decides_what_a_file_is_and_not_its_name(data: bytes, kind: str) -> None:
    for name in ("a", "a.pdf", "a.zip", "a.txt", "a.json"):
        papers, troubles = opened(data, name)
        assert [(paper.file, paper.kind) for paper in papers] == [(name, kind)]
        assert not troubles


def test_a_record_comes_as_what_its_json_says() -> None:
    assert opened(PATIENT)[0][0].content == {"resourceType": "Patient", "id": "1"}


def test_a_summary_comes_as_the_root_of_its_xml() -> None:
    root = opened(CCDA)[0][0].content
    assert isinstance(root, Element)
    assert root.tag.endswith("ClinicalDocument")


def test_published_examples_are_opened() -> None:
    for path in RECORDS.rglob("*.xml"):
        assert [paper.kind for paper in papers_at(path)] == ["ccda"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_may_be_in_any_unicode(encoding: str) -> None:
    for name in ("Zoë", "Zoe"):
        data = json.dumps({"resourceType": "Patient", "name": name}, ensure_ascii=False)
        assert opened(data.encode(encoding))[0][0].content["name"] == name


def test_a_pasted_report_comes_from_a_stream_that_cannot_be_wound_back() -> None:
    inner, outer = os.pipe()
    with os.fdopen(outer, "wb") as stream:
        stream.write(zip_of({"a.json": PATIENT}))
    with os.fdopen(inner, "rb") as stream:
        papers, _ = sorted_out(papers_in(stream, "pasted"))
    assert [paper.file for paper in papers] == ["pasted: a.json"]


def test_the_first_paper_is_there_before_the_last_is_read() -> None:
    papers = papers_in(io.BytesIO(zip_of({"a.json": PATIENT, "b.json": b"{"})), "z")
    first = next(papers)
    assert isinstance(first, Paper)
    assert first.file == "z: a.json"


def test_good_papers_are_read_though_others_are_not() -> None:
    papers, troubles = opened(zip_of({"bad.json": b"{,}", "good.json": PATIENT}), "z")
    assert [paper.file for paper in papers] == ["z: good.json"]
    assert [each.file for each in troubles] == ["z: bad.json"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in it"),
        (b" \n\t ", "nothing in it"),
        (b"\x89PNG\r\n\x1a\n....", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0....", "a picture (JPEG)"),
        (b"\0\0\0\x18ftypheic....", "a picture (HEIC)"),
        (b"II*\0....", "a picture (TIFF)"),
        (b"\0" * 128 + b"DICM....", "DICOM"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office program"),
        (zip_of({"word/document.xml": b"<a/>"}), "office program"),
        (b'<?xml version="1.0"?><!DOCTYPE HealthData [ ]><HealthData/>', "whole zip"),
        (b"<note/>", "no medical summary"),
        (
            b"<ContinuityOfCareRecord xmlns='urn:astm-org:CCR'><Body/></ContinuityOfCareRecord>",
            "CCR",
        ),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', "as XML (FHIR)"),
        (b"MSH|^~\\&|LAB|A|B|C|20250112||ORU^R01|1|P|2.5.1\rPID|1", "HL7 version 2"),
        (b'{"a": 1}', "no medical records"),
        (b"MZ\x90\0\x03\0\0\0", "not a text file"),
        (gzip_of(gzip_of(PATIENT)), "packed file in a packed file"),
        (gzip_of(PATIENT)[:-9], "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(data: bytes, words: str) -> None:
    said = refused(data)
    assert words in said
    assert "Traceback" not in said


@pytest.mark.timeout(60)
def test_an_apple_export_alone_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    with path.open("wb") as stream:
        stream.write(b'<?xml version="1.0"?>\n<HealthData locale="en_US">'.ljust(70_000))
        stream.truncate(4_550_000_000)  # a hole in the file, as large as the largest seen
    assert "the whole zip" in why_none(papers_of(path))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "start", [b'{"resourceType": "Patient"', b"ER: positive", CCDA, b"%PDF-1.7"]
)
def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "large"
    with path.open("wb") as stream:
        stream.write(start.ljust(70_000))
        stream.truncate(3_000_000_000)
    assert "too large" in why_none(papers_of(path))


def test_it_says_how_large_a_file_may_be(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 5_000_001)
    assert "larger than 5 MB" in why_none(papers_of(path))


def test_what_is_pasted_ends_once() -> None:
    class Pasted(io.BytesIO):
        ends = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.ends += size is None or size < 0 or len(data) < size
            return data

    pasted = Pasted(b"ER: positive")
    assert list(papers_in(pasted, "pasted text"))
    assert pasted.ends == 1, "at a terminal every further reading waits for one more Ctrl-D"


def test_a_packed_file_that_grows_without_measure_is_refused() -> None:
    assert "grows too large" in refused(gzip_of(b" " * 20_000_000))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match="no file"):
        list(papers_of(tmp_path / "gone.pdf"))
    with pytest.raises(NoAccess, match="cannot be read"):
        list(papers_of(Path("a\0b")))


@pytest.mark.skipif(os.name == "nt", reason="no pipes with a name")
def test_a_pipe_that_nobody_may_ever_write_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoAccess, match="waits for another program"):
        list(papers_of(tmp_path / "pipe"))


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no open files by number")
def test_a_pipe_that_a_shell_hands_over_is_read() -> None:
    inner, outer = os.pipe()
    with os.fdopen(outer, "wb") as stream:
        stream.write(PATIENT)
    with os.fdopen(inner, "rb"):
        assert [paper.kind for paper in papers_at(Path(f"/dev/fd/{inner}"))] == ["fhir"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(PATIENT)
    path.chmod(0)
    with pytest.raises(NoAccess, match="cannot be read"):
        list(papers_of(path))


def test_a_name_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.txt"
    path.write_bytes(b"ER: positive")
    assert [paper.file for paper in papers_at(path)] == ["a[2Jb.txt"]


def test_pages_that_are_pictures_are_named_and_the_others_read() -> None:
    papers, troubles = opened(pdf_of("ER: positive", "", "HER2: negative", ""))
    assert papers[0].content == ("ER: positive", "", "HER2: negative", "")
    assert "2, 4" in troubles[0].sentence


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = zip_of({"../../evil.json": PATIENT, "/etc/evil.json": PATIENT, "a/b.xml": CCDA})
    assert len(opened(data)[0]) == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.timeout(60)
@settings(max_examples=300)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_give_papers_or_a_sentence(start: bytes, rest: bytes) -> None:
    check_answered(start + rest)


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_file_gives_papers_or_a_sentence(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from(
            [zip_of({"IHE_XDM/A/DOC1.XML": CCDA, "b.json": PATIENT}), gzip_of(CCDA), CCDA,
             _PDF, PATIENT * 2]
        )
    )  # fmt: skip
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    check_answered(bytes(broken))

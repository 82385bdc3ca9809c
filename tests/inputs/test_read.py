"""Of several files what can be read is read, and what cannot be is named."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from coded_papers import LEFT, TODAY, Json, about, result, sure
from made_papers import as_json, zip_of

from so_cli.bank.bank import Bank
from so_cli.errors import BadFile
from so_cli.inputs.gather import gather
from so_cli.inputs.read import STDIN, read_papers, read_stream

ER = result(
    "loinc 85337-4 Estrogen receptor", value="snomed 10828004 Positive", focus=about("left")
)
GRADE = result("loinc 44648-4 Grade", value="Grade 2", focus=about("left"))
TWO_FILES = zip_of({"Condition.json": as_json(LEFT), "Observation.json": as_json(ER)})


def lines(*resources: Json) -> bytes:
    return b"\n".join(map(as_json, resources))


def at(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_what_cannot_be_read_is_named_in_its_place(bank: Bank, tmp_path: Path) -> None:
    files = [
        at(tmp_path, "a.pdf", b"%PDF-1.7"),
        at(tmp_path, "b.txt", b"ER: positive"),
        at(tmp_path, "c.zip", zip_of({"bad.json": b"{", "path.pdf": b"%PDF"})),
    ]
    read = read_papers(files, bank, TODAY)
    assert [each.file for each in read.readings] == ["b.txt"]
    assert [each.file for each in read.troubles] == ["a.pdf", "c.zip: bad.json", "c.zip"]


def test_a_file_that_is_named_twice_is_read_once(bank: Bank, tmp_path: Path) -> None:
    path = at(tmp_path, "b.txt", b"ER: positive")
    assert len(read_papers([path, path], bank, TODAY).readings) == 1


def test_where_nothing_can_be_read_it_says_why_and_not_without_end(
    bank: Bank, tmp_path: Path
) -> None:
    bad = zip_of({f"{number}.json": b"{" for number in range(50)})
    files = [at(tmp_path, "empty.txt", b""), at(tmp_path, "bad.zip", bad)]
    with pytest.raises(BadFile) as caught:
        read_papers(files, bank, TODAY)
    assert [each.file for each in caught.value.problems][:2] == ["empty.txt", "bad.zip: 0.json"]
    assert len(caught.value.problems) == 10
    assert caught.value.advice.count("\n") == 0, "the same advice is given once"


def test_the_resources_of_a_phone_are_read_together(bank: Bank) -> None:
    (reading,) = read_stream(io.BytesIO(TWO_FILES), "phone.zip", bank, TODAY).readings
    assert reading.file == "phone.zip"
    assert {"side", "er"} <= {finding.fact for finding in reading.findings}


def test_an_export_with_a_list_for_each_kind_is_one_record(bank: Bank) -> None:
    data = zip_of({"Condition.ndjson": lines(LEFT, LEFT), "Observation.ndjson": lines(ER, GRADE)})
    (reading,) = read_stream(io.BytesIO(data), "export.zip", bank, TODAY).readings
    assert {"side": "left", "er": "positive", "grade": "2"}.items() <= sure(reading).items()


def test_whole_records_in_one_zip_stay_apart(bank: Bank) -> None:
    bundle = as_json({"resourceType": "Bundle", "entry": [{"resource": LEFT}]})
    data = zip_of({"a.json": bundle, "b.json": bundle})
    assert len(read_stream(io.BytesIO(data), "export.zip", bank, TODAY).readings) == 2


def test_each_of_several_whole_records_is_a_paper(bank: Bank) -> None:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": LEFT}]}
    read = read_stream(io.BytesIO(as_json([bundle, bundle])), "two.json", bank, TODAY)
    assert [each.file for each in read.readings] == ["two.json, part 1", "two.json, part 2"]


def test_two_papers_of_one_name_are_two_papers(bank: Bank, tmp_path: Path) -> None:
    texts = {
        "first": "LEFT BREAST, CORE BIOPSY: Invasive ductal carcinoma.\nER: positive",
        "second": "RIGHT BREAST, CORE BIOPSY: Invasive ductal carcinoma.\nER: negative",
    }
    for folder in texts:
        (tmp_path / folder).mkdir()
    files = [at(tmp_path / folder, "report.txt", text.encode()) for folder, text in texts.items()]
    readings = read_papers(files, bank, TODAY).readings
    assert [each.file for each in readings] == ["report.txt", "report.txt (2)"]
    assert [each.side for each in gather(bank, readings).tumors] == ["left", "right"]


def test_what_is_pasted_has_a_name(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TWO_FILES)))
    (reading,) = read_papers([STDIN], bank, TODAY).readings
    assert reading.file == "pasted text"


def test_the_name_of_a_file_cannot_move_the_cursor(bank: Bank, tmp_path: Path) -> None:
    path = at(tmp_path, "a\x1b[2Jb.zip", TWO_FILES)
    (reading,) = read_papers([path], bank, TODAY).readings
    assert reading.file == "a[2Jb.zip"


def test_a_report_that_stands_there_twice_is_read_once(bank: Bank) -> None:
    report = "SURGICAL PATHOLOGY REPORT. Left breast: invasive ductal carcinoma. ER positive. " * 4
    twice = [result("loinc 22637-3 Pathology", value=report, id=name) for name in "ab"]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in [LEFT, *twice]]}
    found = read_stream(io.BytesIO(as_json(bundle)), "a.json", bank, TODAY)
    assert [each.kind for each in found.readings] == ["fhir", "report"]

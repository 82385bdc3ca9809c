"""Several files of one record are read as one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from coded_papers import LEFT, Json, about, result, sure
from made_papers import as_json, zip_of

from so_cli.bank.loader import open_bank
from so_cli.inputs.read import read_stream

TODAY = date(2026, 11, 20)
ER = result("loinc 85337-4 ER", value="snomed 10828004 Positive") | {"focus": about("left")}
GRADE = result("loinc 44648-4 Grade", value="Grade 2") | {"focus": about("left")}


def lines(*resources: Json) -> bytes:
    return b"\n".join(map(as_json, resources))


def test_an_export_with_a_list_for_each_kind_is_one_record() -> None:
    data = zip_of({"Condition.ndjson": lines(LEFT, LEFT), "Observation.ndjson": lines(ER, GRADE)})
    found = read_stream(BytesIO(data), "export.zip", open_bank(), TODAY)
    assert len(found.readings) == 1
    said = {"side": "left", "er": "positive", "grade": "2"}
    assert said.items() <= sure(found.readings[0]).items()


def test_whole_records_in_one_zip_stay_apart() -> None:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": LEFT}]}
    data = zip_of({"a.json": as_json(bundle), "b.json": as_json(bundle)})
    assert len(read_stream(BytesIO(data), "export.zip", open_bank(), TODAY).readings) == 2


def test_a_report_that_stands_there_twice_is_read_once() -> None:
    report = "SURGICAL PATHOLOGY REPORT. Left breast: invasive ductal carcinoma. ER positive. " * 4
    twice = [result("loinc 22637-3 Pathology", value=report, id=name) for name in "ab"]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in [LEFT, *twice]]}
    found = read_stream(BytesIO(as_json(bundle)), "a.json", open_bank(), TODAY)
    assert [each.kind for each in found.readings] == ["fhir", "report"]

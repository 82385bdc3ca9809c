"""Resources that were changed or taken back, and marks that may turn a meaning around."""

from __future__ import annotations

from typing import Any

import pytest
from coded_papers import BREAST, Json, asked, concept, procedure, read, result, sure

from so_cli.inputs.fhir import read_fhir

POSITIVE = result("loinc 85337-4 ER", value="snomed 10828004 Positive")
NEGATIVE = result("loinc 85337-4 ER", value="snomed 260385009 Negative")


def entry(resource: Json | None, method: str = "PUT", **more: Any) -> Json:
    found: Json = {"fullUrl": "https://a.example/Observation/r"}
    found["request"] = {"method": method, "url": "Observation/r"}
    return found | ({"resource": resource} if resource else {}) | more


def history(*entries: Json) -> Json:
    """The states of resources, the newest first."""
    return {"resourceType": "Bundle", "type": "history", "entry": list(entries)}


def test_of_a_history_the_last_state_counts() -> None:
    found = read(BREAST, history(entry(POSITIVE), entry(NEGATIVE, "POST")))
    assert (sure(found)["er"], "er" in asked(found)) == ("positive", False)


def test_what_was_deleted_is_gone() -> None:
    found = read_fhir(history(entry(None, "DELETE"), entry(POSITIVE, "POST")), "a.json")
    assert found.statements == ()


def test_what_was_deleted_and_written_again_is_there() -> None:
    states = history(entry(POSITIVE), entry(None, "DELETE"), entry(NEGATIVE, "POST"))
    assert sure(read(BREAST, states))["er"] == "positive"


@pytest.mark.parametrize("broken", [[], [None], [{}], [{"resource": 1}], ["x"]])
def test_a_broken_history_says_nothing(broken: list[Any]) -> None:
    assert read_fhir(history(*broken), "a.json").statements == ()


def test_a_mark_that_may_turn_it_around_is_asked() -> None:
    marked = POSITIVE | {"modifierExtension": [{"url": "https://a.example", "valueBoolean": True}]}
    found = read(BREAST, marked)
    assert ("er" in sure(found), asked(found)["er"]) == (False, "positive")


def test_a_mark_that_points_to_the_illness_turns_nothing() -> None:
    mark = {"url": "https://a.example", "valueReference": {"reference": "Condition/dx"}}
    assert sure(read(BREAST, POSITIVE | {"modifierExtension": [mark]}))["er"] == "positive"


@pytest.mark.parametrize("end", [{"abatementDateTime": "2006-01-01"}, {"abatementBoolean": True}])
def test_an_illness_that_names_its_end_is_over(end: Json) -> None:
    found = read(BREAST | end, POSITIVE)
    assert "er" not in sure(found)
    assert asked(found)["previous_breast_cancer"] == "yes"


def test_a_status_says_more_than_an_end() -> None:
    back = {"clinicalStatus": "active", "abatementDateTime": "2006-01-01"}
    assert sure(read(BREAST | back, POSITIVE))["er"] == "positive"


def test_two_sexes_are_two_answers() -> None:
    at_birth = {"url": "https://a.example/us-core-birthsex", "valueCode": "F"}
    patient = {"resourceType": "Patient", "id": "p", "gender": "male", "extension": [at_birth]}
    assert sure(read(patient))["sex"] == {"male", "female"}


def test_an_operation_without_success_is_asked() -> None:
    done = procedure("snomed 392021009 Lumpectomy of breast")
    found = read(BREAST, done | {"outcome": concept("snomed 385671000 Unsuccessful")})
    assert (asked(found)["surgery"], "surgery" in sure(found)) == ("lumpectomy", False)


@pytest.mark.parametrize("unit", ["%", "mm"])
def test_a_share_or_a_length_is_no_count_of_nodes(unit: str) -> None:
    nodes = result("loinc 21893-3 Nodes", value=(14, unit))
    assert "nodes_positive" not in sure(read(BREAST, nodes)) | asked(read(BREAST, nodes))


REPORT = """SURGICAL PATHOLOGY REPORT
Left breast, lumpectomy: invasive ductal carcinoma, Nottingham grade 2, 16 mm in greatest dimension.
Margins: negative for invasive carcinoma. Lymphovascular invasion: not identified.
"""


def test_a_result_that_is_a_whole_report_is_a_paper_too() -> None:
    found = read(BREAST, result("loinc 22637-3 Pathology report final diagnosis", value=REPORT))
    assert [(one.record, one.is_here) for one in found.records] == [("biopsy-report", True)]


def test_a_short_answer_is_no_paper() -> None:
    found = read(BREAST, result("loinc 22637-3 Pathology report final diagnosis", value="Breast"))
    assert found.records == ()

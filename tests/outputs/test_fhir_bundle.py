"""A packet as a Bundle: the form, the answers to it, and the pages, marked as the patient's own."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir_reader import answers_in, is_enabled, items_in, shown_in
from hostile import NASTY, case_of
from hypothesis import given
from hypothesis import strategies as st

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.case.nameless import without_names
from so_cli.case.store import load_case
from so_cli.clean import clean
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.fhir.bundle import to_fhir
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet

Json = dict[str, Any]
MakeCase = Callable[..., Case]
ROOT = Path(__file__).parents[2]
CASES = [
    *sorted((ROOT / "tests" / "cases").glob("*.yaml")),
    *sorted((ROOT / "examples").glob("*.yaml")),
]
KINDS = ("Patient", "Questionnaire", "QuestionnaireResponse", "DocumentReference")


def bundle_of(bank: Bank, case: Case, today: date) -> Json:
    made = json.loads(to_fhir(bank, make_packet(bank, case, today)))
    assert isinstance(made, dict)
    return made


def parts_of(bundle: Json) -> dict[str, Json]:
    return {each["resource"]["resourceType"]: each["resource"] for each in bundle["entry"]}


def check(bundle: Json) -> None:
    """It is FHIR, and the answers are those of a filled form."""
    Bundle.model_validate(bundle)
    parts = parts_of(bundle)
    assert tuple(parts) == KINDS
    form, response = parts["Questionnaire"], parts["QuestionnaireResponse"]
    asked = {item["linkId"]: item for item in items_in(form)}
    answers = answers_in(response)
    ids = [item["linkId"] for item in items_in(response)]
    assert len(ids) == len(set(ids))
    assert {*ids} <= {*shown_in(form, answers)}, "nothing that is hidden has an answer"
    for name, given_ in answers.items():
        options = [each["valueCoding"] for each in asked[name].get("answerOption", ())]
        assert all(each.get("valueCoding", options) in [*options, options] for each in given_)
        assert len(given_) == 1 or asked[name]["repeats"] is True


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_gives_a_form_with_its_answers(path: Path, bank: Bank, today: date) -> None:
    check(bundle_of(bank, load_case(path, bank), today))


@given(data=st.data())
def test_so_does_any_case(
    bank: Bank, today: date, any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    check(bundle_of(bank, data.draw(any_case), today))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_is_written_is_a_text(text: str, bank: Bank, today: date) -> None:
    made = to_fhir(bank, make_packet(bank, case_of(text), today))
    assert not set(made) & {"\x1b", "\x07", "\u202e", "\u2066", "\u200b", "\ufeff"}
    check(json.loads(made))
    said = answers_in(parts_of(json.loads(made))["QuestionnaireResponse"])
    (answer,) = said["main_question"]
    assert answer["valueString"].split() == clean(text, keep_newlines=True).split()


CASE = """stage: pre-surgery
person: {name: Ana Ruiz, born: 1959-03-14, phone: 555-0100}
decision: mastectomy or not
decide_by: 2026-12-15
medicines: [{name: metformin, dose: 500 mg}]
allergies: [latex]
questions: {own: [{id: own-2, text: Who drives me?}]}
facts:
  report_in_hand: yes
  er: positive
  er_percent: 92.5
  pr: {state: not-sure}
  her2: {state: does-not-apply}
  size_mm: {state: not-sure}
  focality: {state: later}
  features: []
  surgery_on: 2026-12-17
  concerns: [keep-breast, family-care]
  main_question: Could a lumpectomy be enough?
  ki67_percent: 20
  grade: {value: "2", other: [{value: "3", source: {file: b.pdf}}]}
"""


@pytest.fixture
def parts(bank: Bank, make_case: MakeCase, today: date) -> dict[str, Json]:
    return parts_of(bundle_of(bank, make_case(CASE), today))


@pytest.fixture
def said(parts: dict[str, Json]) -> dict[str, list[Any]]:
    """What is answered, in short: the codes, or the values themselves."""
    answers = answers_in(parts["QuestionnaireResponse"])
    return {
        name: [
            value["code"] if isinstance(value, dict) else value
            for each in given_
            for value in each.values()
        ]
        for name, given_ in answers.items()
    }


def test_each_answer_is_of_the_type_of_its_question(said: dict[str, list[Any]]) -> None:
    assert said["er"] == ["positive"]
    assert said["er_percent"] == [92.5]
    assert said["surgery_on"] == ["2026-12-17"]
    assert said["concerns"] == ["keep-breast", "family-care"]
    assert said["main_question"] == ["Could a lumpectomy be enough?"]
    assert said["features"] == ["none"]


def test_what_is_no_answer_says_why(parts: dict[str, Json], said: dict[str, list[Any]]) -> None:
    assert said["pr"] == ["asked-unknown"]
    assert said["her2"] == ["not-applicable"]
    reasons = {
        item["linkId"]: item["extension"][0]["valueCode"]
        for item in items_in(parts["QuestionnaireResponse"])
        if "extension" in item
    }
    assert reasons == {"size_mm": "asked-unknown", "grade": "as-text"}
    assert not said.keys() & {"size_mm", "grade", "focality"}
    assert parts["QuestionnaireResponse"]["status"] == "in-progress"


def test_what_stands_elsewhere_in_the_case_is_said_in_words(said: dict[str, list[Any]]) -> None:
    assert said["decision"] == ["mastectomy or not"]
    assert said["my_medicines"] == ["metformin 500 mg"]
    assert said["my_allergies"] == ["latex"]
    assert said["my_questions"] == ["Who drives me?"]


def test_what_only_a_paper_told_stands_at_the_end(parts: dict[str, Json]) -> None:
    for part in (parts["Questionnaire"], parts["QuestionnaireResponse"]):
        last = part["item"][-1]
        assert last["linkId"] == "more.known"
        assert "ki67_percent" in [item["linkId"] for item in last["item"]]


def test_a_chapter_that_is_not_asked_hides_no_answer(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("stage: pre-surgery\nfacts: {report_in_hand: not-yet, er: positive}\n")
    found = parts_of(bundle_of(bank, case, today))
    form, answers = found["Questionnaire"], answers_in(found["QuestionnaireResponse"])
    assert [item["linkId"] for item in form["item"][-1]["item"]] == ["er"]
    (chapter,) = [item for item in form["item"] if item["linkId"] == "chapter.report"]
    assert not is_enabled(chapter, answers)


def test_of_the_person_only_name_and_birthday_go_out(parts: dict[str, Json]) -> None:
    assert parts["Patient"] == {
        "resourceType": "Patient",
        "name": [{"text": "Ana Ruiz"}],
        "birthDate": "1959-03-14",
    }


def test_without_names_nobody_is_named(bank: Bank, make_case: MakeCase, today: date) -> None:
    made = bundle_of(bank, without_names(make_case(CASE), today), today)
    check(made)
    assert parts_of(made)["Patient"] == {"resourceType": "Patient"}
    assert "Ruiz" not in json.dumps(made)
    assert "Ruiz" not in _pages(parts_of(made)).decode()


def _pages(parts: dict[str, Json]) -> bytes:
    (content,) = parts["DocumentReference"]["content"]
    return b64decode(content["attachment"]["data"])


def test_the_pages_are_those_of_so_summary(
    bank: Bank, make_case: MakeCase, today: date, parts: dict[str, Json]
) -> None:
    pages = _pages(parts)
    packet = make_packet(bank, make_case(CASE), today)
    assert pages.decode() == to_markdown(packet_document(packet))
    (content,) = parts["DocumentReference"]["content"]
    attachment = content["attachment"]
    assert attachment["contentType"] == "text/markdown"
    assert attachment["size"] == len(pages)
    assert attachment["hash"] == b64encode(sha1(pages, usedforsecurity=False).digest()).decode()


def test_all_of_it_is_marked_as_the_patients_own(parts: dict[str, Json]) -> None:
    for kind in ("QuestionnaireResponse", "DocumentReference"):
        (label,) = parts[kind]["meta"]["security"]
        assert label["code"] == "PATAST"
        assert "not reviewed by a doctor" in parts[kind]["text"]["div"]
    (coding,) = parts["DocumentReference"]["type"]["coding"]
    assert coding["code"] == "51855-5"


def test_it_says_who_answered(
    bank: Bank, make_case: MakeCase, today: date, parts: dict[str, Json]
) -> None:
    own = parts["QuestionnaireResponse"]
    assert own["author"] == own["source"] == own["subject"]
    case = make_case("answered_by: Maria\nfacts: {role: family}\n")
    helped = parts_of(bundle_of(bank, case, today))
    response, pages = helped["QuestionnaireResponse"], helped["DocumentReference"]
    assert response["author"] == {"display": "Maria, a relative, partner or friend"}
    assert [response["author"]] == pages["author"]
    assert response["source"] == response["subject"]


def test_all_that_points_somewhere_points_into_the_bundle(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    made = bundle_of(bank, make_case(CASE), today)
    names = {each["resource"]["resourceType"]: each["fullUrl"] for each in made["entry"]}
    parts = parts_of(made)
    response = parts["QuestionnaireResponse"]
    assert response["subject"]["reference"] == names["Patient"]
    assert response["questionnaire"] == parts["Questionnaire"]["url"] == names["Questionnaire"]
    assert parts["DocumentReference"]["subject"]["reference"] == names["Patient"]


def test_the_same_case_gives_the_same_bytes_and_another_other_names(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    packets = [make_packet(bank, make_case(text), today) for text in (CASE, CASE, "")]
    first, again, other = (to_fhir(bank, packet) for packet in packets)
    assert first == again
    urls = [{each["fullUrl"] for each in json.loads(made)["entry"]} for made in (first, other)]
    assert not urls[0] & urls[1]


def test_a_form_whose_every_question_has_its_answer_is_completed(
    bank: Bank, today: date, make_case: MakeCase
) -> None:
    case = make_case(CASE)
    asked = parts_of(bundle_of(bank, case, today))["Questionnaire"]
    facts = [bank.fact[item["linkId"]] for item in items_in(asked) if item["linkId"] in bank.fact]
    told = "".join(f"  {fact.id}: {{state: not-sure}}\n" for fact in facts if fact.is_told)
    rest = "decision: x\nmedicines: [{name: x}]\nallergies: [x]\n"
    own = "questions: {own: [{id: own-2, text: x}]}\n"
    text = f"stage: pre-surgery\n{rest}{own}facts:\n{told}"
    whole = parts_of(bundle_of(bank, make_case(text), today))["QuestionnaireResponse"]
    assert whole["status"] == "completed"

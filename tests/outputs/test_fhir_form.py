"""The form of a stage asks what the interview asks, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir_reader import items_in, shown_in
from hypothesis import assume, given
from hypothesis import strategies as st

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import VALUE_KINDS, Sheet, Stage
from so_cli.case.model import Case
from so_cli.interview.context import Context
from so_cli.interview.engine import places
from so_cli.outputs.fhir.form import TEXTS, Form, form_for, form_of
from so_cli.outputs.fhir.given import Given, given_in
from so_cli.outputs.fhir.questionnaire import questionnaire
from so_cli.outputs.fhir.response import told_by
from so_cli.packet.build import make_packet
from so_cli.packet.known import is_hidden

STAGES = get_args(Stage)
Json = dict[str, Any]


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    found: Stage = request.param
    return found


@pytest.fixture
def made(bank: Bank, stage: Stage) -> Json:
    return questionnaire(bank, form_of(bank, stage))


def by_id(made: Json) -> dict[str, Json]:
    return {item["linkId"]: item for item in items_in(made)}


def test_it_is_a_questionnaire_of_r4(made: Json, stage: Stage) -> None:
    read = Questionnaire.model_validate(made)
    assert read.url == f"https://so.invalid/fhir/Questionnaire/{stage}"
    assert read.subjectType == ["Patient"]


def test_each_item_has_an_id_of_its_own(made: Json) -> None:
    ids = [item["linkId"] for item in items_in(made)]
    assert len(ids) == len(set(ids)) > 60


def test_no_item_depends_on_one_that_there_is_not(made: Json) -> None:
    asked = by_id(made)
    tests = [test for item in items_in(made) for test in item.get("enableWhen", ())]
    assert tests
    assert {test["question"] for test in tests} <= asked.keys()


def _interview(context: Context) -> list[str]:
    """The facts that the interview asks, those of a sheet in its place."""
    found: list[str] = []
    bank = context.bank
    for place in places(context):
        if isinstance(place.ask, Sheet):
            facts = [bank.fact[name] for row in place.ask.rows for name in row.sets]
            found += [fact.id for fact in facts if not is_hidden(bank, fact, context.known)]
        elif place.ask.kind in VALUE_KINDS | TEXTS:
            found.append(place.id)
    return list(dict.fromkeys(found))


def _shown(bank: Bank, form: Form, given_: Mapping[str, Given]) -> list[str]:
    """The facts that a program shows that reads the form as the standard says."""
    answers = {name: [*each.answers] for name, each in given_.items() if each.answers}
    shown = shown_in(questionnaire(bank, form), answers)
    return [name for name in shown if name in bank.fact]


@given(data=st.data())
def test_it_asks_what_the_interview_asks(
    bank: Bank, today: date, any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(any_case)
    context = Context(bank, case, today)
    assume(not context.known.conflicts)  # a form knows nothing of those
    said = given_in(bank, make_packet(bank, case, today))
    assert _shown(bank, form_of(bank, case.stage), said) == _interview(context)


@given(data=st.data())
def test_the_form_of_a_case_has_room_for_all_that_was_told(
    bank: Bank, today: date, any_case: st.SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(any_case)
    said = given_in(bank, make_packet(bank, case, today))
    form = form_for(form_of(bank, case.stage), bank, told_by(said), said.keys())
    assert said.keys() <= {*_shown(bank, form, said)}
    asked = [item.id for item in form.items]
    assert len(asked) == len({*asked})


def test_nothing_of_our_own_bank_is_lost_but_lists(bank: Bank, stage: Stage) -> None:
    assert {each.id for each in form_of(bank, stage).left_out} == {
        "visit",
        "my_records",
        "my_steps",
    }


def test_choices_and_what_can_be_said_instead(bank: Bank) -> None:
    asked = by_id(questionnaire(bank, form_of(bank, "pre-surgery")))
    codes = [option["valueCoding"]["code"] for option in asked["er"]["answerOption"]]
    assert codes == ["positive", "negative", "pending", "asked-unknown", "not-applicable"]
    systems = {option["valueCoding"]["system"] for option in asked["er"]["answerOption"]}
    assert systems == {
        "https://so.invalid/fhir/fact/er",
        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    }
    assert "repeats" not in asked["er"]


def test_of_many_choices_those_that_stand_alone_are_marked(bank: Bank) -> None:
    asked = by_id(questionnaire(bank, form_of(bank, "pre-surgery")))
    history = asked["family_history"]
    alone = [each["valueCoding"]["code"] for each in history["answerOption"] if "extension" in each]
    assert history["repeats"] is True
    assert alone == ["none", "asked-unknown", "not-applicable"]
    features = [each["valueCoding"]["code"] for each in asked["features"]["answerOption"]]
    assert features[-3:] == ["none", "asked-unknown", "not-applicable"], "where no choice says so"
    (at_most,) = asked["concerns"]["extension"]
    assert at_most["valueInteger"] == 3


def test_a_choice_of_another_stage_is_not_offered(bank: Bank) -> None:
    def signs(stage: Stage) -> set[str]:
        asked = by_id(questionnaire(bank, form_of(bank, stage)))
        return {each["valueCoding"]["code"] for each in asked["urgent_signs"]["answerOption"]}

    assert signs("post-biopsy") ^ signs("metastatic") == {"bad-diarrhea", "wound-infection"}


def test_numbers_have_their_unit_and_bounds(bank: Bank) -> None:
    asked = by_id(questionnaire(bank, form_of(bank, "pre-surgery")))
    unit, least, most = asked["er_percent"]["extension"]
    assert unit["valueCoding"] == {
        "system": "http://unitsofmeasure.org",
        "code": "%",
        "display": "%",
    }
    assert (least["valueDecimal"], most["valueDecimal"]) == (0, 100)
    lines = by_id(questionnaire(bank, form_of(bank, "post-surgery")))
    assert lines["nodes_positive"]["type"] == "integer"
    assert lines["surgery_on"]["type"] == "date"


def test_the_question_itself_stands_in_the_help(bank: Bank) -> None:
    (text,) = by_id(questionnaire(bank, form_of(bank, "pre-surgery")))["role"]["item"]
    assert text["type"] == "display"
    assert text["text"].startswith(bank.fact["role"].ask)
    assert text["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "help"
    assert not any(
        "{" in item["text"] for item in items_in(questionnaire(bank, form_of(bank, None)))
    )


def _clinic(overlay: Callable[..., Path], **files: str) -> Bank:
    return open_bank([overlay(**files)])


def test_a_question_has_the_code_of_the_one_test_that_answers_it(
    overlay: Callable[..., Path],
) -> None:
    ours = "".join(
        f"  - {{id: {name}, label: Ours, kind: number, ask: What?, group: about}}\n"
        for name in ("one", "two", "billed")
    )
    bank = _clinic(
        overlay,
        facts=f"facts:\n{ours}chapters:\n  - {{id: ours, title: Ours, asks: [one, two, billed]}}\n",
        codes="codes:\n"
        '  - {id: a, system: loinc, code: "1-1", means: test, fact: one}\n'
        '  - {id: b, system: loinc, code: "2-2", means: test, fact: two}\n'
        '  - {id: c, system: snomed, code: "3", means: test, fact: two}\n'
        '  - {id: d, system: cpt, code: "4", means: test, fact: billed}\n',
    )
    asked = by_id(questionnaire(bank, form_of(bank, "pre-surgery")))
    assert asked["one"]["code"] == [{"system": "http://loinc.org", "code": "1-1"}]
    assert "code" not in asked["two"]
    assert "code" not in asked["billed"]


NESTED = """facts:
  - id: nested
    label: Nested
    kind: text
    ask: What?
    group: about
    when: {any: [{all: [{er: positive}, {pr: positive}]}, {her2: positive}]}
  - id: by_age
    label: By age
    kind: text
    ask: What?
    group: about
    when: {age: {min: 50}}
chapters:
  - id: ours
    title: Ours
    asks: [nested, by_age]
"""


def test_what_fhir_cannot_say_is_shown_to_everybody_and_told(overlay: Callable[..., Path]) -> None:
    bank = _clinic(overlay, facts=NESTED)
    form = form_of(bank, "pre-surgery")
    asked = by_id(questionnaire(bank, form))
    assert "enableWhen" not in asked["nested"]
    assert "enableWhen" not in asked["by_age"]
    left = {each.id: each.why for each in form.left_out}
    assert "more than one level" in left["nested"]
    assert "'Age'" in left["by_age"]


def test_a_question_that_never_comes_is_not_in_it(overlay: Callable[..., Path]) -> None:
    rest = "label: Ours, kind: choice, ask: What?, group: about, choices: [{id: a, label: A}]"
    bank = _clinic(
        overlay,
        facts="facts:\n"
        f"  - {{id: one, {rest}, when: {{all: [{{er: positive}}, {{er: negative}}]}}}}\n"
        f"  - {{id: two, {rest}, when: {{one: a}}}}\n"
        "chapters:\n  - {id: ours, title: Ours, asks: [one, two]}\n",
    )
    form = form_of(bank, "pre-surgery")
    asked = by_id(questionnaire(bank, form))
    assert "one" not in asked
    assert "enableWhen" not in asked["two"], "it cannot depend on what is not there"
    assert "two" in {each.id for each in form.left_out}


def test_what_no_one_at_a_stage_can_be_asked_is_not_in_its_form(bank: Bank) -> None:
    def asked(stage: Stage) -> set[str]:
        return {item.id for item in form_of(bank, stage).items}

    assert "met_sites" in asked("metastatic")
    assert "met_sites" not in asked("pre-surgery")


def test_without_a_stage_it_asks_what_is_asked_at_any(bank: Bank) -> None:
    form: Form = form_of(bank, None)
    Questionnaire.model_validate(questionnaire(bank, form))
    assert {"er", "role"} <= {item.id for item in form.items}
    assert "surgery_on" not in {item.id for item in form.items}

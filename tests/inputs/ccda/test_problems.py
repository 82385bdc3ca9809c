"""A problem is a diagnosis with its codes, and whether it is there."""

from __future__ import annotations

from datetime import date

import pytest
from made_ccda import (
    HL7,
    LOINC,
    NO_CODE,
    SNOMED,
    beside,
    entries,
    in_section,
    problem,
    procedure,
    read,
    standings,
)

from so_cli.case.model import Source
from so_cli.inputs.statement import Coding, Concept

_AROUND = "<component><structuredBody><component>"
_BEHIND = "</component></structuredBody></component>"


def test_a_problem_has_its_codes_its_words_its_day_and_its_place() -> None:
    value = (
        f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Malignant">'
        '<originalText><reference value="#p1"/></originalText>'
        '<translation code="C50.912" codeSystem="2.16.840.1.113883.6.90"/>'
        '<translation code="174.9" codeSystem="2.16.840.1.113883.6.103"/></value>'
    )
    text = '<list><item ID="p1">Breast cancer, left</item></list>'
    inner = '<effectiveTime><low value="20251103"/></effectiveTime>'
    [found] = entries("11450-4", problem(inner, value), text=text)
    assert found.kind == "problem"
    assert found.what == Concept(
        (Coding("snomed", "254837009", "Malignant"), Coding("icd-10", "C50.912"),
         Coding("icd-9", "174.9")),
        "Breast cancer, left",
    )  # fmt: skip
    assert found.id == "1.2.3:p1"
    assert found.date == date(2025, 11, 3)
    assert found.source == Source(
        "a.xml", "Problems, entry 1", date(2025, 11, 3), "Breast cancer, left"
    )


def test_entries_are_counted_as_they_stand() -> None:
    found = entries("11450-4", problem(), "<act/>", problem())
    assert [each.source.where for each in found] == ["Problems, entry 1", "Problems, entry 3"]


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (problem(), "holds"),
        (problem(concern="completed"), "past"),
        (problem(concern="suspended"), "past"),
        (problem(beside("55561003"), concern="completed"), "holds"),
        (problem(beside("413322009")), "past"),
        (problem(beside("73425007")), "past"),
        (problem(beside("410516002")), "not-so"),
        (problem(beside("415684004")), "unclear"),
        (problem('<effectiveTime><high value="20240101"/></effectiveTime>'), "past"),
        (problem('<effectiveTime><high value="2026"/></effectiveTime>'), "holds"),
        (problem('<effectiveTime><high nullFlavor="UNK"/></effectiveTime>'), "holds"),
        (problem(negated="true"), "not-so"),
        (problem('<statusCode code="nullified"/>'), "not-so"),
    ],
)
def test_whether_a_problem_is_there(entry: str, standing: str) -> None:
    assert standings(entries("11450-4", entry)) == [standing]


def test_what_stands_in_the_history_is_over_unless_it_says_otherwise() -> None:
    found = entries("11348-0", problem(), problem(beside("55561003")))
    assert standings(found) == ["past", "holds"]


def test_what_was_thought_before_surgery_is_not_sure() -> None:
    assert standings(entries("10219-4", problem(), problem(negated="true"))) == [
        "unclear", "not-so",
    ]  # fmt: skip


def test_a_concern_that_is_not_so_and_a_risk_are_no_diagnoses() -> None:
    denied = problem().replace("<act ", '<act negationInd="true" ')
    assert standings(entries("11450-4", denied)) == ["not-so"]
    risk = problem().replace(f'{HL7}22.4.3"', f'{HL7}22.4.136"')
    assert entries("75310-3", risk) == []


def test_sides_and_cells_stand_in_qualifiers() -> None:
    value = (
        f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Cancer">'
        f'<qualifier><name code="272741003"/><value code="7771000" codeSystem="{SNOMED}"'
        ' displayName="Left"/></qualifier><qualifier><name code="116676008"/>'
        f'<value code="82711006" codeSystem="{SNOMED}" displayName="Duct"/></qualifier></value>'
    )
    site = f'<targetSiteCode code="76752008" codeSystem="{SNOMED}" displayName="Breast"/>'
    [found] = entries("11450-4", problem(site, value))
    assert [each.words for each in found.sites] == ["Breast", "Left"]
    assert found.morphology == Concept((Coding("snomed", "82711006", "Duct"),))
    assert found.source.words == "Cancer, Breast, Left"


def test_a_stage_inside_a_problem_speaks_of_that_problem() -> None:
    stage = (
        f'<entryRelationship typeCode="COMP"><observation><code code="21908-9" codeSystem="{LOINC}"'
        ' displayName="Stage"/><value xsi:type="ST">IIA</value></observation></entryRelationship>'
    )
    cancer, found = entries("11450-4", problem(stage + beside("55561003")))
    assert (found.kind, found.value, found.about) == ("result", "IIA", (cancer.id,))


def test_a_code_that_is_missing_leaves_the_words() -> None:
    [found] = entries(
        "11450-4",
        problem('<text><reference value="#x"/></text>', NO_CODE),
        text='<content ID="x"/>Lump in the breast<br/>',
    )
    assert found.what == Concept((), "Lump in the breast")


def test_a_problem_without_code_or_words_is_none() -> None:
    assert entries("11450-4", problem("", NO_CODE)) == []


def test_a_diagnosis_outside_the_problem_list_is_known_by_its_template() -> None:
    assert [each.kind for each in entries("10219-4", problem())] == ["problem"]
    assert [each.kind for each in entries("no-such-code", problem())] == ["problem"]


@pytest.mark.parametrize("code", ["10157-6", "46240-8", "29762-2", "8716-3", "59768-2", "48768-6"])
def test_families_encounters_habits_reasons_and_insurers_are_no_diagnoses(code: str) -> None:
    assert entries(code, problem(), procedure()) == []


def test_a_section_or_an_entry_about_somebody_else_is_none() -> None:
    relative = "<subject><relatedSubject><code code='MTH'/></relatedSubject></subject>"
    own = in_section("11450-4", problem())
    in_family = in_section("10157-6", text="Mother").replace(
        "</section>", f"<component>{own[len(_AROUND) : -len(_BEHIND)]}</component></section>"
    )
    of_mother = own.replace("<title>", f"{relative}<title>")
    entry = in_section(
        "11450-4", f"<organizer>{relative}<component>{problem()}</component></organizer>"
    )
    for body in (in_family, of_mother, entry):
        found = read(body).statements
        assert [each for each in found if each.kind == "problem"] == []
    assert read(in_family).statements[0].pages == ()


def test_an_encounter_or_a_family_history_is_none_wherever_it_stands() -> None:
    encounter = f"<encounter><entryRelationship>{problem()}</entryRelationship></encounter>"
    family = (
        f'<organizer><templateId root="{HL7}22.4.45"/>'
        f"<component>{problem()}</component></organizer>"
    )
    assert entries("11450-4", encounter, family) == []

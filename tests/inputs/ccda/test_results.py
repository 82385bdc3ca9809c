"""A result says something about a test, in whatever type of value."""

from __future__ import annotations

from datetime import date

import pytest
from made_ccda import (
    SNOMED,
    entries,
    problem,
    result,
    standings,
)

from so_cli.inputs.statement import Coding, Concept, Quantity


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('<value xsi:type="CD" code="10828004" codeSystem="{0}" displayName="Positive"/>',
         Concept((Coding("snomed", "10828004", "Positive"),))),
        ('<value xsi:type="cda:CD" nullFlavor="OTH"><originalText>weak</originalText></value>',
         Concept((), "weak")),
        ('<value xsi:type="PQ" value="95" unit="%"/>', Quantity(95, "%")),
        ('<value xsi:type="PQ" value="3" unit="1"/>', Quantity(3)),
        ('<value xsi:type="INT" value="2"/>', Quantity(2)),
        ('<value xsi:type="PQ" nullFlavor="NI"/>', None),
        ('<value xsi:type="PQ" value="1e999"/>', None),
        ('<value xsi:type="IVL_PQ"><low value="1" unit="%"/><high value="10" unit="%"/></value>',
         Quantity(1, "%", most=10)),
        ('<value xsi:type="IVL_PQ"><high value="10" unit="%"/></value>', Quantity(10, "%", "<")),
        ('<value xsi:type="IVL_PQ"><low value="10" unit="%"/></value>', Quantity(10, "%", ">")),
        ('<value xsi:type="RTO"><numerator value="1"/><denominator value="3"/></value>', "1/3"),
        ('<value xsi:type="ST">less than 1.8</value>', "less than 1.8"),
        ('<value xsi:type="ED"><reference value="#r"/></value>', "strongly positive"),
        ('<value xsi:type="BL" value="true"/>', True),
        ("<value>positive</value>", "positive"),
    ],
)  # fmt: skip
def test_what_a_result_says(value: str, said: object) -> None:
    text = '<paragraph ID="r">strongly positive</paragraph>'
    [found] = entries("30954-2", result(value.format(SNOMED)), text=text)
    assert found.value == said
    assert found.what.words == "ER"
    assert found.date == date(2026, 1, 2)
    assert [each.words for each in found.category] == ["Pathology"]


def test_the_words_of_a_result_are_its_test_and_its_value() -> None:
    judged = '<interpretationCode code="POS" displayName="Positive"/>'
    found = entries(
        "30954-2", result('<value xsi:type="PQ" value="95" unit="%"/>'), result("", judged)
    )
    assert [each.source.words for each in found] == ["ER: 95 %", "ER: Positive"]
    assert found[1].interpretation == Concept((Coding("", "POS", "Positive"),))


def test_a_result_has_the_day_of_its_panel() -> None:
    panel = result("").replace('<effectiveTime value="20260102"/>', "")
    day = '<effectiveTime><low value="20260105"/></effectiveTime><component>'
    [found] = entries("30954-2", panel.replace("<component>", day))
    assert found.date == date(2026, 1, 5)


def test_a_result_that_is_a_whole_report_is_a_paper_besides() -> None:
    text = f'<paragraph ID="r">Final diagnosis<br/>{"Invasive carcinoma. " * 20}</paragraph>'
    value = '<value xsi:type="ED"><reference value="#r"/></value>'
    answer, paper = entries("30954-2", result(value), text=text)
    assert (answer.kind, paper.kind) == ("result", "document")
    assert (paper.what, paper.date, paper.has_content) == (answer.what, answer.date, True)
    assert paper.pages[0].startswith("Final diagnosis\nInvasive carcinoma.")


def test_a_packed_report_in_a_result_is_there_though_its_text_is_not() -> None:
    value = '<value xsi:type="ED" mediaType="application/pdf" representation="B64">JVBERi0x</value>'
    answer, paper = entries("30954-2", result(value))
    assert (answer.value, paper.pages, paper.has_content) == (None, (), True)


@pytest.mark.parametrize(
    ("status", "standing"), [("completed", "holds"), ("active", "unclear"), ("aborted", "not-so")]
)
def test_whether_a_result_stands(status: str, standing: str) -> None:
    assert standings(entries("30954-2", result("", status=status))) == [standing]


def test_a_panel_that_was_stopped_has_no_results_and_one_that_is_ordered_has_none_yet() -> None:
    found = result('<value xsi:type="ST">positive</value>')
    panel = '<organizer moodCode="{}"><statusCode code="{}"/>'
    stopped = found.replace("<organizer>", panel.format("EVN", "aborted"))
    ordered = found.replace("<organizer>", panel.format("RQO", "active"))
    assert entries("30954-2", stopped) == []
    assert standings(entries("30954-2", ordered)) == ["planned"]


def test_a_name_that_refers_to_a_long_text_is_cut() -> None:
    text = f'<content ID="all">{"breast cancer " * 1_000}</content>'
    value = '<value nullFlavor="UNK"><originalText><reference value="#all"/></originalText></value>'
    (found,) = entries("11450-4", problem(value=value), text=text)
    assert len(found.what.text) <= 2_000

"""Every rule between the entries of a bank: one broken bank, one problem, with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.loader import check_bank

QUESTION = """\
- id: new-question
  stages: [pre-surgery]
  topic: {topic}
  ask: {ask}
  text: {text}
  short: {short}
  why: It may matter.
  priority: 3
  sources: {sources}
  helps: {helps}
  reviewed: 2026-11-20
"""


def question(**changes: str) -> str:
    given = {
        "topic": "pathology",
        "ask": "[breast-surgeon]",
        "text": "Is it so?",
        "short": "So",
        "sources": "[our-source]",
        "helps": "[]",
    }
    return "questions:\n" + QUESTION.format(**(given | changes))


OUR_SOURCE = "sources: [{id: our-source, title: T, publisher: P, url: 'https://example.org'}]"
CHOICE = "- {{id: new_fact, label: L, kind: choice, ask: A, choices: {choices}}}"


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        ("questions", question(topic="pathologie"), 4, "did you mean 'pathology'?"),
        ("questions", question(sources="[our-sorce]"), 10, "did you mean 'our-source'?"),
        ("questions", question(sources="[]"), 10, "no source is named"),
        ("questions", question(helps="[diagnosys]"), 11, "did you mean 'diagnosis'?"),
        ("questions", question(short="x" * 61), 7, "61 characters; write at most 60"),
        ("questions", question(ask="[pathologist]"), 5, "rarely meet this doctor"),
        ("questions", question(ask="[radiologist, pathologist]"), 5, "rarely meet this doctor"),
        ("questions", question(text="Is it so? Or not?"), 6, "not exactly one question"),
        ("questions", question(text="It is so."), 6, "not exactly one question"),
        ("questions", question(text='"{You} said what?"'), 6, "{You} is not filled"),
        (
            "steps",
            "steps:\n- id: call-insurer\n  when:\n    any:\n    - {her: positive}\n",
            5,
            "no fact 'her'; did you mean 'her2'?",
        ),
        ("steps", "steps:\n- {id: call-insurer, when: {er: postive}}", 2, "'positive'?"),
        ("steps", "steps:\n- {id: call-insurer, when: {is: low-err}}", 2, "'low-er'?"),
        ("steps", "steps:\n- {id: call-insurer, sources: [no-such]}", 2, "not in this bank"),
        (
            "notes",
            "notes:\n- {id: n, title: T, text: T, stages: [], shown: [packets]}",
            2,
            "did you mean 'packet'?",
        ),
        (
            "notes",
            "notes:\n- {id: n, title: T, text: '{yuo} can', stages: [], shown: []}",
            2,
            "no slot {yuo}; did you mean 'you'?",
        ),
        (
            "notes",
            "notes:\n- {id: n, title: T, text: '{ you } can', stages: [], shown: []}",
            2,
            "no slot { you }",
        ),
        ("facts", "chapters:\n- {id: new, title: T, asks: [her2, her3]}", 2, "'her2'?"),
        (
            "facts",
            "conflicts:\n- {id: new, about: A, facts: [her3], when: {er: positive}, ask: []}",
            2,
            "'her2'?",
        ),
        (
            "facts",
            (
                "sheets:\n- {id: s, label: L, kind: choice, ask: A,"
                " rows: [{id: r, label: L, sets: {er: positve}}]}"
            ),
            2,
            "'positve' is not an answer of er",
        ),
        (
            "facts",
            (
                "sheets:\n- {id: s, label: L, kind: choice, ask: A,"
                " rows: [{id: r, label: L, sets: {err: positive}}]}"
            ),
            2,
            "no fact 'err'",
        ),
        (
            "facts",
            "sheets:\n- {id: s, label: L, kind: choices, ask: A, rows: [], unticked: {err: no}}",
            2,
            "no fact 'err'",
        ),
        (
            "facts",
            (
                "sheets:\n- {id: s, label: L, kind: choice, ask: A,\n"
                "   rows: [{id: r, label: L, sets: {}},\n    {id: r, label: M, sets: {}}]}"
            ),
            4,
            "'r' stands here twice",
        ),
        ("facts", f"facts:\n{CHOICE.format(choices='[]')}", 2, "needs choices"),
        (
            "facts",
            f"facts:\n{CHOICE.format(choices='[{id: a, label: a}, {id: a, label: b}]')}",
            2,
            "'a' stands here twice",
        ),
        (
            "facts",
            "facts:\n- {id: new_fact, label: L, kind: visit, ask: A, doctor: true}",
            2,
            "no value for the doctor's page",
        ),
    ],
)
def test_one_mistake_is_one_problem_with_its_line(
    overlay: Callable[..., Path], file: str, text: str, line: int, says: str
) -> None:
    folder = overlay(**{"sources": OUR_SOURCE, file: text})
    problems = check_bank([folder])[1]
    assert [problem.sentence for problem in problems if says not in problem.sentence] == []
    (problem,) = problems
    assert (Path(problem.file).name, problem.line) == (f"{file}.yaml", line)


def test_conditions_that_use_each_other_in_a_circle_are_each_named(
    overlay: Callable[..., Path],
) -> None:
    text = (
        "conditions:\n- {id: ca, means: M, when: {is: cb}}\n"
        "- {id: cb, means: M, when: {not: {is: ca}}}\n"
    )
    problems = check_bank([overlay(facts=text)])[1]
    assert [(problem.line, problem.wrong) for problem in problems] == [
        (2, "'ca' depends on itself"),
        (3, "'cb' depends on itself"),
    ]


def test_facts_that_hide_each_other_in_a_circle_are_each_named(
    overlay: Callable[..., Path],
) -> None:
    head = "label: L, kind: choice, ask: A, choices: [{id: a, label: a}]"
    text = f"facts:\n- {{id: fa, {head}, when: {{fb: a}}}}\n- {{id: fb, {head}, when: {{fa: a}}}}\n"
    problems = check_bank([overlay(facts=text)])[1]
    assert [(problem.line, problem.wrong) for problem in problems] == [
        (2, "'fa' depends on itself"),
        (3, "'fb' depends on itself"),
    ]


@pytest.mark.parametrize("section", ["questions", "records"])
def test_every_stage_needs_enough_whatever_the_facts(
    overlay: Callable[..., Path], section: str
) -> None:
    bank = check_bank()[0]
    every = ", ".join(entry.id for entry in getattr(bank, section))
    problems = check_bank([overlay(**{section: f"remove: [{every}]"})])[1]
    assert len(problems) == len(bank.stages)
    assert all(f"only 0 {section}" in problem.wrong for problem in problems)
    assert all(problem.line for problem in problems)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://x y.org", "https://"])
def test_the_address_of_a_source_is_one(overlay: Callable[..., Path], url: str) -> None:
    text = f"sources:\n- {{id: ours, title: T, publisher: P, url: '{url}'}}\n"
    (problem,) = check_bank([overlay(sources=text)])[1]
    assert (problem.line, problem.wrong) == (2, "this is not an address on the web")


def test_every_source_of_ours_says_when_it_was_looked_at() -> None:
    assert [each.id for each in check_bank()[0].sources if each.looked_at is None] == []


def test_every_question_of_ours_has_a_theme_and_helps_with_something() -> None:
    bank = check_bank()[0]
    assert [each.id for each in bank.questions if not (each.theme and each.helps)] == []

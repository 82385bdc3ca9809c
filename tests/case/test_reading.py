"""A case file's text becomes a case, or all that is wrong with it, each with its line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.case.model import Answer, Case, OtherValue, Source
from so_cli.case.reading import read_case, strangers

EXAMPLE = """\
so: 1                         # format
id: pat
stage: pre-surgery
person: {name: Pat Doe, born: 1971-04-02, pronouns: she, phone: "", interpreter: ""}
answered_by: ""
doctors: [{name: Dr. Stone, role: breast-surgeon, phone: "", first: true}]
visits:
  - {date: 2026-12-10, time: "14:30", with: Dr. Rivera, specialty: medical-oncologist, place: "",
     by: in-person}
decision: whether to have chemotherapy before surgery
decide_by: 2026-12-20
facts:
  her2: equivocal
  size_mm: {value: 22, source: {file: report.pdf, where: page 2, date: 2026-10-02, words: "2.2 cm"}}
  concerns: {value: [work, fertility], told_by: self}
  gene_test: {state: not-sure}
  grade: {value: "2", other: [{value: "3", source: {file: b.pdf, where: page 1}}]}
questions:
  top: [own-1, her2-ish]
  left_out: []
  own: [{id: own-1, text: Can my sister listen in by phone?, ask: [breast-surgeon]}]
  answers: {her2-ish: {text: "", from: Dr. Rivera, date: 2026-12-10}}
records: {biopsy-report: {status: requested, date: 2026-11-20, note: "", file: ""}}
medicines: [{name: lisinopril, dose: 10 mg, how_often: daily, why: blood pressure}]
allergies: []
steps: {call-insurer: {done: 2026-11-21, note: "ref 4471, spoke to billing"}}
other_tumors: [{name: right breast, date: 2026-11-16, facts: {er: positive}}]
opinions:
  - {id: first, by: Dr. Stone, who: breast-surgeon, place: "", date: 2026-11-18,
     facts: {cancer_type: invasive-ductal}, plan: {surgery: {value: mastectomy, text: ""}},
     reason: ""}
  - {id: second}
hospitals: [{name: Ours, answers: {board-certified: {answer: yes, year: 2025, note: ""}}}]
"""


def read(text: str, bank: Bank) -> Case:
    case, problems = read_case(text, "pat.yaml", bank)
    assert case is not None, problems
    assert problems == []
    return case


def wrong(text: str, bank: Bank) -> list[str]:
    case, problems = read_case(text, "f", bank)
    assert case is None
    return [str(problem) for problem in problems]


def test_the_whole_example_of_the_format_is_read(bank: Bank) -> None:
    case = read(EXAMPLE, bank)
    assert case.person.born == date(1971, 4, 2)
    assert case.visits[0].with_ == "Dr. Rivera"
    assert case.facts == {
        "her2": Answer(value="equivocal"),
        "size_mm": Answer(
            value=22,
            source=Source(
                file="report.pdf", where="page 2", date=date(2026, 10, 2), words="2.2 cm"
            ),
        ),
        "concerns": Answer(value=("work", "fertility"), told_by="self"),
        "gene_test": Answer(state="not-sure"),
        "grade": Answer(
            value="2", other=(OtherValue(value="3", source=Source(file="b.pdf", where="page 1")),)
        ),
    }
    assert case.questions.answers["her2-ish"].from_ == "Dr. Rivera"
    assert case.hospitals[0].answers["board-certified"].answer == "yes"


def test_nothing_in_the_example_is_strange_to_the_shipped_bank(bank: Bank) -> None:
    found = strangers(read(EXAMPLE, bank), bank)
    assert (found.facts, found.records, found.steps) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f: this file is empty; a case begins with 'so: 1'"),
        ("\n  \n", "f: this file is empty"),
        ("# only a comment", "f:1: this is not a case; it begins with 'so: 1'"),
        ("hello", "f:1: this is not a case"),
        ("- so: 1", "f:1: this is not a case"),
        ("so: 1\nstaeg: x", "f:2: staeg: there is no such key; did you mean 'stage'?"),
        ("so: one", "f:1: so: this does not fit here; write a whole number"),
        ("so: \u00b2", "f:1: so: this does not fit here; write a whole number"),
        ("so: 2", "f:1: so: this case was written by a newer so (format 2); update so to open it"),
        ("so: 1\nstage: presurgery", "f:2: stage: this does not fit here; did you mean"),
        ("so: 1\nfacts: [er]", "f:2: facts: a group of keys belongs here"),
        ("so: 1\nfacts:\n  er: postive", "f:3: facts.er: this is not an answer of er; did"),
        ("so: 1\nfacts:\n  pregnant: true", "f:3: facts.pregnant: 'true' is not an answer of preg"),
        ("so: 1\nfacts:\n  concerns: work", "f:3: facts.concerns: a list belongs here"),
        ("so: 1\nfacts:\n  er: [positive]", "f:3: facts.er: only one answer fits here"),
        ("so: 1\nfacts:\n  size_mm: big", "f:3: facts.size_mm: this does not fit here"),
        ("so: 1\nfacts:\n  er: {state: nto-sure}", "f:3: facts.er.state: this does not fit"),
        (
            "so: 1\nfacts:\n  er: {value: positive, state: later}",
            "f:3: facts.er: an answer is eith",
        ),
        ("so: 1\nfacts:\n  er: {told_by: self}", "f:3: facts.er: an answer is either"),
        ("so: 1\nfacts:\n  er: {valeu: positive}", "f:3: facts.er.valeu: there is no such key"),
        ("so: 1\nfacts:\n  surgery_on: 12/10/2026", "f:3: facts.surgery_on: this does"),
        (
            "so: 1\nvisits:\n- {date: 2026-12-10}\n- {date: soon}",
            "f:4: visits[2].date: this does",
        ),
        ("so: 1\nmedicines:\n- {dose: 10 mg}", "f:3: medicines[1]: 'name' is missing"),
        ("so: 1\nrecords:\n  r: {status: here}", "f:3: records.r.status: this does not fit"),
        ("so: 1\nquestions: {own: [{id: own-1}]}", "f:2: questions.own[1]: 'text' is missing"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_key_and_what_would_be_right(
    bank: Bank, text: str, problem: str
) -> None:
    assert [each[: len(problem)] for each in wrong(text, bank)] == [problem]


def test_all_problems_come_at_once_in_the_order_of_the_file(bank: Bank) -> None:
    text = "so: 1\nstage: x\nfacts:\n  er: y\n  pr: z\nvisits: [{dat: 1}]\nstage: y\n"
    assert [each.split(":")[1] for each in wrong(text, bank)] == ["2", "4", "5", "6", "7"]


@pytest.mark.parametrize("version", ["9" * 5000, "[1]", "1.5"])
def test_a_strange_format_number_is_a_problem_not_a_crash(bank: Bank, version: str) -> None:
    (problem,) = wrong(f"so: {version}", bank)
    assert problem.startswith("f:1: so: ")


def test_a_lower_format_is_read_and_becomes_the_present_one(bank: Bank) -> None:
    assert read("so: 0\nid: pat", bank).so == 1


def test_ids_that_this_bank_does_not_have_are_kept_and_named(bank: Bank) -> None:
    case = read(
        "so: 1\nfacts: {zodiac: leo, er: positive}\nrecords: {x-ray-99: {status: needed}}\n"
        "steps: {dance: {note: a}}\n"
        "questions: {top: [own-1, q-99, conflict-er], "
        "own: [{id: own-2, text: W?}], left_out: [own-2]}",
        bank,
    )
    assert case.facts["zodiac"] == Answer(value="leo")
    found = strangers(case, bank)
    assert found
    assert (found.facts, found.questions, found.records, found.steps) == (
        ("zodiac",), ("q-99",), ("x-ray-99",), ("dance",),
    )  # fmt: skip
    assert not strangers(Case(), bank)


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("renamed")
    (folder / "facts.yaml").write_text(
        "facts:\n- {id: er, was: [estrogen], choices: [{id: positive, was: [plus]}]}\n",
        encoding="utf-8",
    )
    return open_bank([folder])


def test_former_ids_of_facts_and_choices_are_read_as_the_present_ones(renamed: Bank) -> None:
    case = read("so: 1\nfacts: {estrogen: {value: plus, other: [{value: plus}]}}", renamed)
    assert case.facts == {"er": Answer(value="positive", other=(OtherValue(value="positive"),))}


@pytest.mark.parametrize(
    "order", ["er: negative\n  estrogen: plus", "estrogen: plus\n  er: negative"]
)
def test_a_fact_under_its_former_and_its_present_id_loses_no_answer(
    renamed: Bank, order: str
) -> None:
    (problem,) = wrong(f"so: 1\nfacts:\n  {order}\n", renamed)
    assert "facts.estrogen: 'er' stands here twice" in problem
    assert problem.endswith("keep one of them")


JSON_CASE = {
    "so": 1,
    "id": "pat",
    "stage": "pre-surgery",
    "decision": 'a/b \U0001f600 \\ \\/ \\ud83d "q" \u00e9 \n\t end: no # not a comment',
    "facts": {"grade": 2, "size_mm": 22.5, "er": "positive", "concerns": ["work"], "pr": None},
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(JSON_CASE),
        json.dumps(JSON_CASE, ensure_ascii=False),
        json.dumps(JSON_CASE, indent=2),
        json.dumps(JSON_CASE, indent="\t"),
        json.dumps(JSON_CASE, separators=(",", ":")),
        json.dumps(JSON_CASE).replace("a/b", "a\\/b"),
    ],
    ids=["escaped", "plain", "indented", "tabs", "tight", "slashes"],
)
def test_json_says_the_same_as_yaml(bank: Bank, text: str) -> None:
    case = read(text, bank)
    assert case.decision == JSON_CASE["decision"]
    assert case.facts == {
        "grade": Answer(value="2"),
        "size_mm": Answer(value=22.5),
        "er": Answer(value="positive"),
        "concerns": Answer(value=("work",)),
    }


def test_json_problems_have_their_lines_too(bank: Bank) -> None:
    text = json.dumps({"so": 1, "facts": {"er": "postive"}}, indent="\t").replace(
        "1", '"\\ud83d\\ude00"'
    )
    assert [each.split(": ")[0] for each in wrong(text, bank)] == ["f:2", "f:4"]


def test_two_own_questions_with_one_id_are_named(bank: Bank) -> None:
    text = "so: 1\nquestions:\n  own:\n    - {id: own-1, text: a}\n    - {id: own-1, text: b}\n"
    _case, problems = read_case(text, "pat.yaml", bank)
    assert [str(problem) for problem in problems] == [
        "pat.yaml:5: questions.own[2].id: 'own-1' stands here twice"
    ]


def test_two_opinions_with_one_id_are_named(bank: Bank) -> None:
    text = "so: 1\nopinions:\n  - {id: second, by: Dr. A}\n  - {id: second, by: Dr. B}\n"
    case, problems = read_case(text, "pat.yaml", bank)
    assert case is None
    assert [str(problem).split("; ")[0] for problem in problems] == [
        "pat.yaml:4: opinions[2].id: 'second' stands here twice"
    ]


@pytest.mark.parametrize("state", ["not-sure", "later", "does-not-apply"])
def test_a_state_may_be_written_like_an_answer(bank: Bank, state: str) -> None:
    case, problems = read_case(f"so: 1\nfacts: {{her2: {state}}}\n", "pat.yaml", bank)
    assert problems == []
    assert case is not None
    assert case.facts["her2"].state == state

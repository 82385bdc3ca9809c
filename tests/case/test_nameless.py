"""`--no-names`: nothing that names a person is in any output; her own words stay."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins
from pdf_papers import text_on
from pdf_reader import pages_of

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.case.nameless import without_names
from so_cli.case.reading import read_case
from so_cli.outputs.as_json import to_json_line
from so_cli.outputs.look import make_look
from so_cli.outputs.paper import FORMATS_OF_A_PACKET, packet_paper, render
from so_cli.packet.build import make_packet

RunSo = Callable[..., Any]
MARK = "Zebragiraffe"
OWN = "Ostrichlion"
SOURCE = {"file": f"{MARK}.pdf", "where": "page 2", "date": "2026-10-02"}
SAID = {"value": "positive", "told_by": MARK, "source": SOURCE}
MARKED: dict[str, Any] = {
    "so": 1,
    "id": "p-17",
    "stage": "in-treatment",
    "person": {
        "name": MARK,
        "born": "1971-04-02",
        "phone": f"555 {MARK}",
        "pronouns": "name",
        "interpreter": "Spanish",
    },
    "answered_by": MARK,
    "doctors": [{"name": f"Dr. {MARK}", "role": "breast-surgeon", "phone": MARK, "first": True}],
    "visits": [
        {"date": "2026-12-10", "with": MARK, "place": MARK, "specialty": "medical-oncologist"}
    ],
    "decision": f"{OWN} decision",
    "decide_by": "2026-12-20",
    "facts": {
        "er": SAID,
        "grade": {"value": "2", "other": [{"value": "3", "source": SOURCE}]},
        "main_question": f"{OWN} main?",
    },
    "questions": {
        "top": ["own-2"],
        "own": [{"id": "own-2", "text": f"{OWN} question?", "ask": ["breast-surgeon"]}],
        "answers": {"own-2": {"text": f"{OWN} answer", "from": MARK, "date": "2026-11-10"}},
    },
    "records": {
        "biopsy-report": {"status": "arrived", "note": MARK, "file": f"{MARK}.pdf"},
    },
    "medicines": [{"name": f"{OWN} pill", "dose": "10 mg"}],
    "allergies": [f"{OWN} allergy"],
    "steps": {"call-insurer": {"done": "2026-11-10", "note": MARK}},
    "other_tumors": [{"name": "right breast", "date": "2026-11-01", "facts": {"er": SAID}}],
    "opinions": [
        {
            "id": name,
            "by": f"Dr. {MARK}",
            "who": "breast-surgeon",
            "place": MARK,
            "facts": {"er": SAID},
            "reason": f"{OWN} reason",
        }
        for name in ("first", "second")
    ],
    "hospitals": [{"name": MARK, "answers": {"board-certified": {"answer": "yes", "note": MARK}}}],
}


FIELDS_THAT_STAY = {"so", "id", "stage", "decision", "decide_by", "medicines", "allergies"}


def with_its_pages(bundle: str) -> str:
    """The bundle with the pages in it as a text."""
    (pages,) = [entry["resource"] for entry in json.loads(bundle)["entry"]][-1]["content"]
    return bundle + b64decode(pages["attachment"]["data"]).decode()


@pytest.fixture(scope="module")
def marked(bank: Bank) -> Case:
    case, problems = read_case(json.dumps(MARKED), "p-17.json", bank)
    assert case is not None, problems
    return case


def outputs(bank: Bank, case: Case, today: date) -> dict[str, str]:
    """The text of each format, for both readers; of a PDF the text of its pages."""
    packet = make_packet(bank, case, today)
    look = make_look(bank, (), "letter", None, large=False)
    paper = packet_paper(bank, packet, "both", on_paper=True)
    made = {kind: render(paper, kind, look).data for kind in FORMATS_OF_A_PACKET}
    pages = pages_of(made.pop("pdf"))
    texts: dict[str, str] = {kind: data.decode() for kind, data in made.items()}
    texts["fhir"] = with_its_pages(texts["fhir"])
    return texts | {"pdf": "".join(text_on(page) for page in pages)}


def test_the_marks_would_be_seen(bank: Bank, marked: Case, today: date) -> None:
    for kind, text in outputs(bank, marked, today).items():
        assert MARK in text, kind


def test_nothing_that_names_a_person_is_in_any_format(
    bank: Bank, marked: Case, today: date
) -> None:
    for kind, text in outputs(bank, without_names(marked, today), today).items():
        assert MARK not in text, kind
        assert "1971" not in text, kind
        assert "555" not in text, kind


def test_her_own_words_stay(bank: Bank, marked: Case, today: date) -> None:
    texts = outputs(bank, without_names(marked, today), today)

    for words in ("decision", "main?", "question?", "answer", "pill", "allergy", "reason"):
        assert f"{OWN} {words}" in texts["json"], words
    for kind in ("md", "html", "txt"):
        assert f"{OWN} question" in texts[kind], kind


def test_what_was_answered_stays_and_so_does_her_age(marked: Case, today: date) -> None:
    case = without_names(marked, today)

    assert case.facts["age"].value == 55
    assert {name: answer.value for name, answer in case.facts.items() if name != "age"} == {
        name: answer.value for name, answer in marked.facts.items()
    }
    assert case.person.interpreter == "Spanish"
    assert case.visits[0].date == marked.visits[0].date
    assert case.records["biopsy-report"].status == "arrived"


def test_no_field_of_a_case_is_forgotten(marked: Case, today: date) -> None:
    """A new field of text must be thought about: here all of them are marked, or stay."""
    before, after = to_builtins(marked), to_builtins(without_names(marked, today))

    assert {name for name in before if not before[name]} == set()
    assert {name for name in before if before[name] == after[name]} == FIELDS_THAT_STAY


@given(st.data())
def test_a_mark_in_any_field_that_may_name_somebody_is_in_no_output(
    bank: Bank, today: date, data: st.DataObject
) -> None:
    raw = json.loads(json.dumps(MARKED))
    path = data.draw(st.sampled_from(list(marks_in(raw))))
    place = raw
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = data.draw(TEXTS) + "Okapi" + data.draw(TEXTS)
    case, problems = read_case(json.dumps(raw), "p-17.json", bank)
    assert case is not None, problems

    packet = make_packet(bank, without_names(case, today), today)

    assert b"Okapi" not in to_json_line(packet)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=5)


def marks_in(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Where in a case somebody is named."""
    if isinstance(value, str) and MARK in value:
        yield path
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, each in items:
        yield from marks_in(each, *path, key)


def test_so_export_leaves_names_out_where_it_is_asked_to(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(MARKED), encoding="utf-8")
    words = ("export", "a.jsonl", "--no-names", "--out", "out")

    run_so(*words, "-f", "md", "-f", "json", "-f", "html", "-f", "txt", "-f", "ics", "-f", "fhir")
    run_so(*words, "--to-jsonl", "lines")

    written = [*(tmp_path / "out").glob("p-17.*"), tmp_path / "lines"]
    assert len(written) == 7
    for path in written:
        assert MARK.encode() not in path.read_bytes(), path

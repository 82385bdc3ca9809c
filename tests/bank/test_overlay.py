"""One bank laid over another."""

from __future__ import annotations

import pytest

from so_cli.bank.overlay import lay_over
from so_cli.bank.strict_yaml import Document, parse

BASE = """\
steps:
  - id: call
    title: Call
    text: Call them.
    sources: [a, b]
    when: {er: positive, her2: negative}
  - {id: ask, title: Ask}
facts:
  - id: er
    label: ER
    choices:
      - {id: positive, label: positive}
      - {id: negative, label: negative}
"""


def laid(over: str) -> tuple[Document, list[str]]:
    base, over_document = parse(BASE, "base.yaml")[0], parse(over, "over.yaml")[0]
    document, problems = lay_over(base, over_document)
    return document, [str(problem) for problem in problems]


def steps(over: str) -> dict[str, dict[str, object]]:
    document, problems = laid(over)
    assert problems == []
    return {step["id"]: step for step in document.value["steps"]}


def test_an_entry_merges_key_by_key() -> None:
    found = steps("steps: [{id: call, title: Ring}]")
    assert found["call"]["title"] == "Ring"
    assert found["call"]["text"] == "Call them."
    assert list(found) == ["call", "ask"]


def test_a_key_with_nothing_after_it_goes_away() -> None:
    assert "when" not in steps("steps:\n- id: call\n  when:\n")["call"]


def test_replace_swaps_the_entry_whole() -> None:
    found = steps("steps: [{id: call, replace: true, title: Ring}]")
    assert found["call"] == {"id": "call", "title": "Ring"}


def test_a_new_id_adds_at_the_end() -> None:
    found = steps("steps: [{id: new, replace: true, title: New}]")
    assert list(found) == ["call", "ask", "new"]
    assert found["new"] == {"id": "new", "title": "New"}


def test_a_new_section_adds() -> None:
    document, problems = laid("sheets: [{id: new, replace: true}]")
    assert (document.value["sheets"], problems) == ([{"id": "new"}], [])


def test_remove_takes_entries_away() -> None:
    document, problems = laid("remove: [ask]\nsteps: [{id: call, title: Ring}]")
    assert ([step["id"] for step in document.value["steps"]], problems) == (["call"], [])
    assert "remove" not in document.value


def test_lists_of_words_and_conditions_are_replaced_whole() -> None:
    found = steps("steps: [{id: call, sources: [c], when: {er: negative}}]")
    assert found["call"]["sources"] == ["c"]
    assert found["call"]["when"] == {"er": "negative"}


def test_choices_merge_by_their_ids() -> None:
    document, _problems = laid(
        "facts: [{id: er, choices: [{id: negative, label: nein}, {id: maybe, label: vielleicht}]}]"
    )
    assert document.value["facts"][0]["choices"] == [
        {"id": "positive", "label": "positive"},
        {"id": "negative", "label": "nein"},
        {"id": "maybe", "label": "vielleicht"},
    ]


@pytest.mark.parametrize("nothing", ["", "# only a comment\n", "steps:\n", "remove:\n"])
def test_an_overlay_that_says_nothing_changes_nothing(nothing: str) -> None:
    document, problems = laid(nothing)
    assert (document.value, problems) == (parse(BASE, "base.yaml")[0].value, [])


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        (
            "remove: [aks]",
            "over.yaml:1: remove[1]: there is no 'aks' to remove; did you mean 'ask'",
        ),
        ("remove: [ask, {a: b}]", "over.yaml:1: remove[2]: there is no"),
        ("remove: [~]", "over.yaml:1: remove[1]: there is no"),
        ("remove: ask", "over.yaml:1: remove: a list belongs here"),
        ("- call", "over.yaml:1: a group of keys belongs here"),
        ("hello", "over.yaml:1: a group of keys belongs here"),
        ("steps:\n- {id: call}\n- {id: call}", "over.yaml:3: call: 'call' stands here twice"),
    ],
)
def test_what_is_wrong_in_an_overlay_is_named_with_its_line(over: str, problem: str) -> None:
    _document, problems = laid(over)
    assert [each[: len(problem)] for each in problems] == [problem]


@pytest.mark.parametrize("entry", ["{title: no id}", "hello", "[a]", "{id: [a]}"])
def test_an_entry_without_an_id_stays_to_be_complained_about(entry: str) -> None:
    document, problems = laid(f"steps:\n- {entry}")
    assert problems == []
    assert len(document.value["steps"]) == 3
    assert document.place(("steps", 2)) == ("over.yaml", 2)


def test_every_part_keeps_the_line_of_the_file_it_comes_from() -> None:
    document, _problems = laid("# a bank\nsteps:\n- id: call\n  title: Ring\n- {id: new}\n")
    assert document.place(("steps", 0, "title")) == ("over.yaml", 4)
    assert document.place(("steps", 0, "text")) == ("base.yaml", 4)
    assert document.place(("steps", 1)) == ("base.yaml", 7)
    assert document.place(("steps", 2)) == ("over.yaml", 5)


def test_a_third_bank_keeps_the_lines_of_all_three() -> None:
    document, _problems = laid("steps:\n- id: call\n  title: Ring\n")
    third, _problems2 = lay_over(document, parse("steps:\n- {id: ask, text: T}\n", "third.yaml")[0])
    assert third.place(("steps", 0, "title")) == ("over.yaml", 3)
    assert third.place(("steps", 0, "text")) == ("base.yaml", 4)
    assert third.place(("steps", 1, "text")) == ("third.yaml", 2)

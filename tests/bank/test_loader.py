"""Banks are loaded with every problem named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.bank import Bank
from so_cli.bank.loader import (
    SECTIONS,
    _part_of,
    check_bank,
    data_folder,
    load_bank,
    open_bank,
)
from so_cli.errors import BadFile, NoAccess

Overlay = Callable[..., Path]


def problems_of(*folders: Path) -> list[str]:
    return [str(problem) for problem in check_bank(folders)[1]]


def test_the_shipped_bank_has_no_problem() -> None:
    assert problems_of() == []


def test_the_shipped_bank_stands_where_the_program_looks() -> None:
    assert (data_folder() / "facts.yaml").is_file()


def test_all_problems_are_listed_at_once_in_order(overlay: Overlay) -> None:
    folder = overlay(
        steps="steps:\n- {id: call-insurer, titel: Ring}\n- {id: new-step}\n",
        words="words:\n- {id: new-word, word: [a]}\n",
    )
    found = problems_of(folder)
    assert [each.removeprefix(f"{folder}/").split(": ")[0] for each in found] == [
        "steps.yaml:2", "steps.yaml:3", "steps.yaml:3", "steps.yaml:3", "steps.yaml:3",
        "words.yaml:2", "words.yaml:2",
    ]  # fmt: skip
    assert "titel: there is no such key; did you mean 'title'?" not in found[0]
    assert "there is no such key" in found[0]


def test_an_entry_that_cannot_be_read_does_not_make_others_complain(overlay: Overlay) -> None:
    folder = overlay(facts="facts:\n- id: her2\n  kind: chioce\n- {id: concerns, kind: x}\n")
    found = problems_of(folder)
    assert len(found) == 2
    assert "facts.yaml:3" in found[0]
    assert found[0].endswith("did you mean 'choice'?")


@pytest.mark.parametrize("name", ["question", "quesions", "Steps"])
def test_a_misspelt_file_name_is_named_with_the_right_one(overlay: Overlay, name: str) -> None:
    (problem,) = problems_of(overlay(**{name: "a: b"}))
    assert f"{name}.yaml: no part of a bank has this name; did you mean" in problem


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"questions": "facts: [{id: zz}]"}, "questions.yaml:1: facts: there is no such key"),
        ({"questions": "questions: hello\nreplace: true"}, "questions: a list belongs here"),
        ({"steps": "steps: [hello]"}, "steps.yaml:1"),
        ({"steps": "hello"}, "a group of keys belongs here"),
        ({"steps": "steps: [\n"}, "cannot be read as YAML"),
        ({"steps": "steps: [{id: [a]}]"}, "this does not fit here"),
        ({"steps": "remove: [no-such]"}, "there is no 'no-such' to remove"),
        ({"letterhead": "nmae: Our Hospital"}, "did you mean 'name'?"),
        ({"letterhead": "- a"}, "a group of keys belongs here"),
    ],
)
def test_no_file_brings_the_check_down(overlay: Overlay, files: dict[str, str], says: str) -> None:
    assert any(says in problem for problem in problems_of(overlay(**files)))


def test_an_overlay_with_problems_is_not_used(overlay: Overlay) -> None:
    folder = overlay(steps="steps: [{id: call-insurer, when: {her3: positive}}]")
    with pytest.raises(BadFile, match="no fact 'her3'; did you mean 'her2'") as caught:
        open_bank([folder])
    assert "so bank check" in caught.value.advice


def test_an_overlay_changes_what_it_names_and_nothing_else(bank: Bank, overlay: Overlay) -> None:
    laid = open_bank([overlay(steps="steps: [{id: call-insurer, title: Ring}]")])
    assert laid.step["call-insurer"].title == "Ring"
    assert laid.step["call-insurer"].text == bank.step["call-insurer"].text
    assert laid.questions == bank.questions


def test_a_letterhead_comes_by_overlay_and_two_merge(bank: Bank, overlay: Overlay) -> None:
    first = overlay(letterhead="name: Our Hospital\nphone: '555'\n")
    second = overlay(letterhead="name: Their Hospital\n")
    laid = open_bank([first, second]).letterhead
    assert bank.letterhead is None
    assert laid is not None
    assert (laid.name, laid.phone) == ("Their Hospital", "555")


def test_the_digest_names_exactly_these_files_in_this_order(overlay: Overlay) -> None:
    one = overlay(steps="steps: [{id: call-insurer, title: Ring}]")
    two = overlay(steps="steps: [{id: call-insurer, title: Phone}]")
    digests = [open_bank(banks).digest for banks in ([], [one], [two], [one, two], [two, one])]
    assert len(set(digests)) == 5
    assert open_bank([one]).digest == digests[1]


def test_a_bank_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoAccess, match=r"no bank folder .*gone"):
        open_bank([tmp_path / "gone"])


def test_a_section_read_alone_is_the_same_as_read_with_its_whole_file() -> None:
    whole = load_bank().bank
    for sections in SECTIONS.values():
        for name in sections:
            alone = getattr(open_bank(), name)
            assert alone == getattr(whole, name)
            assert alone


def test_a_section_whose_file_ends_without_a_line_break_loses_nothing() -> None:
    text = "stages:\n  - one\n\n# a word\n  - two"

    assert _part_of(text, "stages") == f"{text}\n"


def test_a_section_ends_where_the_next_begins() -> None:
    assert _part_of("one:\n  - 1\n\ntwo:\n  - 2\n", "one") == "one:\n  - 1\n\n"


def test_a_list_that_is_not_indented_is_a_section_too() -> None:
    assert _part_of("one:\n- 1\n- 2\ntwo: []\n", "one") == "one:\n- 1\n- 2\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("steps", "steps: [{id: call-insurer, lead_days: 1000000}]"),
        ("questions", "questions: [{id: plan-best-fit, priority: -1}]"),
    ],
)
def test_numbers_that_no_author_means_are_problems(
    overlay: Callable[..., Path], file: str, text: str
) -> None:
    with pytest.raises(BadFile, match="write a number from"):
        open_bank([overlay(**{file: text})])

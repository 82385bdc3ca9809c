"""Two tumors are never made one, and one tumor in two papers is not made two."""

from __future__ import annotations

from collections.abc import Sequence

from seen import B, finding, reading, tumor

from so_cli.inputs.model import Finding, Reading
from so_cli.inputs.tumors import tumors_in


def said(readings: Sequence[Reading]) -> dict[str, list[object]]:
    findings: list[Finding] = [each for one in readings for each in one.findings]
    tumors, unclaimed = tumors_in(readings, findings)
    named = {each.id: each.findings for each in tumors} | ({"": unclaimed} if unclaimed else {})
    return {name: [each.value for each in its] for name, its in named.items()}


def test_papers_that_tell_none_apart_speak_of_one() -> None:
    er = finding("er", "positive"), finding("er", "positive", file=B)
    assert [*said([reading(er[0]), reading(er[1], file=B)])] == [""]


def test_the_left_breast_is_the_left_breast_in_every_paper() -> None:
    readings = [
        reading(finding("er", "positive", tumor="A"), tumors=(tumor("A", "left"),)),
        reading(finding("side", "left", file=B), finding("grade", "2", file=B), file=B),
    ]
    assert said(readings) == {"left": ["positive", "left", "2"]}


def test_left_in_one_paper_and_right_in_another_are_two() -> None:
    readings = [
        reading(finding("side", "left"), finding("er", "positive")),
        reading(finding("side", "right", file=B), finding("er", "negative", file=B), file=B),
    ]
    assert said(readings) == {"left": ["left", "positive"], "right": ["right", "negative"]}


def test_a_side_that_is_in_doubt_makes_no_second_tumor() -> None:
    readings = [
        reading(finding("side", "left")),
        reading(finding("side", "right", file=B, doubt="It is the reason of a treatment."), file=B),
    ]
    assert [*said(readings)] == ["left"]


def test_two_in_one_breast_stay_two() -> None:
    both = tumor("Tumor 1", "left"), tumor("Tumor 2", "left")
    readings = [
        reading(
            finding("grade", "1", tumor="Tumor 1"),
            finding("grade", "3", tumor="Tumor 2"),
            finding("nodes", "clear"),
            tumors=both,
        )
    ]
    found = said(readings)
    assert sorted(map(str, found.values())) == ["['1']", "['3']", "['clear']"]
    assert found[""] == ["clear"], "of whose nodes it speaks nobody says"


def test_the_newest_comes_first() -> None:
    both = tumor("old", "left", day="2019-03-01"), tumor("new", "right", day="2026-10-01")
    readings = [reading(finding("er", "positive", tumor="old"), tumors=both)]
    assert [*said(readings)] == ["right", "left"]


def test_a_tumor_without_a_side_is_the_only_one_there_is() -> None:
    readings = [
        reading(finding("er", "positive", tumor="A"), tumors=(tumor("A"),)),
        reading(finding("side", "right", file=B), file=B),
    ]
    assert [*said(readings)] == ["right"]

"""A size on a scan and a size at surgery are no contradiction."""

from __future__ import annotations

from seen import A, B, finding

from so_cli.inputs.ways import split_by_way


def test_surgery_tells_more_than_a_scan() -> None:
    said = [
        finding("size_mm", 21, where="line 3"),
        finding("size_by", "imaging", where="line 3"),
        finding("size_mm", 23, file=B),
        finding("size_by", "surgery", file=B),
    ]
    counting, overtaken = split_by_way(said)
    assert [each.value for each in counting] == [23, "surgery"]
    assert [each.value for each in overtaken] == [21, "imaging"]


def test_two_sizes_at_surgery_both_count() -> None:
    said = [finding("size_mm", 21), finding("size_by", "surgery"), finding("size_mm", 25, file=B)]
    said.append(finding("size_by", "surgery", file=B))
    assert len(split_by_way(said)[0]) == 4


def test_a_size_of_which_nobody_says_how_it_was_found_counts() -> None:
    said = [
        finding("size_mm", 21),
        finding("size_mm", 23, file=B),
        finding("size_by", "surgery", file=B),
    ]
    assert split_by_way(said) == (said, [])


def test_one_paper_may_hold_both_ways() -> None:
    said = [
        finding("nodes", "clear", where="line 3"),
        finding("nodes_by", "scan", where="line 3"),
        finding("nodes", "positive", where="line 9"),
        finding("nodes_by", "needle", where="line 9"),
    ]
    assert [each.value for each in split_by_way(said)[0]] == ["positive", "needle"]
    assert all(each.source.file == A for each in said)

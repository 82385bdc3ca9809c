"""Every sentence of the program stands in one place, once, and can be translated."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from so_cli import wording
from so_cli.wording import sentence

TREE = ast.parse(Path(wording.__file__).read_text(encoding="utf-8"))
ASSIGNED = [node for node in TREE.body if isinstance(node, ast.Assign)]
NOT_SPOKEN = ("_", "_WORDS", "_FILLERS", "_DAYS")
"""Endings of names whose texts are read, not said: words that people type."""
PATTERN = r"\b"


def names_of(node: ast.Assign) -> list[str]:
    return [part.id for part in ast.walk(node.targets[0]) if isinstance(part, ast.Name)]


def test_no_name_is_defined_twice() -> None:
    counted = Counter(name for node in ASSIGNED for name in names_of(node))
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_name_is_used_somewhere() -> None:
    """What nobody says any more is not left for translators."""
    package = Path(wording.__file__).parent
    sources = " ".join(path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    counted = Counter(re.findall(r"\w+", sources))
    assert [name for node in ASSIGNED for name in names_of(node) if counted[name] < 2] == []


def test_every_sentence_is_passed_through_the_translation() -> None:
    untranslated = []
    for node in ASSIGNED:
        if names_of(node)[0].endswith(NOT_SPOKEN):
            continue
        translated = {
            text
            for call in ast.walk(node.value)
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "_"
            for text in ast.walk(call)
        }
        keys = {
            key for part in ast.walk(node.value) if isinstance(part, ast.Dict) for key in part.keys
        }
        untranslated += [
            (names_of(node)[0], text.value)
            for text in ast.walk(node.value)
            if isinstance(text, ast.Constant)
            and isinstance(text.value, str)
            and text not in translated
            and text not in keys
            and PATTERN not in text.value
        ]
    assert untranslated == []


def test_no_sentence_is_built_before_it_is_translated() -> None:
    calls = [part for part in ast.walk(TREE) if isinstance(part, ast.Call)]
    spoken = [call for call in calls if ast.unparse(call.func) == "_"]
    assert [
        ast.unparse(call) for call in spoken if not isinstance(call.args[0], ast.Constant)
    ] == []


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("this is empty", "", "This is empty."),
        ("this is empty", "write a word", "This is empty; write a word."),
        ("what is 'x'", "did you mean 'y'?", "What is 'x'; did you mean 'y'?"),
        ("'x' is wrong", "", "'x' is wrong."),
    ],
)
def test_a_problem_alone_is_a_sentence(wrong: str, right: str, said: str) -> None:
    assert sentence(wrong, right) == said

"""Words that advise, frighten or name a product are found, and calm ones are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from so_cli.bank.lint.style import REVIEWED_FOR, style_problems
from so_cli.bank.loader import load_bank

TODAY = date(2026, 11, 20)
Overlay = Callable[..., Path]


def said_of(overlay: Overlay, section: str, entry: str, **keys: str) -> list[str]:
    lines = "".join(f"  {key}: {value}\n" for key, value in keys.items())
    loaded = load_bank([overlay(**{section: f"{section}:\n- id: {entry}\n{lines}"})])
    assert not loaded.problems
    return [problem.wrong for problem in style_problems(loaded.bank, loaded.documents, TODAY)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("You should have the larger operation.", "what to choose"),
        ("Lumpectomy is the best choice.", "what to choose"),
        ("We recommend radiation.", "what to choose"),
        ("Removing both is discouraged.", "what to choose"),
        ("Never accept a first plan.", "what to choose"),
        ("Ask about your survival odds.", "frighten"),
        ("This is an aggressive, deadly cancer.", "frighten"),
        ("Waste no time.", "frighten"),
        ("Slides differ in 17% of cases.", "figure out of a study"),
        ("Ten percent change.", "figure out of a study"),
        ("Start within 8 weeks.", "figure out of a study"),
        ("Ask about Herceptin.", "single drug"),
        ("Ask about pembrolizumab.", "single drug"),
    ],
)
def test_what_has_no_place_in_a_text(overlay: Overlay, text: str, says: str) -> None:
    if "percent" in text:
        text = text.replace("Ten", "10")
    (wrong,) = said_of(overlay, "steps", "call-insurer", text=text)
    assert says in wrong


@pytest.mark.parametrize(
    "text",
    [
        "Ask what the doctor would choose, and why.",
        "Ask how long it is safe to wait.",
        "It is never too late to ask.",
        "Call at least five working days before.",
        "Ask which class of drug this is, such as a taxane.",
        "Your diet and your Diener are fine.",
    ],
)
def test_what_may_be_said(overlay: Overlay, text: str) -> None:
    assert said_of(overlay, "steps", "call-insurer", text=text) == []


@pytest.mark.parametrize("key", ["why", "listen_for"])
@pytest.mark.parametrize("word", ["I", "my", "you", "Your", "she", "her", "him"])
def test_why_and_listen_for_speak_of_nobody(overlay: Overlay, key: str, word: str) -> None:
    (wrong,) = said_of(overlay, "questions", "surgery-report", **{key: f"This helps {word} now."})
    assert f"'{word}' speaks of somebody" in wrong


def test_a_question_asks_one_thing(overlay: Overlay) -> None:
    found = said_of(overlay, "questions", "surgery-report", text="Is it large and/or fast?")
    assert found == ["this is not exactly one question"]


@pytest.mark.parametrize(("age", "count"), [(REVIEWED_FOR, 0), (REVIEWED_FOR + timedelta(1), 1)])
def test_a_question_is_looked_at_every_year(overlay: Overlay, age: timedelta, count: int) -> None:
    found = said_of(overlay, "questions", "surgery-report", reviewed=str(TODAY - age))
    assert len([wrong for wrong in found if "nobody has looked" in wrong]) == count

"""What we send out loads in the form program of the National Library of Medicine, LHC-Forms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from fhir_reader import answers_in, items_in, shown_in
from lforms import filled
from playwright.sync_api import Browser

from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.store import load_case
from so_cli.outputs.fhir.bundle import to_fhir
from so_cli.outputs.fhir.form import form_of
from so_cli.outputs.fhir.questionnaire import questionnaire
from so_cli.packet.build import make_packet

Json = dict[str, Any]
pytestmark = pytest.mark.slow
REPEATING = ("my_questions", "my_medicines", "my_allergies")


def labels_of(form: Json, answers: dict[str, Any]) -> list[str]:
    """What is to be on the screen, from top to bottom."""
    asked = {item["linkId"]: item for item in items_in(form)}
    return [
        asked[name]["text"]
        for name in shown_in(form, answers)
        for _each in (answers.get(name, "x") if name in REPEATING else "x")
    ]


@pytest.mark.parametrize("stage", get_args(Stage))
def test_every_form_shows_all_its_questions(stage: str, bank: Bank, browser: Browser) -> None:
    form = questionnaire(bank, form_of(bank, stage))
    with filled(browser, form) as screen:
        assert screen.labels == labels_of(form, {})
        shown = screen.labels
        screen.choose("report_in_hand", "yes")
        assert len(screen.labels) > len(shown) + 5, "the questions about the report"
        assert screen.labels == labels_of(form, answers_in(screen.response()))


def test_a_question_comes_and_goes_with_the_answer_to_another(bank: Bank, browser: Browser) -> None:
    form = questionnaire(bank, form_of(bank, "in-treatment"))
    with filled(browser, form) as screen:
        assert "Signs that need help soon" in screen.labels, "while nothing is said"
        screen.choose("urgent_now", "no")
        assert "Signs that need help soon" not in screen.labels
        screen.choose("urgent_now", "Not sure")
        assert "Signs that need help soon" in screen.labels
    form = questionnaire(bank, form_of(bank, "pre-surgery"))
    with filled(browser, form) as screen:
        assert "What the report says" not in screen.labels, "a whole chapter"
        screen.choose("report_in_hand", "yes")
        assert "What the report says" in screen.labels

        assert "ER, percent of cells" not in screen.labels
        screen.choose("er", "positive")
        assert "ER, percent of cells" in screen.labels
        pending = bank.fact["er"].choice("pending")
        assert pending
        screen.choose("er", pending.label)
        assert "ER, percent of cells" not in screen.labels
        screen.choose("report_in_hand", "no")
        assert "What the report says" not in screen.labels


def test_the_answers_of_a_case_stand_in_the_form(
    rich_path: Path, bank: Bank, today: date, browser: Browser
) -> None:
    made = json.loads(to_fhir(bank, make_packet(bank, load_case(rich_path, bank), today)))
    form, response = (entry["resource"] for entry in made["entry"][1:3])
    answers = answers_in(response)
    with filled(browser, form, response) as screen:
        assert screen.labels == labels_of(form, answers)
        assert screen.value("er") == answers["er"][0]["valueCoding"]["display"]
        assert answers_in(screen.response()) == answers

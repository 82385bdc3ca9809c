"""The examples are fictional, load without strangers, and their packets are current."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from so_cli.bank.bank import Bank
from so_cli.bank.model import Who
from so_cli.case.model import Case
from so_cli.case.reading import strangers
from so_cli.case.store import load_case
from so_cli.outputs.as_json import to_json
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = sorted(EXAMPLES.glob("*.yaml"))
MADE_ON = date(2026, 11, 20)
MAKE_AGAIN = "make demo makes the examples again"

by_name = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def _packet(bank: Bank, name: str) -> Packet:
    return make_packet(bank, _case(bank, name), MADE_ON)


def _case(bank: Bank, name: str) -> Case:
    return load_case(EXAMPLES / f"{name}.yaml", bank)


@by_name
def test_every_example_loads_and_this_bank_knows_all_of_it(path: Path, bank: Bank) -> None:
    case = load_case(path, bank)
    assert not strangers(case, bank)
    assert case.id == path.stem
    packet = make_packet(bank, case, MADE_ON)
    asked = {question.id for question in (*packet.top, *packet.next, *packet.rest)}
    assert asked.issuperset(case.questions.top), "a question in its top does not fit the case"
    unseen = case.records.keys() - {record.id for record in packet.records}
    unseen |= case.steps.keys() - {step.id for step in packet.steps}
    assert not unseen, "a record or a step of this example no longer fits its case"


@by_name
def test_every_example_says_that_it_is_fictional(path: Path, bank: Bank) -> None:
    assert path.read_text(encoding="utf-8").startswith("# A fictional example.")
    assert "(fictional)" in load_case(path, bank).person.name


@by_name
def test_every_visit_of_an_example_is_still_to_come(path: Path, bank: Bank) -> None:
    case = load_case(path, bank)
    assert case.visits
    assert len(make_packet(bank, case, MADE_ON).visits) == len(case.visits)


@by_name
def test_the_pages_of_every_example_are_current(path: Path, bank: Bank) -> None:
    made = to_markdown(packet_document(make_packet(bank, load_case(path, bank), MADE_ON)))
    assert path.with_suffix(".md").read_bytes() == made.encode(), MAKE_AGAIN


def test_the_packet_in_json_is_current(bank: Bank) -> None:
    made = to_json(_packet(bank, "before-surgery"))
    assert (EXAMPLES / "before-surgery.json").read_bytes() == made.encode(), MAKE_AGAIN


def test_no_pages_are_left_of_an_example_that_is_gone() -> None:
    made = {path.stem for path in EXAMPLES.iterdir() if path.suffix in {".md", ".json"}}
    assert made == {path.stem for path in CASES}


def test_the_examples_show_what_is_hard(bank: Bank) -> None:
    unclear = _case(bank, "after-the-biopsy").facts
    assert (unclear["her2_ihc"].value, unclear["her2_ish"].value) == ("2", "not-done")

    specialties: list[Who | str] = [v.specialty for v in _case(bank, "before-surgery").visits]
    assert len(set(specialties)) == len(specialties) == 2
    assert _packet(bank, "before-surgery").conflicts, "two papers give two values"

    assert _packet(bank, "after-surgery").conflicts, "two answers cannot both be so"

    assert _packet(bank, "metastatic").urgent, "a sign that cannot wait"


@pytest.mark.parametrize("folder", ["data", "examples"])
def test_other_yaml_readers_can_read_it_too(folder: str) -> None:
    paths = sorted((Path(__file__).parents[1] / folder).glob("*.yaml"))
    assert paths
    for path in paths:
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts

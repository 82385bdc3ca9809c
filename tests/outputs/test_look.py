"""What every template is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.outputs.look import Look, template_data
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.build import make_packet

MakeCase = Callable[..., Case]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Pat Doe", "Pat Doe"), ("Nguyễn", "Nguyễn"), ("שרה", "שרה\u200e"), ("سارة", "سارة\u200e")],
)
def test_a_name_in_hebrew_or_arabic_turns_no_number_around_that_follows_it(
    name: str, shown: str, bank: Bank, make_case: MakeCase, today: date
) -> None:
    packet = make_packet(bank, make_case(f"person: {{name: {name}}}\nfacts: {{age: 50}}"), today)
    data = template_data(packet_document(packet), packet, Look(), str)
    title = data["document"]["parts"][0]["title"]
    assert [span["text"] for span in title] == [shown, ", 50 years old"]


def test_pictures_and_addresses_are_given_as_they_are(
    bank: Bank, make_case: MakeCase, today: date
) -> None:
    case = make_case("facts: {side: left, quadrant: middle}")
    packet = make_packet(bank, case, today)
    data = template_data(packet_document(packet), packet, Look(), lambda _text: "changed")
    notes = next(s for s in data["document"]["parts"][0]["sections"] if s["blocks"][0]["kind"]
                 == "changed" and any("svg" in block for block in s["blocks"]))  # fmt: skip
    picture = next(block for block in notes["blocks"] if "svg" in block)
    assert picture["svg"].startswith("<svg ")
    assert picture["words"] == "changed"

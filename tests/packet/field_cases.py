"""The fictional cases of `tests/cases/field`: who she is, and what a good nurse would want asked.

Each was written from the field, by people's sense, without a look at the bank's conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.case.reading import read_case
from so_cli.packet.known import KnownCase, know
from so_cli.packet.questions import Fitting, fitting_questions, ranked_for
from so_cli.packet.ranking import Ranked

FOLDER = Path(__file__).parents[1] / "cases" / "field"
TODAY = date(2026, 11, 20)


class FieldCase(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`top`: among the first eight. `has`: in the packet. `not_`: not in it."""

    name: str
    about: str
    case: Case
    specialty: str
    top: tuple[str, ...]
    has: tuple[str, ...]
    not_: tuple[str, ...]

    def known(self, bank: Bank) -> KnownCase:
        return know(bank, self.case, TODAY)

    def questions(self, bank: Bank) -> tuple[Fitting, Ranked]:
        known = self.known(bank)
        fitting = fitting_questions(bank, self.case, known)
        return fitting, ranked_for(fitting, self.case, known, self.specialty)


def field_cases(bank: Bank) -> list[FieldCase]:
    """All of them, in the order of their names."""
    return [_read(path, bank) for path in sorted(FOLDER.glob("*.yaml"))]


def _read(path: Path, bank: Bank) -> FieldCase:
    raw: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    shape = {"so": "1", "id": path.stem, "stage": raw["stage"], "facts": raw["facts"]}
    case, problems = read_case(yaml.safe_dump(shape), str(path), bank)
    assert case is not None, problems
    return FieldCase(
        name=path.stem,
        about=raw["about"],
        case=case,
        specialty=raw.get("specialty", ""),
        top=tuple(raw["top"]),
        has=tuple(raw["has"]),
        not_=tuple(raw["not"]),
    )


def without_a_key(when: Any) -> Iterator[Any]:
    """Every condition that is left when one key, at any depth, is taken out; None for nothing."""
    if isinstance(when, list):
        for index, item in enumerate(when):
            for less in without_a_key(item):
                left = [*when[:index], *([] if less is None else [less]), *when[index + 1 :]]
                yield left or None
    elif isinstance(when, dict):
        for key, value in when.items():
            yield {name: each for name, each in when.items() if name != key} or None
            if key in {"any", "all", "not"}:
                for less in without_a_key(value):
                    rest = {**when, key: less}
                    yield {name: each for name, each in rest.items() if each is not None} or None

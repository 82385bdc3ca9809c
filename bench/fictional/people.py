"""Whole cases, each a line of JSON, put together from parts.

Each part is a piece of JSON that was made once and is used again (see `Pool`), which makes a case
cost microseconds. What knows of each other stands in one part, so a man is not pregnant, and
cancer that was never operated on has no margins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple, get_args

from fictional.answers import Answers
from fictional.dice import Dice, Pool
from fictional.levels import DAY, LEVELS, NOTHING, Level
from fictional.parts import Parts
from so_cli.bank.bank import Bank
from so_cli.bank.model import Stage
from so_cli.case.model import FORMAT

STAGES: tuple[Stage, ...] = get_args(Stage)
VARIETY = 40
"""How many of each part there are for a stage and level; a case is made of nine parts and more."""
URGENT, OPINIONS, OTHER_TUMOR, HOSPITALS = 1 / 50, 1 / 20, 1 / 30, 1 / 40
NAMES = (
    *(("Example Person",) * 6),
    "Zoë Example",
    "José Ejemplo-Example",
    "O\u2019Example-Núñez",
    "Łucja Example",
    "例 Example",
)


class Known(NamedTuple):
    """What a part brings to a case: keys of the person, facts, and other keys, each as JSON."""

    person: str = ""
    facts: str = ""
    rest: str = ""


CALM = Known(facts='"urgent_now": "no"')


class Mould(NamedTuple):
    """The pools for one stage and level."""

    stage: Stage
    always: tuple[Pool[Known], ...] = ()
    signs: Pool[Known] | None = None
    sometimes: tuple[tuple[float, Pool[Known]], ...] = ()


class People:
    """Draws cases; the first of a seed are the same, however many follow."""

    def __init__(self, bank: Bank, seed: int) -> None:
        self._dice = Dice(seed)
        self._answers = Answers(bank, self._dice)
        self._parts = Parts(bank, self._dice, self._answers)

    def lines(self, count: int) -> Iterator[str]:
        """So many cases, each a line without its end."""
        dice = self._dice
        moulds = [[self._mould(stage, level) for stage in STAGES] for level in LEVELS]
        # A level comes up as often as its share says, to the hundredth.
        table = [
            of_stage
            for level, of_stage in zip(LEVELS, moulds, strict=True)
            for _ in range(round(level.share * 100))
        ]
        chance, one_of = dice.chance, dice.one_of
        for number in range(1, count + 1):
            mould = one_of(one_of(table))
            drawn = [pool.draw() for pool in mould.always]
            if mould.signs:
                drawn.append(mould.signs.draw() if chance(URGENT) else CALM)
            drawn += [pool.draw() for share, pool in mould.sometimes if chance(share)]
            person, facts, rest = map(_joined, zip(*drawn, strict=True)) if drawn else ("", "", "")
            name = f'"name": "{one_of(NAMES)} {number}"'
            yield (
                f'{{"so": {FORMAT}, "id": "example-{number}", "stage": "{mould.stage}", '
                f'"person": {{{_joined((name, person))}}}, "facts": {{{facts}}}'
                f"{', ' if rest else ''}{rest}}}"
            )

    def _mould(self, stage: Stage, level: Level) -> Mould:
        parts, answers = self._parts, self._answers
        if level is NOTHING:
            return Mould(stage)

        def pool(make: Callable[[], Known]) -> Pool[Known]:
            return Pool(self._dice, make, VARIETY)

        def beside(make: Callable[[Stage, Level], dict[str, Any]]) -> Pool[Known]:
            return pool(lambda: Known(rest=_inside(make(stage, level))))

        def rare(make: Callable[[Stage], dict[str, Any]]) -> Pool[Known]:
            return pool(lambda: Known(rest=_inside(make(stage))))

        always = (
            pool(lambda: self._person(stage, level)),
            pool(lambda: Known(facts=_inside(answers.medical(stage, level)))),
            pool(lambda: self._questions(stage, level)),
            *map(
                beside,
                (parts.visits, parts.doctors, parts.records, parts.medicines, parts.steps),
            ),
        )
        sometimes = (
            (OPINIONS, rare(parts.opinions)),
            (OTHER_TUMOR, rare(parts.other_tumors)),
            (HOSPITALS, rare(parts.hospitals)),
        )
        signs = pool(lambda: Known(facts=_inside(answers.signs(stage))))
        return Mould(stage, always, signs, sometimes)

    def _person(self, stage: Stage, level: Level) -> Known:
        """Who it is, with an age that her answers know of."""
        dice, age = self._dice, self._dice.between(27, 84)
        facts = self._answers.personal(stage, level, age)
        person = {}
        if dice.chance(level.asked / 2):
            born = DAY - timedelta(days=round(age * 365.25) + dice.between(5, 355))
            person["born"] = born.isoformat()
        elif dice.chance(level.asked):
            facts["age"] = age
        if dice.chance(level.asked):
            person["pronouns"] = "he" if facts.get("sex") == "male" else dice.weighted(_PRONOUNS)
        if dice.chance(level.done):
            person["phone"] = f"555-01{dice.below(100):02}"
        return Known(person=_inside(person), facts=_inside(facts))

    def _questions(self, stage: Stage, level: Level) -> Known:
        """Her questions; the main one is an answer of the interview too."""
        found = self._parts.questions(stage, level)
        own = found.get("questions", {}).get("own", [])
        facts = {"main_question": own[0]["text"]} if own else {}
        return Known(facts=_inside(facts), rest=_inside(found))


_PRONOUNS = {"she": 95, "they": 3, "name": 2}


def _joined(parts: tuple[str, ...]) -> str:
    return ", ".join([part for part in parts if part])


def _inside(mapping: dict[str, Any]) -> str:
    """The keys and values as JSON, to stand between others."""
    return json.dumps(mapping, ensure_ascii=False)[1:-1]

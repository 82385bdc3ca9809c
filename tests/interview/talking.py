"""What the tests of the interview share: the shipped bank, replies, and whole walks through it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from so_cli.bank.loader import open_bank
from so_cli.bank.model import Stage
from so_cli.case.model import Case
from so_cli.interview.context import Context
from so_cli.interview.engine import answer, item_for
from so_cli.interview.parts.review import LEAVE
from so_cli.interview.prompters.item import Chosen, Item, Marked, Reply, Typed
from so_cli.interview.prompters.replies import check
from so_cli.interview.prompters.scripted import ScriptedPrompter
from so_cli.interview.run import GO_ON, HEARD, Interview

BANK = open_bank()
TODAY = date(2026, 11, 20)
EMPTY = Context(BANK, Case(id="pat"), TODAY)
STAGES: tuple[str, ...] = get_args(Stage)
STATES = ("not-sure", "later", "does-not-apply")
LINES = {
    "visit": "Dec 10 2:30 pm, Dr. Rivera, medical oncologist",
    "person": "Pat Doe, 4/2/1971",
    "decision": "chemotherapy before surgery, by Dec 20",
    "main_question": "Can I wait until the wedding?",
    "my_medicines": "lisinopril 10 mg daily",
    "my_allergies": "penicillin",
}

Given = str | list[str] | Reply
Script = Callable[[Item], Reply]
HalfScript = Callable[[Item], Reply | None]


def as_reply(given: Given) -> Reply:
    """A text or a list are the ids of rows; everything else is a reply already."""
    if isinstance(given, str):
        return Chosen((given,))
    return Chosen(tuple(given)) if isinstance(given, list) else given


def say(context: Context, replies: Mapping[str, Given] | None = None, **more: Given) -> Context:
    """The context after these replies, each of which a person could give."""
    for name, given in {**(replies or {}), **more}.items():
        reply = check(item_for(context, name), as_reply(given))
        context = context.with_case(answer(context, name, reply))
    return context


def valid_reply(item: Item, rnd: random.Random) -> Reply:
    """A reply that fits an item, and no mark."""
    if item.kind == "text":
        fact = BANK.fact.get(item.id)
        if fact and fact.kind == "date":
            return Typed(rnd.choice(["Nov 30", "12/20/2026"]))
        if fact and fact.kind == "number":
            least, most = int((fact.min or 0) + 0.9), int(fact.max or 100)
            return Typed(str(rnd.choice([least, most, rnd.randint(least, most)])))
        return Typed(LINES.get(item.id, "words"))
    if item.kind == "choice":
        return Chosen((rnd.choice(item.options).id,))
    count = min(rnd.choice([0, 1, 1, 2, 3]), len(item.options), item.at_most or 99)
    ticked = rnd.sample(item.options, count)
    alone = [option for option in ticked if option.exclusive][:1]
    ticked = alone or ticked or ([] if item.may_be_empty else [rnd.choice(item.options)])
    return Chosen(tuple(option.id for option in item.options if option in ticked))


def walker(stage: str, seed: int, mark: str = "", *, marks: float = 0.15) -> Script:
    """Answers at random until the review; with a `mark`, everything that takes it gets it.

    A sheet whose rows do not go together is answered again with fewer ticks.
    """
    fixed = {"review": LEAVE, HEARD: GO_ON} | ({"stage": stage} if stage else {})
    rnd = random.Random(seed)  # noqa: S311 - a walk that can be walked again
    last = ""

    def reply(item: Item) -> Reply:
        nonlocal last
        again, last = item.id == last, item.id
        there = [each.id for each in item.marks if each.id in STATES]
        if item.id in fixed:
            return Chosen((fixed[item.id],))
        if mark in there:
            return Marked(mark)
        if there and rnd.random() < marks:
            return Marked(rnd.choice(there))
        if again and item.kind == "choices":
            return Chosen((item.options[0].id,))
        return valid_reply(item, rnd)

    return reply


def but(script: Script, **fixed: Given) -> Script:
    """The script, with these replies in place of its own."""
    return lambda item: as_reply(fixed[item.id]) if item.id in fixed else script(item)


class Sitting:
    """One sitting with a scripted person, and all that came of it."""

    def __init__(self, script: HalfScript | Mapping[str, Reply], case: Case | None = None) -> None:
        self.prompter = ScriptedPrompter(script)
        self.saved: list[Case] = []
        self.first_pages: list[Case] = []
        self.asked_before_first_page = 0
        self.interview = Interview(
            BANK,
            case or EMPTY.case,
            self.prompter,
            today=TODAY,
            save=self.saved.append,
            first_page=self._first_page,
        )

    @property
    def asked(self) -> list[str]:
        """The ids of what was asked, in order."""
        return [item.id for item in self.prompter.asked]

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.interview.case

    def _first_page(self, case: Case) -> None:
        self.first_pages.append(case)
        self.asked_before_first_page = len(self.asked)

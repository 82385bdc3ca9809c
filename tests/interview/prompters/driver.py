"""Asks the items named on the command line on a real terminal, and prints the replies as JSON."""

from __future__ import annotations

import sys

import msgspec

from so_cli.errors import Stopped
from so_cli.interview.prompters import pick
from so_cli.interview.prompters.item import Item, Option, Passage, Reply, Typed

MARKS = (
    Option("not-sure", "I am not sure"),
    Option("later", "I will come back to this later"),
    Option("does-not-apply", "This does not apply to me"),
)
LONG = (
    "This is a row whose label is much longer than a small screen is wide, so that it has to be "
    "wrapped onto several lines, the last of which ends in the word zebra"
)
ITEMS = {
    "her2": Item(
        id="her2",
        kind="choice",
        ask="What does your report say about HER2?",
        help="HER2 is a protein on some cancer cells. The report names it near the hormone "
        "receptors, often with a score from 0 to 3+.",
        progress="My report, 4 of 11",
        options=(
            Option("positive", "Positive (3+)"),
            Option("negative", "Negative (0 or 1+)"),
            Option("equivocal", "Equivocal (2+), waiting for a second test called ISH or FISH"),
        ),
        marks=MARKS,
    ),
    "illnesses": Item(
        id="illnesses",
        kind="choices",
        ask="Which other illnesses do your doctors know about? They change what is safe for you, "
        "so please tick every one that you have, even if it is well treated.",
        progress="About me, 3 of 7",
        options=(
            Option("heart", "Heart: weak heart, high blood pressure, heart attack"),
            Option("clots", "Clots, or a blood thinner"),
            Option("diabetes", "Diabetes"),
            Option("autoimmune", "An autoimmune illness, such as rheumatoid arthritis or lupus"),
            Option("nerves", "Numb hands or feet"),
            Option("kidney", "Kidneys"),
            Option("liver", "Liver"),
            Option("bones", "Thin bones"),
            Option("none", "None of these", exclusive=True),
        ),
        marks=MARKS,
        at_most=3,
    ),
    "long": Item(
        id="long",
        kind="choice",
        ask="Which of these many rows?",
        options=tuple(Option(f"r{i}", f"Number {i}. {LONG}{i}") for i in range(12)),
        marks=MARKS,
    ),
    "main": Item(
        id="main",
        kind="text",
        ask="What do you most want answered?",
        help="Your own words come first on the doctor's page.",
        progress="What matters, 1 of 2",
        marks=MARKS,
        typed="Can I wait until my daughter's wedding?",
    ),
    "name": Item(id="name", kind="text", ask="What is your name?", may_be_empty=True),
    "secret": Item(
        id="secret", kind="text", ask="What is the passphrase?", typed="giraffe", secret=True
    ),
}
URGENT = Passage(
    title="Call 911 now",
    text="Being short of breath can be an emergency. Do not wait for the second opinion and do "
    "not drive yourself.",
    urgent=True,
)


def main() -> None:
    prompter = pick(plain="--plain" in sys.argv)
    replies: list[Reply | str] = []
    for name in sys.argv[1:]:
        if name == "urgent":
            prompter.tell(URGENT)
        elif name in ITEMS:
            try:
                replies.append(prompter.ask(ITEMS[name]))
            except Stopped as stopped:
                replies.append(stopped.sentence)
                break
    if "--hidden" in sys.argv:  # what was typed must not be printed here either
        print("LENGTHS", [len(reply.text) for reply in replies if isinstance(reply, Typed)])
        return
    print("REPLIES", msgspec.json.encode([_shape(reply) for reply in replies]).decode())


def _shape(reply: Reply | str) -> object:
    if isinstance(reply, str):
        return reply
    return [type(reply).__name__, msgspec.to_builtins(reply)]


if __name__ == "__main__":
    main()

"""The keys of the terminal, laid over questionary's."""

from __future__ import annotations

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from so_cli.interview.prompters.commands import Wish
from so_cli.interview.prompters.item import Back, Item


def run(question: questionary.Question, item: Item) -> object:
    """Ask once: the answer, `Back`, or a wish. The list is gone afterwards.

    Raises `KeyboardInterrupt` when the person stops.
    """
    keys = KeyBindings()
    app = question.application

    @keys.add(Keys.BackTab, eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(result=Back())

    @keys.add(Keys.ControlC, eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def _stop(event: KeyPressEvent) -> None:
        app.erase_when_done = item.kind != "text"  # what was typed stays readable
        event.app.exit(exception=KeyboardInterrupt)

    @keys.add(Keys.ControlD, eager=True)
    def _end(event: KeyPressEvent) -> None:
        if item.kind == "text" and event.current_buffer.text not in {"", item.typed}:
            event.current_buffer.delete()  # in the middle of a line it is a key for editing
        else:
            _stop(event)

    if item.kind != "text":

        @keys.add("?", eager=True)
        def _help(event: KeyPressEvent) -> None:
            event.app.exit(result=Wish.HELP)

        @keys.add(Keys.ControlJ, eager=True)
        def _enter(event: KeyPressEvent) -> None:
            # What Enter was when it was pressed before the list was there: the terminal had
            # turned it into a line feed, which questionary swallows.
            event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)

        @keys.add("a", eager=True)
        @keys.add("i", eager=True)
        def _nothing(event: KeyPressEvent) -> None:
            """Questionary ticks every row, or turns all ticks around, at one slip."""

    app.erase_when_done = True
    app.key_bindings = merge_key_bindings([app.key_bindings, keys] if app.key_bindings else [keys])
    answer: object = question.unsafe_ask()
    return answer

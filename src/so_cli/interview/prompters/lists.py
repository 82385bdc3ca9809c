"""The lists of the terminal: questionary's keys, drawn so that nothing is cut.

questionary cuts what is wider than the screen and hides the cursor. Here long labels are wrapped,
the window scrolls by whole labels, and the cursor stands on the row, where a magnifier finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import to_filter
from prompt_toolkit.layout import Dimension, Margin, Window
from prompt_toolkit.layout.containers import WindowRenderInfo
from prompt_toolkit.layout.controls import UIContent
from questionary.prompts.common import InquirerControl
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

_SEPARATOR = "---"
_CONSOLE = Console()  # Rich asks for one to wrap a text; nothing is printed on it


class Rows:
    """One list on the screen.

    `at` is the row the pointer starts on, `room` says how many lines the list may take.
    """

    def __init__(
        self, question: questionary.Question, *, at: int, ticks: bool, room: Callable[[], int]
    ) -> None:
        self.question = question
        self._ticks = ticks
        self._room = room
        layout = question.application.layout
        self._window = next(
            window
            for window in layout.find_all_windows()
            if isinstance(window.content, InquirerControl)
        )
        control = self._window.content
        assert isinstance(control, InquirerControl)  # noqa: S101 - tells mypy what was just found
        self._control = control
        control.pointed_at = next(i for i, row in enumerate(control.choices) if row.value == at)
        control.text = self._drawn
        control.focusable = to_filter(True)  # noqa: FBT003 - prompt_toolkit's way
        layout.focus(control)
        self._window.height = self._height
        self._window.get_vertical_scroll = self._scroll
        self._window.left_margins = [_More()]

    @property
    def at(self) -> int:
        """The row the pointer is on."""
        return cast("int", self._control.get_pointed_at().value)

    @property
    def ticked(self) -> list[int]:
        """The rows that are ticked."""
        return [cast("int", row.value) for row in self._control.get_selected_values()]

    def _labels(self) -> list[list[str]]:
        width = get_app().output.get_size().columns - len(self._lead(0)) - 2
        return [
            [_SEPARATOR]
            if isinstance(row, questionary.Separator)
            else wrapped(str(row.title), width)
            for row in self._control.choices
        ]

    def _lead(self, index: int) -> str:
        row = self._control.choices[index]
        pointer = "> " if index == self._control.pointed_at else "  "
        if not self._ticks or isinstance(row, questionary.Separator):
            return pointer
        return pointer + ("[x] " if row.value in self._control.selected_options else "[ ] ")

    def _drawn(self) -> StyleAndTextTuples:
        drawn: StyleAndTextTuples = []
        for index, lines in enumerate(self._labels()):
            here = index == self._control.pointed_at
            lead = self._lead(index)
            for line in lines:
                drawn.append(("", lead))
                if here and line is lines[0]:
                    drawn.append(("[SetCursorPosition]", ""))
                drawn += [("reverse" if here else "", line), ("", "\n")]
                lead = " " * len(lead)
        return drawn[:-1]

    def _height(self) -> Dimension:
        return Dimension.exact(min(sum(map(len, self._labels())), self._room()))

    def _scroll(self, window: Window) -> int:
        """Keep the whole label under the pointer on the screen."""
        labels = self._labels()
        first = sum(map(len, labels[: self._control.pointed_at]))
        after = first + len(labels[self._control.pointed_at])
        height = self._height().preferred
        return min(first, max(window.vertical_scroll, after - height))


class _More(Margin):
    """Shows by ^ and v that the list goes on above or below."""

    def get_width(self, get_ui_content: Callable[[], UIContent]) -> int:  # noqa: ARG002
        return 1

    def create_margin(
        self,
        window_render_info: WindowRenderInfo,
        width: int,  # noqa: ARG002
        height: int,
    ) -> StyleAndTextTuples:
        marks = ["\n"] * height
        if window_render_info.vertical_scroll:
            marks[0] = "^\n"
        if not window_render_info.bottom_visible:
            marks[-1] = "v\n"
        return [("bold", mark) for mark in marks]


def wrapped(text: str, width: int) -> list[str]:
    """Return lines of at most `width` cells, broken between words where that can be."""
    lines = Text(text).wrap(_CONSOLE, max(width, 8))
    return [line.plain.rstrip() for line in lines] or [""]

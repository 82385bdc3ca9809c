"""The commands as a tree, for what looks at all of them: the man page and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Node(NamedTuple):
    """A command: the words that call it, behind `so`, and how Typer sees it.

    Typer has no public name for the kind of `command`.
    """

    words: tuple[str, ...]
    command: Any
    context: typer.Context

    @property
    def is_group(self) -> bool:
        """Whether it only holds other commands."""
        return isinstance(self.command, TyperGroup)


def walk(app: typer.Typer) -> Iterator[Node]:
    """The program and all that is below it, in the order of its help."""
    yield from _below((), typer.main.get_command(app), None)


def _below(words: tuple[str, ...], command: Any, parent: typer.Context | None) -> Iterator[Node]:
    name = words[-1] if words else "so"
    context = typer.Context(command, parent, name, **command.context_settings)
    node = Node(words, command, context)
    yield node
    if node.is_group:
        for name in command.list_commands(context):
            yield from _below((*words, name), command.get_command(context, name), context)

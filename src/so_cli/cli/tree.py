"""The commands as a tree: found by their words, and all of them in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Node(NamedTuple):
    """A command, the words behind `so` that call it, and the words that are left for it.

    `command` is Typer's; it has no public name for its kind.
    """

    words: tuple[str, ...]
    command: Any
    context: Any
    rest: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether there are commands below it."""
        return isinstance(self.command, TyperGroup)

    @property
    def names(self) -> list[str]:
        """The commands below it; hidden ones too, for to know that needs their modules."""
        return list(self.command.list_commands(self.context)) if self.is_group else []

    def child(self, name: str) -> Node | None:
        """The command below it with this name."""
        command = self.command.get_command(self.context, name)
        if command is None:
            return None
        return _node((*self.words, name), command, self.context)


def root(app: typer.Typer) -> Node:
    """The program itself."""
    return _node((), typer.main.get_command(app), None)


def find(top: Node, words: Sequence[str]) -> Node | None:
    """The command that these words call; options before its name are passed over."""
    node, rest = top, list(words)
    while node.is_group and rest:
        word = rest.pop(0)
        if word.startswith("-"):
            continue
        below = node.child(word)
        if below is None:
            return None
        node = below
    return node._replace(rest=tuple(rest))


def walk(node: Node) -> Iterator[Node]:
    """A command and all below it."""
    yield node
    for name in node.names:
        if (below := node.child(name)) is not None and not below.command.hidden:
            yield from walk(below)


def _node(words: tuple[str, ...], command: Any, parent: Any) -> Node:
    # Nothing is called and nothing raised: this is only how Typer looks at a command.
    name = words[-1] if words else "so"
    return Node(words, command, command.make_context(name, [], parent, resilient_parsing=True))

"""YAML as plain text values with their lines, and nothing that surprises.

Scalars stay text (`no` is "no"); an empty plain scalar, `~` and `null` are None. Tabs, anchors,
aliases, tags, duplicate keys and second documents are problems that name their line.
The values are built from libyaml's events: twice as fast as composing nodes, and a file that is
nested without end cannot exhaust the C stack.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from so_cli import wording
from so_cli.errors import BadFile, NoAccess, Problem

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null"})
MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 100
"""More than a person would mend in one go; a hostile file must not fill the screen for hours."""

Path_ = tuple[str | int, ...]
"""Where a value stands in a document: keys and list positions from the top."""

Place = int | tuple[str, int]
"""A line of the document's own file, or file and line."""


class Document:
    """The value of a YAML file, and the line of every key and item in it.

    `places` holds, for each list and mapping of the value (by its `id()`), the line of each item;
    a line that comes from another file (an overlay) carries that file's name.
    """

    def __init__(
        self,
        file: str,
        value: Any,
        places: dict[int, dict[str | int, Place]],
        *,
        kept: object = None,
    ) -> None:
        """A document of `file`; lines count from 1.

        `kept`: whatever else `places` speaks of, kept alive, or a later value could take over
        its `id()`.
        """
        self.file = file
        self.kept = kept
        self.value = value
        self.places = places

    def place(self, path: Path_) -> tuple[str, int]:
        """File and line of the value at `path`, or of the nearest part around it."""
        found: Place = 1
        value = self.value
        for part in path:
            here = self.places.get(id(value), {})
            if part not in here:
                break
            found = here[part]
            value = value[part]
        return found if isinstance(found, tuple) else (self.file, found)

    def problem(self, path: Path_, wrong: str, right: str = "") -> Problem:
        """A problem at `path`, with its line and key."""
        file, line = self.place(path)
        return Problem(file, line, dotted(path), wrong, right)


def dotted(path: Path_) -> str:
    """A path as a person reads it: `facts.her2`, `visits[2].date` (lists count from 1)."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_text(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file of bounded size.

    Raises BadFile where the content cannot be what is wanted (a folder, binary, too large) and
    NoAccess where the file is not there or may not be read.
    """
    return as_text(read_data(path, max_bytes=max_bytes), str(path))


def read_data(path: Path, *, max_bytes: int) -> bytes:
    """The bytes of a file of bounded size; raises what `read_text` raises."""
    name = str(path)
    try:
        if path.is_dir():
            raise BadFile([Problem(name, 0, "", wording.IS_A_FOLDER, wording.GIVE_A_FILE)])
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NoAccess(wording.NO_SUCH_FILE.format(file=name)) from error
    except OSError as error:
        raise NoAccess(wording.CANNOT_READ.format(file=name, why=error.strerror)) from error
    if len(data) > max_bytes:
        limit = max_bytes // 1_000_000
        raise BadFile([Problem(name, 0, "", wording.TOO_LARGE.format(limit=limit))])
    return data


def as_text(data: bytes, name: str) -> str:
    """The bytes of the file `name` as text. Raises BadFile where they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile([Problem(name, line, "", wording.NOT_TEXT, wording.SAVE_AS_UTF8)]) from error


def parse(text: str, file: str) -> tuple[Document, list[Problem]]:
    """The document in `text` and everything that is wrong with it as YAML.

    Where the text cannot be read to its end, the value is None and the one problem says where.
    """
    builder = _Builder(file)
    try:
        loader = _Loader(text)
        try:
            builder.run(loader)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return Document(file, None, {}), [*builder.problems, _syntax_problem(error, text, file)]
    return Document(file, builder.root, builder.places), builder.problems


class _Frame:
    """A list or mapping that is being filled, and where in it the next value goes."""

    __slots__ = ("is_list", "key", "lines", "value")

    def __init__(self, value: Any, lines: dict[str | int, Place]) -> None:
        self.value = value
        self.lines = lines
        self.is_list = isinstance(value, list)
        self.key: str | None = None


class _Builder:
    """Builds the value of one document from its events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.places: dict[int, dict[str | int, Place]] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._documents = 0
        # Values of duplicate keys stay alive, or a later list could take over their `id()`.
        self._dropped: list[Any] = []

    def run(self, loader: Any) -> None:
        """Take in every event of the loader."""
        get_event = loader.get_event
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._open({}, event)
            elif kind is SequenceStartEvent:
                self._open([], event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._stack.pop()
            elif kind is AliasEvent:
                self._complain(event, wording.ALIAS, wording.WRITE_IT_OUT)
                self._place(None, event)
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._complain(event, wording.SECOND_DOCUMENT, wording.ONE_DOCUMENT)
                    return
            elif kind is StreamEndEvent:
                return

    def _scalar(self, event: Any) -> None:
        """A key, or a value without parts: most of every file, so nothing is looked up twice."""
        text: str = event.value
        if event.anchor or event.tag:
            self._complain(event, wording.TAG_OR_ANCHOR, wording.WRITE_IT_OUT)
        frame = self._stack[-1] if self._stack else None
        if frame is None or frame.is_list or frame.key is not None:
            is_null = event.implicit[0] and text in _NULLS
            self._place(None if is_null else text, event)
            return
        frame.key = text
        if text in frame.lines:
            wrong = wording.DUPLICATE_KEY.format(key=text, line=frame.lines[text])
            self._complain(event, wrong, wording.ONE_KEY)
        else:
            frame.lines[text] = event.start_mark.line + 1

    def _open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        if event.anchor or event.tag:
            self._complain(event, wording.TAG_OR_ANCHOR, wording.WRITE_IT_OUT)
        if len(self._stack) >= MAX_DEPTH:
            raise _unreadable(wording.TOO_DEEP, event)
        self._place(value, event)
        self._stack.append(_Frame(value, self.places.setdefault(id(value), {})))

    def _place(self, value: Any, event: Any) -> None:
        """Put a value where it belongs; of a duplicate key the first value stays."""
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        filled = frame.value
        if frame.is_list:
            frame.lines[len(filled)] = event.start_mark.line + 1
            filled.append(value)
            return
        key, frame.key = frame.key, None
        if key is None:
            raise _unreadable(wording.KEY_NOT_TEXT, event)
        if key in filled:
            self._dropped.append(value)
        else:
            filled[key] = value

    def _complain(self, event: Event, wrong: str, right: str) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            return
        path: list[str | int] = []
        for frame in self._stack:
            is_last = frame is self._stack[-1]
            if frame.is_list:
                # What is being filled is already its list's last item.
                path.append(len(frame.value) if is_last else len(frame.value) - 1)
            elif frame.key is not None:
                path.append(frame.key)
            elif not is_last:
                path.append(next(reversed(frame.value)))
        self.problems.append(Problem(self.file, _line(event), dotted(tuple(path)), wrong, right))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _unreadable(problem: str, event: Any) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """What stopped the parser, in plain words, with its line."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if (getattr(error, "context", "") or "").startswith("while parsing a flow"):
        mark = getattr(error, "context_mark", None)  # where the bracket opens that never closes
    if mark is None:
        # The reader stops at a character that YAML does not allow, and says only its position.
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return Problem(file, line, "", wording.STRANGE_CHARACTER, wording.SAVE_AS_UTF8)
    line = mark.line + 1
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if here[: len(here) - len(here.lstrip())].find("\t") >= 0 or here[mark.column :][:1] == "\t":
        return Problem(file, line, "", wording.TAB, wording.USE_SPACES)
    problem = getattr(error, "problem", "") or ""
    if problem in {wording.TOO_DEEP, wording.KEY_NOT_TEXT}:
        return Problem(file, line, "", problem)
    return Problem(file, line, "", wording.NOT_YAML.format(why=problem), wording.CHECK_THE_LINE)

"""The text of a web page.

Python's own reader of HTML takes hours for a hostile page of a megabyte, and raises for a number
without end. This one goes through the page once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<!--|<[!?][^<>]*+>")
_SIGN = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAKS_LINE = re.compile(
    r"p|div|br|tr|li|[uod]l|table|h[1-6]|hr|dt|dd|section|article|pre|title|body"
)
_CELLS = frozenset({"td", "th"})
_NOWHERE = -100
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript"})


def text_of_html(html: str) -> str:
    """What a page says to a reader, a line for each block."""
    lines = (" ".join(line.split()) for line in "".join(_parts(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def _parts(html: str) -> Iterator[str]:
    place = 0
    ends = _Ends(html)
    while (found := _TAG.search(html, place)) is not None:
        yield _signs(html[place : found.start()])
        place = found.end()
        name = (found[2] or "").lower()
        if found[0] == "<!--":
            place = max(place, ends.of("-->", place) + len("-->"))
        elif name in _UNSEEN and not found[1]:
            place = max(place, ends.of(f"</{name}", place))
        elif _BREAKS_LINE.fullmatch(name):
            yield "\n"
        elif name in _CELLS:
            yield " "
    yield _signs(html[place:])


def _signs(text: str) -> str:
    """A text with its signs, such as `&nbsp;`, as characters."""
    return _SIGN.sub(lambda found: unescape(found[0]), text)


class _Ends:
    """Where what a reader does not see comes to its end; looked for once where there is none."""

    def __init__(self, html: str) -> None:
        self._html = html.lower()
        if len(self._html) != len(html):  # some letters are two in lower case
            self._html = html
        self._missing: set[str] = set()

    def of(self, mark: str, place: int) -> int:
        """Where the next such mark stands; far below zero if there is none."""
        found = -1 if mark in self._missing else self._html.find(mark, place)
        if found < 0:
            self._missing.add(mark)
            return _NOWHERE
        return found

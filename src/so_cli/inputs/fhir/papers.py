"""The papers inside FHIR: what stands in attachments, as pages of text."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from so_cli.inputs.fhir.values import listed, mapping, text

PdfPages = Callable[[bytes], tuple[str, ...]]
"""Takes a PDF apart into the text of its pages; must not raise."""

MAX_ATTACHMENTS = 20
MAX_BASE64 = 30_000_000
_HTML = re.compile(r"html", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\xa0]+")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*\n+")
_LINE_TAGS = frozenset(
    "p div br li tr table h1 h2 h3 h4 h5 h6 ul ol dl dt dd section article pre hr".split()
)
_HIDDEN_TAGS = frozenset({"script", "style", "head", "title"})


def attached(raw: Any, pdf_pages: PdfPages | None) -> tuple[tuple[str, ...], bool]:
    """The pages of these attachments, and whether there is any paper; one without text has none."""
    pages: list[str] = []
    has_content = False
    for one in listed(raw)[:MAX_ATTACHMENTS]:
        attachment = mapping(one)
        kind, data = text(attachment.get("contentType")).lower(), _bytes(attachment.get("data"))
        if not data:
            continue
        has_content = True
        if "pdf" in kind or data.startswith(b"%PDF"):
            pages += pdf_pages(data) if pdf_pages else ()
        elif _HTML.search(kind):
            pages.append(html_text(_decoded(data, kind)))
        elif kind.startswith("text/") and "rtf" not in kind:
            pages += _decoded(data, kind).split("\f")
    return tuple(page for page in pages if page.strip()), has_content


def html_text(page: str) -> str:
    """The text of a web page, a line for each block."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    lines = "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(parser.parts).split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip()


class _Text(HTMLParser):
    """Keeps what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN_TAGS:
            self._hidden += 1
        elif tag in _LINE_TAGS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append("  ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _LINE_TAGS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN_TAGS:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _LINE_TAGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _bytes(raw: Any) -> bytes:
    if not isinstance(raw, str) or not raw or len(raw) > MAX_BASE64:
        return b""
    try:
        return b64decode(raw)
    except (binascii.Error, ValueError):
        return b""


def _decoded(data: bytes, kind: str) -> str:
    named = _CHARSET.search(kind)
    for encoding in ([named[1]] if named else []) + ["utf-8"]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")

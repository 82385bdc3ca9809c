"""The papers inside FHIR: what stands in attachments, as pages of text."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from so_cli.inputs.fhir.values import listed, mapping, text
from so_cli.inputs.limits import MAX_TEXT
from so_cli.inputs.paper import Unreadable
from so_cli.inputs.running_text import pages_in, text_in
from so_cli.inputs.web_page import text_of_html

PdfPages = Callable[[bytes], tuple[str, ...]]
"""Takes a PDF apart into the text of its pages; must not raise."""

MAX_ATTACHMENTS = 20
MAX_BASE64 = 70_000_000


def attached(raw: Any, pdf_pages: PdfPages | None) -> tuple[tuple[str, ...], bool]:
    """The pages of these attachments, and whether there is any paper; one without text has none."""
    pages: list[str] = []
    has_content = False
    for one in listed(raw)[:MAX_ATTACHMENTS]:
        attachment = mapping(one)
        data = _bytes(attachment.get("data"))
        if data:
            has_content = True
            pages += _pages(data, text(attachment.get("contentType")).lower(), pdf_pages)
    return tuple(pages), has_content


def _pages(data: bytes, kind: str, pdf_pages: PdfPages | None) -> tuple[str, ...]:
    if "pdf" in kind or data.startswith(b"%PDF-"):
        return pdf_pages(data) if pdf_pages else ()
    is_html = "html" in kind
    if not is_html and (not kind.startswith("text/") or "rtf" in kind):
        return ()
    if len(data) > MAX_TEXT:
        return ()
    try:
        page = text_in(data)
        return pages_in(text_of_html(page) if is_html else page)
    except Unreadable:
        return ()


def _bytes(raw: Any) -> bytes:
    if not isinstance(raw, str) or not raw or len(raw) > MAX_BASE64:
        return b""
    try:
        return b64decode(raw)
    except (binascii.Error, ValueError):
        return b""

"""The papers inside FHIR: what stands in attachments, as pages of text."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Any

from so_cli.inputs.fhir.values import listed, mapping, text
from so_cli.inputs.files.pages import PdfPages, pages_of_wrapped

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
            kind = text(attachment.get("contentType")).lower()
            pages += pages_of_wrapped(data, kind, pdf_pages)
    return tuple(pages), has_content


def _bytes(raw: Any) -> bytes:
    if not isinstance(raw, str) or not raw or len(raw) > MAX_BASE64:
        return b""
    try:
        return b64decode(raw)
    except (binascii.Error, ValueError):
        return b""

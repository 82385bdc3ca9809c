"""What a file is, by looking into it and not at its name."""

from __future__ import annotations

import re
from typing import Literal

from so_cli import wording
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.rich_text import RICH

What = Literal["zip", "gzip", "pdf", "json", "ccda", "html", "rtf", "text"]

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_PHONE_PICTURES = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"heif", b"avif")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1_024
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_XML = re.compile(r"\s*<(?:\?xml|!--|!DOCTYPE|[\w:.-]+[\s/>])", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_CCR = re.compile(r"<(?:[\w.-]+:)?ContinuityOfCareRecord\b")
_FHIR_XML = re.compile(r"<[^<>]+\bxmlns(?::\w+)?=[\"']http://hl7\.org/fhir[\"']")
_HL7_V2 = re.compile(r"\s*(?:FHS|BHS|MSH)\|\^~\\&")
_ROOT = re.compile(r"<(?:[\w.-]+:)?ClinicalDocument\b")


def kind_of_bytes(head: bytes) -> What | None:
    """What a file is that begins like this; None where it may be a text.

    Raises Unreadable for what is known and cannot be read.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if (name := _picture(head)) is not None:
        raise Unreadable(wording.IS_A_PICTURE.format(name=name), wording.TEXT_OF_A_PICTURE)
    if head[128:132] == b"DICM":
        raise Unreadable(wording.IS_A_SCAN, wording.SCANS_GO_TO_DOCTORS)
    if head.startswith(RICH):
        return "rtf"
    if head.startswith(_OLD_OFFICE):
        raise Unreadable(wording.OFFICE_FILE, wording.SAVE_AS_PDF)
    return None


def kind_of_text(head: str) -> What:
    """What a text is that begins like this. Raises Unreadable for what is known and not wanted."""
    if _JSON.match(head):
        return "json"
    if _HL7_V2.match(head):
        raise Unreadable(wording.HL7_V2_MESSAGE, wording.ASK_FOR_CCDA)
    if not _XML.match(head):
        return "text"
    if "<HealthData" in head or "<!DOCTYPE HealthData" in head:
        raise Unreadable(wording.APPLE_EXPORT_ALONE, wording.GIVE_APPLE_ZIP)
    if _ROOT.search(head):
        return "ccda"
    if _CCR.search(head):
        raise Unreadable(wording.CCR_FILE, wording.ASK_FOR_CCDA)
    if _FHIR_XML.search(head):
        raise Unreadable(wording.FHIR_AS_XML, wording.ASK_FOR_FHIR_JSON)
    if _HTML.search(head):
        return "html"
    raise Unreadable(wording.XML_OF_ANOTHER_KIND, wording.WHAT_CAN_BE_READ)


def is_clinical_document(head: bytes) -> bool:
    """Whether the XML that begins like this can be a C-CDA document."""
    return b"ClinicalDocument" in head.replace(b"\0", b"")


def _picture(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and head[8:12] in _PHONE_PICTURES:
        return "HEIC"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    return next((name for mark, name in _PICTURES if head.startswith(mark)), None)

"""XML of bounded depth and size, without document types, entities or anything from elsewhere."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from so_cli import wording
from so_cli.inputs.files.limits import MAX_DEPTH, MAX_ELEMENTS
from so_cli.inputs.files.paper import Unreadable
from so_cli.inputs.files.running_text import text_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CLINICAL_DOCUMENT = "{urn:hl7-org:v3}ClinicalDocument"


def clinical_document(data: bytes) -> Element:
    """The root of a C-CDA document. Raises Unreadable where the bytes are none."""
    root = parsed(data)
    if root.tag != CLINICAL_DOCUMENT:
        raise Unreadable(wording.XML_OF_ANOTHER_KIND, wording.WHAT_CAN_BE_READ)
    return root


def parsed(data: bytes) -> Element:
    """The root of an XML document. Raises Unreadable where it is broken, or not to be trusted.

    Bytes that are no Unicode, whatever they claim, are read as Windows writes Latin letters.
    """
    from defusedxml.common import DefusedXmlException

    try:
        # Some systems put an empty line before the first mark, which XML does not allow.
        return _within_limits(data.lstrip())
    except DefusedXmlException:
        raise Unreadable(wording.XML_WITH_DOCTYPE, wording.GET_IT_AGAIN) from None
    except ParseError as error:
        if (said := _in_unicode(data)) is not None:
            return parsed(said)
        line = getattr(error, "position", (1, 0))[0]
        raise Unreadable(wording.BROKEN_XML.format(line=line), wording.GET_IT_AGAIN) from None
    except (ValueError, LookupError):  # an encoding that is unknown, or is not what it claims
        raise Unreadable(wording.BROKEN_XML.format(line=1), wording.GET_IT_AGAIN) from None


def _in_unicode(data: bytes) -> bytes | None:
    """The bytes in UTF-8, if they are not."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return text_in(data).encode()
    return None


def _within_limits(data: bytes) -> Element:
    """Counts as it goes: ElementTree itself would take any depth."""
    from defusedxml.ElementTree import iterparse

    if data.count(b"</") + data.count(b"/>") > MAX_ELEMENTS:
        raise Unreadable(wording.TOO_MANY_PARTS, wording.GIVE_A_PART)
    depth = elements = 0
    root: Element | None = None
    for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        if root is None:
            root = element
        depth += 1
        elements += 1
        if depth > MAX_DEPTH:
            raise Unreadable(wording.TOO_DEEP, wording.GET_IT_AGAIN)
        if elements > MAX_ELEMENTS:
            raise Unreadable(wording.TOO_MANY_PARTS, wording.GIVE_A_PART)
    if root is None:
        raise ParseError
    return root

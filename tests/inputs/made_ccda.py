"""Entries of C-CDA documents, as small as they may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from so_cli.inputs.ccda import read_ccda
from so_cli.inputs.files.pages import PdfPages
from so_cli.inputs.files.parsed_xml import parsed
from so_cli.inputs.statement import Stated, Statement
from so_cli.wording import CDA_HEAD

TODAY = date(2026, 11, 21)
HL7 = "2.16.840.1.113883.10.20."
SNOMED = "2.16.840.1.113883.6.96"
LOINC = "2.16.840.1.113883.6.1"
RXNORM = "2.16.840.1.113883.6.88"
CANCER = (
    f'<value xsi:type="CD" code="254837009" codeSystem="{SNOMED}" displayName="Breast cancer"/>'
)
NO_CODE = '<value xsi:type="CD" nullFlavor="UNK"/>'
STATUS = '<code code="33999-4"/><value xsi:type="CD" code="{}"/>'


def read(body: str = "", head: str = "", pdf_pages: PdfPages | None = None) -> Stated:
    text = (
        '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<code code="34133-9" codeSystem="{LOINC}" displayName="Summary"/>'
        "<title>My summary</title>"
        f'<effectiveTime value="20260203101500-0500"/>{head}{body}</ClinicalDocument>'
    )
    return read_ccda(parsed(text.encode()), "a.xml", TODAY, pdf_pages)


def in_section(code: str, *entries: str, title: str = "Problems", text: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        "<component><structuredBody><component><section>"
        f'<code code="{code}" codeSystem="{LOINC}"/><title>{title}</title><text>{text}</text>'
        f"{inner}</section></component></structuredBody></component>"
    )


def entries(code: str, *given: str, text: str = "") -> list[Statement]:
    """What such a section says, without what the head of the document says."""
    found = read(in_section(code, *given, text=text)).statements
    return [each for each in found if each.source.where != CDA_HEAD]


def problem(
    inner: str = "", value: str = CANCER, concern: str = "active", negated: str = "false"
) -> str:
    return (
        f'<act classCode="ACT" moodCode="EVN"><templateId root="{HL7}22.4.3"/>'
        f'<statusCode code="{concern}"/><entryRelationship typeCode="SUBJ">'
        f'<observation classCode="OBS" moodCode="EVN" negationInd="{negated}">'
        f'<templateId root="{HL7}22.4.4"/><id root="1.2.3" extension="p1"/>{inner}{value}'
        "</observation></entryRelationship></act>"
    )


def beside(status: str) -> str:
    return (
        f'<entryRelationship typeCode="REFR"><observation><templateId root="{HL7}22.4.6"/>'
        f"{STATUS.format(status)}</observation></entryRelationship>"
    )


def procedure(inner: str = "", status: str = "completed", mood: str = "EVN", more: str = "") -> str:
    return (
        f'<procedure classCode="PROC" moodCode="{mood}" {more}><code code="392021009"'
        f' codeSystem="{SNOMED}" displayName="Lumpectomy"/><statusCode code="{status}"/>{inner}'
        "</procedure>"
    )


def medicine(inner: str = "", status: str = "active", mood: str = "EVN", more: str = "") -> str:
    return (
        f'<substanceAdministration moodCode="{mood}" {more}><statusCode code="{status}"/>{inner}'
        "<consumable><manufacturedProduct><manufacturedMaterial>"
        f'<code code="10324" codeSystem="{RXNORM}" displayName="tamoxifen"/><name>Nolvadex</name>'
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
    )


def result(value: str, more: str = "", status: str = "completed") -> str:
    return (
        f'<organizer><templateId root="{HL7}22.4.1"/><code code="1" displayName="Pathology"/>'
        f'<component><observation><code code="85337-4" codeSystem="{LOINC}" displayName="ER"/>'
        f'<statusCode code="{status}"/><effectiveTime value="20260102"/>{value}{more}'
        "</observation></component></organizer>"
    )


def standings(found: Sequence[Statement]) -> list[str]:
    return [each.standing for each in found]

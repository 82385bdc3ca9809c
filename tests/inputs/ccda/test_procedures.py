"""What was done is told from what was planned, stopped, or never done."""

from __future__ import annotations

from datetime import date

import pytest
from made_ccda import (
    HL7,
    SNOMED,
    entries,
    in_section,
    medicine,
    procedure,
    read,
    standings,
)


def test_a_procedure_has_its_site_its_place_and_its_reason() -> None:
    inner = (
        '<effectiveTime value="20260110"/>'
        f'<targetSiteCode code="76752008" codeSystem="{SNOMED}" displayName="Breast"><qualifier>'
        '<value code="24028007" displayName="Right"/></qualifier></targetSiteCode>'
        '<methodCode code="1" displayName="Open"/>'
        "<performer><assignedEntity><addr><city>Springfield</city></addr><representedOrganization>"
        "<name>City Hospital</name></representedOrganization></assignedEntity></performer>"
        '<entryRelationship typeCode="RSON"><observation>'
        '<value xsi:type="CD" code="254837009" displayName="Cancer"/></observation>'
        "</entryRelationship>"
    )
    [found] = entries("47519-4", procedure(inner))
    assert (found.kind, found.date, found.place) == (
        "procedure",
        date(2026, 1, 10),
        "City Hospital",
    )
    assert [each.words for each in found.sites] == ["Breast", "Right"]
    assert found.method is not None
    assert [each.words for each in found.reason] == ["Cancer"]


def test_what_a_qualifier_says_besides_a_side_is_no_part_of_the_body() -> None:
    name = '<name code="260870009" displayName="Priority"/>'
    more = f'<qualifier>{name}<value code="1" displayName="Urgent"/></qualifier></code>'
    [found] = entries("47519-4", procedure().replace('"Lumpectomy"/>', f'"Lumpectomy">{more}'))
    assert found.sites == ()


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (procedure(), "holds"),
        (procedure(status="aborted"), "unclear"),
        (procedure(status="active"), "unclear"),
        (procedure(status="cancelled"), "not-so"),
        (procedure(mood="INT"), "planned"),
        (procedure(mood="RQO", status="active"), "planned"),
        (procedure(more='negationInd="true"'), "not-so"),
        (procedure(mood="INT", more='negationInd="true"'), "not-so"),
    ],
)
def test_whether_a_procedure_was_done(entry: str, standing: str) -> None:
    assert standings(entries("47519-4", entry)) == [standing]


def test_what_failed_is_not_sure_to_be_done() -> None:
    failed = (
        '<entryRelationship typeCode="SUBJ"><act><code code="103709008"'
        f' codeSystem="{SNOMED}" displayName="Failed"/></act></entryRelationship>'
    )
    assert standings(entries("47519-4", procedure(failed))) == ["unclear"]


def test_a_section_in_a_plan_is_a_plan() -> None:
    inner = in_section("47519-4", procedure()).removeprefix("<component><structuredBody>")
    inner = inner.removesuffix("</structuredBody></component>")
    plan = in_section("18776-5").replace("</section>", f"{inner}</section>")
    assert [each.standing for each in read(plan).statements if each.kind == "procedure"] == [
        "planned"
    ]


def test_a_plan_is_a_plan_whatever_its_entries_say() -> None:
    found = entries("18776-5", procedure(), medicine())
    assert standings(found) == ["planned", "planned"]


def test_acts_and_observations_among_the_procedures_are_procedures() -> None:
    code = f'<code code="122548005" codeSystem="{SNOMED}" displayName="Biopsy"/>'
    found = entries("47519-4", f"<act>{code}</act>", f"<observation>{code}</observation>")
    assert [each.kind for each in found] == ["procedure", "procedure"]


SERVICE = (
    '<documentationOf><serviceEvent><code code="{}" codeSystem="2.16.840.1.113883.6.12"/>'
    '<effectiveTime><low value="20260110"/></effectiveTime></serviceEvent></documentationOf>'
)


def test_an_operative_note_says_at_its_top_what_was_done_and_when() -> None:
    context = (
        f'<act moodCode="EVN"><templateId root="{HL7}6.2.5"/>'
        '<code code="19301" codeSystem="2.16.840.1.113883.6.12"/></act>'
    )
    body = in_section("29554-3", context).replace(
        "</section>",
        "<component><section><title>Laterality</title><text>Right</text></section></component>"
        "</section>",
    )
    found = read(body, SERVICE.format("19301") + SERVICE.format("38525")).statements
    done = [each for each in found if each.kind == "procedure"]
    assert [each.what.words for each in done] == ["19301", "38525"]
    assert [each.date for each in done] == [date(2026, 1, 10), date(2026, 1, 10)]
    assert [site.words for site in done[0].sites] == ["Right"]

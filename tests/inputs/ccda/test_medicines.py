"""Medicines are taken, were taken, or are to come; allergies have a cause."""

from __future__ import annotations

from datetime import date

import pytest
from made_ccda import (
    HL7,
    RXNORM,
    SNOMED,
    beside,
    entries,
    medicine,
    standings,
)

from so_cli.inputs.statement import Coding, Concept


def test_a_medicine_has_its_names_its_dose_and_how_often() -> None:
    inner = (
        '<effectiveTime xsi:type="IVL_TS"><low value="20260301"/></effectiveTime>'
        '<effectiveTime xsi:type="PIVL_TS"><period value="24" unit="h"/></effectiveTime>'
        '<doseQuantity value="20" unit="mg"/>'
    )
    [found] = entries("10160-0", medicine(inner))
    assert found.what == Concept((Coding("rxnorm", "10324", "tamoxifen"),), "Nolvadex")
    assert (found.dose, found.how_often, found.is_order) == ("20 mg", "every 24 h", False)
    assert found.date == date(2026, 3, 1)
    assert found.source.words == "Nolvadex (tamoxifen)"


def test_a_medicine_is_called_by_its_name_and_not_by_its_group() -> None:
    text = "<originalText>Hormone therapy + tamoxifen<reference value='#m1'/></originalText>"
    [found] = entries("10160-0", medicine().replace('"tamoxifen"/>', f'"tamoxifen">{text}</code>'))
    assert found.what.words == "tamoxifen"


def test_the_instructions_stand_for_how_often() -> None:
    [found] = entries("10160-0", medicine("<text>one a day</text><doseQuantity value='1'/>"))
    assert (found.dose, found.how_often) == ("", "one a day")


ENDED = (
    '<effectiveTime xsi:type="IVL_TS"><low value="2020"/><high value="20250101"/></effectiveTime>'
)


TO_COME = '<effectiveTime xsi:type="IVL_TS"><low value="20270101"/></effectiveTime>'


@pytest.mark.parametrize(
    ("entry", "standing"),
    [
        (medicine(), "holds"),
        (medicine(mood="INT"), "holds"),
        (medicine(TO_COME), "planned"),
        (medicine(f'<templateId root="{HL7}22.4.42"/>', mood="INT"), "planned"),
        (medicine(ENDED), "past"),
        (medicine(ENDED, status="completed"), "past"),
        (medicine(status="completed"), "unclear"),
        (medicine(beside("55561003"), status="completed"), "holds"),
        (medicine(beside("73425007")), "past"),
        (medicine(status="aborted"), "past"),
        (medicine(status="suspended"), "planned"),
        (medicine(more='negationInd="true"'), "not-so"),
    ],
)
def test_whether_a_medicine_is_taken(entry: str, standing: str) -> None:
    assert standings(entries("10160-0", entry)) == [standing]


def allergy(entity: str, more: str = "") -> str:
    return (
        f'<act><templateId root="{HL7}22.4.30"/><statusCode code="active"/><entryRelationship>'
        f'<observation {more}><templateId root="{HL7}22.4.7"/><value xsi:type="CD" code="419199007"'
        f' codeSystem="{SNOMED}" displayName="Allergy"/>{entity}</observation>'
        "</entryRelationship></act>"
    )


def test_an_allergy_is_named_by_what_causes_it() -> None:
    entity = (
        "<participant><participantRole><playingEntity>"
        f'<code code="2670" codeSystem="{RXNORM}" displayName="Codeine"/>'
        "</playingEntity></participantRole></participant>"
    )
    [found] = entries("48765-2", allergy(entity))
    assert (found.kind, found.what.words, found.standing) == ("allergy", "Codeine", "holds")


def test_that_there_is_no_allergy_is_not_so() -> None:
    [found] = entries("48765-2", allergy("", 'negationInd="true"'))
    assert (found.what.words, found.standing) == ("Allergy", "not-so")

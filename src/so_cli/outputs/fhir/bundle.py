"""A packet as a Bundle of FHIR R4: who it is, the form, her answers, and the pages as text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha1, sha256
from html import escape
from uuid import UUID, uuid5

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.clean import clean
from so_cli.outputs.as_json import to_json, to_json_line
from so_cli.outputs.as_markdown import to_markdown
from so_cli.outputs.fhir.form import form_for, form_of
from so_cli.outputs.fhir.given import given_in
from so_cli.outputs.fhir.names import ASSERTED_CODES, LOINC, OURS, Resource, concept
from so_cli.outputs.fhir.questionnaire import questionnaire
from so_cli.outputs.fhir.response import response_items, status_of, told_by
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.model import Packet

_OURS = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), OURS)  # of a URL, as RFC 4122 has it
_KINDS = ("Patient", "Questionnaire", "QuestionnaireResponse", "DocumentReference")


def to_fhir(bank: Bank, packet: Packet) -> str:
    """The Bundle, as JSON. The same packet gives the same bytes.

    What is in it has names that follow from the packet, so that no two people's are the same.
    """
    names = _names_for(packet)
    given = given_in(bank, packet)
    told = told_by(given)
    form = form_for(form_of(bank, packet.stage), bank, told, given.keys())
    codes = {name: each for name, each in told.items() if isinstance(each, frozenset)}
    asked = questionnaire(bank, form, url=names["Questionnaire"], voice=packet.voice, told=codes)
    answers = {
        "resourceType": "QuestionnaireResponse",
        **_from_the_patient(packet),
        "questionnaire": asked["url"],
        "status": status_of(form, given),
        "subject": {"reference": names["Patient"]},
        "authored": packet.made_on.isoformat(),
        "author": _author(packet, names),
        "source": {"reference": names["Patient"]},
        "item": response_items(form.groups, given),
    }
    resources = [_patient(packet), asked, answers, _pages(packet, names)]
    entries = [{"fullUrl": names[each["resourceType"]], "resource": each} for each in resources]
    return to_json({"resourceType": "Bundle", "type": "collection", "entry": entries})


def _names_for(packet: Packet) -> dict[str, str]:
    """A name for each resource of a packet, by its type."""
    digest = sha256(to_json_line(packet)).hexdigest()
    return {kind: uuid5(_OURS, f"{digest} {kind}").urn for kind in _KINDS}


def _patient(packet: Packet) -> Resource:
    name, born = clean(packet.person.name).strip(), packet.person.born
    return {
        "resourceType": "Patient",
        **({"name": [{"text": name}]} if name else {}),
        **({"birthDate": born.isoformat()} if born else {}),
    }


def _from_the_patient(packet: Packet) -> Resource:
    """For programs that this is what the patient says, and for who reads it, our notice."""
    label = {"system": ASSERTED_CODES, "code": "PATAST", "display": "patient asserted"}
    notice = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{escape(packet.notice)}</p></div>'
    return {
        "meta": {"security": [label]},
        "text": {"status": "additional", "div": notice},
    }


def _author(packet: Packet, names: Mapping[str, str]) -> Resource:
    """Who typed it, where somebody helps; else the person herself."""
    if not packet.helper:
        return {"reference": names["Patient"]}
    who = [clean(part).strip() for part in (packet.answered_by, packet.helper)]
    return {"display": ", ".join(filter(None, who))}


def _pages(packet: Packet, names: Mapping[str, str]) -> Resource:
    data = to_markdown(packet_document(packet, on_paper=False)).encode()
    return {
        "resourceType": "DocumentReference",
        **_from_the_patient(packet),
        "status": "current",
        "type": concept(LOINC, "51855-5", "Patient Note"),
        "subject": {"reference": names["Patient"]},
        "author": [_author(packet, names)],
        "description": packet.notice,
        "content": [
            {
                "attachment": {
                    "contentType": "text/markdown",
                    "data": b64encode(data).decode(),
                    "size": len(data),
                    "hash": b64encode(sha1(data, usedforsecurity=False).digest()).decode(),
                    "title": wording.FHIR_PATIENT_NOTE,
                    "creation": packet.made_on.isoformat(),
                }
            }
        ],
    }

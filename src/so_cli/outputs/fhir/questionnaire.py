"""A form as a Questionnaire of FHIR R4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact
from so_cli.outputs.fhir.answers import is_coded, options_of, rules_out_others
from so_cli.outputs.fhir.enable_when import enable_when
from so_cli.outputs.fhir.form import TEXTS, Form, Group, Item
from so_cli.outputs.fhir.names import (
    AT_MOST,
    CONTROL,
    CONTROL_CODES,
    EXCLUSIVE,
    LEAST,
    MOST,
    OURS,
    SYSTEMS,
    UNIT,
    UNITS,
    Resource,
    concept,
    extension,
)
from so_cli.voice import say

_UNITS = {
    "mm": ("mm", "mm"),
    "percent": ("%", "%"),
    "years": ("a", "years"),
    "weeks": ("wk", "weeks"),
}
"""Their codes in UCUM, and how they are shown."""
_NOBODY: frozenset[str] = frozenset()


def questionnaire(
    bank: Bank,
    form: Form,
    *,
    url: str = "",
    voice: str = "you",
    told: Mapping[str, frozenset[str]] | None = None,
) -> Resource:
    """The Questionnaire of a form.

    url    its name, where it is not the form of a stage as everybody gets it
    voice  whom its questions speak to, or of whom
    told   codes by fact that must be among the answers to choose from
    """
    title = bank.stage_title(form.stage)
    writer = _Writer(bank, form, voice, told or {})
    return {
        "resourceType": "Questionnaire",
        "url": url or f"{OURS}/Questionnaire/{form.stage or 'any-stage'}",
        "version": bank.digest,
        "name": "SecondOpinion",
        "title": wording.FHIR_TITLE.format(stage=title) if title else wording.FHIR_ANY_STAGE,
        "status": "active",
        "subjectType": ["Patient"],
        "description": wording.FHIR_PURPOSE,
        **_context(form, title),
        "item": writer.items(form.groups),
    }


def kind_of(fact: Fact) -> str:
    """The type that FHIR gives to the item of a fact."""
    if is_coded(fact):
        return "choice"
    if fact.kind == "number":
        return "integer" if fact.unit == "count" else "decimal"
    return "date" if fact.kind == "date" else "text"


def _context(form: Form, title: str) -> Resource:
    if form.stage is None:
        return {}
    types = "http://terminology.hl7.org/CodeSystem/usage-context-type"
    value = concept(f"{OURS}/stage", form.stage, title or form.stage)
    code = {"system": types, "code": "focus"}
    return {"useContext": [{"code": code, "valueCodeableConcept": value}]}


class _Writer:
    """Writes items, with what they have in common."""

    def __init__(
        self, bank: Bank, form: Form, voice: str, told: Mapping[str, frozenset[str]]
    ) -> None:
        self._form = form
        self._voice = voice
        self._told = told
        self._codes = _codes(bank)

    def items(self, parts: Iterable[Item | Group]) -> list[Resource]:
        """Items and groups, in order."""
        return [
            self._group(part) if isinstance(part, Group) else self._item(part) for part in parts
        ]

    def _group(self, group: Group) -> Resource:
        return {
            "linkId": group.id,
            "text": group.title,
            "type": "group",
            **enable_when(group.enabling),
            "item": self.items(group.items),
        }

    def _item(self, item: Item) -> Resource:
        fact = item.fact
        extensions = _extensions(fact)
        return {
            **({"extension": extensions} if extensions else {}),
            "linkId": fact.id,
            **({"code": self._codes[fact.id]} if fact.id in self._codes else {}),
            "text": fact.label,
            "type": kind_of(fact),
            **enable_when(item.enabling),
            **({"repeats": True} if repeats(fact) else {}),
            **({"answerOption": self._options(fact)} if is_coded(fact) else {}),
            "item": [self._help(fact)],
        }

    def _options(self, fact: Fact) -> list[Resource]:
        options = options_of(fact, self._form.stage, self._told.get(fact.id, _NOBODY))
        if fact.kind == "choice":
            return [{"valueCoding": coding} for _code, coding in options]
        alone = {"extension": [extension(EXCLUSIVE, "Boolean", value=True)]}
        return [
            {**(alone if rules_out_others(fact, code) else {}), "valueCoding": coding}
            for code, coding in options
        ]

    def _help(self, fact: Fact) -> Resource:
        """The question as the interview asks it; the item itself has a label."""
        control = concept(CONTROL_CODES, "help", "Help-Button")
        return {
            "extension": [extension(CONTROL, "CodeableConcept", control)],
            "linkId": f"help.{fact.id}",
            "text": say(f"{fact.ask} {fact.help}".strip(), self._voice),
            "type": "display",
        }


def repeats(fact: Fact) -> bool:
    """Whether it takes more than one answer."""
    return fact.kind == "choices" or fact.kind in TEXTS - {"decision"}


def _extensions(fact: Fact) -> list[Resource]:
    found = []
    if fact.unit in _UNITS:
        code, shown = _UNITS[fact.unit]
        found.append(extension(UNIT, "Coding", {"system": UNITS, "code": code, "display": shown}))
    for url, bound in ((LEAST, fact.min), (MOST, fact.max)):
        if bound is not None and kind_of(fact) == "integer":
            found.append(extension(url, "Integer", int(bound)))
        elif bound is not None:
            found.append(extension(url, "Decimal", bound))
    if fact.at_most is not None:
        found.append(extension(AT_MOST, "Integer", fact.at_most))
    return found


def _codes(bank: Bank) -> dict[str, list[Resource]]:
    """The code of the one test that answers a fact; of several none is the question itself."""
    tests: dict[str, list[Resource]] = {}
    for code in bank.codes:
        if code.means == "test" and code.system in SYSTEMS and code.fact:
            coded = {"system": SYSTEMS[code.system], "code": code.code}
            tests.setdefault(code.fact, []).append(coded)
    return {fact: codes for fact, codes in tests.items() if len(codes) == 1}

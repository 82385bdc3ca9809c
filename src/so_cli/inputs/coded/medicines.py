"""Medicines that are taken, treatments that were given, and allergies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.case.model import Medicine
from so_cli.inputs.coded.drug_names import as_said
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.sides import all_words
from so_cli.inputs.coded.tumors import Tumors
from so_cli.inputs.model import AllergySeen, MedicineSeen
from so_cli.inputs.statement import Statement
from so_cli.packet.texts import birthday_text

_YEAR = timedelta(days=365)
MAX_NAME = 200
"""A name of an allergy is not longer."""
_ON_SKIN = re.compile(r"\b(?:topical|cream|ointment|gel|efudex|carac)\b", re.IGNORECASE)
"""Fluorouracil on the skin is no chemotherapy for the breast."""
_NO_ALLERGY = re.compile(
    r"\b(?:no|not|none|nil|nka|nkda|nkfa)\b.*\b(?:known|allerg\w*|recorded)\b|^(?:nka|nkda|none)$",
    re.IGNORECASE,
)

_NO_MEDICINE = re.compile(
    r"(?:(?:no|not|none|denies|patient not)\b.*\b(?:medications?|medicines?|meds|drugs?)\b.*"
    r"|nkma|none|unknown)",
    re.IGNORECASE,
)


def read_medicines(statements: Iterable[Statement], tumors: Tumors, notes: Notes) -> None:
    """Everything taken now, and of cancer drugs what was given before."""
    seen: dict[tuple[str, bool], MedicineSeen] = {}
    for one in _named(statements, notes):
        drugs, doubt = _drugs(one, notes)
        if drugs:
            _say_had(one, drugs, doubt, tumors, notes)
        is_taken = one.standing != "past"
        if one.standing == "unclear":
            doubt = doubt or wording.DOUBT_IF_TAKEN
        if is_taken and one.is_order and not one.date:
            # An order that nobody closed stays open for good.
            doubt = doubt or wording.DOUBT_IF_TAKEN
        if is_taken and one.is_order and one.date and notes.today - one.date > _YEAR:
            doubt = doubt or wording.DOUBT_OLD_ORDER.format(day=birthday_text(one.date))
        if is_taken or (drugs and one.standing == "past"):
            named = _seen(one, doubt, notes, is_taken=is_taken)
            if named.medicine.name:
                key = (named.medicine.name.lower(), is_taken)
                before = seen.get(key)
                if before is None or _rank(before) <= _rank(named):
                    seen[key] = named
    taken = {name for name, is_taken in seen if is_taken}
    notes.medicines += [
        one for (name, is_taken), one in seen.items() if is_taken or name not in taken
    ]


def read_allergies(statements: Iterable[Statement], notes: Notes) -> None:
    """What she is allergic to; that she has no allergy is not a name of one."""
    for one in statements:
        if one.kind != "allergy" or one.standing not in {"holds", "unclear"}:
            continue
        words = one.what.words
        if (
            words
            and not notes.codes.of(one.what, "never")
            and not _NO_ALLERGY.search(words[:MAX_NAME])
        ):
            notes.allergies.append(AllergySeen(name=words, source=one.source))


def _named(statements: Iterable[Statement], notes: Notes) -> Iterator[Statement]:
    """The medicines that are or were taken; of cancer drugs, it is noted that they are planned."""
    for one in statements:
        if one.kind != "medicine" or one.standing == "not-so" or _is_none(one, notes):
            continue
        if one.standing != "planned":
            yield one
        elif _drugs(one, notes)[0]:
            notes.pass_over(one.source, wording.PASSED_PLANNED)


def _is_none(one: Statement, notes: Notes) -> bool:
    """Whether it says that there is no medicine, where others name one."""
    words = one.what.words[:MAX_NAME].strip()
    return bool(notes.codes.of(one.what, "never")) or bool(_NO_MEDICINE.fullmatch(words))


def _rank(seen: MedicineSeen) -> tuple[str, bool]:
    """The later tells more; of one day, that which leaves no doubt."""
    return str(seen.source.date or ""), not seen.doubt


def _drugs(one: Statement, notes: Notes) -> tuple[dict[str, Code], str]:
    """The cancer drugs that its codes, their names and its text say; a doubt where they differ."""
    if _ON_SKIN.search(all_words(one.what)):
        return {}, ""
    coded = {code.names[0]: code for code in notes.codes.of(one.what, "medicine") if code.names}
    said = [coded]
    said += [notes.codes.drugs_in(coding.display) for coding in one.what.codings]
    said.append(notes.codes.drugs_in(one.what.text))
    named = [each for each in said if each]
    drugs = {name: code for each in named for name, code in each.items()}
    differ = any(each.keys() != named[0].keys() for each in named[1:])
    return drugs, wording.DOUBT_CODE_AND_WORDS if differ else ""


def _say_had(
    one: Statement, drugs: dict[str, Code], doubt: str, tumors: Tumors, notes: Notes
) -> None:
    belongs = tumors.of(one)
    if belongs.why_not:
        notes.pass_over(one.source, belongs.why_not)
        return
    doubt = doubt or belongs.doubt
    if not doubt and one.standing == "unclear":
        doubt = wording.DOUBT_IF_TAKEN
    if not doubt and one.is_order and one.standing != "past":
        doubt = wording.DOUBT_ONLY_ORDERED
    for code in drugs.values():
        notes.say(code.fact, code.value, one.source, doubt=doubt)


def _seen(one: Statement, doubt: str, notes: Notes, *, is_taken: bool) -> MedicineSeen:
    name = as_said(notes.words(one.what))
    medicine = Medicine(
        name=name, dose=_beside(name, one.dose), how_often=_beside(name, one.how_often)
    )
    return MedicineSeen(medicine=medicine, source=one.source, is_taken=is_taken, doubt=doubt)


def _beside(name: str, text: str) -> str:
    """What a text says besides the name, which it may repeat."""
    rest = re.sub(re.escape(name), "", text, count=1, flags=re.IGNORECASE) if name else text
    rest = rest.strip(" ,;:-")
    is_said = not rest.isdecimal() and f" {rest.lower()} " in f" {name.lower()} "
    return "" if is_said else rest

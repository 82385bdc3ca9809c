"""The page the doctor reads in a minute: at most 40 lines, questions before facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from so_cli import wording
from so_cli.case.model import Doctor
from so_cli.outputs.case_lines import case_lines, mark_without_value
from so_cli.outputs.escape import escape
from so_cli.packet.known import NONE
from so_cli.packet.model import FactLine, Packet, PacketQuestion, PacketVisit
from so_cli.packet.texts import birthday_text, day_text, medicine_text, shortened, visit_text

RULE = "___"
"""A line to write on, alone on its line: Markdown draws it."""
BLANK = "_" * 12
"""A gap to fill in by hand."""

URGENT = "urgent_signs"
OWN_LINE = frozenset({"had", "proposed", "concerns", "illnesses", "other_conditions", URGENT})
"""Facts that have a line of their own on the page."""
MAX_NAMED_RECORDS = 6
MAX_QUESTION = 300
"""The page is read in a minute; her own pages have every word of a longer question."""
ON_THE_WAY = frozenset({"needed", "requested", "promised", "sent"})
MATERIAL = frozenset({"report", "glass-slides", "tissue-blocks", "images"})


def doctor_pages(packet: Packet) -> list[str]:
    """A page for each visit to come; one with a blank for the visit where none is set."""
    visits: Sequence[PacketVisit | None] = packet.visits or (None,)
    return [_page(packet, visit) for visit in visits]


def _page(packet: Packet, visit: PacketVisit | None) -> str:
    printed = {q.id: q for q in (*packet.top, *packet.next, *packet.rest)}
    top = [printed[name] for name in visit.top] if visit else list(packet.top)
    following = [printed[name] for name in visit.next] if visit else list(packet.next)
    lines = [
        f"# {_who(packet)}",
        f"**{wording.VISIT}** {escape(visit_text(visit)) if visit else BLANK}",
        "",
        *_opening(packet),
        *_deadline(packet),
        "",
        *_questions(top),
        "",
        f"## {wording.CASE_IN_SHORT}",
        *(f"- {line}" for line in _case(packet)),
        *(f"- {line}" for line in _plan_lines(packet)),
        "",
        *_if_time(following),
        f"**{wording.DOCTORS_NOTES}**",
        "",
        RULE,
        "",
        f"{wording.NEXT_STEP} {BLANK} {wording.BY_WHOM} {BLANK} {wording.BY_WHEN} {BLANK}",
        "",
        f"*{escape(_signature(packet))}*",
    ]
    return "\n".join(lines)


def _who(packet: Packet) -> str:
    person = packet.person
    parts = [person.name] if person.name else []
    if person.born:
        parts.append(wording.BORN.format(day=birthday_text(person.born)))
    elif person.age is not None:
        parts.append(wording.AGED.format(age=person.age))
    if person.phone:
        parts.append(wording.PHONE.format(number=person.phone))
    if person.interpreter:
        parts.append(wording.INTERPRETER.format(language=person.interpreter))
    known = escape(", ".join(parts))
    return known if person.name else ", ".join(filter(None, [f"{wording.NAME} {BLANK}", known]))


def _opening(packet: Packet) -> list[str]:
    """The request to look at her questions; what cannot wait takes its place."""
    if not packet.urgent:
        return [f"**{wording.PLEASE_LOOK}**"]
    signs = "; ".join(f"{sign.text} ({wording.LEVELS[sign.level]})" for sign in packet.urgent)
    return [f"**{wording.URGENT_FIRST}** **{escape(signs)}**"]


def _deadline(packet: Packet) -> list[str]:
    parts = []
    if packet.decision or packet.decide_by:
        what = escape(packet.decision) or BLANK
        by = f", {wording.BY} {day_text(packet.decide_by)}" if packet.decide_by else ""
        parts.append(f"**{wording.MUST_DECIDE}** {what}{by}")
    booked = [escape(fact.shorthand) for fact in packet.facts if _is_booked(packet, fact)]
    if booked:
        parts.append(f"**{wording.BOOKED}** {', '.join(booked)}")
    return ["", ". ".join(parts)] if parts else []


def _is_booked(packet: Packet, fact: FactLine) -> bool:
    if fact.id not in {"surgery_on", "treatment_starts"} or not isinstance(fact.value, str):
        return False
    is_disputed = any(value.fact == fact.id for line in packet.conflicts for value in line.values)
    return fact.value >= packet.made_on.isoformat() and not is_disputed


def _questions(questions: Iterable[PacketQuestion]) -> list[str]:
    """Each in full, with room to write after it."""
    return [
        line
        for number, question in enumerate(questions, 1)
        for line in (f"{number}. {escape(shortened(question.text, MAX_QUESTION))}", f"   {RULE}")
    ]


def _case(packet: Packet) -> list[str]:
    """What is known in clinical shorthand, but for what has a line of its own."""
    elsewhere = OWN_LINE | {fact.id for fact in packet.facts if _is_booked(packet, fact)}
    elsewhere -= {fact.id for fact in packet.facts if fact.id == URGENT and fact.state}
    facts = [fact for fact in packet.facts if fact.doctor and fact.id not in elsewhere]
    return case_lines(facts, packet.conflicts) or [wording.NOTHING_TOLD]


def _plan_lines(packet: Packet) -> list[str]:
    facts = {fact.id: fact for fact in packet.facts}
    medicines = "; ".join(map(medicine_text, packet.medicines))
    health = {
        wording.ILLNESSES: _told(facts, "illnesses", "other_conditions"),
        wording.MEDICINES: escape(medicines) or _told(facts, "my_medicines"),
        wording.ALLERGIES: escape("; ".join(packet.allergies)) or _told(facts, "my_allergies"),
    }
    return [
        *([f"**{wording.HAD}** {_told(facts, 'had')}"] if "had" in facts else []),
        f"**{wording.FIRST_PLAN}** {_first_plan(facts, packet.doctors)}",
        " ".join(f"**{name}** {text or BLANK}" for name, text in health.items()),
        *_records(packet),
        f"**{wording.MATTERS_MOST}** {_concerns(packet) or _told(facts, 'concerns') or BLANK}",
    ]


def _told(facts: Mapping[str, FactLine], *names: str) -> str:
    """What these facts say in shorthand, without the words that lead a shorthand in."""
    told = [_value(facts[name]) for name in names if name in facts]
    return escape("; ".join(filter(None, told)))


def _value(fact: FactLine) -> str:
    if fact.value in ((), NONE):
        return wording.NONE_CHOSEN
    lead, colon, text = fact.shorthand.partition(": ")
    has_lead = isinstance(fact.value, tuple) and colon and lead not in fact.value
    return mark_without_value(fact) or (text if has_lead else fact.shorthand)


def _concerns(packet: Packet) -> str:
    return escape("; ".join(concern.text for concern in packet.concerns))


def _first_plan(facts: Mapping[str, FactLine], doctors: Iterable[Doctor]) -> str:
    plan = _told(facts, "proposed") or BLANK
    first = next((doctor for doctor in doctors if doctor.first), None)
    if first is None:
        return plan
    who = ", ".join(filter(None, [first.name, first.phone]))
    return f"{plan} ({'; '.join(filter(None, [escape(who), wording.MAY_BE_CALLED]))})"


def _records(packet: Packet) -> list[str]:
    """What is here, and what is not: reports, slides and images, not cards and lists."""
    # Tissue blocks are sent only if somebody asks for them.
    material = [
        record
        for record in packet.records
        if record.form in MATERIAL and (record.form != "tissue-blocks" or record.status != "needed")
    ]
    here = [record.title for record in material if record.status == "arrived"]
    missing = [
        record.title
        for record in sorted(material, key=lambda record: record.status == "needed")
        if record.status in ON_THE_WAY
    ]
    lines = []
    if here:
        lines.append(f"**{wording.RECORDS_HERE}** {escape(_few(here))}")
    if missing:
        lines.append(f"**{wording.NOT_ARRIVED}** {escape(_few(missing))}")
    return lines


def _few(titles: list[str]) -> str:
    text = "; ".join(titles[:MAX_NAMED_RECORDS])
    rest = len(titles) - MAX_NAMED_RECORDS
    return f"{text}; {wording.AND_MORE.format(count=rest)}" if rest > 0 else text


def _if_time(questions: list[PacketQuestion]) -> list[str]:
    if not questions:
        return []
    return [
        f"**{wording.IF_TIME}**",
        "",
        *(f"- {escape(question.short)}" for question in questions),
        "",
    ]


def _signature(packet: Packet) -> str:
    name = packet.answered_by or packet.helper
    typed_by = f" {wording.TYPED_BY.format(name=name)}" if name else ""
    return wording.SIGNATURE.format(typed_by=typed_by, day=day_text(packet.made_on))

"""The page the doctor reads in a minute: at most 40 lines, questions before facts (DESIGN 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from so_cli import wording
from so_cli.outputs.escape import escape
from so_cli.packet.model import FactLine, Packet, PacketQuestion, PacketVisit
from so_cli.packet.texts import birthday_text, day_text, medicine_text, visit_text

RULE = "___"
"""A line to write on, alone on its line: Markdown draws it."""
BLANK = "_" * 12
"""A gap to fill in by hand."""

CASE_LINES: tuple[tuple[str, ...], ...] = (
    ("age", "sex", "about", "diagnosis", "diagnosed_on"),
    ("receptors", "nodes", "imaging", "genes"),
    ("surgery", "metastatic", "history", "surgery_on", "treatment_starts"),
)
"""The case in three lines, each a row of groups and single facts."""
OWN_LINE = frozenset(
    {"had", "proposed", "concerns", "illnesses", "other_conditions", "urgent_signs"}
)
"""Facts that have a line of their own on the page."""
MAX_NAMED_RECORDS = 6
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
        *(f"- {line}" for line in _case_lines(packet)),
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
    if person.age is not None:
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
        by = f" {wording.BY} {day_text(packet.decide_by)}" if packet.decide_by else ""
        parts.append(f"**{wording.MUST_DECIDE}** {what}{by}")
    booked = [
        escape(fact.shorthand)
        for fact in packet.facts
        if fact.id in {"surgery_on", "treatment_starts"} and _is_to_come(packet, fact)
    ]
    if booked:
        parts.append(f"**{wording.BOOKED}** {', '.join(booked)}")
    return ["", " ".join(parts)] if parts else []


def _is_to_come(packet: Packet, fact: FactLine) -> bool:
    return isinstance(fact.value, str) and fact.value >= packet.made_on.isoformat()


def _questions(questions: Iterable[PacketQuestion]) -> list[str]:
    """Each in full, with room to write after it."""
    return [
        line
        for number, question in enumerate(questions, 1)
        for line in (f"{number}. {escape(question.text)}", f"   {RULE}")
    ]


def _case_lines(packet: Packet) -> list[str]:
    """What is known in clinical shorthand: from a report (R), as told (T), not known (?)."""
    disputed = {value.label for conflict in packet.conflicts for value in conflict.values}
    lines = []
    for groups in CASE_LINES:
        facts = [
            fact
            for group in groups
            for fact in packet.facts
            if fact.doctor and fact.id not in OWN_LINE and group in (fact.id, _group(fact))
        ]
        line = _marked(facts, disputed)
        if line:
            lines.append(line)
    return lines or [wording.NOTHING_TOLD]


def _group(fact: FactLine) -> str:
    """The group of a fact, unless the fact has a place of its own."""
    named = {name for groups in CASE_LINES for name in groups}
    return "" if fact.id in named else fact.group


def _marked(facts: list[FactLine], disputed: set[str]) -> str:
    settled = [fact for fact in facts if fact.value is not None and fact.label not in disputed]
    kinds = {
        wording.FROM_REPORT: [fact.shorthand for fact in settled if fact.source],
        wording.AS_TOLD: [fact.shorthand for fact in settled if not fact.source],
        wording.CONTRADICTORY: [fact.shorthand for fact in facts if fact.label in disputed],
        wording.NOT_KNOWN: [
            fact.label
            for fact in facts
            if fact.state in {"not-sure", "later"} and fact.label not in disputed
        ],
        wording.NOT_APPLICABLE: [fact.label for fact in facts if fact.state == "does-not-apply"],
    }
    return "; ".join(
        f"**{kind}** {escape(', '.join(filter(None, texts)))}"
        for kind, texts in kinds.items()
        if any(texts)
    )


def _plan_lines(packet: Packet) -> list[str]:
    facts = {fact.id: fact for fact in packet.facts}
    first = next((doctor for doctor in packet.doctors if doctor.first), None)
    lines = [_had(facts), f"**{wording.FIRST_PLAN}** {_first_plan(facts, first)}"]
    illnesses = [
        facts[name].shorthand
        for name in ("illnesses", "other_conditions")
        if name in facts and facts[name].value is not None
    ]
    medicines = "; ".join(map(medicine_text, packet.medicines))
    told_none = {fact.id for fact in packet.facts if fact.value == "none"}
    health = {
        wording.ILLNESSES: "; ".join(illnesses),
        wording.MEDICINES: medicines or _none("my_medicines", told_none),
        wording.ALLERGIES: "; ".join(packet.allergies) or _none("my_allergies", told_none),
    }
    lines.append(" ".join(f"**{name}** {escape(text) or BLANK}" for name, text in health.items()))
    lines += _records(packet)
    concerns = "; ".join(concern.text for concern in packet.concerns)
    lines.append(f"**{wording.MATTERS_MOST}** {escape(concerns) or BLANK}")
    return [line for line in lines if line]


def _had(facts: dict[str, FactLine]) -> str:
    had = facts.get("had")
    if had is None:
        return ""
    return f"**{wording.HAD}** {escape(had.shorthand.partition(': ')[2] or had.text)}"


def _none(name: str, told_none: set[str]) -> str:
    return wording.NONE_TOLD if name in told_none else ""


def _first_plan(facts: dict[str, FactLine], first: object) -> str:
    proposed = facts.get("proposed")
    plan = escape(proposed.text) if proposed and proposed.value is not None else BLANK
    if first is None:
        return plan
    name, phone = getattr(first, "name", ""), getattr(first, "phone", "")
    who = escape(", ".join(filter(None, [name, phone])))
    return f"{plan} ({who}; {wording.MAY_BE_CALLED})"


def _records(packet: Packet) -> list[str]:
    """What is here, and what is not: reports, slides and images, not cards and lists."""
    material = [record for record in packet.records if record.form in MATERIAL]
    here = [record.title for record in material if record.status == "arrived"]
    missing = [record.title for record in material if record.status in ON_THE_WAY]
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
    typed_by = f" {wording.TYPED_BY.format(name=packet.answered_by)}" if packet.answered_by else ""
    return wording.SIGNATURE.format(typed_by=typed_by, day=day_text(packet.made_on))

"""The page the doctor reads in a minute: questions before facts, on one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from so_cli import wording
from so_cli.case.model import Doctor
from so_cli.outputs.pages.blocks import (
    GAP,
    Block,
    Fields,
    Item,
    Items,
    Line,
    Paragraph,
    Part,
    Room,
    Section,
    Span,
    bold,
    slanted,
    words,
)
from so_cli.outputs.pages.case_lines import case_lines, mark_without_value
from so_cli.outputs.pages.fit import cut, that_fit
from so_cli.outputs.pages.lists import joined
from so_cli.outputs.pages.pictures import breast_of
from so_cli.packet.agenda import booked_day
from so_cli.packet.known import NONE
from so_cli.packet.lists import NOT_HERE_YET, is_to_ask_for
from so_cli.packet.model import FactLine, Packet, PacketQuestion, PacketVisit
from so_cli.packet.texts import (
    birthday_text,
    day_text,
    medicine_text,
    shortened,
    visit_text,
)

URGENT = "urgent_signs"
OWN_LINE = frozenset({"had", "proposed", "concerns", "illnesses", "other_conditions", URGENT})
"""Facts that have a line of their own on the page."""
MAX_NAMED_RECORDS = 6
MATERIAL = frozenset({"report", "glass-slides", "tissue-blocks", "images"})


class Limits(Struct, frozen=True):
    """How many characters there is room for; her own pages have every word of what is longer."""

    question: int
    line: int
    head: int


IN_TITLE = 70
"""How much room each of name, phone and interpreter has."""
LIMITS = (
    Limits(question=300, line=900, head=240),
    Limits(question=300, line=420, head=160),
    Limits(question=210, line=260, head=120),
    Limits(question=150, line=170, head=90),
    Limits(question=100, line=100, head=70),
    Limits(question=60, line=64, head=40),
)
"""The most there is room for, then less and less, for a case with long answers."""


def doctor_parts(packet: Packet, *, on_paper: bool = True) -> list[Part]:
    """A page for each visit to come; one with a blank for the visit where none is set.

    on_paper  with the shorter forms among which only paper, which is measured, has to choose.
    """
    visits: Sequence[PacketVisit | None] = packet.visits or (None,)
    return [_page(packet, visit, on_paper=on_paper) for visit in visits]


def _page(packet: Packet, visit: PacketVisit | None, *, on_paper: bool) -> Part:
    printed = {q.id: q for q in (*packet.top, *packet.next, *packet.rest)}
    top = [printed[name] for name in visit.top] if visit else list(packet.top)
    following = [printed[name] for name in visit.next] if visit else list(packet.next)

    def sections(limits: Limits) -> tuple[Section, ...]:
        return (
            Section("visit", (Paragraph(_visit(visit, limits.head)),)),
            Section("request", tuple(_opening(packet, limits))),
            Section("questions", (_questions(top, limits.question),)),
            Section("case", (_case(packet, limits.line),), _words(wording.CASE_IN_SHORT)),
            Section("next", tuple(_if_time(following, limits.head))),
            Section("notes", _room_for_notes(packet)),
            Section("signature", (Paragraph((slanted(_signature(packet, limits.head)),)),)),
        )

    title = _who(packet, IN_TITLE)
    fitting = that_fit(title, map(sections, LIMITS))
    return Part(
        kind="doctor",
        name=wording.DOCTOR_PAGE.format(doctor=_whose(visit)),
        title=title,
        sections=next(fitting),
        shorter=tuple(fitting) if on_paper else (),
    )


def _whose(visit: PacketVisit | None) -> str:
    if visit is None:
        return wording.THE_DOCTOR
    return visit.with_ or wording.WHOM.get(visit.specialty, wording.THE_DOCTOR)


def _words(text: str) -> Line:
    return (words(text),)


def _visit(visit: PacketVisit | None, most: int) -> Line:
    said = cut(_words(f" {visit_text(visit)}"), most) if visit else (words(" "), GAP)
    return bold(wording.VISIT), *said


def _who(packet: Packet, most: int) -> Line:
    person = packet.person
    parts = []
    if person.born:
        parts.append(wording.BORN.format(day=birthday_text(person.born)))
    elif person.age is not None:
        parts.append(wording.AGED.format(age=person.age))
    if person.phone:
        parts.append(wording.PHONE.format(number=person.phone))
    if person.interpreter:
        parts.append(wording.INTERPRETER.format(language=person.interpreter))
    name = cut(_words(person.name), most) if person.name else (words(f"{wording.NAME} "), GAP)
    return (*name, *(span for part in parts for span in cut(_words(f", {part}"), most)))


def _opening(packet: Packet, limits: Limits) -> list[Block]:
    """The request to look at her questions; what cannot wait takes its place."""
    opening = Paragraph((bold(wording.PLEASE_LOOK),), role="request")
    if packet.urgent:
        signs = "; ".join(f"{sign.text} ({wording.LEVELS[sign.level]})" for sign in packet.urgent)
        line = (bold(wording.URGENT_FIRST), words(" "), bold(signs))
        opening = Paragraph(cut(line, limits.line), role="urgent")
    deadline = _deadline(packet, limits)
    return [opening, Paragraph(deadline)] if deadline else [opening]


def _deadline(packet: Packet, limits: Limits) -> Line:
    line: Line = ()
    if packet.decision or packet.decide_by:
        decision = cut(_words(packet.decision), limits.question) if packet.decision else (GAP,)
        by = f", {wording.BY} {day_text(packet.decide_by)}" if packet.decide_by else ""
        line = (bold(wording.MUST_DECIDE), words(" "), *decision, *_words(by))
    booked = [fact.shorthand for fact in packet.facts if booked_day(packet, fact)]
    if booked:
        line = (*line, *_words(". " if line else ""), bold(wording.BOOKED))
        line = (*line, words(f" {', '.join(booked)}"))
    return line


def _questions(questions: Iterable[PacketQuestion], most: int) -> Items:
    """Each in full, with room to write after it."""
    items = (Item(cut(_words(question.text), most), room=1) for question in questions)
    return Items(tuple(items), is_numbered=True)


def _case(packet: Packet, most: int) -> Items:
    """What is known in clinical shorthand, and what has a line of its own."""
    elsewhere = OWN_LINE | {fact.id for fact in packet.facts if booked_day(packet, fact)}
    elsewhere -= {fact.id for fact in packet.facts if fact.id == URGENT and fact.state}
    facts = [fact for fact in packet.facts if fact.doctor and fact.id not in elsewhere]
    known = case_lines(facts, packet.conflicts) or [_words(wording.NOTHING_TOLD)]
    *before, last = (cut(line, most) for line in known)
    if also := cut(_other_tumors(packet), most):
        # The page has room for no line more, and each of the two its share of this one.
        last = (*last, _stop(last[-1]), *also)
    return Items(tuple(map(Item, (*before, last, *_plan(packet, most)))))


def _other_tumors(packet: Packet) -> Line:
    """The tumors that the page is not about: no doctor may read it as if there were one alone."""
    line: Line = ()
    for tumor in packet.other_tumors:
        day = birthday_text(tumor.date) if tumor.date else ""
        facts = [fact for fact in tumor.facts if fact.doctor and fact.id not in OWN_LINE]
        facts = [fact for fact in facts if fact.id != "side" or fact.text not in tumor.name]
        line = (*line, words("; " if line else ""), words(joined(tumor.name, day)))
        line = (*line, *(span for part in case_lines(facts, ()) for span in (words("; "), *part)))
    return _named(wording.OTHER_TUMORS_TOO, line) if line else ()


def _plan(packet: Packet, most: int) -> list[Line]:
    facts = {fact.id: fact for fact in packet.facts}
    had = _named(wording.HAD, _words(_told(facts, "had"))) if "had" in facts else ()
    plan = _named(wording.FIRST_PLAN, _first_plan(facts, packet.doctors, most))
    concerns = _words(_concerns(packet) or _told(facts, "concerns"))
    after = (*_records(packet), _named(wording.MATTERS_MOST, concerns))
    lines = [cut(had, most), cut(plan, most), _health(packet, facts, most)]
    lines += [cut(line, most) for line in after]
    return [line for line in lines if line]


def _health(packet: Packet, facts: Mapping[str, FactLine], most: int) -> Line:
    """Illnesses, medicines, allergies: each has its share, so that none is crowded out."""
    medicines = "; ".join(map(medicine_text, packet.medicines))
    health = {
        wording.ILLNESSES: _told(facts, "illnesses", "other_conditions"),
        wording.MEDICINES: medicines or _told(facts, "my_medicines"),
        wording.ALLERGIES: "; ".join(packet.allergies) or _told(facts, "my_allergies"),
    }
    share = max(most // len(health), IN_TITLE // 2)
    named = [_named(name, cut(_words(text), share)) for name, text in health.items()]
    return tuple(span for line in named for span in (*line, _stop(line[-1])))[:-1]


def _stop(last: Span) -> Span:
    """What ends one of several in a line: plain text has no bold letters to keep them apart."""
    return words(" " if last.blank or last.text.endswith((".", "?", ")")) else ". ")


def _named(name: str, line: Line) -> Line:
    """A name and what stands there, or a gap for it."""
    is_told = any(span.text or span.blank for span in line)
    return bold(name), words(" "), *(line if is_told else (GAP,))


def _told(facts: Mapping[str, FactLine], *names: str) -> str:
    """What these facts say in shorthand, without the words that lead a shorthand in."""
    told = [_value(facts[name]) for name in names if name in facts]
    return "; ".join(filter(None, told))


def _value(fact: FactLine) -> str:
    if fact.value in ((), NONE):
        return wording.NONE_CHOSEN
    lead, colon, text = fact.shorthand.partition(": ")
    has_lead = isinstance(fact.value, tuple) and colon and lead not in fact.value
    return mark_without_value(fact) or (text if has_lead else fact.shorthand)


def _concerns(packet: Packet) -> str:
    return "; ".join(concern.text for concern in packet.concerns)


def _first_plan(facts: Mapping[str, FactLine], doctors: Iterable[Doctor], most: int) -> Line:
    told = _told(facts, "proposed")
    plan = _words(told) if told else (GAP,)
    first = next((doctor for doctor in doctors if doctor.first), None)
    if first is None:
        return plan
    who = cut(_words(", ".join(filter(None, [first.name, first.phone]))), most // 2)
    joint = "; " if first.name or first.phone else ""
    return *plan, words(" ("), *who, words(f"{joint}{wording.MAY_BE_CALLED})")


def _records(packet: Packet) -> list[Line]:
    """What is here, and what is not: reports, slides and images, not cards and lists."""
    material = [
        record
        for record in packet.records
        if record.form in MATERIAL and (record.status != "needed" or is_to_ask_for(record))
    ]
    here = [record.title for record in material if record.status == "arrived"]
    missing = [
        record.title
        for record in sorted(material, key=lambda record: record.status == "needed")
        if record.status in NOT_HERE_YET
    ]
    told = ((wording.RECORDS_HERE, here), (wording.NOT_ARRIVED, missing))
    return [_named(name, _words(_few(titles))) for name, titles in told if titles]


def _few(titles: list[str]) -> str:
    text = "; ".join(titles[:MAX_NAMED_RECORDS])
    rest = len(titles) - MAX_NAMED_RECORDS
    return f"{text}; {wording.AND_MORE.format(count=rest)}" if rest > 0 else text


def _if_time(questions: list[PacketQuestion], most: int) -> list[Block]:
    if not questions:
        return []
    return [
        Paragraph((bold(wording.IF_TIME),)),
        Items(tuple(Item(cut(_words(question.short), most)) for question in questions)),
    ]


def _room_for_notes(packet: Packet) -> tuple[Block, ...]:
    picture = breast_of(packet)
    return (
        Paragraph((bold(wording.DOCTORS_NOTES),), role="notes"),
        *([picture] if picture else []),
        Room(fills=True),
        Fields((wording.NEXT_STEP, wording.BY_WHOM, wording.BY_WHEN)),
    )


def _signature(packet: Packet, most: int) -> str:
    name = packet.answered_by or packet.helper
    typed_by = f" {wording.TYPED_BY.format(name=shortened(name, most))}" if name else ""
    return wording.SIGNATURE.format(typed_by=typed_by, day=day_text(packet.made_on))

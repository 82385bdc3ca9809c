"""The pages the person keeps: every question by whom to ask, records, steps, words, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from so_cli import wording
from so_cli.bank.model import CALLED
from so_cli.clean import clean
from so_cli.outputs.doctor_page import RULE
from so_cli.outputs.escape import escape
from so_cli.packet.model import (
    ConflictLine,
    FactLine,
    Packet,
    PacketQuestion,
    PacketRecord,
    PacketSource,
    PacketStep,
    UrgentSign,
)
from so_cli.packet.questions import is_about_hospital
from so_cli.packet.texts import day_text, medicine_text

BOX = r"\[ \]"
DONE_BOX = r"\[x\]"


def own_pages(packet: Packet) -> str:
    """All sections that have something in them, in the order in which they are needed."""
    sections = [
        [f"# {wording.MY_PAGES}"],
        _letterhead(packet),
        [escape(packet.stage_title)] if packet.stage_title else [],
        urgent_section(packet.urgent),
        _questions(packet),
        _calls(packet),
        records_section(packet.records),
        steps_section(packet.steps),
        _conflicts(packet.conflicts),
        _facts(packet.facts),
        _tumors(packet),
        _medicines(packet),
        _notes(packet),
        _words(packet),
        sources_section(packet.sources),
        ["___", "", f"*{escape(packet.notice)}*"],
    ]
    return "\n\n".join("\n".join(section) for section in sections if section)


def _letterhead(packet: Packet) -> list[str]:
    """Whose paper it is, where a bank says so."""
    head = packet.letterhead
    parts = [head.name, head.address, head.phone] if head else []
    text = escape(", ".join(filter(None, parts)))
    return [f"*{text}*"] if text else []


def urgent_section(signs: Iterable[UrgentSign]) -> list[str]:
    """What cannot wait, and what to do about it."""
    lines = [
        f"- **{wording.LEVELS[sign.level]}:** {escape(sign.text)}. {escape(sign.do)}"
        for sign in signs
    ]
    return [f"## {wording.CANNOT_WAIT}", "", *lines] if lines else []


def question_lines(question: PacketQuestion) -> list[str]:
    """A question with why it is asked, what a clear answer contains, and room to write."""
    lines = [f"- {BOX} **{escape(question.text)}**"]
    if question.why:
        lines += ["", f"  {wording.WHY} {escape(question.why)}"]
    if question.listen_for:
        lines += ["", f"  {wording.LISTEN_FOR} {escape(question.listen_for)}"]
    if question.answer and question.answer.text:
        told = ", ".join(
            filter(
                None,
                [
                    question.answer.from_,
                    day_text(question.answer.date) if question.answer.date else "",
                ],
            )
        )
        lines += [
            "",
            f"  {wording.GIVEN_ANSWER} {escape(question.answer.text)} {escape(told)}".rstrip(),
        ]
    else:
        lines += ["", f"  {RULE}"]
    return [*lines, ""]


def questions_by_whom(questions: Iterable[PacketQuestion], *, met: Sequence[str] = ()) -> list[str]:
    """The questions under whom to ask, in the order in which each is first needed.

    met  the specialties that she will meet; a question for one of them is asked there.
    """
    groups: dict[str, list[PacketQuestion]] = {}
    for question in questions:
        clinicians = [who for who in question.ask if who not in CALLED]
        first = next((who for who in met if who in clinicians), "")
        first = first or next(iter(clinicians or question.ask), "")
        groups.setdefault(first, []).append(question)
    lines: list[str] = []
    for who, asked in groups.items():
        title = wording.FOR_WHOM.format(who=wording.WHOM[who]) if who else wording.FOR_ANYBODY
        lines += [f"### {title}", ""]
        for question in asked:
            lines += question_lines(question)
    return lines[:-1]


def records_section(records: Iterable[PacketRecord]) -> list[str]:
    """Each record with its state, who has it, how to ask for it, and by when."""
    lines: list[str] = []
    for record in records:
        box = DONE_BOX if record.status == "arrived" else BOX
        lines += [f"- {box} **{escape(record.title)}** ({_record_state(record)})", ""]
        lines.append(f"  {escape(record.plain)}")
        lines += ["", f"  {wording.WHO_HAS_IT} {escape(record.holder)}"]
        if record.status in {"needed", "requested", "promised"}:
            lines += ["", f"  {wording.HOW_TO_ASK} {escape(record.how_to_ask)}"]
        lines += ["", f"  {wording.WHEN_IT_COMES} {escape(record.check)}"]
        if record.note or record.file:
            told = "; ".join(filter(None, [record.note, record.file]))
            lines += ["", f"  {wording.OWN_NOTE} {escape(told)}"]
        lines.append("")
    return [f"## {wording.RECORDS}", "", *lines[:-1]] if lines else []


def steps_section(steps: Iterable[PacketStep]) -> list[str]:
    """Each step with the day by which to do it."""
    lines: list[str] = []
    for step in steps:
        if step.done:
            state = wording.DONE_ON.format(day=day_text(step.done))
        elif step.do_by:
            state = wording.DO_BY.format(day=day_text(step.do_by))
        else:
            state = wording.DAYS_BEFORE.format(count=step.lead_days) if step.lead_days else ""
        suffix = f" ({state})" if state else ""
        lines += [f"- {DONE_BOX if step.done else BOX} **{escape(step.title)}**{suffix}", ""]
        lines.append(f"  {escape(step.text)}")
        if step.note:
            lines += ["", f"  {wording.OWN_NOTE} {escape(step.note)}"]
        lines.append("")
    return [f"## {wording.STEPS}", "", *lines[:-1]] if lines else []


def _record_state(record: PacketRecord) -> str:
    state = wording.RECORD_STATES[record.status]
    if record.date:
        state = f"{state}, {day_text(record.date)}"
    if record.status == "needed":
        if record.ask_by:
            return f"{state}; {wording.ASK_BY.format(day=day_text(record.ask_by))}"
        if record.lead_days:
            return f"{state}; {wording.TAKES_DAYS.format(count=record.lead_days)}"
    return state


def _questions(packet: Packet) -> list[str]:
    questions = (*packet.top, *packet.next, *packet.rest)
    if not questions:
        return []
    met = [visit.specialty for visit in packet.visits if visit.specialty]
    return [f"## {wording.QUESTIONS}", "", *questions_by_whom(questions, met=met)]


def _calls(packet: Packet) -> list[str]:
    """What to ask by phone; of the long list about the hospital just the questions."""
    if not packet.calls:
        return []
    others = [question for question in packet.calls if not is_about_hospital(question)]
    hospital = [question for question in packet.calls if is_about_hospital(question)]
    lines = questions_by_whom(others)
    if hospital:
        lines += ["", f"### {wording.ABOUT_A_HOSPITAL}", ""] if lines else []
        lines += [f"- {BOX} {escape(question.text)}" for question in hospital]
        lines += ["", wording.MORE_ON_HOSPITALS]
    return [f"## {wording.CALLS}", "", *lines]


def _conflicts(conflicts: Iterable[ConflictLine]) -> list[str]:
    lines = [
        f"- {escape(conflict.about)}: "
        + "; ".join(
            f"{escape(value.label)}: {escape(value.text)}{_source(value)}"
            for value in conflict.values
        )
        for conflict in conflicts
    ]
    return [f"## {wording.TWO_THINGS}", "", *lines] if lines else []


def _facts(facts: Iterable[FactLine]) -> list[str]:
    lines = [f"- {escape(fact.label)}: {escape(fact.text)}{_source(fact)}" for fact in facts]
    return [f"## {wording.WHAT_I_TOLD}", "", *lines] if lines else []


def _source(line: object) -> str:
    source = getattr(line, "source", None)
    if source is None:
        return ""
    day = day_text(source.date) if source.date else ""
    told = ", ".join(filter(None, [source.file, source.where, day]))
    words = wording.QUOTED.format(words=source.words) if source.words else ""
    return f" ({escape('; '.join(filter(None, [told, words])))})"


def _tumors(packet: Packet) -> list[str]:
    lines = [
        "- "
        + escape(
            ", ".join(filter(None, [tumor.name, day_text(tumor.date) if tumor.date else ""]))
            + ": "
            + "; ".join(f"{fact.label}: {fact.text}" for fact in tumor.facts)
        )
        for tumor in packet.other_tumors
    ]
    return [f"## {wording.OTHER_TUMORS}", "", *lines] if lines else []


def _medicines(packet: Packet) -> list[str]:
    lines = [f"- {escape(medicine_text(medicine))}" for medicine in packet.medicines]
    if packet.allergies:
        lines.append(f"- **{wording.ALLERGIES}** {escape('; '.join(packet.allergies))}")
    return [f"## {wording.MEDICINES_TITLE}", "", *lines] if lines else []


def _notes(packet: Packet) -> list[str]:
    lines: list[str] = []
    for note in packet.notes:
        lines += [f"### {escape(note.title)}", "", escape(note.text), ""]
    return [f"## {wording.TO_READ}", "", *lines[:-1]] if lines else []


def _words(packet: Packet) -> list[str]:
    lines = [f"- **{escape(word.word)}**: {escape(word.text)}" for word in packet.words]
    return [f"## {wording.WORDS}", "", *lines] if lines else []


def sources_section(sources: Iterable[PacketSource]) -> list[str]:
    """Where the facts come from, each with its address."""
    lines = []
    for source in sources:
        stop = "" if source.title.endswith((".", "?", "!")) else "."
        title = f"{escape(source.title)}{stop} {escape(source.publisher)}"
        parts = [title, escape(source.year), f"<{_address(source.url)}>"]
        lines.append(f"- {', '.join(filter(None, parts))}")
    return [f"## {wording.SOURCES}", "", *lines] if lines else []


def _address(url: str) -> str:
    """An address as it may stand between < and >: what no address has is percent-encoded."""
    return quote(clean(url), safe=":/?#[]@!$&'()*+,;=%~._-")

"""Bank x case x date -> Packet. The same three give the same packet, on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zlib import crc32

from so_cli import __version__, wording
from so_cli.bank.bank import Bank, Cited
from so_cli.bank.model import Note, Reference, Word
from so_cli.bank.words import WordSpotter
from so_cli.case.model import Answer, Case, Source, Stored, Visit
from so_cli.case.values import clock
from so_cli.kept import kept
from so_cli.packet.compare import compare_opinions
from so_cli.packet.known import AGE, KnownCase, disputes, know
from so_cli.packet.lists import advice_for, packet_records, packet_steps
from so_cli.packet.model import (
    FORMAT,
    ConcernLine,
    ConflictLine,
    ConflictValue,
    Packet,
    PacketPerson,
    PacketQuestion,
    PacketRecord,
    PacketSource,
    PacketStep,
    PacketVisit,
    PacketWord,
    TumorLine,
)
from so_cli.packet.notes import notes_shown, printed_note
from so_cli.packet.questions import Fitting, fitting_questions, ranked_for
from so_cli.packet.ranking import Ranked
from so_cli.packet.texts import (
    fact_line,
    loose_fact_lines,
    pronouns_of,
    shorthand,
    value_text,
    voice_of,
)
from so_cli.packet.urgent import urgent_signs

_Told = PacketQuestion | PacketRecord | PacketStep | Note
"""What has texts of the bank."""


def make_packet(bank: Bank, case: Case, today: date) -> Packet:
    """Everything to bring, worked out for the day `today`."""
    known = know(bank, case, today)
    fitting = fitting_questions(bank, case, known)
    coming = upcoming(case, today)
    ranked_by: dict[str, Ranked] = {
        specialty: ranked_for(fitting, case, known, specialty)
        for specialty in {visit.specialty for visit in coming} or {""}
    }
    ranked = ranked_by[coming[0].specialty if coming else ""]
    voice = voice_of(case)
    records = packet_records(bank, case, known, today)
    steps = packet_steps(bank, case, known, today)
    notes = notes_shown(bank, known, "packet")
    late = advice_for(bank, records, known)
    asked = _all(fitting, (*ranked.top, *ranked.next, *ranked.rest, *fitting.calls))
    return Packet(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        voice=voice,
        person=_person(case, known),
        answered_by=case.answered_by,
        helper=_helper(bank, known),
        visits=_visits(case, coming, ranked_by),
        doctors=case.doctors,
        decision=case.decision,
        decide_by=case.decide_by,
        urgent=urgent_signs(bank, known),
        facts=tuple(fact_line(bank.fact[name], answer) for name, answer in known.shown.items()),
        conflicts=_conflicts(bank, known),
        other_tumors=tuple(
            TumorLine(name=t.name, date=t.date, facts=loose_fact_lines(bank, t.facts))
            for t in case.other_tumors
        ),
        concerns=_concerns(bank, known),
        top=_all(fitting, ranked.top),
        next=_all(fitting, ranked.next),
        rest=_all(fitting, ranked.rest),
        calls=_all(fitting, fitting.calls),
        records=records,
        late=late,
        steps=steps,
        medicines=case.medicines,
        allergies=case.allergies,
        opinions=case.opinions,
        outcome=compare_opinions(bank, case, known),
        notes=tuple(printed_note(note, voice) for note in notes),
        words=_words(bank, asked, records, steps, notes),
        sources=sources_of(bank, asked, records, late, steps, notes),
        letterhead=bank.letterhead,
        notice=wording.NOTICE,
    )


def upcoming(case: Case, today: date) -> list[Visit]:
    """The visits still to come, the next one first; those without a day last."""
    coming = [visit for visit in case.visits if visit.date is None or visit.date >= today]
    return sorted(
        coming,
        key=lambda visit: (visit.date is None, visit.date or today, clock(visit.time) or (24, 0)),
    )


def _visits(
    case: Case, coming: Iterable[Visit], ranked_by: Mapping[str, Ranked]
) -> tuple[PacketVisit, ...]:
    keys = _visit_keys(case.visits)
    return tuple(
        PacketVisit(
            key=keys[id(visit)],
            date=visit.date,
            time=visit.time,
            with_=visit.with_,
            specialty=visit.specialty,
            place=visit.place,
            by=visit.by,
            top=ranked_by[visit.specialty].top,
            next=ranked_by[visit.specialty].next,
        )
        for visit in coming
    )


def _visit_keys(visits: Iterable[Visit]) -> dict[int, str]:
    """A key for each visit, by its Python id: of whom it is with, and a number for each more."""
    keys: dict[int, str] = {}
    for visit in visits:
        whom = f"{visit.with_ or visit.specialty}".casefold().encode(errors="replace")
        key = f"{crc32(whom):08x}"
        count = sum(each.startswith(key) for each in keys.values())
        keys[id(visit)] = f"{key}-{count + 1}" if count else key
    return keys


def _person(case: Case, known: KnownCase) -> PacketPerson:
    age = known.values.get(AGE)
    return PacketPerson(
        name=case.person.name,
        born=case.person.born,
        age=int(age) if isinstance(age, int | float) else None,
        pronouns=pronouns_of(case),
        phone=case.person.phone,
        interpreter=case.person.interpreter,
    )


def _helper(bank: Bank, known: KnownCase) -> str:
    """Who answers, where it is not the person herself: a relative, a nurse."""
    role = known.values.get("role")
    return "" if role in {None, "self"} else value_text(bank.fact["role"], str(role))


def _conflicts(bank: Bank, known: KnownCase) -> tuple[ConflictLine, ...]:
    return tuple(
        ConflictLine(
            id=each.id,
            about=each.about,
            values=tuple(
                ConflictValue(
                    fact=name,
                    label=bank.fact[name].label,
                    text=value_text(bank.fact[name], value),
                    shorthand=shorthand(bank.fact[name], value),
                    source=source,
                )
                for name in each.facts
                if name in known.shown
                for value, source in _all_values(known.shown[name])
            ),
            question=each.question,
        )
        for each in disputes(bank, known)
    )


def _all_values(answer: Answer) -> list[tuple[Stored, Source | None]]:
    """What every paper says about one fact, the newest answer first."""
    first = [] if answer.value is None else [(answer.value, answer.source)]
    return [*first, *((other.value, other.source) for other in answer.other)]


def _concerns(bank: Bank, known: KnownCase) -> tuple[ConcernLine, ...]:
    chosen = known.values.get("concerns")
    if not isinstance(chosen, tuple):
        return ()
    fact = bank.fact["concerns"]
    return tuple(ConcernLine(id=name, text=value_text(fact, (name,))) for name in chosen)


def _all(fitting: Fitting, ids: Iterable[str]) -> tuple[PacketQuestion, ...]:
    return tuple(map(fitting.printed.__getitem__, ids))


def _words(bank: Bank, *parts: Sequence[_Told]) -> tuple[PacketWord, ...]:
    """The words of the bank that these parts use, in its order."""
    spotter = bank.spotter
    found = [used for part in parts for used in _used_in.each(part, spotter)]
    used = frozenset().union(*found)
    return tuple(_printed_word.each([word for word in bank.words if word.id in used]))


@kept
def _used_in(item: _Told, spotter: WordSpotter) -> frozenset[str]:
    return frozenset(spotter.used_in(_texts_of(item)))


def _texts_of(item: _Told) -> tuple[str, ...]:
    """The texts of the bank that are printed of it; her own words need no explaining to her."""
    match item:
        case PacketQuestion():
            return () if item.own else (item.text, item.why, item.listen_for)
        case PacketRecord():
            return item.title, item.plain, item.how_to_ask, item.check
        case _:
            return item.title, item.text


@kept
def _printed_word(word: Word) -> PacketWord:
    return PacketWord(id=word.id, word=word.word, text=word.text)


def sources_of(bank: Bank, *parts: Iterable[Cited]) -> tuple[PacketSource, ...]:
    """The sources that these parts name, in the order of the bank."""
    used = frozenset().union(*[item.sources for part in parts for item in part])
    return tuple(_printed_source.each([each for each in bank.sources if each.id in used]))


@kept
def _printed_source(source: Reference) -> PacketSource:
    return PacketSource(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        url=source.url,
    )

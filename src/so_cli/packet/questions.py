"""Which questions fit a case: the bank's, her own, and those that contradictions raise."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import CALLED, Question
from so_cli.case.model import CONFLICT, MAIN_QUESTION, Case, GivenAnswer, OwnQuestion
from so_cli.kept import kept
from so_cli.packet.known import KnownCase, disputes
from so_cli.packet.model import PacketQuestion
from so_cli.packet.ranking import Candidate, Ranked, rank
from so_cli.packet.texts import shortened

HOSPITAL_TOPICS = "hospital-"
"""How the ids of the topics about a hospital begin."""
MAX_SHORT = 60
MOST_ASKED = 45
"""A longer list frightens, and is not asked."""
BEFORE_ALL = 0
"""The priority of her own words, and of contradictions, on which everything else may hang."""


class Fitting(Struct, frozen=True):
    """The questions that fit a case: for clinicians (in bank order), and for phone calls."""

    clinicians: tuple[Candidate, ...]
    calls: tuple[str, ...]
    printed: dict[str, PacketQuestion]


def own_questions(case: Case) -> tuple[OwnQuestion, ...]:
    """Her own questions; what she most wants answered is the first of them."""
    own = case.questions.own
    main = case.facts.get("main_question")
    if main and isinstance(main.value, str) and main.value and not _has(own, MAIN_QUESTION):
        return (OwnQuestion(id=MAIN_QUESTION, text=main.value), *own)
    return own


def fitting_questions(bank: Bank, case: Case, known: KnownCase) -> Fitting:
    """All questions for this case, but those that she left out."""
    own = {question.id: question for question in own_questions(case)}
    candidates = [
        Candidate(id=name, ask=item.ask, priority=BEFORE_ALL) for name, item in own.items()
    ]
    printed = {name: _print_own(item, case) for name, item in own.items()}
    for question in _conflict_questions(bank, case, known):
        candidates.append(
            Candidate(id=question.id, ask=question.ask, priority=BEFORE_ALL, theme=question.id)
        )
        printed[question.id] = question
    # Her own question may have an id of the bank's, and then it counts.
    entries = [each for each in bank.select(bank.questions, known.values) if each.id not in printed]
    candidates += _candidate.each(entries)
    printed |= {each.id: each for each in _unanswered.each(entries)}
    printed |= {
        name: _print(bank.question[name], answer)
        for name, answer in case.questions.answers.items()
        if name in printed and name in bank.question and name not in own
    }
    left_out = {*case.questions.left_out}
    clinicians: list[Candidate] = []
    calls: list[str] = []
    for candidate in candidates:
        if candidate.id in left_out:
            continue
        if candidate.is_called and candidate.id not in own:
            calls.append(candidate.id)
        else:
            clinicians.append(candidate)
    return Fitting(
        _not_too_many(clinicians, _chosen_among(clinicians, case), _wishes(known)),
        tuple(calls),
        printed,
    )


def _not_too_many(
    candidates: list[Candidate], chosen: list[str], wishes: set[str]
) -> tuple[Candidate, ...]:
    """The candidates, of very many only the first; her own and contradictions always stay."""
    if len(candidates) <= MOST_ASKED:
        return tuple(candidates)
    ranked = rank(candidates, chosen=chosen, wishes=wishes)
    kept = {*(*ranked.top, *ranked.next, *ranked.rest)[:MOST_ASKED]}
    return tuple(each for each in candidates if each.id in kept or each.priority == BEFORE_ALL)


def is_about_hospital(question: PacketQuestion | Question) -> bool:
    """Whether a question is one of those about a hospital, which have a checklist of their own."""
    return question.topic.startswith(HOSPITAL_TOPICS)


def ranked_for(fitting: Fitting, case: Case, known: KnownCase, specialty: str) -> Ranked:
    """The clinicians' questions in order, for a visit with this specialty."""
    return rank(
        fitting.clinicians,
        chosen=_chosen_among(fitting.clinicians, case),
        specialty=specialty,
        wishes=_wishes(known),
    )


def _chosen_among(candidates: Sequence[Candidate], case: Case) -> list[str]:
    """Her own top, her own words first; where nothing of it is left, what she wants most."""
    there = {candidate.id for candidate in candidates}
    top = [name for name in case.questions.top if name in there]
    top = top or [name for name in (MAIN_QUESTION,) if name in there]
    own = {question.id for question in own_questions(case)}
    return sorted(top, key=lambda name: name not in own)


def _wishes(known: KnownCase) -> set[str]:
    wishes: set[str] = set()
    for name in ("concerns", "unsure_about"):
        value = known.values.get(name)
        if isinstance(value, tuple):
            wishes.update(value)
    return wishes


@kept
def _candidate(question: Question) -> Candidate:
    return Candidate(
        id=question.id,
        ask=question.ask,
        priority=question.priority,
        helps=question.helps,
        is_conditioned=question.when is not None,
        theme=question.theme,
        is_called=bool(question.ask) and CALLED.issuperset(question.ask),
    )


@kept
def _unanswered(question: Question) -> PacketQuestion:
    return _print(question, None)


def _print(question: Question, answer: GivenAnswer | None) -> PacketQuestion:
    return PacketQuestion(
        id=question.id,
        text=question.text,
        short=question.short,
        ask=question.ask,
        topic=question.topic,
        own=False,
        why=question.why,
        listen_for=question.listen_for,
        sources=question.sources,
        answer=answer,
    )


def _print_own(question: OwnQuestion, case: Case) -> PacketQuestion:
    return PacketQuestion(
        id=question.id,
        text=question.text,
        short=shortened(question.text, MAX_SHORT),
        ask=question.ask,
        topic="",
        own=True,
        why="",
        listen_for="",
        sources=(),
        answer=case.questions.answers.get(question.id),
    )


def _conflict_questions(bank: Bank, case: Case, known: KnownCase) -> list[PacketQuestion]:
    """A question for each contradiction: within the answers, or between two papers."""
    return [
        PacketQuestion(
            id=each.question,
            text=wording.CONFLICT_QUESTION.format(about=each.about),
            short=wording.CONFLICT_SHORT.format(about=each.about),
            ask=each.ask,
            topic="",
            own=False,
            why=wording.CONFLICT_WHY,
            listen_for=wording.CONFLICT_LISTEN_FOR,
            sources=(),
            answer=case.questions.answers.get(each.question),
        )
        for each in disputes(bank, known)
        if each.question == f"{CONFLICT}{each.id}"
    ]


def _has(own: tuple[OwnQuestion, ...], name: str) -> bool:
    return any(question.id == name for question in own)

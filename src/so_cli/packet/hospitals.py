"""Up to five hospitals side by side: what each answered, and what is still open. Never a score."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from so_cli import __version__, wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Question
from so_cli.case.model import Case, Hospital, HospitalAnswer
from so_cli.packet.known import KnownCase, know
from so_cli.packet.model import FORMAT, UrgentSign
from so_cli.packet.questions import fitting_questions, is_about_hospital
from so_cli.packet.urgent import urgent_signs

MOST_COMPARED = 5
"""More columns have no room on paper."""


class HospitalRow(Struct, frozen=True, kw_only=True):
    """A question, and what each hospital answered, in their order; null where it is open.

    find_out  where else the answer stands.
    by_year   whether an answer is worth little without its year.
    """

    id: str
    topic: str
    topic_title: str
    text: str
    short: str
    find_out: str
    by_year: bool
    answers: tuple[HospitalAnswer | None, ...]


class HospitalTable(Struct, frozen=True, kw_only=True):
    """Hospitals in the order in which they were added; `not_shown` are those beyond five."""

    so: int
    program: str
    bank: str
    made_on: date
    id: str | None
    stage: str | None
    stage_title: str
    urgent: tuple[UrgentSign, ...]
    hospitals: tuple[str, ...]
    not_shown: tuple[str, ...]
    rows: tuple[HospitalRow, ...]
    notice: str


def make_hospital_table(bank: Bank, case: Case, today: date) -> HospitalTable:
    """What the hospitals of a case answered to the questions that fit it."""
    known = know(bank, case, today)
    shown, others = case.hospitals[:MOST_COMPARED], case.hospitals[MOST_COMPARED:]
    return HospitalTable(
        so=FORMAT,
        program=__version__,
        bank=bank.digest,
        made_on=today,
        id=case.id or None,
        stage=case.stage,
        stage_title=bank.stage_title(case.stage),
        urgent=urgent_signs(bank, known),
        hospitals=tuple(hospital.name for hospital in shown),
        not_shown=tuple(hospital.name for hospital in others),
        rows=tuple(_row(bank, each, shown) for each in hospital_questions(bank, case, known)),
        notice=wording.NOTICE,
    )


def hospital_questions(bank: Bank, case: Case, known: KnownCase) -> tuple[Question, ...]:
    """The questions about a hospital that fit the case, and all that one has answered."""
    fitting = set(fitting_questions(bank, case, known).calls)
    answered = {name for hospital in case.hospitals for name in hospital.answers}
    return tuple(
        question
        for question in bank.questions
        if question.id in answered or (question.id in fitting and is_about_hospital(question))
    )


def is_open(question: Question, hospital: Hospital) -> bool:
    """Whether an answer is missing, or the year of one."""
    answer = hospital.answers.get(question.id)
    return answer is None or not answer.answer or lacks_year(answer, by_year=question.by_year)


def lacks_year(answer: HospitalAnswer, *, by_year: bool) -> bool:
    """Whether there is an answer, and the year is missing that it needs; "no" needs none."""
    words = answer.answer.strip(" .").casefold()
    says_what_is = bool(words) and words not in {*wording.NONE_WORDS, *wording.STATES}
    return by_year and says_what_is and answer.year is None


def _row(bank: Bank, question: Question, hospitals: tuple[Hospital, ...]) -> HospitalRow:
    topic = bank.topic.get(question.topic)
    return HospitalRow(
        id=question.id,
        topic=question.topic,
        topic_title=topic.title if topic else "",
        text=question.text,
        short=question.short,
        find_out=question.find_out or wording.ASK_THE_HOSPITAL,
        by_year=question.by_year,
        answers=tuple(hospital.answers.get(question.id) for hospital in hospitals),
    )

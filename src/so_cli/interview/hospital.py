"""What one hospital answers, question by question: a few words, and the year where it counts."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.model import Question
from so_cli.case.model import Case, Hospital, HospitalAnswer, State
from so_cli.case.values import WrongValue
from so_cli.interview.context import LATER, STATE_MARKS, Context
from so_cli.interview.engine import meant
from so_cli.interview.parts.part import keeps
from so_cli.interview.prompters.item import Chosen, Item, Marked, Option, Reply
from so_cli.interview.talk import Ask, Asks, Replies, typed_text
from so_cli.packet.hospitals import hospital_questions, is_open, lacks_year

MAX_NAME, MAX_ANSWER = 200, 1_000
HOW_FAR, OPEN, ALL, YEAR = "how-far", "open", "all", "/year"
EARLIEST = 1990
# A year stands apart from what it is the year of: "about 2000" is a number of people.
_YEAR = re.compile(r"(?:,\s*|\s*\(|\s+(?:in|for)\s+)((?:19|20)\d{2})\)?\.?\s*$", re.IGNORECASE)
# What is left for later is just left out, with Enter.
_MARKS = tuple(mark for mark in STATE_MARKS if mark.id != LATER)


def add_hospital(case: Case, name: str) -> Case:
    """The case with one more hospital. Raises WrongValue where it is there already."""
    name = " ".join(name.split())
    if len(name) > MAX_NAME:
        right = wording.AT_MOST.format(length=MAX_NAME)
        raise WrongValue(wording.TOO_LONG.format(length=len(name)), right)
    if name.casefold() in {each.name.casefold() for each in case.hospitals}:
        raise WrongValue(wording.HOSPITAL_IS_THERE, wording.ANOTHER_HOSPITAL)
    return replace(case, hospitals=(*case.hospitals, Hospital(name=name)))


def hospital_asks(start: Context, at: int) -> Asks:
    """What to ask about the hospital at this place: what is open in `start`, or all.

    Where some is answered and some is not, it is asked first which of the two is wanted.
    """
    questions = hospital_questions(start.bank, start.case, start.known)
    still_open = [each for each in questions if is_open(each, start.case.hospitals[at])]

    def asks(context: Context, replies: Replies) -> list[Ask]:
        wants_all = replies.get(HOW_FAR) == Chosen((ALL,)) or not still_open
        begun = len(questions) > len(still_open) > 0
        listed: list[Ask] = [_how_far(context, questions, still_open)] if begun else []
        wanted = questions if wants_all else still_open
        for number, question in enumerate(wanted, 1):
            hospital = context.case.hospitals[at]
            progress = wording.PROGRESS.format(
                title=hospital.name, number=number, count=len(wanted)
            )
            listed.append(_answer(context, at, question, progress))
            answer = hospital.answers.get(question.id, HospitalAnswer())
            if question.id in replies and lacks_year(answer, by_year=question.by_year):
                listed.append(_year(context, at, question))
        return listed

    return asks


def answer_line(answer: HospitalAnswer) -> str:
    """The line that reads back as this answer."""
    year = str(answer.year) if answer.year is not None else ""
    said = ", ".join(filter(None, [answer.answer, year]))
    return f"{said}; {answer.note}" if answer.note else said


def read_answer(line: str, today: date) -> HospitalAnswer:
    """An answer from a line such as "120, 2025; told by the registry".

    Raises WrongValue for one longer than a few words.
    """
    if len(line) > MAX_ANSWER:
        right = wording.AT_MOST.format(length=MAX_ANSWER)
        raise WrongValue(wording.TOO_LONG.format(length=len(line)), right)
    said, _, note = (part.strip() for part in line.partition(";"))
    found = _YEAR.search(said)
    year = int(found[1]) if found and EARLIEST <= int(found[1]) <= today.year else None
    if found and year:
        said = said[: found.start()].strip()
    return HospitalAnswer(answer=said, year=year, note=note)


def _how_far(context: Context, questions: tuple[Question, ...], still_open: list[Question]) -> Ask:
    done, count = len(questions) - len(still_open), len(still_open)
    item = Item(
        id=HOW_FAR,
        kind="choice",
        ask=wording.ASK_HOW_FAR.format(done=done, count=len(questions)),
        options=(
            Option(OPEN, wording.ASK_OPEN.format(count=count)),
            Option(ALL, wording.ASK_ALL.format(count=len(questions))),
        ),
    )
    return Ask(item, lambda _reply: context.case)


def _answer(context: Context, at: int, question: Question, progress: str) -> Ask:
    before = context.case.hospitals[at].answers.get(question.id, HospitalAnswer())
    is_state = before.answer in get_args(State)
    where = question.find_out or wording.ASK_THE_HOSPITAL
    helps = (
        f"{wording.WHY} {question.why}",
        f"{wording.LISTEN_FOR} {question.listen_for}" if question.listen_for else "",
        wording.HOW_TO_ANSWER,
    )
    item = Item(
        id=question.id,
        kind="text",
        ask=f"{question.text}\n{wording.FIND_OUT} {where}",
        help="\n".join(filter(None, helps)),
        progress=progress,
        marks=_MARKS,
        typed="" if is_state else answer_line(before),
        marked=before.answer if is_state else "",
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        if keeps(item, reply):
            return context.case
        said = meant(reply)
        if said == Marked(LATER):
            return context.case
        answer = (
            HospitalAnswer(answer=said.id, note=before.note)
            if isinstance(said, Marked)
            else read_answer(typed_text(said), context.today)
        )
        return _with(context.case, at, question, answer)

    return Ask(item, take)


def _year(context: Context, at: int, question: Question) -> Ask:
    answer = context.case.hospitals[at].answers[question.id]
    item = Item(
        id=f"{question.id}{YEAR}",
        kind="text",
        ask=wording.ASK_YEAR.format(title=question.short, answer=answer.answer),
        help=wording.ASK_YEAR_HELP,
        may_be_empty=True,
    )

    def take(reply: Reply) -> Case:
        text = typed_text(reply)
        if not text:
            return context.case
        if not re.fullmatch(r"\d{4}", text, re.ASCII) or not (
            EARLIEST <= int(text) <= context.today.year
        ):
            raise WrongValue(wording.NOT_RIGHT_HERE, wording.YEAR_FORM)
        return _with(context.case, at, question, replace(answer, year=int(text)))

    return Ask(item, take)


def _with(case: Case, at: int, question: Question, answer: HospitalAnswer) -> Case:
    """The case with this answer of that hospital; an empty one is taken away."""
    hospitals = list(case.hospitals)
    answers = {name: each for name, each in hospitals[at].answers.items() if name != question.id}
    if answer != HospitalAnswer():
        answers[question.id] = answer
    hospitals[at] = replace(hospitals[at], answers=answers)
    return replace(case, hospitals=tuple(hospitals))

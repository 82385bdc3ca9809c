"""`so visit`: after the appointment, the answers and the opinion are written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.typed import one_of
from so_cli.case.model import Case, OpinionId
from so_cli.case.store import CaseFile
from so_cli.cli.answers import AnswersOption, is_asking, laid_over, read_answers
from so_cli.cli.changing import holding
from so_cli.cli.complete import fixed
from so_cli.cli.lines import say, unbroken
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
    today,
    typed_for,
)
from so_cli.cli.settings import wants_plain
from so_cli.errors import Stopped, WrongUse
from so_cli.packet.compare import OPINIONS, compare_opinions
from so_cli.packet.known import know

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def visit(
    opinion: Annotated[
        str | None,
        typer.Option(
            "--opinion",
            help="first, second or third.",
            metavar="WHICH",
            autocompletion=fixed(*OPINIONS),
        ),
    ] = None,
    answers: AnswersOption = None,
    case: CaseOption = None,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """After the appointment, write down the answers and the opinion.

    The first opinion can be written down at any time, with --opinion first.

    For example: so visit
    """
    if json:
        raise WrongUse(wording.VISIT_IS_NO_JSON, wording.JSON_FROM_COMPARE)
    wanted = _checked(opinion)
    the_bank = bank_for(bank)
    asks = is_asking(answers, no_input=no_input)
    given = read_answers(answers, the_bank, plain=plain, no_input=no_input)
    typed = typed_for(case, bank)
    with holding(case, the_bank) as (file, found):
        started = _started(the_bank, found, laid_over(found, given, answers))
        if started != found:
            file.save(started)
        talked = _talk(the_bank, file, started, wanted, typed, plain=plain) if asks else started
    _say_what_next(the_bank, talked, typed)


def _started(bank: Bank, found: Case, laid: Case) -> Case:
    """The case with the answers of a file, and the first opinion as the case knew it before."""
    from so_cli.interview.context import Context
    from so_cli.interview.visit.opinion import with_first_kept

    return laid if laid == found else with_first_kept(Context(bank, found, today()), laid)


def _checked(opinion: str | None) -> OpinionId | None:
    """The opinion, if it is one. Raises WrongUse."""
    if opinion is None:
        return None
    wanted = next((each for each in OPINIONS if each == opinion), None)
    if wanted is None:
        right = wording.sentence(one_of(opinion, OPINIONS))
        raise WrongUse(wording.NO_SUCH_OPINION.format(opinion=opinion), right)
    return wanted


def _talk(
    bank: Bank,
    file: CaseFile,
    case: Case,
    wanted: OpinionId | None,
    typed: Callable[..., str],
    *,
    plain: bool,
) -> Case:
    from so_cli.interview.context import Context
    from so_cli.interview.prompters import pick
    from so_cli.interview.talk import ShortTalk
    from so_cli.interview.visit.talk import visit_asks

    talk = ShortTalk(
        Context(bank, case, today()),
        pick(plain=wants_plain(plain=plain)),
        file.save,
        visit_asks(case, wanted),
    )
    talk.tell(wording.VISIT_WELCOME)
    try:
        talk.run()
    except Stopped as stopped:
        opinion = ["--opinion", wanted] if wanted else []
        raise Stopped(
            wording.SAVED_SO_FAR.format(why=stopped.sentence).strip(),
            wording.GO_ON_WITH.format(command=typed("visit", *opinion)),
        ) from None
    return talk.case


def _say_what_next(bank: Bank, case: Case, typed: Callable[..., str]) -> None:
    """What the opinions come to, or how to write down the one that is missing."""
    say(wording.VISIT_SAVED)
    outcome = compare_opinions(bank, case, know(bank, case, today()))
    if outcome is None:
        is_first_there = any(opinion.id == "first" for opinion in case.opinions)
        missing = [] if is_first_there else ["--opinion", "first"]
        command = typed("visit", *missing)
        say(wording.NEEDS_BOTH.format(command=unbroken(command)))
        return
    for meaning in outcome.meaning:
        say(f"{meaning.title}. {meaning.text}")
    if not outcome.meaning:
        say(wording.NO_MEANING_YET)
    command = typed("compare", "opinions")
    say(wording.SEE_SIDE_BY_SIDE.format(command=unbroken(command)))

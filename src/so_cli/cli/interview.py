"""`so interview`: runs or resumes the interview, and offers to write the packet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.case.forms import plain_path
from so_cli.case.model import Case
from so_cli.case.store import (
    CaseFile,
    case_path,
    has_case,
    id_for,
    load_case,
    open_for_writing,
)
from so_cli.cli.answers import AnswersOption, is_asking, laid_over, read_answers
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    ForceOption,
    JsonOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    StageOption,
    bank_for,
    check_stage,
    overlays_for,
    tell_strangers,
    today,
    typed_for,
)
from so_cli.cli.settings import remember_plain, wants_plain
from so_cli.cli.show import Target, check_format, give, look_for, make, tell
from so_cli.errors import SoError, Stopped, WrongUse
from so_cli.outputs.look import Look, Reader
from so_cli.outputs.paper import FORMATS_OF_A_PACKET, packet_paper
from so_cli.outputs.writer import check_target, free_name, write_output
from so_cli.packet.build import make_packet
from so_cli.packet.known import know
from so_cli.packet.urgent import urgent_signs

if TYPE_CHECKING:
    from so_cli.interview.prompters.item import Prompter
    from so_cli.interview.run import Interview

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def interview(
    stage: StageOption = None,
    case: CaseOption = None,
    answers: AnswersOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    bank: BankOption = None,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
    json: JsonOption = False,
) -> None:
    """Answer questions one at a time; stop and go on at any time.

    Every answer is saved at once.

    For example: so interview
    """
    if json:
        raise WrongUse(wording.INTERVIEW_IS_NO_JSON, wording.JSON_FROM_SUMMARY)
    the_bank = bank_for(bank)
    chosen = check_stage(stage)
    path = case_path(case)
    overlays = overlays_for(bank)
    look = look_for(the_bank, overlays, "letter", None, large=False)
    sources = [path, *overlays, *([answers] if answers else [])]
    if output is not None:
        _kind_of(output)  # a format that there is not is said before anything is asked
        check_target(output, force=force, made_from=sources)
    asks = is_asking(answers, no_input=no_input)
    given = read_answers(answers, the_bank, plain=plain, no_input=no_input)
    with open_for_writing(path) as file:
        plain_file = plain_path(path)  # somebody may have unlocked it a moment ago
        saved = load_case(plain_file, the_bank) if has_case(plain_file) else None
        started = _start(saved, given, path, answers)
        if chosen is not None:
            started = replace(started, stage=chosen)
        if started != saved:
            file.save(started)
        tell_strangers(started, the_bank)
        if asks:
            session = _Session(the_bank, file, today(), output, look, typed_for(case, bank))
            session.run(started, plain=wants_plain(plain=plain))
            return
        for sign in urgent_signs(the_bank, know(the_bank, started, today())):
            level = wording.LEVELS[sign.level]
            tell(wording.URGENT_LINE.format(level=level, sign=sign.text, do=sign.do))
        if output is not None:
            sheet = packet_paper(the_bank, make_packet(the_bank, started, today()))
            give(sheet, _kind_of(output), Target(output, force, sources, plain), look)


def _start(saved: Case | None, given: Case | None, path: Path, answers: Path | None) -> Case:
    """The case to begin with: what is saved, with the answers file laid over it."""
    case = saved or Case(id=(given.id if given else "") or id_for(path))
    if not case.id:
        case = replace(case, id=id_for(path))
    return laid_over(case, given, answers)


class _Session:
    """One sitting with a person: the loop, the first page, the pages at the end."""

    def __init__(
        self,
        bank: Bank,
        file: CaseFile,
        day: date,
        output: Path | None,
        look: Look,
        typed: Callable[..., str],
    ) -> None:
        self._bank = bank
        self._file = file
        self._today = day
        self._output = output
        self._look = look
        self._typed = typed
        self._written: Path | None = None

    def run(self, case: Case, *, plain: bool) -> None:
        """Talk until she is done. Raises Stopped, with how to go on, when she stops before."""
        from so_cli.interview.prompters import pick
        from so_cli.interview.run import Interview

        def plainer() -> Prompter:
            remember_plain()
            return pick(plain=True)

        can_be_plainer = not plain and sys.stdin.isatty() and sys.stdout.isatty()
        loop = Interview(
            self._bank,
            case,
            pick(plain=plain),
            today=self._today,
            save=self._file.save,
            first_page=lambda now: loop.tell(self._first_page(now)),
            plainer=plainer if can_be_plainer else None,
        )
        loop.tell(wording.WELCOME if case.stage is None else wording.WELCOME_BACK)
        try:
            wants_pages = loop.run()
            target = self._final_target(loop) if wants_pages else None
        except Stopped as stopped:
            raise Stopped(
                wording.SAVED_SO_FAR.format(why=stopped.sentence).strip(),
                wording.GO_ON_WITH.format(command=self._typed("interview")),
            ) from None
        if target is None:
            loop.tell(
                f"{wording.ALL_SAVED} {wording.GO_ON_WITH.format(command=self._typed('interview'))}"
            )
        else:
            loop.tell(self._write(target, loop.case, "both", wording.PAGES_READY))

    def _first_page(self, case: Case) -> str:
        """Write the first page, over nothing that is there; what to say about it."""
        target = self._output or free_name(_default_target(case))
        return self._write(target, case, "doctor", wording.FIRST_PAGE_READY)

    def _final_target(self, loop: Interview) -> Path:
        """Where the pages go; a file from an earlier sitting is replaced only if she says so."""
        from so_cli.interview.prompters.item import Back, Chosen, Item, Option

        default = _default_target(loop.case)
        known = self._output or self._written
        if known or not default.exists():
            return known or default
        other = free_name(default)
        item = Item(
            id="target",
            kind="choice",
            ask=wording.PAGES_ARE_THERE.format(file=default),
            options=(
                Option("replace", wording.REPLACE_PAGES.format(file=default)),
                Option("new", wording.NEW_PAGES.format(file=other)),
            ),
        )
        while isinstance(reply := loop.prompter.ask(item), Back):
            loop.tell(wording.CHOOSE_WHERE)
        return default if reply == Chosen(("replace",)) else other

    def _write(self, target: Path, case: Case, reader: Reader, said: str) -> str:
        """Write the pages; what to say about it. A page that cannot be written stops nothing."""
        paper = packet_paper(self._bank, make_packet(self._bank, case, self._today), reader)
        kind = _kind_of(target)
        try:
            # Whether it may replace what was there was settled before.
            write_output(target, make(paper, kind, self._look), force=True)
        except SoError as error:
            return f"{error}\n{wording.PAGES_ANY_TIME}"
        self._written = target
        return f"{said.format(file=target)} {self._how_to_print(target, kind)}"

    def _how_to_print(self, target: Path, kind: str) -> str:
        if kind == "md":
            command = self._typed("summary", "-o", str(target.with_suffix(".pdf")))
            return wording.FOR_PAPER.format(command=command)
        return wording.HOW_TO_USE.get(kind, "")


def _kind_of(target: Path) -> str:
    return check_format(None, json=False, output=target, known=FORMATS_OF_A_PACKET)


def _default_target(case: Case) -> Path:
    return Path(f"second-opinion-{case.id}.md")

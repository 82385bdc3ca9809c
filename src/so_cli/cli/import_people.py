"""Whose papers these are, asked before anything of them is taken."""

from __future__ import annotations

from collections.abc import Sequence

from so_cli import wording
from so_cli.case.model import Case
from so_cli.cli.changing import choose
from so_cli.cli.lines import say
from so_cli.errors import BadFile, Problem, Stopped
from so_cli.inputs.model import Reading
from so_cli.inputs.people import WhoseFiles, is_somebody_else, people_in
from so_cli.inputs.propose import as_signed
from so_cli.packet.texts import birthday_text

STOP, THE_SAME = "stop", "the-same"
MOST_FILES = 5


def of_one_person(
    readings: Sequence[Reading], case: Case, *, asks: bool, plain: bool = False
) -> Sequence[Reading]:
    """The papers of the person whom the case is about.

    Where they name several people, or somebody else, she is asked, and may stop (Stopped); without
    `asks` that is an error (BadFile).
    """
    people = people_in(readings)
    if len(people) > 1:
        who = _which(people, asks=asks, plain=plain)
        others = {file for each in people if each != who for file in each.files} - {*who.files}
        readings = [each for each in readings if each.file not in others]
        people = (who,)
    if people and is_somebody_else(people[0], case.person):
        _check_the_same(people[0], case, asks=asks, plain=plain)
    return readings


def _which(people: Sequence[WhoseFiles], *, asks: bool, plain: bool) -> WhoseFiles:
    shared = [file for who in people for file in who.files]
    if not asks or len({*shared}) < len(shared):
        # Within one file nobody can say which line is whose. An error names nobody.
        sentence = wording.SEVERAL_PEOPLE.format(count=len(people))
        raise BadFile(
            [Problem(file, 0, "", sentence) for file in dict.fromkeys(shared)][:MOST_FILES],
            wording.ONE_PERSON_A_CASE,
        )
    say(wording.SEVERAL_PEOPLE_SEEN)
    named = {f"person-{n}": _with_files(who) for n, who in enumerate(people, 1)}
    options = (*named.items(), (STOP, wording.STOP_HERE))
    chosen = _chosen(wording.WHOSE_CASE, wording.WHOSE_CASE_HELP, options, plain=plain)
    return people[[*named].index(chosen)]


def _check_the_same(who: WhoseFiles, case: Case, *, asks: bool, plain: bool) -> None:
    if not asks:
        problem = Problem(who.files[0], 0, "", wording.SOMEBODY_ELSE)
        raise BadFile([problem], wording.CHECK_THE_NAME)
    person = WhoseFiles(case.person.name, case.person.born, ())
    say(wording.TWO_NAMES.format(papers=_named(who), case=_named(person)))
    options = ((STOP, wording.STOP_HERE), (THE_SAME, wording.IT_IS_THE_SAME))
    _chosen(wording.IS_IT_THE_SAME, wording.IS_IT_THE_SAME_HELP, options, plain=plain)


def _chosen(ask: str, help_: str, options: Sequence[tuple[str, str]], *, plain: bool) -> str:
    """What she chose. Raises Stopped, with a word that nothing was changed."""
    try:
        chosen = choose(ask, options, help_=help_, plain=plain)
    except Stopped as stopped:
        raise Stopped(stopped.sentence, wording.NOTHING_CHANGED) from None
    if chosen == STOP:
        raise Stopped(wording.STOPPED, wording.NOTHING_CHANGED)
    return chosen


def _named(who: WhoseFiles) -> str:
    born = wording.BORN.format(day=birthday_text(who.born)) if who.born else ""
    return ", ".join(filter(None, (as_signed(who.name), born)))


def _with_files(who: WhoseFiles) -> str:
    files = ", ".join(who.files[:MOST_FILES])
    return wording.PAPER_SAYS.format(text=_named(who), place=files)

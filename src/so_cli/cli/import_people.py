"""Whose papers these are, asked before anything of them is taken."""

from __future__ import annotations

from collections.abc import Sequence

from so_cli import wording
from so_cli.case.model import Case
from so_cli.cli.changing import choose
from so_cli.cli.import_rows import MOST_FILES, person_text
from so_cli.cli.lines import say
from so_cli.errors import BadFile, Problem, Stopped
from so_cli.inputs.files.paper import some_names
from so_cli.inputs.model import Reading
from so_cli.inputs.people import WhoseFiles, as_signed, is_somebody_else, people_in

STOP, THE_SAME = "stop", "the-same"


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
    return person_text(as_signed(who.name), who.born)


def _with_files(who: WhoseFiles) -> str:
    files = some_names(who.files, MOST_FILES)
    return wording.PAPER_SAYS.format(text=_named(who), place=files)

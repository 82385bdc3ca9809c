"""`so explain`: a word in plain language."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Word
from so_cli.bank.typed import nearest
from so_cli.clean import clean
from so_cli.cli.complete import word_ids
from so_cli.cli.options import (
    BankOption,
    CaseOption,
    JsonOption,
    NoInputOption,
    PlainOption,
    bank_for,
)
from so_cli.errors import WrongUse
from so_cli.outputs.as_json import to_json

SHORT = 4

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def explain(
    word: Annotated[
        list[str] | None,
        typer.Argument(help="A word out of a report.", metavar="WORD", autocompletion=word_ids),
    ] = None,
    case: CaseOption = None,
    bank: BankOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Explain a word in plain language; without a word, all of them.

    For example: so explain HER2
    """
    del case, plain, no_input  # words are the same for everybody, and it prints plain lines
    the_bank = bank_for(bank)
    words = [_find(" ".join(word), the_bank)] if word else sorted(the_bank.words, key=_by_name)
    if json:
        sys.stdout.write(to_json({"words": words}))
        return
    for each in words:
        typer.echo(clean(wording.MEANS.format(word=each.word, text=each.text)))


def _by_name(word: Word) -> str:
    return word.word.lower()


def _find(text: str, bank: Bank) -> Word:
    """The word, by its id or any of its spellings. Raises WrongUse, with the nearest one."""
    spelled = {
        form.lower(): each for each in bank.words for form in (each.id, *each.also, each.word)
    }
    bare = {_bare(form): each for form, each in spelled.items()}
    found = bare.get(_bare(text))
    if found is None:
        # Of short words nearly every other is near.
        right = nearest(text.lower(), spelled, cutoff=0.75) if len(text) > SHORT else ""
        advice = wording.sentence(right) if right else wording.WORDS_THERE_ARE
        raise WrongUse(wording.NO_SUCH_WORD.format(word=clean(text)[:60]), advice)
    return found


def _bare(text: str) -> str:
    """A word without what people leave out or put in: blanks, hyphens, a stop at the end."""
    plus = re.sub(r"\+$", " positive", text.lower().strip(" .,;:!?()"))
    return re.sub(r"[\s-]+", "", plus)

"""An empty case as a text to be filled in: each question in a comment, each answer behind a #.

`## ` begins what explains and `# ` begins what counts as soon as that is taken away, so that any
answer, or any block, can be used on its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import get_args

import yaml
from msgspec import Struct
from msgspec.structs import fields

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.model import Fact, Record, Stage, Step, Who
from so_cli.case.blank import at_stage, facts_at
from so_cli.case.model import (
    FORMAT,
    Doctor,
    Medicine,
    OwnQuestion,
    Person,
    RecordState,
    RecordStatus,
    StepState,
    Visit,
)
from so_cli.clean import clean
from so_cli.voice import Pronouns, say

WIDTH = 75
"""So wide may a text be, that it stands behind its sign on a screen of 80."""
_WORDS = {
    "pronouns": get_args(Pronouns),
    "role": get_args(Who),
    "specialty": get_args(Who),
    "by": tuple(wording.VISIT_BY),
    "status": get_args(RecordStatus),
}
"""What may stand behind a key, where that is one of a few words."""
_FILLED = {"id": "own-2", "status": "needed"}
"""What stands behind a key that may not be left empty, where it is no text of hers."""
_NO_TEXT = '""'


def template(bank: Bank, stage: Stage, case_id: str) -> str:
    """A case file in which nothing is answered, with all that can be answered at this stage."""
    head = (wording.CASE_FIRST_LINE, *wording.TEMPLATE_HEAD)
    begin = {"so": FORMAT, "id": case_id, "stage": stage}
    lines = [
        *(line for text in head for line in _said(text.format(stage=bank.stage_title(stage)))),
        *yaml.safe_dump(begin, sort_keys=False, allow_unicode=True).splitlines(),
        *_part("person", _left_open(_keys(Person)), Person),
        *_line("answered_by"),
        *_part("doctors", _left_open(_item(Doctor)), Doctor),
        *_part("visits", _left_open(_item(Visit)), Visit),
        *_line("decision"),
        *_line("decide_by"),
        *_part("facts", _facts(bank, stage)),
        *_part("questions", _left_open(["own:", *_item(OwnQuestion)]), OwnQuestion),
        *_part("records", _states(at_stage(bank, bank.records, stage), RecordState), RecordState),
        *_part("medicines", _left_open(_item(Medicine))),
        *_part("allergies", _left_open([f"- {_NO_TEXT}"])),
        *_part("steps", _states(at_stage(bank, bank.steps, stage), StepState)),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _line(key: str) -> list[str]:
    """A part of a case that is one text."""
    return ["", *_said(wording.TEMPLATE_PARTS[key]), *_left_open([f"{key}:"])]


def _part(key: str, lines: Iterable[str], kind: type[Struct] | None = None) -> list[str]:
    """A part of a case with lines of its own, which have keys of this kind.

    Its own key counts already: with nothing below it is as good as not there.
    """
    words = {name: _WORDS[name] for name in _names(kind) if name in _WORDS} if kind else {}
    said = [
        line
        for name, known in words.items()
        for line in _said(wording.TEMPLATE_WORDS.format(key=name, words=", ".join(known)))
    ]
    head = ["", *_said(wording.TEMPLATE_PARTS[key]), *said, f"{key}:"]
    return [*head, *(f"  {line}" for line in lines)]


def _facts(bank: Bank, stage: Stage) -> Iterator[str]:
    for group in facts_at(bank, stage):
        yield ""
        yield from _said(f"--- {group.title} ---")
        for fact in group.facts:
            yield ""
            yield from _said(say(fact.ask, "you"))
            for form in _forms(fact, stage):
                yield from _said(form)
            yield from _left_open([f"{fact.id}:"])


def _forms(fact: Fact, stage: Stage) -> Iterator[str]:
    """What may stand for a fact."""
    offered = [choice for choice in fact.choices if not choice.stages or stage in choice.stages]
    for choice in offered:
        label = wording.ONE_ALONE if choice.exclusive else "{label}"
        yield wording.MEANS.format(word=choice.id, text=label.format(label=choice.label))
    if fact.kind == "choices":
        some = [choice.id for choice in offered if not choice.exclusive][:2]
        yield wording.A_LIST.format(some=", ".join(some))
        if fact.at_most is not None:
            yield wording.sentence(wording.CHOOSE_AT_MOST.format(count=fact.at_most))
    if fact.kind == "number":
        yield wording.NUMBER_FORMS[fact.unit]
        if fact.min is not None and fact.max is not None:
            bounds = wording.WANT_BETWEEN.format(least=f"{fact.min:g}", most=f"{fact.max:g}")
            yield wording.sentence(bounds)
    if fact.kind == "date":
        yield wording.sentence(wording.WANT_DATE)
    if fact.kind == "text":
        yield wording.sentence(wording.WANT_TEXT)


def _states(entries: Iterable[Record | Step], kind: type[Struct]) -> Iterator[str]:
    """A line for each entry: what it is, and how far it has come."""
    for entry in entries:
        yield from _said(entry.title)
        yield from _left_open([f"{entry.id}: {{{', '.join(_keys(kind))}}}"])


def _names(kind: type[Struct]) -> list[str]:
    return [field.encode_name for field in fields(kind)]


def _keys(kind: type[Struct]) -> list[str]:
    """The keys of a part, each with nothing after it, or with what must be there."""
    return [
        f"{field.encode_name}: {_FILLED.get(field.encode_name, _NO_TEXT) if field.required else ''}"
        for field in fields(kind)
    ]


def _item(kind: type[Struct]) -> list[str]:
    """The keys of a part that stands in a list."""
    first, *others = _keys(kind)
    return [f"- {first}", *(f"  {key}" for key in others)]


def _said(text: str) -> list[str]:
    """A text as comments, on as many lines as it needs. What a bank says stays in them."""
    words = clean(" ".join(text.split()))
    wrapped = textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"## {line}" for line in wrapped]


def _left_open(lines: Iterable[str]) -> list[str]:
    """Lines that count as soon as the # before them is taken away."""
    return [f"# {line}" for line in lines]

"""Letters that could not be filled: braces that do not close, and names that nobody fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.entries import each_entry
from so_cli.bank.letters import environment
from so_cli.bank.strict_yaml import Document
from so_cli.bank.typed import nearest
from so_cli.errors import Problem

FIELDS = frozenset(
    {
        "today", "blank", "name", "born", "phone", "is_helper", "helper",
        "they", "them", "their", "They", "Their", "are", "have", "do",
        "visit_day", "visit_with", "visit_place", "need_by",
        "records", "slides", "case_lines", "decision", "decide_by", "questions", "first_doctor",
    }
)  # fmt: skip
"""What a letter can be filled with."""


def letter_problems(bank: Bank, documents: Mapping[str, Document]) -> Iterable[Problem]:
    """Bodies that cannot be read as templates, and places that nothing fills."""
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_undeclared_variables

    for entry, found in each_entry(bank, documents, "letters"):
        place = found(("body",), "", "")
        try:
            parsed = environment().parse(bank.letters[entry.id].body)
        except TemplateSyntaxError as error:
            wrong = wording.NOT_A_LETTER.format(why=error.message)
            line = place.line + error.lineno - 1
            yield Problem(place.file, line, place.key, wrong, wording.CHECK_THE_BRACES)
            continue
        for name in sorted(find_undeclared_variables(parsed) - FIELDS):
            yield found(("body",), wording.UNKNOWN_FIELD.format(name=name), nearest(name, FIELDS))

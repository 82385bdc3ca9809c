"""Which rows a typed line names: by number, by id, by label or by how a label begins."""

from __future__ import annotations

import re

from so_cli import wording
from so_cli.clean import clean
from so_cli.interview.prompters.item import Item
from so_cli.interview.prompters.replies import Unfit, rows


def one_row(line: str, item: Item) -> int:
    """Return the one row that the line names.

    Raises `Unfit` when it names none, or may name two.
    """
    word = line.strip().casefold()
    row = rows(item)
    if dotted := re.fullmatch(r"(\d{1,9})[.)]", word):
        return _at(int(dotted[1]), item)
    if re.fullmatch(r"[0-9]{1,9}", word) and 0 < int(word) <= len(row):
        return _numbered(word, item)
    names = [{option.id.casefold(), option.label.casefold()} for option in row]
    fitting = [i for i, name in enumerate(names) if word in name] or [
        i for i, option in enumerate(row) if word and option.label.casefold().startswith(word)
    ]
    if len(fitting) > 1:
        raise Unfit(wording.SEVERAL_ROWS.format(typed=clean(line.strip())))
    if not fitting:
        raise _no_row(line, item)
    return fitting[0]


def some_rows(line: str, item: Item) -> list[int]:
    """Return the rows that the line names: "1 3", "2-4", "heart, diabetes", "none".

    Raises `Unfit` when any part of it names no row.
    """
    try:
        return [one_row(line, item)]
    except Unfit:
        if item.may_be_empty and line.strip().casefold() in {"0", wording.NONE}:
            return []
    found: list[int] = []
    close = re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", line)
    for part in filter(None, (part.strip() for part in close.split(","))):
        try:
            found.append(one_row(part, item))
        except Unfit:
            words = part.split()
            if len(words) == 1 and "-" not in part:
                raise  # it says best what is wrong
            found.extend(row for word in words for row in _range(word, item))
    if not found:
        raise _no_row(line, item)
    return found


def _range(word: str, item: Item) -> list[int]:
    ends = re.fullmatch(r"(\d{1,9})-(\d{1,9})", word)
    if not ends:
        return [one_row(word, item)]
    first, last = _at(int(ends[1]), item), _at(int(ends[2]), item)
    if first > last:
        raise _no_row(word, item)
    return list(range(first, last + 1))


def _at(number: int, item: Item) -> int:
    if not 0 < number <= len(rows(item)):
        raise _no_row(str(number), item)
    return number - 1


def _numbered(word: str, item: Item) -> int:
    """Return the row of this number, unless the number is also the name of another answer.

    Somebody who reads "2+" off a report and types 2 must not get row 2.
    """
    row = rows(item)
    begins = re.compile(re.escape(word) + r"(?![\d.,]*\d)")
    meant = [i for i, one in enumerate(row) if one.id == word or begins.match(one.label)]
    at = int(word) - 1
    if meant and at not in meant:
        answer = meant[0]
        raise Unfit(
            wording.NUMBER_OR_ANSWER.format(
                typed=word, row=row[at].label, answer=row[answer].label, right=answer + 1
            )
        )
    return at


def _no_row(line: str, item: Item) -> Unfit:
    typed, last = clean(line.strip()), len(rows(item))
    return Unfit(wording.NOT_A_ROW.format(typed=typed, last=last))

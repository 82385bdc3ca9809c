"""Which replies fit an item. Every prompter obeys this one law."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from so_cli import wording
from so_cli.clean import clean
from so_cli.interview.prompters.item import Back, Chosen, Item, Marked, Option, Reply, Typed


class Unfit(Exception):
    """A reply that does not fit; `sentence` says why and what would."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def cleaned(item: Item) -> Item:
    """Return the item fit to be shown: its texts come from files and may hold anything."""
    return replace(
        item,
        ask=clean(item.ask, keep_newlines=True).strip(),
        help=clean(item.help, keep_newlines=True).strip(),
        progress=clean(item.progress),
        options=tuple(replace(option, label=clean(option.label)) for option in item.options),
        marks=tuple(replace(mark, label=clean(mark.label)) for mark in item.marks),
        typed="" if item.secret else clean(item.typed),
    )


def rows(item: Item) -> tuple[Option, ...]:
    """Return everything that can be chosen, the answers first and then the marks."""
    return item.options + item.marks


def present(item: Item) -> list[int]:
    """Return the rows that hold already."""
    if item.marked:
        return [i for i, mark in enumerate(item.marks, len(item.options)) if mark.id == item.marked]
    return [i for i, option in enumerate(item.options) if option.id in item.chosen]


def in_words(item: Item, reply: Reply) -> str:
    """Return the reply in the words of the item."""
    match reply:
        case Back():
            return wording.BACK
        case Typed() if item.secret:
            return wording.NOT_SHOWN
        case Typed(text=text):
            return text or wording.NOTHING
        case Marked(id=mark):
            return next((one.label for one in item.marks if one.id == mark), mark)
        case Chosen(ids=ids):
            labels = [option.label for option in item.options if option.id in ids]
            return "; ".join(labels) or wording.NOTHING


def picked(item: Item, indices: Collection[int]) -> Chosen | Marked:
    """Return what choosing these rows means.

    Raises `Unfit` when they do not go together.
    """
    row = rows(item)
    order = sorted(set(indices))
    chosen = [row[i] for i in order]
    marks = [row[i] for i in order if i >= len(item.options)]
    alone = marks or [option for option in chosen if option.exclusive]
    if not chosen and not item.may_be_empty:
        raise Unfit(wording.NOTHING_CHOSEN)
    if item.kind == "choice" and len(chosen) > 1:
        raise Unfit(wording.ONLY_ONE)
    if alone and len(chosen) > 1:
        raise Unfit(wording.STANDS_ALONE.format(label=alone[0].label))
    if marks:
        return Marked(marks[0].id)
    if item.at_most is not None and len(chosen) > item.at_most:
        raise Unfit(wording.TOO_MANY.format(count=len(chosen), most=item.at_most))
    return Chosen(tuple(option.id for option in chosen))


def typed(item: Item, text: str, words: str) -> Typed:
    """Return what typing this text means; `words` can be typed in place of an answer.

    Raises `Unfit` when nothing was typed and something is needed.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Unfit(wording.NOT_READABLE)
    if item.secret:
        if not text.strip() and not item.may_be_empty:
            raise Unfit(wording.NO_SECRET_TYPED)
        return Typed(text)
    text = clean(text).strip()
    if not text and not item.may_be_empty:
        raise Unfit(wording.NOTHING_TYPED.format(words=words))
    return Typed(text)


def check(item: Item, reply: Reply) -> Reply:
    """Return the reply as a prompter would give it, its ids in the order of the options.

    Raises `Unfit` when no person could have given it.
    """
    match reply:
        case Back():
            return reply
        case Marked(id=mark):
            if mark not in {one.id for one in item.marks}:
                raise Unfit(wording.NO_SUCH_ROW.format(id=clean(mark)))
            return reply
        case Typed(text=text) if item.kind == "text":
            return typed(item, text, "")
        case Chosen(ids=ids) if item.kind != "text":
            place = {option.id: i for i, option in enumerate(item.options)}
            if unknown := [id_ for id_ in ids if id_ not in place]:
                raise Unfit(wording.NO_SUCH_ROW.format(id=clean(unknown[0])))
            return picked(item, [place[id_] for id_ in ids])
        case _:
            raise Unfit(wording.NOT_THIS_KIND)

"""What the tests of the interview share: a context, and a person who answers at random."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from so_cli.bank.bank import Bank
from so_cli.case.model import Case
from so_cli.interview.context import Context
from so_cli.interview.engine import answer, item_for
from so_cli.interview.prompters.item import Chosen, Item, Marked, Reply, Typed
from so_cli.interview.prompters.replies import check

Say = Callable[..., Context]
Asked = Callable[[Context, str], Item]


@pytest.fixture
def context(bank: Bank, today: date) -> Context:
    """A case in which nothing has been answered."""
    return Context(bank, Case(id="pat"), today)


@pytest.fixture
def say() -> Say:
    """`say(context, her2="equivocal", my_records=["ct"], age=Typed("50"))`: after these replies.

    A text or a list are the ids of rows; everything else is a reply. Each reply must be one that
    a person could give.
    """

    def after(
        context: Context,
        replies: Mapping[str, object] | None = None,
        **more: Reply | str | list[str],
    ) -> Context:
        for name, given in {**(replies or {}), **more}.items():
            reply = Chosen((given,)) if isinstance(given, str) else given
            reply = Chosen(tuple(reply)) if isinstance(reply, list) else reply
            assert isinstance(reply, Chosen | Typed | Marked)
            fitting = check(item_for(context, name), reply)
            context = context.with_case(answer(context, name, fitting))
        return context

    return after

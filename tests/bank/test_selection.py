"""Choosing quickly among all entries of a bank gives what testing each of them gives."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from so_cli.bank.bank import Bank
from so_cli.bank.selection import MAX_KEPT, Selection
from so_cli.case.model import Case
from so_cli.packet.known import know

NAMES = ("a", "b", "c")
ANSWERS = st.sampled_from([None, "x", "y", 1, 1.0, True, ("x", "y"), ()])


class Rule(Struct, frozen=True):
    """Fits where each of its facts has the wanted answer; without facts always."""

    when: tuple[tuple[str, object], ...] | None

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(name for name, _wanted in self.when or ())

    def test(self, known: object) -> bool | None:
        answers = [known.get(name) for name in self.facts]  # type: ignore[attr-defined]
        if None in answers:
            return None
        return answers == [wanted for _name, wanted in self.when or ()]


RULES = st.lists(
    st.one_of(
        st.just(Rule(None)),
        st.lists(
            st.tuples(st.sampled_from(NAMES), ANSWERS),
            min_size=1,
            max_size=3,
            unique_by=lambda pair: pair[0],
        ).map(lambda pairs: Rule(tuple(pairs))),
    ),
    max_size=8,
)


def chosen(rules: list[Rule]) -> Selection[Rule]:
    return Selection(rules, lambda rule: rule.test, lambda rule: rule.facts)


@given(RULES, st.lists(st.dictionaries(st.sampled_from(NAMES), ANSWERS), max_size=5))
def test_it_is_what_testing_each_entry_gives(
    rules: list[Rule], cases: list[dict[str, object]]
) -> None:
    selection = chosen(rules)
    for known in [*cases, *cases]:
        fitting = [rule for rule in rules if rule.when is None or rule.test(known) is True]
        assert selection.fitting(known) == fitting  # type: ignore[arg-type]


def test_any_number_of_different_answers_is_chosen_for_rightly() -> None:
    selection = chosen([Rule((("a", 7),)), Rule((("a", 7), ("b", 7)))])

    for number in range(MAX_KEPT + 10):
        known = {"a": number, "b": number}
        assert len(selection.fitting(known)) == (2 if number == 7 else 0)


def test_of_the_shipped_bank_the_same_entries_are_chosen(
    bank: Bank, any_case: st.SearchStrategy[Case], today: date
) -> None:
    @settings(max_examples=25)
    @given(any_case)
    def holds(case: Case) -> None:
        known = know(bank, case, today).values
        for section in (bank.questions, bank.records, bank.steps, bank.notes):
            assert bank.select(section, known) == [
                entry
                for entry in section
                if bank._serves(entry.stages, known.get("stage"))
                and (entry.when is None or bank.test_of(entry)(known) is True)
            ]

    holds()

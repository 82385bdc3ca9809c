"""Answers to the bank's facts that fit each other, as a case file holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from fictional.dice import Dice
from fictional.levels import DAY, Level
from so_cli.bank.bank import Bank
from so_cli.bank.conditions import facts_in
from so_cli.bank.model import VALUE_KINDS, Choice, Conflict, Fact, Stage

Json = Any
"""A value as `json` knows it."""

PERSONAL = frozenset({"core", "about", "practical", "values"})
"""Groups that speak of the person; the others speak of the cancer. No conflict joins the two."""
ELSEWHERE = frozenset({"main_question", "urgent_now", "urgent_signs", "age"})
"""Facts that are drawn with another part of a case."""
CARELESS = 0.03
"""Bodies of answers of which nobody looked whether they fit each other."""
TRIES = 6

OFTEN: Mapping[str, Mapping[str, float]] = {
    "role": {"self": 70, "family": 25, "navigator": 5},
    "report_in_hand": {"yes": 60, "partly": 20, "not-yet": 20},
    "cancer_type": {"invasive-ductal": 60, "invasive-lobular": 12, "dcis": 12, "mixed": 5},
    "er": {"positive": 70, "negative": 22, "pending": 8},
    "her2": {"negative": 65, "positive": 15, "equivocal": 12, "pending": 8},
    "sex": {"female": 99, "male": 1},
    "pregnant": {"yes": 1, "no": 99},
    "breastfeeding": {"yes": 1, "no": 99},
    "gene_found": {"none": 8},
    "mutations": {"none-found": 4, "not-tested": 4},
}
"""How often some choices are, where they are not all alike; one that is not named counts 1."""
USUAL: Mapping[str, tuple[int, int]] = {
    "size_mm": (2, 60),
    "nodes_positive": (0, 6),
    "ki67_percent": (1, 80),
    "genomic_score": (0, 60),
    "pregnant_weeks": (4, 40),
    "years_on_hormone_therapy": (0, 10),
    "line": (0, 6),
}
TEXTS = (
    "a second spot at 3 o\u2019clock, 6 mm, seen on MRI",
    "had a stent put in, café-au-lait spots, naïve to chemotherapy",
    "told by phone; the \u201cfinal\u201d report is still to come",
    "Krukenberg excluded \u2014 see addendum (Łódź, 2019)",
    "asthma & hay fever; 1 inhaler < 2x a week",
)
PAPERS = ("pathology.pdf", "biopsy report.pdf", "mammogram.pdf", "lettre du Dr. Renée.pdf")


class Answers:
    """Draws answers for one bank."""

    def __init__(self, bank: Bank, dice: Dice) -> None:
        self._bank = bank
        self._dice = dice
        self._asked = {stage.id: _asked(bank, stage.id) for stage in bank.stages}
        self._at_some_stage = frozenset[str]().union(*self._asked.values())
        self._conflicts = _by_fact(bank)

    def personal(self, stage: Stage, level: Level, age: int) -> dict[str, Json]:
        """What speaks of the person."""
        facts = [fact for fact in self._facts(stage) if fact.group in PERSONAL]
        said: dict[str, Json] = {"menopause": _menopause(age)} if age < 45 or age > 55 else {}
        return {name: _short(value) for name, value in self._draw(facts, stage, level, said)}

    def medical(self, stage: Stage, level: Level) -> dict[str, Json]:
        """What speaks of the cancer; some of it with the paper in which it stands."""
        dice = self._dice
        facts = [fact for fact in self._facts(stage) if fact.group not in PERSONAL]
        drawn = dict(self._draw(facts, stage, level, {}))
        if not dice.chance(0.3):
            return {name: _short(value) for name, value in drawn.items()}
        file, day = dice.one_of(PAPERS), DAY - timedelta(days=dice.between(3, 60))
        return {
            name: self._with_source(self._bank.fact[name], value, file, day)
            if dice.chance(0.7)
            else _short(value)
            for name, value in drawn.items()
        }

    def of(self, names: Iterable[str], stage: Stage) -> dict[str, Json]:
        """Answers to these facts, whoever gives them: an opinion, or another tumor."""
        facts = [self._bank.fact[name] for name in names if name in self._bank.fact]
        level = Level(share=0, asked=1, more=1, open=0, done=1)
        return {name: _short(value) for name, value in self._draw(facts, stage, level, {})}

    def signs(self, stage: Stage) -> dict[str, Json]:
        """One urgent sign of this stage, or two."""
        signs = self._bank.fact["urgent_signs"].choices
        here = [each.id for each in signs if _is_at(each, stage) and not each.exclusive]
        return {
            "urgent_now": "yes",
            "urgent_signs": self._dice.some(here, self._dice.between(1, 2)),
        }

    def _facts(self, stage: Stage) -> list[Fact]:
        """The facts that may be known at a stage: asked there, or asked nowhere."""
        asked, elsewhere = self._asked[stage], self._at_some_stage
        return [
            fact
            for fact in self._bank.facts_in_order_of_need
            if fact.kind in VALUE_KINDS and not fact.derived and fact.id not in ELSEWHERE
            if fact.id in asked or fact.id not in elsewhere
        ]

    def _draw(
        self, facts: Iterable[Fact], stage: Stage, level: Level, said: Mapping[str, Json]
    ) -> Iterable[tuple[str, Json]]:
        """Facts with values or states, none of them hidden by those before it."""
        dice, known = self._dice, dict[str, Json](stage=stage)
        is_careless = dice.chance(CARELESS)
        for fact in facts:
            if self._bank.holds(fact, known) is False:
                continue
            if not dice.chance(level.asked if fact.id in self._asked[stage] else level.more):
                if dice.chance(level.open):
                    yield fact.id, {"state": dice.weighted(_STATES)}
                continue
            for _ in range(TRIES):
                value = said.get(fact.id) or self._value(fact, stage)
                known[fact.id] = tuple(value) if isinstance(value, list) else value
                if is_careless or self._fits(fact, known):
                    yield fact.id, {"value": value}
                    break
                del known[fact.id]

    def _fits(self, fact: Fact, known: dict[str, Json]) -> bool:
        conflicts = self._conflicts.get(fact.id, ())
        return not any(self._bank.holds(conflict, known) for conflict in conflicts)

    def _value(self, fact: Fact, stage: Stage) -> Json:
        dice = self._dice
        if fact.choices:
            return self._choice(fact, stage)
        if fact.kind == "number":
            least, most = USUAL.get(fact.id, (int(fact.min or 0), int(fact.max or 100)))
            return dice.between(least, most)
        if fact.kind == "date":
            is_ahead = fact.id == "treatment_starts" or (
                fact.id == "surgery_on" and stage == "pre-surgery"
            )
            days = dice.between(3, 40) if is_ahead else -dice.between(10, 300)
            return (DAY + timedelta(days=days)).isoformat()
        return "pT2 N0 (sn) M0" if fact.id == "tnm" else dice.one_of(TEXTS)

    def _choice(self, fact: Fact, stage: Stage) -> Json:
        dice, often = self._dice, OFTEN.get(fact.id, {})
        shares = {each: often.get(each.id, 1) for each in fact.choices if _is_at(each, stage)}
        first = dice.weighted(shares)
        if fact.kind == "choice":
            return first.id
        if first.exclusive:
            return [first.id]
        others = [each.id for each in shares if not each.exclusive and each != first]
        most = (fact.at_most or 4) - 1
        return [first.id, *dice.some(others, dice.between(0, most))]

    def _with_source(self, fact: Fact, answer: Json, file: str, day: date) -> Json:
        """The answer with where it stands; now and then another paper says something else."""
        if "state" in answer:
            return answer
        dice, value = self._dice, answer["value"]
        words = f"{fact.label}: {', '.join(value) if isinstance(value, list) else value}"
        where = f"page {dice.between(1, 5)}"
        source = {"file": file, "where": where, "date": day.isoformat(), "words": words}
        answer = {"value": value, "source": source}
        if fact.kind == "choice" and dice.chance(0.002):
            others = [each.id for each in fact.choices if each.id != str(value)]
            source = {"file": "clinic-letter.pdf", "where": "page 1"}
            answer["other"] = [{"value": dice.one_of(others), "source": source}]
        return answer


_STATES = {"not-sure": 60, "later": 30, "does-not-apply": 10}


def _short(answer: Json) -> Json:
    """`her2: equivocal` is short for `her2: {value: equivocal}`, and 2 is as good as "2"."""
    value = answer.get("value", answer)
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _menopause(age: int) -> str:
    return "before" if age < 45 else "after"


def _is_at(choice: Choice, stage: Stage) -> bool:
    return not choice.stages or stage in choice.stages


def _asked(bank: Bank, stage: str) -> frozenset[str]:
    """The facts that the interview asks at a stage, alone or in a sheet."""
    asked: set[str] = set()
    for name in (name for chapter in bank.chapters for name in chapter.asks):
        entry = bank.sheet.get(name) or bank.fact[name]
        if entry.stages and stage not in entry.stages:
            continue
        asked |= {name} if isinstance(entry, Fact) else {n for row in entry.rows for n in row.sets}
    return frozenset(asked)


def _by_fact(bank: Bank) -> dict[str, list[Conflict]]:
    """The conflicts that each fact can be a part of."""
    found: dict[str, list[Conflict]] = {}
    for conflict in bank.conflicts:
        for name in facts_in(conflict.when, bank.scope.named):
            found.setdefault(name, []).append(conflict)
    return found

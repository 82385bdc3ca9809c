"""The parts of a case beside its facts: who is seen, what is gathered, what was said."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from fictional.answers import Answers, Json
from fictional.dice import Dice
from fictional.levels import DAY, Level
from so_cli.bank.bank import Bank
from so_cli.bank.model import CALLED, Stage, Who
from so_cli.bank.outcomes import ComparedPart
from so_cli.case.model import MAIN_QUESTION, RecordStatus

DOCTORS = ("Dr. Example", "Dr. Beispiel", "Dr. Ejemplo-Núñez", "Dr. Příklad", "Dr. 例")
PLACES = ("Example Breast Clinic", "Clínica de Ejemplo", "Example General, 3rd floor", "")
CLINICIANS: tuple[Who, ...] = ("breast-surgeon", "medical-oncologist", "radiation-oncologist")
OWN_WORDS = (
    "Can my sister listen in by phone?",
    "Would you choose the same for your own mother, and why?",
    "Kann ich während der Behandlung arbeiten?",
    "What happens if I wait until after María\u2019s quinceañera (12 weeks)?",
    "Is 2 < 3 weeks *really* safe? [my friend](says) so & I don't know",
)
DECISIONS = (
    "whether to have chemotherapy before surgery",
    "whether to keep the breast",
    "which medicine comes next",
    "",
)
NOTES = (
    "",
    "",
    "",
    "spoke to Renée, ref 4471",
    "disc opens here",
    "call back on Monday; ask for #3",
)
MEDICINES = (
    {"name": "example pills", "dose": "10 mg", "how_often": "daily", "why": "blood pressure"},
    {"name": "made-up drops", "dose": "2 drops", "how_often": "at night", "why": "dry eyes"},
    {"name": "ginger tea (café au lait)", "how_often": "twice a day"},
    {"name": "fictional-statin", "dose": "20 mg"},
)
ALLERGIES = ("latex", "penicillin (hives)", "iodine contrast", "pêche \u2014 lips swell")
STATUSES = dict.fromkeys(get_args(RecordStatus), 1.0) | {"arrived": 4, "requested": 3}


class Parts:
    """Draws parts for one bank: each method gives keys and values of a case."""

    def __init__(self, bank: Bank, dice: Dice, answers: Answers) -> None:
        self._bank = bank
        self._dice = dice
        self._answers = answers

    def visits(self, _stage: Stage, level: Level) -> dict[str, Json]:
        """None to two, after the fixed day; and what is to be decided by when."""
        dice = self._dice
        count = dice.weighted({0: 1 - level.done, 1: 0.6, 2: 0.3})
        days = sorted(dice.between(4, 45) for _ in range(count if level.done else 0))
        visits = [
            {
                "date": _day(days_on),
                "time": f"{dice.between(8, 16):02}:{dice.one_of(('00', '15', '30'))}",
                "with": dice.one_of(DOCTORS),
                "specialty": dice.one_of(CLINICIANS),
                "place": dice.one_of(PLACES),
                "by": dice.one_of(("in-person", "video", "phone", "records-only")),
            }
            for days_on in days
        ]
        found: dict[str, Json] = {"visits": visits} if visits else {}
        if dice.chance(level.done):
            found["decision"] = dice.one_of(DECISIONS)
            found["decide_by"] = _day(dice.between(5, 60))
        return found

    def doctors(self, _stage: Stage, level: Level) -> dict[str, Json]:
        dice = self._dice
        count = dice.between(0, 2) if dice.chance(level.done) else 0
        doctors = [
            {
                "name": name,
                "role": dice.one_of(CLINICIANS) if number == 0 else "family doctor",
                "phone": f"555-01{dice.below(100):02}",
                "first": number == 0,
            }
            for number, name in enumerate(dice.some(DOCTORS, count))
        ]
        return {"doctors": doctors} if doctors else {}

    def questions(self, stage: Stage, level: Level) -> dict[str, Json]:
        """Her own, those at the top, and those left out; the first of hers is her main one."""
        dice = self._dice
        if not dice.chance(level.done + level.asked):
            return {}
        own = [
            {"id": MAIN_QUESTION if number == 0 else f"own-{number + 1}", "text": text}
            | ({"ask": [dice.one_of(CLINICIANS)]} if dice.chance(0.6) else {})
            for number, text in enumerate(dice.some(OWN_WORDS, dice.between(0, 3)))
        ]
        here = [
            each.id
            for each in self._bank.questions
            if stage in each.stages and not CALLED.issuperset(each.ask)
        ]
        chosen = dice.some(here, 6)
        top = [*(each["id"] for each in own[:1]), *chosen[:3]][: dice.between(0, 3)]
        questions: dict[str, Json] = {"own": own} if own else {}
        if top:
            questions["top"] = top
        if dice.chance(level.done / 2):
            questions["left_out"] = chosen[3:5]
        if dice.chance(level.done / 8):
            answer = {"text": "Yes, next week.", "from": dice.one_of(DOCTORS), "date": _day(-2)}
            questions["answers"] = {chosen[5]: answer}
        return {"questions": questions} if questions else {}

    def records(self, stage: Stage, level: Level) -> dict[str, Json]:
        """How far each record of the stage has come."""
        dice, found = self._dice, {}
        for record in self._bank.records:
            if stage in record.stages and dice.chance(level.done * 0.7):
                state = {"status": dice.weighted(STATUSES), "date": _day(-dice.between(0, 30))}
                note = dice.one_of(NOTES)
                found[record.id] = state | ({"note": note} if note else {})
        return {"records": found} if found else {}

    def steps(self, stage: Stage, level: Level) -> dict[str, Json]:
        """What is done of the steps of the stage."""
        dice, found = self._dice, {}
        for step in self._bank.steps:
            if stage in step.stages and dice.chance(level.done * 0.5):
                note = dice.one_of(NOTES)
                done = {"done": _day(-dice.between(0, 20))}
                found[step.id] = done | ({"note": note} if note else {})
        return {"steps": found} if found else {}

    def medicines(self, _stage: Stage, level: Level) -> dict[str, Json]:
        dice, found = self._dice, dict[str, Json]()
        if dice.chance(level.done):
            found["medicines"] = dice.some(MEDICINES, dice.between(1, 3))
        if dice.chance(level.done / 2):
            found["allergies"] = dice.some(ALLERGIES, dice.between(1, 2))
        return found

    def opinions(self, stage: Stage) -> dict[str, Json]:
        """Two of them, which agree in some of their parts."""
        dice, ids = self._dice, [each.id for each in self._bank.diagnosis]
        return {
            "opinions": [
                {
                    "id": name,
                    "by": dice.one_of(DOCTORS),
                    "who": dice.one_of(CLINICIANS),
                    "place": dice.one_of(PLACES),
                    "date": _day(-dice.between(1, 10)),
                    "facts": self._answers.of(dice.some(ids, 5), stage),
                    "plan": {
                        part.id: {"value": self._planned(part)}
                        for part in self._bank.parts
                        if part.choices and dice.chance(0.4)
                    },
                    "reason": dice.one_of(
                        ("", "the slides were read again", "\u00abplus sûr\u00bb")
                    ),
                }
                for name in ("first", "second")
            ]
        }

    def other_tumors(self, stage: Stage) -> dict[str, Json]:
        dice = self._dice
        facts = self._answers.of(("er", "pr", "her2", "size_mm", "grade"), stage)
        name = dice.one_of(("right breast", "left breast, 3 o\u2019clock"))
        tumor = {"name": name, "date": _day(-dice.between(3, 60)), "facts": facts}
        return {"other_tumors": [tumor]}

    def hospitals(self, stage: Stage) -> dict[str, Json]:
        """What two hospitals answered to some of the questions for them."""
        dice = self._dice
        asked = [
            question
            for question in self._bank.questions
            if stage in question.stages and question.topic.startswith("hospital-")
        ]
        return {
            "hospitals": [
                {
                    "name": name,
                    "answers": {
                        question.id: {"answer": dice.one_of(("yes", "no", "120"))}
                        | ({"year": 2025} if question.by_year else {})
                        for question in dice.some(asked, 4)
                    },
                }
                for name in ("Example General", "Hôpital d\u2019exemple")
            ]
        }

    def _planned(self, part: ComparedPart) -> Json:
        first = self._dice.one_of(part.choices)
        if not part.many:
            return first.id
        others = [each.id for each in part.choices if not each.exclusive and each != first]
        more = [] if first.exclusive else self._dice.some(others, self._dice.below(2))
        return [first.id, *more]


def _day(after: int) -> str:
    """A day so many days after the fixed one."""
    return (DAY + timedelta(days=after)).isoformat()

"""Texts that mean something to some format, and a case that has them wherever one can write."""

from __future__ import annotations

from datetime import date
from itertools import cycle

from hypothesis import strategies as st

from so_cli.case.model import (
    Answer,
    Case,
    Doctor,
    GivenAnswer,
    Medicine,
    OtherTumor,
    OtherValue,
    OwnQuestion,
    Person,
    Questions,
    RecordState,
    Source,
    StepState,
    Visit,
)

DAY = date(2026, 12, 10)
PIECES = (
    *("*", "**", "_", "`", "```", "#", "> ", "- ", "1. ", "|", "~~", "!", "$", "\\", "a", " "),
    *("\n", "\n\n", "---", "[a](b)", "<b>", "<!--", "&#10;", "\u2028", "\x1b[2J", "{you}", "{0}"),
)
HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(
    lambda parts: "x" + "".join(parts) + "x"
)


def case_of(*texts: str) -> Case:
    """A case with these texts, in turn, wherever a person can write freely."""
    turn = cycle(texts)
    source = Source(file=next(turn), where=next(turn), words=next(turn))
    return Case(
        id="pat",
        stage="post-biopsy",
        answered_by=next(turn),
        person=Person(name=next(turn), phone=next(turn), interpreter=next(turn)),
        doctors=(Doctor(name=next(turn), phone=next(turn), first=True),),
        visits=(Visit(date=DAY, time=next(turn), with_=next(turn), place=next(turn)),),
        decision=next(turn),
        facts={
            "main_question": Answer(value=next(turn)),
            "other_conditions": Answer(value=next(turn)),
            "other_tumor": Answer(value=next(turn), source=source),
            "tnm": Answer(value=next(turn), other=(OtherValue(value=next(turn), source=source),)),
        },
        questions=Questions(
            own=(OwnQuestion(id="own-2", text=next(turn)),),
            answers={"own-2": GivenAnswer(text=next(turn), from_=next(turn))},
        ),
        records={"biopsy-report": RecordState(status="arrived", note=next(turn), file=next(turn))},
        steps={"call-insurer": StepState(done=DAY, note=next(turn))},
        medicines=(
            Medicine(name=next(turn), dose=next(turn), how_often=next(turn), why=next(turn)),
        ),
        allergies=(next(turn), next(turn)),
        other_tumors=(OtherTumor(name=next(turn), facts={"tnm": Answer(value=next(turn))}),),
    )


NASTY = {
    "html": '<script>alert(1)</script><img src=x onerror=alert(1)> & "quoted" &lt;b&gt;',
    "markdown": "# a **b** _c_ [d](javascript:alert(1)) `e` | --- | > - 1. ~~f~~ <!-- g",
    "typst": "#let x = 1; #panic() $a^2$ @ref <label> \\ `raw` = - + / *b* _c_ ~ https://x.org",
    "jinja": "{{ 7*7 }} {% if %} {# gone #} {you} {0} ${HOME} %s",
    "calendar": "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x;y,z\\n",
    "terminal": "\x1b[2J\x1b[31mred\x07 \u202eturned\u2066 \u200bwide\ufeff",
    "other letters": "Nguyễn Zażółć Ελληνικά Привет שלום",
}
"""What each format would take for something else, if it were not text there."""

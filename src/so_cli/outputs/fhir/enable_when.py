"""What must stand in a form, in the words of FHIR: one level, all of it or any of it."""

from __future__ import annotations

from so_cli import wording
from so_cli.bank.model import Fact
from so_cli.outputs.fhir.answers import UNANSWERED, codes_of, coding
from so_cli.outputs.fhir.enabling import Enabling, Has, Joint, Lacks, Unsaid, Within
from so_cli.outputs.fhir.names import Resource


class CannotSay(Exception):
    """FHIR has no words for a condition; its text is the reason."""


def enable_when(enabling: Enabling) -> Resource:
    """The keys `enableWhen` and `enableBehavior` of what is shown at times; none of ALWAYS.

    Raises CannotSay, which gives the reason.
    """
    if isinstance(enabling, Joint):
        found = [(enabling.is_all, _tests(enabling.parts, is_all=enabling.is_all))]
    else:
        found = [(is_all, _tests((enabling,), is_all=is_all)) for is_all in (False, True)]
    ways = [(is_all, tests) for is_all, tests in found if tests is not None]
    if not ways:
        raise CannotSay(wording.FHIR_NESTED)
    is_all, tests = min(ways, key=_how_plain)
    if not tests:
        return {}
    behavior = {"enableBehavior": "all" if is_all else "any"} if len(tests) > 1 else {}
    return {"enableWhen": tests, **behavior}


def _how_plain(way: tuple[bool, list[Resource]]) -> tuple[int, int]:
    """The fewer, the better; programs disagree about "is not" where there is no answer at all."""
    tests = way[1]
    return sum(test["operator"] == "!=" for test in tests), len(tests)


def _tests(parts: tuple[Enabling, ...], *, is_all: bool) -> list[Resource] | None:
    """The parts as tests side by side; None where one of them would need a level of its own."""
    found: list[Resource] = []
    for part in parts:
        tests = _part(part, is_all=is_all)
        if tests is None:
            return None
        found += tests
    return found


def _part(part: Enabling, *, is_all: bool) -> list[Resource] | None:
    """The tests that say a part, beside others of which all must hold, or any."""
    match part:
        case Has(fact, codes) if not is_all or len(codes) == 1:
            return [_is(fact, code) for code in sorted(codes)]
        case Has(fact, codes) if fact.kind == "choice":
            return [_is_not(fact, code) for code in sorted(codes_of(fact) - codes)]
        case Lacks(fact, codes) if is_all or len(codes) == 1:
            return [_is_not(fact, code) for code in sorted(codes)]
        case Within(fact, least, most):
            bounds = [
                {"question": fact.id, "operator": operator, "answerDecimal": bound}
                for operator, bound in ((">=", least), ("<=", most))
                if bound is not None
            ]
            return bounds if is_all or len(bounds) == 1 else None
        case Unsaid(why):
            raise CannotSay(why)
        case _:
            return None


def _is(fact: Fact, code: str) -> Resource:
    if code == UNANSWERED:
        return {"question": fact.id, "operator": "exists", "answerBoolean": False}
    return {"question": fact.id, "operator": "=", "answerCoding": coding(fact, code)}


def _is_not(fact: Fact, code: str) -> Resource:
    if code == UNANSWERED:
        return {"question": fact.id, "operator": "exists", "answerBoolean": True}
    return {"question": fact.id, "operator": "!=", "answerCoding": coding(fact, code)}

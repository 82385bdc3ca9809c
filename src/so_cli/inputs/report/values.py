"""From what was said of a receptor to the facts of the bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.her2 import gene_test_of, her2_of
from so_cli.inputs.report.lexicon import Token
from so_cli.inputs.report.model import Found
from so_cli.inputs.report.said import STATUS_VALUES, Said, found_as

# Below 1 percent is negative, up to 10 percent is low: within a band, a range means one thing.
_BANDS = (1.0, 10.0)


def findings_of(
    kinds: Sequence[str], said: Said, span: tuple[int, int], *, is_named: bool = True
) -> list[Found]:
    """The facts of the receptors; several values in a row go to several receptors in a row."""
    wide = _widened(kinds)
    statuses = [
        status
        for status in said.statuses
        if status in {*STATUS_VALUES, "unclear-sign", "open", "not-done"}
    ]
    found: list[Found] = []
    for place, kind in enumerate(wide):
        if len(set(statuses)) > 1 and len(statuses) != len(wide):
            own: str | None = "conflict"
        elif len(statuses) == len(wide) and len(wide) > 1:
            own = statuses[place]
        else:
            own = statuses[0] if statuses else None
        if kind in {"er", "pr"}:
            found += _hormone(kind, own, said, place if len(wide) > 1 else None, len(wide), span)
        elif kind == "her2":
            found += her2_of(own, said, span, alone=len(wide) == 1)
        elif kind == "ki67" and len(wide) == 1:
            found += _ki67(said, span)
        elif kind == "ish":
            found += gene_test_of(said, span, is_named=is_named)
    if "both" in kinds:
        return [_doubted(one, wording.WHICH_RECEPTOR) for one in found]
    return found


def _widened(kinds: Sequence[str]) -> list[str]:
    wide: list[str] = []
    for kind in kinds:
        wide += {"both": ["er", "pr"], "triple": ["er", "pr", "her2"]}.get(kind, [kind])
    return list(dict.fromkeys(wide))


def percent_of(token: Token) -> tuple[float, float, str]:
    """Lowest and highest that a percentage can mean, and the sign before it."""
    parts = token.parts
    low = float(parts["low"])
    high = float(parts.get("high", low))
    sign = parts.get("sign", "").strip().lower()
    if sign.startswith(("<", "\u2264", "less", "under", "up")):
        return 0.0, low - (0.01 if sign[:1] != "\u2264" and "=" not in sign else 0), "<"
    if sign.startswith((">", "\u2265", "greater", "more", "over", "at least")):
        return low, 100.0, ">"
    return low, high, ""


def _band(percent: float) -> int:
    return sum(percent >= bound if bound == 1.0 else percent > bound for bound in _BANDS)


def _hormone(
    kind: str, status: str | None, said: Said, place: int | None, count: int, span: tuple[int, int]
) -> Iterator[Found]:
    if status in {"open", "not-done", "equivocal", "conflict"}:
        return
    percent = _one_percent(said, place, count)
    value = STATUS_VALUES.get(status or "", "")
    doubt = wording.SIGN_UNCLEAR if status == "unclear-sign" else ""
    if status == "unclear-sign":
        value = "positive"
    if not value:
        value, doubt = _from_numbers(percent, said)
    elif percent and value in {"positive", "negative"}:
        low, high, _ = percent
        if (value == "negative" and low >= 1) or (value == "positive" and high < 1):
            doubt = wording.WORD_AND_NUMBER
    if value:
        yield found_as(kind, value, span, doubt)
    if percent and value != "pending":
        low, high, _ = percent
        is_plain = _band(low) == _band(high) and high <= 100
        yield found_as(
            f"{kind}_percent", _whole(low), span, doubt if is_plain else wording.RANGE_UNCLEAR
        )


def _one_percent(said: Said, place: int | None, count: int) -> tuple[float, float, str] | None:
    """The percentage that is meant, if it is plain which."""
    outside = [token for token, inside in said.percents if not inside]
    every = [token for token, _ in said.percents]
    if place is not None:
        return percent_of(every[place]) if len(every) == count else None
    chosen = outside if len(outside) == 1 else every
    if len(chosen) != 1:
        return None
    low, high, sign = percent_of(chosen[0])
    return (low, high, sign) if low <= high <= 100 else None


def _from_numbers(percent: tuple[float, float, str] | None, said: Said) -> tuple[str, str]:
    """Positive or negative, where only a number is given."""
    if percent:
        low, high, _ = percent
        if high < 1:
            return "negative", ""
        if low >= 10:
            return "positive", ""
        return ("positive", wording.FEW_CELLS) if low >= 1 else ("", "")
    if said.allred is not None:
        if said.allred in {0, 2}:
            return "negative", "" if said.allred == 0 else wording.SCORE_ALONE
        return ("positive", "") if said.allred >= 3 else ("", "")
    if said.h_score is not None and said.h_score <= 300:
        if said.h_score == 0:
            return "negative", ""
        return "positive", "" if said.h_score >= 30 else wording.SCORE_ALONE
    if len(set(said.scores)) == 1 and not said.percents:
        return ("positive" if said.scores[0] else "negative"), wording.SCORE_ALONE
    return "", ""


def _ki67(said: Said, span: tuple[int, int]) -> Iterator[Found]:
    percent = _one_percent(said, None, 1)
    if percent is None:
        return
    low, high, sign = percent
    value = high + 0.01 if sign == "<" else low
    yield found_as(
        "ki67_percent", _whole(value), span, "" if low == high else wording.RANGE_UNCLEAR
    )


def _whole(number: float) -> Stored:
    number = round(number, 2)
    return int(number) if number == int(number) else number


def _doubted(found: Found, doubt: str) -> Found:
    return Found(
        fact=found.fact, value=found.value, start=found.start, end=found.end, rule=found.rule, doubt=found.doubt or doubt,
    )  # fmt: skip

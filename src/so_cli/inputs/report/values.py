"""From what was said of a receptor to the facts of the bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.her2 import gene_test_of, her2_of
from so_cli.inputs.report.lexicon import Token
from so_cli.inputs.report.model import Found, doubted
from so_cli.inputs.report.said import STATUS_VALUES, Said, found_as

# Below 1 percent is negative, up to 10 percent is low: within a band, a range means one thing.
_BANDS = (1.0, 10.0)
_JUST = 0.01


Percent = tuple[float, float]
"""The least and the most that a percentage can mean."""


class Row(Struct, frozen=True):
    """The words that speak of `count` receptors at once, of which this is the one at `place`."""

    span: tuple[int, int]
    place: int = 0
    count: int = 1


def findings_of(
    kinds: Sequence[str], said: Said, span: tuple[int, int], *, is_named: bool = True
) -> list[Found]:
    """The facts of the receptors; several values in a row go to several receptors in a row."""
    wide = _widened(kinds)
    found: list[Found] = []
    for place, kind in enumerate(wide):
        row = Row(span, place, len(wide))
        own = _own_status(said, row)
        if kind in {"er", "pr"}:
            found += _hormone(kind, own, said, row)
        elif kind == "her2":
            found += her2_of(own, said, span, alone=len(wide) == 1)
        elif kind == "ki67" and len(wide) == 1:
            found += _ki67(said, row)
        elif kind == "ish":
            found += gene_test_of(said, span, is_named=is_named)
    return [_of_one_or_both(one) for one in found] if "both" in kinds else found


def _of_one_or_both(found: Found) -> Found:
    """Hormone receptors are negative only if both are; positive may be one of them alone."""
    is_plain = found.value == "negative"
    return found if is_plain else doubted(found, wording.WHICH_RECEPTOR)


def _own_status(said: Said, row: Row) -> str | None:
    """The word for the receptor of this row; `conflict` where it cannot be told."""
    words = [word for word in said.statuses if word in {*STATUS_VALUES, "open", "not-done"}]
    if len(words) == row.count > 1:
        return words[row.place]
    if len(set(words)) > 1:
        return "conflict"
    return words[0] if words else None


def _widened(kinds: Sequence[str]) -> list[str]:
    wide: list[str] = []
    for kind in kinds:
        wide += {"both": ["er", "pr"], "triple": ["er", "pr", "her2"]}.get(kind, [kind])
    return list(dict.fromkeys(wide))


def percent_of(token: Token) -> Percent:
    """What a percentage can mean: `<1%` is from 0 to just below 1."""
    low = float(token.parts["low"])
    high = float(token.parts.get("high", low))
    sign = token.parts.get("sign", "").strip().lower()
    if sign in {"<=", "\u2264"} or sign.startswith("up"):
        return 0.0, low
    if sign.startswith(("<", "less", "under")):
        return 0.0, low - _JUST
    if sign.startswith((">", "\u2265", "greater", "more", "over", "at least")):
        return low, 100.0
    return low, high


def _band(percent: float) -> int:
    return sum(percent >= bound if bound == 1.0 else percent > bound for bound in _BANDS)


def _hormone(kind: str, status: str | None, said: Said, row: Row) -> Iterator[Found]:
    if status in {"open", "not-done", "equivocal", "conflict"}:
        return
    percent = _one_percent(said, row)
    value = STATUS_VALUES.get(status or "", "")
    doubt = wording.SIGN_UNCLEAR if status == "unclear-sign" else ""
    if not value:
        value, doubt = _from_numbers(percent, said)
    elif percent and _contradicts(value, percent):
        doubt = wording.WORD_AND_NUMBER
    if value:
        yield found_as(kind, value, row.span, doubt)
    if percent and value != "pending" and (percent[0] or not percent[1]):
        # "Less than 1%" is no number, and says negative all the same.
        low, high = percent
        is_plain = _band(low) == _band(high) and high <= 100
        unsure = doubt if is_plain else wording.RANGE_UNCLEAR
        yield found_as(f"{kind}_percent", _whole(low), row.span, unsure)


def _contradicts(value: str, percent: Percent) -> bool:
    low, high = percent
    return (value == "negative" and low >= 1) or (value == "positive" and high < 1)


def _one_percent(said: Said, row: Row) -> Percent | None:
    """The percentage that is meant, if it is plain which."""
    every = [token for token, _ in said.percents]
    if row.count > 1:
        chosen = [every[row.place]] if len(every) == row.count else []
    else:
        outside = [token for token, inside in said.percents if not inside]
        results = [token for token in every if not _is_cut_off(token)]
        chosen = outside if len(outside) == 1 else results or every
    if len(chosen) != 1:
        return None
    low, high = percent_of(chosen[0])
    return (low, high) if low <= high <= 100 else None


def _is_cut_off(token: Token) -> bool:
    """`>=1%` is where positive begins, and no result beside another number."""
    low, high = percent_of(token)
    return low <= 1 and high == 100


def _from_numbers(percent: Percent | None, said: Said) -> tuple[str, str]:
    """Positive or negative, where only a number is given; and a doubt where that is too little."""
    if percent:
        return _from_percent(*percent)
    if said.allred is not None:
        value = "positive" if said.allred >= 3 else "negative"
        return value, wording.SCORE_ALONE if said.allred in {1, 2} else ""
    if said.h_score is not None and said.h_score <= 300:
        value = "positive" if said.h_score else "negative"
        return value, wording.SCORE_ALONE if 0 < said.h_score < 30 else ""
    if len(set(said.scores)) == 1 and not said.percents:
        return ("positive" if said.scores[0] else "negative"), wording.SCORE_ALONE
    return "", ""


def _from_percent(low: float, high: float) -> tuple[str, str]:
    if high < 1:
        return "negative", ""
    if low >= 10:
        return "positive", ""
    return ("positive", wording.FEW_CELLS) if low >= 1 else ("", "")


def _ki67(said: Said, row: Row) -> Iterator[Found]:
    percent = _one_percent(said, row)
    if percent:
        low, high = percent
        value = high if low == 0 else low
        doubt = "" if low == high else wording.RANGE_UNCLEAR
        yield found_as("ki67_percent", _whole(round(value, 1)), row.span, doubt)


def _whole(number: float) -> Stored:
    number = round(number, 2)
    return int(number) if number == int(number) else number

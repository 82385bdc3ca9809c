"""From what was said of a receptor to the facts of the bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.case.model import Stored
from so_cli.inputs.report.lexicon import Token, numbers
from so_cli.inputs.report.model import Found

_OF_SCORE = {0: "negative", 1: "negative", 2: "equivocal", 3: "positive"}
_STATUS = {"yes": "positive", "no": "negative", "pending": "pending", "equivocal": "equivocal"}
_GENE = {
    "yes": "amplified", "amplified": "amplified", "no": "not-amplified",
    "not-amplified": "not-amplified", "pending": "pending", "not-done": "not-done",
}  # fmt: skip
# Below 1 percent is negative, up to 10 percent is low: within a band, a range means one thing.
_BANDS = (1.0, 10.0)
_LESS = frozenset("<\u2264")


class Said:
    """What was said of one receptor, or of several at once."""

    def __init__(self, start: int) -> None:
        self.start, self.end = start, -1
        self.statuses: list[str] = []
        self.gene_tests: list[str] = []
        self.percents: list[tuple[Token, bool]] = []
        self.scores: list[int] = []
        self.allred: int | None = None
        self.h_score: int | None = None
        self.is_ultralow = False
        self.is_her2_unclear = False

    @property
    def has_value(self) -> bool:
        """Whether anything was said that is a value."""
        return bool(
            self.statuses or self.gene_tests or self.percents or self.scores or self.is_her2_unclear
        ) or (self.allred is not None or self.h_score is not None)

    def add_status(self, kind: str, end: int, start: int | None = None) -> None:
        """A word such as positive."""
        self.statuses.append(kind)
        self.end = max(self.end, end)
        if start is not None:
            self.start = min(self.start, start)

    def add_gene_test(self, kind: str, end: int) -> None:
        """What FISH or the like has found."""
        self.gene_tests.append(kind)
        self.end = max(self.end, end)

    def add_measure(self, token: Token, *, inside: bool) -> None:
        """A number with its kind; `inside`: it stands in brackets."""
        self.end = max(self.end, token.end)
        parts = numbers(token)
        if token.kind == "percent":
            self.percents.append((token, inside))
        elif token.kind == "score":
            self.scores.append(
                int(parts.get("score") or parts.get("score_bare") or parts.get("nought") or 0)
            )
        elif token.kind == "allred":
            self.allred = int(parts.get("allred") or parts.get("allred_bare") or 0)
        elif token.kind == "h-score":
            self.h_score = int(parts["h"])
        else:
            self.is_ultralow = True


def findings_of(
    kinds: Sequence[str], said: Said, span: tuple[int, int], *, is_named: bool = True
) -> list[Found]:
    """The facts of the receptors; several values in a row go to several receptors in a row."""
    wide = _widened(kinds)
    statuses = [
        status
        for status in said.statuses
        if status in {*_STATUS, "unclear-sign", "open", "not-done"}
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
            found += _her2(own, said, span, alone=len(wide) == 1)
        elif kind == "ki67" and len(wide) == 1:
            found += _ki67(said, span)
        elif kind == "ish":
            found += _gene(said, span, is_named=is_named)
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
    parts = numbers(token)
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
    value = _STATUS.get(status or "", "")
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
        yield _found(kind, value, span, doubt)
    if percent and value != "pending":
        low, high, _ = percent
        is_plain = _band(low) == _band(high) and high <= 100
        yield _found(
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


def _her2(status: str | None, said: Said, span: tuple[int, int], *, alone: bool) -> Iterator[Found]:
    if said.is_her2_unclear:
        yield _found("her2", "positive", span, wording.HER2_TWO_WAYS)
        return
    if status == "conflict":
        return
    scores = sorted(set(said.scores)) if alone else []
    score = scores[0] if len(scores) == 1 else None
    word = _STATUS.get(status or "", "")
    of_gene = _gene_result(said)
    doubt = wording.SIGN_UNCLEAR if status == "unclear-sign" else ""
    if status == "unclear-sign":
        word = "positive"
    if score is not None:
        meant = _OF_SCORE[score]
        settled = {"amplified": "positive", "not-amplified": "negative"}.get(of_gene)
        if word and word not in {meant, settled, "pending"}:
            doubt = wording.WORD_AND_NUMBER
        word = word if word and word != "pending" else meant
    elif len(scores) > 1:
        doubt = doubt or wording.RANGE_UNCLEAR
    if score is not None and (not doubt or doubt == wording.WORD_AND_NUMBER):
        ihc: Stored = "0-with-staining" if said.is_ultralow and score == 0 else str(score)
        yield _found("her2_ihc", ihc, span, doubt)
    if of_gene in {"amplified", "not-amplified"}:
        by_gene = "positive" if of_gene == "amplified" else "negative"
        if (by_gene, score) in {("positive", 0), ("positive", 1), ("negative", 3)}:
            doubt = wording.TESTS_DISAGREE
        elif word in {"positive", "negative"} and word != by_gene and score is None:
            doubt = wording.TESTS_DISAGREE
        word = by_gene
    if of_gene:
        yield _found("her2_ish", of_gene, span, doubt)
    if word:
        yield _found("her2", word, span, doubt)


def _gene_result(said: Said) -> str:
    named = {_GENE[kind] for kind in said.gene_tests if kind in _GENE}
    final = named & {"amplified", "not-amplified"}
    if len(final) == 1:
        return next(iter(final))
    return next(iter(named)) if len(named) == 1 else ""


def _gene(said: Said, span: tuple[int, int], *, is_named: bool) -> Iterator[Found]:
    result = _gene_result(said)
    doubt = "" if is_named else wording.WHICH_TEST
    if "equivocal" in said.gene_tests:
        yield _found("her2", "equivocal", span, doubt)
        return
    if not result:
        return
    yield _found("her2_ish", result, span, doubt)
    if result in {"amplified", "not-amplified"}:
        value = "positive" if result == "amplified" else "negative"
        yield _found("her2", value, span, doubt)


def _ki67(said: Said, span: tuple[int, int]) -> Iterator[Found]:
    percent = _one_percent(said, None, 1)
    if percent is None:
        return
    low, high, sign = percent
    value = high + 0.01 if sign == "<" else low
    yield _found("ki67_percent", _whole(value), span, "" if low == high else wording.RANGE_UNCLEAR)


def _whole(number: float) -> Stored:
    number = round(number, 2)
    return int(number) if number == int(number) else number


def _found(fact: str, value: Stored, span: tuple[int, int], doubt: str = "") -> Found:
    return Found(fact=fact, value=value, start=span[0], end=span[1], rule="receptors", doubt=doubt)


def _doubted(found: Found, doubt: str) -> Found:
    return Found(
        fact=found.fact, value=found.value, start=found.start, end=found.end, rule=found.rule, doubt=found.doubt or doubt,
    )  # fmt: skip

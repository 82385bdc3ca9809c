"""What was said of receptors, before it is turned into facts."""

from __future__ import annotations

from so_cli.case.model import Stored
from so_cli.inputs.report.lexicon import Token
from so_cli.inputs.report.model import Found

STATUS_VALUES = {
    "yes": "positive", "no": "negative", "pending": "pending", "equivocal": "equivocal",
    "unclear-sign": "positive",
}  # fmt: skip


class Said:
    """What was said of one receptor, or of several at once."""

    def __init__(self, start: int) -> None:
        self.start, self.end = start, -1
        self.statuses: list[str] = []
        self.genes: list[str] = []
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
            self.statuses or self.genes or self.percents or self.scores or self.is_her2_unclear
        ) or (self.allred is not None or self.h_score is not None)

    def add_status(self, kind: str, end: int, start: int | None = None) -> None:
        """A word such as positive."""
        self.statuses.append(kind)
        self.end = max(self.end, end)
        if start is not None:
            self.start = min(self.start, start)

    def add_gene_test(self, kind: str, end: int) -> None:
        """What FISH or the like has found."""
        self.genes.append(kind)
        self.end = max(self.end, end)

    def add_measure(self, token: Token, *, inside: bool) -> None:
        """A number with its kind; `inside`: it stands in brackets."""
        self.end = max(self.end, token.end)
        parts = token.parts
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


def found_as(fact: str, value: Stored, span: tuple[int, int], doubt: str = "") -> Found:
    """A finding of this table."""
    return Found(fact=fact, value=value, start=span[0], end=span[1], rule="receptors", doubt=doubt)

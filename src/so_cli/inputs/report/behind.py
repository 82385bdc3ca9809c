"""What stands behind a receptor: "ER: positive (95%, strong)", "ER+", "HER2 by FISH: negative"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from so_cli.inputs.report.lexicon import Token
from so_cli.inputs.report.said import Said

MARKERS = frozenset({"er", "pr", "her2", "both", "triple", "ki67"})
SKIPPED = frozenset({"filler", "colon", "gone", "respectively", "minus"})
STATUS = frozenset(
    {"yes", "no", "equivocal", "pending", "open", "not-done", "amplified", "not-amplified"}
)
_MEASURES = frozenset({"percent", "score", "allred", "h-score", "low"})
_BEFORE_SIGN = frozenset({*SKIPPED, *MARKERS, "and", "plus", "open-bracket", "close-bracket"})
_SIGNS = frozenset({"plus", "minus"})
_BRACKETS = frozenset({"open-bracket", "close-bracket"})
_AFTER_MINUS = frozenset({"/", ",", ".", ";", ")", "]", "last", "this", "yesterday", "today"})
_EXPRESSION = frozenset(
    {"expression", "overexpression", "over-expression", "staining", "reactivity"}
)
# "not ER positive"; "was positive on biopsy, but negative at excision"
_DENIED = re.compile(r"\b(?:not|non|never|nor)[ -]{1,2}(?:an? )?$", re.IGNORECASE)
_TURNS = re.compile(
    r"[^.;:]{0,60}\b(?:but|however|whereas|although|then)\b(?: (?!ER\b|PR\b|HER|o?estrogen|progesterone)\w+){0,4} (?:positive|negative)"
    r"|[^.;:]{0,40}(?:,|\band) ?(?:positive|negative) (?:on|at|in) (?:the )?"
    r"(?:core|biops|excis|resect|recurr|repeat|node|other|another|second)",
    re.IGNORECASE,
)


class Group(Struct, frozen=True):
    """Receptors that share a value: the places of the first and last of them."""

    kinds: tuple[str, ...]
    first: int
    last: int


def behind(words: Sequence[Token], group: Group, text: str) -> Said:
    """What stands behind the receptors, up to the first word that is not of the lexicon."""
    scan = _Scan(words, group, text)
    index: int | None = group.last + 1
    while index is not None and index < len(words):
        index = scan.step(index)
    if _DENIED.search(text[: words[group.first].start]) or _TURNS.match(text[scan.said.end :]):
        scan.said.statuses.clear()
    return scan.said


def binds_ahead(words: Sequence[Token], index: int) -> bool:
    """Whether a value belongs to what follows it: "negative for PR"."""
    index += 1
    while index < len(words) and words[index].kind in {"filler", "percent"}:
        index += 1
    if index >= len(words) or words[index].kind != "for":
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return following is None or following.text.lower() not in _EXPRESSION


class _Scan:
    """A walk to the right. Each step gives the next place, or None where the value ends."""

    def __init__(self, words: Sequence[Token], group: Group, text: str) -> None:
        self.words, self.group, self.text = words, group, text
        self.said = Said(start=words[group.first].start)
        self.is_her2 = "her2" in group.kinds
        self.in_gene_test = False
        self.depth = 0

    def step(self, index: int) -> int | None:
        word = self.words[index]
        if word.kind in _SIGNS:
            if len(self.said.statuses) < len(self.group.kinds):
                self._sign(index)
        elif word.kind in _BRACKETS:
            self.depth += 1 if word.kind == "open-bracket" else -1
            if self.depth < 0:
                return None
        elif word.kind == "wall":
            return self._wall(index)
        elif word.kind in _MEASURES:
            self.said.add_measure(word, inside=self.depth > 0)
        elif word.kind in STATUS:
            return self._status(index)
        elif self._ends(word.kind):
            return None
        return index + 1

    def _ends(self, kind: str) -> bool:
        """Whether nothing behind this word can belong to the receptors any more."""
        if kind == "ish":
            self.in_gene_test = self.is_her2 and not self.said.has_value
            return not self.in_gene_test
        if kind in MARKERS:
            return self.depth == 0 or self.said.has_value
        return kind in {"none-of", "some-of", "for"} or (kind == "stop" and self.depth == 0)

    def _wall(self, index: int) -> int | None:
        """Outside of brackets a wall ends it; a bracket with a wall in it is left out."""
        if self.depth == 0:
            if self.words[index].text.lower() == "that":  # "is positive that ..."
                self.said.statuses.clear()
            return None
        while index < len(self.words) and self.words[index].kind != "close-bracket":
            index += 1
        return index

    def _status(self, index: int) -> int | None:
        word = self.words[index]
        if word.kind in {"amplified", "not-amplified"}:  # `genes` reads it
            self.said.end = word.end
            return index + 1 if self.is_her2 else None
        if word.kind in {"yes", "no"} and binds_ahead(self.words, index):
            return None
        if word.kind == "pending" and self._kind(index + 1) == "ish":  # "sent for FISH"
            return None
        if self.in_gene_test or (self.is_her2 and self._is_of_gene_test(index)):
            self.said.add_gene_test(word.kind, word.end)
        else:
            self.said.add_status(word.kind, word.end)
        return index + 1

    def _is_of_gene_test(self, index: int) -> bool:
        """`positive by FISH`."""
        ahead = index + 1
        while ahead < len(self.words) and self.words[ahead].kind == "filler" and ahead < index + 5:
            ahead += 1
        return ahead > index + 1 and ahead < len(self.words) and self.words[ahead].kind == "ish"

    # --- plus and minus ---

    def _sign(self, index: int) -> None:
        """A plus or minus behind a receptor, if it is its value."""
        if any(token.kind not in _BEFORE_SIGN for token in self.words[self.group.last : index]):
            return
        word = self.words[index]
        kind = self._plus(index) if word.kind == "plus" else self._minus(index)
        if kind:
            self.said.add_status(kind, word.end)

    def _plus(self, index: int) -> str:
        if self.words[self.group.last].text.lower().endswith("her 2"):
            self.said.is_her2_unclear = True
            return ""
        if self.is_her2 and len(self.words[index].text) in {2, 3}:  # "++" is the score 2+
            self.said.scores.append(len(self.words[index].text))
            return ""
        following = self._at(index + 1)
        if following is None or following.kind not in MARKERS:
            return "yes"
        has_sign = self._kind(index + 2) in _SIGNS  # "ER+PR-" has two, "ER + PR" may have none
        is_list = not self._is_attached(index) if self._is_spaced(index) else not has_sign
        return "unclear-sign" if is_list else "yes"

    def _minus(self, index: int) -> str:
        following = self._at(index + 1)
        if "triple" in self.group.kinds:
            return "" if following and following.kind in STATUS else "no"
        if self._is_attached(index):
            ends = following is None or following.kind in {"and", "stop", *_BRACKETS}
            is_apart = bool(following) and self._is_spaced(index)
            is_with = following is not None and following.text == "with"
            is_told = is_apart and (is_with or self._kind(index + 1) in {"wall", *MARKERS})
            is_row = self._kind(index + 1) in MARKERS and self._kind(index + 2) in _SIGNS
            return "no" if ends or is_told or is_row else ""
        if self.words[index - 1].kind == "colon":  # an empty field, unless it stands in a row
            is_row = len(self.group.kinds) > 1 and following is not None and following.text == "/"
            return "no" if is_row else ""
        ends = following is None or following.text.lower() in _AFTER_MINUS
        return "no" if ends else ""

    def _at(self, index: int) -> Token | None:
        return self.words[index] if index < len(self.words) else None

    def _kind(self, index: int) -> str:
        token = self._at(index)
        return token.kind if token else ""

    def _is_attached(self, index: int) -> bool:
        return self.words[index].start == self.words[index - 1].end

    def _is_spaced(self, index: int) -> bool:
        end = self.words[index].end
        return end >= len(self.text) or self.text[end] == " "

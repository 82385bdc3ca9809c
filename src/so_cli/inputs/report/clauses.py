"""The clauses of a report: sentences, and lines of lists together with their labels."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from so_cli.inputs.report.layout import Placed, place
from so_cli.inputs.report.lines import Line, split
from so_cli.inputs.report.masking import mask, without_leaders
from so_cli.inputs.report.model import Clause
from so_cli.inputs.spoken import MAX_WORDS, short

MAX_CLAUSE = 1_500
"""What is longer is no sentence, and is not read."""
_LONGEST = 40
_FULL_LINE = 60
_ITEM = re.compile(
    r"(?:[-*\u2022\u25cf\u25aa] ?(?=\S)|\(?[a-h\d]{1,2}[.)] |[\[(_\u2610\u2611\u2612])"
)
_LABELLED = re.compile(
    r"[A-Za-z][\w /(),.#&'+-]{0,70}?(?::|\.{3,}|={2,}|\||[\[(] ?[xX]? ?[\])]|[\u2610\u2611\u2612])"
)
_TNM = re.compile(r"(?:[pcymr]{1,3}(?:TNM|[TNM])|p53|p16)(?=[\dXi :(]|\b)")
_RESULT = re.compile(r"(?:results?|status|interpretation) ?[:.]", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:\b(?:for|of|the|and|or|is|are|with|by|in|to|a|an|was|were|shows?|no|not|at|than|from|as)|,|/)$",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(
    r"[-*\u2022 ]{0,3}(?:o?estrogen|progesterone|ER|PR|PgR|HER-?2(?: ?/ ?neu)?|c-?erb-?B-?2|Ki-?67|MIB-?1"
    r"|(?:oncotype dx )?(?:breast )?recurrence score\u00ae?|mammaprint\u00ae?)"
    r"(?:[ -]receptors?)?(?: ?\([^()]{1,40}\))?"
    r"(?: (?:status|by|IHC|immunohistochemistry|ISH|FISH|method|expression"
    r"|result))*[: -]{0,3}",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:[.!;]|(?<=\w)\?) (?=[A-Z(\[\d-])|; ?|(?<=[\w)]) (?=- \d{1,2}/(?:\d{1,2}/)?\d{4} )"
)
"""A question mark in front of a word belongs to it: `? ER positive`."""
_MEASURE_BEHIND = re.compile(
    r";(?= ?(?:[<>\u2265~]? ?\d{1,3} ?%|[0-3] ?\+|(?:\d{1,2}|none|no) (?:are )?"
    r"(?:positive|involved)))"
)
"""`Positive; 95%`, `3 nodes examined; 0 positive`: what follows is part of the same value."""
_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
_LETTERS = re.compile(r"[A-Za-z]|[-+\u2713]$")
_SHORT = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|approx|No|no|vs|Fig|e\.g|i\.e|St|cf|max|(?<!breast )ca|dim)|\b[A-Z]|(?:^|: )\d{1,2})\.$"
)
_BOX = re.compile(r"(?:[\[(] ?[xX\u2713\u2714*]? ?[\])]|[\u2610\u2611\u2612])")
"""What is ticked, or not, stands under a label that may have no colon."""
_POINTS_ON = re.compile(r"\b(?:below|as follows|here|following) ?:$", re.IGNORECASE)
"""`The pathology is appended below:` is a sentence, and no label."""
_RECEPTOR_LINE = re.compile(
    r"[-*\u2022 ]{0,3}(?:o?estrogen|progesterone|(?-i:ER|PR|PgR)\b)[^.;]{0,100}", re.IGNORECASE
)
_ITS_PERCENT = re.compile(
    r"[-*\u2022+ ]{0,3}(?:percent(?:age)?|proportion) (?:of )?(?:positive |tumou?r |invasive |stained )*"
    r"(?:cells|nuclei)\b[^:]{0,60}:",
    re.IGNORECASE,
)
"""`Percentage of cells with nuclear positivity: 90%` is of the receptor in the lines above it."""
_OTHER_LINE = re.compile(r"[-*\u2022 ]{0,3}(?:HER-?2|Ki-?67|c-?erb|AR\b|PD-?L1)", re.IGNORECASE)
_WITHIN = 3
_NAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"o?estrogen|(?-i:\bER\b)",
        r"progesterone|(?-i:\bPg?R\b)",
        r"HER-?2|c-?erb|ERBB",
    )
)
_NO = re.compile(
    r"[-*\u2022 ]{0,3}(?:(?:there|she|he) (?:is|was|has|had) )?"
    r"(?:no|not|without|negative for|denies|absence of|lack of)\b[^:]{0,60}:? ?$",
    re.IGNORECASE,
)
_CARRY = 14
"""As many lines may stand under one label."""


def clauses(placed: Sequence[Placed]) -> Iterator[Clause]:
    """The clauses of a report, in order."""
    label, carried, heading = -1, 0, -1
    for group in _groups(placed):
        first = placed[group[0]]
        if first.line.is_blank or first.is_section:
            label = -1
            if first.is_section:
                heading = group[0] if _names_one_receptor(first.line.plain) else -1
            continue
        if len(group) == 1 and _is_label(placed, group[0]):
            label, carried = group[0], 0
            for one in _cut(group, None, placed):
                yield replace(one, section="specimens") if first.is_heading else one
            continue
        carried += 1
        if label >= 0 and (carried > _CARRY or (carried > 1 and _is_of_one(placed, label))):
            label = -1
        above = label
        if label < 0:
            above = _receptor_above(placed, group[0], heading)
        yield from _cut(group, above if above >= 0 else None, placed)


def bare(text: str) -> list[Clause]:
    """The clauses of a phrase that has no report around it."""
    lines, _ = split([text])
    return list(clauses(list(place(lines))))


def words_of(clause: Clause, span: tuple[int, int], lines: Sequence[Line]) -> tuple[Line, str]:
    """The line in which the words of a clause begin, and the words as they stand."""
    first = clause.text.count(" ", 0, span[0])
    last = clause.text.count(" ", 0, max(span[0], span[1] - 1))
    pieces: list[tuple[Line, str]] = []
    ends = [part[0] for part in clause.parts[1:]] + [clause.text.count(" ") + 1]
    for (begins, index, word), end in zip(clause.parts, ends, strict=True):
        if first < end and last >= begins:
            low, high = max(first, begins) - begins + word, min(last, end - 1) - begins + word
            pieces.append((lines[index], _shown(lines[index], low, high)))
    if len(pieces) > 1 and span[0] < clause.own and not _follows(pieces[0][0], pieces[1][0]):
        pieces = pieces[1:]
    line, words = pieces[0]
    for more, text in pieces[1:]:
        is_whole = line.raw.strip().endswith(words[-40:]) and text == more.raw.strip()
        if not is_whole or len(words) + 1 + len(text) > MAX_WORDS:
            break
        words, line = f"{words} {text}", more
    return pieces[0][0], words


def _follows(line: Line, following: Line) -> bool:
    return line.page == following.page and line.number + 1 == following.number


def _shown(line: Line, first: int, last: int) -> str:
    """The whole line where it is short, else these words and what stands around them."""
    whole = line.raw.strip()
    if len(whole) <= MAX_WORDS:
        return whole
    first, last = max(first - 6, 0), last + 6
    return short(line.words(first, last))


def _groups(placed: Sequence[Placed]) -> Iterator[list[int]]:
    """Lines that belong together: a sentence that runs over several, or a label and its value."""
    group: list[int] = []
    for index, here in enumerate(placed):
        if group and _continues(placed[group[-1]], here, len(group)):
            group.append(index)
            continue
        if group:
            yield group
        group = [index]
    if group:
        yield group


def _continues(before: Placed, here: Placed, count: int) -> bool:
    """Whether a line goes on with the sentence, or gives the value, of the line before it."""
    last, text = before.line.plain, here.line.plain
    is_apart = before.is_section or here.is_section or count >= _LONGEST or _BOX.match(text)
    if not last or not text or is_apart:
        return False
    is_labelled = bool(_LABELLED.match(text))
    if _LABEL_ONLY.fullmatch(last):
        is_value = not is_labelled or bool(_RESULT.match(text))
        return is_value and not _LABEL_ONLY.fullmatch(text)
    if _ITEM.match(text) or last.endswith((".", ":", ";", "!", "?")):
        return False
    if (text[0].islower() and not _TNM.match(text)) or text.lower().startswith("receptor"):
        return True
    if is_labelled or (_LABEL_ONLY.fullmatch(text) and not _OPEN_END.search(last)):
        return False
    is_full = len(last) >= _FULL_LINE and not last.isupper() and not here.is_heading
    return is_full or bool(_OPEN_END.search(last))


def _is_label(placed: Sequence[Placed], index: int) -> bool:
    """`TUMOR SIZE:` stands over the lines that follow; so does `Side` over boxes to tick."""
    text = placed[index].line.plain
    if text.endswith(":"):
        return len(text) <= 140 and (not _POINTS_ON.search(text) or bool(_NO.match(text)))
    return not _BOX.match(text) and _has_boxes(placed, index)


def _has_boxes(placed: Sequence[Placed], index: int) -> bool:
    return index + 1 < len(placed) and bool(_BOX.match(placed[index + 1].line.plain))


def _is_of_one(placed: Sequence[Placed], label: int) -> bool:
    """A receptor without a value takes the next line alone, whatever comes after it."""
    is_receptor = _LABEL_ONLY.fullmatch(placed[label].line.plain)
    return bool(is_receptor) and not _has_boxes(placed, label)


def _names_one_receptor(heading: str) -> bool:
    return sum(bool(name.search(heading)) for name in _NAMES) == 1


def _receptor_above(placed: Sequence[Placed], index: int, heading: int) -> int:
    """The line that names the receptor whose result stands in this line; -1 for none.

    `heading`: the line of the section's heading where that names one receptor, else -1.
    """
    if heading >= 0 and _RESULT.match(placed[index].line.plain):
        return heading
    if _ITS_PERCENT.match(placed[index].line.plain):
        for above in range(index - 1, max(index - 1 - _WITHIN, -1), -1):
            if placed[above].line.is_blank:
                break
            if _RECEPTOR_LINE.match(placed[above].line.plain):
                return above
            if _OTHER_LINE.match(placed[above].line.plain):
                break
    return -1


def _cut(group: Sequence[int], label: int | None, placed: Sequence[Placed]) -> Iterator[Clause]:
    first = placed[group[0]]
    text = mask(without_leaders(" ".join(placed[index].line.plain for index in group)))
    text = _MEASURE_BEHIND.sub(",", text)
    head = without_leaders(placed[label].line.plain) + " " if label is not None else ""
    if _NO.match(head):  # "No evidence of:" denies all that stands under it
        head = head.replace(":", "\u00b7")
    places = list(accumulate((_count(placed[i].line.plain) for i in group), initial=0))
    word = 0
    for piece in _sentences(text):
        parts: list[tuple[int, int, int]] = []
        before = 0
        if label is not None:
            parts.append((0, label, 0))
            before = _count(head.strip())
        count = _count(piece)
        for index, begins, ends in zip(group, places, places[1:], strict=False):
            if begins < word + count and ends > word:
                low = max(begins, word)
                parts.append((before + low - word, index, low - begins))
        if _LETTERS.search(piece) and len(piece) <= MAX_CLAUSE:
            yield Clause(
                text=head + piece,
                parts=tuple(parts),
                own=len(head),
                section=first.section,
                block=first.block,
                addendum=first.addendum,
            )
        word += count


def _count(text: str) -> int:
    return text.count(" ") + 1 if text else 0


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; inside of brackets none ends."""
    start = 0
    brackets = deque(found.span() for found in _BRACKETS.finditer(text))
    for found in _END.finditer(text):
        while brackets and brackets[0][1] <= found.start():
            brackets.popleft()
        is_inside = bool(brackets) and brackets[0][0] < found.start()
        is_short = _SHORT.search(text[max(found.start() - 12, 0) : found.start() + 1])
        is_of_heading = found[0][0] == ";" and text.endswith(":")
        if text[found.end() - 1] == " " and not (is_inside or is_short or is_of_heading):
            yield text[start : found.end() - 1]
            start = found.end()
    yield text[start:]

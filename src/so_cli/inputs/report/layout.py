"""Which section each line stands in, and of which specimen, side and tumor it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from so_cli.inputs.report.headings import section_of
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.model import Block, SectionKind

_LOUD = re.compile(r"(?=.*[A-Z]{4})[A-Z][A-Z /&,'()-]{3,60}:?")
"""A heading that is none of ours ends a story."""
_LETTER = re.compile(
    r"^(?:(?:specimen|part|sample|site)s? ?#?:? ?\(?(?P<named>[A-H]|\d{1,2})\b\)?|"
    r"(?P<bare>[A-H])(?:, ?[A-H]){0,3}(?:[.):]|(?= -))"
    r"|(?P<number>\d{1,2})[.):](?! ?(?:[A-Z][a-z]{2,8}\.? \d{1,2},|\d{1,2}/)))",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:specimen|part) [A-H](?: ?:|$)", re.IGNORECASE)
_INSIDE_LETTER = re.compile(r"\((?:specimen|part) (?P<letter>[A-H]|\d)\)", re.IGNORECASE)
_TUMOR = re.compile(
    r"^(?:[-*\u2022] ?)?(?:(?:tumou?r|lesion|mass|focus|carcinoma) ?(?:#|no\.? ?|number )?"
    r"(?P<after>[1-9]|[A-D])\b(?! ?(?:cm|mm|x|of|/|\+|\.\d))"
    r"|(?P<word>first|second|third|fourth|largest|larger|smaller|main|dominant) "
    r"(?:tumou?r|lesion|focus|carcinoma|invasive focus))",
    re.IGNORECASE,
)
_ORDINAL = {"first": "1", "main": "1", "dominant": "1", "largest": "1", "larger": "1", "second": "2", "smaller": "2", "third": "3", "fourth": "4"}  # fmt: skip
_SIDES = re.compile(
    r"\b(left|right|lt|rt|bilateral|both breasts"
    r"|(?-i:[LR])(?= (?:breast|axilla|lumpectomy|mastectomy)))\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:breast|axill|sentinel|lymph node|nipple|mastectomy|lumpectomy|core|biopsy"
    r"|excision|ovar(?:y|ies)|fallopian|uter(?:us|ine)|endometri|salping|skin|liver|lung|bone\b)",
    re.IGNORECASE,
)
# A label of a result ends the list of specimens that it stands below.
_RESULT = re.compile(
    r"[-*\u2022 ]{0,3}(?:(?:histolog\w+|microscop\w+|patholog\w+|final) (?:type|grade"
    r"|diagnos\w+|stag\w+)"
    r"|(?:tumou?r|invasive (?:tumou?r|carcinoma)|carcinoma) (?:size|focality|type|grade|dimension)"
    r"|(?:overall |nottingham |combined )?grade|(?:invasive )?type|(?:excision |surgical )?margins?"
    r"|LV[S]?I|(?:lympho?-?|lymphatic )?-?vascular invasion|DCIS|LCIS|(?:invasive )?carcinoma"
    r"|(?:total )?number of (?:\w+ ){0,2}nodes|(?:lymph )?nodes? (?:examined|positive|involved)"
    r"|p?TNM|(?:o?estrogen|progesterone)(?: receptors?)?|ER|PR|PgR|HER-?2(?:/neu)?|Ki-?67"
    r"|immuno\w+|(?:test |final |IHC |FISH )?(?:result|score|interpretation)s?)(?: ?\([^()]{1,40}\))?(?: (?:status|results?|FISH|IHC|by \w+)){0,3} ?:",
    re.IGNORECASE,
)


class Placed(Struct, frozen=True):
    """A line with its section and block. `is_section`: it is a section's heading and no more."""

    line: Line
    section: SectionKind
    block: Block
    addendum: int
    is_section: bool = False
    is_heading: bool = False


def place(lines: Sequence[Line]) -> Iterator[Placed]:
    """Each line with its section, in order."""
    section: SectionKind = "own"
    block, addendum = Block(), 0
    for line in lines:
        kind, is_alone = section_of(line.plain)
        if kind == "addendum":
            addendum += 1
            section, block = "own", Block()
        elif kind is not None:
            section = kind
            if is_alone:
                block = _named(line.plain)
            elif kind in {"story", "history", "plan"}:
                block = Block()
        elif (section == "specimens" and _RESULT.match(line.plain)) or (
            section == "story" and _LOUD.fullmatch(line.plain)
        ):
            section = "own"
        if line.is_blank:
            block = replace(block, is_loose=True)
        moved = _moved(block, line.plain)
        is_heading = moved is not block
        block = replace(moved, is_loose=False) if is_heading else moved
        yield Placed(line, section, block, addendum, is_section=is_alone, is_heading=is_heading)


def _moved(block: Block, text: str) -> Block:
    """The block after this line, which may be a heading of a specimen, a side or a tumor."""
    text = text.lstrip("*#=>- \u2022")
    if found := _TUMOR.match(text):
        number = found["after"] or _ORDINAL[found["word"].lower()]
        return replace(_sided(block, text), tumor=number.upper())
    found = _LETTER.match(text)
    if found and (_SITE.search(text[:160]) or _PART.match(text)):
        letter = found["named"] or found["bare"] or found["number"]
        return Block(letter.upper(), side_in(text[:160]))
    if is_side_heading(text):
        return Block(block.specimen if not block.side else "", side_in(text))
    return block


def _named(heading: str) -> Block:
    """The block that a section's heading names: BIOMARKERS, LEFT BREAST (SPECIMEN A)."""
    letter = _INSIDE_LETTER.search(heading) or re.search(
        r"\b(?:specimen|part) (?P<letter>[A-H]|\d)\b", heading, re.IGNORECASE
    )
    return Block(letter["letter"].upper() if letter else "", side_in(heading))


def _sided(block: Block, text: str) -> Block:
    side = side_in(text[:100])
    return replace(block, side=side) if side in {"left", "right"} else block


def is_side_heading(text: str) -> bool:
    """`LEFT BREAST, LUMPECTOMY:` or `Breast, left, core biopsy:` alone on its line."""
    if not 8 <= len(text) <= 140 or not _SIDES.search(text[:60]) or not _SITE.search(text):
        return False
    head, colon, rest = _parted(text)
    if not colon:
        return text.isupper() and not re.search(
            r"\b(?:CARCINOMA|NEGATIVE|POSITIVE|DCIS|BENIGN)\b", text
        )
    is_place = re.match(
        r"(?:the )?(?:left|right|breast|axill|sentinel|lymph|(?:[\w-]+ ){0,2}(?:mast|lump)ectomy)",
        head,
        re.IGNORECASE,
    )
    return bool(is_place) and (not rest.strip() or head.isupper() or "," in head)


def _parted(text: str) -> tuple[str, str, str]:
    """A text before and behind its first colon; that of `2:00` is none."""
    found = re.search(r":(?!\d\d)", text)
    return (text[: found.start()], ":", text[found.end() :]) if found else (text, "", "")


def side_in(text: str) -> str:
    """The one side that a text names; both for both, empty for none."""
    named = {found[0].lower() for found in _SIDES.finditer(text)}
    sides = {"left" for name in named if name in {"left", "lt", "l"}} | {
        "right" for name in named if name in {"right", "rt", "r"}
    }
    if len(sides) == 2 or named & {"bilateral", "both breasts"}:
        return "both"
    return next(iter(sides), "")

"""Stage groups and the categories T, N and M."""

from __future__ import annotations

import re

from msgspec import Struct

from so_cli import wording
from so_cli.bank.codes import Code
from so_cli.case.model import Source
from so_cli.inputs.coded.answers import choice_of
from so_cli.inputs.coded.named import told_by_name
from so_cli.inputs.coded.notes import Notes
from so_cli.inputs.coded.tumors import Belongs
from so_cli.inputs.model import Finding
from so_cli.inputs.spoken import short, spoken
from so_cli.inputs.statement import Concept, Said, Statement

STAGING = frozenset({"stage_group", "tnm"})
_ORDER = ("cT", "cN", "cM", "pT", "pN", "pM")
_ROMAN = {"0": "0", "1": "I", "2": "II", "3": "III", "4": "IV"}
_BY_NUMBER = re.compile(
    r"(?:stage\s*)?[cp]?\s*([0-4])\s*([ABC]?)(?:\s*\((?:qualifier value|finding)\))?", re.IGNORECASE
)
_BY_ROMAN = re.compile(
    r"(?:american joint committee on cancer )?(?:(?:clinical|pathologic\w*|ajcc) )*(?:stage\s*)?"
    r"[cp]?\s*(IV|I{1,3}|0)\s*([ABC]?)(?:\s*\((?:qualifier value|finding)\))?",
    re.IGNORECASE,
)  # fmt: skip
_AROUND = re.compile(
    r"^(?:clinical|pathologic(?:al)?) stage from [\d/.-]{4,10}:\s*(?=stage)"
    r"|\s*\(y?[cp]?T(?:X|is|[0-4]).*\)$",
    re.IGNORECASE,
)
"""The day before a stage, and T, N and M in brackets behind it, as hospitals write them."""
_BETWEEN = re.compile(r"[,;]\s*|\s+")
_GRADE = re.compile(r"G([123])")
_TUMOR_STAGE = re.compile(r"^tumou?r stage (?=[cpyt])", re.IGNORECASE)
_LETTERED_IV = re.compile(r"(?:4|IV)[ABC]\b", re.IGNORECASE)
_CATEGORY = re.compile(
    r"(?:american joint committee on cancer )?(y?)([cp]?)"
    r"(?:(T)(X|is|0|1mi|1[abc]?|2|3|4[abcd]?)|(N)(X|0|1mi|1[abc]?|2[ab]?|3[abc]?)|(M)(X|0|1))"
    r"(?:\s*\([a-z0-9+\-]{1,6}\))?(?: category)?(?:\s*\((?:finding|qualifier value)\))?"
    r"(?:: .*)?",
    re.IGNORECASE,
)
"""As breast cancer has them: T2 has no letters, which other cancers give it. A form of the
College of American Pathologists explains each behind a colon."""


class Category(Struct, frozen=True):
    """One of T, N and M as one result gives it."""

    kind: str
    text: str
    source: Source
    tumor: str
    doubt: str


def read_stage(one: Statement, belongs: Belongs, notes: Notes) -> None:
    """A stage group. Breast cancer has no stage IVA, so the letter is left out there."""
    group, doubt = _group(one.value, notes)
    known = notes.bank.fact.get("stage_group")
    if group and known is not None and known.choice(group) is not None:
        doubt = belongs.doubt or doubt
        notes.say("stage_group", group, one.source, tumor=belongs.tumor, doubt=doubt)
        for words in _texts(one.value):
            _say_beside(words, one, belongs, notes)
        if group == "IV" and any(_LETTERED_IV.search(words) for words in _texts(one.value)):
            notes.mention(wording.STAGE_AS_WRITTEN, spoken(one.value), one.source)
    elif isinstance(one.value, Concept | str) and not _is_absent(one.value):
        notes.pass_over(one.source, wording.PASSED_NOT_CLEAR)


def _say_beside(words: str, one: Statement, belongs: Belongs, notes: Notes) -> None:
    """What stands in brackets behind a stage: "IA (pT1c, pN0, G2, ER+)"; only words say it."""
    beside = words.partition("(")[2].removesuffix(")")
    parts = _BETWEEN.split(beside)
    found = {kind: part for part in parts if (kind := category_in(part).lstrip("y")[:2]) in _ORDER}
    said = [("tnm", " ".join(category_in(found[kind]) for kind in _ORDER if kind in found))]
    said += [("grade", grade[1]) for part in parts if (grade := _GRADE.fullmatch(part))]
    doubt = belongs.doubt or wording.DOUBT_WORDS_ONLY_SO
    for fact, value in (*said, *told_by_name(beside)):
        if value:
            notes.say(fact, value, one.source, tumor=belongs.tumor, doubt=doubt)


def read_category(
    one: Statement, tests: list[Code], belongs: Belongs, notes: Notes
) -> Category | None:
    """A category by its codes and its words, with the c or p that its test names."""
    kinds = {code.value for code in tests}
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    said = {_written(words, kind) for words in _texts(one.value)}
    said.add(_written(choice_of(one.value, "tnm", notes.codes), kind))
    said.discard("")
    if not said:
        return None
    text = max(said, key=len)
    agree = all(text.startswith(other) for other in said)
    doubt = belongs.doubt or ("" if agree else wording.DOUBT_CODE_AND_WORDS)
    return Category(kind, text, one.source, belongs.tumor, doubt)


def category_in(words: str) -> str:
    """The category that a name is, such as "Tumor stage T1c"; empty where it is none."""
    found = _CATEGORY.fullmatch(_TUMOR_STAGE.sub("", words))
    if not found:
        return ""
    letter, rest = (part for part in found.groups()[2:] if part)
    kind = found[2].lower() + letter.upper()
    return found[1].lower() + kind + ("X" if rest.upper() == "X" else rest.lower())


def say_categories(found: list[Category], notes: Notes) -> None:
    """One text for each tumor, clinical before pathologic; of several dates, the latest."""
    by_tumor: dict[str, list[Category]] = {}
    for one in sorted(found, key=lambda each: str(each.source.date or "")):
        by_tumor.setdefault(one.tumor, []).append(one)
    for tumor, its in by_tumor.items():
        kept: dict[str, Category] = {}
        doubt = ""
        for one in its:
            before = kept.get(one.kind)
            if before is not None and before.text != one.text and _is_of_one_day(before, one):
                doubt = doubt or wording.DOUBT_TWO_CATEGORIES
            kept[one.kind] = one
        parts = [kept[kind] for kind in _ORDER if kind in kept]
        doubt = next((one.doubt for one in parts if one.doubt), doubt)
        text = " ".join(one.text for one in parts)
        notes.say("tnm", text, _together(parts), tumor=tumor, doubt=doubt)


def _is_of_one_day(first: Category, second: Category) -> bool:
    return first.source.date is None or first.source.date == second.source.date


def settle_stages(notes: Notes) -> None:
    """Drops a stage without its letter, where the same papers name it with one."""
    lettered = {
        (one.tumor, str(one.value)[:-1])
        for one in notes.findings
        if one.fact == "stage_group" and str(one.value)[-1:] in "ABC" and one.is_sure
    }

    def is_vaguer(one: Finding) -> bool:
        return one.fact == "stage_group" and (one.tumor, str(one.value)) in lettered

    notes.findings = [one for one in notes.findings if not is_vaguer(one)]


def _group(value: Said, notes: Notes) -> tuple[str, str]:
    """The stage, and why to doubt it: its code and its words may differ."""
    coded = choice_of(value, "stage_group", notes.codes)
    worded = {group for words in _texts(value) if (group := _group_in(words))}
    said = {coded, *worded} - {""}
    exact = {one for one in said if not any(_is_vaguer(one, other) for other in said)}
    if len(exact) == 1:
        return exact.pop(), ""
    if not exact:
        return "", ""
    return coded or min(exact), wording.DOUBT_CODE_AND_WORDS


def _is_vaguer(one: str, other: str) -> bool:
    return other[:-1] == one and other[-1:] in "ABC"


def _group_in(words: str) -> str:
    words = _AROUND.sub("", words)
    number = _BY_NUMBER.fullmatch(words)
    roman = None if number else _BY_ROMAN.fullmatch(words)
    found = number or roman
    if not found:
        return ""
    group = _ROMAN[found[1]] if number else found[1].upper()
    letter = found[2].upper()
    return group if group in {"IV", "0"} else group + letter


def _texts(value: Said) -> list[str]:
    """The words of a value, and the codes of the staging manual, which are words themselves."""
    if isinstance(value, str):
        return [value.strip()]
    if not isinstance(value, Concept):
        return []
    codes = [one.code for one in value.codings if one.system == "ajcc"]
    return [one.strip() for one in (value.text, *codes, *(c.display for c in value.codings)) if one]


def _written(words: str, kind: str) -> str:
    """The category in these words as it is usually written, if it is of this kind."""
    found = _CATEGORY.fullmatch(words)
    if not found:
        return ""
    after, prefix = found[1].lower(), found[2].lower()
    letter, rest = (part for part in found.groups()[2:] if part)
    if (prefix or kind[0]) + letter.upper() != kind:
        return ""
    return after + kind + ("X" if rest.upper() == "X" else rest.lower())


def _together(parts: list[Category]) -> Source:
    """The first place, with the words and names of all."""
    first = parts[0].source
    where = first.where if len(parts) == 1 else f"{first.where} (+{len(parts) - 1})"
    words = "; ".join(dict.fromkeys(one.source.words for one in parts))
    return Source(first.file, where, first.date, short(words))


def _is_absent(value: Concept | str) -> bool:
    return isinstance(value, Concept) and all("absent" in coding.system for coding in value.codings)

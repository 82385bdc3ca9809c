"""Reports of mammograms, ultrasound and MRI: which side is suspicious, its size, its category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.match import size_in_mm
from so_cli.inputs.report.model import Clause, Found
from so_cli.inputs.report.size_rules import DIM, DIM_ALONE

_CATEGORY = re.compile(r"\bBI-?RADS\b[^\d.;]{0,40}?(?P<v>[0-6])(?P<letter>[ABC])?\b", re.IGNORECASE)
_SUSPICIOUS = re.compile(
    r"suspicious|suggestive of (?:a )?malignan|malignancy|carcinoma|breast cancer|BI-?RADS[^\d.;]{0,40}[456]",
    re.IGNORECASE,
)
_THING = re.compile(r"\b(?:mass|lesion|tumou?r|calcifications?|distortion|enhancement|cancer|carcinoma|malignancy)\b", re.IGNORECASE)  # fmt: skip
_CLEAR = re.compile(r"\b(?:no|not|without|negative|benign|rule out|exclude)\b", re.IGNORECASE)
_NO_MORE = re.compile(r",? (?:with |and )?no (?:additional|other) .*$", re.IGNORECASE)
"""That there is nothing else takes nothing away from what there is."""
_MASS = re.compile(
    r"\b(?:mass|lesion|tumou?r|enhancement)\b(?:(?!\b(?:node|nodule|nodes)\b)[^.;\d]|\d{1,2}(?::\d\d)? ?o'clock|\d{1,2}:\d\d){0,110}(?:measur\w+|spans?|of|,)"
    rf"[^.;\d]{{0,20}}{DIM}(?! ?(?:from|FN|deep))"
    rf"|(?P<w>(?:\d{{1,3}}(?:[.,]\d{{1,2}})? ?(?:cm|mm)? ?[x*] ?){{0,2}}{DIM_ALONE})(?! (?:from|FN|away))(?:,? (?!node|x\b)[\w-]+){{0,6}} (?:mass|lesion|tumou?r|enhancement|carcinoma|cancer|IDC|ILC)\b"
    rf"|\btumou?r (?:[\w-]+ ){{0,8}}measures (?P<x>{DIM_ALONE})"
    rf"|\bultrasound:? (?P<y>{DIM_ALONE})",
    re.IGNORECASE,
)
_NOT_MASS = re.compile(
    r"lymph node (?:measur|\d)|cyst\b|previous|prior|comparison|skin|benign|stable|circumscribed"
    r"|fibroadenoma|nodul|liver|hepatic|lung|pulmonary|lobe|bone|vertebra",
    re.IGNORECASE,
)
# What a scan itself can tell; anything else in its report comes from elsewhere.
OWN_FACTS = frozenset({"mri", "dense_breasts", "armpit_ultrasound", "menopause", "side", "quadrant", "size_mm", "size_by"})  # fmt: skip


def category(clause: Clause) -> re.Match[str] | None:
    """The BI-RADS category that a clause gives."""
    found = _CATEGORY.search(clause.text)
    return found if found and found.end() > clause.own else None


def sides(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Found]]:
    """The side of what looks suspicious, if only one side does."""
    hits = [
        (clause, side_in(clause.text))
        for clause in clauses
        if clause.section in {"own", "imaging"}
        and "axill" not in clause.text.lower()
        and _SUSPICIOUS.search(clause.text)
        and _THING.search(clause.text)
        and not clause.doubt
        and not _CLEAR.search(_NO_MORE.sub("", clause.text))
    ]
    named = {side for _, side in hits if side}
    if len(named) == 1 and named <= {"left", "right"}:
        side = named.pop()
        clause = next(clause for clause, name in hits if name)
        yield (
            clause,
            Found(fact="side", value=side, start=clause.own, end=len(clause.text), rule="scan"),
        )


def size(clause: Clause) -> Found | None:
    """The size of a mass, where the clause gives one."""
    found = _MASS.search(clause.text)
    if not found or _NOT_MASS.search(clause.text) or clause.section not in {"own", "imaging"}:
        return None
    words = next(found[name] for name in ("v", "w", "x", "y") if found[name])
    number = size_in_mm(words.lower())
    if number is None:
        return None
    value = int(number) if number == int(number) else number
    return Found(fact="size_mm", value=value, start=found.start(), end=found.end(), rule="scan")

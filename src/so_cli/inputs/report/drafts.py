"""From what the clauses say to findings of one tumor or of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from so_cli import wording
from so_cli.inputs.report import cancers, nearby, spread
from so_cli.inputs.report.guards import is_denied
from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.lines import Line
from so_cli.inputs.report.model import Clause, Draft, Found, Mark, doubted, with_doubt
from so_cli.inputs.report.reopened import reopened
from so_cli.inputs.report.subject import names_other, other_cancer_of
from so_cli.inputs.report.tnm import PARTS
from so_cli.inputs.report.tumors import RECEPTORS, Map

_SURGERY = frozenset({"surgical-pathology-report", "operative-report"})
_OF_PERSON = frozenset(
    {
        "menopause", "dense_breasts", "gene_test", "gene_found", "armpit_ultrasound", "mri", "sex",
        "pregnant", "pregnant_weeks",
    }
)  # fmt: skip
_DCIS = re.compile(r"\bDCIS\b|\bin[- ]situ\b(?! hyb)", re.IGNORECASE)
_INVASIVE = re.compile(r"\b(?:invasive|infiltrating)\b", re.IGNORECASE)
_NO_MORE = re.compile(r"\bno residual (?:invasive|infiltrating)\b", re.IGNORECASE)
_OTHER_TUMOR = re.compile(
    r"\b(?:melanoma|lymphoma|leuka?emia|\w*sarcoma|meningioma|glioma|phyll?odes|ALCL|carcinoid"
    r"|(?:serous|endometrioid|urothelial|hepatocellular|basal cell|squamous cell) (?:\w+ )?carcinoma)\b",
    re.IGNORECASE,
)
_SARCOMA = re.compile(r"\b(?:\w*sarcoma|phyll?odes|ALCL|lymphoma of the breast)\b", re.IGNORECASE)
"""What grows in the breast too, and is no cancer of its own kind."""
_ELSEWHERE = re.compile(
    r"\b(?:liver|hepatic|bone|lung|brain|pleura\w*|skin|node|nodal) (?:core |needle )?"
    r"(?:biops\w+|metasta\w+|deposits?|lesions?)\b",
    re.IGNORECASE,
)
_SAMPLE_OF = re.compile(
    r"\b(?:specimen|biopsy|sample|collection|tissue)(?: (?:site|source|type|origin))? ?[:=] ?(?P<what>[^:;]{3,60})",
    re.IGNORECASE,
)
_TAKEN_OF = re.compile(
    r"\b(?:breasts?|liver|hepatic|bone(?! marrow)|lung|pleural|brain|iliac|vertebra\w*)\b"
    r"(?:(?!metasta)[^.;:]){0,40}?\b(?:biops(?:y|ies)|cores?|lumpectomy|mastectomy|excision|resection|aspirat\w+|fluid)\b",
    re.IGNORECASE,
)
_BREAST = re.compile(r"\bbreasts?\b", re.IGNORECASE)
_BENIGN = re.compile(
    r"\b(?:fibroadenoma|papilloma|papillary lesion|adenosis|hyperplasia|radial scar)\b",
    re.IGNORECASE,
)
# What is not of a cancer of the breast where the report finds none, and something else.
_OF_ANY_GROWTH = RECEPTORS | {"grade", "size_mm"}
_OF_A_CANCER = _OF_ANY_GROWTH | {
    *PARTS, "margins", "stage_group", "focality", "nodes", "nodes_positive", "nodes_macro",
    "nodes_micro",
}  # fmt: skip
_OF_BREAST = re.compile(
    r"\b(?:breasts?|mammary|ductal|lobular|IDC|ILC|DCIS|axilla\w*|sentinel|SLNs?|lumpectomy|mastectomy"
    r"|ER|PR|HER-?2|triple[- ]negative)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"\bmetastatic (?:\w+ ){0,2}(?:adeno)?carcinoma", re.IGNORECASE)


def of_tumors(marks: Sequence[Mark], tumors: Map, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """What a report of a laboratory or a visit says, each with its tumor."""
    marks = list(_beside_other(list(reopened(marks, clauses)), clauses))
    own = [one.text for one in clauses if one.section == "own"]
    doubt, doubted_facts = _doubt_without_cancer(marks, own)
    has_invasive = any(mark.kind in cancers.INVASIVE for mark in marks)
    with_cancer = {mark.clause.block.specimen for mark in marks if mark.kind in cancers.MALIGNANT}
    is_sampled_elsewhere = _is_sampled_elsewhere(clauses)
    named: dict[tuple[str, int], list[Mark]] = {}
    for mark in marks:
        fact, found = mark.found.fact, mark.found
        key = None if fact in _OF_PERSON else tumors.tumor_of(mark)
        tumor = str(tumors.keys.index(key) + 1) if key is not None else ""
        if not tumor and fact not in _OF_PERSON:
            if tumors.is_elsewhere(mark):
                continue
            if tumors.keys:
                found = doubted(found, wording.WHICH_TUMOR)
        if fact in doubted_facts:
            found = doubted(found, doubt)
        found = doubted(found, _doubt_of_place(mark, tumors, is_far=is_sampled_elsewhere))
        found = doubted(found, _doubt_beside(mark, with_cancer, has_invasive=has_invasive))
        if mark.kind:
            of_one = named.setdefault((tumor, mark.clause.addendum), [])
            of_one.append(Mark(found=found, clause=mark.clause, kind=mark.kind))
        else:
            yield Draft(
                found=found,
                clause=mark.clause,
                tumor=tumor,
                is_of_nodes=tumors.is_of_nodes(mark.clause) and not mark.clause.block.is_loose,
            )
    had_more = any(_NO_MORE.search(one.text) for one in clauses if one.section == "own")
    for (tumor, _), of_one in named.items():
        yield from types_of(of_one, tumor, had_more=had_more)
    for number, key in enumerate(tumors.keys, 1):
        of_tumor = [
            mark for (tumor, _), some in named.items() for mark in some if tumor == str(number)
        ]
        for one in _side(key.side, str(number), of_tumor, tumors):
            yield with_doubt(one, _doubt_of_side(key.side, clauses))


def _beside_other(marks: Sequence[Mark], clauses: Sequence[Clause]) -> Iterator[Mark]:
    """The marks of a note; doubtful where they may be of another cancer that it names."""
    is_told = any(one.told for one in clauses)
    is_of_two = is_told and bool(other_cancer_of(clauses))
    own = [one.text for one in clauses if one.section == "own"]
    is_of_sarcoma = is_told and _is_named(_SARCOMA, own)
    for mark in marks:
        fact, text = mark.found.fact, mark.clause.text
        is_of_breast = not names_other(text) and (fact in RECEPTORS or _OF_BREAST.search(text))
        is_open = is_of_sarcoma or (is_told and _OTHER_TUMOR.search(text))
        if fact in _OF_A_CANCER and (is_open or (is_of_two and not is_of_breast)):
            yield replace(mark, found=doubted(mark.found, wording.OTHER_CANCER))
        else:
            yield mark


def _doubt_without_cancer(
    marks: Sequence[Mark], texts: Sequence[str]
) -> tuple[str, frozenset[str]]:
    """A doubt, and the facts that have it, where a report finds no cancer of the breast for sure."""
    if any(mark.kind in cancers.MALIGNANT and not mark.found.doubt for mark in marks):
        return "", frozenset()
    if _is_named(_OTHER_TUMOR, texts):
        return wording.OTHER_CANCER, _OF_A_CANCER
    if any(_SPREAD.search(text) for text in texts):
        return wording.OF_SPREAD, _OF_ANY_GROWTH
    if _is_named(_BENIGN, texts):
        return wording.NO_CANCER_NAMED, _OF_ANY_GROWTH
    return "", frozenset()


def _is_sampled_elsewhere(clauses: Sequence[Clause]) -> bool:
    """Whether a label says that the sample is of a far place, and none that it is of the breast."""
    named = [found["what"] for one in clauses for found in _SAMPLE_OF.finditer(one.text)]
    own = [one.text for one in clauses if one.section == "own" and not one.told]
    named += [found[0] for text in own for found in _TAKEN_OF.finditer(text)]
    return any(spread.places_in(what) for what in named) and not any(
        _BREAST.search(what) for what in named
    )


def _is_named(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return any(
        not is_denied(text, found.start(), found.end())
        for text in texts
        for found in pattern.finditer(text)
    )


def _doubt_beside(mark: Mark, with_cancer: set[str], *, has_invasive: bool) -> str:
    """A doubt whether a receptor is of the DCIS alone, or a quadrant is that of the cancer."""
    fact, text = mark.found.fact, mark.clause.text
    if fact in RECEPTORS and has_invasive and _DCIS.search(text) and not _INVASIVE.search(text):
        return wording.ABOUT_DCIS
    if fact in RECEPTORS and _ELSEWHERE.search(text):
        return wording.OF_SPREAD
    if fact == "quadrant" and mark.clause.block.specimen not in with_cancer:
        return wording.WHICH_TUMOR if with_cancer else wording.NO_CANCER_NAMED
    return ""


def dated(
    marks: Sequence[Mark],
    kind: str,
    days: dict[str, tuple[date, Line]],
    lines: Sequence[Line],
    *,
    is_of_breast: bool,
) -> Iterator[Draft]:
    """The day of the diagnosis or of the surgery, where it is plainly labelled.

    `is_of_breast`: the paper tells a surgery of the breast as done.
    """
    has_cancer = any(mark.kind in cancers.MALIGNANT and not mark.found.doubt for mark in marks)
    done = days.get("done") or days.get("taken")
    named = []
    if "diagnosed" in days:
        named.append(("diagnosed_on", days["diagnosed"]))
    elif kind == "biopsy-report" and has_cancer and done:
        named.append(("diagnosed_on", done))
    if kind in _SURGERY and done:
        named.append(("surgery_on", done))
    for fact, (day, line) in named:
        doubt = wording.HEDGED if fact == "surgery_on" and not is_of_breast else ""
        clause = Clause(text=line.plain, parts=((0, lines.index(line), 0),))
        end = len(line.plain)
        found = Found(fact=fact, value=day.isoformat(), start=0, end=end, rule="days", doubt=doubt)
        yield Draft(found=found, clause=clause)


def types_of(named: Sequence[Mark], tumor: str, *, had_more: bool = False) -> Iterator[Draft]:
    """The kinds of one tumor; DCIS alone is not sure where invasive cancer was taken out before."""
    sure = [mark for mark in named if not mark.found.doubt]
    if had_more and not any(mark.kind in cancers.INVASIVE for mark in sure):
        named = [replace(mark, found=doubted(mark.found, wording.FROM_BEFORE)) for mark in named]
        sure = []
    told_otherwise = any(mark.clause.told for mark in named) and {
        mark.kind for mark in named if mark.kind in cancers.INVASIVE
    } - {mark.kind for mark in sure} - {"invasive"}
    chosen = list(named) if told_otherwise else sure or list(named)
    types, has_dcis = cancers.type_of([mark.kind for mark in chosen])
    by_kind = {mark.kind: mark for mark in reversed(chosen)}
    for name in types:
        mark = by_kind[name]
        found = doubted(mark.found, wording.SEVERAL_KINDS if len(types) > 1 else "")
        yield Draft(found=found, clause=mark.clause, tumor=tumor)
    if has_dcis:
        mark = by_kind["dcis"]
        beside = [one for one in chosen if one.kind in cancers.INVASIVE]
        doubt = "" if any(not one.found.doubt for one in beside) else beside[0].found.doubt
        found = Found(
            fact="features", value=("dcis-too",), start=mark.found.start, end=mark.found.end,
            rule="cancers", doubt=mark.found.doubt or doubt,
        )  # fmt: skip
        yield Draft(found=found, clause=mark.clause, tumor=tumor)


def _doubt_of_place(mark: Mark, tumors: Map, *, is_far: bool) -> str:
    """A doubt where the sample, or its specimen, is not of the breast."""
    if is_far and mark.found.fact in _OF_ANY_GROWTH:
        return wording.OF_SPREAD
    is_other = mark.found.fact in _OF_A_CANCER and tumors.is_of_other_organ(mark.clause)
    return wording.OTHER_CANCER if is_other else ""


def _doubt_of_side(side: str, clauses: Sequence[Clause]) -> str:
    """A doubt where the list of what was handed in names a breast, and not that of this side."""
    listed = [one.text for one in clauses if one.section == "specimens"]
    sides = {side_in(text) for text in listed if _BREAST.search(text)} - {""}
    return wording.SIDES_DIFFER if sides and not sides & {side, "both"} else ""


def _side(side: str, tumor: str, named: Sequence[Mark], tumors: Map) -> Iterator[Draft]:
    of_cancer = [mark for mark in named if mark.kind in cancers.MALIGNANT]
    if side not in {"left", "right"} or not of_cancer:
        return
    sure = [mark for mark in of_cancer if not mark.found.doubt]
    clause = tumors.line_of(side) or (sure or of_cancer)[0].clause
    doubt = "" if sure else of_cancer[0].found.doubt
    if any(mark.clause.told for mark in named) and not nearby.sided(clause.text, side):
        doubt = doubt or wording.NO_CANCER_NAMED
    found = Found(
        fact="side", value=side, start=0, end=len(clause.text), rule="side", doubt=doubt
    )  # fmt: skip
    yield Draft(found=found, clause=clause, tumor=tumor)

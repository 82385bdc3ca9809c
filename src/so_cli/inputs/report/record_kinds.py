"""Which record a paper is: a report of a laboratory, a scan or an operation, or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli.inputs.report.layout import is_side_heading
from so_cli.inputs.report.lines import Line

_PATH = (
    r"\b(?:surgical )?pathology (?:report|consultation|examination|final|diagnosis)"
    r"|^final pathology ?[(:-]|\bhistopatholog|\bcellular pathology|\bgross description"
    r"|\bmacroscopic"
    r"|\bfinal (?:pathologic )?diagnosis"
    r"|\bspecimens?(?:\(s\))?(?: (?:submitted|received))?(?::|$)"
    r"|\bsynoptic|\bmicroscopic description|\bspecimen type"
    r"|\bhistologic(?:al)? type ?:|\bCAP (?:cancer |case )?summary"
)
_TAKEN_OUT = (
    r"\blumpectomy|\bmastectomy|\bexcision(?!al biopsy)|\bsegmental|\bpartial mastectomy"
    r"|\bwide local|\bquadrantectomy|\bsegmentectomy|\bre-?excision|\b(?-i:MRM|WLE)\b"
)
_CORE = r"\b(?:core|needle|stereotactic|vacuum[- ]assisted|mammotome|tru-?cut)\b|\bbiops|\bbx\b"
_DIAGNOSIS = re.compile(r"^(?:final |pathologic )*diagnosis ?: ?(?=\w)", re.IGNORECASE)
_TITLE = re.compile(r"(?:\w+ ){0,2}pathology(?: (?:report|examination))?\b ?", re.IGNORECASE)
_LONG = 400
_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-Z\d])")
_NUMBER = re.compile(r"(?:(?:part|specimen) ?)?\(?[A-H\d]{1,2}[.):] ?", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:prior|previous|site|history|scheduled|planned)\b", re.IGNORECASE)
KINDS: tuple[tuple[str, str], ...] = (
    (
        "operative-report",
        r"^(?:operative|operation|op) (?:report|note|record)\b|^report of operation\b",
    ),
    ("discharge-summary", r"^(?:hospital )?discharge summary\b"),
    (
        "radiation-summary",
        (
            r"^radiation (?:therapy|oncology|treatment)[\w ]{0,30}summary\b"
            r"|^(?:end of|completion of) (?:treatment|radiation)[\w ]{0,20}(?:summary|note)"
        ),
    ),
    (
        "genomic-test-report",
        (
            r"^(?:the )?(?:oncotype|mammaprint|prosigna|endopredict|breast cancer index)\b"
            r"|^21-gene"
        ),
    ),
    (
        "gene-test-report",
        r"^(?:germline|hereditary|genetic)[\w /-]{0,40}(?:test|panel|result|report|analysis)",
    ),
    (
        "visit-notes",
        (
            r"^(?:reason for visit|chief complaint|history of present illness|hpi|"
            r"(?:progress|clinic|office|consult\w*|oncology|follow-?up) (?:note|visit)"
            r"|record type:? ?note)\b"
        ),
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in KINDS)
_MENTIONED = frozenset({"genomic-test-report", "gene-test-report"})
"""In a list of a visit note, or in a sentence, these are only mentioned."""
_TOLD = re.compile(
    r"\b(?:showed|shows|revealed|identified|found|was|were|is|has been|discussed|sent|came|returned)\b",
    re.IGNORECASE,
)
_OPERATION = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^pre-?operative diagnos[ie]s",
        r"^post-?operative diagnos[ie]s",
        r"^(?:procedures?|operations?)(?: performed)? ?:",
        r"^(?:anesthesia|estimated blood loss|ebl) ?:",
        r"^description of (?:the )?(?:procedure|operation)",
    )
)
SCAN, _FAR_SCAN = "breast-imaging-reports", "staging-scans"
SCANS = frozenset({SCAN, _FAR_SCAN})
_SCAN = re.compile(r"mammogra|ultraso|sonogra|tomosynthesis|\bMRI?\b|BI-?RADS", re.IGNORECASE)
_FAR = re.compile(
    r"(?:exam(?:ination)?|study|procedure)?[ :]{0,2}(?:[\w-]+ ){0,3}?(?:\bCT (?:of )?(?:the )?(?:chest|abdomen|thorax|CAP|C/A/P)|\bPET(?:/| ?-? ?)CT|\bPET scan"
    r"|\b(?:whole[- ]body )?bone (?:scan|scintigraphy))\b",
    re.IGNORECASE,
)
_SCAN_PART = re.compile(
    r"^(?:technique|comparison|findings|impression|bi-?rads|.{0,20}bi-?rads)\b", re.IGNORECASE
)
_ENOUGH = 3
"""So many labels of an operation make a report of one."""


def record_of(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The record that this paper is, and the line that tells; None where it is not plain."""
    text = [(line, [piece.strip("*#=- ") for piece in _pieces(line)]) for line in lines]
    begins = [(line, pieces[0]) for line, pieces in text if pieces]
    for kind, pattern in _KINDS:
        for line, plain in begins[:60]:
            if kind in _MENTIONED and (line.plain[0] in "-*\u2022" or _TOLD.search(plain)):
                continue
            if pattern.match(re.sub(r"\.{3,}", ": ", plain)):
                return kind, line
    return _by_its_labels([(line, piece) for line, pieces in text for piece in pieces], lines)


def _by_its_labels(
    text: Sequence[tuple[Line, str]], lines: Sequence[Line]
) -> tuple[str, Line] | None:
    """The record that a paper is, where no line of it names one."""
    labels = [[line for line, plain in text if one.match(plain)] for one in _OPERATION]
    if sum(map(bool, labels)) >= _ENOUGH:
        return "operative-report", next(found for found in labels if found)[0]
    return _scan(text) or _of_laboratory(text, lines)


def _scan(text: Sequence[tuple[Line, str]]) -> tuple[str, Line] | None:
    path = [line for line, plain in text if re.search(_PATH, plain, re.IGNORECASE)]
    parts = [line for line, plain in text if _SCAN_PART.match(plain)]
    if len(parts) >= 2 and (far := [line for line, plain in text[:12] if _FAR.match(plain)]):
        return _FAR_SCAN, far[0]
    scans = [line for line, plain in text if _SCAN.search(plain)]
    if scans and len(parts) >= 2 and not any("gross" in line.plain.lower() for line in path):
        return SCAN, scans[0]
    return None


def _of_laboratory(
    text: Sequence[tuple[Line, str]], lines: Sequence[Line]
) -> tuple[str, Line] | None:
    path = [line for line, plain in text if re.search(_PATH, plain, re.IGNORECASE)]
    path = path or [line for line, plain in text if _is_specimen(plain)]
    if not path:
        return None
    heads = " \n".join(_heads(lines))
    if re.search(_TAKEN_OUT, heads, re.IGNORECASE):
        return "surgical-pathology-report", path[0]
    if re.search(_CORE, heads, re.IGNORECASE):
        return "biopsy-report", path[0]
    return None


def _is_specimen(text: str) -> bool:
    """`2. RIGHT BREAST, CORE BIOPSY:` is the head of a diagnosis, whatever stands behind it."""
    text = _NUMBER.sub("", text.strip("*#=- \u2022"), count=1)
    head = re.match(r"(?:[^:]|:(?=\d\d)){0,130}:(?!\d\d)", text)
    text = head[0] if head else text
    is_taken = re.search(f"{_TAKEN_OUT}|{_CORE}", text, re.IGNORECASE)
    return bool(is_taken) and is_side_heading(text) and not _BEFORE.search(text)


def _heads(lines: Sequence[Line]) -> Iterator[str]:
    """The lines that name what was taken out: of a specimen, or with a side in front."""
    keep = 0
    for piece in (piece for line in lines for piece in _pieces(line)):
        plain = _DIAGNOSIS.sub("", piece.strip("*#=- \u2022"))
        if re.match(
            r"(?:(?:nature|type) of )?(?:specimens?|procedure|operation|tissue|part)\b",
            plain,
            re.IGNORECASE,
        ):
            keep = 5
        elif re.match(r"(?:clinical|history|comment|gross|note)", plain, re.IGNORECASE):
            keep = 0
        plain = plain.rpartition("|")[2].strip() if "|" in plain[:160] else plain
        if keep > 0 or _is_title(plain) or _is_of_breast(plain):
            yield plain[:160]
        keep -= 1


def _pieces(line: Line) -> list[str]:
    """The line; or its sentences, where a whole report stands on one."""
    if len(line.plain) < _LONG:
        return [line.plain] if line.plain else []
    return [piece for piece in _SENTENCE.split(line.plain) if len(piece) < _LONG]


def _is_title(plain: str) -> bool:
    """`PATHOLOGY REPORT - LUMPECTOMY`; not `Pathology from the lumpectomy showed`."""
    title = _TITLE.match(plain)
    return title is not None and (plain[title.end() :].startswith(("-", ":")) or plain[-1] == ":")


def _is_of_breast(plain: str) -> bool:
    pattern = r"(?:left|right|breast|(?:[\w-]+ ){0,2}(?:mast|lump)ectomy(?=,))\b"
    return bool(re.match(pattern, _NUMBER.sub("", plain), re.IGNORECASE))

"""Whether a bare grade or stage is that of a cancer: much else is graded and staged.

"Anemia grade 1" and "PT grade 2/5 weakness" name no cancer; "Grade 2" alone on its line does not
have to, and neither does "IDC, grade 2".
"""

from __future__ import annotations

import re

from so_cli import wording
from so_cli.inputs.report.guards import is_denied
from so_cli.inputs.report.layout import side_in
from so_cli.inputs.report.model import Clause, Found

_BARE = frozenset({"grade", "stage_group"})
_CANCER = re.compile(
    r"\b(?:\w*carcinoma|cancers?|ca\b|tumou?rs?|malignan\w+|mass(?:es)?|lumps?|\w*mast\w+|lumpectomy|mammo\w+|axilla\w*|laterality|side|neoplas\w+|IDC|ILC|DCIS|NST|breast|histolog\w*|histopath\w*"
    r"|patholog\w*|nottingham|bloom\w*|richardson|elston|SBR|MBR|NHG|differentiat\w+|invasive|infiltrating|invasion|ductal"
    r"|lobular|mammary|receptors?|ER|PR|PgR|HR|HER-?2|triple[- ]negative|TNBC|TNM|AJCC|mitos[ei]s|mitotic"
    r"|nuclear|tubul\w+|pleomorph\w+|necrosis|biops\w+|excision|specimens?|nodes?|Ki-?67|LVI|oncotype|metasta\w+"
    r"|y?[cp]?[TN][0-4][a-d]?\w{0,3}|disease|prognostic|anatomic)\b",
    re.IGNORECASE,
)
_OF_SIDE = re.compile(
    r"\b(?:breasts?|\w*carcinoma|cancers?|ca\b|tumou?rs?|malignan\w+|mass|lump|IDC|ILC|DCIS|TNBC|core|biops\w+"
    r"|mast|\w*mastectomy|lumpectomy|WLE|MRM|mammo\w*|axilla\w*|nipple|laterality|side|procedure|operation)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?]) ")
_LABEL = re.compile(
    r"(?:[\d\W_]|\b(?:overall|final|combined|total|clinical(?:ly)?|pathologic(?:al)?|path|histologic(?:al)?"
    r"|score|group|grade|stage|is|was|the|this|it|of|a|her|his|currently|diagnos\w+|dx|results?|at|with|and|now|as|on|review)\b)*",
    re.IGNORECASE,
)
"""What may stand before a grade or a stage that names nothing else."""
_OF_ELSE = re.compile(
    r" (?!(?:and|with|at|in|on|of|by|or|to|per|but|which|who|that|left|right|not|no|now|then|is|was|were|has|had"
    r"|hormone|low|high|node|multi\w*|uni\w*|bi\w*|s/p|status|screen\w*|locally|classic\w*|mixed|mucinous"
    r"|tubular|medullary|metaplastic|papillary|micropapillary|cribriform|apocrine|focal|associated|without|from"
    r"|out|score\w*|total|based|after|before|measuring|diagnosed|treated|currently|moderate\w*|well|poor\w*"
    r"|intermediate|grade|stage|previous\w*|initial\w*|primary|early|inflammatory|adeno\w+|since|because|so|as)\b)"
    r"(?P<word>[a-z][\w-]+(?: [\w-]+){0,2})"
)
"""A name right behind it, of what is graded or staged."""


_SYMPTOM = re.compile(
    r"\b(?:\w+(?:phagia|algias?|itis|pathy|penia|(?<!an)emia|an(?:a)?emia|edema|rrhea|opecia|thema)|GRBAS|nausea|fatigue|pain"
    r"|flash(?:es)?|dyspnea|weakness|spasms?|toxicit\w+|burns?|ulcers?|murmur|hernia|prolapse|ptosis|contracture)"
    r"[,:( -]*$",
    re.IGNORECASE,
)
"""What stands right before a grade that is its own."""
_OR = re.compile(r",? or\b", re.IGNORECASE)
"""`Grade 3 or Ki-67 > 20` is what somebody asks for."""


def sided(text: str, side: str) -> bool:
    """Whether a sentence of the text that names the side names a breast or a growth too."""
    pieces = _SENTENCE.split(text)
    return any(side_in(piece) == side and _has(_OF_SIDE, piece) for piece in pieces)


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return any(not is_denied(text, one.start(), one.end()) for one in pattern.finditer(text))


def names_cancer(text: str) -> bool:
    """Whether a clause speaks of a cancer at all, by whatever word."""
    return bool(_CANCER.search(text))


def doubt_of(found: Found, clause: Clause) -> str:
    """Why a grade or a stage may not be that of a cancer; empty where it plainly is."""
    if found.fact not in _BARE:
        return ""
    text = clause.text
    if _OR.match(text, found.end):
        return wording.HEDGED
    if _SYMPTOM.search(text[: found.start]):
        return wording.NO_CANCER_NAMED
    named = _OF_ELSE.match(text, found.end)
    if named and not _CANCER.search(named["word"]):
        return wording.NO_CANCER_NAMED
    rest = text[: found.start] + text[found.end :]
    if _CANCER.search(rest) or _LABEL.fullmatch(text[: found.start]):
        return ""
    return wording.NO_CANCER_NAMED

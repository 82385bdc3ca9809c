"""Whether a report is about the breast at all, and in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from so_cli import wording
from so_cli.inputs.report.guards import is_denied, judge
from so_cli.inputs.report.model import Clause

_BREAST = re.compile(
    r"\b(?:breasts?|mammary|mammogra\w+|lumpectomy|mastectomy|nipple|DCIS|oncotype|mammaprint)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:fallopian|salping\w+|oophorectomy|prostat\w+|gleason|colon\w*|colectomy|rect(?:um|al)|sigmoid|cecum|lung"
    r"|lobectomy|bronch\w+|pancrea\w+|kidney|nephrectomy|bladder|endometri\w+|hysterectomy"
    r"|uter(?:us|ine)|cervix|ovar(?:y|ian)|thyroid\w*|melanoma|stomach|gastric|esophag\w+"
    r"|lymphoma|leukemia|LEEP|colpo\w*|CIN|HSIL|LSIL|pap smear|conization|mohs|polyp\w*)\b",
    re.IGNORECASE,
)
_OTHER_CANCER = re.compile(
    r"\b(?:lung|colon|colorectal|rectal|prostate|ovarian|endometrial|uterine|cervical|thyroid|renal"
    r"|kidney|bladder|pancreatic|gastric|esophageal|hepatocellular|squamous cell|small[- ]cell)"
    r"(?: [\w-]+){0,2} (?:adeno)?(?:carcinoma|cancer)\b"
    r"|\b(?:lymphoma|leukemia|melanoma|myeloma|\w*sarcoma|phyll?odes)\b"
    r"|\b(?:serous|tubal|endometrioid|urothelial|basal cell) (?:\w+ ){0,2}carcinoma\b"
    r"|\b(?:lung|colon|rectum|prostate|ovary|uterus|endometrium|cervix|thyroid|kidney|bladder|pancreas|stomach"
    r"|(?:o)?esophagus|tongue|larynx|tonsil|skin|bowel)\b(?:(?!\b(?:breast|mammary|metasta\w+)\b)[^.;]){0,40}?carcinoma\b",
    re.IGNORECASE,
)
_WRONG_CHART = re.compile(
    r"\b(?:wrong|incorrect) (?:chart|patient)\b|\bdisregard (?:the |this )?(?:\w+ )?(?:note|report)\b"
    r"|\b(?-i:[A-Z])\w+'s story\b|\bpatient stor(?:y|ies)\b|\bmy (?:\w+ ){0,2}(?:story|journey|blog)\b|\bsupport group (?:handout|newsletter)"
    r"|\bwhat (?:does|do|is|are) (?:my|this|your|the|it|an?)\b[^.]{0,60}\b(?:means?|\?)|\bpatient (?:education|information (?:sheet|leaflet))"
    r"|\b(?:understanding|about) your (?:\w+ ){0,2}(?:report|result|diagnos\w+|cancer)s?\b|\bfrequently asked questions\b"
    r"|\b(?:conference|rounding|rounds?|clinic|theatre|operating|OR|board|cases?) (?:list|schedule|census|log)\b"
    r"|\bentered in error\b|\bnot (?:about |for )?this patient\b",
    re.IGNORECASE,
)
_ARMPIT = re.compile(r"\b(?:axilla\w*|sentinel)\b", re.IGNORECASE)
"""What is about the armpit is about the breast where the history tells of one."""
_NOT_VALID = re.compile(
    r"\bbelongs? to (?:an?other|a different|case\b|accession\b|(?-i:[A-Z]{1,3}-?)\d)"
    r"|\bcase ?(?:#|no\.? ?)?[2-9]\b(?! of\b| ?[-/:]\d|\d)"
    r"|\breport (?:is|was|has been) (?:now )?(?:void|withdrawn|retracted|superseded|replaced|cancel\w+)\b"
    r"|\bmisfiled\b|\b(?:enclosed|filed|sent|scanned) (?:here )?by mistake\b"
    r"|\bordered in error\b|\bdraft (?:report\b|[-:])|\bnot for clinical use\b",
    re.IGNORECASE,
)
"""The report is withdrawn, or what it tells is that of another case."""
_FOREIGN_WORDS = re.compile(
    r"\b(?:mammakarzinom|karzinom|stanzbiopsie|mamma|befund|brust|links|rechts|positiv|negativ|rezeptor\w*"
    r"|mama|izquierd[ao]|derech[ao]|biopsia|invasivo|infiltrante|receptores|positivos?"
    r"|negativos?|sein|carcinome|canalaire|r\u00e9cepteurs?|gauche|droite?|mammella"
    r"|sinistra|destra|recettori|borstkanker|receptoren)\b",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    {"a", "and", "are", "by", "for", "from", "in", "is", "left", "negative", "no", "not", "of", "on", "positive", "right", "the", "this", "to", "was", "with"}
)  # fmt: skip
_FOREIGN = frozenset(
    {"af", "avec", "bir", "com", "con", "da", "dans", "das", "de", "del", "della", "der", "des", "di", "die", "do", "dos", "du", "e", "een", "ein", "eine", "el", "em", "en", "et", "geen", "het", "i", "ikke", "il", "ile", "im", "ist", "jest", "kein", "keine", "la", "las", "le", "les", "lo", "los", "med", "met", "mit", "n\u00e3o", "na", "nicht", "nie", "non", "o", "og", "para", "pas", "pour", "se", "sin", "uma", "una", "und", "une", "van", "ve", "von", "w", "y", "zur"}
)  # fmt: skip


def doubt_of(clauses: Sequence[Clause]) -> tuple[str, bool]:
    """A doubt about the whole report, empty for none; and whether it is about the breast."""
    if any(_WRONG_CHART.search(clause.text) for clause in clauses):
        return wording.WRONG_CHART, True
    own = [clause.text for clause in clauses if clause.section not in {"history", "plan"}]
    if any(_NOT_VALID.search(clause.text) for clause in clauses):
        return wording.WRONG_CHART, True
    breast = sum(len(_BREAST.findall(text)) for text in own)
    if not breast and any(_ARMPIT.search(text) for text in own):
        breast = sum(len(_BREAST.findall(clause.text)) for clause in clauses)
    if _is_foreign(own):
        return wording.NOT_ENGLISH, bool(breast)
    if not breast:
        return wording.NOT_OF_BREAST, False
    if sum(len(_OTHER.findall(text)) for text in own) > 2 * breast:
        return wording.OTHER_CANCER, False
    return "", True


def _is_foreign(texts: Sequence[str]) -> bool:
    """Whether they are in another language than English."""
    counted = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))
    english = sum(counted[word] for word in _ENGLISH)
    foreign = sum(counted[word] for word in _FOREIGN)
    return foreign > english + 2 or sum(len(_FOREIGN_WORDS.findall(text)) for text in texts) > 1


def other_cancer_of(clauses: Sequence[Clause]) -> str:
    """Why a treatment that a note tells may be that of another cancer; empty where it is not."""
    hers = [one.text for one in clauses if judge(one.text)[1] != wording.OF_SOMEBODY_ELSE]
    if not any(_BREAST.search(text) for text in hers):
        return wording.OTHER_CANCER
    named = ((text, found) for text in hers for found in _OTHER_CANCER.finditer(text))
    is_named = any(not is_denied(text, found.start(), found.end()) for text, found in named)
    return wording.OTHER_CANCER if is_named else ""


def names_other(text: str) -> bool:
    """Whether a clause names an organ beside the breast, or a cancer of it."""
    return bool(_OTHER.search(text) or _OTHER_CANCER.search(text))


def is_other(text: str) -> bool:
    """Whether a clause names an organ that is not the breast."""
    return bool(_OTHER.search(text)) and not _BREAST.search(text)

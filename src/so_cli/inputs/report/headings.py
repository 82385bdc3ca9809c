"""The headings of reports and notes, and the section that each opens."""

from __future__ import annotations

import re

from so_cli.inputs.report.model import SectionKind

STORY = (
    r"(?:(?:brief )?history of present(?:ing)? (?:illness|complaint)|(?:brief )?hpi"
    r"|(?:breast )?(?:cancer|oncolog(?:ic|ical|y)|treatment) (?:history|summary|course)"
    r"|(?:brief|interval|interim) history|treatment to date"
    r"|reason for (?:visit|consult(?:ation)?)|indications? for (?:consultation|operation"
    r"|procedure|surgery)|chief complaint|presenting complaint|cc|subjective|case(?: summary)?|(?:active )?problem(?:s| list))\b"
)
"""Headings of a visit note over how the illness went so far."""
BESIDE = (
    r"(?:(?:current |home |discharge )?med(?:ication)?s|allerg(?:y|ies)"
    r"|review of systems|ros|(?:physical|breast) exam(?:ination)?|vital signs|vitals"
    r"|(?:family|social|past medical|past surgical|gyn(?:ecologic(?:al)?)?|obstetric|ob/?gyn)"
    r"(?: (?:history|hx))?|p[ms]hx?|fhx?|performance status)"
)
"""Headings of a visit note over what is not about the cancer itself."""

SECTIONS: tuple[tuple[SectionKind, str], ...] = (
    (
        "addendum",
        r"(?:addend(?:um|a)|amend(?:ed|ment)|correct(?:ed|ion)|revised|supplement(?:al|ary)?)\b",
    ),
    ("story", STORY),
    (
        "history",
        (
            r"(?:(?:relevant |pertinent |brief )?clinical"
            r"(?: (?:history|info\w*|data|details|indications?|summary|diagnos[ie]s|impression"
            r"|notes?|background|context|question|abstract))?$|"
            r"(?:relevant|pertinent|past|patient|family|social|surgical|medical|past medical"
            r"|past surgical|personal) history|history|"
            r"(?:prior|previous|outside)\b|(?:referring|submitt(?:ing|ed)) diagnos|original(?:ly)? (?:report\w*|diagnos)|(?:pre|post)-?op(?:erative)? (?:dx|diagnos[ie]s)"
            r"|indications?|reason for (?:exam|study|test|referral)|comparison|technique"
            rf"|risk factors|medications|allergies|review of systems|{BESIDE}$)"
        ),
    ),
    ("gross", r"(?:gross|macroscop|intra-?operative consult|frozen section|cassette|block key)"),
    (
        "plan",
        r"(?:plan|recommendations?|(?:treatment|recommended) plan|follow-?up|next steps)\b",
    ),
    (
        "specimens",
        (
            r"(?:specimens?|parts?|tissues?|material)(?: ?\(s\))?"
            r"(?: (?:submitted|received|source|type|designation|description))?\b"
        ),
    ),
    (
        "imaging",
        (
            r"(?:findings|imaging|mammogram|ultrasound|mri|breast (?:composition|density))\b"
            r"(?! technique)"
        ),
    ),
    (
        "own",
        (
            r"(?:(?:(?:surgical|final|patholog(?:ic|y|ical)|microscopic|integrated"
            r"|histolog(?:ic|ical)) )*(?:diagnos(?:is|es|tic)|dx)|surgical pathology"
            r"|histolog(?:y|ical) (?:data|findings|report|summary|description)|histology$|synoptic|microscop|comments?|notes?|biomarkers?|receptors?|immunohisto"
            r"|ihc"
            r"|prognostic|predictive|ancillary|special stud|cancer (?:case )?summary|cap |staging"
            r"|impression|assessment|conclusion|results?|opinion|summary|interpretation|invasive"
            r"|tumou?r|hormone|her-?2|addenda|procedure|operation|test|genomic|genetics|fish\b"
            r"|patholog(?:y|ic findings)|histology)"
        ),
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in SECTIONS)
_NUMBER = re.compile(r"^(?:[*#=>-]{1,3} ?|\d{1,2}[.)] )?")
_HEADING = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9 /&,'()#-]{1,70}?) ?(?::|$)")
# Only these words make a section of a line that says more behind its colon.
_SPOKEN = re.compile(
    r"(?:(?:relevant |pertinent |brief )?(?:clinical|medical|patient) "
    r"(?:history|information|data|details|indication|summary)|clinical|history|past "
    r"(?:medical|surgical) history|family history"
    r"|prior"
    r"|previous"
    r"|original(?:ly)? (?:report(?:ed)?|diagnos(?:is|ed)|reported as)"
    r"|pre-?operative diagnosis"
    r"|post-?operative diagnosis"
    r"|indications?(?: for \w+)?"
    r"|reason for (?:exam|study|visit|test|referral)"
    r"|comparison"
    r"|technique"
    r"|(?:final |patholog(?:ic|y) )?diagnos[ie]s"
    r"|impression"
    r"|(?:(?:MRI?|ultrasound|mammogra\w+|imaging) )?findings|breast (?:composition|density)"
    r"|comments?"
    r"|notes?"
    r"|plan"
    r"|recommendations?"
    r"|gross(?: description)?"
    r"|macroscop(?:y|ic)(?: description)?"
    r"|microscop(?:y|ic)(?: description)?"
    r"|specimens?(?:\(s\))?(?: (?:submitted|received|source))?"
    rf"|{STORY}"
    rf"|{BESIDE}"
    r"|imaging|patholog(?:y|ic findings)|histology|staging|genetics"
    r"|outside (?:path\w*|report|results?)"
    r"|assessment"
    r"|addendum(?: \w+)?"
    r"|assessment and plan"
    r"|(?:procedures?|operations?)(?: performed)?"
    r"|(?:amended|corrected|revised|supplement\w*)(?: (?:report|diagnosis|result))?)\b",
    re.IGNORECASE,
)  # fmt: skip


_RECEPTOR = re.compile(
    r"(?:HER-?2(?: ?/ ?neu)?|ER|PR)(?: ?\([^()]{1,20}\))?"
    r"(?: (?:by )?(?:immunohistochemistry|IHC|I?FISH|ISH))?",
    re.IGNORECASE,
)


def section_of(text: str) -> tuple[SectionKind | None, bool]:
    """The kind of section that a line opens, None for none; whether it is only a heading."""
    is_marked = text.startswith("#")
    text = _NUMBER.sub("", text, count=1)
    found = _HEADING.match(text) if len(text) < 400 or ":" in text[:75] else None
    if not found:
        return None, False
    name = found["name"]
    rest = text[found.end() :].strip()
    is_spoken = bool(_SPOKEN.fullmatch(name))
    is_loud = (
        is_marked or name.isupper() or found[0].endswith(":") or (is_spoken and name[0].isupper())
    )
    if not is_loud or (rest and not is_spoken):
        return None, False
    for kind, pattern in _KINDS:
        if pattern.match(name):
            is_alone = not rest
            if kind == "own" and is_alone and (not _is_wide(name) or _RECEPTOR.fullmatch(name)):
                return None, False
            if kind == "own" and _PROCEDURE.match(name):
                return kind, False  # and a label: what stands under it is what was done
            return kind, is_alone
    return None, False


_WIDE = re.compile(
    r"diagnos"
    r"|dx$"
    r"|synoptic"
    r"|microscop"
    r"|^histolog"
    r"|comment"
    r"|^notes?$"
    r"|biomarker"
    r"|immunohisto"
    r"|ancillary"
    r"|special stud"
    r"|summary"
    r"|staging"
    r"|impression"
    r"|assessment"
    r"|conclusion"
    r"|^results?$"
    r"|opinion"
    r"|prognostic"
    r"|predictive"
    r"|receptor (?:stud|status|analysis|results)"
    r"|interpretation"
    r"|procedure"
    r"|^patholog|^histology|^genetics",
    re.IGNORECASE,
)  # fmt: skip


_PROCEDURE = re.compile(r"(?:procedures?|operations?)\b", re.IGNORECASE)


def _is_wide(name: str) -> bool:
    """Whether a heading opens a section, and is no label of one value."""
    return bool(_WIDE.search(name))

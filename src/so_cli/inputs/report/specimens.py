"""The words of a report that name what was done or handed in: a specimen, a procedure."""

from __future__ import annotations

import re

from so_cli.inputs.report.model import Clause

_NUMBER = re.compile(
    r"^(?:[-*#=>\u2022 ]+|\(?[A-H\d]{1,2}(?:(?:, ?| ?& ?| and )[A-H\d]{1,2})?[.):] ?)+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:\w+ ){0,2}pathology(?: report| examination)?"
    r"(?: ?\([^()]{1,30}\))? ?[-:,]? ?(?!from\b|of\b|on\b)(?=\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:surgical|operative) |(?:name|title|type|nature) of (?:the )?)?"
    r"(?P<what>procedures?|operations?|surger(?:y|ies)"
    r"|specimens?|parts?|tissues?|samples?|sites?|sources?)"
    r"(?: ?\(s\))?(?: ?#?[A-H\d]\b)?"
    r"(?: (?:performed|done|type|received|submitted|source|origin|site|designation|description))*"
    r"(?: ?\([^()]{1,40}\))? ?:(?!\d\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:left|right|bilateral|(?:[\w-]+ ){0,2}(?:mast|lump)ectomy(?=,)|breasts?|axilla\w*"
    r"|sentinel|lymph nodes?|nodes?|liver|hepatic|bones?"
    r"|bone marrow|lungs?|pleura\w*|brain|vertebra\w*|iliac|femur|sacrum|spine|ribs?|chest wall|skin"
    r"|(?:fine[- ]needle|core|needle) (?:aspirat|biops)\w*|FNA)\b",
    re.IGNORECASE,
)
_TAKEN = (
    r"lumpectomy|mastectomy|excision|resection|dissection|clearance|biops(?:y|ies)|cores?"
    r"|aspirat\w+|FNA|cytology|fluid"
)
_ENDS = re.compile(
    rf"\b(?:{_TAKEN})(?: specimen)?(?: ?[({{\[][^()]{{1,40}}[)\]}}])?[ .]*$", re.IGNORECASE
)
_OTHER_LABEL = re.compile(r"[A-Za-z][\w /()-]{2,40}:(?!\d\d)")
_COLON = re.compile(r":(?!\d\d)")
_LONGEST = 140
_BOXES = " :\u00b7"
_OPERATED = re.compile(r"\b(?:lumpectomy|mastectomy|excision)\b", re.IGNORECASE)


def procedure_in(clause: Clause) -> str:
    """The procedure that a clause names behind a label that says so; empty for none."""
    label = _LABEL.match(_plain(clause))
    if not label or not label["what"].lower().startswith(("proc", "oper", "surg")):
        return ""
    named = _NUMBER.sub("", _plain(clause)[label.end() :].strip())
    return "" if _OTHER_LABEL.match(named) else named


def specimen_in(clause: Clause) -> str:
    """The specimen that a clause names or stands under; empty for none."""
    text = _plain(clause)
    title = _TITLE.match(text)
    if title and _OPERATED.search(text, title.end()):
        named, more = _head(text[title.end() :])
        return named if more or title[0].rstrip()[-1] in "-:" else ""
    if label := _LABEL.match(text):
        text = _NUMBER.sub("", text[label.end() :].strip(_BOXES))
    elif clause.section != "specimens" and not _PLACE.match(text):
        return ""
    head, rest = _head(text)
    is_named = bool(rest) or label or clause.section == "specimens" or _ENDS.search(head)
    return head if is_named else ""


def _head(text: str) -> tuple[str, list[str]]:
    """What stands before the first colon, empty where it is too long; and what stands behind."""
    head, *rest = _COLON.split(text, maxsplit=1)
    return head.strip() if len(head) <= _LONGEST else "", rest


def _plain(clause: Clause) -> str:
    return _NUMBER.sub("", clause.text)

"""The words for treatments in notes, and those that say whether one was done."""

from __future__ import annotations

import re

_WORDS: dict[str, tuple[str, ...]] = {
    "node-surgery": (
        r"\b(?:SLNB|SLNBx|SLN ?bx|SNB|ALND|ALNB|MRM)\b",
        r"\bsentinel (?:lymph )?node (?:biops(?:y|ies)|bx|excision|dissection)",
        r"\baxillary (?:lymph )?(?:node )?(?:dissection|clearance|sampling|surgery)",
        r"\blymph node dissection|\blymphadenectomy|\bmodified radical mastectomy",
        r"\b\d{1,2} ?(?:/|of) ?\d{1,2} (?:SLNs?\b|sentinel)",
    ),
    "radiation": (
        (
            r"\bradiation(?: therapy| treatments?)?\b"
            r"(?! (?:oncolog|skin|change|dermatitis|consult|simulation|field|safety|exposure|training))"
        ),
        r"\bradiotherapy\b|\bPMRT\b|\bWBRT\b|\bWBI\b",
    ),
    "chemotherapy": (
        r"\b(?:neo-?adjuvant |adjuvant )?chemo(?:therapy)?\b(?!-)",
        r"\bddAC\b|\b(?:dd)?AC ?(?:x ?\d|-T\b|-THP\b|/T\b|followed)|\bTCH ?P?\b|\bTC ?x ?\d",
    ),
    "hormone-therapy": (
        r"\b(?:endocrine|hormon(?:e|al)|anti-?estrogen) therapy\b|\baromatase inhibitor",
    ),
    "her2-therapy": (r"\bphesgo\b|\bTCHP?\b|\bTHP\b|\bHER2-(?:directed|targeted) therapy",),
    "ovarian-suppression": (r"\bovarian suppression\b",),
    "immunotherapy": (r"\bimmunotherapy\b",),
}
TREATMENTS = tuple(
    (name, re.compile("|".join(patterns), re.IGNORECASE)) for name, patterns in _WORDS.items()
)
DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4})"
)
_MONTH = rf"(?:{DATE}|\d{{1,2}}/\d{{4}}|\d{{4}}/\d{{1,2}}|(?:19|20)\d\d)"
DONE = re.compile(
    r"^(?:[-*\u2022] ?)?on\b|\b(?:s/p|status[- ]post|underwent|undergoes|undergone|had|has had|received|receiving"
    r"|(?:returns?|seen|recover\w*|doing well) (?:\w+ ){0,2}(?:after|following)"
    r"|completed|completion of|finished|(?:POD|post-?op(?:erative)? day) ?#? ?\d{1,2} (?:from|after|following|of)|treated (?:in (?:19|20)\d\d )?with|was given|performed"
    r"|took|taking|takes|currently on|now on|remains on|continues (?:on|with)|continued on"
    r"|started|initiated|began|on (?:neo-?)?adjuvant|tolerat\w+|discontinued|stopped)\b"
    r"|\b(?:treatment (?:to date|history)|surgical history|surgery|surgeries"
    r"|(?:procedures?|operations?)(?: performed)?|radiation) ?:",
    re.IGNORECASE,
)
"""Words that say that what follows them was done."""
DONE_BEHIND = re.compile(
    r"[^.;]{0,40}?\b(?:completed|finished|performed|was done|initiated)\b"
    rf"|[^.;,]{{0,45}}? (?:on|in|since) {_MONTH}|(?: [\w-]+){{0,3}}[ ,:(-]{{1,3}}{_MONTH}",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"[^.;]{0,45}?\b(?:showed|revealed|demonstrated|confirmed|pathology)\b", re.IGNORECASE
)
"""What has a result was done."""
DATED = re.compile(
    rf"^(?:[-*\u2022] ?|\d{{1,2}}[.)] )?{_MONTH}(?: ?- ?{_MONTH})? ?[:,-]|^[-*\u2022] ?{DATE} (?=[A-Za-z])"
)
OPEN = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|scheduled?|recommend\w*|discuss\w*|consider\w*|options?|versus"
    r"|vs\.?|would|prefers?|wish(?:es)?|candidate|if|declin\w+|refus\w+|offer\w*|elect\w*|opt(?:s|ed)?"
    r"|request\w*|defer\w*|not|never|no|none|denies|without|pending|await\w*|anticipat\w*|likely"
    r"|next|to begin|begin|to start|start|referr\w*|referral|consult\w*|simulation|eligible|prior to"
    r"|before|rather than|instead of|favou?r\w*|should|could|may|need(?:s|ed)?|until|possible"
    r"|role of|benefit\w*|avoid\w*|omi(?:t|ssion)\w*|interested|evaluat\w+|planning|agree\w*"
    r"|risk(?:s)?|once|when|begins|starts|to be|get started|tbd|upcoming|patients|allerg\w*|intoleran\w*|remote|benign"
    r"|contralateral|clearance|cleared|questions?|hoped|read|told|explained|handouts?|information|opinion"
    r"|forms|paperwork|meeting|met|list|booklet|brochure|authoriz\w+|approv\w+|insurance|instructions"
    r"|counsel\w*|feelings|talk\w*|teaching|questionnaire|survey|conversation|ideas?|notes|reading|process|prior auth\w*|stopped by|to ask|postponed?|cancell?ed|aborted|booked|listed|arranged|(?:is|are|am) to|going to|had (?:she|he|it|they)|fear\w*|mistake|here to|presents? (?:for|to)|seen for|toxicity)\b"
    r"|\?|<",
    re.IGNORECASE,
)
"""Words that leave open what follows them."""
OPEN_BEHIND = re.compile(
    r"[^.;,]{0,30}?\b(?:declined|refused|deferred|discussed|recommended|(?<!as )(?:planned|scheduled)|booked|listed for|arranged|offered"
    r"|indicated|was not|were not|is not|not (?:given|done|performed)|pending|versus|vs|if|candidate"
    r"|to be|to follow|will|oncology|consult\w*|next|education|teaching|class|consent|counsel\w*"
    r"|planning|port|discussion|information|info|questionnaire|survey|handouts?|booklet|plan|options?|explained|set for|on hold|attempted)\b"
    r"|[^.;]{0,80}?\b(?:postponed|cancell?ed|aborted|abandoned|rescheduled|(?:would|might|could) have)\b"
    r"| ?\?| ?: ?(?:no|none|n/?a|Y ?/ ?N)\b",
    re.IGNORECASE,
)
PARTS = re.compile(
    r";|,? but\b|\bhowever\b|,? (?:and )?(?:here|presents?|presenting|who|now|today)\b"
    r"|, and (?:will|is|plans)\b|\bwho\b|\breferred\b",
    re.IGNORECASE,
)
AIM = re.compile(
    r"\b(?:for|about|regarding|between)(?: (?:neo-?)?(?:adjuvant|possible|further|left|right|breast|the|a))*"
    r" ?$",
    re.IGNORECASE,
)
"""What a treatment is for, or spoken about, is not done by it: "a port for chemotherapy"."""
DOSE = re.compile(
    r"\b\d+(?:\.\d+)? ?mg\b.*\b(?:daily|weekly|monthly|tablet|every|once|twice|qd|q\.?d\.?|bid)\b",
    re.IGNORECASE,
)
"""In a list of medicines, what has a dose and a time is taken."""

"""Words around a finding that take it away, or make it doubtful."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from so_cli import wording


class Guard(Struct, frozen=True, kw_only=True):
    """Words near a finding that make it doubtful; or with `why`, that make it none."""

    id: str
    pattern: str
    example: str
    counter: str
    doubt: str = ""
    why: str = ""


_PEOPLE = (
    "husband|wife|spouse|partner|fianc\u00e9?e?|boyfriend|girlfriend|friend|neighbou?r|co-?worker|colleague"
    "|room-?mate|boss|son|dog|cat|teacher|hairdresser|in-law|caregiver|pastor|actress|celebrity"
)
OTHERS = (
    rf"\b(?:{_PEOPLE})s?(?:'s\b|(?:,? [\w'-]+){{0,6}}?,? (?:had|has|have|is|was|were|took|takes|did|does"
    r"|got|died|lost|went|completed|received|underwent|tested|developed|diagnosed|with (?:an? )?"
    r"(?:breast|stage|triple|DCIS|IDC|ILC|HER|ER|cancer))\b"
    r"(?! (?:here|present|with|at|in the room|accompan\w+|asked|asks)))"
    rf"|\b(?:{_PEOPLE}|member)s? ?: |\b(?:of|from|about) (?:her|his|my|their|the|an?) (?:{_PEOPLE})\b"
    r"|\b(?:pt|patient|case|bed|subject) ?#? ?[1-9]\d? (?:on|in|was|had|is)\b|\bsame (?:sur|last |first )?name\b"
)
"""Somebody who is no relative, where more is told than that they came along."""

RELATIVES = (
    "mother|sister|aunt|grand-?mother|grand-?parent|cousin|daughter|father|brother|uncle|niece"
    "|nephew|mom|dad"
)

GUARDS: tuple[Guard, ...] = (
    Guard(
        id="somebody-else",
        pattern=(
            rf"\b(?:(?:{RELATIVES})s?|maternal|paternal|relatives?|family history|family hx|FHx?|donor)\b"
            r"|\bstep-?(?:mother|sister|brother|father)\b"
            r"|(?-i:\b(?:MGM|PGM|MGF|PGF|MGA|Sis|Bro)\b|\b(?:Mo|Fa|Dtr|MA|PA) ?:)"
            r"|\banother (?:patient|woman|man|person|case)\b"
            r"|\b(?:her|his) (?!last|first|final|second|chemo|radi|treat|surg|course|therap|breast|cancer|tumou?r"
            r"|neo|adj|left|right|mast|lump)[\w-]+(?: [\w-]+)? (?:finished|completed|underwent)\b"
            rf"|{OTHERS}"
        ),
        why=wording.OF_SOMEBODY_ELSE,
        example="Her mother had ER positive breast cancer",
        counter="The tumor is ER positive",
    ),
    Guard(
        id="planned",
        pattern=(
            r"\b(?:will (?:undergo|have|be scheduled|need|require|proceed|receive)|scheduled"
            r"|planned|booked|listed for|plan(?:s|ning)? (?:for|to|is)|(?:is|are) to undergo|recommend"
            r"(?:ed|s|ation)?|advised?|consider(?:ation)? (?:of|for)|considering|candidate for"
            r"|awaiting surgery|would (?:be|benefit|undergo)|eligible|consider|propos(?:ed?|al|es)|intend(?:s|ed)?"
            r"|to be (?:done|performed|arranged|requested|scheduled|offered)|(?:was|is|been) offered)\b"
        ),
        why=wording.IS_PLANNED,
        example="She will undergo left mastectomy",
        counter="She underwent left mastectomy",
    ),
    Guard(
        id="in-general",
        pattern=(
            r"\b(?:patients (?:with|whose|who)|(?:positive|negative) (?:patients|women|people|cases)\b"
            r"|\bmeans\b|(?:tumou?rs|cancers) are (?:treated|often)|may be used|tumou?rs? "
            r"(?:that|which) (?:are|is)|(?:women|people|those|cases|cancers) (?:with|whose)"
            r"|(?:positive|negative)(?: breast)? (?:cancers|tumou?rs) (?!in\b|of\b|with\b)|\bneither\b"
            r"|\b(?:unless|assuming|hypothetical\w*|counts? as|if (?:your?|it|this|that|we|I))\b"
            r"|\brequired (?:for|by)\b|\bprerequisite\b|\bassumed\b|\bintended (?:use|for)\b"
            r"|\bis (?:the|a|our) (?:usual )?(?:cut-?off|threshold|\u00b7)"
            r"|(?<!\bshe )(?<!\bhe )(?<!\bpatient )(?<!\band )(?<!\bwho )(?<!\bwe )(?<!\bthey )(?<!\bI )\bwould\b"
            r"|\b(?:would|might|could) have\b|\bfear of\b|\bquestion of\b|\blook(?:ing)? for\b"
            r"|studies (?:have )?(?:show|suggest)|for (?:left|right)-sided breast cancer|(?:is|are) "
            r"(?:indicated|approved|defined|considered (?:positive|negative)|associated with "
            r"(?:an? )?(?:better|worse|improved|poor\w*|increas\w+|decreas\w+|higher|lower"
            r"|un?favou?rable|favou?rable|response|risk|surviv\w+|outcome|prognos\w+))\b|if "
            r"(?:the )?(?:tumou?r|result|HER|HER-?2|ER|PR|clinic|positive|negative|amplified|there|any|final"
            r"|sentinel|(?:lymph )?nodes?|margins?|path\w*|surg\w*|biops\w*|she|he|they)\b"
            r"|should (?:the )?(?:ER|PR|HER-?2|receptors?|tumou?r) (?:be|prove)\b"
            r"|(?:positive|negative) (?:breast )?(?:tumou?rs|cancers|carcinomas|diseases?) "
            r"(?:are|behave|tend|may|have|respond|often|usually|generally|can)\b"
            r"|(?:\d{1,3} ?%|most|many|some) of (?:the )?(?:breast )?(?:cases|patients|tumou?rs|cancers)\b"
            r"|most (?:ER|HR|PR|HER-?2)\b|(?:positive|negative) disease (?:is|has)\b"
            r"|in (?:ER|HR|HER-?2)[- ](?:positive|negative) (?:disease|tumou?rs|cancers?|patients)"
            r"|guidelines? (?:define|consider|classif\w+|state)|whether|rule[sd]?[- ]out|r[/.]o\b"
            r"|\b(?:positive|negative|grade \d|stage [\dIV]+[ABC]?|in[- ]situ|DCIS|LCIS|IDC|ILC) ?: ?(?:the|this|these|your|some|about|cells|cancers?)"
            r" (?:\w+ )?(?:cells?|cancers?|tumou?rs?|do(?:es)?|needs?|makes?|looks?|grows?|is|are|ha(?:s|ve))\b"
            r"|clinical question|evaluate for|per ASCO|according to "
            r"(?:the )?(?:ASCO|CAP|guidelines?))"
        ),
        why=wording.HEDGED,
        example="Patients with ER positive tumors benefit",
        counter="Patient with an ER positive tumor",
    ),
    Guard(
        id="before",
        pattern=(
            r"\b(?:(?:previous|prior|known)(?! "
            r"(?:biopsy|core|procedure|surgical|excision|surgery)? ?"
            r"(?:site|change|cavity|tract|clip))|previously|past|earlier|in (?:19|20)\d\d"
            r"|years? ago|months? ago|history of|h/o|hx of|outside(?! of)|per "
            r"(?:outside|patient|report|chart|record|history|referring)|by history"
            r"|(?<!patient is )reported(?:ly)? (?:to be|as having|elsewhere)|reportedly|originally|initial(?:ly)?"
            r"|contralateral|elsewhere|formerly|on the (?:core |needle )?biopsy|(?:an)?other (?:hospital|institution|lab\w*)"
            r"|(?:referring|submitt(?:ing|ed)|contributor'?s?) (?:\w+ )?(?:diagnos[ei]s|report|interpretation|impression)"
            r"|incorrect(?:ly)?|erroneous(?:ly)?|in error"
            r"|cop(?:ied|y) (?:forward|from)|carried forward|previous(?:ly)? (?:noted|documented)"
            r"|pre-?(?:treatment|therapy|chemo\w*|neoadjuvant) (?:core |needle )?"
            r"(?:biops\w+|cores?|samples?|specimens?|findings|receptors?|tumou?rs?|sizes?|imaging|MRI)"
            r"|(?:clinical|past|relevant) (?:history|details)(?= ?:)"
            r"|original (?:(?:breast|left|right|invasive|(?:19|20)\d\d) ){0,2}(?:tumou?r|cancer|carcinoma|lesion|mass|size|biopsy|core)"
            r"|frozen section|intra-?operative consult\w*)\b"
        ),
        doubt=wording.FROM_BEFORE,
        example="Outside report states ER positive",
        counter="ER positive",
    ),
    Guard(
        id="control-failed",
        pattern=r"\b(?:not|un|non-?) ?interpretable\b|\bcontrols?\b[^.;]{0,60}\b(?:fail\w*|inadequate|inappropriate)\b",
        doubt=wording.HEDGED,
        example="ER: 0% (internal control: failed)",
        counter="ER: 0% (internal control: positive)",
    ),
    Guard(
        id="hedged",
        pattern=(
            r"\b(?:favou?r(?:s|ed|ing)?|suspicious|suspected|suspicion|suggest(?:s|ive|ing|ed)?"
            r"|cannot (?:be )?(?:entirely |completely )?(?:exclude|ruled? out|rule out)d?"
            r"|can ?not exclude|not excluded|probabl[ey]|possibl[ey]|(?:un)?likely|likel|ruled out|may "
            r"(?:be|represent)|might|could (?:be|represent)|consistent with|compatible with"
            r"|worrisome|concern(?:ing)?(?: for)?|differential|versus|vs\.?|presumed|presumptive"
            r"|appears? to be|expect(?:s|ed)?|functionally|treated (?:as|like)"
            r"|equivocal for|questionable|indeterminate for|atypical cells|query"
            r"|at least|prelim(?:inary)?|provisional|draft|unclear|uncertain|borderline"
            r"|not confirmed|(?:to be|please) confirm(?:ed)?|false[- ](?:positive|negative)"
            r"|thought|thinks?|believe[sd]?|assum(?:es?|ed|ing)|wonder(?:s|ed|ing)?|guess(?:es|ed)?"
            r"|recalls?|remembers?|understands?|(?:was|were|been) told|(?:says|said) (?:that )?(?:it|she|he|they|my|her|his|the)"
            r"|trials?|cohorts?|randomi[sz]ed|criteria|eligibility|stratified|meta-?analys[ie]s|registry"
            r"|NCCN|ESMO|St\.? Gallen|CALGB|NSABP|PRIME|KEYNOTE|SWOG|TAILORx|RxPONDER|MINDACT|OlympiA|monarchE"
            r"|NATALEE|DESTINY|APHINITY|KATHERINE|CREATE-X|ACOSOG|Z-?0?0?11|EORTC|SOUND|EBCTCG|LUMINA|Choosing Wisely"
            r"|car(?:es|ing) for (?:an? |the |her )?(?:[\w-]+ )?patients?|after (?:an? |your |the )?(?:lumpectomy|mastectomy|SLNB|surgery)(?= ?:)"
            r"|maybe|perhaps|saying|inclusion|exclusion|by mistake|mistaken(?:ly)?|(?:another|different|wrong) accession|discrepan\w+|(?:please|to) clarify|you (?:state|write)"
            r"|verbal(?:ly)?|tentative(?:ly)?|unofficial(?:ly)?|read[- ]back|denial|denied coverage|polic(?:y|ies)"
            r"|covered (?:when|if|for)|(?:was|were|is|been) (?:\w+ )?(?:considered|entertained|raised|contemplated)"
            r"|(?-i:[Hh]er) (?:2|two) (?:positive|negative) (?!breast|cancer|carcinoma|disease|tumou?r|and|or|by|on|with|in|at|invasive"
            r"|left|right|status|ductal|lobular|per|for|but|from|stage|grade)[a-z]+"
            r"|(?:is|are|was|were) for (?-i:[A-Z][a-z]{2,})|letter (?:states|says|said|cites)"
            r"|(?:woman|lady|man|gentleman|girl|guy|person|patient|member)(?:'s| next to| in (?:her|his|my|the (?:next|same|waiting))|"
            r" at (?:her|his|my|infusion|church|work|school|support)| from (?:her|his|my|work|church)| (?:she|he|I) (?:met|knows?|saw)| sitting)"
            r"|(?:with|by|from|knows?|met|of|like|about) (?:a|an|one|another|some|that|this other)(?: \w+)? (?:woman|lady|man|gentleman|girl|guy|person)"
            r"|(?:not|un)[ -]?sure|do(?:es)?(?: not|n['\u2019]?t) know|if|e\.g|for example|such as"
            r"|(?:most|many|some|other) (?:of )?(?:patients|women|people|men|individuals)"
            r"|(?:patients|women|people|individuals|persons) (?:like|in|on|taking|who|under|over|aged))\b|\?"
            r"|(?:\bage[sd]? ?)?(?:>=?|<=?|\u2265|\u2264) ?[4-8]\d(?= ?(?:years|y/?o|yrs?|,|;|\)|and\b|with\b))"
        ),
        doubt=wording.HEDGED,
        example="Findings are suspicious for invasive carcinoma",
        counter="Invasive carcinoma",
    ),
)

_GUARDS = tuple((guard, re.compile(guard.pattern, re.IGNORECASE)) for guard in GUARDS)
_FAVORABLE = re.compile(
    r"\bas (?:planned|scheduled|prescribed)\b"
    r"|\(?\bun?favou?rable\b\)?"
    r"|\bfavou?rable\b"
    r"|\bat least (?:\d+ ?%|(?:\d|two|three|four) ?(?:foci|tumou?rs|lesions|\)))"
    r"|\blikely (?:pathogenic|benign)\b"
    r"|\binitial(?: (?:margin|specimen))\b"
    r"|\bprovisional(?= (?:histolog\w+ )?(?:grade|type)\b)"
    r"|\bborderline(?= ?\(?2 ?\+)|(?<=2\+ )\(?borderline\b|(?<=2\+, )borderline\b"
    r"|\b(?:consistent|compatible) with (?:a |metastasis from (?:a |the )?)?(?:known )?"
    r"(?:breast|mammary)(?: primary| origin| carcinoma)?",
    re.IGNORECASE,
)
_OF_THIS_ONE = re.compile(
    r"\b(?:(?<!family )history of|h/o|hx of|known|initial(?:ly)?|originally|earlier|previously"
    r"|\d{1,2} (?:weeks|months) ago|(?:some|several|few|two|three|four|five|six|eight|nine|ten)"
    r" (?:weeks|months) ago|in (?:19|20)\d\d|prior to|on the (?:core |needle )?biopsy|past medical|reported (?:a|feeling))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?<![\d\w])[\"\u201c\u201f](?=[A-Za-z])[^\"\u201d]*? [^\"\u201d]*? [^\"\u201d]+|^[^\"\u201c]{12,}[^\d\s][\"\u201d](?:\W|$)"
)
"""The words of somebody else, inside a note."""
_NOT = re.compile(
    r"\b(?:no|not|without|negative for|neg for|free of|absence of|lacks?|lacking|denies"
    r"|never|nor|neither|excludes?|uninvolved by)\b"
    r"(?! (?:only|otherwise|special|specific))[^.;:]{0,160}$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"(?: ?\([^()]{0,30}\))?(?: (?:invasion|component|carcinoma|disease|space|of "
    r"(?:the )?nipple|in this (?:biopsy|sample|specimen)|elsewhere|status))*"
    r"(?: (?:is|are|was|were|has been|have been))? ?(?:[:=,|-]{0,2} ?-? ?|(?:[:\u00b7] ?){0,12})"
    r"(?:not\b(?! (?:otherwise|only))|absent|negative|none|no\b(?! special|\.? ?\d)|cannot be"
    r"|indeterminate|n/?a\b|0 ?(?:mm|cm)\b|unknown|uninvolved|ruled out|excluded|equivocal)",
    re.IGNORECASE,
)


_TURN = re.compile(
    r"[.;:]|\bbut\b|\bhowever\b|\bwith (?:associated|extensive|focal)\b", re.IGNORECASE
)


def before_the_plan(text: str) -> int:
    """Where a clause begins to speak of what is planned; 0 where it only does that."""
    plan = next(pattern for guard, pattern in _GUARDS if guard.why == wording.IS_PLANNED)
    found = plan.search(text)
    return found.start() if found else 0


@lru_cache(maxsize=2_000)
def judge(text: str, *, told: bool = False) -> tuple[str, str]:
    """A doubt about what a clause says, and why it says nothing at all; empty for neither.

    `told`: a note tells it of the one cancer that the person has; that it was known before, or
    began some months ago, makes it no other.
    """
    plain = _FAVORABLE.sub(lambda found: "\u00b7" * len(found[0]), text)
    if told:
        plain = _OF_THIS_ONE.sub(lambda found: "\u00b7" * len(found[0]), plain)
    doubt = wording.HEDGED if told and _QUOTED.search(plain) else ""
    for guard, pattern in _GUARDS:
        if not pattern.search(plain):
            continue
        if guard.why:
            return "", guard.why
        doubt = doubt or guard.doubt
    return doubt, ""


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether a thing that is named from `start` to `end` is said not to be there."""
    before = _TURN.split(text[max(0, start - 200) : start])[-1]
    return bool(_NOT.search(before) or _NOT_AFTER.match(text[end : end + 90]))

"""What a pathology report says beside the receptors: a table, one rule a row.

Each rule names the fact it finds, a text in which it finds it (and what), and a text that looks
alike and says nothing, or something else. `v` in a pattern is the part that the value is read from;
a rule without a value of its own is read by the function that `values_of` names for its fact.
"""

from __future__ import annotations

from msgspec import Struct

from so_cli.case.model import Stored
from so_cli.inputs.report.model import SectionKind

PATHOLOGY: tuple[SectionKind, ...] = ("own",)


OF_DCIS = "grade-of-dcis"


class Rule(Struct, frozen=True, kw_only=True):
    """One row.

    value     what it finds; None: read from the words (`gives` is then what the example gives).
    sections  where it holds.
    unless    words of the clause that rule it out.
    denied    whether "no", "not identified" and the like turn it into nothing.
    """

    id: str
    fact: str
    pattern: str
    example: str
    counter: str
    value: Stored | None = None
    gives: Stored | None = None
    sections: tuple[SectionKind, ...] = PATHOLOGY
    unless: str = ""
    denied: bool = True


_LVI = r"\b(?:(?:angio)?-?lympho?-?vascular(?: space)?(?: invasion)?|lymphatic(?: ?(?:/|and|or|and/or|-) ?vascular)?(?: space)? invasion|vascular(?: space)? invasion|vascular/lymphatic invasion|(?-i:LVS?I))\b(?: ?\((?:LVS?I|LVI)\))?"
_IS = r"(?: (?:is|are|was|were))? ?(?:[:=\u00b7-] ?){0,8}"
_IN_SITU = r"\bDCIS\b|in[- ]situ|\bLCIS\b|intraductal"
DIM = r"(?P<v>(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?(?: ?[x*] ?\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?){0,2} ?(?:cm|mm|centimet\w+|millimet\w+))\b(?!\d)"
_NOT_TUMOR = r"specimen|\bgross|macroscop|node|metasta|\bcore|biops|in[- ]situ|DCIS|margin|imaging|radiolog|mammogra|ultraso|sonogra|\bMRI\b|clinical|\bbed\b|cavity|additional|satellite|extent of|whole|including|entire|combined|wide|clip|skin|ellipse|nipple|slice|from|away|depth|tissue|deposit|fibroadenoma|papilloma|scar|cyst|previous|prior|residual cellularity"

RULES: tuple[Rule, ...] = (
    Rule(id="grade-labelled", fact="grade", pattern=r"\b(?:(?:overall|histologic(?:al)?|combined|nottingham|tumou?r|final|total|modified|SBR|(?:scarff-?)?bloom[- &]{1,3}richardson|elston[- ]ellis|invasive|NHG|MBR)[\w -]{0,50}?)?\b(?<!nuclear )grade(?: \((?:nottingham|overall|histologic)[^()]{0,30}\))?(?: (?:is|of))? ?[:=,-]{0,2} ?(?:(?:nottingham|overall|histologic) )?(?:grade |G)?(?P<v>(?-i:I{1,3}|[123]))\b(?! ?- ?(?-i:I{1,3}|[123])\b| ?/ ?(?-i:[12]|I{1,2})\b| ?(?:to|or|and) (?:grade )?(?-i:I{1,3}|[123])\b|[.%]\d| ?(?:mm|cm))", example="Nottingham grade II", gives="2", counter="Grade 1-2", unless=rf"nuclear grade|mitotic|tubul(?:e|ar) (?:form|diff|score)|pleomorph|{_IN_SITU}|toxicity|fever|dyspnea|neuropathy", denied=False),
    Rule(id="grade-of-three", fact="grade", pattern=r"\b(?<!nuclear )grade ?[:=]? ?(?P<v>(?-i:I{1,3}|[123])) ?(?:/|of|out of) ?(?:3|III)\b", example="Grade 2/3", gives="2", counter="Nuclear grade 2/3", unless=rf"nuclear grade|mitotic|{_IN_SITU}", denied=False),
    Rule(id="grade-g", fact="grade", pattern=r"(?:carcinoma|NST|NOS|IDC|ILC|[pc]T\d\w{0,2})[^.;]{0,40}\b(?-i:G)(?P<v>[123])\b(?!-)", example="Invasive carcinoma NST, G2", gives="2", counter="G2 phase", unless=_IN_SITU, denied=False),
    Rule(id="grade-word", fact="grade", pattern=r"(?:carcinoma|NST|\bIDC|\bILC|grade\b|differentiation)[^.;]{0,60}?(?<!to )(?<!well )(?<!well to )(?<!moderate to )\b(?P<v>(?:well|moderately|poorly)[- ]differentiated)|^(?P<w>(?:well|moderately|poorly)[- ]differentiated) (?:invasive|infiltrating)", example="Invasive ductal carcinoma, moderately differentiated", gives="2", counter="Ductal carcinoma, moderately to poorly differentiated", unless=rf"\bto (?:poorly|moderately)|{_IN_SITU}|metasta"),
    Rule(id="grade-from-score", fact="grade", pattern=r"\b(?:nottingham|(?:scarff-?)?bloom[- &]{1,3}richardson|SBR|MBR|NHG|elston|total|overall|combined|histologic)[\w :-]{0,40}?(?:score|points?)?[ :=(]{0,3}\b(?P<v>[3-9]) ?(?:/|of|out of) ?9\b", example="Bloom-Richardson 7/9", gives="2", counter="Mitotic score 3/9", unless=r"nuclear grade|\bnode", denied=False),
    Rule(id=OF_DCIS, fact="grade", pattern=r"\bnuclear grade ?(?:is|of|:|=|,|-)? ?(?P<v>(?-i:I{1,3}|[123])|low|intermediate|high)\b(?! ?(?:-|to|and) ?\w)|\b(?P<w>low|intermediate|high)(?: nuclear)?[- ]grade (?:DCIS|ductal carcinoma in situ)|(?:DCIS|in situ),? (?P<x>low|intermediate|high) (?:nuclear )?grade", example="DCIS, nuclear grade 3", gives="3", counter="Nuclear grade 2-3", denied=False),
    Rule(id="size-labelled", fact="size_mm", pattern=rf"\b(?:(?:tumou?r|invasive (?:ductal |lobular |mammary )?(?:carcinoma|component|focus|tumou?r|cancer|foci)|carcinoma|lesion)(?: \(invasive\))? (?:size|(?:greatest|maximum|maximal|largest) (?:dimension|diameter|extent|size))|(?:greatest|maximum|maximal|largest) tumou?r (?:dimension|diameter|size)|(?:size|(?:greatest|maximum|maximal|largest) (?:dimension|diameter|size)) of (?:the )?(?:largest )?(?:invasive|tumou?r|carcinoma)(?: (?:ductal |lobular )?(?:carcinoma|component|tumou?r|focus|cancer))?)[^\d;]{{0,110}}?{DIM}", example="Tumor size: 2.3 x 2.0 x 1.8 cm", gives=23, counter="Specimen size: 6.5 x 5.2 x 3.8 cm", unless=_NOT_TUMOR, denied=False),
    Rule(id="size-after-type", fact="size_mm", pattern=rf"\b(?:invasive|infiltrating) [\w -]{{0,40}}?carcinoma(?:,? (?:NST|NOS|of no special type|no special type))?(?:,? ?\(?(?:nottingham )?grade (?:[123]|I{{1,3}})\)?)?(?: ?,| ?\(|;| -|:)? ?(?:(?:measuring|measures|spanning|size|sized|is|maximum|greatest dimension|tumou?r size)[ :]{{0,2}})*(?:up to |approximately )?{DIM}", example="Invasive ductal carcinoma, 18 mm", gives=18, counter="Invasive carcinoma, 2 mm from the medial margin", unless=_NOT_TUMOR),
    Rule(id="tumor-measures", fact="size_mm", pattern=rf"\b(?:the |invasive )(?:tumou?r|carcinoma|cancer) (?:measures|measuring|spans|is)(?: (?:up to|approximately|about))? {DIM}(?! (?:from|away))", example="The tumor measures 1.4 cm", gives=14, counter="The lymph node measures 1.4 cm", unless=_NOT_TUMOR, denied=False),
    Rule(id="laterality", fact="side", pattern=r"\b(?:(?:tumou?r|specimen|breast) )?(?:laterality|side)(?: of (?:tumou?r|specimen))? ?: ?[: \u00b7]*(?P<v>left|right)\b", example="Specimen Laterality: Right", gives="right", counter="Laterality: not specified", denied=False),
    Rule(id="one-focus", fact="focality", value="one", pattern=r"\b(?:unifocal|uni-?focal|single (?:invasive )?(?:focus|tumou?r)(?: of)?|solitary (?:tumou?r|focus))\b|\bfocality ?: ?(?:one|single)\b", example="Tumor focality: Unifocal", counter="Not unifocal", unless=_IN_SITU),
    Rule(id="several-foci", fact="focality", value="several", pattern=r"\b(?:multi-?focal|multi-?centric|multiple (?:invasive )?(?:foci|tumou?rs)(?: of (?:invasive|carcinoma))?|(?:two|three|four|2|3|4) (?:separate |distinct )?(?:invasive )?(?:foci of (?:invasive|carcinoma)|invasive (?:foci|tumou?rs)|tumou?rs\b))", example="Tumor focality: Multiple foci of invasive carcinoma", counter="No evidence of multifocal disease", unless=rf"{_IN_SITU}|\bbone|liver|calcif"),
    Rule(id="lymphovascular-labelled", fact="features", value=("lymphovascular",), pattern=rf"{_LVI}{_IS}(?:definite(?:ly)? )?(?:present|identified|seen|positive|yes\b|extensive|focal(?:ly)?(?: present)?|detected|(?-i:L1|V1))", example="Lymphovascular invasion: Present", counter="Lymphovascular invasion: not identified"),
    Rule(id="lymphovascular-told", fact="features", value=("lymphovascular",), pattern=rf"\b(?:with|extensive|focal|prominent|definite|there is|shows?|showing)(?: (?:focal|extensive|prominent|definite))? {_LVI}(?! (?:is|was)? ?(?:not|absent))", example="Invasive carcinoma with lymphovascular invasion", counter="There is no lymphovascular invasion"),
    Rule(id="paget", fact="features", value=("paget",), pattern=r"\bpaget(?:'?s)?(?: disease)?(?: of (?:the )?(?:nipple|breast))?\b(?: ?: ?present)?", example="Paget disease of the nipple", counter="No evidence of Paget disease", unless=r"\bbone"),
    Rule(id="microinvasion", fact="features", value=("microinvasion",), pattern=r"\bmicro-?invasi(?:on|ve (?:ductal )?carcinoma)\b", example="DCIS with microinvasion", counter="Microinvasion: not identified"),
    Rule(id="inflammatory", fact="features", value=("inflammatory",), pattern=r"\binflammatory (?:breast )?(?:carcinoma|cancer)\b|\b(?-i:IBC)\b", example="Inflammatory breast carcinoma", counter="No clinical signs of inflammatory carcinoma"),
    Rule(id="margins-clear", fact="margins", value="clear", pattern=r"\b(?:all )?(?:final |surgical |resection |inked |specimen )*margins?(?: status)?(?: \([^()]{0,40}\))?(?: (?:are|is|appear))? ?[:,-]{0,2} ?-? ?(?:all )?(?:margins? (?:are )?)?(?:negative|clear|free\b|uninvolved|not involved|tumou?r[- ]free)|\ball (?:\w+ )?margins (?:are )?(?:negative|clear|free|uninvolved)|\bno (?:carcinoma|tumou?r|malignancy|invasive carcinoma)(?: is)? (?:at|on|present at|seen at|involving) (?:the |any )?(?:inked |surgical |resection )?margins?\b|\bno (?:tumou?r|carcinoma) (?:on|at) ink\b|\bmargins? free of\b", example="All margins negative for invasive carcinoma and DCIS", counter="Margins: positive for carcinoma", unless=r"(?:anterior|posterior|superior|inferior|medial|lateral|deep|superficial|additional|new|shave|cranial|caudal) margins?\b(?=[^;]{0,12}(?:negative|clear|free|uninvolved))|(?<!un)(?<!not )involved|positive|\bclose(?:st)?\b(?=.{0,20}\bpositive)|cannot be|except", denied=False),
    Rule(id="margins-positive", fact="margins", value="positive", pattern=r"\bmargins?(?: status)?(?: (?:are|is))? ?[:,-]{0,2} ?-? ?(?:[\w ,]{0,40}? )?(?:focally |broadly |extensively )?(?:positive(?! for (?:LCIS|atypi|ADH|ALH|lobular carcinoma in situ))|(?<!un)(?<!not )involved)\b|\b(?:carcinoma|tumou?r|DCIS|cancer)(?: is)?(?: focally)? (?:present |seen |identified |extends )?(?:at|to|on|involving|involves) (?:the )?(?:\w+ )?(?:inked )?(?:\w+ )?(?:margins?|ink)\b(?! ?(?:clear|free|:))|\bink on tumou?r\b(?! ?: ?no)", example="Anterior margin: positive for invasive carcinoma", counter="Margins: uninvolved by carcinoma", unless=r"\b\d{1,2}(?:\.\d)? ?(?:mm|cm) (?:from|to)|distance|no ink on"),
    Rule(id="margins-close", fact="margins", value="close", pattern=r"\bmargins? ?(?:are|is)? ?[:,-]{0,2} ?-? ?(?:negative,? (?:but )?)?(?:close\b|\(close\))|\bclose (?:\w+ )?margins?\b", example="Margins: close (0.5 mm, medial)", counter="Closest margin: medial, 3 mm"),
    Rule(id="margins-pending", fact="margins", value="pending", pattern=r"\bmargins? ?(?:are|is|status)? ?[:,-]{0,2} ?-? ?(?:assessment )?(?:pending|to follow)\b", example="Margins: pending", counter="Margins: clear"),
    Rule(id="stage-group", fact="stage_group", pattern=r"\bstage(?: group(?:ing)?)?(?: \([^()]{0,40}\))?(?: (?:is|of))? ?[:=,-]{0,2} ?(?:(?:AJCC|anatomic|pathologic|prognostic|clinical) )?(?:stage )?(?P<v>(?-i:0|I{1,3}[ABC]?|IV|[1-4][ABC]?))(?![\w.])(?! ?(?:-|to|or|/) ?(?-i:[IV1-4]))", example="Stage group: IIB", gives="IIB", counter="Stage 3 chronic kidney disease", unless=r"kidney|CKD|renal|heart|hypertens|fibrosis|ulcer|colon|rectal|prostat|melanoma|lung|lymphoma|ovarian|endometri|stage I-I|\bmother|restag", denied=False),
    Rule(id="pd-l1", fact="pd_l1", pattern=r"\bPD-?L1\b[\w ():,/-]{0,40}?\b(?P<v>positive|negative)\b", example="PD-L1 (22C3): Positive", gives="positive", counter="PD-L1: not performed", denied=False),
    Rule(id="mutation", fact="mutations", pattern=r"\b(?P<v>(?-i:ESR1|PIK3CA|AKT1|PTEN))\b[\w .():,*>-]{0,40}?\b(?:mutations?|variants?|alterations?|loss|detected|positive|pathogenic)\b(?: ?:? ?(?:is |was )?(?:detected|identified|present|positive))?", example="PIK3CA H1047R mutation detected", gives=("pik3ca",), counter="PIK3CA mutation: not detected", unless=r"not (?:detected|identified)|no (?:pathogenic )?(?:mutation|variant|alteration)|negative|\btest|germline|\bIHC|immunohist|uncertain significance|wild[- ]?type|retained"),
    Rule(id="her2-mutation", fact="mutations", value=("her2",), pattern=r"\b(?:ERBB2|HER2) [\w .():-]{0,30}?mutation ?:? ?(?:is |was )?(?:detected|identified|present)", example="ERBB2 L755S mutation detected", counter="ERBB2 mutation: not detected"),
    Rule(id="brca-tumor", fact="mutations", value=("brca",), pattern=r"\b(?:somatic|tumou?r) (?-i:BRCA[12])\b[\w .():-]{0,40}(?:mutation|variant)(?: (?:detected|identified))?", example="Somatic BRCA2 pathogenic variant detected", counter="Germline BRCA2 pathogenic variant detected", unless=r"not (?:detected|identified)|germline"),
)  # fmt: skip

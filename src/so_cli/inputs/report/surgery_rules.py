"""Rules for what surgery found and left: edges, stage, cancer after drugs first."""

from __future__ import annotations

from so_cli.inputs.report.rules import Rule

SURGERY_RULES: tuple[Rule, ...] = (
    Rule(
        id="margins-clear",
        fact="margins",
        value="clear",
        pattern=(
            r"\b(?:all )?(?:final |surgical |resection |inked |specimen )*margins?(?: status)?"
            r"(?: including (?:the )?(?:\w+ )?(?:base|skin|nipple|deep|shaves?))?(?: ?[,-] ?invasive(?: carcinoma)?| of (?:(?:re-?)?excision|resection) ?:?)?(?: \([^()]{0,40}\))?(?: "
            r"(?:are|is|were|appear))? ?[:,-]{0,2} ?-? ?(?:all )?"
            r"(?:invasive(?: carcinoma| cancer)? ?[:-] ?)?(?:margins? (?:are )?)?"
            r"(?:neg(?:ative)?\b|clear|free\b|uninvolved|not involved"
            r"|tumou?r[- ]free)"
            r"|\ball (?:\w+ )?margins (?:are )?(?:negative|clear|free|uninvolved)"
            r"|\bno (?:carcinoma|tumou?r|malignancy|invasive carcinoma)(?: is)? "
            r"(?:at|on|present at|seen at|involving) (?:the |any )?"
            r"(?:inked |surgical |resection )?margins?\b"
            r"|(?<!in)(?<!not )\bcompletely excised\b"
            r"|\bwith (?:negative|clear) margins\b|\bneg margins\b"
            r"|\bno (?:tumou?r|carcinoma) (?:on|at) ink\b|\bmargins? free of\b"
            r"|(?:^|[:-] )(?:all )?(?:negative|clear) margins\b|\ball margins (?:are )?(?:>"
            r"|greater than|at least)"
            r" ?\d"
        ),
        unless=(
            r"(?:anterior|posterior|superior|inferior|medial|lateral|deep|superficial|additional"
            r"|new|shave|cranial|caudal) margins?\b"
            r"(?=[^;]{0,12}(?:negative|clear|free|uninvolved))|\bmargins?\b[^;,]{0,60}(?:(?<!un)(?<!not )involved|positive)|positive (?:\w+ ){0,2}margin"
            r"|\bclose(?:st)?\b(?=.{0,20}\bpositive)"
            r"|cannot be|except|\bskin lesion|\bmole\b|\bn(?:a)?evus|\bbasal cell|\bsquamous|\bpolyp|\bother margins"
            r"|\bgoal\b|\bachieve|\bobtain"
        ),
        denied=False,
        example="All margins negative for invasive carcinoma and DCIS",
        counter="Margins: positive for carcinoma",
    ),
    Rule(
        id="margins-positive",
        fact="margins",
        value="positive",
        pattern=(
            r"\bmargins?(?: status)?(?: (?:are|is))? ?[:,-]{0,2} ?-? ?"
            r"(?:(?:(?!negative|clear|\bnodes?)[\w ,-]){0,40}? )?"
            r"(?:focally |broadly |extensively )?"
            r"(?:positive(?! for (?!(?:[\w-]+ ){0,3}(?:\w*carcinoma|cancer|tumou?r|DCIS|IDC|ILC|malignan|invasive|disease|ductal|in[- ]situ))|"
            r" for (?:LCIS|atypi|ADH|ALH|lobular carcinoma in situ))|(?<!un)"
            r"(?<!not )involved)\b"
            r"|\b(?:carcinoma|tumou?r|DCIS|cancer)(?: is)?(?: focally)? "
            r"(?:present,? |seen,? |identified,? |extends )?(?:at|to|on|involving|involves) (?:the )?"
            r"(?:\w+ )?(?:inked )?(?:\w+ )?(?:margins?|ink)\b(?! ?(?:clear|free|:))"
            r"|\bink on tumou?r\b(?! ?: ?no)"
        ),
        unless=r"\b\d{1,2}(?:\.\d)? ?(?:mm|cm) (?:from|to)|distance|no ink on",
        example="Anterior margin: positive for invasive carcinoma",
        counter="Margins: uninvolved by carcinoma",
    ),
    Rule(
        id="margins-close",
        fact="margins",
        value="close",
        pattern=(
            r"\bmargins? ?(?:are|is|were)? ?[:,-]{0,2} ?-? ?(?:negative,? (?:but )?)?"
            r"(?:close\b|\(close\))|\bclose (?:\w+ )?margins?\b"
        ),
        example="Margins: close (0.5 mm, medial)",
        counter="Closest margin: medial, 3 mm",
    ),
    Rule(
        id="margins-pending",
        fact="margins",
        value="pending",
        pattern=(
            r"\bmargins? ?(?:are|is|status)? ?[:,-]{0,2} ?-? ?(?:assessment )?"
            r"(?:pending|to follow)\b"
        ),
        example="Margins: pending",
        counter="Margins: clear",
    ),
    Rule(
        id="stage-group",
        fact="stage_group",
        pattern=(
            r"\b(?<!no )(?<!not )(?<!non-)(?<!without )staged?(?: as\b)?(?: group(?:ing)?)?(?: \([^()]{0,40}\))?(?: (?:is|of))? ?[:=,-]{0,2} ?"
            r"(?:(?:AJCC|anatomic|pathologic|prognostic|clinical) )?(?:stage )?"
            r"(?P<v>(?-i:0|I{1,3}[ABC]?|IV|[1-4][ABC]?))(?!\w|\.\d)"
            r"(?! ?(?:-|to|or|and|/|,|\||vs\.?)? ?(?:stage )?(?-i:[IV]{1,3}|[1-4])[ABC]?\b(?!\.\d| ?(?:mm|cm|%|/)))"
        ),
        unless=(
            r"kidney|CKD|renal|heart|hypertens|fibrosis|ulcer|colon|rectal|prostat|melanoma|lung"
            r"|lymphoma|ovarian|endometri|stage I-I|pressure|decubit|\bsleep|reconstruct|of change|injury|cirrhosis|\bmother|restag"
        ),
        example="Stage group: IIB",
        gives="IIB",
        counter="Stage 3 chronic kidney disease",
    ),
    Rule(
        id="no-cancer-left",
        fact="leftover_cancer",
        value="none",
        pattern=(
            r"\bno residual (?:invasive )?(?:carcinoma|tumou?r|cancer|malignancy|disease)"
            r"(?! in (?:the )?(?:margin|lymph|node))"
            r"|\b(?:pathologic(?:al)? complete response|complete pathologic(?:al)? response|"
            r"(?-i:pCR))\b|\b(?-i:ypT0)(?!is)"
            r"|\b(?:RCB|residual cancer burden)(?: class| index| category)?[ :-]{1,3}0\b"
        ),
        unless=r"margins?\b[^,.;]{0,40}no residual|no residual[^,.;]{0,40}margin|residual DCIS|ypTis"
        r"|\bgoal\b|\bhop(?:e|ing)\b|\baim|\bto achieve\b|\bif\b|\bchance|\blikelihood|\brates?\b",
        denied=False,
        example="No residual invasive carcinoma after neoadjuvant chemotherapy",
        counter="Residual invasive carcinoma after neoadjuvant chemotherapy",
    ),
    Rule(
        id="cancer-left",
        fact="leftover_cancer",
        value="some",
        pattern=(
            r"\bresidual (?:invasive )?(?:ductal |lobular |mammary )?carcinoma\b"
            r"|\b(?-i:ypT[1-4])[a-d]?"
            r"|\b(?:RCB|residual cancer burden)(?: class| category)?[ :-]{1,3}(?:class )?"
            r"(?-i:I{1,3}|[123])\b"
        ),
        unless=r"in[- ]situ",
        example="Residual invasive carcinoma after neoadjuvant chemotherapy",
        counter="No residual invasive carcinoma after neoadjuvant chemotherapy",
    ),
)

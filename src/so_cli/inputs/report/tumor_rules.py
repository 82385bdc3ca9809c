"""Rules for the tumor itself: its grade, size, side and features."""

from __future__ import annotations

from so_cli.inputs.report.rules import IN_SITU, Rule

OF_DCIS = "grade-of-dcis"
SIZE_OF_DCIS = "size-of-dcis"
_LVI = (
    r"\b(?:(?:angio)?-?lympho?-?vascular(?: space)?(?: invasion)?|lymphatic"
    r"(?: ?(?:/|and|or|and/or|-) ?vascular)?(?: space)? invasion|vascular"
    r"(?: space)? invasion|vascular/lymphatic invasion|(?-i:LVS?I))\b"
    r"(?: ?\((?:LVS?I|LVI)\))?"
)
_IS = r"(?: (?:is|are|was|were))? ?(?:[:=\u00b7-] ?){0,8}"
DIM = (
    r"(?P<v>(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?"
    r"(?: ?[x*] ?\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?){0,2} ?"
    r"(?:cm|mm|centimet\w+|millimet\w+))\b(?!\d)"
)
DIM_ALONE = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})? ?(?:cm|mm)\b"
# The parts that a grade is counted from have grades of their own.
_OF_A_PART = (
    r"\bnuclear grad\w+|\b(?:pleomorphism|mitotic(?: \w+)?|mitos[ie]s|(?:tub(?:ules?"
    r"|ular)|gland\w*)"
    r"(?: formation| differentiation)?|architectural)(?: |: ?|, ?)(?:histologic )?grade"
)
_NOT_TUMOR = (
    r"specimen|\bgross|macroscop|node|metasta|\bcore|biops|in[- ]situ|DCIS|margin|imaging"
    r"|radiolog|mammogra|ultraso|sonogra|\bMRI\b|clinical|\bbed\b|cavity|additional"
    r"|satellite|extent of|whole|including|entire|combined(?! score| grade| histolog"
    r"| nottingham)|wide|clip|skin|ellipse|nipple"
    r"|slice|from|away|depth|tissue|deposit|fibroadenoma|papilloma|scar|cyst|previous"
    r"|prior|residual cellularity"
)

TUMOR_RULES: tuple[Rule, ...] = (
    Rule(
        id="grade-labelled",
        fact="grade",
        pattern=(
            r"\b(?:(?:overall|histologic(?:al)?|combined|nottingham|tumou?r|final|total|modified"
            r"|SBR|(?:scarff-?)?bloom[- &]{1,3}richardson|elston[- ]ellis|invasive|NHG"
            r"|MBR)[\w -]{0,50}?)?\b(?<!nuclear )grade"
            r"(?: \((?:nottingham|overall|histologic)[^()]{0,30}\))?(?: (?:is|of))? ?"
            r"(?:[:=,\u00b7-] ?){0,8}"
            r"(?:(?:nottingham|overall|histologic|SBR|MBR) )?(?:grade |G)?(?P<v>(?-i:I{1,3}"
            r"|[123]))\b"
            r"(?! ?- ?(?-i:I{1,3}|[123])\b| ?/ ?(?-i:[12]|I{1,2})\b| ?(?:to|or|and) (?:grade )?"
            r"(?-i:I{1,3}|[123])\b|[.%]\d| ?(?:mm|cm)|(?: [123]){1,2}$)"
        ),
        unless=(
            rf"{_OF_A_PART}|{IN_SITU}|toxicity|fever|dyspnea|neuropathy|dermatitis|mucositis"
            r"|fatigue|nausea|reaction|(?:lymph)?edema|diarrhea|rash|hot flash|arthralgia|adverse"
        ),
        denied=False,
        example="Nottingham grade II",
        gives="2",
        counter="Grade 1-2",
    ),
    Rule(
        id="grade-of-invasive",
        fact="grade",
        pattern=(
            r"\b(?:invasive|infiltrating) [\w -]{0,40}?carcinoma(?: \([^()]{1,20}\))?"
            r"(?:,? (?:NST|NOS|of no special type))?,? \(?(?:(?:nottingham|histologic|overall"
            r"|combined|SBR|MBR|final) ){0,3}grade ?[:=]? ?(?P<v>(?-i:I{1,3}|[123]))\b"
            r"(?! ?- ?(?-i:I{1,3}|[123])\b| ?(?:to|or|and) (?-i:I{1,3}|[123])\b|[.%]\d)"
        ),
        unless=r"\bmargins?\b|metasta|\bnodes?\b",
        example="Invasive ductal carcinoma, grade 2, with DCIS, nuclear grade 3",
        gives="2",
        counter="Invasive carcinoma and DCIS, grade 2",
    ),
    Rule(
        id="grade-of-three",
        fact="grade",
        pattern=(
            r"\b(?<!nuclear )grade ?[:=]? ?(?:nottingham |SBR )?(?P<v>(?-i:I{1,3}|[123])) ?\(?(?:/"
            r"|of|out of) ?(?:3|III)\b"
        ),
        unless=rf"{_OF_A_PART}|{IN_SITU}",
        denied=False,
        example="Grade 2/3",
        gives="2",
        counter="Nuclear grade 2/3",
    ),
    Rule(
        id="grade-g",
        fact="grade",
        pattern=(
            r"(?:carcinoma|NST|NOS|IDC|ILC|[pc]T\d\w{0,2})[^.;]{0,40}\b"
            r"(?:(?-i:NG|G)|(?-i:[Gg]r)\.? )(?P<v>[123])\b(?!-)"
        ),
        unless=IN_SITU,
        denied=False,
        example="Invasive carcinoma NST, G2",
        gives="2",
        counter="G2 phase",
    ),
    Rule(
        id="grade-word",
        fact="grade",
        pattern=(
            r"(?:carcinoma|NST|\bIDC|\bILC|grade\b|differentiation)[^.;]{0,60}?(?<!to )(?<!well )"
            r"(?<!well to )(?<!moderate to )\b(?P<v>(?:well|moderately|poorly)[- ]differentiated)"
            r"|^(?P<w>(?:well|moderately|poorly)[- ]differentiated) (?:invasive|infiltrating)"
        ),
        unless=rf"\bto (?:poorly|moderately)|{IN_SITU}|metasta",
        example="Invasive ductal carcinoma, moderately differentiated",
        gives="2",
        counter="Ductal carcinoma, moderately to poorly differentiated",
    ),
    Rule(
        id="grade-from-score",
        fact="grade",
        pattern=(
            r"\b(?:nottingham|(?:scarff-?)?bloom[- &]{1,3}richardson|SBR|MBR|NHG|elston|total"
            r"|overall|combined|histologic)[\w :-]{0,40}?(?:score|points?)?[ :=(]{0,3}\b"
            r"(?P<v>[3-9]) ?(?:/|of|out of) ?9\b"
        ),
        unless=r"nuclear grade|\bnode",
        denied=False,
        example="Bloom-Richardson 7/9",
        gives="2",
        counter="Mitotic score 3/9",
    ),
    Rule(
        id=OF_DCIS,
        fact="grade",
        pattern=(
            r"\bnuclear grade ?(?:is|of|:|=|,|-)? ?"
            r"(?P<v>(?-i:I{1,3}|[123])|low|intermediate|high)\b(?! ?(?:-|to|and) ?\w)"
            r"|\b(?P<w>low|intermediate|high)(?: nuclear)?[- ]grade "
            r"(?:DCIS|ductal carcinoma in situ)"
            r"|(?:DCIS|in situ),? (?P<x>low|intermediate|high) (?:nuclear )?grade"
        ),
        denied=False,
        example="DCIS, nuclear grade 3",
        gives="3",
        counter="Nuclear grade 2-3",
    ),
    Rule(
        id="size-labelled",
        fact="size_mm",
        pattern=(
            r"\b(?:(?:tumou?r|invasive (?:ductal |lobular |mammary )?"
            r"(?:carcinoma|component|focus|tumou?r|cancer|foci)|carcinoma|lesion)"
            r"(?: \(invasive\))? (?:size|dimensions?|(?:greatest|maximum|maximal|largest) "
            r"(?:dimension|diameter|extent|size))|(?:greatest|maximum|maximal|largest) "
            r"(?:invasive )?tumou?r "
            r"(?:dimension|diameter|size)|(?:size|(?:greatest|maximum|maximal|largest) "
            r"(?:dimension|diameter|size)) of (?:the )?(?:largest )?(?:invasive|tumou?r|carcinoma)"
            r"(?: (?:ductal |lobular )?(?:carcinoma|component|tumou?r|focus"
            r"|cancer))?|(?:greatest|maximum|maximal|largest) (?:dimension|diameter)"
            r"(?: of (?:the )?largest (?:focus|foci)|,? invasive tumou?r| invasive tumou?r))"
            rf"[^\d;]{{0,110}}?{DIM}"
        ),
        unless=_NOT_TUMOR,
        denied=False,
        example="Tumor size: 2.3 x 2.0 x 1.8 cm",
        gives=23,
        counter="Specimen size: 6.5 x 5.2 x 3.8 cm",
    ),
    Rule(
        id="size-after-type",
        fact="size_mm",
        pattern=(
            r"\b(?:(?:invasive|infiltrating) [\w -]{0,40}?|mucinous |tubular "
            r"|metaplastic )carcinoma"
            r"(?:,? (?:NST|NOS|of no special type|no special type|pure|(?:high|low|intermediate)"
            r"[- ]grade|[a-z]{3,20}(?: cell)? type|(?:well|moderately|poorly)[- ]differentiated))*"
            r"(?:,? ?\(?(?:nottingham |histologic |SBR )?grade (?:[123]|I{1,3})"
            r"(?: ?(?:/|of|out of) ?(?:3|III))?\)?(?: \([^()]{1,40}\))?)?(?: ?,| ?\(|;| -|:)? ?"
            r"(?:(?:measuring|measures|spanning|size|sized|is|maximum|greatest dimension"
            rf"|tumou?r size)[ :]{{0,2}})*(?:up to |approximately )?{DIM}"
        ),
        unless=_NOT_TUMOR,
        example="Invasive ductal carcinoma, 18 mm",
        gives=18,
        counter="Invasive carcinoma, 2 mm from the medial margin",
    ),
    Rule(
        id="size-beside-dcis",
        fact="size_mm",
        pattern=(
            r"\b(?:invasive|infiltrating) [\w -]{0,40}?carcinoma(?:,? (?:NST|NOS"
            r"|[a-z]{3,20} type))?"
            r"(?:,? \(?(?:nottingham |histologic |SBR )?grade (?:[123]|I{1,3})"
            r"(?: ?(?:/|of|out of) ?(?:3|III))?\)?(?: \([^()]{1,40}\))?)?"
            rf"[,;(]? ?(?:measuring |measures |size |spanning )?{DIM}"
            r"(?=[,;.)]| in (?:greatest|maxim)|$| with\b)"
        ),
        unless=(
            r"\bnode|metasta|\bcore|biops|\bgross|imaging|mammogra|ultraso|\bMRI\b|clinical"
            r"|previous|prior|\bclip|\bbed\b|cavity"
        ),
        example="Invasive ductal carcinoma, grade 2, 1.6 cm, with DCIS, margins 3 mm",
        gives=16,
        counter="Invasive carcinoma and DCIS, 2 mm from the margin",
    ),
    Rule(
        id="size-before-type",
        fact="size_mm",
        pattern=(
            rf"{DIM}(?: ?\((?:greatest|maximum|maximal) (?:dimension|diameter)\))?"
            r" (?:focus of )?(?:residual )?(?:invasive|infiltrating) (?:\w+ )?(?:tumou?r"
            r"|carcinoma)\b"
        ),
        unless=_NOT_TUMOR,
        example="11 mm (greatest dimension) residual invasive tumor",
        gives=11,
        counter="Margin of 11 mm, invasive carcinoma",
    ),
    Rule(
        id="size-of-largest",
        fact="size_mm",
        pattern=(
            r"\bfoci of invasive [\w -]{0,30}?carcinoma[^.;\d]{0,12}\b(?:the )?largest"
            rf"(?: (?:focus|one|of which))?(?: is| being| measures| measuring|:)? {DIM}"
        ),
        unless=_NOT_TUMOR,
        example="Four foci of invasive carcinoma, the largest measuring 11 mm",
        gives=11,
        counter="Foci of DCIS, the largest measuring 11 mm",
    ),
    Rule(
        id=SIZE_OF_DCIS,
        fact="size_mm",
        pattern=(
            r"\b(?:DCIS|ductal carcinoma in situ)\b(?! margin)[^.;\d]{0,80}?"
            r"(?:\bnuclear grade [123]"
            r"[^.;\d]{0,60})?\b(?:size|siz(?:ed|ing)|measur\w+|spann?\w*|extent|extends? over)"
            rf"[ :]{{1,2}}(?:approximately |about |at least |up to )?{DIM}"
        ),
        unless=r"\bmargins?\b|\bfrom\b|calcif|\bcore\b",
        denied=False,
        example="DCIS, solid type, size 22 mm",
        gives=22,
        counter="DCIS, 2 mm from the margin",
    ),
    Rule(
        id="tumor-measures",
        fact="size_mm",
        pattern=(
            r"\b(?:the |invasive )(?:tumou?r|carcinoma|cancer) (?:measures|measuring|spans|is)"
            rf"(?: (?:up to|approximately|about))? {DIM}(?! (?:from|away))"
        ),
        unless=_NOT_TUMOR,
        denied=False,
        example="The tumor measures 1.4 cm",
        gives=14,
        counter="The lymph node measures 1.4 cm",
    ),
    Rule(
        id="size-told",
        fact="size_mm",
        pattern=(
            rf"{DIM},?(?: (?!node|metasta|DCIS|mass|in situ|from|x\b|with\b)[\w-]+,?){{0,6}}? "
            r"(?:(?:invasive|infiltrating) (?:ductal|lobular|mammary|breast|carcinoma)|(?-i:IDC|ILC)\b)"
            rf"|\b(?:the |primary )tumou?r (?:was|measured) (?P<w>{DIM_ALONE})(?! (?:from|away|to))"
            rf"|\b(?-i:pT[1-4])[a-d]? ?\((?P<x>{DIM_ALONE})\)"
        ),
        unless=(
            r"specimen|gross|\bMRI|ultraso|sonogra|mammogra|imaging|previous|prior|\bclip|whole"
            r"|including|deposit|nodal|\d ?(?:cm|mm)(?:,| and| &| or) ?\d"
        ),
        denied=False,
        example="A 2.1 cm grade 2 invasive ductal carcinoma of the left breast",
        gives=21,
        counter="A 2.1 cm lymph node with invasive ductal carcinoma",
    ),
    Rule(
        id="laterality",
        fact="side",
        pattern=(
            r"\b(?:(?:tumou?r|specimen|breast) )?(?:laterality|side)"
            r"(?: of (?:tumou?r|specimen))? ?: ?[: \u00b7]*(?P<v>left|right)\b"
        ),
        denied=False,
        example="Specimen Laterality: Right",
        gives="right",
        counter="Laterality: not specified",
    ),
    Rule(
        id="one-focus",
        fact="focality",
        value="one",
        pattern=(
            r"\b(?:unifocal|uni-?focal|single (?:invasive )?(?:focus|tumou?r)(?: of)?|solitary "
            r"(?:tumou?r|focus))\b"
            r"|\bfocality ?: ?(?:one|single)\b|\bdisease extent ?[: \u00b7]{1,8}localised\b"
        ),
        unless=IN_SITU,
        example="Tumor focality: Unifocal",
        counter="Not unifocal",
    ),
    Rule(
        id="several-foci",
        fact="focality",
        value="several",
        pattern=(
            r"\b(?:multi-?focal|multi-?centric|multiple (?:invasive )?(?:foci|tumou?rs)"
            r"(?: of (?:invasive|carcinoma))?|(?:two|three|four|2|3|4) (?:separate |distinct )?"
            r"(?:invasive )?(?:foci of (?:invasive|carcinoma)|invasive (?:foci|tumou?rs)"
            r"|tumou?rs\b))"
        ),
        unless=rf"{IN_SITU}|\bbone|liver|calcif",
        example="Tumor focality: Multiple foci of invasive carcinoma",
        counter="No evidence of multifocal disease",
    ),
    Rule(
        id="lymphovascular-labelled",
        fact="features",
        value=("lymphovascular",),
        pattern=(
            rf"{_LVI}{_IS}(?:definite(?:ly)? )?"
            r"(?:present|identified|seen|positive|yes\b|extensive|focal(?:ly)?(?: present)?"
            r"|detected|(?-i:L1|V1))"
        ),
        example="Lymphovascular invasion: Present",
        counter="Lymphovascular invasion: not identified",
    ),
    Rule(
        id="lymphovascular-told",
        fact="features",
        value=("lymphovascular",),
        pattern=(
            r"\b(?:with|extensive|focal|prominent|definite|there is|shows?|showing)"
            rf"(?: (?:focal|extensive|prominent|definite))? {_LVI}(?! (?:is|was)? ?(?:not|absent))"
        ),
        example="Invasive carcinoma with lymphovascular invasion",
        counter="There is no lymphovascular invasion",
    ),
    Rule(
        id="paget",
        fact="features",
        value=("paget",),
        pattern=r"\bpaget(?:'?s)?(?: disease)?(?: of (?:the )?(?:nipple|breast))?\b(?: ?: ?present)?",
        unless=r"\bbone",
        example="Paget disease of the nipple",
        counter="No evidence of Paget disease",
    ),
    Rule(
        id="microinvasion",
        fact="features",
        value=("microinvasion",),
        pattern=r"\bmicro-?invasi(?:on|ve (?:ductal )?carcinoma)\b",
        example="DCIS with microinvasion",
        counter="Microinvasion: not identified",
    ),
    Rule(
        id="inflammatory",
        fact="features",
        value=("inflammatory",),
        pattern=r"\binflammatory (?:breast )?(?:carcinoma|cancer)\b|\b(?-i:IBC)\b",
        example="Inflammatory breast carcinoma",
        counter="No clinical signs of inflammatory carcinoma",
    ),
)

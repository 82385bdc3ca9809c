"""Rules for the grade of a tumor."""

from __future__ import annotations

from so_cli.inputs.report.rules import IN_SITU, Rule

OF_DCIS = "grade-of-dcis"
# The parts that a grade is counted from have grades of their own.
_OF_A_PART = (
    r"\bnuclear grad\w+|\b(?:pleomorphism|mitotic(?: \w+)?|mitos[ie]s|(?:tub(?:ules?"
    r"|ular)|gland\w*)"
    r"(?: formation| differentiation)?|architectural)(?: |: ?|, ?)(?:histologic )?grade"
)
_OF_ELSE = (
    r"(?:\w+ )?(?:(?:dia|sy)stolic|LV\b|left ventric|heart|a?nterolisthesis|esophagitis|h(?:a)?emorrhoid"
    r"|hydronephrosis|ascites|encephalopath|retinopath|regurgitation|stenosis|insufficiency|steatosis"
    r"|fibrosis|arthr|chondro|cystocele|rectocele|sprain|strain|tear|separation|burn|ulcer|laceration"
    r"|h(?:a)?emorrhage|concussion|tonsil|obes|astrocytoma|glioma|meningioma|dysplasia|PIVC|VUR|reflux)"
)
"""What else is graded: `grade 2 diastolic dysfunction`."""

GRADE_RULES: tuple[Rule, ...] = (
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
            rf"(?! {_OF_ELSE})(?! ?- ?(?-i:I{{1,3}}|[123])\b| ?/ ?(?-i:[12]|I{{1,2}})\b| ?(?:to|or|and) (?:grade )?"
            r"(?-i:I{1,3}|[123])\b|[.%]\d| ?(?:mm|cm)|(?: [123]){1,2}$)"
        ),
        unless=(
            rf"{_OF_A_PART}|{IN_SITU}|toxicity|fever|dyspnea|neuropathy|dermatitis|mucositis"
            r"|fatigue|nausea|reaction|(?:lymph)?edema|diarrhea|rash|hot flash|arthralgia|adverse"
            r"|contracture|murmur|block|listhesis|varices|prolapse|sprain"
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
        id="grade-beside-type",
        fact="grade",
        pattern=(
            r"\b(?-i:IDC|ILC)(?:,? (?:NST|NOS))?,? \(?(?:nottingham )?(?:grade|gr\.?) ?"
            r"(?P<v>(?-i:I{1,3}|[123]))\b"
            r"(?! ?- ?(?-i:I{1,3}|[123])\b| ?(?:to|or|and) (?-i:I{1,3}|[123])\b|[.%]\d| ?/ ?(?-i:[12]|I{1,2})\b)"
        ),
        denied=False,
        example="1.8 cm IDC, grade 2, DCIS present, margins negative",
        gives="2",
        counter="IDC and DCIS, grade 2",
    ),
    Rule(
        id="grade-nottingham",
        fact="grade",
        pattern=(
            r"\bnottingham (?:(?:combined|overall|histologic(?:al)?) ){0,2}grade ?[:=]? ?"
            r"(?P<v>(?-i:I{1,3}|[123]))\b"
            r"(?! ?- ?(?-i:I{1,3}|[123])\b| ?(?:to|or|and) (?-i:I{1,3}|[123])\b|[.%]\d| ?/ ?(?-i:[12]|I{1,2})\b)"
        ),
        unless=r"metasta|\bnodes?\b",
        example="Carcinoma, nuclear grade 3, Nottingham histologic grade 2",
        gives="2",
        counter="Carcinoma, nuclear grade 2, Nottingham score 8",
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
            r"(?:carcinoma|NST|NOS|IDC|ILC|[pc]T\d\w{0,2})[^.;]{0,40}?\b"
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
)

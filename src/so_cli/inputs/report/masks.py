"""What stands in a report and is no result: legends, controls, and options that are not ticked.

A mask keeps the number of words, so that a place in the masked text is a place in the report.
"""

from __future__ import annotations

from so_cli.inputs.report.model import Mask

MASKS = (
    Mask(
        id="legend-in-brackets",
        pattern=(
            r"[\[(](?=[^\[\]()]{0,200}\b(?:neg(?:ative)?|low)\b)"
            r"(?=[^\[\]()]{0,200}\bpos(?:itive)?\b)[^\[\]()]{0,240}[\])]"
        ),
        example="[NEGATIVE:0,1+; EQUIVOCAL 2+; POSITIVE 3+]",
        counter="(positive, 95%)",
    ),
    Mask(
        id="band-in-brackets",
        pattern=r"\((?:(?:greater|more|less) than |[<>]=? ?)?\d{1,2}(?: ?(?:-|to) ?\d{1,2})? ?% of (?:\w+ ){0,3}(?:cells|nuclei) (?:demonstrate|show|have|with)[^()]{0,60}\)",
        example="(greater than 10% of cells demonstrate nuclear positivity)",
        counter="(90% of tumor cells)",
    ),
    Mask(
        id="grade-counted",
        pattern=(
            r"\(? ?(?-i:T) ?[123],? ?\+? ?(?-i:[NP]) ?[123],? ?\+? ?(?-i:M) ?"
            r"(?:[123] ?(?:[=:;,] ?)?(?:=|total|score|sum)(?: score| of)?[ :=]{0,2}\d(?: ?/ ?9)?|[23]\b) ?\)?"
            r"|(?<=grade [123] )\( ?(?-i:T) ?[123],? ?\+? ?(?-i:[NP]) ?[123],? ?\+? ?(?-i:M) ?[123] ?\)"
        ),
        example="(T3 N2 M1 = 6/9)",
        counter="T3 N2 M1",
    ),
    Mask(
        id="reference-in-brackets",
        pattern=(
            r"[\[(](?=[^\[\]()]{0,200}(?:\breference\b|\bref\b|\brange\b|\bcut-?off|\bthreshold"
            r"|\binterpretation\b|\bguideline|\bscale\b|\bscor(?:e|ing) (?:system|range)|\bpos"
            r"(?:itive)? ?(?:is|if|when|=|:)? ?(?:>=?|\u2265) ?(?:1|10) ?%))[^\[\]()]{0,240}[\])]"
        ),
        example="(Reference range: positive >= 1%)",
        counter="(95%, strong)",
    ),
    Mask(
        id="one-receptor-both-signs",
        pattern=r"(?<!/)(?<!/ )\b(?:ER|PR|HER-?2) ?:? ?\+ ?/ ?-(?![/+-]| ?/)",
        example="ER +/- PR +/-",
        counter="ER/PR +/-",
    ),
    Mask(
        id="kinds-to-choose-from",
        pattern=r"\b(?:IDC|ILC|DCIS|LCIS)(?: ?[/|] ?(?:IDC|ILC|DCIS|LCIS|other)){2,}",
        example="Type: IDC/ILC/DCIS",
        counter="IDC/DCIS",
    ),
    Mask(
        id="options-in-braces",
        pattern=r"\{[^{}]{0,120}\}|\*\*\*",
        example="ER {positive/negative}",
        counter="ER positive",
    ),
    Mask(
        id="score-range",
        pattern=r"[\[(] ?0 ?(?:-|to|,) ?(?:[123]\+?(?:, ?)?){1,3} ?[\])]",
        example="(0-3+)",
        counter="(3+)",
    ),
    Mask(
        id="reference-sentence",
        pattern=(
            r"(?:\breference(?: (?:range|interval|values?)| ?:)|\bnormal range|(?:\b(?:positive|negative) )?\b(?:cut-?offs?|threshold)\b|\b"
            r"(?:ASCO|CAP)(?:/CAP)?(?: \d{4})?"
            r"(?: (?:guidelines?|criteria|recommendations?|interpretation))?(?: \d{4})?"
            r"(?: (?:guidelines?|criteria))? ?:|\binterpretation (?:guidelines?|criteria|key)"
            r"|\bscoring (?:system|criteria|guidelines?|key)\b|\blegend\b|\bkey ?:)[^\n]{0,400}"
        ),
        example="ASCO/CAP: positive if >= 1% of nuclei stain",
        counter="Interpretation: positive",
    ),
    Mask(
        id="definition",
        pattern=(
            r"\b(?:positive|negative|equivocal|amplified)\b ?(?:is |are )?"
            r"(?:defined|if|when)\b[^\n.;]{0,160}"
        ),
        example="Positive if 1% or more of nuclei stain",
        counter="Positive in 95% of nuclei",
    ),
    Mask(
        id="two-definitions",
        pattern=(
            r"\b(?:pos(?:itive)?|neg(?:ative)?) ?[:=(]? ?(?:>=?|<=?|\u2265|\u2264) ?(?:1|5|10) ?%"
            r"(?:(?!\b(?:ER|PR|PgR|o?estrogen|progesterone|HER-?2)\b)[^\n.]){0,40}\b"
            r"(?:pos(?:itive)?|neg(?:ative)?) ?[:=(]? ?"
            r"(?:>=?|<=?|\u2265|\u2264|\d{1,2}-) ?\d{1,2} ?%\)?"
        ),
        example="Negative: <1%; positive: >=1%",
        counter="Positive >95%",
    ),
    Mask(
        id="or-more",
        pattern=(
            r"\b(?:positive|negative|pos|neg)\b[ :=(]{1,3}(?:[<>\u2265\u2264]=? ?)?\d{1,2} ?%? or "
            r"(?:more|greater|higher|above|less|fewer)\b[^\n.;]{0,40}"
            r"|(?:>=|\u2265) ?1 ?% ?(?:=|is) ?pos(?:itive)?\b"
        ),
        example="ER positive: 1% or more of nuclei",
        counter="ER positive: 10%",
    ),
    Mask(
        id="ratio-explained",
        pattern=(
            r"\bratio ?(?:of |is )?(?:>=|<=|[<>\u2265\u2264]|(?:greater|less|more) than(?: or equal to)?)"
            r" ?(?:or equal to )?2(?:\.0)?\b[^\n.;]{0,60}"
        ),
        example="A HER2 ratio >= 2.0 is amplified",
        counter="Ratio 5.2, amplified",
    ),
    Mask(
        id="all-options",
        pattern=(
            r"(?<![\w/])(?:yes ?/ ?no|no ?/ ?yes|present ?/ ?(?:absent|not present)|absent ?/ ?present"
            r"|identified ?/ ?not identified|(?:un)?involved ?/ ?(?:un|not )?involved)\b(?! ?/)"
            r"|(?<=: )(?=[^\n]{0,24}\bclose\b)(?:(?:positive|negative|close|clear) ?/ ?){2}"
            r"(?:positive|negative|close|clear|involved)\b"
        ),
        example="Lymphovascular invasion: Yes / No",
        counter="ER/PR: positive/negative",
    ),
    Mask(
        id="not-of-the-tumor",
        pattern=(
            r"\b(?:normal|benign|non-?neoplastic|background|uninvolved) (?:breast |mammary |ductal )*"
            r"(?:ducts?|glands?|epitheli\w+|lobul\w+|acini)\b[^.;\n]{0,40}?"
            r"\b(?:positive|negative|reactive)\b(?! for (?:carcinoma|malig|tumou?r))[^.;\n]{0,20}"
            r"|\bstroma(?:l)?(?: cells?| component| nuclei)?[ :,]{1,3}(?:is |are |shows? )?"
            r"(?:ER|PR|PgR|o?estrogen|progesterone)\b[^.;\n]{0,80}"
        ),
        example="Stromal cells: PR positive 40%, ER negative",
        counter="Normal ducts and tumor",
    ),
    Mask(
        id="one-receptor-twice",
        pattern=(
            r"\b(?P<which>ER|PR|PgR|estrogen receptor|progesterone receptor|HER-?2)"
            r" (?:low )?(?:positive|negative) ?[:=(] ?[<>\u2265\u2264]?=? ?\d[^\n.]{0,30}?"
            r"\b(?P=which) (?:low )?(?:positive"
            r"|negative) ?[:=(] ?[<>\u2265\u2264]?=? ?\d[^\n.]{0,80}"
        ),
        example="ER negative: <1%; ER low positive: 1-10%; ER positive: >10%",
        counter="ER positive: 90%; PR positive: 80%",
    ),
    Mask(
        id="list-of-scores",
        pattern=(
            r"\bneg(?:ative)? ?[:=(-]? ?0 ?(?:,|/|or|and|-|to) ?1\+?\)?[;,. ]{1,3}"
            r"(?:equivocal|borderline|indeterminate) ?[:=(-]? ?2\+\)?[;,. ]{1,3}(?:and )?pos"
            r"(?:itive)? ?[:=(-]? ?3\+\)?"
        ),
        example="Negative: 0, 1+; Equivocal: 2+; Positive: 3+",
        counter="Equivocal: 2+",
    ),
    Mask(
        id="list-of-meanings",
        pattern=(
            r"\b0 ?(?:,|or|and|/|-) ?1\+ ?(?:[=:(-]|is) ?neg(?:ative)?\)?[;,. ]{1,3}(?:and )?2\+ ?"
            r"(?:[=:(-]|is) ?(?:equivocal|borderline|indeterminate)\)?"
            r"(?:[;,. ]{1,3}(?:and )?3\+ ?(?:[=:(-]|is) ?pos(?:itive)?\)?)?"
        ),
        example="0 or 1+ = negative, 2+ = equivocal, 3+ = positive",
        counter="2+ = equivocal",
    ),
    Mask(
        id="stage-explained",
        pattern=(
            r"\bmetasta(?:s[ei]s|tic \w+) (?:in|to) (?:\d{1,2} ?(?:-|to) ?\d|(?:one|four) to \w+|(?:10|ten) or more)"
            r" [^\n.;]{0,80}"
            r"|\bmicrometastas[ei]s \(?(?:approximately|>|\u2265|at least|greater than|larger than) ?(?:200|0\.2)[^\n;]{0,80}"
            r"|\btumou?r (?:size )?(?:>|\u2265|greater than|more than|larger than) ?\d{1,2} ?[mc]m,? (?:but|and)\b[^\n;]{0,80}"
        ),
        example="pN1a: Metastases in 1 to 3 axillary lymph nodes",
        counter="Metastasis in 2 of 14 lymph nodes",
    ),
    Mask(
        id="grades-explained",
        pattern=r"[\[(][^\[\]()]{0,80}\bgrade (?:1|I) ?[=:][^\[\]()]{0,160}[\])]",
        example="(Grade 1: 3-5 points, grade 2: 6-7, grade 3: 8-9)",
        counter="(grade 2: see comment)",
    ),
    Mask(
        id="in-control",
        pattern=(
            r"\b(?:positive|negative|present|absent|reactive|staining)"
            r"(?: staining| nuclear| reactivity){0,2} (?:in|of|within) (?:the )?"
            r"(?:normal |benign )?(?:internal|external|on-slide|control)\b"
            r"(?: (?:and external |positive |negative )?controls?| tissue| ducts?| epithelium"
            r"| glands?){0,2}"
        ),
        example="positive in the internal control",
        counter="positive in the tumor",
    ),
    Mask(
        id="control",
        pattern=(
            r"\b(?:(?:internal|external|on-slide|positive|negative|tissue|batch|assay|kit)"
            r"(?: and |, ?| ?/ ?|/| ))(?:(?:internal|external|positive|negative|tissue)"
            r"(?: and |, ?| ?/ ?|/| )){0,3}controls?\b[^\n.;,()]{0,80}"
        ),
        example="Internal controls are positive",
        counter="The tumor cells are positive",
    ),
    Mask(
        id="control-alone",
        pattern=r"\bcontrols? ?(?::|tissues?\b|slides?\b|blocks?\b|sections?\b|cells?\b|is|are|was|were|show|stain|react)[^\n.;()]{0,80}",
        example="Controls: positive",
        counter="Controlled hypertension, ER positive",
    ),
    Mask(
        id="spread-of-scores",
        pattern=r"[\[(] ?0\+? ?[:=-]? ?\d{1,3} ?%[;,]? {0,2}1\+[^\[\]()]{0,80}[\])]",
        example="(0 100%; 1+ 0%; 2+ 0%; 3+ 0%)",
        counter="(0%)",
    ),
)

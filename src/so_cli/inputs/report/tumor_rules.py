"""Rules for the tumor itself: its side, its spots and its features."""

from __future__ import annotations

from so_cli.inputs.report.rules import IN_SITU, Rule

_LVI = (
    r"\b(?:(?:angio)?-?lympho?-?vascular(?: space)?(?: invasion)?|lymphatic"
    r"(?: ?(?:/|and|or|and/or|-) ?vascular)?(?: space)? invasion|vascular"
    r"(?: space)? invasion|vascular/lymphatic invasion|(?-i:LVS?I))\b"
    r"(?: ?\((?:LVS?I|LVI)\))?"
)
_IS = r"(?: (?:is|are|was|were))? ?(?:[:=\u00b7-] ?){0,8}"

TUMOR_RULES: tuple[Rule, ...] = (
    Rule(
        id="laterality",
        fact="side",
        pattern=(
            r"\b(?:(?:tumou?r|specimen|breast) )?(?:laterality|side)"
            r"(?: of (?:tumou?r|specimen))? ?: ?[: \u00b7]*(?P<v>left|right)\b"
            r"(?! ?(?:/|\||or) ?(?:left|right|both|bilateral))"
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
        pattern=r"\binflammatory (?:breast )?(?:carcinoma|cancer)\b|\b(?-i:IBC)\b(?![ ,(-]{1,2}(?:NST|NOS|no special|ductal|lobular))",
        example="Inflammatory breast carcinoma",
        counter="No clinical signs of inflammatory carcinoma",
    ),
)

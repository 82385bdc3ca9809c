"""Rules for the lymph nodes: how many were looked at, and what was in them."""

from __future__ import annotations

from so_cli.inputs.report.rules import NAMED, Rule

_N = (
    r"(?:\d{1,2}|no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|all)"
)
_NODES = (
    r"(?:(?:left|right|axillary|sentinel|regional|non-?sentinel|benign|reactive"
    r"|intramammary|excised|examined)(?: and |,? ))*(?:lymph )?(?:nodes?|S?LNs?)"
)
_BAD = (
    r"(?:positive|involved|infiltrated|metasta(?:tic|sis|ses)|macrometasta\w+"
    r"|micrometasta\w+|contain"
    r"(?:s|ing)? (?:metasta|carcinoma|tumou?r)|with "
    r"(?:metasta|carcinoma|macro|micro|tumou?r))"
)
_GOOD = (
    r"(?:negative|free of|benign|uninvolved|no (?:evidence of )?"
    r"(?:metasta|carcinoma|tumou?r|malignan)|without (?:metasta|carcinoma|tumou?r))"
)
# Nodes that are counted beside those of the armpit.
_ASIDE = r"intra-?mammary|\brotter|inter-?pectoral|internal mammary|parasternal"
_COUNT_OF = r"\b(?:(?:number of )?(?:sentinel |axillary )?(?:lymph )?nodes?|^number) with"
_COUNT = r"(?: ?\([^()]{0,60}\))? ?: ?(?P<v>\d{1,2})\b"

NODE_RULES: tuple[Rule, ...] = (
    Rule(
        id="nodes-of",
        fact="nodes_positive",
        pattern=(
            rf"\b(?P<v>{_N} (?:of|out of|/) ?(?:the )?"
            rf"(?:\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen"
            rf"|fifteen|twenty))(?: ?\([^()]{{1,12}}\))? {_NODES}"
            rf"(?: examined)?(?: (?:is|are|was|were|show\w*|have|has))?[ ,:(-]{{1,3}}(?:{_BAD}"
            rf"|{_GOOD})"
        ),
        unless=r"isolated|\bITC",
        denied=False,
        example="2 of 14 lymph nodes positive",
        gives=2,
        counter="2 of 14 lymph nodes were hard",
    ),
    Rule(
        id="nodes-of-behind",
        fact="nodes_positive",
        pattern=(
            r"\b(?:metasta(?:tic|sis|ses)|(?:macro|micro)metasta\w+|carcinoma|tumou?r)"
            r"(?: ?carcinoma)?(?:, \d{1,2}(?:\.\d{1,2})? (?:mm|cm),)?(?: is| was)?(?: present"
            r"| identified| seen| involves)? (?:in |to |involving )?"
            rf"(?P<v>{_N} (?:of|out of|/) ?(?:the )?"
            rf"(?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
            rf"|twelve)) {_NODES}"
        ),
        unless=r"isolated|\bITC",
        example="Metastatic carcinoma in 2 of 14 lymph nodes",
        gives=2,
        counter="No metastatic carcinoma in 4 lymph nodes",
    ),
    Rule(
        id="nodes-labelled-of",
        fact="nodes_positive",
        pattern=(
            rf"\b{_NODES}(?: No\.)?(?:(?!(?-i:\bER\b|\bPR\b)|receptor|allred|quick)[^.;]){{0,60}}?(?<!biopsy)(?<!\bbx)(?<!\bon)(?<!\bby)[ (:](?P<v>\d{{1,2}} ?(?:of|out of"
            rf"|/) ?\d{{1,2}})\b"
            r"(?!/|\.\d| ?(?:mm|cm|%|x ?\d)| (?:palpable|enlarged|scanned|visible|felt)\b)"
        ),
        unless=(
            r"slide|block|level|grade|score|nottingham|cassette|\bsection|\bcut\b|o'clock|date"
            rf"|{_ASIDE}|isolated|\bITC"
        ),
        denied=False,
        example="Sentinel lymph node: negative for carcinoma (0/3)",
        gives=0,
        counter="Lymph node slide 1/3",
    ),
    Rule(
        id="nodes-count-before",
        fact="nodes_positive",
        pattern=rf"\b(?P<v>\d{{1,2}} ?/ ?\d{{1,2}}) (?:{_NODES})",
        unless=rf"slide|block|cassette|\bsection|date|{_ASIDE}|isolated|\bITC",
        denied=False,
        example="0/3 sentinel lymph nodes",
        gives=0,
        counter="12/3 nodules",
    ),
    Rule(
        id="nodes-of-a-level",
        fact="nodes_positive",
        pattern=(
            r"\blevel (?-i:I{1,3}|[123])(?:,? (?:axillary )?(?:lymph )?nodes?)? ?[:,(-] ?"
            r"(?P<v>\d{1,2} ?/ ?\d{1,2})\b(?!/)"
        ),
        unless=r"slide|block|cassette|\bsection|date|isolated|\bITC",
        denied=False,
        example="Level I: 2/8",
        gives=2,
        counter="Levels 3/6",
    ),
    Rule(
        id="nodes-behind-n",
        fact="nodes_positive",
        pattern=r"(?-i:N[0-3])[a-c]?(?:mi)?(?: ?\(sn\))? ?\((?P<v>\d{1,2} ?/ ?\d{1,2})\)",
        denied=False,
        example="ypT0 ypN0 (0/4)",
        gives=0,
        counter="pN0(sn)",
    ),
    Rule(
        id="nodes-count-positive",
        fact="nodes_positive",
        pattern=r"\b(?P<v>\d{1,2} ?/ ?\d{1,2}) positive (?:(?:left|right|axillary|sentinel) )*(?:lymph )?nodes",
        denied=False,
        example="Carcinoma with 3/7 positive axillary nodes",
        gives=3,
        counter="3/7 nodules",
    ),
    Rule(
        id="nodes-of-total",
        fact="nodes_positive",
        pattern=(
            rf"\b{_NODES} ?[:,(]? ?\(?(?:number )?(?:positive|involved) ?(?:/|of|out of|versus|vs\.?)"
            r" ?total\)? ?:? ?(?P<v>\d{1,2} ?/ ?\d{1,2})\b(?!/)"
            r"|\btotal (?:number|no\.?) ?: ?\d{1,2}[ ,;]{1,3}(?:total )?(?:number|no\.?) (?:positive"
            r"|involved) ?: ?(?P<w>\d{1,2})\b(?! ?[/%])"
        ),
        unless=r"isolated|\bITC",
        denied=False,
        example="Lymph nodes: positive/total 0/2",
        gives=0,
        counter="Lymph nodes: positive",
    ),
    Rule(
        id="nodes-removed-clear",
        fact="nodes",
        value="clear",
        pattern=(
            r"\b(?:lymph )?nodes? (?:removed|taken|sampled|excised),? (?:which )?(?:was|were|are)"
            r" (?:all |both )?(?:negative|benign|clear)\b"
            r"|\bremoval of (?:\w+ )?(?:lymph )?nodes,? which were (?:all )?(?:negative|benign|clear)\b"
        ),
        denied=False,
        example="The 5 lymph nodes removed were all benign",
        counter="The lymph nodes removed were large",
    ),
    Rule(
        id="nodes-with-number",
        fact="nodes_positive",
        pattern=(
            r"\b(?:total )?number of (?:lymph )?nodes? "
            r"(?:with (?:tumou?r|carcinoma|metastas[ei]s|metastatic carcinoma)|positive"
            r"|involved)[^\d:]{0,50}: ?(?P<v>\d{1,2})\b"
            r"|\bnumber of positive (?:lymph )?nodes ?: ?(?P<w>\d{1,2})\b"
            r"|(?:^|: )(?:(?:lymph |sentinel |axillary )*nodes? (?:positive|involved)"
            r"|positive (?:lymph )?nodes) ?: ?(?P<x>\d{1,2})\b(?! ?[/%])"
        ),
        unless=r"isolated|macro|micro",
        denied=False,
        example="Number of lymph nodes positive: 2",
        gives=2,
        counter="Number of lymph nodes examined: 3",
    ),
    Rule(
        id="nodes-examined-positive",
        fact="nodes_positive",
        pattern=(
            rf"\b(?:{_NODES} ?: ?)?{_N} (?:(?:lymph )?nodes? (?:were )?(?:examined|identified"
            rf"|removed"
            r"|sampled|found)|lymph nodes?(?=,| of which)),? ?(?:and |of which )?"
            rf"(?P<v>{_N}) (?:nodes? )?(?:is |are |was |were )?"
            r"(?:positive|involved)"
        ),
        unless=r"isolated|\bITC",
        denied=False,
        example="3 nodes examined, 1 positive for carcinoma",
        gives=1,
        counter="3 nodes examined",
    ),
    Rule(
        id="nodes-macro",
        fact="nodes_macro",
        pattern=rf"{_COUNT_OF} macro-?metastas[ei]s{_COUNT}",
        denied=False,
        example="Number of Lymph Nodes with Macrometastases (>2 mm): 1",
        gives=1,
        counter="Number of lymph nodes examined: 3",
    ),
    Rule(
        id="nodes-micro",
        fact="nodes_micro",
        pattern=rf"{_COUNT_OF} micro-?metastas[ei]s{_COUNT}",
        denied=False,
        example="Number of lymph nodes with micrometastases: 0",
        gives=0,
        counter="Number of lymph nodes with macrometastases: 0",
    ),
    Rule(
        id="nodes-clear-words",
        fact="nodes",
        value="clear",
        pattern=(
            rf"\b(?:(?:{_N}|\(?\d{{1,2}}\)?|\w+ \(\d{{1,2}}\)) )?{_NODES}(?: ?\([^()]{{1,20}}\))?"
            rf"(?: (?:are|is|were))?[ ,:-]{{1,3}}(?:all )?{_GOOD}"
        ),
        unless=(
            r"(?<!non)(?<!non-)positive|isolated|\bITC|micromet|macromet|cannot|except|remaining"
            rf"|other|\b[1-9]\d? ?(?:/|of) ?\d|{_ASIDE}"
        ),
        denied=False,
        example="Two sentinel lymph nodes, negative for carcinoma",
        counter="Lymph nodes: positive",
    ),
    Rule(
        id="nodes-no-cancer",
        fact="nodes",
        value="clear",
        pattern=(
            r"\bno (?:evidence of )?(?:carcinoma|metasta\w+(?: carcinoma)?|malignancy|tumou?r)"
            r"(?: (?:is )?(?:seen|identified|present))? (?:in|within|involving) (?:any of )?"
            rf"(?:the )?(?:{_N} )?{_NODES}"
        ),
        unless=r"isolated|\bITC|micromet",
        denied=False,
        example="No metastatic carcinoma in three lymph nodes",
        counter="Metastatic carcinoma in a lymph node",
    ),
    Rule(
        id="nodes-cancer-words",
        fact="nodes",
        value="positive",
        pattern=(
            r"\bmetasta(?:tic|sis|ses)(?: (?:ductal|lobular|mammary|breast|adeno))?"
            rf"(?: ?carcinoma)?[^.;]{{0,40}}? (?:in|to|involving) (?:{_N} |an? )?(?:of )?(?:the )?"
            rf"(?:{_N} )?{_NODES}"
            rf"|\b{_NODES}(?: ?#? ?\d{{1,2}})?(?: ?:| -| is| are) ?positive\b(?! ?(?:/|of\b|vs|versus\b|out\b|\())"
            r"(?! for (?!metasta|carcinoma|cancer|malignan|disease|tumou?r))"
            rf"|\b{_NODES}[^.;:]{{0,90}}[:,] ?-? ?(?:positive for )?"
            rf"(?:metastatic|macrometasta|micrometasta|malignant cells)[\w ]{{0,30}}"
            rf"|\b{_NODES}[^.;:]{{0,90}}: ?-? ?positive for (?:malignan|carcinoma)\w*"
            rf"|\b{_NODES} (?:(?:FNA|biopsy|core biopsy|aspirat\w+)|(?:shows?|showed"
            r"|reveal(?:s|ed)|confirm(?:s|ed)))(?: (?:is|was|showed))?(?: evidence (?:of|for))? "
            r"(?:positive\b(?! for)|metastatic (?:adeno)?carcinoma)"
            r"|\bbiopsy[- ]proven (?:(?:left|right|ipsilateral) )?(?:axillary )?"
            r"(?:nodal|(?:lymph )?node) (?:involvement|disease|metasta\w+)"
        ),
        unless=r"isolated|\bITC|supraclav|mediastin|distant|cervical|intramammary|suspicious",
        example="Lymph node, left axilla, core biopsy: metastatic carcinoma",
        counter="Lymph node: negative for metastatic carcinoma",
    ),
    Rule(
        id="sentinel",
        fact="node_surgery",
        value="sentinel",
        pattern=(
            r"\bsentinel (?:lymph )?nodes?\b(?: ?#?\d)?|\b(?-i:SLNB|SLN)\b"
            r"|\b(?:lymph )?nodes?,? (?:(?:left|right|axilla\w*),? ){0,3}\(?sentinel\b"
        ),
        sections=NAMED,
        example="Left axillary sentinel lymph node, biopsy",
        counter="No sentinel node was found",
    ),
    Rule(
        id="full-dissection",
        fact="node_surgery",
        value="full",
        pattern=(
            r"\b(?<!targeted )axillary (?:lymph )?(?:node )?(?:dissection|clearance|contents)\b"
            r"|\baxilla[,;]? (?:(?:left|right)[,;]? )?(?:lymph nodes?[,;]? )?(?:dissection|clearance|contents)\b"
            r"|\b(?-i:ALND|ANC(?! ?(?:of|is|was|[:=<>]|>=)? ?\d))\b"
            r"|\bmodified radical mastectomy\b|\b(?-i:MRM)\b"
            r"|\blevels? I(?:,| and|/| &|-)? ?II\b"
        ),
        sections=NAMED,
        example="Left breast, modified radical mastectomy",
        counter="Axillary dissection was not performed",
    ),
)

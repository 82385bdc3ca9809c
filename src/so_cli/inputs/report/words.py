"""The words in which reports speak of receptors, in the order in which they are tried."""

from __future__ import annotations

from so_cli.inputs.report.names import NAMES, Entry

_NUM = r"\d{1,3}(?:\.\d{1,2})?"
_CELLS = (
    r"(?:of )?(?:the )?(?:invasive |tumou?r |neoplastic |malignant |carcinoma |cancer "
    r"|lesional )*(?:cells?|nuclei|cell nuclei|nuclear staining|cellularity)"
)

LEXICON: tuple[Entry, ...] = (
    *NAMES,
    Entry(
        kind="not-amplified",
        pattern=(
            r"\b(?:not|non|un|no|without|negative for|neg for|absence of)[- ]?"
            r"(?:HER-?2(?:/neu)? ?)?(?:evidence of )?(?:HER-?2(?:/neu)? ?)?(?:gene )?amplifi"
            r"(?:ed|cation)\b"
            r"|\bamplification ?(?:is |was |:|-)? ?"
            r"(?:not (?:detected|identified|present|seen)|absent|negative)\b"
        ),
        example="not amplified",
        counter="amplified",
    ),
    Entry(
        kind="amplified",
        pattern=(
            r"\b(?:is |was )?amplified\b"
            r"|\b(?:positive for (?:gene )?|low[- ]level |high[- ]level |gene )?amplification ?"
            r"(?:is |was |:|-)? ?(?:detected|identified|present|positive|seen)\b"
            r"|\bpositive for (?:gene )?amplification\b"
        ),
        example="amplified",
        counter="amplification testing",
    ),
    Entry(
        kind="ish",
        pattern=(
            r"\b(?:D?-?FISH|[CSD]ISH|D-?ISH|BDISH|(?-i:ISH)|"
            r"(?:dual |fluorescen(?:t|ce) |chromogenic |silver "
            r"|brightfield )?in[- ]?situ hybridi[sz]ation|gene amplification|amplification)\b"
            r"(?: ?\((?:FISH|ISH|CISH|SISH|DISH)\))?"
        ),
        example="FISH",
        counter="fishing, IHC",
    ),
    Entry(
        kind="pending",
        pattern=(
            r"\b(?:pending|to follow|(?:will be|are being|is being|have been|has been|are|is) "
            r"(?:separately )?(?:reported|performed|ordered|issued|sent|requested|evaluated"
            r"|submitted|done)(?: (?:separately|out))?"
            r"(?: (?:and )?(?:in|as|with|by|for|on) (?:an? |the )?"
            r"(?:addend\w+|separate\w*|supplement\w*|reflex|send-?out)[^.;]{0,30})?|"
            r"(?:addend(?:um|a)) to follow|in progress|sent for(?= D?-?FISH| [CSD]?ISH)|ordered"
            r"|awaited|awaiting(?: results?)?"
            r"|outstanding|results? (?:will|to) follow|will follow|underway|not yet "
            r"(?:available|back|reported)|not available yet)\b"
        ),
        example="will be reported in an addendum",
        counter="was performed",
    ),
    Entry(
        kind="not-done",
        pattern=(
            r"\bnot (?:been )?(?:performed|done|tested|ordered|indicated)\b"
            r"|\bnot been (?:performed|done)\b|\bdeferred\b"
        ),
        example="not performed",
        counter="performed",
    ),
    Entry(
        kind="open",
        pattern=(
            r"\b(?:not (?:been )?(?:assessed|evaluated|known|determined|available|applicable"
            r"|interpretable|reported|stated|evaluable|sent|positive|negative|clearly "
            r"(?:positive|negative))|(?:cannot|can not|could not) be "
            r"(?:assessed|determined|evaluated|interpreted)|unknown|indeterminate|inconclusive"
            r"|insufficient|uninterpretable|unsatisfactory|non-?contributory|n/a|(?-i:NA)|"
            r"(?<!/)pos(?:itive)?/neg(?:ative)?(?!/)|pos(?:itive)? or neg(?:ative)?|neg"
            r"(?:ative)? or pos(?:itive)?|\?+)(?![A-Za-z])|\([-+] ?/ ?[-+]\)|\u00b1"
        ),
        example="not assessed",
        counter="assessed",
    ),
    Entry(
        kind="equivocal",
        pattern=r"\b(?:equivocal|borderline)\b",
        example="equivocal",
        counter="unequivocal",
    ),
    Entry(
        kind="none-of",
        pattern=(
            r"\b(?:no|without|absence of|negative for) (?:evidence of )?(?:over-?)?expression of "
            r"(?=(?:the )?(?:o?estrogen|progesterone|(?-i:ER|PR|PgR)\b|HER-?2|c-?erb|ERBB))"
        ),
        example="no overexpression of HER2",
        counter="no overexpression",
    ),
    Entry(
        kind="no",
        pattern=(
            r"\b(?:negativity|negatively|negative|neg|-ve|non[- ]?(?:immuno)?reactive|unreactive"
            r"|unstained|not[- ](?:over-?)?express(?:ed|ing)|not (?:immuno)?reactive|not "
            r"(?:detected|identified|present|seen)|not over-?expressed|no "
            r"(?:significant |nuclear |membranous |membrane |specific |immuno)?"
            r"(?:staining|expression|reactivity|over-?expression|immunoreactivity)|absent"
            r"|undetected|non-?over-?express(?:ed|ing)|without "
            r"(?:over-?expression|expression|staining))(?![A-Za-z])|(?<![A-Za-z0-9])-ve\b|(?<=HER2)neg(?:ative)?\b|\(-\)"
            r"(?:ve\b)?"
            r"|(?-i:(?<=\bTN)BC\b)"
        ),
        example="negative",
        counter="negate",
    ),
    Entry(kind="low", pattern=r"\b(?:ultra[- ]?low)\b", example="ultralow", counter="low"),
    Entry(
        kind="yes",
        pattern=(
            r"\b(?:positivity|positive|posit\.|pos|present|detected|expressed|(?:immuno)?reactive"
            r"|over-?expressed|over-?expressing)(?![A-Za-z])|(?<![A-Za-z0-9])\+ve\b|(?<=HER2)pos(?:itive)?\b|\(\+\)(?:ve\b)?"
        ),
        example="positive",
        counter="position",
    ),
    Entry(
        kind="none-of",
        pattern=(
            r"\b(?:no (?:evidence (?:of|for) )?|without (?:evidence of )?|lacks? (?:of )?|lacking "
            r"|neither (?:the )?|absence of |devoid of |does not (?:over-?)?express |do not (?:over-?)?express )"
            r"(?=(?:any )?(?:o?estrogen|progesterone|(?-i:ER|PR|PgR)\b|HER-?2|c-?erb))"
        ),
        example="no evidence of HER2 overexpression",
        counter="no lymph nodes",
    ),
    Entry(
        kind="some-of",
        pattern=(
            r"\b(?:tumou?rs?|carcinoma|cancer|(?:tumou?r |carcinoma |malignant |neoplastic )?cells) (?:(?:strongly|diffusely|also|focally) )?(?:over-?)?express(?:es)? "
            r"(?=(?:the )?(?:o?estrogen|progesterone|(?-i:ER|PR|PgR)\b|HER-?2|c-?erb))"
        ),
        example="the tumor cells express estrogen receptor",
        counter="tumor expression",
    ),
    Entry(
        kind="allred",
        pattern=(
            r"\b(?:all?red|quick|combined|total)? ?-? ?(?:score|scoring)? ?(?:is |of |:|=|-)? ?"
            r"(?P<allred>[0-8]) ?(?:/|out of|of) ?8\b"
        ),
        example="Allred score 8/8",
        counter="2 of 14",
    ),
    Entry(
        kind="allred",
        pattern=(
            r"\b(?:allred|quick) ?-?(?: ?\(?(?:score|scoring|quick)\)?){0,2} ?(?:is |of |:|=|-)? ?"
            r"(?P<allred_bare>[0-8])(?![\d.+%/])"
        ),
        example="Allred score: 7",
        counter="score 7",
    ),
    Entry(
        kind="h-score",
        pattern=r"\bH-? ?scores? ?(?:is |of |:|=|-)? ?(?P<h>[0-3]?\d{1,2})(?: ?/ ?300)?\b",
        example="H-score 270",
        counter="H score",
    ),
    Entry(
        kind="percent",
        pattern=(
            r"(?<![\d.])(?P<sign>[<>~\u2265\u2264]=?|"
            r"(?:less than|greater than|more than|over|under|approximately|about|approx\.?"
            rf"|at least|up to|nearly|almost|around)(?: or equal to)? )? ?(?P<low>{_NUM}) ?%?"
            rf"(?: ?(?:-|to) ?(?P<high>{_NUM}))? ?(?:%|per ?cent\b)(?: {_CELLS})?"
        ),
        example="5-10%",
        counter="5-10",
    ),
    Entry(
        kind="filler",
        pattern=r"(?<![\d.+])[0-2] ?\+? ?(?:-|to|or|/) ?[1-3] ?\+(?!/)",
        example="0-1+",
        counter="1+",
    ),
    Entry(
        kind="score",
        pattern=(
            r"(?:\b(?:IHC|immunohistochemistry)[ :]{1,2}|\b(?:score|scored|intensity|grade)d? ?"
            r"(?:as|of|is|:|=|-)? ?)?(?<![\d.,])(?P<score>[0-3]) ?\+(?! ?ve\b)(?:/3\+?)?"
            r"|(?:\b(?:IHC|immunohistochemistry|(?:IHC )?score[d]?) ?(?:as|of|is|was|:|=|-)? ?"
            r"(?:as )?|(?<=[:=] ))(?P<score_bare>[0-3])(?: ?/ ?3)?"
            r"(?![\d%/+-]|[.,]\d| ?%| ?(?:of|out)\b)"
            r"|(?<![\d.,/+-])\b(?P<nought>0)(?![\d%/+:-]|[.,]\d| ?%| ?(?:of|out)\b)"
        ),
        example="score 2+",
        counter="2 of 14",
    ),
    Entry(kind="plus", pattern=r"\+{1,4}(?![\d])", example="+", counter="-"),
    Entry(kind="minus", pattern=r"-", example="-", counter="+"),
    Entry(kind="for", pattern=r"\bfor\b", example="for", counter="form"),
    Entry(
        kind="and",
        pattern=r"\b(?:and|as well as|plus|nor|or)\b|[,/&|]",
        example="and",
        counter="sand",
    ),
    Entry(
        kind="respectively",
        pattern=r"\brespectively\b",
        example="respectively",
        counter="respect",
    ),
    Entry(
        kind="filler",
        pattern=(
            r"\b(?:status|states?|results?|result|receptors?|proteins?|onco-?proteins?|oncogene"
            r"|gene|expression|over-?expression|expressing|immuno-?"
            r"(?:histochemistry|stains?|staining|histochemical|reactivity|peroxidase)|(?-i:IHC)"
            r"|IHC4?|stain(?:s|ing|ed)?|nuclear|membranous|membrane|cytoplasmic|complete"
            r"|incomplete|by|method|methods|assays?|analysis|stud(?:y|ies)|tests?|testing|is|are"
            r"|was|were|be|being|been|both|all|each|shows?|showed|demonstrates?|demonstrated"
            r"|demonstrating|showing|reveals?|of|the|in|strong(?:ly)?|weak(?:ly)?|moderate(?:ly)?"
            r"|completely|entirely|clearly|definitely|diffuse(?:ly)?|focal(?:ly)?|patchy"
            r"|variabl[ey]|intense(?:ly)?|low|high|faint|uniform(?:ly)?|heterogeneous|homogeneous"
            rf"|intensity|{_CELLS}|tumou?r|carcinoma|cells?|nuclei|clone|\w{{1,4}}-?\d{{1,4}}"
            r"|monoclonal|rabbit|mouse|ventana|dako|leica|roche|agilent|score|scored|scores|grade"
            r"|interpretation|interpreted|reported|considered|found|as|to|final|summary|evaluation"
            r"|level|percentage|percent|proportion|quantitation|average|mean|proliferat(?:ion|ive)"
            r"|index|labell?ing|rate|fraction|image|manual|with|approximately|about|overall|also"
            r"|again|test(?:ed)?|primary|invasive|in situ|component|unfavou?rable|favou?rable"
            r"|using|FDA|approved|a|an|addendum(?: \d{1,2}/\d{1,2}(?:/\d{2,4})?)?"
            r"|(?-i:DCIS)(?= (?:is|was)\b))\b"
        ),
        example="status",
        counter="absorption",
    ),
    Entry(
        kind="filler",
        pattern=r"\balpha\b|\bratio ?(?:of |is |:|=)? ?\d{1,2}(?:[.,]\d{1,2})?\b",
        example="ratio 1.2",
        counter="rational",
    ),
    Entry(kind="open-bracket", pattern=r"[(\[]", example="(", counter=")"),
    Entry(kind="close-bracket", pattern=r"[)\]]", example=")", counter="("),
    Entry(kind="colon", pattern=r"[:=\u2022*~]", example=":", counter=";"),
    Entry(kind="gone", pattern="\u00b7+", example="\u00b7", counter="."),
    Entry(kind="stop", pattern=r"[.;!?]", example=";", counter=","),
    Entry(kind="wall", pattern=r"[A-Za-z0-9]+|\S", example="lymph", counter=""),
)

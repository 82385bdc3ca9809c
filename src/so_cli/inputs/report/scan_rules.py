"""Rules for what scans tell too: the place in the breast, the armpit; and menopause."""

from __future__ import annotations

from so_cli.inputs.report.rules import ANYWHERE, SCANS, Rule

_NOT_NOW = (
    r"\bdelivered|\bborn\b|\bhistory of|previous pregnanc|\bwhile\b|\bwhen\b|\bwas \d|\bwas pregnant"
    r"|\bin (?:19|20)\d\d|\bago\b|\bpostpartum|\bmiscarr|\blast pregnan|\bif\b"
)
"""A pregnancy of another time."""

SCAN_RULES: tuple[Rule, ...] = (
    Rule(
        id="quadrant",
        fact="quadrant",
        pattern=(
            r"\b(?P<v>(?:upper|lower)[- ](?:outer|inner)|(?:supero|infero)-?(?:lateral|medial)|"
            r"(?-i:UOQ|UIQ|LOQ|LIQ)|(?:retro|sub|peri)-?areolar|central (?:breast|quadrant))\b"
        ),
        unless=(
            r"\bskin|axill|benign|\bno (?:mass|susp)|margin|\bincision|\binject|\bdye\b"
            r"|lymphazurin|isosulfan|methylene|technetium|tracer|colloid"
        ),
        sections=("own", "specimens", "imaging"),
        example="Left breast, upper outer quadrant",
        gives="upper-outer",
        counter="upper lobe, outer surface",
    ),
    Rule(
        id="armpit-suspicious",
        fact="armpit_ultrasound",
        value="suspicious",
        pattern=(
            r"\b(?:abnormal|suspicious|enlarged|thickened|pathologic)"
            r"(?: (?:appearing|left|right|ipsilateral|level I))* (?:axillary )?"
            r"(?:lymph nodes?|lymphadenopathy|adenopathy)"
            r"|\baxillary (?:lymph nodes?|adenopathy)[^.;]{0,40}(?:suspicious|abnormal|thickened)"
        ),
        sections=SCANS,
        example="Abnormal left axillary lymph nodes are highly suspicious",
        counter="No abnormal axillary lymph nodes",
    ),
    Rule(
        id="armpit-clear",
        fact="armpit_ultrasound",
        value="clear",
        pattern=(
            r"\bno (?:evidence of )?(?:\w+ )?(?:abnormal|suspicious|enlarged|pathologic)?"
            r"(?:ly enlarged)? ?(?:left |right |bilateral |ipsilateral )?axillary "
            r"(?:lymph nodes?|lymphadenopathy|adenopathy)"
            r"|\bnormal(?:[- ]appearing)? (?:left |right |bilateral )?axillary (?:lymph )?nodes?"
            r"|\baxillary lymph nodes? (?:are|is|appears?) "
            r"(?:normal|unremarkable|benign|morphologically normal)"
            r"|\bno (?:suspicious|abnormal) axillary (?:lymph )?nodes"
            r"|\baxillae? (?:is |was )?(?:negative|clear|normal) (?:on|by) ultrasound"
            r"|\bno (?:suspicious|abnormal) (?:lymph nodes?|lymphadenopathy)[^.;]{0,30}axilla"
        ),
        sections=SCANS,
        denied=False,
        example="No suspicious axillary lymph nodes",
        counter="Axillary lymph nodes are suspicious",
    ),
    Rule(
        id="dense",
        fact="dense_breasts",
        value="yes",
        pattern=(
            r"\b(?:heterogeneously|extremely) (?:fibroglandular )?dense\b"
            r"|\bbreast (?:density|composition)(?: category)? ?:? ?(?-i:[CDcd])\b"
        ),
        sections=SCANS,
        example="The breasts are heterogeneously dense",
        counter="Scattered fibroglandular densities",
    ),
    Rule(
        id="not-dense",
        fact="dense_breasts",
        value="no",
        pattern=(
            r"\bscattered (?:areas of )?fibroglandular (?:densit|tissue|elements)\w*"
            r"|\balmost entirely (?:fat|fatty|composed of fat)\b"
            r"|\bbreast (?:density|composition)(?: category)? ?:? ?(?-i:[ABab])\b"
        ),
        sections=SCANS,
        example="Scattered areas of fibroglandular density",
        counter="Extremely dense breasts",
    ),
    Rule(
        id="menopause",
        fact="menopause",
        pattern=(
            r"\b(?P<v>peri|pre|post)-? ?menopausal\b"
            r"(?= ?(?:female|woman|lady|patient|status|caucasian|black|white|asian|[,.;(]|$))"
            r"|\bmenopausal status ?: ?(?P<w>peri|pre|post)"
        ),
        sections=ANYWHERE,
        example="50 year old peri-menopausal female",
        gives="around",
        counter="Postmenopausal bleeding",
    ),
    Rule(
        id="menopause-age",
        fact="menopause",
        value="after",
        pattern=r"\bmenopause (?:was )?(?:at|age)(?: age)? ?:? ?[3-5]\d\b",
        sections=ANYWHERE,
        example="Menarche 12, menopause at 51",
        counter="Menarche at 12, menopause not yet",
    ),
    Rule(
        id="is-a-man",
        fact="sex",
        value="male",
        pattern=r"\b\d{2}[- ]?(?:year[- ]old|y/?o|y\.o\.) (?:[\w-]+ ){0,3}?(?:man|male|gentleman)\b",
        unless=r"\b(?:her|she|son|interpreter|accompan\w+)\b",
        denied=False,
        example="Mr. Doe is a 70-year-old man with a left breast mass",
        counter="Her 40-year-old son",
    ),
    Rule(
        id="pregnant",
        fact="pregnant",
        value="yes",
        pattern=(
            r"\b(?:is|currently) (?:\d{1,2} weeks )?pregnant\b|\b(?:at )?\d{1,2} weeks (?:of )?gestation\b"
            r"|\b\d{1,2} weeks pregnant\b"
        ),
        unless=_NOT_NOW,
        example="34 yo G2P1 at 19 weeks gestation",
        counter="She is not pregnant",
    ),
    Rule(
        id="weeks-pregnant",
        fact="pregnant_weeks",
        pattern=r"\b(?P<v>\d{1,2}) weeks (?:of )?(?:gestation|pregnant)\b",
        unless=_NOT_NOW,
        example="34 yo G2P1 at 19 weeks gestation",
        gives=19,
        counter="6 weeks after surgery",
    ),
    Rule(
        id="breast-mri",
        fact="mri",
        value="done",
        pattern=(
            r"\b(?:breast MRI|MRI (?:of the )?(?:bilateral )?(?:(?:left|right) )?breasts?|(?<!brain )MRI)"
            r"(?: ?\(?(?:on )?\d[\d/-]+\)?)?(?: ?:| shows?| showed| reveal(?:s|ed)| demonstrat\w+)"
            r"(?=.{0,80}\b(?:breast|enhanc\w+))"
        ),
        unless=r"\b(?:brain|liver|spine|abdomen|pelvis)\b",
        sections=("own", "imaging"),
        denied=False,
        example="MRI 3/28/26: 2.9 cm irregular enhancing mass",
        counter="MRI brain: no enhancing lesion",
    ),
)

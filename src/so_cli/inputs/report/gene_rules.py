"""Rules for tests of genes: of the tumor, and those that run in families."""

from __future__ import annotations

from so_cli.inputs.report.rules import NAMED, Rule

_GENES = r"(?:BRCA[12]|PALB2|TP53|CHEK2|ATM|CDH1)"

GENE_RULES: tuple[Rule, ...] = (
    Rule(
        id="pd-l1",
        fact="pd_l1",
        pattern=r"\bPD-?L1\b[\w ():,/-]{0,40}?\b(?P<v>positive|negative)\b",
        denied=False,
        example="PD-L1 (22C3): Positive",
        gives="positive",
        counter="PD-L1: not performed",
    ),
    Rule(
        id="mutation",
        fact="mutations",
        pattern=(
            r"\b(?P<v>(?-i:ESR1|PIK3CA|AKT1|PTEN))\b[\w .():,*>-]{0,40}?\b"
            r"(?:mutations?|variants?|alterations?|loss|detected|positive|pathogenic)\b"
            r"(?: ?:? ?(?:is |was )?(?:detected|identified|present|positive))?"
        ),
        unless=(
            r"not (?:detected|identified)"
            r"|no (?:pathogenic )?(?:mutation|variant|alteration)|negative|\btest|germline|\bIHC"
            r"|immunohist|uncertain significance|wild[- ]?type|retained|without"
            r"|\b(?:alpelisib|capivasertib|elacestrant|inavolisib|everolimus|associated with|approved|eligible)\b"
        ),
        example="PIK3CA H1047R mutation detected",
        gives=("pik3ca",),
        counter="PIK3CA mutation: not detected",
    ),
    Rule(
        id="mutation-by-letters",
        fact="mutations",
        pattern=r"\b(?P<v>(?-i:ESR1|PIK3CA|AKT1)) (?-i:[A-Z]\d{2,4}[A-Z])\b(?! ?(?::|is|was)? ?(?:not|neg))",
        unless=r"\bno\b|not (?:detected|identified)|germline",
        example="Guardant360: ESR1 Y537S, PIK3CA wild type",
        gives=("esr1",),
        counter="ESR1 Y537S: not detected",
    ),
    Rule(
        id="her2-mutation",
        fact="mutations",
        value=("her2",),
        pattern=(
            r"\b(?:ERBB2|HER2) [\w .():-]{0,30}?mutation ?:? ?(?:is |was )?"
            r"(?:detected|identified|present)"
        ),
        example="ERBB2 L755S mutation detected",
        counter="ERBB2 mutation: not detected",
    ),
    Rule(
        id="brca-tumor",
        fact="mutations",
        value=("brca",),
        pattern=(
            r"\b(?:somatic|tumou?r) (?-i:BRCA[12])\b[\w .():-]{0,40}(?:mutation|variant)"
            r"(?: (?:detected|identified))?"
        ),
        unless=r"not (?:detected|identified)|germline",
        example="Somatic BRCA2 pathogenic variant detected",
        counter="Germline BRCA2 pathogenic variant detected",
    ),
    Rule(
        id="oncotype-score",
        fact="genomic_score",
        pattern=(
            r"\b(?:oncotype ?(?:dx)?(?: breast)?[\w ,:()-]{0,50}?)?"
            r"(?:recurrence score|oncotype ?(?:dx)?[ :,-]{1,3}(?:score|RS))(?:\u00ae)?"
            r"(?: (?:result|is|was|of|RS))*(?: ?\((?-i:RS)\))?[ :=]{1,3}(?P<v>\d{1,3})"
            r"(?!\d| ?[%-])"
            r"|\boncotype(?: ?dx)?(?: ?:| (?:was|is|of|=))? (?P<w>\d{1,2})\b"
            r"(?![/%.-]\d|-| ?%| (?:gene|years?|months?|days?|weeks?|of|tests?|x)\b)"
        ),
        unless=r"\baverage|\btrial|\bif\b|expected",
        sections=NAMED,
        denied=False,
        example="Oncotype DX Recurrence Score: 18",
        gives=18,
        counter="Recurrence score 0-100",
    ),
    Rule(
        id="mammaprint",
        fact="genomic_result",
        pattern=(
            r"\bmammaprint\b[\w ,:()-]{0,50}?\b(?P<v>(?:ultra-?)?(?:low|high))[ -]?risk\b"
            r"(?! (?:patients|women|people|tumou?rs|cancers|groups?|disease|results? (?:means?|are|is)))"
        ),
        sections=NAMED,
        denied=False,
        example="MammaPrint: Low Risk",
        gives="low",
        counter="Low risk on examination",
    ),
    Rule(
        id="germline-found",
        fact="gene_found",
        pattern=(
            rf"\b(?P<v>(?-i:{_GENES}))\b[\w .():,*>-]{{0,50}}?(?:\blikely )?\bpathogenic "
            r"(?:variant|mutation)(?: ?:? ?(?:detected|identified))?"
            r"|(?:likely )?pathogenic (?:variant|mutation)(?: was| is)?"
            rf"(?: (?:detected|identified|found))? in (?:the )?(?P<w>(?-i:{_GENES}))"
        ),
        unless=r"somatic|\btumou?r|not (?:detected|identified)|no (?:likely )?pathogenic|uncertain",
        example="Germline testing: BRCA2 pathogenic variant detected",
        gives=("brca2",),
        counter="Somatic BRCA2 pathogenic variant detected",
    ),
    Rule(
        id="germline-none",
        fact="gene_found",
        value=("none",),
        pattern=(
            r"\bno (?:clinically significant |reportable |known )?"
            r"(?:(?:or )?(?:likely )?pathogenic(?: or likely pathogenic)? )"
            r"(?:variants?|mutations?)(?: (?:was|were))?(?: (?:detected|identified|found))?"
            r"|\bno clinically significant (?:mutations?|variants?)(?: (?:was|were))? (?:detected|identified|found)\b"
            r"|\bnegative for (?:likely )?pathogenic (?:variants|mutations)"
        ),
        unless=r"somatic|tumou?r",
        denied=False,
        example="Germline panel: no pathogenic variants detected",
        counter="Germline panel: BRCA1 pathogenic variant detected",
    ),
    Rule(
        id="germline-told",
        fact="gene_found",
        pattern=(
            rf"\b(?P<v>(?-i:{_GENES})) (?:germline )?(?:mutations?|pathogenic variants?)"
            r"(?: (?:was|is))? (?:detected|identified|found|positive|present)"
            rf"|\b(?:pathogenic|deleterious) (?P<w>(?-i:{_GENES})) (?:mutation|variant)"
            rf"|\b(?:she|he|patient) (?:carries|has) an? (?:germline )?(?:pathogenic )?(?P<x>(?-i:{_GENES})) (?:mutation|variant)"
        ),
        unless=r"somatic|\btumou?r|not (?:detected|identified|inherit)|\bno |\bnegative|uncertain|\bVUS|\bif\b|would",
        example="BRCA1 mutation detected",
        gives=("brca1",),
        counter="BRCA1 mutation not detected",
    ),
    Rule(
        id="germline-negative",
        fact="gene_found",
        value=("none",),
        pattern=(
            r"\b(?:germline|genetic|BRCA ?(?:1 ?/ ?(?:BRCA ?)?2)?|gene)"
            r"(?: (?:panel|test(?:s|ing)?|genes?|mutations?|results?))*"
            r"(?: (?:was|were|is|are|came back|returned))? ?:? ?negative\b(?! for)"
            r"|\b(?:was |were )?negative for (?:a )?(?:BRCA|germline)"
        ),
        unless=r"somatic|tumou?r|\bother|remaining|triple|23andMe|ancestry|\bkit\b|consumer",
        denied=False,
        example="Germline testing was negative",
        counter="Germline testing was not done",
    ),
    Rule(
        id="gene-test-open",
        fact="gene_test",
        value="pending",
        pattern=(
            r"\b(?:germline|genetic|hereditary|BRCA ?[12]?(?: ?/ ?(?:BRCA ?)?[12])?|(?:multi-?)?gene|panel)"
            r"(?: (?:multi-?gene|cancer|panel|test(?:s|ing)?|results?|mutation))* ?"
            r"(?:[^.;:]{0,50}?\b(?:pending|ordered|awaited|drawn|sent (?:today|out|on)"
            r"|not (?:yet )?(?:back|returned|available))|order\b)"
        ),
        unless=r"oncotype|somatic|declin|\bnegative\b|\bpositive\b|detected|identified",
        sections=("own", "plan", "history", "specimens"),
        denied=False,
        example="Germline panel sent today",
        counter="Genetic testing was recommended",
    ),
    Rule(
        id="gene-test-not-done",
        fact="gene_test",
        value="not-done",
        pattern=r"\b(?:germline|genetic|BRCA\S*) test(?:s|ing)? (?:(?:has|have|was|were) not (?:been )?(?:done|performed|sent)|(?:has been |was )?(?:recommended|offered),? but (?:she |he )?declined)",
        denied=False,
        example="Genetic testing has not been done",
        counter="Genetic testing has been done",
    ),
    Rule(
        id="oncotype-open",
        fact="genomic_test",
        value="pending",
        pattern=r"\b(?:oncotype|mammaprint)\b[^.;:]{0,40}?\b(?:pending|awaited|sent|not (?:yet )?back)\b",
        denied=False,
        example="Her Oncotype result is awaited",
        counter="Oncotype was discussed",
    ),
    Rule(
        id="germline-unclear",
        fact="gene_found",
        value=("uncertain",),
        pattern=(
            r"\bvariants? of (?:uncertain|unknown|undetermined) significance\b(?: \(VUS\))?"
            r"|\b(?-i:VUS)\b"
        ),
        unless=r"somatic|tumou?r",
        example="Germline: variant of uncertain significance in ATM",
        counter="No variants of uncertain significance",
    ),
)

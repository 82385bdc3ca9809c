"""Rules for the size of a tumor: not that of the specimen, of a node, or on a scan."""

from __future__ import annotations

from so_cli.inputs.report.rules import Rule

SIZE_OF_DCIS = "size-of-dcis"
DIM = (
    r"(?P<v>(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?"
    r"(?: ?[x*] ?\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:cm|mm))?){0,2} ?"
    r"(?:cm|mm|centimet\w+|millimet\w+))\b(?!\d)"
)
DIM_ALONE = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})? ?(?:cm|mm)\b"
_NOT_TUMOR = (
    r"specimen|\bgross|macroscop|node|metasta|\bcore|biops|in[- ]situ|DCIS|margin|imaging"
    r"|radiolog|mammogra|ultraso|sonogra|\bMRI\b|clinical|\bbed\b|cavity|additional"
    r"|satellite|extent of|whole|including|entire|combined(?! score| grade| histolog"
    r"| nottingham)|wide|clip|skin|ellipse|nipple"
    r"|slice|from|away|depth|tissue|deposit|fibroadenoma|papilloma|scar|cyst|previous"
    r"|prior|residual cellularity"
)

SIZE_RULES: tuple[Rule, ...] = (
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
        id="size-behind-letters",
        fact="size_mm",
        pattern=(
            r"\b(?-i:IDC|ILC)\b(?: ?\((?-i:NST|NOS)\))?(?:,? \(?(?:grade |gr\.? ?|G)[123I]{1,3}\)?)?,? ?"
            rf"\(?{DIM}(?=[,;.)]|$| with\b| in (?:greatest|maxim))"
        ),
        unless=(
            r"\bcore|biops|\bgross|imaging|mammogra|ultraso|\bMRI\b|previous|prior|\bclip|\bbed\b"
            r"|cavity|\bfrom\b"
        ),
        example="G2 IDC (NST), 22 mm, 1/3 nodes",
        gives=22,
        counter="IDC, 2 mm from the margin",
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
            r"(?:\b(?:DCIS|ductal carcinoma in situ)\b(?! margin)[^.;\d]{0,80}?"
            r"(?:\b(?:nuclear grade [123]|in \d{1,2} (?:\w+ )?(?:slices|blocks|slides|sections))\b"
            r"[^.;\d]{0,60})?\b(?:size|siz(?:ed|ing)|measur\w+|spann?\w*|extent|extends? over)"
            r"|\b(?:size|extent)(?: \((?:extent|size)\))? of (?:the )?(?:DCIS|ductal carcinoma in situ)"
            r"(?: \([^()]{1,40}\))?(?: is)?(?: at least)?(?: \u00b7+)?)"
            rf"[ :]{{1,2}}(?:approximately |about |at least |up to )?{DIM}"
        ),
        unless=r"\bmargins?\b|\bfrom\b|calcif|\bcore\b",
        denied=False,
        example="DCIS, solid type, size 22 mm",
        gives=22,
        counter="DCIS, 2 mm from the margin",
    ),
    Rule(
        id="size-bare",
        fact="size_mm",
        pattern=rf"(?:^|: )(?:[-*\u2022+] ?)?(?:\d\) ?)?size ?: ?(?P<v>{DIM_ALONE})(?! ?(?:x|\*))",
        unless=_NOT_TUMOR.replace("|including", "").replace("|tissue", ""),
        denied=False,
        example="- Size: 3.1 cm",
        gives=31,
        counter="Size: 9.0 x 7.5 x 3.1 cm",
    ),
    Rule(
        id="tumor-measures",
        fact="size_mm",
        pattern=(
            r"(?:\b(?:the |invasive )|(?:^|: )[-*\u2022 ]{0,3})(?:tumou?r|carcinoma|cancer) (?:measures|measuring|spans|is)"
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
            r"|including|deposit|nodal|\bcore(?!s? (?:needle )?biops)|\bfoci of|\bbiops\w*\b[^.;]*\bfocus of"
            r"|\d ?(?:cm|mm)(?:,| and| &| or) ?\d"
        ),
        denied=False,
        example="A 2.1 cm grade 2 invasive ductal carcinoma of the left breast",
        gives=21,
        counter="A 2.1 cm lymph node with invasive ductal carcinoma",
    ),
)

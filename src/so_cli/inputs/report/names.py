"""The names of the receptors, and what only looks like one, in the order in which they are tried."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "er", "pr", "her2", "both", "triple", "ki67", "ish", "amplified", "not-amplified", "yes", "no",
    "low", "none-of", "some-of", "pending", "open", "equivocal", "not-done", "allred", "h-score", "percent",
    "histogram", "score", "plus", "minus", "for", "and", "filler", "respectively",
    "wall", "open-bracket", "close-bracket", "colon", "stop", "gone",
]  # fmt: skip


class Entry(Struct, frozen=True, kw_only=True):
    """What one kind of word looks like; with a text that has it and a text that has it not."""

    kind: Kind
    pattern: str
    example: str
    counter: str


_IS_ROOM = r"(?:to|in|from|at|via|by|through|visited|an|this|our|local)"

NAMES: tuple[Entry, ...] = (
    Entry(
        kind="wall",
        pattern=(
            rf"\b{_IS_ROOM} (?:the )?(?-i:ER|PR)\b(?! ?(?:by|expression|status|\(|\+))"
            r"|\b(?:the |an )?(?-i:ER) (?:visit|doctor|physician|nurse|department|room|room visit"
            r"|admission|for|with|on|last|yesterday|today|where|and was|that)\b"
        ),
        example="went to the ER",
        counter="ER positive",
    ),
    Entry(
        kind="wall",
        pattern=(
            r"\b(?-i:PR) (?:interval|exam|bleed(?:ing)?|prolongation|segment)\b"
            r"|\bpartial response\b[^.;]{0,20}\(PR\)"
        ),
        example="PR interval",
        counter="PR status",
    ),
    Entry(
        kind="wall",
        pattern=(
            r"\b(?:o?estrogen|progesterone) (?:levels?|creams?|therapy|replacement|patch(?:es)?|rings?"
            r"|pills?|use|exposure|absorption|deficien\w+|tablets?|supplements?)\b"
        ),
        example="estrogen level",
        counter="estrogen receptor level",
    ),
    Entry(
        kind="wall",
        pattern=r"\b(?:ERBB2|HER-?2|ESR1) (?:gene )?(?:mutations?|variants?|p\.|exon)[^.;]{0,40}",
        example="HER2 mutation",
        counter="HER2 gene amplification",
    ),
    Entry(
        kind="wall",
        pattern=(
            r"\b(?:anti-?|serum |prior |previous )HER-?2\b"
            r"|\bHER-?2[- ](?:directed|targeted|therapy|blockade|targeting)\b|\banti-?o?estrogen\b"
        ),
        example="HER2-targeted therapy",
        counter="HER2 negative",
    ),
    Entry(
        kind="triple",
        pattern=r"\btriple[- ]?(?=neg|pos|\(?[-+])|\b(?-i:TN)(?=BC\b)",
        example="triple negative",
        counter="triple therapy",
    ),
    Entry(
        kind="both",
        pattern=(
            r"\b(?:hormone[- ]receptors?|(?-i:HR)(?=[ -]?(?:pos|neg|[+]|-(?:[ ,/.;)]|$))))"
            r"(?: \((?-i:HR)\))?(?: status)?"
        ),
        example="hormone receptor positive",
        counter="HR 72",
    ),
    Entry(
        kind="er",
        pattern=(
            r"\bo?estrogens?(?:[- ]?receptors?)?(?: ?(?:-|,)? ?alpha)?"
            r"(?: ?\((?:(?-i:ER)|ER-alpha|ESR1)\)| ?\[(?-i:ER)\]|[ ,/-]{1,2}(?-i:ER)\b(?!/))?"
            r"|\b(?-i:E\.R\.|ERP(?= ?(?:pos|neg))|Er(?=(?: ?/ ?|, ?)Pr\b| \([-+]\)))"
            r"|\b(?-i:ERs?|ERsq|ERalpha)(?![A-Za-z0-9]|-[a-z]{4,}ive care)"
            r"(?: ?\(ESR1\)| receptors?\b)?"
        ),
        example="Estrogen receptor (ER)",
        counter="outer, lower",
    ),
    Entry(
        kind="pr",
        pattern=(
            r"\bprogesterones?(?:[- ]?receptors?)?"
            r"(?: ?\((?-i:PR|PgR|PGR)\)| ?\[(?-i:PR|PgR)\]|[ ,/-]{1,2}(?-i:PR|PgR|PGR)\b(?!/))?"
            r"|\b(?-i:P\.R\.|Pr(?=,? (?:and )?Her| \([-+]\)))"
            r"|\b(?-i:PRs?|PgRs?|PGRs?|PRsq)(?![A-Za-z0-9])(?: receptors?\b)?"
        ),
        example="PgR",
        counter="PRN, prior",
    ),
    Entry(
        kind="filler",
        pattern=(
            r"\b(?:(?:HER-?2 )?(?:gene )?copy(?: number)?|(?:CEP|chr(?:omosome)?) ?-?17"
            r"(?: copy(?: number)?)?)(?: signals?)?(?: per (?:cell|nucleus))? ?(?:of |is |:|=)? ?"
            r"\d{1,2}(?:[.,]\d{1,2})?\b"
        ),
        example="CEP17 2.9",
        counter="copied 2 times",
    ),
    Entry(
        kind="her2",
        pattern=(
            r"\b(?:HER-?2|HER 2|HER - 2)(?: ?(?:/|-|\() ?neu\)?| ?neu\b)?"
            r"(?: ?[/(]? ?\b(?:c-?erb-?B-?2|ERBB2)\b\)?)?(?:(?![0-9A-Za-z])|(?=(?:neg|pos)(?:ative|itive)?\b))"
            r"|\bc-?erb-?B-?2\b(?: ?\((?:HER-?2|HER 2)(?:/neu)?\))?"
            r"|\bERBB-?2\b|\bHercep ?-?Test\b"
            r"|\bhuman epidermal growth factor receptor[- ]?(?:type )?(?:2|II)\b"
            r"(?: ?\(HER-?2(?:/neu)?\))?"
        ),
        example="HER-2/neu",
        counter="told her 20 times",
    ),
    Entry(kind="ki67", pattern=r"\bki ?-? ?67\b|\bMIB ?-?1\b", example="MIB-1", counter="KI 6"),
)

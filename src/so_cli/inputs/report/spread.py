"""A sample from outside of the breast that shows cancer: where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from so_cli import wording
from so_cli.inputs.report.guards import is_denied, judge
from so_cli.inputs.report.model import Clause, Draft, Found
from so_cli.inputs.report.specimens import specimen_in
from so_cli.inputs.report.subject import other_cancer_of

RECORD = "metastatic-biopsy-report"

_SITES = (
    ("bone", r"\bbones?\b|\bvertebra\w*|\biliac\b|\bfemur|\bsacrum|\bspine\b|\bribs?\b|\bhumer"),
    ("liver", r"\bliver\b|\bhepatic\b"),
    ("lung", r"\blungs?\b|\bpleura\w*|\bbronch\w+"),
    ("brain", r"\bbrain\b|\bcerebell\w+"),
    ("nodes", r"\b(?:mediastin\w+|hilar|retroperiton\w+|inguinal|para-?aortic)\b.{0,30}\bnode"),
)
_PLACES = tuple((site, re.compile(pattern, re.IGNORECASE)) for site, pattern in _SITES)
_SAMPLED = re.compile(
    r"\bbiops|\bcores?\b|\bneedle\b|\baspirat|\bFNA\b|\bcytolog|\bfluid\b|\bwedge\b|\bresection",
    re.IGNORECASE,
)
_NODE = re.compile(r"\bnodes?\b", re.IGNORECASE)
_BREAST = re.compile(r"\bbreasts?\b", re.IGNORECASE)
_CANCER = re.compile(
    r"\bmetastatic (?:\w+ ){0,3}(?:adeno)?carcinoma"
    r"|\bpositive for (?:malignan\w+|metasta\w+|(?:adeno)?carcinoma)",
    re.IGNORECASE,
)
_OTHER_PRIMARY = re.compile(
    r"\b(?:colo(?:n|rect)\w*|pulmonary|prostat\w+|pancrea\w+|gastric|ovarian|renal|thyroid|melanoma"
    r"|urothelial|squamous|lung (?:primary|origin|carcinoma|adenocarcinoma))\b",
    re.IGNORECASE,
)


class Sample:
    """What was sampled outside of the breast, as far as cancer was found in it.

    sites    the far places; empty where it was a node beside the breast.
    clause   where the cancer is named; None where there is no such sample, or no cancer in it.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.sites: tuple[str, ...] = ()
        self.clause: Clause | None = None
        own = [clause for clause in clauses if clause.section in {"own", "specimens"}]
        named = [text for clause in own if (text := specimen_in(clause))]
        if any(_BREAST.search(text) for text in named):
            return
        sampled = dict.fromkeys(text for text in named if _SAMPLED.search(text))
        places = {text: places_in(text) for text in sampled}
        places = {text: sites for text, sites in places.items() if sites or _NODE.search(text)}
        for clause in own:
            text = specimen_in(clause)
            if len(places) != 1 and text not in places:
                continue
            if places and _names_cancer(clause):
                self.clause = self.clause or clause
                more = places[text] if text in places else next(iter(places.values()))
                self.sites = tuple(dict.fromkeys((*self.sites, *more)))

    def drafts(self) -> Iterator[Draft]:
        """Where the cancer has spread, and that a sample tells so."""
        if self.clause is None or not self.sites:
            return
        for fact, value in (("met_sites", self.sites), ("met_biopsy", "done")):
            found = Found(
                fact=fact, value=value, start=0, end=len(self.clause.text), rule="spread"
            )  # fmt: skip
            yield Draft(found=found, clause=self.clause)


_SPREAD_TO = re.compile(
    r"\bmetasta(?:tic|sized|ses|sis)\b[\w ,-]{0,40}? (?:to|in|involving) (?:the )?(?P<to>[\w ,/-]{3,60})"
    r"|\b(?P<of>(?:(?:bone|osseous|skeletal|liver|hepatic|lung|pulmonary|brain)(?:,? and |, |/| )){1,3})metasta\w*",
    re.IGNORECASE,
)
_NO_SPREAD = re.compile(
    r"\brisk\b|\bscreen|\btreatment of\b|\bworr(?:y|ied)|\bhow\b|\bnodes?\b|\bstage I\b"
    r"|\b(?:ddx|includ\w+|work-?up|prevent\w*|evaluat\w*|exclude\w*|symptoms?|signs?|discuss\w*|explain\w*|can|could)\b",
    re.IGNORECASE,
)
_ALSO = (("bone", r"\b(?:osseous|skeletal)\b"), ("lung", r"\bpulmonary\b"))


def told(clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Where the cancer has spread, as a note tells it."""
    other = other_cancer_of(clauses)
    for clause in clauses:
        found = _SPREAD_TO.search(clause.text) if clause.section == "own" else None
        if not found or judge(clause.text, told=True) != ("", "") or _NO_SPREAD.search(clause.text):
            continue
        if is_denied(clause.text, found.start(), found.end()) or _OTHER_PRIMARY.search(clause.text):
            continue
        where = (found["to"] or found["of"]).split(" with ")[0]
        more = (site for site, words in _ALSO if re.search(words, where, re.IGNORECASE))
        sites = tuple(dict.fromkeys((*places_in(where), *more)))
        if sites:
            one = Found(
                fact="met_sites", value=sites, start=found.start(), end=found.end(), rule="spread",
                doubt=other or ("" if clause.doubt == wording.FROM_BEFORE else clause.doubt),
            )  # fmt: skip
            yield Draft(found=one, clause=clause)


def places_in(text: str) -> tuple[str, ...]:
    """The far places that a specimen comes from."""
    return tuple(site for site, pattern in _PLACES if pattern.search(text))


def _names_cancer(clause: Clause) -> bool:
    found = _CANCER.search(clause.text)
    return (
        found is not None
        and judge(clause.text) == ("", "")
        and not _OTHER_PRIMARY.search(clause.text)
        and not is_denied(clause.text, found.start(), found.end())
    )

"""T, N and M, as a report writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from so_cli import wording
from so_cli.inputs.report.model import Clause, Found

_PREFIX = r"(?:y?[pc]|y|[mr]y?p|m)"
_T = re.compile(rf"(?<![\w-])(?P<prefix>{_PREFIX})?T(?P<t>is|X|0|[1-4](?:mi|[a-d])?)(?P<more>(?: ?\((?:m|\d|DCIS|Paget|LCIS|is|s)\)){{0,2}})(?=N|[^\w-]|-?$)(?! weighted)")  # fmt: skip
_N = re.compile(rf"(?:(?<![A-Za-z-])|(?<=T[0-4][a-d])|(?<=Tis)|(?<=T1mi))(?P<prefix>{_PREFIX})?N(?P<n>X|0|[1-3](?:mi|[a-c])?)(?P<more>(?: ?\((?:(?i:sn)|i ?[-+]|mol ?[-+]|f|mi)\)){{0,3}})(?=M|[^\w-]|$)")  # fmt: skip
_M = re.compile(
    r"(?:(?<![A-Za-z-])|(?<=N[0-3][a-c])|(?<=\)))(?P<prefix>[pc])?M(?P<m>X|[01])(?P<more>(?: ?\(i\+\))?)(?![\w-])"
)
_T_LABEL = re.compile(r"(?<![\w])(?P<prefix>y?p)T ?[:=] ?(?P<t>is|X|0|[1-4](?:mi|[a-d])?)\b")
_N_LABEL = re.compile(r"(?<![\w])(?P<prefix>y?p)N ?[:=] ?(?P<n>X|0|[1-3](?:mi|[a-c])?)\b")
_DASH = re.compile(r"(?<=[\dsXcabd)])-(?=[pc]?[NM][0-3X])")
"""`pT1c-N0-MX`"""
PARTS = ("T", "N", "M")


def read(clause: Clause) -> list[Found]:
    """The parts that a clause names, as findings of the facts T, N and M (which the bank has not)."""
    text = _DASH.sub(" ", clause.text)
    t = _T.search(text, clause.own) or _T_LABEL.search(text, clause.own)
    n = _N.search(text, clause.own) or _N_LABEL.search(text, clause.own)
    m = _M.search(text, clause.own)
    is_plain = any(part and part["prefix"] for part in (t, n)) or (t and n)
    if not is_plain:
        return []
    found: list[Found] = []
    every = {one["t"] for one in _T.finditer(text, clause.own) if one["t"] != "X"}
    doubt = wording.TESTS_DISAGREE if len(every) > 1 else ""
    for name, part in zip(PARTS, (t, n, m), strict=True):
        if part is None or "X" in part[0]:
            continue
        value = part[0].replace(" ", "").replace(":", "").replace("=", "").replace("SN", "sn")
        found.append(
            Found(
                fact=name, value=value, start=part.start(), end=part.end(), rule="tnm", doubt=doubt
            )
        )
    return found


def joined(parts: Sequence[str]) -> str:
    """`pT1c pN1mi(sn)`: in the order T, N, M."""
    return " ".join(
        part for letter in PARTS for part in parts if re.match(rf"[ympcr]*{letter}", part)
    )

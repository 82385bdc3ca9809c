"""RESULTS.md: a section for each thing that is measured, each of which can be measured alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

INTRODUCTION = """# How fast it is

`make bench` measures again. Each row runs one thing and another in pairs, so that a busy moment
meets both: "measured" is the median ratio of the pairs, "middle half" is where half of the pairs
lie. Times differ from machine to machine, ratios much less.
"""


def page(titles: Sequence[str], measured: Mapping[str, str], before: str) -> str:
    """The page with the sections that were measured, and those of the page before that were not.

    Sections stand in the order of `titles`; one that is called by none of them goes away.
    """
    old = re.findall(r"(?ms)^## (.+?)\n(.*?)(?=^## |\Z)", before)
    texts = {title: text.strip() for title, text in old} | dict(measured)
    parts = [f"## {title}\n\n{texts[title]}\n" for title in titles if title in texts]
    return "\n".join([INTRODUCTION, *parts])

"""Measures how fast `so` is, into RESULTS.md: `make bench`, or `python bench [--only SECTION]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

import curve
import export
import importing
import large_bank
import paper
import startup
from measuring import BENCH, SMALL, Scale, figures
from results import page

RESULTS = BENCH / "RESULTS.md"
Section = Callable[[Scale], str]
SECTIONS: Mapping[str, tuple[str, Section]] = {
    "start": (startup.TITLE, startup.section),
    "paper": (paper.TITLE, paper.section),
    "export": (export.TITLE, export.section),
    "curve": (curve.TITLE, curve.section),
    "million": (curve.MILLION_TITLE, curve.million),
    "import": (importing.TITLE, importing.section),
    "bank": (large_bank.TITLE, large_bank.section),
}
TITLES = [title for title, _section in SECTIONS.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast so is.")
    parser.add_argument("--only", choices=tuple(SECTIONS), action="append", help="this section")
    parser.add_argument("--million", action="store_true", help="a million cases too: half an hour")
    parser.add_argument(
        "--small", action="store_true", help="a few runs, shown and not kept: does it work?"
    )
    wanted = parser.parse_args()
    is_million = wanted.million or "million" in (wanted.only or ())
    scale = SMALL if wanted.small else Scale(is_million=is_million)
    usual = [name for name in SECTIONS if name != "million" or wanted.million]
    for name in wanted.only or usual:
        title, section = SECTIONS[name]
        text = f"{section(scale)}\n\n{figures()}"
        print(f"## {title}\n\n{text}\n", flush=True)
        if not wanted.small:
            # After each section, so that one that fails takes no other with it.
            before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
            RESULTS.write_text(page(TITLES, {title: text}, before), encoding="utf-8")


if __name__ == "__main__":
    main()

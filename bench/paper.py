"""How fast `so` makes a PDF, beside what others use for it, on the same content.

The same measuring as in startup.py: CPU time of whole processes, runs of both in turn. Pandoc with
WeasyPrint gets the Markdown of the packet, Chromium its web page; both are made beforehand and
cost the others nothing. Run it with `make bench`; it writes PAPER.md. It needs pandoc, WeasyPrint
(`pip install weasyprint`) and Chromium, and leaves out what is not there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from startup import SO, Row, command, figures, measure, table

RESULTS = Path(__file__).with_name("PAPER.md")
CASE = Path(__file__).parents[1] / "examples" / "before-surgery.yaml"
PAIRS = 9


def rows(folder: Path) -> list[Row]:
    """The packet as a PDF, by us and by each of the others that is there."""
    for kind in ("md", "html"):
        pages = ("summary", "--case", str(CASE), "-o", str(folder / f"pages.{kind}"))
        subprocess.run([SO, *pages], check=True, capture_output=True)
    ours = command(SO, "summary", "--case", str(CASE), "--force", "-o", str(folder / "ours.pdf"))
    found = []
    pandoc, weasyprint = shutil.which("pandoc"), _beside("weasyprint")
    if pandoc and weasyprint:
        made = ("--pdf-engine", weasyprint, "-o", str(folder / "theirs.pdf"))
        title = ("--metadata", "title=Second opinion", "-s")
        peer = command(pandoc, str(folder / "pages.md"), "-f", "commonmark", *title, *made)
        found.append(Row("so summary -o pages.pdf", ours, "pandoc and WeasyPrint", peer, 0.25))
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if browser:
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        target = f"--print-to-pdf={folder / 'browser.pdf'}"
        peer = command(browser, *quiet, target, (folder / "pages.html").as_uri())
        found.append(Row("so summary -o pages.pdf", ours, "Chromium, printing our page", peer))
    return found


def _beside(name: str) -> str | None:
    """A program of this environment, or of the machine."""
    here = Path(sys.executable).with_name(name)
    return str(here) if here.exists() else shutil.which(name)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = [measure(row, PAIRS) for row in rows(Path(folder))]
    print(table(results))
    RESULTS.write_text(
        f"""# How fast it makes a PDF

CPU time (user and system) of a whole process: the packet of a fictional case, made into a PDF by
us from the case, and by others from the same pages, ready as Markdown or as a web page.
{PAIRS} pairs of runs in turn; "measured" is the median ratio of the pairs. The goal "at most
0.25 x" says: at least four times as fast. `make bench` measures again.

{figures()}

{table(results)}
""",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

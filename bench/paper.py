"""How fast `so` makes a PDF, beside what others use for it, on the same content."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from measuring import BENCH, SO, Row, Scale, command, measure, table
from others import program

TITLE = "How fast it makes a PDF"
CASE = BENCH.parent / "examples" / "before-surgery.yaml"
OURS = "so summary -o pages.pdf"


def section(scale: Scale) -> str:
    """Pandoc with WeasyPrint gets our Markdown and Chromium our web page, made beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        rows, absent = _rows(Path(folder))
        results = [measure(row, scale.few_pairs) for row in rows]
    return f"""CPU time (user and system) of a whole process: the packet of a fictional case,
made into a PDF by us from the case, and by others from the same pages, ready as Markdown or as a
web page. {scale.few_pairs} pairs of runs in turn.

{table(results)}{absent}"""


def _rows(folder: Path) -> tuple[list[Row], str]:
    """The packet as a PDF, by each of the others that is there, and by us; and who is not."""
    for kind in ("md", "html"):
        pages = ("summary", "--case", str(CASE), "-o", str(folder / f"pages.{kind}"))
        subprocess.run([SO, *pages], check=True, capture_output=True)
    ours = command(SO, "summary", "--case", str(CASE), "--force", "-o", str(folder / "ours.pdf"))
    found, absent = [], ""
    pandoc, weasyprint = program("pandoc"), program("weasyprint")
    if pandoc and weasyprint:
        made = ("--pdf-engine", weasyprint, "-o", str(folder / "theirs.pdf"))
        title = ("--metadata", "title=Second opinion", "-s")
        peer = command(pandoc, str(folder / "pages.md"), "-f", "commonmark", *title, *made)
        found.append(Row("pandoc and WeasyPrint", peer, OURS, ours, at_least=4))
    else:
        absent += "\n\nNot measured: pandoc and WeasyPrint, which could not be installed."
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if browser:
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        target = f"--print-to-pdf={folder / 'browser.pdf'}"
        peer = command(browser, *quiet, target, (folder / "pages.html").as_uri())
        found.append(Row("Chromium, printing our page", peer, OURS, ours))
    else:
        absent += "\n\nNot measured: Chromium, which is not on this machine."
    return found, absent

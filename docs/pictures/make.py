"""Makes the pictures of printed pages that the README shows; `make demo` runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it comes without types

HERE = Path(__file__).parent
SO = Path(sys.executable).with_name("so")
CASE = HERE.parents[1] / "examples" / "after-the-biopsy.yaml"
# The pictures are made for one day, and must not depend on what is set on this machine.
SET = {"SO_TODAY": "2026-11-20", "SO_HOME": os.devnull}
DOTS_PER_POINT = 1.3
PICTURES = {
    "doctor.png": (("summary", "--case", str(CASE)), 0),
    "my-own-pages.png": (("summary", "--case", str(CASE), "--for", "me"), 0),
    "question-card.png": (("checklist", "card", "--stage", "post-biopsy"), 0),
}
"""What makes each, and which of its pages is shown."""


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (command, number) in PICTURES.items():
            made = Path(folder) / f"{name}.pdf"
            subprocess.run(  # noqa: S603 - our own program
                [SO, *command, "-o", made], check=True, capture_output=True, env=SET
            )
            with pypdfium2.PdfDocument(made) as pdf:
                page = pdf[number].render(scale=DOTS_PER_POINT, grayscale=True)
                page.to_pil().quantize(16).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()

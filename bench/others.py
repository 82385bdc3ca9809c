"""The programs that ours are held against, in an environment of their own (`bench/.peers`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from measuring import BENCH

HOME = BENCH / ".peers"
PACKAGES = ("copier", "cookiecutter", "jinja2", "weasyprint", "pypandoc_binary")


def program(name: str) -> str | None:
    """A program of that environment, else of the machine; None where there is none."""
    if not _installed():
        return shutil.which(name)
    found = [HOME / "bin" / name, *HOME.glob(f"lib/*/site-packages/pypandoc/files/{name}")]
    return next((str(path) for path in found if path.is_file()), shutil.which(name))


def python() -> str | None:
    """The Python that has the others; None where they could not be installed."""
    return str(HOME / "bin" / "python") if _installed() else None


@cache
def _installed() -> bool:
    """Installs them once; without the internet they stay away, and the tables say so."""
    ready = HOME / ".ready"
    wanted = " ".join(PACKAGES)
    if _text_of(ready) == wanted:
        return True
    print(f"Installing {wanted} into {HOME} ...", file=sys.stderr, flush=True)
    pip = (str(HOME / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        subprocess.run([*pip, "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"That did not work: {error}", file=sys.stderr)
        return False
    ready.write_text(wanted, encoding="utf-8")
    return True


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""

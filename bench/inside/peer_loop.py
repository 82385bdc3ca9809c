"""The same cases to Markdown by another program, in one process.

    python peer_loop.py copier|cookiecutter|jinja2 TEMPLATES PACKETS FOLDER COUNT

TEMPLATES is what `write_templates` of export.py makes; PACKETS holds what `so summary -f json`
says of some cases, one a line, which are gone through again and again.
"""

import json
import re
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

Make = Callable[[dict[str, Any]], object]


def copier(templates: Path, out: Path) -> Make:
    from copier import run_copy

    source = str(templates / "copier")
    how: dict[str, Any] = {"defaults": True, "overwrite": True, "quiet": True}
    return lambda packet: run_copy(source, out, {"id": packet["id"], "packet": packet}, **how)


def cookiecutter(templates: Path, out: Path) -> Make:
    from cookiecutter.main import cookiecutter as run

    source = str(templates / "cookiecutter")
    how: dict[str, Any] = {"no_input": True, "output_dir": str(out), "overwrite_if_exists": True}
    return lambda packet: run(source, extra_context={"id": packet["id"], "_packet": packet}, **how)


def jinja2(templates: Path, out: Path) -> Make:
    from jinja2 import Environment, FileSystemLoader

    special = re.compile(r"([\\`*_{}\[\]<>()#+.!|-])")

    def escaped(value: object) -> str:
        return special.sub(r"\\\1", str(value))

    # Every field is escaped as it is printed, as autoescape does for web pages.
    loader = FileSystemLoader(templates)
    template = Environment(loader=loader, finalize=escaped).get_template(  # noqa: S701 - no HTML
        "packet.md.jinja"
    )
    return lambda packet: (out / f"{packet['id']}.md").write_text(template.render(packet=packet))


def main() -> None:
    name, templates, packets, out, count = sys.argv[1:]
    make = {"copier": copier, "cookiecutter": cookiecutter, "jinja2": jinja2}[name](
        Path(templates), Path(out)
    )
    known = [json.loads(line) for line in Path(packets).read_text(encoding="utf-8").splitlines()]
    for packet in islice(cycle(known), int(count)):
        make(packet)


main()

"""How fast a portal download is read, and what an export of four gigabytes costs."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from measuring import (
    BENCH,
    SO,
    Environment,
    Row,
    Run,
    Scale,
    Used,
    command,
    duration,
    environment,
    measure,
    table,
)

TITLE = "How fast papers are read"
PATIENT = BENCH.parent / "tests/data/records/mcode-pathways/T1_patient.json.gz"
BUNDLE_BYTES = 4_000_000
MOST_MEMORY = 150_000_000
EXPORT_BYTES = 4 * 1024**3
PIECE = b"<Record/>\n" * 1_000_000
OF_NO_USE = frozenset({"Claim", "ExplanationOfBenefit", "Encounter", "Immunization"})
"""What a portal download has most of, and `so` passes over."""


def section(scale: Scale) -> str:
    """A bundle beside a bare reading of its JSON; an Apple Health export as large as they come."""
    with tempfile.TemporaryDirectory() as name:
        bundle = large_bundle(Path(name))
        result = measure(_bundle_row(bundle), scale.few_pairs)
        size = bundle.stat().st_size / 1e6
        of_apple = _apple(Path(name), 100 if scale.curve[-1] <= 1_000 else 1)
    return f"""CPU time of a whole process: `so import` of a bundle of {size:.1f} MB, less
`so case path`, beside a Python that only reads its JSON. {scale.few_pairs} pairs of runs in turn.

{table([result])}

{of_apple}"""


def large_bundle(folder: Path) -> Path:
    """The records of a made-up person, with more of what portals send most of."""
    bundle: dict[str, Any] = json.loads(gzip.decompress(PATIENT.read_bytes()))
    more = [each for each in bundle["entry"] if each["resource"]["resourceType"] in OF_NO_USE]
    target, copies = folder / "bundle.json", 0
    while True:
        text = json.dumps(bundle)
        if len(text) >= BUNDLE_BYTES:
            break
        copies += 1
        for each in deepcopy(more[: len(more) // 2]):
            each["resource"]["id"] = f"{each['resource'].get('id')}-{copies}"
            bundle["entry"].append(each)
    target.write_text(text, encoding="utf-8")
    return target


def _bundle_row(bundle: Path) -> Row:
    reading = command(SO, "import", str(bundle), "--no-input")
    bare = f"import json; json.load(open({str(bundle)!r}))"
    return Row(
        "so import F, less so case path",
        _less(reading, command(SO, "case", "path")),
        'python -c "import json; json.load(open(F))"',
        command(sys.executable, "-c", bare),
        at_most=2.0,
    )


def _less(one: Run, other: Run) -> Run:
    """What a run uses beyond another."""

    def run(seen: Environment) -> Used:
        more, less = one(seen), other(seen)
        return Used(more.wall - less.wall, more.cpu - less.cpu)

    return run


def _apple(folder: Path, part: int) -> str:
    """Reading an export whose export.xml nobody reads."""
    size = EXPORT_BYTES // part
    archive = apple_export(folder / "export.zip", size)
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        process = subprocess.Popen(
            [SO, "import", str(archive), "--no-input"],
            stdout=subprocess.DEVNULL,
            env=environment(home),
        )
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"so import ended with {process.returncode}")
    memory = used.ru_maxrss * 1024
    verdict = "holds" if memory <= MOST_MEMORY else "misses"
    return (
        f"An Apple Health export whose `export.xml` takes {size / 1024**3:.1f} GB: "
        f"{duration(wall)}, {memory / 1e6:.0f} MB of memory at its highest "
        f"(goal: {MOST_MEMORY / 1e6:.0f} MB; {verdict})."
    )


def apple_export(target: Path, size: int) -> Path:
    """An export with one person's records, and an `export.xml` of that size beside them."""
    bundle = json.loads(gzip.decompress(PATIENT.read_bytes()))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("apple_health_export/export.xml", "w", force_zip64=True) as export:
            for _piece in range(size // len(PIECE)):
                export.write(PIECE)
        for number, entry in enumerate(bundle["entry"]):
            resource = entry["resource"]
            if resource["resourceType"] not in OF_NO_USE:
                name = f"{resource['resourceType']}-{number}.json"
                archive.writestr(
                    f"apple_health_export/clinical-records/{name}", json.dumps(resource)
                )
    return target

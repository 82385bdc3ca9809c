"""The least that an export can do: decode each line, and write a file of a given size for it.

    python floor.py CASES SIZES FOLDER

SIZES holds a number for each line of CASES. Each file is written beside its name and renamed.
"""

import json
import os
import sys


def main() -> None:
    cases, sizes, folder = sys.argv[1:]
    filler = b"x" * 1_000_000
    with open(cases, "rb") as lines, open(sizes, encoding="ascii") as wanted:  # noqa: PTH123
        for line, size in zip(lines, wanted, strict=False):
            name = json.loads(line)["id"]
            temporary = f"{folder}/.{name}.tmp"
            with open(temporary, "wb") as stream:  # noqa: PTH123 - bare is the point
                stream.write(filler[: int(size)])
            os.replace(temporary, f"{folder}/{name}.md")  # noqa: PTH105


main()

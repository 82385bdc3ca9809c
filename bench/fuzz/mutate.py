"""Ways to break a paper: its bytes, its words, or what stands in its places."""

from __future__ import annotations

import json
from random import Random
from typing import Any

STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 2**70, "", " ", "\x1b[31m", "\u202e", "a" * 3000, [], {}, [[]],
    "2026-13-45", "0001-01-01", "9999-12-31", "NaN", [None], {"value": []}, "0" * 40, "é\U0001f600",
)  # fmt: skip
BITS: tuple[bytes, ...] = (
    b"<", b">", b"]]>", b"<!DOCTYPE a>", b"&a;", b"{", b"}", b"[", b'"', b"\\u0000", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"1e999", b"-", b":", b",", b"\n" * 50, b"ER ", b"HER2 2+ ",
    b"(" * 60, b"%", b"not ", b" / ", b"\x0c", b"NaN", b"PK\x03\x04", b"%PDF-", b"shlink:/",
)  # fmt: skip
MOST = 400_000


def mutated(data: bytes, others: tuple[bytes, ...], random: Random) -> bytes:
    """The paper, broken in one to six places; JSON is broken inside of its values too."""
    if data[:1] in b"{[" and random.random() < 0.6:
        try:
            return json.dumps(_shaken(json.loads(data), random)).encode()
        except (ValueError, RecursionError):
            pass
    broken = bytearray(data)
    for _time in range(random.randint(1, 6)):
        _break(broken, others, random)
    return bytes(broken[:MOST])


def _break(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at = random.randrange(len(data) + 1)
    length = min(random.choice((1, 1, 2, 8, 40, 400)), len(data) - at)
    match random.randrange(7):
        case 0:
            del data[at : at + length]
        case 1:
            data[at:at] = random.choice(BITS)
        case 2 if at < len(data):
            data[at] = random.randrange(256)
        case 3:
            data[at:at] = data[at : at + length] * random.choice((2, 30))
        case 4:
            other = random.choice(others)
            start = random.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + length]
        case 5:
            del data[at:]
        case _:
            data[at : at + length] = random.randbytes(length)


def _shaken(value: Any, random: Random, depth: int = 0) -> Any:
    """The same, with something strange in a few places."""
    if random.random() < 0.004 * (depth + 1):
        return random.choice(STRANGE)
    if isinstance(value, dict):
        kept = {name: _shaken(each, random, depth + 1) for name, each in value.items()}
        if kept and random.random() < 0.01:
            kept.pop(random.choice([*kept]))
        return kept
    if isinstance(value, list):
        return [_shaken(each, random, depth + 1) for each in value]
    return value

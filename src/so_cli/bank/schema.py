"""JSON Schemas of the files of a bank, made from their types."""

from __future__ import annotations

from typing import Any

import msgspec

from so_cli.bank.loader import LETTERHEAD, SECTIONS
from so_cli.bank.model import Letterhead

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PATH = "#/$defs/{name}"


def file_schema(file: str) -> dict[str, Any]:
    """The schema of a file such as `questions.yaml`. Raises KeyError for another name.

    An overlay may leave keys out, since it is laid over entries that have them; so of an entry
    only its id is required.
    """
    if file == LETTERHEAD:
        (shape,), definitions = msgspec.json.schema_components([Letterhead], ref_template=_PATH)
        return {"$schema": _DIALECT, "title": file, "$defs": _loose(definitions), **shape}
    sections = SECTIONS[file]
    shapes, definitions = msgspec.json.schema_components(sections.values(), ref_template=_PATH)
    for kind in sections.values():
        definitions[kind.__name__]["required"] = ["id"]
        definitions[kind.__name__]["properties"]["replace"] = {"type": "boolean"}
    return {
        "$schema": _DIALECT,
        "title": file,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{
                name: {"type": "array", "items": shape}
                for name, shape in zip(sections, shapes, strict=True)
            },
            "remove": {"type": "array", "items": {"type": "string"}},
        },
        "$defs": _loose(definitions),
    }


def _loose(schema: Any) -> Any:
    """The schema for an editor: to it 2021 is a number, which we read as text.

    A key with nothing after it takes a key away, so nothing fits everywhere.
    """
    if isinstance(schema, list):
        return [_loose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {key: _loose(value) for key, value in schema.items()}
    kind = loose.get("type")
    if kind == "string" and not {"enum", "format"} & loose.keys():
        loose["type"] = ["string", "number", "boolean", "null"]
    elif isinstance(kind, str) and kind != "null" and "enum" not in loose:
        loose["type"] = [kind, "null"]
    return loose

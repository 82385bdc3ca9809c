"""JSON Schemas, made from types: of the files of a bank, and of any document."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from so_cli.bank.loader import LETTERHEAD, SECTIONS
from so_cli.bank.model import Letterhead

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PATH = "#/$defs/{name}"
"""Where in a schema a definition stands."""


def document_schema(kind: type[Struct]) -> dict[str, Any]:
    """The schema of a document that this program gives: each of its keys is always there."""
    (shape,), definitions = components([kind])
    for definition in definitions.values():
        definition["required"] = list(definition["properties"])
    return {"$schema": DIALECT, "title": kind.__name__, **shape, "$defs": definitions}


def file_schema(file: str) -> dict[str, Any]:
    """The schema of a file such as `questions.yaml`. Raises KeyError for another name.

    An overlay may leave keys out, since it is laid over entries that have them; so of an entry
    only its id is required.
    """
    if file == LETTERHEAD:
        (shape,), definitions = components([Letterhead])
        return {"$schema": DIALECT, "title": file, "$defs": loose(definitions), **shape}
    sections = SECTIONS[file]
    shapes, definitions = components(sections.values())
    for kind in sections.values():
        definitions[kind.__name__]["required"] = ["id"]
        definitions[kind.__name__]["properties"]["replace"] = {"type": "boolean"}
    return {
        "$schema": DIALECT,
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
        "$defs": loose(definitions),
    }


def components(kinds: Iterable[Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The shape of each kind, and the definitions that these shapes point to."""
    shapes, definitions = msgspec.json.schema_components(kinds, ref_template=PATH)
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
    return list(shapes), definitions


def loose(schema: Any) -> Any:
    """The schema for an editor: to it 2021 is a number, which we read as text.

    A key with nothing after it is left out, or takes a key away, so nothing fits everywhere.
    """
    if isinstance(schema, list):
        return [loose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    looser = {key: loose(value) for key, value in schema.items()}
    kind = looser.get("type")
    if "enum" in looser:
        looser["enum"] = [*looser["enum"], None]
    elif kind == "string" and "format" not in looser:
        looser["type"] = ["string", "number", "boolean", "null"]
    elif isinstance(kind, str) and kind != "null":
        looser["type"] = [kind, "null"]
    return looser

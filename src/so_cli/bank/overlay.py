"""Lays one bank over another: a hospital's own questions, a translation's texts (DESIGN 3).

Entries with the same id merge key by key, lists of entries inside them too; `key:` with nothing
after it removes that key, `replace: true` swaps the entry whole, a new id adds, and
`remove: [id]` at the top of a file takes entries away.
"""

from __future__ import annotations

from typing import Any

from so_cli import wording
from so_cli.bank.strict_yaml import Document, Place
from so_cli.bank.typed import nearest
from so_cli.errors import Problem


def lay_over(base: Document, over: Document) -> tuple[Document, list[Problem]]:
    """`over` laid over `base`: a new document that knows the lines of both, and the problems."""
    if not isinstance(over.value, dict) or not isinstance(base.value, dict):
        return (over if base.value is None else base), []
    merger = _Merger(base, over)
    removed = over.value.get("remove", [])
    entries = {key: value for key, value in over.value.items() if key != "remove"}
    over.places[id(entries)] = over.places[id(over.value)]
    merged = merger.mapping(base.value, entries)
    problems = merger.take_away(merged, removed)
    return Document(base.file, merged, merger.places), problems


class _Merger:
    """Merges values and carries the place of everything along."""

    def __init__(self, base: Document, over: Document) -> None:
        self._over = over
        self.places: dict[int, dict[str | int, Place]] = {
            key: {part: _named(document.file, place) for part, place in places.items()}
            for document in (base, over)
            for key, places in document.places.items()
        }

    def mapping(self, base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
        """Key by key; a key with nothing after it goes away."""
        if over.get("replace") == "true":
            return self._without(over, "replace")
        merged: dict[str, Any] = {}
        places: dict[str | int, Place] = {}
        for key in base | over:
            if key in over and over[key] is None:
                continue
            if key in base and key in over:
                merged[key] = self._value(base[key], over[key])
            else:
                merged[key] = over[key] if key in over else base[key]
            holder = over if key in over else base
            places[key] = self.places[id(holder)][key]
        self.places[id(merged)] = places
        return merged

    def entries(self, base: list[Any], over: list[Any]) -> list[Any]:
        """Entry by entry: same id merges, a new id adds."""
        placed = [(entry, self.places[id(over)][index]) for index, entry in enumerate(over)]
        by_id = {entry["id"]: (entry, place) for entry, place in placed if _has_id(entry)}
        # An entry that forgot its id stays, so that reading it names its line.
        nameless = [(entry, place) for entry, place in placed if not _has_id(entry)]
        merged: list[Any] = []
        places: dict[str | int, Place] = {}
        for index, entry in enumerate(base):
            place = self.places[id(base)][index]
            if entry["id"] in by_id:
                laid, place = by_id.pop(entry["id"])
                entry = self.mapping(entry, laid)  # noqa: PLW2901 - it is the entry from here on
            places[len(merged)] = place
            merged.append(entry)
        for entry, place in [*by_id.values(), *nameless]:
            places[len(merged)] = place
            merged.append(self._without(entry, "replace"))
        self.places[id(merged)] = places
        return merged

    def take_away(self, merged: dict[str, Any], removed: Any) -> list[Problem]:
        """Remove the entries that the overlay names; an id that is not there is a problem."""
        if not isinstance(removed, list):
            return [self._over.problem(("remove",), wording.NOT_A_LIST, wording.WRITE_A_LIST)]
        sections = {key: value for key, value in merged.items() if isinstance(value, list)}
        known = {
            entry["id"] for section in sections.values() for entry in section if _has_id(entry)
        }
        problems = [
            self._over.problem(
                ("remove", index), wording.NOTHING_TO_REMOVE.format(id=name), nearest(name, known)
            )
            for index, name in enumerate(removed)
            if name not in known
        ]
        for key, section in sections.items():
            kept = [i for i, entry in enumerate(section) if entry.get("id") not in removed]
            places = self.places[id(section)]
            merged[key] = [section[i] for i in kept]
            self.places[id(merged[key])] = {new: places[old] for new, old in enumerate(kept)}
        return problems

    def _value(self, base: Any, over: Any) -> Any:
        if isinstance(base, dict) and isinstance(over, dict):
            # Two conditions do not merge key by key: half of each would mean neither.
            return over
        if _are_entries(base) and isinstance(over, list) and _are_mappings(over):
            return self.entries(base, over)
        return over

    def _without(self, entry: dict[str, Any], key: str) -> dict[str, Any]:
        rest = {name: value for name, value in entry.items() if name != key}
        self.places[id(rest)] = self.places[id(entry)]
        return rest


def _has_id(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("id"), str)


def _are_mappings(values: list[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _are_entries(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_has_id, value))


def _named(file: str, place: Place) -> tuple[str, int]:
    return place if isinstance(place, tuple) else (file, place)

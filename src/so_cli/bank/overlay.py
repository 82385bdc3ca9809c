"""Lays one bank over another: a hospital's own questions, a translation's texts.

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
    if over.value is None or not isinstance(base.value, dict):
        return (over if base.value is None else base), []
    if not isinstance(over.value, dict):
        return base, [over.problem((), wording.NOT_A_MAPPING, wording.WRITE_A_MAPPING)]
    merger = _Merger(base, over)
    # A section with no entries left under it says nothing; it does not remove the whole section.
    sections = {
        key: value
        for key, value in over.value.items()
        if key != "remove" and not (value is None and isinstance(base.value.get(key), list))
    }
    merger.places[id(sections)] = merger.places[id(over.value)]
    merged = merger.mapping(base.value, sections)
    merger.take_away(merged, over.value.get("remove"))
    document = Document(base.file, merged, merger.places, kept=(base, over, sections))
    return document, merger.problems


class _Merger:
    """Merges values and carries the place of everything along."""

    def __init__(self, base: Document, over: Document) -> None:
        self._over = over
        self.problems: list[Problem] = []
        self.places: dict[int, dict[str | int, Place]] = {
            key: {part: _named(document.file, place) for part, place in places.items()}
            for document in (base, over)
            for key, places in document.places.items()
        }

    def mapping(self, base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
        """Key by key; a key with nothing after it goes away."""
        if over.get("replace") == "true":
            rest: dict[str, Any] = self._without(over, "replace")
            return rest
        merged: dict[str, Any] = {}
        places: dict[str | int, Place] = {}
        for key in base | over:
            if key in over and over[key] is None:
                continue
            merged[key] = self._value(base.get(key, []), over[key]) if key in over else base[key]
            holder = over if key in over else base
            places[key] = self.places[id(holder)][key]
        self.places[id(merged)] = places
        return merged

    def entries(self, base: list[Any], over: list[Any]) -> list[Any]:
        """Entry by entry: same id merges, a new id adds."""
        by_id: dict[str, tuple[Any, Place]] = {}
        nameless: list[tuple[Any, Place]] = []
        for index, entry in enumerate(over):
            place = self.places[id(over)][index]
            if not _has_id(entry):
                # It stays, so that reading it names its line.
                nameless.append((entry, place))
            elif entry["id"] in by_id:
                file, line = _named(self._over.file, place)
                wrong = wording.SAME_ID_TWICE.format(id=entry["id"])
                self.problems.append(Problem(file, line, entry["id"], wrong, wording.ONE_KEY))
            else:
                by_id[entry["id"]] = (entry, place)
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

    def take_away(self, merged: dict[str, Any], removed: Any) -> None:
        """Remove the entries that the overlay names; an id that is not there is a problem."""
        if removed is None:
            return
        if not isinstance(removed, list):
            self.problems.append(
                self._over.problem(("remove",), wording.NOT_A_LIST, wording.WRITE_A_LIST)
            )
            return
        sections = {key: value for key, value in merged.items() if isinstance(value, list)}
        known = {
            entry["id"] for section in sections.values() for entry in section if _has_id(entry)
        }
        for index, name in enumerate(removed):
            if not isinstance(name, str) or name not in known:
                wrong = wording.NOTHING_TO_REMOVE.format(id=name)
                right = nearest(str(name), known)
                self.problems.append(self._over.problem(("remove", index), wrong, right))
        for key, section in sections.items():
            kept = [
                index
                for index, entry in enumerate(section)
                if not (_has_id(entry) and entry["id"] in removed)
            ]
            places = self.places[id(section)]
            merged[key] = [section[i] for i in kept]
            self.places[id(merged[key])] = {new: places[old] for new, old in enumerate(kept)}

    def _value(self, base: Any, over: Any) -> Any:
        if isinstance(base, dict) and isinstance(over, dict):
            # Two conditions do not merge key by key: half of each would mean neither.
            return over
        if _are_entries(base) and isinstance(over, list):
            return self.entries(base, over)
        return over

    def _without(self, entry: Any, key: str) -> Any:
        if not isinstance(entry, dict):
            return entry
        rest = {name: value for name, value in entry.items() if name != key}
        self.places[id(rest)] = self.places[id(entry)]
        return rest


def _has_id(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("id"), str)


def _are_entries(value: Any) -> bool:
    return isinstance(value, list) and all(map(_has_id, value))


def _named(file: str, place: Place) -> tuple[str, int]:
    return place if isinstance(place, tuple) else (file, place)

"""Which problems a result speaks of, where its panel or the problem itself says so."""

from __future__ import annotations

from collections.abc import Iterable

from so_cli.inputs.fhir.resources import MAX_PARTS
from so_cli.inputs.fhir.values import Json, listed, mapping, tail, text

MAX_ABOUT = 20


def spoken_of(found: Iterable[Json], renamed: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The ids of problems by the id of a result; `renamed`: ids by the address of an entry."""
    links = _Links(renamed)
    for one in found:
        if text(one.get("id")):
            if one["resourceType"] == "Condition":
                links.of_condition(one)
            elif one["resourceType"] == "Observation":
                links.of_panel(one)
    return links.all()


class _Links:
    """A problem names results in its stages; a panel speaks for its members."""

    def __init__(self, renamed: dict[str, str]) -> None:
        self._renamed = renamed
        self._about: dict[str, list[str]] = {}
        self._members: list[tuple[str, str]] = []

    def of_condition(self, condition: Json) -> None:
        for stage in listed(condition.get("stage"))[:MAX_PARTS]:
            for reference in listed(mapping(stage).get("assessment"))[:MAX_PARTS]:
                self._note(self._id(reference), [text(condition["id"])])

    def of_panel(self, panel: Json) -> None:
        related = [mapping(one).get("target") for one in listed(panel.get("related"))]
        members = [*listed(panel.get("hasMember")), *related][:MAX_PARTS]
        if not members:
            return
        name = text(panel["id"])
        self._members += [(self._id(member), name) for member in members]
        if name not in self._about:
            self._note(name, map(self._id, listed(panel.get("focus"))[:MAX_PARTS]))

    def all(self) -> dict[str, tuple[str, ...]]:
        for member, panel in self._members:
            if member not in self._about:
                self._note(member, self._about.get(panel, ()))
        return {result: tuple(problems) for result, problems in self._about.items()}

    def _id(self, reference: object) -> str:
        name = tail(reference)[1]
        return self._renamed.get(name, name)

    def _note(self, result: str, problems: Iterable[str]) -> None:
        for problem in problems:
            known = self._about.setdefault(result, [])
            if problem and len(known) < MAX_ABOUT:
                known.append(problem)

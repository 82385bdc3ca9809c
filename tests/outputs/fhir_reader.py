"""Reads forms of FHIR as the standard says, with nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]


def items_in(part: Json) -> Iterator[Json]:
    """The items of a form or a response, at any depth."""
    for item in part.get("item", ()):
        yield item
        yield from items_in(item)


def answers_in(response: Json) -> dict[str, list[Json]]:
    """The answers of a response, by item."""
    return {item["linkId"]: item["answer"] for item in items_in(response) if "answer" in item}


def is_enabled(item: Json, answers: Mapping[str, list[Json]]) -> bool:
    """Whether an item is shown, as `enableWhen` and `enableBehavior` are defined."""
    tests = item.get("enableWhen", [])
    met = [_is_met(test, answers.get(test["question"], [])) for test in tests]
    if len(tests) > 1:
        return {"all": all, "any": any}[item["enableBehavior"]](met)
    return all(met)


def shown_in(part: Json, answers: Mapping[str, list[Json]]) -> Iterator[str]:
    """The items that are shown, of groups and questions; a hidden group hides what is in it."""
    for item in part.get("item", ()):
        if item["type"] != "display" and is_enabled(item, answers):
            yield item["linkId"]
            yield from shown_in(item, answers)


def _is_met(test: Json, answers: list[Json]) -> bool:
    (wanted,) = (value for key, value in test.items() if key.startswith("answer"))
    given = [value for answer in answers for value in answer.values()]
    match test["operator"]:
        case "exists":
            return bool(given) is wanted
        case "=":
            return any(_same(value, wanted) for value in given)
        case "!=":
            return not any(_same(value, wanted) for value in given)
        case ">=":
            return any(value >= wanted for value in given)
        case "<=":
            return any(value <= wanted for value in given)
    raise AssertionError(test)


def _same(given: Json, wanted: Json) -> bool:
    return (given["system"], given["code"]) == (wanted["system"], wanted["code"])

"""The types of centers.yaml: cancer centers, and the lists that they stand on."""

from __future__ import annotations

from datetime import date

from msgspec import field

from so_cli.bank.model import Entry


class CenterList(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A list of centers as it stood on a day, what it means, and how to check it."""

    title: str
    as_of: date
    phone: str
    check: str
    note: str
    sources: tuple[str, ...]


class Center(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cancer center that sees patients; `for_` is empty where adults are seen."""

    name: str
    city: str
    state: str
    kind: str
    at: str = ""
    for_: str = field(default="", name="for")
    list: str = "nci"

"""All that is wrong with many cases, in the order of their sources; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO, NamedTuple

from so_cli.bank.bank import Bank
from so_cli.batch.chunks import cut
from so_cli.batch.manifest import Entry, Manifest
from so_cli.batch.model import Failed, Place
from so_cli.batch.names import id_taken, name_key
from so_cli.batch.reading import CaseReader
from so_cli.batch.sources import Source
from so_cli.case.reading import Strangers, strangers

AT_ONCE = 100


class Checked(NamedTuple):
    """One case: `failed` holds all that is wrong with it, and is None where it is right.

    strangers  ids in it that this bank does not have, which is no mistake.
    """

    place: Place
    failed: Failed | None
    strangers: Strangers


def validate(
    sources: Iterable[Source], bank: Bank, today: date, given: BinaryIO
) -> Iterator[Checked]:
    """Each case, with the problems for which an export would leave it out.

    given  standard input.

    Raises NoAccess for a folder that cannot be read.
    """
    reader = CaseReader(bank, today)
    ids = Manifest(None)
    try:
        for chunk in cut(sources, bank, AT_ONCE, given):
            new: dict[str, Entry] = {}
            for place, case_id, digest, case, problems in reader.read(chunk):
                if case is None:
                    yield Checked(place, Failed(place, case_id, problems), Strangers())
                    continue
                key = name_key(case.id)
                if holder := new.get(key) or ids.before(key)[0]:
                    problem = id_taken(case.id, place, holder.where)
                    yield Checked(place, Failed(place, case.id, (problem,)), Strangers())
                    continue
                new[key] = Entry(key, case.id, place.name, place.line, digest, {}, ())
                yield Checked(place, None, strangers(case, bank))
            ids.write(new.values(), [])
    finally:
        ids.close()

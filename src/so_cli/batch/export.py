"""The export: chunks of cases go out to be worked on, and what comes back is put in its place.

All that decides anything happens here, in the order of the sources, so that the same sources give
the same outputs however many work on them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace

from so_cli import wording
from so_cli.batch.engine import Engine, in_order
from so_cli.batch.job import work
from so_cli.batch.journal import Journal
from so_cli.batch.manifest import Entry
from so_cli.batch.model import (
    Chunk,
    Failed,
    Made,
    Place,
    Result,
    Setup,
    UrgentCase,
    errors_of,
)
from so_cli.batch.names import name_key, taken
from so_cli.batch.reading import data_of, digest_of
from so_cli.batch.targets import Folder, Target
from so_cli.errors import BadFile, Problem


class Progress(Struct):
    """How far an export has come.

    Cases made, failed, there already, removed, and urgent ones among those that are there; bytes
    of the sources that were read; seconds.
    """

    done: int = 0
    failed: int = 0
    skipped: int = 0
    removed: int = 0
    urgent: int = 0
    read: int = 0
    seconds: float = 0.0

    @property
    def seen(self) -> int:
        """Cases that were looked at."""
        return self.done + self.failed + self.skipped

    @property
    def per_second(self) -> float:
        """Cases that were looked at in a second."""
        return self.seen / self.seconds if self.seconds else 0.0


class Journals(Struct, frozen=True):
    """What is wrong, and what cannot wait."""

    errors: Journal
    urgent: Journal


class Export:
    """One run over the sources."""

    def __init__(  # noqa: PLR0913 - it is all that an export consists of
        self,
        setup: Setup,
        target: Target,
        journals: Journals,
        *,
        resume: bool,
        strict: bool,
        tell: Callable[[Progress], None],
    ) -> None:
        """`tell` is called after every chunk."""
        self.progress = Progress()
        self._setup = setup
        self._target = target
        self._journals = journals
        self._is_resumed = resume
        self._is_strict = strict
        self._tell = tell
        self._failed_keys: set[str] = set()
        self._unreadable: set[str] = set()
        self._began = monotonic()

    def run(self, chunks: Iterable[Chunk], engine: Engine) -> Progress:
        """Do all of it. Raises BadFile at the first bad case where it is strict, and NoAccess.

        Raises Diverged where it must be begun again, with the chunks from the first on.
        """
        planned: deque[tuple[Chunk, dict[Place, Entry]]] = deque()

        def left() -> Iterator[Chunk]:
            for chunk in chunks:
                known = self._known(chunk)
                planned.append((chunk, known))
                places = tuple(place for place in chunk.places if place not in known)
                yield replace(chunk, places=places)

        for results in in_order(engine, partial(work, self._setup), left()):
            self._take(*planned.popleft(), results)
            self.progress.seconds = monotonic() - self._began
            self._tell(self.progress)
        self._target.finish()
        return self.progress

    def prune(self, folder: Folder) -> None:
        """Remove what was made of cases that are no longer in the sources.

        Of what cannot be read now, it stays.
        """
        self.progress.removed = folder.prune(
            lambda entry: entry.key in self._failed_keys or entry.source in self._unreadable
        )

    def _known(self, chunk: Chunk) -> dict[Place, Entry]:
        """The places of a chunk of whose cases everything is there already."""
        known: dict[Place, Entry] = {}
        if not self._is_resumed:
            return known
        with suppress(OSError):  # who works on it says so
            for place, data in data_of(chunk):
                if isinstance(data, bytes):
                    found = self._target.manifest.find(digest_of(chunk, place, data))
                    if found and self._target.is_whole(found):
                        known[place] = found._replace(source=place.name, line=place.line)
        return known

    def _take(self, chunk: Chunk, known: dict[Place, Entry], results: list[Result]) -> None:
        """Put what came of a chunk in its place."""
        made = {result.place: result for result in results}
        steps: list[Made | Entry] = []
        here: dict[str, str] = {}
        for place in chunk.places:
            step = known.get(place) or made[place]
            if isinstance(step, Failed):
                self._fail(step)
                continue
            key = name_key(step.id)
            if flaw := self._flaw(step, place, here.get(key) or self._holder(key)):
                if isinstance(step, Made):
                    self._target.drop(step)
                self._fail(Failed(place, step.id, (flaw,)))
                continue
            here[key] = place.where
            steps.append(step)
        self._target.take(steps)
        for step in steps:
            self._count(step)
        self.progress.read += sum(max(place.length, 0) for place in chunk.places)

    def _holder(self, key: str) -> str:
        """Where the case with this key stood, if there was one; empty where there was none."""
        found = self._target.manifest.holder(key)
        return found.where if found else ""

    def _flaw(self, step: Made | Entry, place: Place, holder: str) -> Problem | None:
        if holder:
            return taken(step.id, place, holder)
        wrong = self._target.refuses(step) if isinstance(step, Made) else ""
        return Problem(place.name, place.line, "", wrong, wording.MOVE_IT_AWAY) if wrong else None

    def _count(self, step: Made | Entry) -> None:
        if isinstance(step, Made):
            self.progress.done += 1
            source, line = step.place.name, step.place.line
        else:
            self.progress.skipped += 1
            source, line = step.source, step.line
        if step.urgent:
            self.progress.urgent += 1
            self._journals.urgent.add(
                UrgentCase(source=source, line=line, id=step.id, urgent=step.urgent)
            )

    def _fail(self, failed: Failed) -> None:
        self.progress.failed += 1
        self._journals.errors.add(errors_of(failed))
        if failed.id:
            self._failed_keys.add(name_key(failed.id))
        else:
            self._unreadable.add(failed.place.name)
        if self._is_strict:
            raise BadFile(failed.problems, wording.STOPPED_AT_THE_FIRST)

"""Where it all goes: a folder with files for each case, or one file of JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from so_cli import wording
from so_cli.batch.manifest import Entry, Manifest
from so_cli.batch.model import Made
from so_cli.batch.names import name_key, shard_of
from so_cli.outputs.paper import Format


class Diverged(Exception):
    """From here on the lines of the file are not those of the sources any more."""


Step = Made | Entry
"""A case that was just made, or one that is there already."""


class Target(Protocol):
    """Takes what was made. `manifest` remembers it."""

    manifest: Manifest

    def is_whole(self, entry: Entry) -> bool:
        """Whether everything that is wanted of this case is there."""
        ...

    def refuses(self, made: Made) -> str:
        """Why this case cannot be put there; empty where it can."""
        ...

    def take(self, steps: Sequence[Step]) -> None:
        """Put these cases there, in this order. Raises Diverged, and OSError for a full disk."""
        ...

    def drop(self, made: Made) -> None:
        """Leave this case out after all."""

    def finish(self) -> None:
        """There are no more."""


class Folder:
    """Files for each case in a folder, or in 256 folders within it."""

    def __init__(
        self,
        folder: Path,
        unfinished: Path,
        manifest: Manifest,
        formats: Sequence[Format],
        *,
        shard: bool,
    ) -> None:
        self.manifest = manifest
        self._folder = folder
        self._unfinished = unfinished
        self._formats = formats
        self._is_sharded = shard
        self._shards: set[str] = set()

    def is_whole(self, entry: Entry) -> bool:
        return all(self._has(name, entry.files.get(name, -1)) for name in self._names(entry.id))

    def refuses(self, made: Made) -> str:
        if self.manifest.knows(name_key(made.id)):
            return ""
        for name in self._names(made.id):
            if os.path.lexists(self._folder / name):
                return wording.NOT_OURS.format(file=self._folder / name)
        return ""

    def take(self, steps: Sequence[Step]) -> None:
        made = [step for step in steps if isinstance(step, Made)]
        kept = [step for step in steps if isinstance(step, Entry)]
        self.manifest.write([self._entry(each) for each in made], kept)
        for each in made:
            for name, (_kind, temporary, _size) in zip(
                self._names(each.id), each.files, strict=True
            ):
                self._make_shard(name)
                os.replace(self._unfinished / temporary, self._folder / name)  # noqa: PTH105 - a million of them

    def drop(self, made: Made) -> None:
        for _kind, temporary, _size in made.files:
            (self._unfinished / temporary).unlink(missing_ok=True)

    def finish(self) -> None:
        self.manifest.settle()

    def prune(self, is_kept: Callable[[Entry], bool]) -> int:
        """Remove what was made of cases that this run has not come to; how many they were."""
        count = 0
        for entry in self.manifest.unseen():
            if is_kept(entry):
                continue
            for name in entry.files:
                (self._folder / name).unlink(missing_ok=True)
            self.manifest.forget(entry.key)
            count += 1
        return count

    def _entry(self, made: Made) -> Entry:
        sizes = (size for _kind, _temporary, size in made.files)
        return Entry(
            name_key(made.id),
            made.id,
            made.place.name,
            made.place.line,
            made.digest,
            dict(zip(self._names(made.id), sizes, strict=True)),
            made.urgent,
        )

    def _names(self, case_id: str) -> list[str]:
        before = f"{shard_of(case_id)}/" if self._is_sharded else ""
        return [f"{before}{case_id}.{kind}" for kind in self._formats]

    def _has(self, name: str, size: int) -> bool:
        try:
            return os.stat(self._folder / name).st_size == size  # noqa: PTH116 - a million of them
        except OSError:
            return False

    def _make_shard(self, name: str) -> None:
        if not self._is_sharded or name[:2] in self._shards:
            return
        (self._folder / name[:2]).mkdir(mode=0o700, exist_ok=True)
        self._shards.add(name[:2])


class Lines:
    """One file of JSON Lines, a packet a line, in the order of the sources."""

    def __init__(self, stream: BinaryIO, manifest: Manifest, *, resume: bool) -> None:
        """`stream`: at its beginning; what follows its last whole line is cut off."""
        self.manifest = manifest
        self._stream = stream
        self._count = self._ends = 0
        if resume:
            size = stream.seek(0, os.SEEK_END)
            self._lines, ends = manifest.last_line(size)
            stream.seek(ends)
            stream.truncate()
        else:
            self._lines = 0
            manifest.cut(0)

    def is_whole(self, entry: Entry) -> bool:
        return entry.number < self._lines

    def refuses(self, made: Made) -> str:
        del made  # there is room for every line
        return ""

    def take(self, steps: Sequence[Step]) -> None:
        new: list[Entry] = []
        kept: list[Entry] = []
        lines: list[bytes] = []
        for step in steps:
            if isinstance(step, Entry):
                if step.number != self._count:
                    self._part_from(self._count)
                kept.append(step)
                self._ends = step.ends
            else:
                if self._count < self._lines:
                    self._part_from(self._count)
                self._ends += len(step.line)
                new.append(self._entry(step))
                lines.append(step.line)
            self._count += 1
        # The lines first: what the manifest says must be there.
        self._stream.write(b"".join(lines))
        self._stream.flush()
        self.manifest.write(new, kept)

    def drop(self, made: Made) -> None:
        """Its line was never written."""

    def finish(self) -> None:
        if self._count < self._lines:
            self._cut(self._count)
        self.manifest.settle()

    def _part_from(self, count: int) -> None:
        """Keep only so many lines, and have the others made again, from the first case on."""
        self._cut(count)
        self._lines = min(count, self._lines)
        self._count = self._ends = 0
        raise Diverged

    def _cut(self, count: int) -> None:
        self._stream.seek(self.manifest.cut(count))
        self._stream.truncate()

    def _entry(self, made: Made) -> Entry:
        return Entry(
            name_key(made.id),
            made.id,
            made.place.name,
            made.place.line,
            made.digest,
            {},
            made.urgent,
            self._count,
            self._ends,
        )

"""Where it all goes: a folder with files for each case, or one file of JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from so_cli import wording
from so_cli.batch.manifest import Entry, Manifest, outdated
from so_cli.batch.model import Made
from so_cli.batch.names import name_key, shard_of
from so_cli.outputs.paper import Format, ending


class New(NamedTuple):
    """A case that was just made, and what was made of a case of this name before."""

    made: Made
    before: Entry | None


Step = New | Entry
"""A case that is new, or one that is there already."""


class Target(Protocol):
    """Takes what was made. `manifest` remembers it."""

    manifest: Manifest

    def is_whole(self, entry: Entry) -> bool:
        """Whether everything that is wanted of this case is there."""
        ...

    def refuses(self, made: Made, before: Entry | None) -> str:
        """Why this case cannot be put there; empty where it can.

        `before`: what was made of a case of this name by now.
        """
        ...

    def follows(self, steps: Sequence[Step]) -> bool:
        """Whether what is there may stay; else it must be made anew, and all that comes after."""
        ...

    def take(self, steps: Sequence[Step]) -> None:
        """Put these cases there, in this order. Raises OSError for a full disk."""
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

    def refuses(self, made: Made, before: Entry | None) -> str:
        known = before.files if before else {}
        for name in self._names(made.id):
            if name not in known and os.path.lexists(f"{self._folder}/{name}"):
                return wording.NOT_OURS.format(file=self._folder / name)
        return ""

    def follows(self, steps: Sequence[Step]) -> bool:
        del steps  # each has files of its own
        return True

    def take(self, steps: Sequence[Step]) -> None:
        new = [step for step in steps if isinstance(step, New)]
        kept = [step for step in steps if isinstance(step, Entry)]
        self.manifest.write([self._entry(*each) for each in new], kept)
        for made, _before in new:
            names = self._names(made.id)
            for name, (_kind, temporary, _size) in zip(names, made.files, strict=True):
                self._make_shard(name)
                # A Path for each of a million files costs more than the renaming.
                os.replace(f"{self._unfinished}/{temporary}", f"{self._folder}/{name}")  # noqa: PTH105

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

    def _entry(self, made: Made, before: Entry | None) -> Entry:
        sizes = [size for _kind, _temporary, size in made.files]
        files = dict(zip(self._names(made.id), sizes, strict=True))
        if before and before.digest != made.digest:
            before = outdated(before)
        others = before.files if before else {}
        return Entry(
            name_key(made.id),
            made.id,
            made.place.name,
            made.place.line,
            made.digest,
            {**others, **files},
            made.urgent,
        )

    def _names(self, case_id: str) -> list[str]:
        before = f"{shard_of(case_id)}/" if self._is_sharded else ""
        return [f"{before}{case_id}.{ending(kind)}" for kind in self._formats]

    def _has(self, name: str, size: int) -> bool:
        try:
            return os.stat(f"{self._folder}/{name}").st_size == size  # noqa: PTH116 - as above
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

    def refuses(self, made: Made, before: Entry | None) -> str:
        del made, before  # there is room for every line
        return ""

    def follows(self, steps: Sequence[Step]) -> bool:
        """The lines that are there stay as long as the sources say just the same."""
        numbers = [step.number if isinstance(step, Entry) else -1 for step in steps]
        if numbers == [*range(self._count, self._count + len(steps))]:
            return True
        self._cut(self._count)
        return False

    def take(self, steps: Sequence[Step]) -> None:
        new: list[Entry] = []
        lines: list[bytes] = []
        for step in steps:
            if isinstance(step, New):
                self._ends += len(step.made.line)
                new.append(self._entry(step.made))
                lines.append(step.made.line)
            else:
                self._ends = step.ends
            self._count += 1
        # The lines first: what the manifest says must be there.
        self._stream.write(b"".join(lines))
        self._stream.flush()
        self.manifest.write(new, [step for step in steps if isinstance(step, Entry)])

    def drop(self, made: Made) -> None:
        """Its line was never written."""

    def finish(self) -> None:
        self._cut(self._count)
        self.manifest.settle()

    def _cut(self, count: int) -> None:
        """Keep only so many lines, and write from there on."""
        if count < self._lines:
            self._lines = count
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

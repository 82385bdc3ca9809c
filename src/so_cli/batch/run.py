"""An export from its order to its end: everything is opened, done, and left in good order."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from so_cli import __version__, wording
from so_cli.bank.loader import open_bank
from so_cli.batch.chunks import cut
from so_cli.batch.engine import Dask, Engine, engine_for
from so_cli.batch.export import Export, Journals, Progress
from so_cli.batch.journal import Journal, private
from so_cli.batch.manifest import Manifest
from so_cli.batch.model import Chunk, Setup
from so_cli.batch.order import STANDARD_OUTPUT, Order, check_order, errors_file, urgent_file
from so_cli.batch.sources import STANDARD_INPUT, check_sources, find_sources
from so_cli.batch.targets import Folder, Lines, Target
from so_cli.case.atomic import real
from so_cli.case.store import cases_folder
from so_cli.errors import NoAccess, Stopped
from so_cli.outputs.look import overlay_templates
from so_cli.outputs.paper import Format

MANIFEST, UNFINISHED = ".so-manifest.sqlite", ".so-unfinished"
CASES_IN_A_CHUNK: dict[Format, int] = {"pdf": 8, "html": 25, "ics": 50}
MOST_CASES = 100
PDF_TASKS = 50
"""What sets the pages of a PDF remembers them, so its memory grows with every one."""


class _Desk(Struct, frozen=True):
    """Where an export keeps what it needs for itself. `manifest`: None for this run alone."""

    manifest: Path | None
    unfinished: Path


def run(order: Order, tell: Callable[[Progress], None]) -> Progress:
    """Do what is ordered; `tell` is called again and again with how far it has come.

    Raises WrongUse, NoAccess (what is done stays, and can be resumed), BadFile where it is strict,
    and Stopped.
    """
    check_order(order)
    check_sources(order.sources)
    bank = open_bank(order.overlays)
    with ExitStack() as stack:
        stack.enter_context(_plain_errors(order))
        desk = _desk(order, stack)
        manifest = Manifest(desk.manifest)
        stack.callback(manifest.close)
        begun = manifest.made_on if order.resume else None
        _check_unharmed(order, is_ours=begun is not None)
        made_on = begun or order.today
        setup = _setup(order, bank.digest, made_on, desk.unfinished)
        manifest.begin(made_on, _made_of(setup))
        stack.enter_context(_empty(desk.unfinished))
        target = stack.enter_context(_target(order, desk, manifest))
        journals = Journals(
            Journal(errors_file(order), desk.unfinished / "errors.jsonl"),
            Journal(urgent_file(order), desk.unfinished / "urgent.jsonl"),
        )
        work = Export(setup, target, journals, resume=order.resume, strict=order.strict, tell=tell)
        sources = find_sources(order.sources, leave_out=order.folder)
        engine, chunks = _engine(order, cut(sources, bank, _most(order), sys.stdin.buffer))
        stack.callback(engine.close)
        try:
            work.run(chunks, engine)
        finally:
            journals.errors.finish()
            journals.urgent.finish()
        if order.prune and isinstance(target, Folder):
            work.prune(target)
        return work.progress


def _desk(order: Order, stack: ExitStack) -> _Desk:
    """Where it keeps its things. Raises NoAccess for a place where nothing may be put.

    What is unfinished stands where it will belong, for it cannot be renamed to another disk.
    """
    if order.folder is not None:
        _make_folder(order.folder, order.sources)
    lines = None if order.lines == STANDARD_OUTPUT else order.lines
    if lines is not None:
        _check_lines(lines, order.sources)
        unfinished = (order.folder or lines.parent) / f".{lines.name}{UNFINISHED}"
        return _Desk(lines.with_name(f".{lines.name}{MANIFEST}"), unfinished)
    if order.folder is not None:
        manifest = None if order.lines else order.folder / MANIFEST
        return _Desk(manifest, order.folder / UNFINISHED)
    made = tempfile.TemporaryDirectory(prefix="so-", ignore_cleanup_errors=True)
    return _Desk(None, Path(stack.enter_context(made)) / UNFINISHED)


def _check_lines(lines: Path, sources: Sequence[str]) -> None:
    """Raise NoAccess for a file that is a source, and where its folder is not there."""
    if real(lines) in {real(Path(each)) for each in sources if each != STANDARD_INPUT}:
        raise NoAccess(wording.TARGET_IS_SOURCE.format(file=lines), wording.ANOTHER_FILE)
    if lines.is_dir():
        raise NoAccess(wording.TARGET_IS_FOLDER.format(file=lines))
    if not lines.parent.is_dir():
        sentence = wording.NO_SUCH_FOLDER.format(folder=lines.parent)
        raise NoAccess(sentence, wording.MAKE_THE_FOLDER)


def _check_unharmed(order: Order, *, is_ours: bool) -> None:
    """Raise NoAccess for a file that is there, and not to be gone on with or begun anew."""
    if order.lines is None or order.lines == STANDARD_OUTPUT or order.force or is_ours:
        return
    if order.lines.exists():
        wrong = wording.TARGET_EXISTS.format(file=order.lines)
        raise NoAccess(wrong, wording.RESUME_OR_FORCE)


def _make_folder(folder: Path, sources: Sequence[str]) -> None:
    """The folder for outputs, there or made: never one that cases are read from.

    Outputs among the sources would be taken for cases the next time.
    """
    here = real(folder)
    taken = {
        real(cases_folder()),
        *(real(Path(each)) for each in sources if each != STANDARD_INPUT),
    }
    if here in taken:
        raise NoAccess(wording.FOLDER_IS_SOURCE.format(folder=folder), wording.ANOTHER_FOLDER)
    if folder.exists() and not folder.is_dir():
        raise NoAccess(wording.NOT_A_FOLDER.format(file=folder), wording.ANOTHER_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _setup(order: Order, bank: str, made_on: date, unfinished: Path) -> Setup:
    # On a cluster a worker stands in another folder than this program.
    return Setup(
        program=__version__,
        bank=bank,
        overlays=tuple(real(overlay) for overlay in order.overlays),
        made_on=made_on,
        formats=() if order.lines else order.formats,
        reader=order.reader,
        paper=order.paper,
        large_print=order.large_print,
        templates=real(order.templates) if order.templates else None,
        no_names=order.no_names,
        folder=real(unfinished),
    )


def _made_of(setup: Setup) -> str:
    """Names all that outputs depend on but their cases."""
    about = replace(setup, formats=(), folder=Path())
    made = blake2b(msgspec.json.encode(about, enc_hook=str), digest_size=16)
    folders = [*filter(None, [setup.templates]), *overlay_templates(setup.overlays)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            made.update(path.read_bytes() if path.is_file() else b"")
    return made.hexdigest()


@contextmanager
def _empty(folder: Path) -> Iterator[None]:
    """A private folder for what is unfinished, without what a killed run left in it."""
    _remove(folder)
    folder.mkdir(mode=0o700)
    try:
        yield
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Remove it for good, at once under its name: a worker may still be writing."""
    gone = folder.with_name(f"{folder.name}-gone")
    shutil.rmtree(gone, ignore_errors=True)
    with suppress(FileNotFoundError):
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def _target(order: Order, desk: _Desk, manifest: Manifest) -> Iterator[Target]:
    if order.lines is None:
        folder = desk.unfinished.parent
        yield Folder(folder, desk.unfinished, manifest, order.formats, shard=order.shard)
    elif order.lines == STANDARD_OUTPUT:
        yield Lines(sys.stdout.buffer, manifest, resume=False)
        sys.stdout.flush()
    else:
        mode = "r+b" if order.resume and order.lines.exists() else "w+b"
        with open(order.lines, mode, opener=private) as stream:
            yield Lines(cast("BinaryIO", stream), manifest, resume=order.resume)


def _engine(order: Order, chunks: Iterator[Chunk]) -> tuple[Engine, Iterator[Chunk]]:
    workers = order.jobs or _cores()
    if order.on_dask:
        return Dask(order.scheduler, workers), chunks
    return engine_for(chunks, workers, PDF_TASKS if "pdf" in order.formats else None)


def _cores() -> int:
    """How many cores this program may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _most(order: Order) -> int:
    """How many cases make a chunk: a second's work at most."""
    return min(
        (CASES_IN_A_CHUNK.get(kind, MOST_CASES) for kind in order.formats), default=MOST_CASES
    )


@contextmanager
def _plain_errors(order: Order) -> Iterator[None]:
    """What can stop an export, in a sentence that says how it goes on."""
    advice = wording.OUTPUT_STOPPED if order.lines == STANDARD_OUTPUT else wording.RESUME_LATER
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read it has had enough
    except OSError as error:
        file = error.filename2 or error.filename or order.folder or order.lines
        why = error.strerror or str(error)
        raise NoAccess(wording.CANNOT_WRITE.format(file=file, why=why), advice) from error
    except KeyboardInterrupt as error:
        raise Stopped(wording.EXPORT_STOPPED, advice) from error

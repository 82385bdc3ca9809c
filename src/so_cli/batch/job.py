"""The work itself: the cases of one chunk to pages. The same on this machine and on a cluster."""

from __future__ import annotations

import gc
import secrets
from functools import lru_cache
from threading import Lock

from so_cli import __version__, wording
from so_cli.bank.loader import open_bank
from so_cli.batch.journal import private
from so_cli.batch.model import Chunk, Failed, Made, Result, Setup
from so_cli.batch.reading import CaseReader, Read, own_mistake
from so_cli.case.nameless import without_names
from so_cli.errors import BadFile, NoAccess
from so_cli.outputs.as_json import to_json_line
from so_cli.outputs.look import make_look
from so_cli.outputs.paper import MEASURED, Format, packet_paper, render
from so_cli.packet.build import make_packet
from so_cli.packet.model import Packet

_ONE_AT_A_TIME = Lock()
"""A worker of a cluster may have several threads."""


def work(setup: Setup, chunk: Chunk) -> list[Result]:
    """What came of each case of the chunk, in its order.

    Raises OSError where nothing can be written, and NoAccess where this worker knows another
    program or bank than whoever sent the chunk.
    """
    with _ONE_AT_A_TIME:
        worker = _worker(setup)
        return [worker.result(read, chunk.number) for read in worker.reader.read(chunk)]


@lru_cache(maxsize=1)
def _worker(setup: Setup) -> _Worker:
    return _Worker(setup)


class _Worker:
    """What every chunk needs, made ready once in each process."""

    def __init__(self, setup: Setup) -> None:
        # What is kept of the bank stays, and a case leaves nothing behind that goes in circles: to
        # look for garbage as often as Python does would cost a tenth of the time.
        gc.set_threshold(100_000, 50, 100)
        self._bank = open_bank(setup.overlays)
        if (setup.program, setup.bank) != (__version__, self._bank.digest):
            raise NoAccess(wording.WORKER_DIFFERS, wording.SAME_EVERYWHERE)
        self._setup = setup
        self._count = 0
        self._name = secrets.token_hex(4)
        self.reader = CaseReader(self._bank, setup.made_on)
        self._look = make_look(
            self._bank, setup.overlays, setup.paper, setup.templates, large=setup.large_print
        )

    def result(self, read: Read, number: int) -> Result:
        """What came of one case; what goes wrong with it stops no other."""
        if read.case is None:
            return Failed(read.place, read.id, read.problems)
        setup = self._setup
        try:
            case = without_names(read.case, setup.made_on) if setup.no_names else read.case
            packet = make_packet(self._bank, case, setup.made_on)
            made = self._pages(packet)
            line = b"" if setup.formats else to_json_line(packet)
        except BadFile as error:
            return Failed(read.place, read.id, error.problems)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this case's alone
            return Failed(read.place, read.id, (own_mistake(error, read.place),))
        return Made(
            place=read.place,
            id=packet.id,
            digest=read.digest,
            urgent=packet.urgent,
            files=tuple((kind, *self._write(number, kind, data)) for kind, data in made),
            line=line,
        )

    def _pages(self, packet: Packet) -> list[tuple[Format, bytes]]:
        formats = self._setup.formats
        on_paper = not MEASURED.isdisjoint(formats)
        paper = packet_paper(self._bank, packet, self._setup.reader, on_paper=on_paper)
        return [(kind, render(paper, kind, self._look).data) for kind in formats]

    def _write(self, number: int, kind: Format, data: bytes) -> tuple[str, int]:
        """The name and size of a file that has yet to get its own name."""
        self._count += 1
        # Another worker, or this one before it was taken for dead, may have had the same chunk.
        name = f"{self._name}-{number}-{self._count}.{kind}"
        with open(self._setup.folder / name, "xb", opener=private) as stream:
            stream.write(data)
        return name, len(data)

"""A clinic's own template and logo: they may change how a PDF looks, and reach nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from hostile import case_of
from msgspec import Struct
from pdf_papers import squeezed
from pdf_reader import Pdf, read_pdf
from PIL import Image

from so_cli import wording
from so_cli.bank.bank import Bank
from so_cli.bank.letterhead import Logo
from so_cli.bank.loader import data_folder, open_bank
from so_cli.case.model import Case
from so_cli.errors import BadFile
from so_cli.outputs.as_pdf import to_pdf
from so_cli.outputs.look import Look
from so_cli.outputs.pages.assess import assessment_document
from so_cli.outputs.pages.blocks import Document
from so_cli.outputs.pages.checklist import checklist_document
from so_cli.outputs.pages.letter import letter_document, make_letter
from so_cli.outputs.pages.packet import packet_document
from so_cli.packet.assess import make_assessment
from so_cli.packet.build import make_packet
from so_cli.packet.checklist import KINDS, make_checklist

TITLE = '#set document(title: "x")\n'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0H40"/></svg>'
Use = Callable[[str], Pdf]


@pytest.fixture
def use(tmp_path: Path, bank: Bank, today: date) -> Use:
    """`use(source)`: the packet of a case drawn by this template."""
    folder = tmp_path / "mine"
    folder.mkdir()

    def draw(source: str) -> Pdf:
        (folder / "document.typ").write_text(source, encoding="utf-8")
        packet = make_packet(bank, case_of("Pat Doe"), today)
        look = Look(templates=(folder,))
        return read_pdf(to_pdf(packet_document(packet), packet, look).data)

    return draw


# Templates ---------------------------------------------------------------------------------------


def test_a_template_of_ones_own_takes_the_place_of_ours(use: Use) -> None:
    made = use(TITLE + '#let data = json("data.json")\n= #data.document.name is here')
    assert made.spoken == "Pat Doe is here"


def test_it_is_given_what_the_pages_were_made_from(use: Use) -> None:
    made = use(TITLE + '= #json("data.json").content.person.name')
    assert made.spoken == "Pat Doe"


def test_a_copy_of_ours_draws_the_same(use: Use, bank: Bank, today: date) -> None:
    source = (data_folder() / "templates" / "document.typ").read_text(encoding="utf-8")
    packet = make_packet(bank, case_of("Pat Doe"), today)
    ours = to_pdf(packet_document(packet), packet, Look())
    assert use(source) == read_pdf(ours.data)


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("= a\n#let x = (", 3, "unclosed delimiter"),
        ('= a\n\n#json("data.json").tilte', 4, 'does not contain key "tilte"'),
        ("#{\n  let n = 0\n  while n > -1 { n += 1 }\n}", 4, "infinite"),
        ("#let f(x) = f(x)\n#f(1)", 2, "call depth"),
        ('#panic("no")', 2, "no"),
        ("== Too deep", 2, "first heading must be of level 1"),
        ('#read("/etc/hostname")', 2, "not found"),
        ('#read("../../../../../../../etc/hostname")', 2, "escape"),
        ('#image("/etc/logo.png")', 2, "not found"),
        ('#plugin("x.wasm")', 2, "not found"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_line(
    source: str, line: int, why: str, use: Use, tmp_path: Path
) -> None:
    with pytest.raises(BadFile) as caught:
        use(TITLE + source)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(tmp_path / "mine" / "document.typ"), line)
    assert why in problem.wrong


def test_one_that_never_ends_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "document.typ").write_text(f"{TITLE}#for i in range(1000000000) [x]", "utf-8")
    (tmp_path / "pat.yaml").write_text("so: 1\nid: pat\n", encoding="utf-8")
    words = ["summary", "--case", "pat.yaml", "-f", "pdf", "-o", "a.pdf", "--templates", "."]
    started = subprocess.Popen([sys.executable, "-m", "so_cli", *words], cwd=tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        started.wait(3)
    started.send_signal(signal.SIGINT)
    assert started.wait(10) == 130
    assert not (tmp_path / "a.pdf").exists()


def test_it_reads_no_file_beside_it_and_none_where_the_program_is_run(
    use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path, tmp_path / "mine"):
        (folder / "case.yaml").write_text("secret", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("case.yaml", "/case.yaml", "mine/case.yaml", str(tmp_path / "case.yaml")):
        with pytest.raises(BadFile, match="not found"):
            use(f'{TITLE}#read("{name}")')


PACKAGES = (
    '#import "@preview/cetz:0.3.0"',
    '#let name = "@preview/" + json("data.json").language + ":1.0.0"\n#import name: *',
    '#eval("import \\"@preview/cetz:0.3.0\\"")',
    '#import "@local/ours:1.0.0"',
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What is said to the web: every way there leads to a door that keeps what it hears."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def listen() -> None:
            while True:
                try:
                    with door.accept()[0] as caller:
                        heard.append(caller.recv(200))
                except OSError:
                    return

        Thread(target=listen, daemon=True).start()
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{door.getsockname()[1]}")
        yield heard


@pytest.mark.parametrize("source", PACKAGES)
def test_it_fetches_no_package_and_nobody_is_called(
    source: str, use: Use, calls: list[bytes]
) -> None:
    ways = dict(os.environ)
    with pytest.raises(BadFile) as caught:
        use(TITLE + source)
    (problem,) = caught.value.problems
    assert problem.wrong == wording.NO_PACKAGES
    assert problem.line == TITLE.count("\n") + source.count("\n") + 1
    assert calls == []
    assert dict(os.environ) == ways


def test_the_door_would_have_heard_it(calls: list[bytes]) -> None:
    """Or the test before this one could not fail."""
    import typst

    with pytest.raises(typst.TypstError):
        typst.Compiler(PACKAGES[0].encode()).compile(format="pdf")
    assert b"CONNECT packages.typst.org" in b"".join(calls)


# A logo ------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(stream, "PNG")
    return stream.getvalue()


LOGOS = {
    "png": Logo(png(120, 60), "png"),
    "wide": Logo(png(2000, 20), "png"),
    "svg": Logo(SVG, "svg"),
}


@pytest.fixture
def clinic(overlay: Callable[..., Path]) -> Bank:
    """Our bank under the letterhead of a clinic."""
    return open_bank([overlay(letterhead="name: Lakeside Center\naddress: 12 Harbor Street")])


def papers(clinic: Bank, today: date) -> list[tuple[Document, Struct]]:
    """Everything that has a letterhead."""
    case, head = case_of("Pat Doe"), clinic.letterhead
    packet = make_packet(clinic, case, today)
    letter = make_letter(clinic, packet, "records", is_blank=False)
    made = make_assessment(clinic, case, today)
    lists = [make_checklist(clinic, Case(), kind, today, is_blank=True) for kind in KINDS]
    return [
        (packet_document(packet), packet),
        (letter_document(letter, packet), letter),
        (assessment_document(made, head), made),
        *((checklist_document(each, head), each) for each in lists),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS)
def test_a_logo_stands_once_above_all_but_the_doctors_page(
    logo: Logo, clinic: Bank, today: date
) -> None:
    for document, content in papers(clinic, today):
        made = read_pdf(to_pdf(document, content, Look(logo=logo)).data)
        (drawn,) = [tag for tag in made.tags if tag.alt == wording.LOGO_WORDS]
        doctors = sum(part.kind == "doctor" for part in document.parts)
        assert drawn.page == doctors
        first = "".join(run.text for run in made.pages[doctors].body)
        assert squeezed(first).startswith(squeezed("Lakeside Center, 12 Harbor Street"))


def test_a_question_card_under_a_letterhead_is_still_one_page(clinic: Bank, today: date) -> None:
    card = make_checklist(clinic, Case(stage="pre-surgery"), "card", today, is_blank=True)
    made = to_pdf(checklist_document(card, clinic.letterhead), card, Look(logo=LOGOS["png"]))
    assert len(read_pdf(made.data).pages) == 1


@pytest.mark.parametrize(
    "logo",
    [
        Logo(png(120, 60)[:80], "png"),
        Logo(b"\x89PNG\r\n\x1a\nthe rest", "png"),
        Logo(b"<svg", "svg"),
        Logo(b"<svg></svg>", "svg"),
        Logo(SVG.replace(b"<path", b'<image href="/etc/a.png"/><path'), "svg"),
        Logo(SVG.replace(b"<path", b'<image href="http://x.org/a.png"/><path'), "svg"),
    ],
)
def test_a_broken_logo_is_named(logo: Logo, clinic: Bank, today: date, calls: list[bytes]) -> None:
    packet = make_packet(clinic, Case(), today)
    with pytest.raises(BadFile) as caught:
        to_pdf(packet_document(packet), packet, Look(logo=logo))
    (problem,) = caught.value.problems
    assert problem.wrong == wording.NOT_A_LOGO
    assert calls == []


def test_a_script_in_a_logo_is_left_out(clinic: Bank, today: date) -> None:
    logo = Logo(SVG.replace(b"</svg>", b"<script>alert(1)</script></svg>"), "svg")
    packet = make_packet(clinic, Case(), today)
    with pikepdf.open(
        BytesIO(to_pdf(packet_document(packet), packet, Look(logo=logo)).data)
    ) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert streams
    assert not any(b"alert" in stream for stream in streams)


# A letter of a bank may have headings ------------------------------------------------------------


@pytest.mark.parametrize("text", ["## One\n\n#### Two\n\nx", "# One\n\n### Two\n\nx", "### One"])
def test_a_letter_with_headings_is_right_for_a_screen_reader(
    text: str, tmp_path: Path, today: date
) -> None:
    (tmp_path / "letters").mkdir()
    source = f"---\ntitle: Ours\nplain: x\nsources: []\n---\n{text}\n"
    (tmp_path / "letters" / "records.md").write_text(source, encoding="utf-8")
    bank = open_bank([tmp_path])
    packet = make_packet(bank, case_of("Pat Doe"), today)
    letter = make_letter(bank, packet, "records", is_blank=False)
    made = read_pdf(to_pdf(letter_document(letter, packet), letter, Look()).data)
    assert "One" in [tag.text for tag in made.tags if tag.name == "H1"]

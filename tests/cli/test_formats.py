"""Every format, to where it belongs, by every command that makes pages."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect  # type: ignore[import-untyped]  # it comes without types
import pypdfium2
import pytest

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
Overlay = Callable[..., Path]
RICH = Path(__file__).parents[1] / "cases" / "post-biopsy.yaml"
COMMANDS = {
    "summary": ("summary", "--case", RICH),
    "checklist": ("checklist", "records", "--stage", "post-biopsy"),
    "letter": ("letter", "records"),
    "assess": ("assess",),
}
BEGINS = {
    "md": ("#", "Fri Nov 20"),
    "html": ("<!doctype html>",),
    "pdf": ("%PDF-",),
    "txt": ("Pat", "Records", "Fri Nov 20", "Would"),
    "json": ("{",),
}


def pdf_text(path: Path) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("kind", BEGINS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_every_format(
    command: str, kind: str, run_so: RunSo, tmp_path: Path
) -> None:
    done = run_so(*COMMANDS[command], "-f", kind, "-o", "out")
    assert (done.returncode, done.stdout) == (0, "")
    made = tmp_path / "out"
    assert made.read_bytes().decode("latin-1").lstrip().startswith(BEGINS[kind])
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "begin", "how"),
    [
        ("pages.pdf", b"%PDF-", "To print it: open it"),
        ("pages.HTML", b"<!doctype html>", "opens in any browser"),
        ("pages.htm", b"<!doctype html>", "opens in any browser"),
        ("pages.txt", b"", "plain text"),
        ("pages.ics", b"BEGIN:VCALENDAR\r\n", "calendar"),
        ("pages.json", b'{\n  "so": 1', ""),
        ("pages.FHIR.json", b'{\n  "resourceType": "Bundle"', "programs of hospitals"),
        ("pages.md", b"# ", "make a PDF"),
        ("pages", b"# ", "make a PDF"),
        ("pages.2026", b"# ", "make a PDF"),
    ],
)
def test_the_name_of_the_file_says_the_format_and_a_line_says_how_to_use_it(
    name: str, begin: bytes, how: str, run_so: RunSo, tmp_path: Path
) -> None:
    done = run_so("summary", "--case", RICH, "-o", name)
    assert done.stderr.splitlines()[0] == f"Written: {name}"
    assert how in done.stderr
    assert len(done.stderr.splitlines()) == (2 if how else 1)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_a_format_that_is_asked_for_wins_over_the_name(run_so: RunSo, tmp_path: Path) -> None:
    run_so("summary", "--case", RICH, "-f", "txt", "-o", "pages.pdf")
    assert not (tmp_path / "pages.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("summary", "-f", "docx"), "There is no format 'docx'"),
        (("checklist", "-f", "ics"), "one of: md, html, pdf, txt, json"),
        (("checklist", "-o", "steps.ics"), "There is no format 'ics'"),
        (("checklist", "-o", "steps.fhir.json"), "There is no format 'fhir'"),
        (("summary", "-o", "pages.DOCX"), "There is no format 'docx'"),
        (("summary", "--paper", "a3"), "There is no paper 'a3'"),
        (("summary", "--for", "them"), "There are no pages for 'them'"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(
    arguments: tuple[str, ...], said: str, run_so: RunSo
) -> None:
    done = run_so(*arguments, "--case", RICH)
    assert done.returncode == 2
    assert said in done.stderr
    assert "rite one of: " in done.stderr


@pytest.mark.parametrize("kind", ["md", "html", "txt"])
def test_pages_for_the_doctor_for_her_or_for_both(kind: str, run_so: RunSo) -> None:
    made = {
        reader: run_so("summary", "--case", RICH, "-f", kind, "--for", reader).stdout
        for reader in ("doctor", "me", "both")
    }
    mine, doctors = "My own pages", "My case in short"
    assert [mine in made["doctor"], doctors in made["doctor"]] == [False, True]
    assert [mine in made["me"], doctors in made["me"]] == [True, False]
    assert [mine in made["both"], doctors in made["both"]] == [True, True]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("A4", (595, 842))])
def test_paper_comes_in_two_sizes(
    paper: str, size: tuple[int, int], run_so: RunSo, tmp_path: Path
) -> None:
    run_so("checklist", "visit", "--paper", paper, "-o", "notes.pdf")
    with pypdfium2.PdfDocument(tmp_path / "notes.pdf") as pdf:
        assert tuple(round(side) for side in pdf[0].get_size()) == size


def test_large_print_takes_more_pages(run_so: RunSo, tmp_path: Path) -> None:
    for name in ("plain.pdf", "large.pdf"):
        large = ["--large-print"] if name == "large.pdf" else []
        run_so("summary", "--case", RICH, *large, "-o", name)
    assert len(pdf_text(tmp_path / "large.pdf")) > 1.4 * len(pdf_text(tmp_path / "plain.pdf"))


@pytest.mark.parametrize("kind", ["card", "visit", "compare", "records", "steps", "questions"])
def test_a_blank_form_has_one_or_two_pages(kind: str, run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("checklist", kind, "--stage", "post-biopsy", "-o", "form.pdf")
    assert done.returncode == 0
    assert len(pdf_text(tmp_path / "form.pdf")) <= (1 if kind == "card" else 2)


@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_what_a_terminal_cannot_show_needs_a_name(kind: str, tmp_path: Path) -> None:
    so = pexpect.spawn(
        sys.executable,
        ["-m", "so_cli", "checklist", "visit", "-f", kind],
        env={**os.environ, "SO_HOME": str(tmp_path)},
        encoding="utf-8",
        timeout=30,
    )
    said = so.read()
    so.close()
    assert so.exitstatus == 2
    assert f"-o pages.{kind}" in said


@pytest.mark.parametrize("end", [["-f", "pdf"], ["-f", "pdf", "-o", "-"]])
def test_a_pipe_gets_the_pdf_as_it_is(end: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "so_cli", "checklist", "visit", *end],
        capture_output=True,
        env={**os.environ, "SO_HOME": str(tmp_path)},
        check=True,
    )
    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")


def test_letters_that_no_font_has_are_named_and_the_web_page_shows_them(
    run_so: RunSo, tmp_path: Path
) -> None:
    case = tmp_path / "pat.yaml"
    case.write_text("so: 1\nid: pat\nperson: {name: Pat \U00010900}\n", "utf-8")  # Phoenician
    done = run_so("summary", "--case", case, "--for", "doctor", "-o", "pages.pdf")
    assert done.returncode == 0
    assert "\U00010900" in done.stderr
    assert "-f html" in done.stderr
    assert "Pat ?" in pdf_text(tmp_path / "pages.pdf")[0]
    assert "Pat \U00010900" in run_so("summary", "--case", case, "-f", "html").stdout


def test_a_folder_of_templates_replaces_one_by_name(run_so: RunSo, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "document.html").write_text("<h1>{{ document.title }}</h1>", "utf-8")
    asked = ("summary", "--case", RICH, "--templates", folder)
    assert run_so(*asked, "-f", "html").stdout.startswith("<h1>Second opinion: Pat")
    assert run_so(*asked, "-o", "pages.pdf").returncode == 0, "the other one is ours"


def test_a_letter_of_that_folder_is_filled_in_too(run_so: RunSo, tmp_path: Path) -> None:
    letters = tmp_path / "mine" / "letters"
    letters.mkdir(parents=True)
    head = "---\ntitle: Ask\nplain: A short letter.\nsources: [hhs-access-right]\n---\n"
    (letters / "records.md").write_text(f"{head}Dear office, {{{{ name }}}}.\n", "utf-8")
    done = run_so("letter", "records", "--case", RICH, "--templates", tmp_path / "mine")
    assert done.stdout == "Dear office, Pat Doe.\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("document.html", "<p>\n{% if %}", 2),
        ("document.html", "<p>\n\n{{ document.nothing.more }}", 3),
        ("document.typ", "= A\n#let x = (\n", 2),
        ("document.typ", "\n#data.nothing", 2),
        ("document.typ", '\n\n#import "@preview/cades:0.3.0": *', 3),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    name: str, text: str, line: int, run_so: RunSo, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    kind = "pdf" if name.endswith("typ") else "html"
    done = run_so("checklist", "visit", "--templates", folder, "-f", kind, "-o", "out")
    assert done.returncode == 3
    assert re.match(rf"{re.escape(str(folder / name))}:{line}: .*; ", done.stderr)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_templates_is_no_mistake_that_passes_unseen(
    run_so: RunSo, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    empty = run_so("assess", "--templates", tmp_path / "empty", "-f", "html")
    assert (empty.returncode, empty.stdout) == (3, "")
    assert "document.html, style.css, document.typ" in empty.stderr
    assert run_so("assess", "--templates", tmp_path / "none", "-f", "html").returncode == 4


def test_a_hospital_s_overlay_brings_its_head_and_its_templates(
    overlay: Overlay, run_so: RunSo, tmp_path: Path
) -> None:
    folder = overlay(letterhead="name: Lakeside Clinic\naddress: 1 Main St\nlogo: logo.svg\n")
    (folder / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
    )
    (folder / "templates").mkdir()
    (folder / "templates" / "style.css").write_text("/* ours */", "utf-8")
    for command in ("summary", "letter", "checklist"):
        page = run_so(*COMMANDS[command], "--bank", folder, "-f", "html").stdout
        assert "Lakeside Clinic, 1 Main St" in page, command
        assert 'src="data:image/svg+xml;base64,' in page
        assert "/* ours */" in page
    run_so(*COMMANDS["letter"], "--bank", folder, "-o", "letter.pdf")
    assert "Lakeside Clinic, 1 Main St" in pdf_text(tmp_path / "letter.pdf")[0]
    letter = run_so(*COMMANDS["letter"], "--bank", folder).stdout
    assert letter.startswith("*Lakeside Clinic, 1 Main St*\n\n")


def test_a_template_is_never_written_over(run_so: RunSo, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    template = folder / "document.html"
    template.write_text("<p>", "utf-8")
    done = run_so("assess", "--templates", folder, "-f", "html", "-o", template, "--force")
    assert done.returncode == 4
    assert template.read_text("utf-8") == "<p>"

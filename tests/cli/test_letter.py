"""`so letter`: which there are, and one of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from so_cli.bank.loader import open_bank

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
SLIDES = [each.id for each in open_bank().records if each.form == "glass-slides"]
RICH = Path(__file__).parents[1] / "cases" / "metastatic.yaml"


def test_without_a_kind_the_letters_are_listed(run_so: RunSo) -> None:
    done = run_so("letter")
    assert done.returncode == 0
    assert [line.partition(":")[0] for line in done.stdout.splitlines()[1:]] == [
        "center",
        "helper",
        "insurer",
        "records",
        "referral",
        "slides",
    ]


def test_a_letter_is_filled_from_the_case(run_so: RunSo) -> None:
    done = run_so("letter", "records", "--case", RICH)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Rosa Diaz" in done.stdout


def test_without_a_case_it_is_blank(run_so: RunSo) -> None:
    done = run_so("letter", "slides")
    assert done.returncode == 0
    assert "____________" in done.stdout
    assert json.loads(run_so("letter", "slides", "--json").stdout)["id"] is None


def test_where_all_is_here_it_says_that_nothing_is_left(run_so: RunSo, tmp_path: Path) -> None:
    here = ", ".join(f"{each}: {{status: arrived}}" for each in SLIDES)
    case = tmp_path / "pat.yaml"
    case.write_text(f"so: 1\nid: pat\nstage: post-biopsy\nrecords: {{{here}}}\n", "utf-8")
    assert "Nothing of this kind is left" in run_so("letter", "slides", "--case", case).stderr
    assert run_so("letter", "records", "--case", case).stderr == ""


def test_as_json_it_is_the_same_text_with_its_sources(run_so: RunSo) -> None:
    found = json.loads(run_so("letter", "helper", "--case", RICH, "-f", "json").stdout)
    assert found["text"] == run_so("letter", "helper", "--case", RICH).stdout
    assert {"kind", "title", "plain", "made_on", "bank"} <= found.keys()
    assert found["sources"]


def test_into_a_file(run_so: RunSo, tmp_path: Path) -> None:
    done = run_so("letter", "center", "--case", RICH, "-o", "letter.md")
    assert done.returncode == 0
    assert "Rosa Diaz" in (tmp_path / "letter.md").read_text("utf-8")
    assert run_so("letter", "center", "--case", RICH, "-o", "letter.md").returncode == 4


def test_a_letter_that_there_is_not_names_those_there_are(run_so: RunSo) -> None:
    done = run_so("letter", "lawyer")
    assert (done.returncode, done.stdout) == (2, "")
    assert "center, helper, insurer" in done.stderr


OURS = "---\ntitle: Ours\nplain: Ours.\nsources: [hhs-access-right]\n---\n"


def test_a_clinic_puts_its_own_letter_in_place_of_ours(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    (tmp_path / "bank" / "letters" / "records.md").write_text(f"{OURS}Dear {{{{ name }}}}", "utf-8")
    done = run_so("letter", "records", "--case", RICH, "--bank", "bank")
    assert done.stdout.startswith("Dear Rosa Diaz")
    assert "slides" in run_so("letter", "--bank", "bank").stdout


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("fine\n{{ nmae }}", 7, "did you mean 'name'?"),
        ("fine\n{% if name %}", 7, "cannot be read"),
        ("fine\n{{ name", 7, "cannot be read"),
    ],
)
def test_a_letter_that_cannot_be_filled_is_named(
    run_so: RunSo, tmp_path: Path, body: str, line: int, says: str
) -> None:
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    (tmp_path / "bank" / "letters" / "ours.md").write_text(f"{OURS}{body}", "utf-8")
    done = run_so("bank", "check", "--bank", "bank")
    assert done.returncode == 3
    assert f"ours.md:{line}: " in done.stderr
    assert says in done.stderr
    written = run_so("letter", "ours", "--bank", "bank")
    assert (written.returncode, "Traceback" in written.stderr) == (3, False)
    assert "ours.md" in written.stderr


HOSTILE = [
    "{% for i in range(99999) %}x{% endfor %}",
    "{{ lipsum(n=999999) }}",
    "{{ ('x' * 10**9)|length }}",
    "{{ 10**5000 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ name|nofilter }}",
    "{{ name is notest }}",
    "{{ name.__class__ }}",
    "{{ ''.format() }}",
    "{{ cycler() }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'x' %}",
    "{% for r in records %}{{ r.nothing }}{% endfor %}",
    "{% for r in records %}" * 5 + "x" + "{% endfor %}" * 5,
    "{{ 1/0 }}",
    "{{ {}[name] }}",
    "(" * 5000 + "{{" + "(" * 5000,
    "{% if name %}" * 2000 + "{% endif %}" * 2000,
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_a_letter_is_no_program(run_so: RunSo, tmp_path: Path, body: str) -> None:
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    (tmp_path / "bank" / "letters" / "ours.md").write_text(f"{OURS}{body}", "utf-8")
    done = run_so("letter", "ours", "--case", RICH, "--bank", "bank")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert "ours.md" in done.stderr
    assert "Rosa" not in done.stderr
    assert len(done.stderr) < 2000


def test_the_check_names_every_letter_that_would_be_a_program(
    run_so: RunSo, tmp_path: Path
) -> None:
    letters = tmp_path / "bank" / "letters"
    letters.mkdir(parents=True)
    for number, body in enumerate(HOSTILE):
        (letters / f"ours-{number}.md").write_text(f"{OURS}{body}", "utf-8")
    done = run_so("bank", "check", "--bank", "bank")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    lines = done.stderr.splitlines()
    for number in range(len(HOSTILE)):
        assert any(f"ours-{number}.md" in line for line in lines), HOSTILE[number][:80]
    assert max(map(len, lines)) < 2000


def test_no_letter_moves_a_cursor(run_so: RunSo, tmp_path: Path) -> None:
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    (tmp_path / "bank" / "letters" / "ours.md").write_text(f"{OURS}a\x1b[31mb\u202ec", "utf-8")
    assert run_so("letter", "ours", "--bank", "bank").stdout == "a[31mbc\n"


@pytest.mark.parametrize("command", ["letter records", "summary", "checklist", "assess"])
def test_no_page_takes_the_place_of_a_case_or_of_a_bank(
    run_so: RunSo, tmp_path: Path, command: str
) -> None:
    (tmp_path / "home" / "cases").mkdir(parents=True)
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    other = tmp_path / "home" / "cases" / "other.yaml"
    ours = tmp_path / "bank" / "letters" / "ours.md"
    other.write_text("so: 1\nid: other\n", "utf-8")
    ours.write_text(f"{OURS}Dear", "utf-8")
    for target in (other, ours, tmp_path / "home" / "cases" / "new.yaml"):
        options = ("--case", RICH, "--bank", "bank", "-o", target, "--force")
        assert run_so(*command.split(), *options).returncode == 4
    assert other.read_text("utf-8") == "so: 1\nid: other\n"
    assert ours.read_text("utf-8") == f"{OURS}Dear"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Sir",
        f"{OURS}---\ntitle: x\n---\nDear",
        OURS,
        "---\ntitle: x\n",
        "---\n- a\n---\nb",
    ],
)
def test_a_letter_without_a_head_is_named(run_so: RunSo, tmp_path: Path, text: str) -> None:
    (tmp_path / "bank" / "letters").mkdir(parents=True)
    (tmp_path / "bank" / "letters" / "ours.md").write_text(text, "utf-8")
    done = run_so("letter", "ours", "--bank", "bank")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert "ours.md" in done.stderr

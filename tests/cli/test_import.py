"""`so import`, as a person and a script use it: shown first, taken only when she says so."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from coded_papers import NEGATIVE, POSITIVE, about, concept, condition, result
from jsonschema import Draft202012Validator

RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
ACTIVE = {
    "coding": [
        {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}
    ]
}
ER, PR = "85337-4", "85339-0"
REPORT = """SURGICAL PATHOLOGY REPORT
Patient: DOE, JANE
DOB: 04/02/1971
SPECIMEN: Left breast, core biopsy
DIAGNOSIS:
Left breast, core biopsy: invasive ductal carcinoma, Nottingham grade 2.
ESTROGEN RECEPTOR: Positive (90%)
"""


def patient(name: str = "Jane Doe", born: str = "1971-04-02") -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": name.split(maxsplit=1)[0].lower(),
        "name": [{"text": name}],
        "birthDate": born,
    }


def cancer(name: str = "c1", **more: Any) -> dict[str, Any]:
    words = "snomed 254837009 Malignant neoplasm of breast"
    return condition(words, id=name, clinicalStatus=ACTIVE, **more)


def receptor(code: str, *, is_positive: bool, **more: Any) -> dict[str, Any]:
    value = POSITIVE if is_positive else NEGATIVE
    named = {"id": f"o-{code}", "effectiveDateTime": "2026-10-02"} | more
    return result(f"loinc {code} receptor", value=value, **named)


@pytest.fixture
def bundle(tmp_path: Path) -> Callable[..., Path]:
    """`bundle(resource, ..., name=)`: a download with these resources."""

    def write(*resources: dict[str, Any], name: str = "download.json") -> Path:
        entries = [{"resource": each} for each in resources]
        path = tmp_path / name
        content = {"resourceType": "Bundle", "type": "collection", "entry": entries}
        path.write_text(json.dumps(content), "utf-8")
        return path

    return write


@pytest.fixture
def case(tmp_path: Path) -> Callable[[], dict[str, Any]]:
    """What the case says now; nothing where there is none."""

    def read() -> dict[str, Any]:
        path = tmp_path / "home" / "cases" / "me.yaml"
        found = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
        assert isinstance(found, dict)
        return found

    return read


Bundle = Callable[..., Path]
ReadCase = Callable[[], dict[str, Any]]


def facts(case: dict[str, Any]) -> dict[str, Any]:
    found = case.get("facts", {})
    return {
        name: answer["value"] if isinstance(answer, dict) and "value" in answer else answer
        for name, answer in found.items()
    }


def test_it_shows_what_was_found_and_where_and_takes_nothing(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    done = run_so("import", file, "--no-input")
    assert done.returncode == 0
    assert "New: Estrogen receptor (ER): positive" in done.stdout
    assert f"test result o-{ER}, Fri Oct 2, 2026; it says: receptor: Positive" in done.stdout
    assert "Nothing was taken" in done.stdout
    assert case() == {}


def test_where_nobody_answers_nothing_is_taken(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    done = run_so("import", bundle(patient(), cancer(), receptor(ER, is_positive=True)))
    assert (done.returncode, case()) == (0, {})
    assert "Nothing was taken" in done.stdout


def test_yes_takes_what_is_certain_with_its_source(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    assert run_so("import", file, "--yes").returncode == 0
    er = case()["facts"]["er"]
    assert er["value"] == "positive"
    assert er["source"]["file"] == "download.json"
    assert er["source"]["where"] == f"Observation o-{ER}"
    assert str(er["source"]["date"]) == "2026-10-02"
    assert case()["person"] == {"name": "Jane Doe", "born": case()["person"]["born"]}


def test_what_the_case_says_otherwise_is_left_by_yes(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    run_so("import", bundle(patient(), cancer(), receptor(ER, is_positive=True)), "--yes")
    again = bundle(patient(), cancer(), receptor(ER, is_positive=False))
    done = run_so("import", again, "--yes")
    assert "Different: Estrogen receptor (ER): negative" in done.stdout
    assert "The case says: positive" in done.stdout
    assert "must be asked: Estrogen receptor (ER)." in done.stdout
    assert facts(case())["er"] == "positive"


def test_the_same_file_twice_is_no_news(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    run_so("import", file, "--yes")
    before = case()
    done = run_so("import", file, "--yes")
    assert "The case stays as it was." in done.stdout
    assert case() == before


def test_all_that_is_certain_can_be_taken_by_one_answer(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    done = run_so("import", file, stdin="1\n")
    assert done.returncode == 0, done.stderr
    assert facts(case())["er"] == "positive"


def test_she_can_pick_line_by_line(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    file = bundle(
        patient(), cancer(), receptor(ER, is_positive=True), receptor(PR, is_positive=True)
    )
    shown = run_so("import", file, stdin="2\n").stdout
    rows = [line for line in shown.splitlines() if line[:1].isdigit() and ". " in line]
    number = next(row.split(".")[0] for row in rows if "Progesterone" in row)
    run_so("import", file, stdin=f"2\n{number}\n")
    assert facts(case()) == {"pr": "positive"}
    assert "person" not in case()


def test_she_can_correct_what_a_paper_says(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    file = bundle(cancer(), receptor(ER, is_positive=True))
    done = run_so("import", file, stdin="3\n1\n2\n")
    assert done.returncode == 0, done.stderr
    assert case()["facts"]["er"] == "negative", "what she says herself has no source in a paper"


def test_nothing_is_an_answer_too(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    done = run_so("import", bundle(cancer(), receptor(ER, is_positive=True)), stdin="4\n")
    assert (done.returncode, facts(case())) == (0, {})


def test_stopping_changes_nothing(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    file = bundle(
        patient(), cancer(), receptor(ER, is_positive=True), receptor(ER, is_positive=False)
    )
    done = run_so("import", file, stdin="1\n/stop\n")
    assert done.returncode == 130
    assert "Nothing was changed." in done.stderr
    assert case() == {}


def test_two_papers_that_differ_become_a_question_for_the_doctor(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    one = bundle(patient(), cancer(), receptor(ER, is_positive=True), name="one.json")
    other = bundle(patient(), cancer(), receptor(ER, is_positive=False), name="two.json")
    done = run_so("import", one, other, stdin="1\n1\n")
    assert done.returncode == 0, done.stderr
    assert "Two answers: Estrogen receptor (ER)" in done.stdout
    er = case()["facts"]["er"]
    assert (er["value"], er["other"][0]["value"]) == ("positive", "negative")
    page = run_so("summary", "--for", "me").stdout
    assert "My papers say two things about estrogen receptor (ER)" in page.replace("\\", "")


def of_side(side: str, *, is_positive: bool) -> list[dict[str, Any]]:
    """A cancer of one breast, and its estrogen receptor."""
    code = {"left": "80248007", "right": "73056007"}[side]
    problem = cancer(side, bodySite=[concept(f"snomed {code} {side} breast structure")])
    er = receptor(ER, is_positive=is_positive, id=f"er-{side}", focus=about(side))
    return [problem, er]


def test_of_two_tumors_she_says_which_one_it_is_about(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    left, right = of_side("left", is_positive=True), of_side("right", is_positive=False)
    file = bundle(patient(), *left, *right)
    certain = run_so("import", file, "--yes")
    assert "more than one tumor" in certain.stdout
    assert "er" not in facts(case())
    shown = run_so("import", file, stdin="/stop\n").stdout
    number = re.search(r"^(\d)\. left breast", shown, re.MULTILINE)
    assert number
    done = run_so("import", file, stdin=f"{number[1]}\n1\n")
    assert done.returncode == 0, done.stderr
    assert facts(case())["er"] == "positive"
    (other,) = case()["other_tumors"]
    assert (other["name"], other["facts"]["er"]["value"]) == ("right breast", "negative")


def test_what_is_said_of_no_tumor_is_asked_beside_the_one_that_is_meant(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    left, right = of_side("left", is_positive=True), of_side("right", is_positive=False)
    file = bundle(patient(), *left, *right, receptor(PR, is_positive=True))
    shown = run_so("import", file, stdin="/stop\n").stdout
    number = re.search(r"^(\d)\. left breast", shown, re.MULTILINE)
    assert number
    asked = run_so("import", file, stdin=f"{number[1]}\n1\n1\n")
    assert "please check: Progesterone receptor (PR): positive" in asked.stdout
    assert facts(case())["pr"] == "positive"


def test_that_it_does_not_apply_is_kept_by_enter(
    run_so: RunSo, bundle: Bundle, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("so: 1\nid: mine\nfacts: {er: {state: does-not-apply}}\n", "utf-8")
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    done = run_so("import", file, "--case", mine, stdin="1\n1\n")
    assert done.returncode == 0, done.stderr
    assert "1. as the case says: does not apply" in done.stdout
    assert yaml.safe_load(mine.read_text("utf-8"))["facts"]["er"] == {"state": "does-not-apply"}


def test_what_the_case_says_so_far_is_shown_beside_a_result(
    run_so: RunSo, bundle: Bundle, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("so: 1\nid: mine\nfacts: {er: pending}\n", "utf-8")
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    shown = run_so("import", file, "--case", mine, "--no-input").stdout
    assert re.search(
        r"New: Estrogen receptor .*: positive\n(.*\n)+ +The case says: .*pending", shown
    )


def test_going_back_keeps_what_was_chosen(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    file = bundle(
        patient(),
        cancer(),
        *(receptor(code, is_positive=is_it) for code in (ER, PR) for is_it in (True, False)),
    )
    done = run_so("import", file, stdin="1\n2\n/back\n\n1\n")
    assert done.returncode == 0, done.stderr
    er, pr = (case()["facts"][name] for name in ("er", "pr"))
    assert "other" not in er, "Enter keeps the one that she chose before"
    assert pr["other"]


def test_what_is_not_certain_says_why_where_it_is_asked(run_so: RunSo, tmp_path: Path) -> None:
    report = tmp_path / "note.txt"
    report.write_text("Estrogen receptor: positive\n", "utf-8")
    done = run_so("import", report, stdin="1\n?\n/stop\n")
    asked = done.stdout.split("What of this should go into the case?")[1]
    assert "all that is certain" not in asked, "nothing is"
    explained = "Estrogen receptor (ER): positive: The report does not seem to be about the breast."
    assert explained in " ".join(asked.split())


def test_what_is_passed_over_is_quoted_once(run_so: RunSo, tmp_path: Path) -> None:
    report = tmp_path / "path.txt"
    before = "CLINICAL HISTORY: Mother had ER positive breast cancer."
    report.write_text(REPORT.replace("DIAGNOSIS:", f"{before}\nDIAGNOSIS:", 1), "utf-8")
    shown = " ".join(run_so("import", report, "--no-input").stdout.split())
    assert shown.count(before) == 1


def test_a_tumor_that_is_kept_apart_already_is_not_another_answer(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    left, right = of_side("left", is_positive=True), of_side("right", is_positive=False)
    file = bundle(patient(), *left, *right)
    assert run_so("import", file, stdin="1\n1\n").returncode == 0
    assert "er" not in facts(case()), "Enter, and the first line, leave the tumors out"
    number = 2 if "\n2. left" in run_so("import", file, stdin="/stop\n").stdout else 3
    run_so("import", file, stdin=f"{number}\n1\n")
    again = run_so("import", file, "--no-input").stdout
    assert "About one tumor: right breast\n  The case has this one too" in again
    assert "Different" not in again


LATER = "The papers say: Breast surgery done: lumpectomy"


def test_papers_of_a_later_stage_are_asked_about(run_so: RunSo, tmp_path: Path) -> None:
    mine, report = tmp_path / "mine.yaml", tmp_path / "path.txt"
    report.write_text(REPORT.replace("core biopsy", "lumpectomy"), "utf-8")
    for reply, stage in (("1", "post-biopsy"), ("2", "post-surgery")):
        mine.write_text("so: 1\nid: mine\nstage: post-biopsy\n", "utf-8")
        done = run_so("import", report, "--case", mine, stdin=f"1\n{reply}\n")
        assert done.returncode == 0, done.stderr
        assert LATER in done.stdout
        assert "Where do things stand right now?\n1. After the biopsy" in done.stdout
        assert yaml.safe_load(mine.read_text("utf-8"))["stage"] == stage


def test_without_asking_the_stage_stays_and_it_says_how_to_change_it(
    run_so: RunSo, tmp_path: Path
) -> None:
    mine, report = tmp_path / "mine.yaml", tmp_path / "path.txt"
    report.write_text(REPORT.replace("core biopsy", "lumpectomy"), "utf-8")
    mine.write_text("so: 1\nid: mine\nstage: post-biopsy\n", "utf-8")
    done = run_so("import", report, "--case", mine, "--yes")
    assert LATER in done.stdout
    command = f"so interview --stage post-surgery --case {mine}"
    assert command in " ".join(done.stdout.replace("\n", " ").split())
    assert yaml.safe_load(mine.read_text("utf-8"))["stage"] == "post-biopsy"


def test_papers_of_two_people_stop_it(run_so: RunSo, bundle: Bundle, case: ReadCase) -> None:
    one = bundle(patient(), cancer(), name="one.json")
    other = bundle(patient("Rose Miller", "1950-01-01"), cancer(), name="two.json")
    done = run_so("import", one, other, "--yes")
    assert done.returncode == 3
    assert "about 2 people" in done.stderr
    assert "Rose" not in done.stderr, "an error names nobody"
    assert case() == {}


def test_of_two_people_she_can_say_whose_case_it_is(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    one = bundle(patient(), cancer(), receptor(ER, is_positive=True), name="one.json")
    rose = patient("Rose Miller", "1950-01-01")
    other = bundle(rose, cancer(), receptor(ER, is_positive=False), name="two.json")
    done = run_so("import", one, other, stdin="2\n1\n")
    assert done.returncode == 0, done.stderr
    assert case()["person"]["name"] == "Rose Miller"
    assert facts(case())["er"] == "negative"


def test_papers_of_somebody_else_are_not_put_into_her_case(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    run_so("import", bundle(patient(), cancer()), "--yes")
    before = case()
    other = bundle(patient("Rose Miller", "1950-01-01"), cancer(), receptor(ER, is_positive=True))
    done = run_so("import", other, "--yes")
    assert done.returncode == 3
    assert "somebody else" in done.stderr
    assert "Rose" not in done.stderr
    assert case() == before
    asked = run_so("import", other, stdin="1\n")
    assert (asked.returncode, "Rose Miller" in asked.stdout) == (130, True)
    assert case() == before
    stopped = run_so("import", other, stdin="/stop\n")
    assert (stopped.returncode, "Nothing was changed." in stopped.stderr) == (130, True)


def test_a_report_is_read_and_its_record_is_ticked(
    run_so: RunSo, tmp_path: Path, case: ReadCase
) -> None:
    report = tmp_path / "path.txt"
    report.write_text(REPORT, "utf-8")
    assert run_so("import", report, "--yes").returncode == 0
    assert facts(case())["er_percent"] == 90
    assert facts(case())["report_in_hand"] == "yes"
    record = case()["records"]["biopsy-report"]
    assert (record["status"], record["file"]) == ("arrived", "path.txt")


def test_a_report_can_be_pasted(run_so: RunSo, case: ReadCase) -> None:
    done = run_so("import", "-", "--yes", stdin=REPORT)
    assert done.returncode == 0, done.stderr
    assert case()["facts"]["grade"]["source"]["file"] == "pasted text"


def test_as_json_it_says_all_and_what_was_taken(
    run_so: RunSo, bundle: Bundle, case: ReadCase
) -> None:
    file = bundle(patient(), cancer(), receptor(ER, is_positive=True))
    shown = json.loads(run_so("import", file, "--json").stdout)
    (er,) = [each for each in shown["facts"] if each["id"] == "er"]
    assert (er["is_certain"], er["beside"], shown["taken"]) == (True, "new", [])
    assert er["values"][0]["sources"][0]["where"] == f"Observation o-{ER}"
    assert case() == {}
    taken = json.loads(run_so("import", file, "--json", "--yes").stdout)["taken"]
    assert {"er", "person"} <= {*taken}
    assert facts(case())["er"] == "positive"


def test_its_json_is_as_its_schema_says(run_so: RunSo, bundle: Bundle, tmp_path: Path) -> None:
    schema = json.loads(run_so("schema", "imported").stdout)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    one = bundle(patient(), cancer(), receptor(ER, is_positive=True), name="one.json")
    other = bundle(patient(), cancer(), receptor(ER, is_positive=False), name="two.json")
    given = json.loads(run_so("import", one, other, broken, "--json").stdout)
    Draft202012Validator(schema).validate(given)
    assert given["troubles"][0]["file"] == "broken.pdf"


def test_a_file_that_cannot_be_read_does_not_lose_the_others(
    run_so: RunSo, bundle: Bundle, tmp_path: Path, case: ReadCase
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    done = run_so("import", broken, bundle(cancer(), receptor(ER, is_positive=True)), "--yes")
    assert done.returncode == 0
    assert "broken.pdf" in done.stderr
    assert facts(case())["er"] == "positive"
    assert run_so("import", broken, "--yes").returncode == 3
    assert run_so("import", tmp_path / "missing.json", "--yes").returncode == 4


def test_the_interview_asks_only_what_is_open_and_says_where_the_rest_is_from(
    run_so: RunSo, bundle: Bundle
) -> None:
    file = bundle(
        patient(), cancer(), receptor(ER, is_positive=True), receptor(PR, is_positive=True)
    )
    run_so("import", file, "--yes")
    replies = (
        "1\n2\n1\n1\n/later\n/later\nWhat now?\n/later\n/later\n/later\n/later\n/later\n/later\n"
    )
    done = run_so("interview", "--plain", stdin=replies)
    assert "What does the report say about the hormone receptors" not in done.stdout
    assert "From the papers, so it is not asked" in done.stdout
    assert f"Estrogen receptor (ER): positive (download.json, test result o-{ER}" in " ".join(
        done.stdout.split()
    )
    assert "What name and birth date" not in done.stdout


def test_it_takes_a_case_that_is_named(run_so: RunSo, bundle: Bundle, tmp_path: Path) -> None:
    file = bundle(cancer(), receptor(ER, is_positive=True))
    shown = run_so("import", file, "--no-input", "--case", tmp_path / "pat.yaml")
    assert (shown.returncode, (tmp_path / "pat.yaml").exists()) == (0, False)
    done = run_so("import", file, "--yes", "--case", tmp_path / "pat.yaml")
    assert done.returncode == 0
    assert "so interview --case" in " ".join(done.stdout.split())
    assert yaml.safe_load((tmp_path / "pat.yaml").read_text())["id"] == "pat"

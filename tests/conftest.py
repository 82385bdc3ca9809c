"""What many tests share: the shipped bank, cases from YAML text, and the program itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pyrage import passphrase

from so_cli.bank.bank import Bank
from so_cli.bank.loader import open_bank
from so_cli.bank.model import VALUE_KINDS, Fact, Stage
from so_cli.case.model import Answer, Case, Source, State, Visit
from so_cli.case.reading import read_case
from so_cli.cli.app import main

# How long an example takes says nothing about whether it is right, on a busy machine least of all.
settings.register_profile("so", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("so")

MakeCase = Callable[..., Case]
RunSo = Callable[..., "subprocess.CompletedProcess[str]"]
RICH_CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The bank that the program ships."""
    return open_bank()


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 20)


@pytest.fixture(scope="session")
def make_case(bank: Bank) -> MakeCase:
    """`make_case("stage: metastatic")`, or `make_case(text, other_bank)`: a case of this text."""

    def make(text: str, of: Bank | None = None) -> Case:
        case, problems = read_case(f"so: 1\nid: pat\n{text}", "pat.yaml", of or bank)
        assert case is not None, problems
        return case

    return make


@pytest.fixture(scope="session", params=RICH_CASES, ids=lambda path: path.stem)
def rich_path(request: pytest.FixtureRequest) -> Path:
    """A case of each stage with every kind of answer in it."""
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores: much of what is tested waits for a terminal."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: at the end, no core waits for the last of them."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def same_locks_once() -> Iterator[None]:
    """Locking and opening take seconds by design: of the same bytes they are done once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("encrypt", "decrypt"):
            patch.setattr(passphrase, name, cache(getattr(passphrase, name)))
        yield


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program finds around it: a home of its own, and the same day always."""
    for name in [name for name in os.environ if name.startswith("SO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SO_TODAY", "2026-11-20")
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def run_so(tmp_path: Path, own_home: None) -> RunSo:
    """`run_so("summary", "--case", ...)`: the program as a person runs it, in a folder of its own.

    It runs inside of this process, which starts it many times as fast.
    Keywords: `env` (added), `stdin` (text), `cwd`.
    """

    def run(
        *arguments: str | Path,
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        cwd: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        streams = {"stdin": _stream(stdin), "stdout": _stream(), "stderr": _stream()}
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["so", *words])
            patch.chdir(cwd or tmp_path)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                main()
        code = ended.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess(
            words, code, _written(streams["stdout"]), _written(streams["stderr"])
        )

    return run


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@pytest.fixture
def run_so_apart(tmp_path: Path, own_home: None) -> RunSo:
    """The same in a process of its own, for what Python settles when it starts."""

    def run(
        *arguments: str | Path, env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "so_cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            input=stdin,
            cwd=tmp_path,
            env=os.environ | dict(env or {}),
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def any_case(bank: Bank) -> st.SearchStrategy[Case]:
    """Cases made at random from the shipped bank: any stage, any answers that fit their facts."""
    facts = [fact for fact in bank.facts if fact.kind in VALUE_KINDS]
    states = st.sampled_from(get_args(State)).map(lambda state: Answer(state=state))

    def answers(fact: Fact) -> st.SearchStrategy[Answer]:
        values = _values(fact)
        sourced = st.builds(Answer, value=values, source=st.just(Source(file="a.pdf")))
        return st.one_of(st.builds(Answer, value=values), sourced, states)

    visits = st.sampled_from(
        [
            (),
            (Visit(date=date(2026, 12, 10), with_="Dr. Rivera", specialty="breast-surgeon"),),
            (
                Visit(date=date(2026, 12, 10), specialty="medical-oncologist"),
                Visit(date=date(2026, 12, 1), specialty="radiation-oncologist"),
            ),
        ]
    )

    @st.composite
    def cases(draw: st.DrawFn) -> Case:
        some = draw(st.lists(st.sampled_from(facts), unique_by=lambda fact: fact.id, max_size=45))
        return Case(
            id="pat",
            stage=draw(st.sampled_from([*get_args(Stage), None])),
            facts={fact.id: draw(answers(fact)) for fact in some},
            visits=draw(visits),
        )

    return cases()


def _values(fact: Fact) -> st.SearchStrategy[str | int | tuple[str, ...]]:
    ids = [choice.id for choice in fact.choices]
    several = [choice.id for choice in fact.choices if not choice.exclusive]
    if fact.kind == "choice":
        return st.sampled_from(ids)
    if fact.kind == "choices":
        joined = st.sets(st.sampled_from(several), max_size=fact.at_most or 3)
        return joined.map(lambda chosen: tuple(name for name in ids if name in chosen))
    if fact.kind == "number":
        return st.integers(int((fact.min or 0) + 0.9), int(fact.max or 100))
    if fact.kind == "date":
        return st.dates(date(2020, 1, 1), date(2027, 12, 31)).map(date.isoformat)
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip)


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[..., Path]:
    """`overlay(steps="steps: [..]")`: a bank folder with these files, to lay over another."""

    def write(**files: str) -> Path:
        folder = tmp_path / f"bank-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return write

"""Whatever an endpoint does: no traceback, no paid reply lost, 4 where the job is not finished, and the next run ends it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Call, Endpoint, served

from coursegen.cli.main import main
from coursegen.generate.openai import generator

POLICY = """# Incidents

Employees must report a suspected incident to the service desk within 24 hours.

Employees may not investigate an incident themselves.

Employees must lock the screen when they leave their desk.
"""

WAITED_OUT = ("429", "500", "drop", "html", "slow")
"""What passes when it is tried again."""

ASKED_AGAIN = ("truncated", "length", "refusal", "filter", "schema", "empty")
"""What goes back with a complaint."""

ENDS_THE_RUN = ("401", "404", "quota", "unsupported", "context")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Endpoint, str]]:
    monkeypatch.setattr(generator, "_TRIES", 2)
    monkeypatch.setattr(generator, "_REFUSALS", 3)
    made = Endpoint(writer=model.write, retry_after="0.01", latency=0.02)
    with served(made) as url:
        yield made, url


def project(folder: Path, url: str) -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "coursegen.toml").write_text(
        f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n'
        "parallel = 1\ntimeout = 0.7\n",
        encoding="utf-8",
    )
    return folder


def build(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code of ``coursegen build``, and all that it said."""
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--project", str(folder)])
    told = capsys.readouterr()
    said = told.out + told.err
    assert "Traceback" not in said
    return int(stopped.value.code or 0), said


def paid(calls: list[Call]) -> list[str]:
    """The bodies of calls that were answered with a draft."""
    good = [each for each in calls if not each.fault]
    return [json.dumps(each.body, sort_keys=True) for each in good]


@pytest.mark.parametrize("fault", [*WAITED_OUT, *ASKED_AGAIN])
def test_a_fault_that_passes_costs_a_call_and_nothing_else(
    tmp_path: Path,
    endpoint: tuple[Endpoint, str],
    capsys: pytest.CaptureFixture[str],
    fault: str,
) -> None:
    made, url = endpoint
    made.faults = {1: fault, 4: fault}
    code, _ = build(project(tmp_path, url), capsys)
    assert code == 0
    asked = len(made.calls)
    assert asked == len(paid(made.calls)) + 2
    assert (tmp_path / "coursegen.lock").exists()
    assert build(tmp_path, capsys)[0] == 0
    assert len(made.calls) == asked


@pytest.mark.parametrize("fault", ["429", "500", "drop", "html", *ENDS_THE_RUN])
def test_a_fault_that_stays_ends_with_4_and_the_next_run_asks_only_for_the_rest(
    tmp_path: Path,
    endpoint: tuple[Endpoint, str],
    capsys: pytest.CaptureFixture[str],
    fault: str,
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: fault if len(made.calls) >= 2 else ""
    code, said = build(project(tmp_path, url), capsys)
    assert (code, "Error: " in said) == (4, True)
    assert not (tmp_path / "course").exists()
    made.fault_for = lambda _body: ""
    assert build(tmp_path, capsys)[0] == 0
    bodies = paid(made.calls)
    assert len(bodies) == len(set(bodies))
    assert list((tmp_path / "course" / "modules").glob("*.yaml"))


@pytest.mark.parametrize("fault", ASKED_AGAIN)
def test_answers_that_never_hold_a_draft_end_with_4_and_the_next_run_goes_on(
    tmp_path: Path,
    endpoint: tuple[Endpoint, str],
    capsys: pytest.CaptureFixture[str],
    fault: str,
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: fault if len(made.calls) >= 1 else ""
    code, said = build(project(tmp_path, url), capsys)
    assert (code, "no module could be written" in said) == (4, True)
    assert not (tmp_path / "course").exists()
    made.fault_for = lambda _body: ""
    assert build(tmp_path, capsys)[0] == 0
    outlines = [each for each in made.prompts if "Plan a course" in each]
    assert len(outlines) == 1


@pytest.mark.parametrize("task", ["module", "items", "scenario"])
def test_an_empty_list_is_an_answer_and_what_it_leaves_without_is_named(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str], task: str
) -> None:
    made, url = endpoint
    empty = {
        "module": {"title": "", "blocks": []},
        "items": {"items": []},
        "scenario": {"title": "", "objective": 1, "scenes": [], "endings": []},
    }
    made.writer = lambda messages, name: (
        json.dumps(empty[task]) if name == task else model.write(messages, name)
    )
    code, said = build(project(tmp_path, url), capsys)
    assert code == 0
    assert ("nothing of it could be asked or taught" in said) == (task != "scenario")


def test_a_prompt_that_does_not_parse_is_told_before_anything_is_asked(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str]
) -> None:
    made, url = endpoint
    project(tmp_path, url)
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "distractors.md").write_text("Write {{part}}.", encoding="utf-8")
    code, said = build(tmp_path, capsys)
    assert (code, made.calls) == (2, [])
    assert "prompts/distractors.md" in said


def test_a_build_that_is_killed_goes_on_without_asking_twice(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str]
) -> None:
    made, url = endpoint
    project(tmp_path, url)
    made.latency = 0.3
    program = "from coursegen.cli.main import main\nmain(['build'])"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        until = time.monotonic() + 60
        while len(made.calls) < 3 and running.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        running.kill()
    assert len(made.calls) == 3  # the third was in flight
    made.latency = 0.0
    assert build(tmp_path, capsys)[0] == 0
    bodies = [json.dumps(each.body, sort_keys=True) for each in made.calls]
    assert bodies.count(bodies[2]) == 2
    assert len(bodies) == len(set(bodies)) + 1

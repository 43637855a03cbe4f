"""A course built by batches: sent, left, collected; nothing asked twice, whatever becomes of a batch."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.batches import Batches
from tests.fakes.endpoint import Endpoint, served
from tests.fixtures.by_model import course_bytes, project

from coursegen import api
from coursegen.cli.main import main
from coursegen.errors import ConfigError, GeneratorError


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, Batches, str]]:
    batches = Batches()
    made = Endpoint(writer=model.write, batches=batches)
    with served(made) as url:
        yield made, batches, url


def build(folder: Path, **limits: float) -> api.BuildReport:
    opened = api.open_project(folder)
    settings = opened.config.generate.model_copy(update={"batch": True, **limits})
    return api.build(
        replace(opened, config=opened.config.model_copy(update={"generate": settings}))
    )


def built(folder: Path, batches: Batches, most: int = 12) -> api.BuildReport:
    """Build again and again, as a person does, every batch ending in between."""
    for _ in range(most):
        try:
            return build(folder)
        except GeneratorError as error:
            if "waits for a batch" not in str(error):
                raise
            batches.end = "completed"
    raise AssertionError("it never ends")


def paid(made: Endpoint) -> list[str]:
    return [json.dumps(each.body, sort_keys=True) for each in made.calls]


def test_a_round_is_sent_left_and_collected(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, batches, url = endpoint
    project(tmp_path, url)
    with pytest.raises(GeneratorError, match=r"1 request.* sent as batch batch_1") as stopped:
        build(tmp_path)
    assert stopped.value.exit_code == 4
    assert "again to collect" in str(stopped.value)
    assert not (tmp_path / "course").exists()
    with pytest.raises(GeneratorError, match="1 sent before wait"):
        build(tmp_path)
    batches.end = "completed"
    with pytest.raises(GeneratorError, match=r"9 request.* sent as batch batch_2"):
        build(tmp_path)
    report = build(tmp_path)
    assert len(report.written) > 3
    assert len(batches.made) == 2
    assert len(paid(made)) == len(set(paid(made))) == 10


def test_a_course_by_batches_is_the_course_by_single_calls(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    _, batches, url = endpoint
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        project(tmp_path / name, url)
    built(tmp_path / "one", batches)
    api.build(api.open_project(tmp_path / "two"))
    assert course_bytes(tmp_path / "one") == course_bytes(tmp_path / "two")


@pytest.mark.parametrize("end", ["expired", "cancelled", "completed"])
@pytest.mark.parametrize("how", ["error", "missing"])
def test_only_what_came_back_without_an_answer_is_sent_again(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str], end: str, how: str
) -> None:
    made, batches, url = endpoint
    project(tmp_path, url)
    for ends in ("in_progress", "completed"):
        batches.end = ends
        with pytest.raises(GeneratorError):
            build(tmp_path)
    batches.end, batches.spoil = end, lambda number: how if number % 3 == 1 else ""
    with pytest.raises(GeneratorError, match=r"3 request.* sent as batch batch_3"):
        build(tmp_path)
    batches.end, batches.spoil = "completed", lambda _number: ""
    build(tmp_path)
    assert len(paid(made)) == len(set(paid(made))) == 10


def test_a_batch_that_the_endpoint_refuses_is_told_with_its_reason(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, batches, url = endpoint
    project(tmp_path, url)
    batches.end = "failed"
    with pytest.raises(GeneratorError, match="waits"):
        build(tmp_path)
    with pytest.raises(GeneratorError, match="not for batches"):
        build(tmp_path)
    assert made.calls == []
    built(tmp_path, batches)
    assert len(paid(made)) == len(set(paid(made)))


def test_a_batch_whose_making_was_never_confirmed_is_found_by_its_name(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, batches, url = endpoint
    project(tmp_path, url)
    batches.lost = True
    with pytest.raises(GeneratorError, match="batch endpoint failed"):
        build(tmp_path)
    built(tmp_path, batches)
    assert len(batches.made) == 2
    assert len(paid(made)) == len(set(paid(made))) == 10


def test_an_answer_that_cannot_be_used_goes_back_in_the_next_batch(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, batches, url = endpoint
    project(tmp_path, url)
    made.fault_for = lambda body: "schema" if len(body["messages"]) == 2 else ""
    report = built(tmp_path, batches)
    assert report.written
    assert any("does not fit its schema" in each for each in made.prompts)
    assert len(paid(made)) == len(set(paid(made)))


def test_single_calls_do_not_pay_again_for_what_waits_in_a_batch(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, _, url = endpoint
    project(tmp_path, url)
    with pytest.raises(GeneratorError):
        build(tmp_path)
    with pytest.raises(ConfigError, match="wait to be collected"):
        api.build(api.open_project(tmp_path))
    assert made.calls == []
    assert api.plan(api.open_project(tmp_path)).estimate is not None


def test_a_limit_stops_before_anything_is_sent(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    _, batches, url = endpoint
    project(tmp_path, url)
    batches.end = "completed"
    with pytest.raises(GeneratorError, match="waits"):
        build(tmp_path)
    with pytest.raises(GeneratorError, match=r"limit of 4 calls.*no batch was sent"):
        build(tmp_path, max_calls=4)
    assert len(batches.made) == 1


def test_an_endpoint_without_batches_is_told(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, _, url = endpoint
    made.batches = None
    project(tmp_path, url)
    with pytest.raises(GeneratorError, match="takes no batches"):
        build(tmp_path)
    assert api.build(api.open_project(tmp_path)).written


def test_the_command_line_leaves_with_4_and_says_what_to_do(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, url = endpoint
    project(tmp_path, url)
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--batch", "--project", str(tmp_path)])
    assert stopped.value.code == 4
    assert "coursegen build --batch" in capsys.readouterr().err


def test_a_generator_that_asks_nobody_takes_no_batch(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str], capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, endpoint[2])
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--batch", "--generator", "embedded", "--project", str(tmp_path)])
    assert stopped.value.code == 2
    assert "asks no model" in capsys.readouterr().err


def test_a_refused_call_of_a_batch_waits_as_long_as_it_is_told(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    made, batches, url = endpoint
    made.retry_after, batches.faults = "0.3", {0: "429", 1: "429"}
    project(tmp_path, url)
    begun = time.monotonic()
    with pytest.raises(GeneratorError, match="waits for a batch"):
        build(tmp_path)
    assert time.monotonic() - begun >= 0.6
    assert len(batches.made) == 1


def test_what_is_too_long_for_a_batch_is_told_at_once(
    tmp_path: Path, endpoint: tuple[Endpoint, Batches, str]
) -> None:
    _, batches, url = endpoint
    batches.faults = dict.fromkeys(range(9), "context")
    project(tmp_path, url)
    with pytest.raises(GeneratorError, match="as too long"):
        build(tmp_path)
    assert batches.asked == 1

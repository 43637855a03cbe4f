"""``coursegen doctor`` finds out what an endpoint can do, and says so where nothing works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fakes.endpoint import Endpoint
from tests.fixtures.by_model import project

from coursegen import api
from coursegen.cli.main import main
from coursegen.errors import GeneratorError


@pytest.mark.parametrize(
    ("understands", "profile"),
    [(("json_schema", "json_object"), "openai"), (("json_object",), "json"), ((), "prompted")],
)
def test_doctor_finds_the_profile_of_an_endpoint(
    tmp_path: Path, endpoint: tuple[Endpoint, str], understands: tuple[str, ...], profile: str
) -> None:
    made, url = endpoint
    made.structured = understands
    made.writer = lambda _messages, _name: '{"colour": "blue", "number": 7}'
    found = api.diagnose(api.open_project(project(tmp_path, url)).config.generate)
    assert found.profile == profile
    assert found.models == ("fake-model",)


def test_doctor_says_so_where_nothing_works(tmp_path: Path, endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: "401"
    found = api.diagnose(api.open_project(project(tmp_path, url)).config.generate)
    assert found.profile == ""
    assert all("401" in each.said for each in found.trials)


def test_doctor_gives_one_document_where_nothing_works(
    tmp_path: Path, endpoint: tuple[Endpoint, str], capsys: pytest.CaptureFixture[str]
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: "401"
    project(tmp_path, url)
    with pytest.raises(SystemExit) as stopped:
        main(["doctor", "--project", str(tmp_path), "--json"])
    told = capsys.readouterr()
    assert stopped.value.code == GeneratorError.exit_code
    assert json.loads(told.out)["profile"] == ""
    assert "no way of asking worked" in told.err

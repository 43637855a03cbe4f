"""What a model said can be recorded, and a course made of it again without an endpoint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.fakes.endpoint import Endpoint
from tests.fixtures.by_model import build, course_bytes, project, spoiled

from coursegen import api
from coursegen.errors import ConfigError, GeneratorError


def test_a_recording_gives_the_same_course_again_without_an_endpoint(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = spoiled
    first, second = tmp_path / "first", tmp_path / "second"
    for each in (first, second):
        each.mkdir()
    api.build(api.open_project(project(first, url)), record=second / "replies.jsonl")
    asked = len(made.calls)
    project(second, url)
    (second / "coursegen.toml").write_text(
        '[generate]\ngenerator = "replay"\nrecording = "replies.jsonl"\n', encoding="utf-8"
    )
    build(second)
    assert len(made.calls) == asked
    one, other = course_bytes(first), course_bytes(second)
    assert one.pop("coursegen.lock") != other.pop("coursegen.lock")  # the recipes differ
    assert one == other


def test_a_recording_is_kept_when_there_is_nothing_to_record(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    _, url = endpoint
    record = tmp_path / "replies.jsonl"
    api.build(api.open_project(project(tmp_path, url)), record=record)
    kept = record.read_bytes()
    with pytest.raises(ConfigError, match="nothing to record"):
        api.build(api.open_project(tmp_path), record=record)
    assert record.read_bytes() == kept


def test_what_was_never_recorded_is_named(tmp_path: Path, endpoint: tuple[Endpoint, str]) -> None:
    _, url = endpoint
    api.build(api.open_project(project(tmp_path, url)), record=tmp_path / "replies.jsonl")
    shutil.rmtree(tmp_path / "course")
    shutil.rmtree(tmp_path / ".coursegen")
    (tmp_path / "coursegen.lock").unlink()
    (tmp_path / "coursegen.toml").write_text(
        '[course]\ntitle = "Another"\n[generate]\ngenerator = "replay"\nrecording = "replies.jsonl"\n',
        encoding="utf-8",
    )
    with pytest.raises(GeneratorError, match="not in the recording"):
        build(tmp_path)
